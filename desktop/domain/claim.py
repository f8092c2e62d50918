"""Claims of rewards (奖励台账): what was applied for, and every state of it as a dated record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop.domain.enterprise import LONG_TEXT
from desktop.domain.policy_codes import ClaimState
from desktop.domain.problems import Problem, Severity

_FIRST_YEAR, _LAST_YEAR = 2010, 2100
_WITH_BASIS = frozenset(
    {ClaimState.RETURNED, ClaimState.PUBLISHED, ClaimState.APPROVED, ClaimState.PAID, ClaimState.REFUSED}
)
_WITH_AMOUNT = frozenset({ClaimState.APPROVED, ClaimState.PAID})
_WITH_NOTE = frozenset({ClaimState.RETURNED, ClaimState.REFUSED, ClaimState.WITHDRAWN})

NEXT: Mapping[ClaimState, tuple[ClaimState, ...]] = {
    ClaimState.PREPARING: (ClaimState.SUBMITTED, ClaimState.WITHDRAWN),
    ClaimState.SUBMITTED: (
        ClaimState.PUBLISHED,
        ClaimState.APPROVED,
        ClaimState.RETURNED,
        ClaimState.REFUSED,
        ClaimState.WITHDRAWN,
    ),
    ClaimState.RETURNED: (ClaimState.SUBMITTED, ClaimState.WITHDRAWN),
    ClaimState.PUBLISHED: (ClaimState.APPROVED, ClaimState.RETURNED, ClaimState.REFUSED),
    ClaimState.APPROVED: (ClaimState.PAID, ClaimState.REFUSED),
    ClaimState.PAID: (),
    ClaimState.REFUSED: (ClaimState.SUBMITTED,),
    ClaimState.WITHDRAWN: (ClaimState.PREPARING,),
}
OPEN = frozenset({ClaimState.PREPARING, ClaimState.SUBMITTED, ClaimState.RETURNED, ClaimState.PUBLISHED})


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """A claim as it is begun: for whom, by which rule, for which year, on which day."""

    enterprise: str = ""
    rule: str = ""
    year: int = 0
    on: date | None = None
    contact: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClaimStepDraft:
    """One state of a claim; *amount* in 分 is what the paying office says, never reckoned here."""

    state: ClaimState | None = None
    on: date | None = None
    told_by: str = ""
    basis: str = ""
    amount: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClaimStep:
    """One state as it was recorded."""

    uid: str
    state: ClaimState
    on: date
    told_by: str
    basis: str
    amount: int | None
    note: str
    who: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One line of the ledger; the words of the rule are those it had when the claim was begun."""

    uid: str
    number: str
    enterprise: str  # uid
    name: str
    credit_code: str
    township: str
    admitted_month: str
    rule: str
    label: str
    document: str
    clause: str
    year: int
    begun_on: date
    state: ClaimState
    state_on: date
    approved: int | None
    paid: int | None
    contact: str
    note: str
    voided: bool
    void_reason: str


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """What the ledger shows; year 0 means all."""

    year: int = 0
    enterprise: str = ""
    states: frozenset[ClaimState] = frozenset()
    voided: bool = False


def check_claim(draft: ClaimDraft, *, rules: Mapping[str, str], admitted: bool, today: date) -> list[Problem]:
    """Return what is wrong with beginning a claim; *rules* are the labels of those that hold here."""
    problems = [Problem(name, "missing") for name in ("enterprise", "rule") if not getattr(draft, name)]
    if draft.rule and draft.rule not in rules:
        problems.append(Problem("rule", "no_such_reward", {"text": draft.rule}))
    if not _FIRST_YEAR <= draft.year <= _LAST_YEAR:
        problems.append(Problem("year", "missing"))
    problems += _check_day(draft.on, today)
    if draft.enterprise and not admitted:
        problems.append(Problem("enterprise", "claim_needs_admission"))
    if len(draft.note) > LONG_TEXT:
        problems.append(Problem("note", "too_long", {"limit": str(LONG_TEXT)}))
    return problems


def check_claim_step(
    draft: ClaimStepDraft, *, state: ClaimState, since: date, today: date, approved: int | None = None
) -> list[Problem]:
    """Return what is wrong with recording *draft* on a claim in *state* since *since*, *approved* at so much."""
    to = draft.state
    if to is None:
        return [Problem("state", "missing")]
    if to not in NEXT[state]:
        return [Problem("state", "claim_not_from_here")]
    problems = _check_day(draft.on, today)
    if draft.on is not None and draft.on < since:
        problems.append(Problem("on", "before_last_step", {"since": since.isoformat()}))
    if to in _WITH_BASIS:
        problems += [Problem(name, "missing") for name in ("told_by", "basis") if not getattr(draft, name).strip()]
    if to in _WITH_NOTE and not draft.note.strip():
        problems.append(Problem("note", "missing"))
    if draft.amount is not None and draft.amount < 0:
        problems.append(Problem("amount", "negative"))
    if to in _WITH_AMOUNT and draft.amount is None:
        problems.append(Problem("amount", "missing"))
    if to not in _WITH_AMOUNT and draft.amount is not None:
        problems.append(Problem("amount", "claim_amount_too_soon"))
    if to is ClaimState.PAID and draft.amount is not None and approved is not None and draft.amount > approved:
        problems.append(Problem("amount", "claim_paid_more", severity=Severity.CHECK))
    return problems


def _check_day(on: date | None, today: date) -> list[Problem]:
    if on is None:
        return [Problem("on", "missing")]
    return [Problem("on", "in_future")] if on > today else []
