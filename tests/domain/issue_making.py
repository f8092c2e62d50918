"""Issues, clocks and days as the tests of the issue rules need them."""

from dataclasses import replace
from datetime import date

from desktop.domain.calendar import WorkCalendar
from desktop.domain.issue import IssueRow
from desktop.domain.issue_clock import PLAN, ClockBook, ClockRules, Scheme, Span, SpanUnit
from desktop.domain.issue_codes import IssueCategory, IssueLevel, IssueState
from desktop.domain.preset import Citation

PAPER = Citation("演示文件", "一")
RULES = ClockRules(extension_ahead=1, objection_within=1, soon=2, citation=PAPER)
# the first week of October 2026 is off, Saturday the 10th is worked
CALENDAR = WorkCalendar(
    off=frozenset(date(2026, 10, day) for day in range(1, 8)),
    working=frozenset({date(2026, 10, 10)}),
    years=frozenset({2026}),
)


def days(length: int) -> Span:
    return Span(length, SpanUnit.DAYS)


def working(length: int) -> Span:
    return Span(length, SpanUnit.WORKING_DAYS)


SHANXI = Scheme(PLAN, "13710", days(1), days(3), days(7), Span(1, SpanUnit.MONTHS), PAPER, to_confirm=True)
WORKDAYS = Scheme("workdays", "工作日", working(1), working(2), working(10), working(25), PAPER, to_confirm=True)
PROMISED = Scheme("promised", "约定", days(0), None, working(7), None, PAPER, to_confirm=True)
BOOK = ClockBook((SHANXI, WORKDAYS, PROMISED), RULES)


def row(state: IssueState = IssueState.REGISTERED, **said: object) -> IssueRow:
    """Return an issue raised on 9 October 2026 that stands in *state*."""
    made = IssueRow(
        uid="i1",
        number="u-2026-0001",
        enterprise="e1",
        enterprise_name="演示甲",
        township="秀水镇",
        raised_on=date(2026, 10, 9),
        category=IssueCategory.FINANCE,
        description="演示",
        expectation="",
        level=IssueLevel.ORDINARY,
        state=state,
        handler="",
        due_on=None,
        resolved_on=None,
        resolution=None,
        followed_up_on=None,
        satisfaction=None,
        closed_on=None,
        visit="",
        last_note="",
        voided=False,
        void_reason="",
    )
    return replace(made, **said)  # type: ignore[arg-type]
