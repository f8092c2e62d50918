"""Other ways in which offices write the word of a code; the code stands behind each."""

from collections.abc import Mapping
from enum import StrEnum

from desktop.domain.codes import (
    EnterpriseKind,
    LibraryStatus,
    Obtained,
    OperatingStatus,
    Source,
    UnitKind,
    VisitMode,
)
from desktop.domain.issue_codes import IssueCategory, IssueLevel

SYNONYMS: Mapping[type[StrEnum], Mapping[str, str]] = {
    Source: {
        "企业": "enterprise",
        "企业自报": "enterprise",
        "企业上报": "enterprise",
        "财务报表": "income_statement",
        "损益表": "income_statement",
        "增值税申报表": "tax_return",
        "纳税申报表": "tax_return",
        "税务": "tax_return",
        "统计反馈": "statistics",
        "统计反馈(汇总)": "statistics",
        "统计": "statistics",
        "预计数": "estimate",
        "快报": "estimate",
    },
    Obtained: {
        "纸质": "paper",
        "报表": "paper",
        "税务": "tax_query",
        "电费": "power_bill",
        "用电查询": "power_bill",
        "口头": "oral",
        "电话": "oral",
        "现场": "on_site",
        "实地": "on_site",
        "表格": "file",
        "文件": "file",
        "电子": "file",
    },
    UnitKind: {"部门": "department", "县直单位": "department", "乡": "township", "镇": "township", "县": "county"},
    OperatingStatus: {
        "正常生产": "normal",
        "正常经营": "normal",
        "在产": "normal",
        "生产": "normal",
        "歇业": "stopped",
        "在建": "preparing",
        "吊销": "deregistered",
    },
    EnterpriseKind: {"法人": "legal", "视同法人": "quasi_legal", "个体": "household", "个体工商户": "household"},
    LibraryStatus: {"规上": "admitted", "在库": "admitted", "未入库": "below", "退库": "exited"},
    VisitMode: {"实地走访": "on_site", "入企": "on_site", "电话走访": "phone", "视频": "online"},
    IssueLevel: {"重大": "major", "复杂": "major"},
    IssueCategory: {"资金": "finance", "手续": "approval", "税收": "tax", "订单": "orders", "欠款": "arrears"},
}
