"""Applications to be admitted (入库申报): states as the bureau tells them, each with its day and its basis."""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from desktop.domain.codes import EnterpriseKind, LibraryStatus, OperatingStatus
from desktop.domain.month import Month
from desktop.domain.problems import Problem, Severity
from desktop.domain.windows import AdmissionWindow, Procedure, WindowKind

NOTE_LIMIT = 2_000

_CALENDAR_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


class AdmissionState(StrEnum):
    """Where an application stands; from the county bureau on it is what somebody told us."""

    NOT_STARTED = "not_started"
    PREPARING = "preparing"
    COMPLETE = "complete"
    REPORTED = "reported"
    COUNTY_PASSED = "county_passed"
    CITY = "city"
    PROVINCE = "province"
    NATIONAL = "national"
    ADMITTED = "admitted"
    RETURNED = "returned"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class AdmissionAction(StrEnum):
    """A dated step of an application; none is ever overwritten."""

    REGISTER = "register"
    START = "start"
    VERIFY = "verify"
    COMPLETE = "complete"
    REPORT = "report"
    PASS_COUNTY = "pass_county"
    CITY = "city"
    PROVINCE = "province"
    NATIONAL = "national"
    ADMIT = "admit"
    RETURN = "return"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    NOTE = "note"
    CORRECT = "correct"


class ProjectNature(StrEnum):
    """What the approval of a project says it is (建设性质)."""

    NEW = "new"
    EXTENSION = "extension"
    UPGRADE = "upgrade"


_HOME = frozenset({AdmissionState.NOT_STARTED, AdmissionState.PREPARING, AdmissionState.COMPLETE})
AWAY = frozenset(
    {
        AdmissionState.REPORTED,
        AdmissionState.COUNTY_PASSED,
        AdmissionState.CITY,
        AdmissionState.PROVINCE,
        AdmissionState.NATIONAL,
    }
)
ENDED = frozenset({AdmissionState.ADMITTED, AdmissionState.REFUSED, AdmissionState.WITHDRAWN})
UNDER_WAY = frozenset(AdmissionState) - ENDED
_RETURNED = frozenset({AdmissionState.RETURNED})

# the bureau may tell the end without the stations between, so a later station follows any earlier one
_MOVES: dict[AdmissionAction, tuple[frozenset[AdmissionState], AdmissionState | None]] = {
    AdmissionAction.START: (frozenset({AdmissionState.NOT_STARTED}), AdmissionState.PREPARING),
    AdmissionAction.VERIFY: (_HOME | AWAY | _RETURNED, None),
    AdmissionAction.COMPLETE: (_HOME - {AdmissionState.COMPLETE} | _RETURNED, AdmissionState.COMPLETE),
    AdmissionAction.REPORT: (_HOME - {AdmissionState.NOT_STARTED} | _RETURNED, AdmissionState.REPORTED),
    AdmissionAction.PASS_COUNTY: (frozenset({AdmissionState.REPORTED}), AdmissionState.COUNTY_PASSED),
    AdmissionAction.CITY: (
        frozenset({AdmissionState.REPORTED, AdmissionState.COUNTY_PASSED}),
        AdmissionState.CITY,
    ),
    AdmissionAction.PROVINCE: (
        AWAY - {AdmissionState.PROVINCE, AdmissionState.NATIONAL},
        AdmissionState.PROVINCE,
    ),
    AdmissionAction.NATIONAL: (AWAY - {AdmissionState.NATIONAL}, AdmissionState.NATIONAL),
    AdmissionAction.ADMIT: (AWAY, AdmissionState.ADMITTED),
    AdmissionAction.RETURN: (AWAY, AdmissionState.RETURNED),
    AdmissionAction.REFUSE: (AWAY | _RETURNED, AdmissionState.REFUSED),
    AdmissionAction.WITHDRAW: (UNDER_WAY, AdmissionState.WITHDRAWN),
    AdmissionAction.REOPEN: (frozenset({AdmissionState.REFUSED, AdmissionState.WITHDRAWN}), AdmissionState.PREPARING),
    AdmissionAction.NOTE: (UNDER_WAY, None),
    AdmissionAction.CORRECT: (frozenset({AdmissionState.ADMITTED}), AdmissionState.NATIONAL),
}

_TOLD = ("told_by", "basis")
_NEEDS: dict[AdmissionAction, tuple[str, ...]] = {
    AdmissionAction.VERIFY: _TOLD,  # who went to look, and at which papers and places
    AdmissionAction.PASS_COUNTY: _TOLD,
    AdmissionAction.CITY: _TOLD,
    AdmissionAction.PROVINCE: _TOLD,
    AdmissionAction.NATIONAL: _TOLD,
    AdmissionAction.ADMIT: (*_TOLD, "admitted_month"),
    AdmissionAction.RETURN: (*_TOLD, "note"),
    AdmissionAction.REFUSE: (*_TOLD, "note"),
    AdmissionAction.REOPEN: ("note",),
    AdmissionAction.NOTE: ("note",),
    AdmissionAction.CORRECT: ("note",),
}


