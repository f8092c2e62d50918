"""What a letter of the county sets, said line by line."""

from collections.abc import Sequence
from datetime import date

from desktop.domain.codes import Subject
from desktop.domain.letter_terms import Term, TermKind, TermState
from desktop.wording import shown
from desktop.wording.messages import told

_SHOWN = 5  # issues told one by one


def terms_lines(terms: Sequence[Term]) -> list[str]:
    """Return a line for each of *terms* that does something here or cannot; what is here already is only counted."""
    lines = [_line(term) for term in terms if term.state is not TermState.KNOWN and term.kind is not TermKind.ISSUE]
    issues = [term for term in terms if term.kind is TermKind.ISSUE and term.state is TermState.NEW]
    if issues:
        lines.append(f"交办的问题 {len(issues)} 件：")
        lines += [f"　{' '.join(each.title.split())}{_due(each.since)}" for each in issues[:_SHOWN]]
        if len(issues) > _SHOWN:
            lines.append(f"　另有 {len(issues) - _SHOWN} 件，读入后见“问题”页。")
    return lines


def _line(term: Term) -> str:
    match term.kind:
        case TermKind.FORM:
            return _form(term)
        case TermKind.RETIREMENT:
            return _retirement(term)
        case TermKind.PLAN:
            return _plan(term)
        case TermKind.CLOCK:
            return f"问题时限：县里自 {_day(term.since)} 起用“{term.title}”，读入后以县里定的为准。"
        case TermKind.FILING_DATE:
            return f"报送日期：{_month(term.since)}报送期限 {_day(term.title)}，读入后以县里定的为准。"
        case _:
            return f"工作日历：{term.since}年（{term.title}），读入后以县里定的为准。"


def _form(term: Term) -> str:
    head = f"表样：{term.title} 第{term.edition}版，自 {term.since} 起"
    if term.state is TermState.CLASH:
        return f"{head}——本机已有另一份第{term.edition}版，没有收，本机的不变。请县里改成下一个版次再发。"
    if term.state is TermState.REFUSED:
        return f"{head}——没有收：{' '.join(told(each, Subject.FORM) for each in term.problems)}"
    return head


def _retirement(term: Term) -> str:
    if term.state is TermState.CLASH:
        return (
            f"表样：县里停用代号为 {term.id} 的一张表。本机代号 {term.id} 的“{term.title}”是本单位自己加的，"
            "不是那一张，照用。"
        )
    ours = f"本单位自己已从{_month(term.ours)}起停用，这一条不变。" if term.ours else ""
    if term.state is TermState.LIFTED:
        back = ours or "读入后又列在“报表”里。"
        return f"表样：县里恢复使用“{term.title}”（{term.id}）。{back}"
    return (
        f"表样：县里从{_month(term.since)}起停用“{term.title}”（{term.id}），读入后从那个月起不再列在“报表”里，"
        f"已报送的照样能重印。{ours}"
    )


def _plan(term: Term) -> str:
    if term.state is TermState.CHANGED:
        return (
            f"方案：“{term.title}”（{term.id}）县里改过，读入后目标、门槛、单位都照县里下发的，"
            "各页下次打开程序时换过来。"
        )
    if term.state is TermState.REFUSED:
        return f"方案：县里下发的“{term.title}”（{term.id}）这个程序读不懂，没有收，本机的不变。请先升级程序。"
    return f"方案：县里用的是“{term.title}”（{term.id}），本机用的是“{term.ours}”，读入不改本机的方案，请与县里核对。"


def _due(text: str) -> str:
    return f"（{_day(text)} 前办结）" if text else ""


def _month(text: str) -> str:
    return shown.month_text(text)


def _day(text: str) -> str:
    return shown.day(date.fromisoformat(text))
