"""The words of importing that both faces and the preview say: what a workbook can be read as."""

from collections.abc import Mapping

IMPORT_KINDS: Mapping[str, str] = {
    "enterprises": "企业名单",
    "figures": "月度数据",
    "visits": "走访记录",
    "issues": "问题台账",
    "targets": "目标分解表",
    "tax": "税务部门名单",
    "power": "供电部门名单",
}

SPAN_WORDS: Mapping[str, str] = {"month": "当月", "ytd": "累计"}
PASTED = "粘贴的表格.csv"
ERROR_ROWS = "导入的错误行"
CHOICE_WORDS: Mapping[str, str] = {"extra": "留作附加信息", "ignore": "不导入"}
