"""Words on the papers that go with letters between offices."""

NEW = "新交办"
HELD = "交办中"
WITHDRAWN = "已收回"
WHOLE_LETTER = "整包"
_BESIDES = "另带报表 {rounds} 份、附件 {files} 个。"
_PHONES = {True: "联系电话带出。", False: "联系电话不带出。", None: ""}
_NUMBER = "第{seq}号"
_BEFORE = "写包以前"


def number_of(seq: int) -> str:
    """Return how the number of a letter is written; 0 is one that is not written yet."""
    return _NUMBER.format(seq=seq) if seq else _BEFORE


def time_of(number: int) -> str:
    """Return how the number of a round is written."""
    return f"第{number}次"


def besides(rounds: int, files: int, phones: bool | None) -> str:
    """Return what else a letter takes along; None where it is not known of telephone numbers."""
    return _BESIDES.format(rounds=rounds, files=files) + _PHONES[phones]
