"""What the bundle for a technician (诊断包) says beside its codes and counts."""

from collections.abc import Mapping

HEAD = (
    "升规台账诊断包。交给技术人员看的，可以先自己看一遍。",
    "里面只有数量、代号和日志；没有企业名称、代码、电话和金额，日志里可能有的已经抹去（显示为 #、□ 或 <cut>）。",
)
NONE = "没有发现问题"
SECTIONS: Mapping[str, str] = {
    "program": "程序和台账文件",
    "findings": "检查发现的问题（代号）",
    "rows": "各表的行数",
    "saves": "各种操作的次数",
}
FACTS: Mapping[str, str] = {
    "program": "程序版本",
    "system": "操作系统",
    "unit_kind": "单位类型",
    "preset": "方案",
    "year": "年度",
    "demo": "演示数据",
}


def section(name: str) -> str:
    """Return the heading of a section; a log is called by its file."""
    return f"[{SECTIONS.get(name, name)}]"


def fact(name: str, value: str) -> str:
    """Return one fact as a line; what the file's engine says of itself keeps its own name."""
    return f"{FACTS.get(name, name)}：{value}"
