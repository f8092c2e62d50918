"""The sentences of the papers around a visit (走访准备单、空白走访表、包联清单)."""

from collections.abc import Iterable, Sequence
from datetime import date

from desktop.domain.codes import Subject
from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.issue import IssueRow
from desktop.domain.officer import OfficerDraft, OfficerRow
from desktop.domain.visit import Visit
from desktop.domain.visit_brief import CollectedFigure, VisitBrief
from desktop.domain.visit_reader import Topic
from desktop.wording.fields import field_label
from desktop.wording.labels import label
from desktop.wording.shown import amount, day, month_text

NEVER = "还没有走访过。"
NONE_OPEN = "没有未销号的问题。"
NO_FIGURES = "本年还没有收集到数据。"
NOTHING_MISSING = "没有。"
DAY_GAP = "　　　年　　月　　日"
NEXT_GAP = "　年　月　日"
ISSUE_GAPS = "\n".join(f"{place}.（类别　　　　，□一般 □重大复杂）\n" for place in (1, 2, 3))

_JOIN, _STOP, _BOX, _WIDE = "、", "；", "□", "　"


def joined(words: Iterable[str]) -> str:
    """Return *words* as one list."""
    return _JOIN.join(word for word in words if word)


def ticks(words: Iterable[str]) -> str:
    """Return *words* as boxes to be ticked by hand."""
    return _WIDE.join(f"{_BOX}{word}" for word in words)


def with_post(name: str, post: str) -> str:
    """Return a person with what she is."""
    return f"{name}（{post}）" if name and post else name


def attachments_word(count: int) -> str | None:
    """Return how many files are kept with a record, or None for none."""
    return f"附件 {count} 份" if count else None


def contact(draft: EnterpriseDraft) -> str:
    """Return whom to ask for at the enterprise."""
    return with_post(draft.contact, draft.contact_post)


def rhythm(draft: OfficerDraft) -> str:
    """Return how often somebody is to look in: 每 1 个月（实地）."""
    if draft.every is None:
        return "未规定"
    return f"每 {draft.every} {label(draft.rhythm)}（{label(draft.way)}）"


def officer_lines(rows: Iterable[OfficerRow]) -> str:
    """Return who answers for the enterprise, a line each."""
    return "\n".join(_officer(row.draft) for row in rows)


def last_visit(visit: Visit, limit: int) -> str:
    """Return when, how and by whom the enterprise was visited last, and what was found."""
    draft = visit.draft
    head = f"{day(draft.visited_on)} {label(draft.mode)}，{draft.visitors}"
    received = f"，接待：{draft.received_by}" if draft.received_by else ""
    parts = (draft.situation, draft.summary)
    return f"{head}{received}\n{cut(_WIDE.join(part for part in parts if part), limit)}"


def promised(visit: Visit, limit: int) -> str | None:
    """Return what was promised at the last visit, and by when."""
    draft = visit.draft
    parts = (cut(draft.next_step, limit), f"约定 {day(draft.next_on)} 再走访" if draft.next_on else "")
    return _STOP.join(part for part in parts if part) or None


def issue_lines(issues: Sequence[IssueRow], most: int, today: date) -> str:
    """Return the open issues numbered with state and deadline; more than *most* are only counted."""
    lines = [f"{place}. {_issue(issue, today)}" for place, issue in enumerate(issues[:most], 1)]
    if len(issues) > most:
        lines.append(f"另有 {len(issues) - most} 个，见问题台账。")
    return "\n".join(lines)


def figure_lines(figures: Iterable[CollectedFigure]) -> str:
    """Return the collected figures, each with its month, source and day; nothing is worked out from them."""
    return "\n".join(_figure(figure) for figure in figures)


def missing_lines(brief: VisitBrief) -> str:
    """Return what is still to be asked for."""
    lines = []
    if brief.missing_months:
        lines.append(f"没有报数的月份：{_months(brief.missing_months)}")
    if brief.missing_measures:
        lines.append(f"{month_text(str(brief.month))} 未报：{joined(map(label, brief.missing_measures))}")
    if brief.missing:
        lines.append(f"基本情况缺：{joined(field_label(name, Subject.ENTERPRISE) for name in brief.missing)}")
    return "\n".join(lines)


def topic_lines(topics: Sequence[Topic]) -> str:
    """Return the topics to bring, with where each is written."""
    return "\n".join(f"{_BOX}{topic.name}（{topic.clause}）" for topic in topics)


def cut(text: str, limit: int) -> str:
    """Return *text* on one line, cut where it is longer than *limit* with a word where the rest stands."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else f"{flat[:limit]}…（全文见走访记录）"


def _months(periods: Sequence[str]) -> str:
    """Return months of one year, the year said once: 2026年1—2月、3月."""
    year = f"{periods[0][:4]}年"
    return year + joined(month_text(period).removeprefix(year) for period in periods)


def _officer(draft: OfficerDraft) -> str:
    leader = f"包联领导 {with_post(draft.leader, draft.leader_post)}，" if draft.leader else ""
    unit = f"，{draft.unit}" if draft.unit else ""
    return f"{leader}责任人 {with_post(draft.person, draft.post)}{unit}，要求频次：{rhythm(draft)}"


def _issue(issue: IssueRow, today: date) -> str:
    late = "，已过时限" if issue.due_on is not None and issue.due_on < today else ""
    due = f"，时限 {day(issue.due_on)}{late}" if issue.due_on is not None else "，未定时限"
    handler = f"，{issue.handler}" if issue.handler else ""
    return f"{cut(issue.description, 70)}（{day(issue.raised_on)} 提出，{label(issue.state)}{handler}{due}）"


def _figure(figure: CollectedFigure) -> str:
    value = figure.value
    given = f"，{value.given_by} 提供" if value.given_by else ""
    told = amount(figure.measure, value.amount, unit=True)
    source = f"{label(value.source)}{given}，{day(value.on)} 取得"
    return f"{month_text(figure.period)} {label(figure.measure)}：{told}（{source}）"
