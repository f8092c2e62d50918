"""Words for letters between the unit and the county office."""

from collections.abc import Mapping
from enum import StrEnum

from desktop.domain.letter import Decision, LetterState
from desktop.domain.package import FileKind, PackageType
from desktop.domain.question import QuestionKind

LABELS: Mapping[type[StrEnum], Mapping[str, str]] = {
    PackageType: {
        "assignment": "下发包",
        "submission": "上报包",
        "receipt": "回执",
        "snapshot": "全量包",
        "registration": "登记包",
        "key-rollover": "换钥匙的包",
    },
    LetterState: {
        "sent": "已发出",
        "unanswered": "未收到回执",
        "accepted": "已接收",
        "partly_returned": "部分退回",
        "returned": "退回",
    },
    Decision: {"accepted": "接收", "returned": "退回"},
    QuestionKind: {"different": "两处说法不一致", "proposal": "变更申请"},
    FileKind: {
        "pdf": "PDF 文件",
        "ledger": "台账数据库文件",
        "rar": "RAR 压缩包",
        "seven_zip": "7z 压缩包",
        "old_office": "旧版 Excel 或 Word 文件",
        "program": "可执行程序（请不要打开）",
        "empty": "空文件",
        "workbook": "Excel 工作簿（包旁边那份给人看的表不用导入）",
        "backup": "台账副本（请到“备份与恢复”里用）",
        "zipped_package": "装着升规包的压缩包",
        "zip": "普通压缩包",
    },
}
