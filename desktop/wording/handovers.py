"""Words of the handover (交接) between the people of one office."""

from desktop.domain.handover import Pending

KINDS = {Pending.ISSUE: "未销号问题", Pending.MONTH: "未报月报", Pending.LETTER: "未回执的包"}
LIST = "交接清单"
NOT_MADE = "还没有生成"
_ISSUE = "{description}（{number}）"
_MONTH = "{month}　{form}"
_LETTER = "第{seq}号{kind}"
_COPY = "交接包：{name}"
_DIGEST = "校验值（SHA-256）：{digest}"


def issue(number: str, description: str) -> str:
    """Return how an issue is named on the list."""
    return _ISSUE.format(number=number, description=description)


def month(month_: str, form: str) -> str:
    """Return how a form of a month is named on the list."""
    return _MONTH.format(month=month_, form=form)


def letter(seq: int, kind: str) -> str:
    """Return how a letter is named on the list."""
    return _LETTER.format(seq=seq, kind=kind)


def copy(name: str, digest: str) -> tuple[str, str]:
    """Return what the list says of the file that goes with it."""
    return _COPY.format(name=name), _DIGEST.format(digest=digest)
