"""Words on the papers that go with letters between offices."""

from collections.abc import Sequence
from datetime import date

from desktop.domain.missing import Span
from desktop.domain.rehearsal import RehearsalSum

NEW = "新交办"
HELD = "交办中"
WITHDRAWN = "已收回"
WHOLE_LETTER = "整包"
_BESIDES = "另带报表 {rounds} 份、附件 {files} 个。"
_PHONES = {True: "联系电话带出。", False: "联系电话不带出。", None: ""}
_TRIED = "试算，没有写入台账。把这 {letters} 个包一起读入："
_TAKEN = "已读入 {letters} 个包："
_EFFECT = "新增 {added} 条，变更 {changed} 条，待核对 {to_check} 处，报表 {rounds} 份。"
_AGAIN = "另有 {again} 个以前读入过，不再变动。"
_REFUSED = "{refused} 个不能读入，原因见“结果”栏；不影响别的包。"
_MISSING = "缺包：{missing}。请对方把缺的原样再发一次，补齐以后再一起读入。"
_SPAN = "{first}—{last}"
_JOINED = "、"
MAY_BE_TAKEN = "可以读入"
WAS_TAKEN = "已读入"
_TAKEN_BEFORE = "已于 {at} 读入过"
_MAY_NOT = "不能读入：{why}"
_LETTER = "{type}{number}"
_ISSUES = "另转办企业问题 {count} 件，承办单位不用有这家企业，企业不进本单位名单："
_ISSUE = "{place}.{number}　{firm}：{what}{due}"
_UNTIL = "（{day} 前办结）"
_NUMBER = "第{seq}号"
_BEFORE = "写包以前"


def number_of(seq: int) -> str:
    """Return how the number of a letter is written; 0 is one that is not written yet."""
    return _NUMBER.format(seq=seq) if seq else _BEFORE


def time_of(number: int) -> str:
    """Return how the number of a round is written."""
    return f"第{number}次"


def letter(kind: str, seq: int) -> str:
    """Return which letter of its sender it is: 上报包第3号."""
    return _LETTER.format(type=kind, number=_NUMBER.format(seq=seq))


def outcome(at: str, why: str, *, taken: bool) -> str:
    """Return what is or was done with a letter: taken before *at*, or not taken and *why*."""
    if why:
        return _MAY_NOT.format(why=why)
    if at:
        return _TAKEN_BEFORE.format(at=at)
    return WAS_TAKEN if taken else MAY_BE_TAKEN


def numbers(spans: Sequence[Span]) -> str:
    """Return how numbers of letters are written: 3—5、8."""
    return _JOINED.join(str(first) if last == first else _SPAN.format(first=first, last=last) for first, last in spans)


def lacking(missing: Sequence[tuple[str, Sequence[Span]]]) -> str:
    """Return which letters of which units are missing, with what to do; nothing where none is."""
    names = _JOINED.join(f"{unit}{_NUMBER.format(seq=numbers(spans))}" for unit, spans in missing)
    return _MISSING.format(missing=names) if names else ""


def rehearsed(whole: RehearsalSum, missing: Sequence[tuple[str, Sequence[Span]]], *, taken: bool) -> tuple[str, ...]:
    """Return what a folder of letters does as a whole, in sentences."""
    said = [
        (_TAKEN if taken else _TRIED).format(letters=whole.letters)
        + _EFFECT.format(added=whole.added, changed=whole.changed, to_check=whole.to_check, rounds=whole.rounds)
        + (_AGAIN.format(again=whole.again) if whole.again else "")
    ]
    if whole.refused:
        said.append(_REFUSED.format(refused=whole.refused))
    if missing:
        said.append(lacking(missing))
    return tuple(said)


def relayed(issues: Sequence[tuple[str, str, str, date | None]]) -> tuple[str, ...]:
    """Return the issues that were handed on (number, enterprise, what, until when), each in a line; none for none."""
    if not issues:
        return ()
    lines = (
        _ISSUE.format(place=place, number=number, firm=firm, what=" ".join(what.split()), due=_due(due))
        for place, (number, firm, what, due) in enumerate(issues, start=1)
    )
    return (_ISSUES.format(count=len(issues)), *lines)


def _due(due: date | None) -> str:
    return _UNTIL.format(day=due.isoformat()) if due is not None else ""


def besides(rounds: int, files: int, phones: bool | None) -> str:
    """Return what else a letter takes along; None where it is not known of telephone numbers."""
    return _BESIDES.format(rounds=rounds, files=files) + _PHONES[phones]
