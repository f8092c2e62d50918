"""The clocks of the issue ledger (办理时限): schemes as data, the days that follow from them, what is due or late."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from desktop.domain.calendar import WorkCalendar
from desktop.domain.deadline import NO_DEADLINE, Deadline, Stage, Urgency
from desktop.domain.issue import IssueRow, StepDraft, after
from desktop.domain.issue_codes import IssueAction, IssueLevel, IssueState
from desktop.domain.preset import Citation
from desktop.domain.problems import Problem, Severity
from desktop.domain.text import tidy

PLAN = "plan"  # the scheme of the plan itself, 13710 where it names none


class SpanUnit(StrEnum):
    """What a span counts."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time; 0 days is the same day."""

    length: int
    unit: SpanUnit

    def after(self, day: date, calendar: WorkCalendar) -> date:
        """Return the day on which the span that begins with *day* ends; the 31st ends with a shorter month."""
        match self.unit:
            case SpanUnit.DAYS:
                return day + timedelta(days=self.length)
            case SpanUnit.WORKING_DAYS:
                return calendar.add_working_days(day, self.length)
            case SpanUnit.MONTHS:
                years, month = divmod(day.month - 1 + self.length, 12)
                last = monthrange(day.year + years, month + 1)[1]
                return date(day.year + years, month + 1, min(day.day, last))


@dataclass(frozen=True, slots=True)
class Scheme:
    """One clock: how long until it is assigned, first answered and ended; None where the source names no time."""

    id: str
    label: str
    study: Span | None
    feedback: Span | None
    ordinary: Span | None
    major: Span | None
    citation: Citation
    to_confirm: bool

    def finish(self, level: IssueLevel) -> Span | None:
        """Return how long an issue of *level* may take."""
        return self.major if level is IssueLevel.MAJOR else self.ordinary


@dataclass(frozen=True, slots=True)
class ClockRules:
    """In working days: how early an extension is asked for, how soon an assignment is disputed, what counts as soon."""

    extension_ahead: int
    objection_within: int
    soon: int
    citation: Citation


@dataclass(frozen=True, slots=True)
class ClockChoice:
    """Which scheme this ledger goes by since a day, and the paper that says so; *by_county* came with its letter."""

    scheme: str
    since: date
    basis: str
    by_county: bool = False


@dataclass(frozen=True, slots=True)
class ClockBook:
    """The schemes there are, the plan's first, and what was chosen, oldest first."""

    schemes: tuple[Scheme, ...]
    rules: ClockRules
    choices: tuple[ClockChoice, ...] = ()

    def scheme(self, scheme_id: str) -> Scheme | None:
        """Return the scheme *scheme_id*, or None."""
        return next((scheme for scheme in self.schemes if scheme.id == scheme_id), None)

    def on(self, day: date) -> Scheme:
        """Return the scheme in force on *day*: the county's last word by then, else the last own one, else the plan's.

        A scheme that this program does not know counts for nothing.
        """
        chosen = [choice for choice in self.choices if choice.since <= day]
        order = sorted(chosen, key=lambda choice: (choice.by_county, choice.since), reverse=True)
        known = (self.scheme(choice.scheme) for choice in order)
        return next((scheme for scheme in known if scheme is not None), self.schemes[0])


def check_choice(choice: ClockChoice, book: ClockBook) -> list[Problem]:
    """Return what is wrong with choosing a scheme."""
    problems = [] if book.scheme(choice.scheme) else [Problem("scheme", "no_such_clock", {"text": choice.scheme})]
    return problems if tidy(choice.basis) else [*problems, Problem("basis", "missing")]


def starts_clock(draft: StepDraft, issue: IssueRow) -> bool:
    """Return whether *draft* hands the issue to somebody: assigned, or taken up while no day was set yet."""
    if draft.action is IssueAction.ASSIGN:
        return True
    taken_up = after(issue.state, draft) is IssueState.HANDLING and issue.state is not IssueState.HANDLING
    return taken_up and issue.finish_due_on is None


def completed(draft: StepDraft, issue: IssueRow, book: ClockBook, calendar: WorkCalendar) -> StepDraft:
    """Return *draft* with the days that the scheme in force sets, where it starts the clock.

    The clock does not start again: an issue that comes to another unit keeps the day by which it has to end.
    """
    if draft.on is None or not starts_clock(draft, issue):
        return draft
    scheme = book.on(draft.on)
    feedback = scheme.feedback.after(draft.on, calendar) if scheme.feedback else None
    return replace(
        draft,
        due_on=draft.due_on or _finish(issue, scheme, draft.on, calendar),
        clock=issue.clock or scheme.id,
        feedback_due_on=feedback if draft.action is IssueAction.ASSIGN else None,
    )


def relayed(draft: StepDraft, issue: IssueRow, book: ClockBook, calendar: WorkCalendar) -> StepDraft:
    """Return the deed that gives *issue* to a third office, with its days.

    The clock runs since the first report: a day that was set is kept, else the time counts from when it was raised.
    """
    if draft.on is None:
        return draft
    scheme = book.scheme(issue.clock) or book.on(issue.raised_on)
    feedback = scheme.feedback.after(draft.on, calendar) if scheme.feedback else None
    return replace(
        draft,
        due_on=draft.due_on or _finish(issue, scheme, issue.raised_on, calendar),
        clock=scheme.id,
        feedback_due_on=feedback,
    )


def relay_questions(draft: StepDraft, issue: IssueRow, book: ClockBook, calendar: WorkCalendar) -> list[Problem]:
    """Return what to ask about the days of a relay, and the error of one that has none."""
    if draft.on is None:
        return []
    scheme = book.scheme(issue.clock) or book.on(issue.raised_on)
    counted = _finish(issue, scheme, issue.raised_on, calendar)
    if counted is None and draft.due_on is None:
        return [Problem("due_on", "no_time_named")]
    if counted is not None and draft.due_on not in {None, counted}:
        return [_asked("due_on", "deadline_moved", counted=counted.isoformat())]
    if counted is not None and counted < draft.on and draft.due_on is None:
        return [_asked("due_on", "deadline_passed", due=counted.isoformat())]
    return []