@dataclass(frozen=True, slots=True)
class AdmissionDraft:
    """An application as it is entered: who, for which year, by which route and window; *cutoff* is `YYYY-MM`."""

    enterprise: str = ""
    year: int = 0
    route: str = ""
    window: WindowKind | None = None
    window_month: int = 0
    cutoff: str = ""
    begun_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class PaperNotes:
    """What the clerk saw on the enterprise's papers; None is not looked at yet."""

    paper_name: str = ""
    scope_covers: bool | None = None
    enterprise_accounting: bool | None = None
    project_nature: ProjectNature | None = None
    approved_on: date | None = None


@dataclass(frozen=True, slots=True)
class AdmissionStepDraft:
    """One step as it is told: what, when, who said so and on what basis (*told_by*, *basis*)."""

    action: AdmissionAction
    on: date | None = None
    told_by: str = ""
    basis: str = ""
    note: str = ""
    due_on: date | None = None
    admitted_month: str = ""


@dataclass(frozen=True, slots=True)
class AdmissionStep:
    """One step as it is kept."""

    uid: str
    action: AdmissionAction
    state: AdmissionState
    on: date
    told_by: str
    basis: str
    note: str
    due_on: date | None
    admitted_month: str
    who: str


@dataclass(frozen=True, slots=True)
class AdmissionRow:
    """One application as the list shows it; *reason* is why it came back or was refused."""

    uid: str
    enterprise: str  # uid
    enterprise_name: str
    credit_code: str
    township: str
    year: int
    route: str
    window: WindowKind
    window_month: int
    cutoff: str
    begun_on: date
    state: AdmissionState
    state_on: date
    basis: str
    reason: str
    due_on: date | None
    admitted_month: str
    papers: PaperNotes
    note: str
    library_status: LibraryStatus
    kind: EnterpriseKind
    status: OperatingStatus
    voided: bool
    void_reason: str
    missing: int = 0
    undecided: int = 0

    @property
    def cutoff_month(self) -> Month:
        """The month whose cumulative figures go in."""
        return Month.parse(self.cutoff)


@dataclass(frozen=True, slots=True)
class AdmissionFilter:
    """What the list shows; an empty *states* means all, *year* 0 every year."""

    text: str = ""
    states: frozenset[AdmissionState] = field(default_factory=frozenset)
    year: int = 0
    enterprise: str = ""
    voided: bool = False


def possible(state: AdmissionState) -> tuple[AdmissionAction, ...]:
    """Return the steps that *state* allows, in the order of the work."""
    return tuple(action for action, (states, _) in _MOVES.items() if state in states)


def after(state: AdmissionState, action: AdmissionAction) -> AdmissionState:
    """Return where *action* leads from *state*."""
    return _MOVES[action][1] or state


def needs(action: AdmissionAction) -> tuple[str, ...]:
    """Return the fields that *action* must fill beside its date."""
    return _NEEDS.get(action, ())


def check_application(
    draft: AdmissionDraft, window: AdmissionWindow | None, procedure: Procedure, *, today: date
) -> list[Problem]:
    """Return what is wrong with an application about to be entered; *window* is the one it names, if there is one."""
    problems = [Problem(name, "missing") for name in ("enterprise", "route") if not getattr(draft, name)]
    if window is None:
        problems.append(Problem("window", "missing" if draft.window is None else "no_such_window"))
    elif not window.held:
        problems.append(Problem("window", "window_not_held", {"year": str(window.year)}))
    elif procedure not in window.accepts:
        code = "sector_only_first" if procedure is Procedure.SECTOR else "window_other_route"
        problems.append(Problem("window", code))
    elif window.closes_on < today:
        problems.append(Problem("window", "window_closed", {"on": window.closes_on.isoformat()}, Severity.CHECK))
    if not draft.cutoff:
        problems.append(Problem("cutoff", "missing"))
    if draft.begun_on is None:
        problems.append(Problem("begun_on", "missing"))
    elif draft.begun_on > today:
        problems.append(Problem("begun_on", "in_future"))
    return problems


def check_step(
    draft: AdmissionStepDraft, state: AdmissionState, *, since: date, today: date, missing: int = 0
) -> list[Problem]:
    """Return what is wrong with a step on an application in *state* whose last step was on *since*.

    *missing* materials only ask: what the bureau has taken, it has taken.
    """
    if draft.action not in possible(state):
        return [Problem("action", "admission_not_now")]
    problems = [Problem(name, "missing") for name in needs(draft.action) if not getattr(draft, name)]
    if draft.on is None:
        problems.append(Problem("on", "missing"))
    elif draft.on > today:
        problems.append(Problem("on", "in_future"))
    elif draft.on < since:
        problems.append(Problem("on", "before_last_step", {"since": since.isoformat()}))
    if draft.due_on is not None and draft.on is not None and draft.due_on < draft.on:
        problems.append(Problem("due_on", "before_start"))
    problems += _check_month(draft)
    if missing and draft.action in {AdmissionAction.COMPLETE, AdmissionAction.REPORT}:
        problems.append(Problem("action", "materials_missing", {"count": str(missing)}, Severity.CHECK))
    if len(draft.note) > NOTE_LIMIT:
        problems.append(Problem("note", "too_long", {"limit": str(NOTE_LIMIT)}))
    return problems


def _check_month(draft: AdmissionStepDraft) -> list[Problem]:
    month = draft.admitted_month
    if not month:
        return []
    if not _CALENDAR_MONTH.fullmatch(month):
        return [Problem("admitted_month", "bad_calendar_month")]
    return []
