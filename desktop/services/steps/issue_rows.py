"""What papers that list issues are fed with: the month's ledger, the year's, and what was assigned."""

from collections.abc import Callable, Sequence
from datetime import date

from db.queries import issues, visits
from db.unit_of_work import Database
from desktop.domain.filing import FactRow, FactValue
from desktop.domain.issue import GIVING, IssueRow, IssueStep
from desktop.domain.issue_clock import is_late
from desktop.domain.issue_codes import IssueAction, IssueState
from desktop.domain.month import Month
from desktop.domain.visit import Visit
from desktop.services.office import Office
from desktop.wording.issue_texts import dated_words, returned_words
from desktop.wording.labels import label
from desktop.wording.shown import overdue_word

_LISTED = "\uff1b"  # ；
_WITH_OTHERS = frozenset({IssueState.ASSIGNED, IssueState.SIGNED_FOR, IssueState.HANDLING})


def month_issues(database: Database, office: Office, month: Month) -> tuple[FactRow, ...]:
    """Return the issues a month has to tell of: raised by its last day and not closed before its first."""
    return _rows(database, office, month.first_day, month)


def year_issues(database: Database, office: Office, month: Month) -> tuple[FactRow, ...]:
    """Return the issues of the year up to *month*, those from earlier years that were open when it began included."""
    return _rows(database, office, date(month.year, 1, 1), month)


def assigned_issues(database: Database, office: Office, month: Month) -> tuple[FactRow, ...]:
    """Return the issues that somebody has in hand on the last day of *month*, by who leads."""
    rows = _rows(database, office, month.first_day, month, lambda issue: issue.state in _WITH_OTHERS)
    return tuple(sorted(rows, key=lambda row: str(row.facts["handler"] or "")))


def _rows(
    database: Database,
    office: Office,
    first: date,
    month: Month,
    wanted: Callable[[IssueRow], bool] = lambda _: True,
) -> tuple[FactRow, ...]:
    listed = database.read(issues.raised_on, first, month.last_day, office.unit_names)
    found = [issue for issue in listed if wanted(issue)]
    steps = database.read(issues.steps_of, [issue.uid for issue in found])
    sources = database.read(visits.whole, [issue.visit for issue in found if issue.visit])
    return tuple(
        FactRow(
            issue.uid,
            issue.enterprise_name,
            _facts(issue, steps.get(issue.uid, ()), sources.get(issue.visit), month),
        )
        for issue in found
    )


def _facts(issue: IssueRow, steps: Sequence[IssueStep], visit: Visit | None, month: Month) -> dict[str, FactValue]:
    done = [step for step in steps if step.on <= month.last_day]
    return {
        "name": issue.enterprise_name,
        "credit_code": None,
        "township": issue.township or None,
        "number": issue.number,
        "visit": visit.number if visit is not None else None,
        "raised_on": _day(issue.raised_on),
        "category": label(issue.category),
        "description": issue.description,
        "expectation": issue.expectation or None,
        "level": label(issue.level),
        "handling": label(issue.handling) if issue.handling else None,
        "handler": issue.handler or None,
        "sharing": issue.sharing or None,
        "assisting": issue.assisting or None,
        "feedback_due_on": _day(issue.feedback_due_on),
        "due_on": _day(issue.due_on),
        "state": label(issue.state),
        "overdue": overdue_word(late=is_late(issue, on=month.last_day)),
        "last_note": issue.last_note or None,
        "resolved_on": _day(issue.resolved_on),
        "resolution": label(issue.resolution) if issue.resolution else None,
        "followed_up_on": _day(issue.followed_up_on),
        "satisfaction": label(issue.satisfaction) if issue.satisfaction else None,
        "closed_on": _day(issue.closed_on),
        **_from_steps(done),
    }


def _from_steps(done: Sequence[IssueStep]) -> dict[str, FactValue]:
    # handed on again after it came back: the last time counts, as it does for who handles it
    assigned = next((step for step in reversed(done) if step.action in GIVING), None)
    signed = _last(done, IssueAction.SIGN_FOR)
    extended, closed = _last(done, IssueAction.EXTEND), _last(done, IssueAction.CLOSE)
    told = [dated_words(step) for step in done if step.note and step.action is not IssueAction.REGISTER]
    back = [returned_words(step) for step in done if step.action is IssueAction.RETURN]
    return {
        "assigned_on": None if assigned is None else _day(assigned.on),
        "signed_on": None if signed is None else _day(signed.on),
        "log": _LISTED.join(told) or None,
        "extended_to": None if extended is None else _day(extended.due_on),
        "extended_by": None if extended is None else extended.approved_by or None,
        "returned": _LISTED.join(back) or None,
        "closed_by": None if closed is None else closed.who,
    }


def _last(done: Sequence[IssueStep], action: IssueAction) -> IssueStep | None:
    return next((step for step in reversed(done) if step.action is action), None)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