def questions(draft: StepDraft, issue: IssueRow, book: ClockBook, calendar: WorkCalendar) -> list[Problem]:
    """Return what to ask about the days of a deed, and the errors of an extension that gains nothing."""
    if draft.on is None:
        return []
    if starts_clock(draft, issue):
        return _about_start(draft, draft.on, issue, book, calendar)
    match draft.action:
        case IssueAction.EXTEND:
            return _about_extension(draft, draft.on, issue, book.rules, calendar)
        case IssueAction.RETURN:
            return _about_objection(draft.on, issue, book.rules, calendar)
        case IssueAction.FOLLOW_UP | IssueAction.REOPEN | IssueAction.RESUME:
            return _about_return_to_work(draft, draft.on, issue)
        case _:
            return []


def deadline_of(issue: IssueRow, book: ClockBook, calendar: WorkCalendar, *, today: date) -> Deadline:
    """Return what *issue* has to reach by which day; nothing once it is answered, or where no day is set."""
    stage, on = _next(issue, book, calendar, today)
    if stage is None or on is None or issue.voided:
        return NO_DEADLINE
    return Deadline(stage, on, _urgency(on, book.rules, calendar, today), (on - today).days)


def is_late(issue: IssueRow, *, on: date) -> bool:
    """Return whether on that day the kept time for ending *issue* had run out (逾期)."""
    running = issue.state in _RUNNING or issue.state is IssueState.TO_ASSIGN
    return running and issue.finish_due_on is not None and issue.finish_due_on < on


_RUNNING = frozenset({IssueState.ASSIGNED, IssueState.SIGNED_FOR, IssueState.HANDLING})


def _next(issue: IssueRow, book: ClockBook, calendar: WorkCalendar, today: date) -> tuple[Stage | None, date | None]:
    match issue.state:
        case IssueState.PARKED:
            return Stage.NEXT, issue.due_on
        case IssueState.REGISTERED | IssueState.TO_ASSIGN if issue.finish_due_on is None:
            study = book.on(issue.raised_on).study
            return Stage.STUDY, study.after(issue.raised_on, calendar) if study else None
        case IssueState.ASSIGNED | IssueState.SIGNED_FOR if issue.feedback_due_on and not is_late(issue, on=today):
            return Stage.FEEDBACK, issue.feedback_due_on
        case IssueState.TO_ASSIGN | IssueState.ASSIGNED | IssueState.SIGNED_FOR | IssueState.HANDLING:
            return Stage.FINISH, issue.finish_due_on
        case _:
            return None, None


def _urgency(on: date, rules: ClockRules, calendar: WorkCalendar, today: date) -> Urgency:
    if on < today:
        return Urgency.LATE
    return Urgency.SOON if calendar.working_days_between(today, on) <= rules.soon else Urgency.AHEAD


def _finish(issue: IssueRow, scheme: Scheme, on: date, calendar: WorkCalendar) -> date | None:
    if issue.finish_due_on is not None:
        return issue.finish_due_on
    span = scheme.finish(issue.level)
    return span.after(on, calendar) if span else None


def _about_start(draft: StepDraft, on: date, issue: IssueRow, book: ClockBook, calendar: WorkCalendar) -> list[Problem]:
    scheme = book.on(on)
    counted = _finish(issue, scheme, on, calendar)
    if counted is None and draft.due_on is None:
        return [Problem("due_on", "no_time_named")]
    problems = []
    if counted is not None and draft.due_on not in {None, counted}:
        code = "deadline_differs" if issue.finish_due_on is None else "deadline_moved"
        problems.append(_asked("due_on", code, counted=counted.isoformat()))
    spans = (scheme.feedback, scheme.finish(issue.level))
    year = (draft.due_on or counted or on).year
    if any(span and span.unit is SpanUnit.WORKING_DAYS for span in spans) and not calendar.knows(year):
        problems.append(_asked("due_on", "holidays_unknown", year=str(year)))
    return problems


def _about_extension(
    draft: StepDraft, on: date, issue: IssueRow, rules: ClockRules, calendar: WorkCalendar
) -> list[Problem]:
    due = issue.finish_due_on
    if due is None:
        return []
    problems = []
    if draft.due_on is not None and draft.due_on <= due:
        problems.append(Problem("due_on", "extension_not_later", {"due": due.isoformat()}))
    if calendar.working_days_between(on, due) < rules.extension_ahead:
        problems.append(_asked("on", "extension_late", due=due.isoformat(), days=str(rules.extension_ahead)))
    return problems


def _about_objection(on: date, issue: IssueRow, rules: ClockRules, calendar: WorkCalendar) -> list[Problem]:
    since = issue.assigned_on
    if since is None or calendar.working_days_between(since, on) <= rules.objection_within:
        return []
    return [_asked("on", "objection_late", since=since.isoformat(), days=str(rules.objection_within))]


def _about_return_to_work(draft: StepDraft, on: date, issue: IssueRow) -> list[Problem]:
    """Ask for a new day where an issue goes on whose day has passed."""
    due = issue.finish_due_on
    goes_on = draft.action is not IssueAction.FOLLOW_UP or draft.reopens
    if not goes_on or draft.due_on is not None or due is None or due >= on:
        return []
    return [_asked("due_on", "deadline_passed", due=due.isoformat())]


def _asked(name: str, code: str, **values: str) -> Problem:
    return Problem(name, code, values, Severity.CHECK)
