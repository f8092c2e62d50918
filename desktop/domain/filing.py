"""Filing the month (报送): what a form is fed with, what to ask before it is made, and the rounds kept of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256

from desktop.domain.change import Value, canonical
from desktop.domain.codes import FilingKind, FilingState
from desktop.domain.month import Month
from desktop.domain.permit import PermitRow
from desktop.domain.problems import Problem, Severity

FactValue = str | int | None

# beside its facts a row may name those that wait to be checked (待核对), with commas; a form shows them so
OPEN = "open"


class FormSubject(StrEnum):
    """What one row of a form is about."""

    ENTERPRISE_MONTH = "enterprise-month"
    VISIT = "visit"
    ISSUE = "issue"
    ISSUE_YEAR = "issue-year"
    ISSUE_ASSIGNED = "issue-assigned"
    VISIT_RECORD = "visit-record"
    MATERIALS = "materials"
    HANDED_IN = "handed-in"
    PROJECT = "project"
    TARGET = "target"
    RETENTION_PLAN = "retention-plan"
    RISK_LIBRARY = "risk-library"
    ISSUE_ASSIGNMENT = "issue-assignment"
    LIBRARY = "library"
    ROSTER = "roster"
    REWARD = "reward"
    TRAINING = "training"
    VISIT_BLANK = "visit-blank"
    VISIT_PREPARE = "visit-prepare"
    OFFICER = "officer"
    CORRECTION = "correction"
    ENTERPRISE = "enterprise"
    ADMITTED = "admitted"
    MOVE = "move"
    POLICY = "policy"
    REGISTRATION = "registration"
    HANDED_OUT = "handed-out"
    RECEIPT = "receipt"
    LEAVING = "leaving"
    BULLETIN = "bulletin"
    HANDOVER = "handover"
    COUNTY_LIST = "county-list"
    COUNTY_MONTH = "county-month"
    REHEARSAL = "rehearsal"


# labels and values in boxes, no table
RECORD_SUBJECTS = frozenset(
    {
        FormSubject.VISIT_RECORD,
        FormSubject.VISIT_BLANK,
        FormSubject.VISIT_PREPARE,
        FormSubject.ISSUE_ASSIGNMENT,
        FormSubject.RETENTION_PLAN,
        FormSubject.REGISTRATION,
    }
)


# made of what every unit told: only the county office can
COUNTY_SUBJECTS = frozenset({FormSubject.COUNTY_LIST, FormSubject.COUNTY_MONTH})


@dataclass(frozen=True, slots=True)
class FormHead:
    """A form as the program lists it."""

    id: str
    edition: int
    title: str
    subject: FormSubject


@dataclass(frozen=True, slots=True)
class FactRow:
    """One row of facts: *owner* is the uid of what it tells of (enterprise, visit or issue)."""

    owner: str
    name: str
    facts: Mapping[str, FactValue]


@dataclass(frozen=True, slots=True)
class FilingProblem:
    """Something to ask or to mend before filing; *owner* opens the row that causes it."""

    problem: Problem
    owner: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class FilingRound:
    """One kept round of one form: an outgoing paper as it was made."""

    uid: str
    month: Month
    form: str
    edition: int
    round: int
    kind: FilingKind
    state: FilingState
    made_at: datetime
    made_by: str
    digest: str
    rows: int
    sent_on: date | None
    code: str = ""
    correction: int = 0  # the how manyth 更正, 0 for none
    reason: str = ""
    permit: str = ""  # the county's permission it was made under
    knew: str = ""  # where the rounds before it stood for all that was known when it was made; empty for a first one
    posted: bool = False  # it stands in a letter that left

    @property
    def standing(self) -> FilingState:
        """Where it stands towards the county: what left in a letter was handed over, though nobody told so."""
        return FilingState.SENT if self.posted and self.state is FilingState.READY else self.state


@dataclass(frozen=True, slots=True)
class FilingCell:
    """One form in one month as the board of months shows it; *latest* is None where nothing was made yet.

    *rows* would stand on it if it were made now, and something is asked about *asked* of them; *untouched* where rows
    are expected and nothing was filled in yet.
    """

    month: Month
    form: str
    latest: FilingRound | None
    rounds: int
    changed_since: bool
    rows: int = 0
    asked: int = 0
    untouched: bool = False


@dataclass(frozen=True, slots=True)
class FiledForm:
    """The files written for one form and the round that was kept."""

    form: str
    round: int
    digest: str
    pdf: str
    xlsx: str
    state: FilingState = FilingState.READY
    code: str = ""
    correction: str = ""  # the paper that says what a 更正 changed, where it is one
    permit: PermitRow | None = None  # the county's permission it was made under


@dataclass(frozen=True, slots=True)
class Filed:
    """What one filing wrote; *digest* covers all its forms."""

    month: Month
    round: int
    digest: str
    files: tuple[FiledForm, ...]
    problems: tuple[FilingProblem, ...]


def waiting_facts(facts: Mapping[str, FactValue]) -> frozenset[str]:
    """Return the names among *facts* of a row that wait to be checked."""
    named = facts.get(OPEN)
    return frozenset(named.split(",")) if isinstance(named, str) else frozenset()


def facts_digest(form: str, edition: int, month: Month, kind: FilingKind, rows: Sequence[FactRow]) -> str:
    """Return the digest that names the content of a round: the same facts give the same text."""
    # amounts may pass 2**53 分; as text they stay exact in any reader, and in a list they are never taken for words
    listed: list[Value] = [
        [row.owner, {name: [str(fact)] if isinstance(fact, int) else fact for name, fact in row.facts.items()}]
        for row in rows
    ]
    content: Value = [form, [str(edition)], str(month), kind.value, listed]
    return sha256(canonical(content).encode()).hexdigest()


def combined_digest(digests: Sequence[str]) -> str:
    """Return the digest over the forms filed together, whatever their order."""
    return sha256("\n".join(sorted(digests)).encode()).hexdigest()


def missing_figures(rows: Sequence[FactRow], required: Sequence[str]) -> list[FilingProblem]:
    """Return a question for every required fact that a row lacks; empty is never 0 (未报)."""
    return [
        FilingProblem(Problem(name, "not_reported", severity=Severity.CHECK), row.owner, row.name)
        for row in rows
        for name in required
        if row.facts.get(name) is None and name not in waiting_facts(row.facts)
    ]
