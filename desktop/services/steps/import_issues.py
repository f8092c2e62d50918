"""Plans the rows of a ledger of issues kept elsewhere: the problem, and the deeds on it that the row tells."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from desktop.domain.importing import IssueIntent, PlanRow
from desktop.domain.issue import DESCRIPTION_LIMIT, IssueDraft, StepDraft, check_issue, check_step
from desktop.domain.issue_codes import IssueAction, IssueCategory, IssueLevel, IssueState, Resolution
from desktop.domain.problems import Problem, Severity
from desktop.intake.readings import ReadRow, SheetReading
from desktop.kernel.progress import Progress
from desktop.services.steps.matching import Matcher
from desktop.services.steps.planning import beside, chosen, each_row, found_in, placed, plan_row, text_of
from desktop.wording.labels import words

_Known = tuple[str, date | None, str]
_Columns = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class IssueGround:
    """What planning issues stands on; *known* are (enterprise, day, description) of the issues kept."""

    matcher: Matcher
    known: frozenset[_Known]
    today: date
    progress: Progress


def plan_issues(readings: Iterable[SheetReading], ground: IssueGround) -> tuple[PlanRow, ...]:
    """Return the preview of every row of issues; one already kept, or told further up, is left as it is."""
    known = set(ground.known)
    return tuple(_row(reading, row, ground, known) for reading, row in each_row(readings, ground.progress))


def _row(reading: SheetReading, read: ReadRow, ground: IssueGround, known: set[_Known]) -> PlanRow:
    columns = [(column.heading, column.field) for column in reading.columns]
    problems, uid = found_in(read, ground.matcher, columns)
    category, told = chosen(read, "category", words(IssueCategory), IssueCategory.OTHER, columns)
    level, also_told = chosen(read, "level", words(IssueLevel), IssueLevel.ORDINARY, columns)
    deed = _deed(read, columns)
    draft = _described(read, columns, deed.unused, IssueDraft(enterprise=uid, category=category, level=level))
    fresh = True
    if uid and draft.raised_on is not None and draft.description:
        found = check_issue(draft, today=ground.today) + deed.check(draft.raised_on, ground.today)
        problems += [placed(each, read, columns) for each in found]
        key = (uid, draft.raised_on, draft.description)
        fresh = key not in known
        known.add(key)
    intent = IssueIntent(draft, deed.step)
    return plan_row(read, problems + told + also_told + deed.asked, (), uid=uid, intent=intent, fresh=fresh)


class _Deed(NamedTuple):
    """The deed a row tells, the columns that became no part of it, and what to ask."""

    step: StepDraft | None
    day: str
    unused: tuple[str, ...]
    asked: list[Problem]

    def check(self, raised_on: date, today: date) -> list[Problem]:
        """Return what is wrong with the deed, told at the column of its day."""
        if self.step is None:
            return []
        found = check_step(self.step, IssueState.REGISTERED, since=raised_on, today=today)
        return [replace(each, field=self.day if each.field == "on" else each.field) for each in found]


def _deed(read: ReadRow, columns: _Columns) -> _Deed:
    """Return the deed of a row. None is dated by guess: what has no day is kept as words beside the problem."""
    handler, progress = text_of(read.values.get("handler")), text_of(read.values.get("progress"))
    assigned_on, resolved_on = _day(read, "assigned_on"), _day(read, "resolved_on")
    if resolved_on is not None and progress:
        said, told = chosen(read, "resolution", words(Resolution), Resolution.SOLVED, columns)
        step = StepDraft(IssueAction.RESOLVE, resolved_on, note=progress, handler=handler, resolution=said)
        return _Deed(step, "resolved_on", ("assigned_on", "due_on"), told)
    if handler and assigned_on is not None:
        due_on = _day(read, "due_on")
        step = StepDraft(IssueAction.ASSIGN, assigned_on, note=progress, handler=handler, due_on=due_on)
        return _Deed(step, "assigned_on", ("resolved_on", "resolution"), [])
    unused = ("handler", "assigned_on", "due_on", "progress", "resolved_on", "resolution")
    written = [name for name in unused if text_of(read.values.get(name))]
    if not written:
        return _Deed(None, "", (), [])
    asked = Problem(written[0], "deed_without_day", {"text": (handler or progress)[:40]}, Severity.CHECK)
    return _Deed(None, "", unused, [placed(asked, read, columns)])


def _described(read: ReadRow, columns: _Columns, unused: tuple[str, ...], draft: IssueDraft) -> IssueDraft:
    """Return *draft* with what the row says; what has no field of its own stands behind the problem or the hope."""
    text, hope = text_of(read.values.get("description")), text_of(read.values.get("expectation"))
    if more := beside(read, columns, unused) if text else "":
        joined = f"{text}\n{more}"
        text, hope = (joined, hope) if len(joined) <= DESCRIPTION_LIMIT else (text, f"{hope}\n{more}".strip())
    return replace(draft, description=text, expectation=hope, raised_on=_day(read, "raised_on"))


def _day(read: ReadRow, field: str) -> date | None:
    value = read.values.get(field)
    return value if isinstance(value, date) else None
