"""Lists that go out (融资推荐、错峰差别化、清欠、绿色通道): dated memberships of the year's cultivation list."""

from dataclasses import dataclass
from datetime import date

from desktop.domain.enterprise import LONG_TEXT
from desktop.domain.policy_codes import RosterNeed
from desktop.domain.problems import Problem


@dataclass(frozen=True, slots=True)
class Roster:
    """One list as a plan names it: who may stand on it, and where that is written."""

    id: str
    label: str
    need: RosterNeed
    document: str
    clause: str
    hint: str


@dataclass(frozen=True, slots=True)
class RosterDraft:
    """An enterprise put on a list: since when, why, on which basis, and what is asked for it."""

    roster: str = ""
    enterprise: str = ""
    on: date | None = None
    reason: str = ""
    basis: str = ""
    matter: str = ""


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One membership; *fits* says whether it still meets what the list needs."""

    uid: str
    roster: str
    year: int
    enterprise: str
    name: str
    credit_code: str
    township: str
    industry: str
    since: date
    until: date | None
    reason: str
    reason_out: str
    basis: str
    matter: str
    fits: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """What decides whether an enterprise may stand on a list."""

    on_key_list: bool
    admitted: bool
    earlier: bool


def fits(need: RosterNeed, candidate: Candidate) -> bool:
    """Return whether *candidate* meets *need*."""
    match need:
        case RosterNeed.KEY:
            return candidate.on_key_list
        case RosterNeed.ADMITTED_FIRST:
            return candidate.admitted and not candidate.earlier


def check_entry(
    draft: RosterDraft, roster: Roster | None, candidate: Candidate, *, standing: bool, year: int, today: date
) -> list[Problem]:
    """Return what is wrong with putting an enterprise on a list of *year*; *standing* says it is on it already."""
    if roster is None:
        return [Problem("roster", "no_such_roster", {"text": draft.roster})]
    problems = [Problem(name, "missing") for name in ("enterprise", "reason") if not getattr(draft, name).strip()]
    problems += _check_day(draft.on, year, today)
    if draft.enterprise and not fits(roster.need, candidate):
        code = "roster_needs_key" if roster.need is RosterNeed.KEY else "roster_needs_admission"
        problems.append(Problem("enterprise", code, {"year": str(year)}))
    if standing:
        problems.append(Problem("enterprise", "roster_twice"))
    for name in ("reason", "basis", "matter"):
        if len(getattr(draft, name)) > LONG_TEXT:
            problems.append(Problem(name, "too_long", {"limit": str(LONG_TEXT)}))
    return problems


def check_leaving(on: date | None, reason: str, *, since: date, today: date) -> list[Problem]:
    """Return what is wrong with taking an enterprise off a list it is on since *since*."""
    problems = [] if reason.strip() else [Problem("reason", "missing")]
    if on is None:
        return [*problems, Problem("on", "missing")]
    if on > today:
        problems.append(Problem("on", "in_future"))
    elif on < since:
        problems.append(Problem("on", "before_last_step", {"since": since.isoformat()}))
    return problems


def _check_day(on: date | None, year: int, today: date) -> list[Problem]:
    if on is None:
        return [Problem("on", "missing")]
    if on > today:
        return [Problem("on", "in_future")]
    return [] if on.year == year else [Problem("on", "roster_other_year", {"year": str(year)})]
