"""Words for tables that are read without being understood: of a file, a column, the note beside them."""

from desktop.domain.codes import Subject
from desktop.wording.fields import HISTORY_FIELD_LABELS
from desktop.wording.labels import label

README = "说明.txt"


def table_word(table: str) -> str:
    """Return what *table* is called: its name in the file, and its word where the program knows one."""
    return f"{table}_{label(Subject(table))}" if table in set(Subject) else table


def column_word(table: str, column: str) -> str:
    """Return the heading of *column*: its word where the program knows one, with its name in the file."""
    known = HISTORY_FIELD_LABELS.get(Subject(table), {}) if table in set(Subject) else {}
    return f"{known[column]}（{column}）" if column in known else column


def readme(tables: int, at: str) -> str:
    """Return what is said beside the tables."""
    return (
        f"升规台账：数据文件里的各表，共 {tables} 张，{at} 原样读出。\n"
        "只供查看、核对和打印，不能再导回程序。台账文件本身没有改动，也没有被打开写过。\n"
        "金额以分计（12345 是 123.45 元），电量以 0.01 千瓦时计；代码和状态照文件里的写法；"
        "<数字> 是附件等内容的字节数。\n"
        "里面有企业数据和联系电话，请按规定保管，用完删除。\n"
    )
