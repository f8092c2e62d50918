"""What an import would do (预览): rows in buckets, their problems and changes; nothing of it is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from desktop.domain.codes import Obtained, Source
from desktop.domain.cultivation import YearDraft
from desktop.domain.enterprise import EnterpriseDraft, TierDraft
from desktop.domain.figure import FigureEntry, FigureInput
from desktop.domain.issue import IssueDraft, StepDraft
from desktop.domain.money import Scale
from desktop.domain.month import Month
from desktop.domain.problems import Severity
from desktop.domain.target_entry import TargetDraft
from desktop.domain.visit import VisitDraft


class Mode(StrEnum):
    """Which rows an import takes: new ones, those that change what is there, or both."""

    BOTH = "both"
    CREATE = "create"
    UPDATE = "update"


class Blanks(StrEnum):
    """What an empty cell does to what the ledger has."""

    KEEP = "keep"
    CLEAR = "clear"


class Bucket(StrEnum):
    """What would become of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    TO_CHECK = "to_check"
    ERROR = "error"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class PlanProblem:
    """A problem as a person reads it: its code (`E130`), the column's heading, the sentence."""

    code: str
    column: str
    message: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """A sheet of the workbook; *columns* tells heading → field (`extra` is kept as it is, `ignore` is not read)."""

    name: str
    kind: str
    header_rows: tuple[int, ...]
    hidden: bool
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EnterpriseIntent:
    """What a row of an enterprise list asks for; *revenues* are whole years' main revenue, *record* its year's record.

    *source* and *obtained* are those of the revenues.
    """

    uid: str
    draft: EnterpriseDraft
    revenues: tuple[tuple[int, FigureInput], ...] = ()
    tier: TierDraft | None = None
    record: YearDraft | None = None
    source: Source = Source.ENTERPRISE
    obtained: Obtained = Obtained.FILE


@dataclass(frozen=True, slots=True)
class FigureIntent:
    """What a row of figures asks for; *draft* is the enterprise to enter first, where the ledger has none."""

    entry: FigureEntry
    draft: EnterpriseDraft | None = None


@dataclass(frozen=True, slots=True)
class VisitIntent:
    """What a row of a visit log asks for."""

    draft: VisitDraft


@dataclass(frozen=True, slots=True)
class IssueIntent:
    """What a row of a ledger of issues asks for: the issue, and the deed that followed if the row tells its day."""

    draft: IssueDraft
    step: StepDraft | None = None


@dataclass(frozen=True, slots=True)
class TargetIntent:
    """What a row of a table of targets asks for: one target for each of its numbers."""

    drafts: tuple[TargetDraft, ...]


Intent = EnterpriseIntent | FigureIntent | VisitIntent | IssueIntent | TargetIntent


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row of the preview; *row* is the number a person sees in Excel, *changes* are (heading, old, new).

    *confirmable* tells that a row to check may be taken once a person has looked at the original papers.
    """

    sheet: str
    row: int
    bucket: Bucket
    name: str
    credit_code: str
    problems: tuple[PlanProblem, ...] = ()
    changes: tuple[tuple[str, str, str], ...] = ()
    uid: str = ""
    intent: Intent | None = None
    confirmable: bool = False


# stands among the choices for every heading that leaves out whether it is of the month or of the year to date
UNSAID_SPAN = "*"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person said about the workbook before it was read; see `IntakeService.look`."""

    month: Month | None = None
    scale: Scale | None = None
    choices: Mapping[str, str] = field(default_factory=dict)
    hidden_sheets: frozenset[str] = frozenset()
    sender: str = ""
    mode: Mode = Mode.BOTH
    blanks: Blanks = Blanks.KEEP


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The whole preview; *basis* is how long the journal was when it was made, *asked* how the file was read."""

    path: Path
    kind: str
    sheets: tuple[PlanSheet, ...]
    buckets: Mapping[Bucket, int]
    rows: tuple[PlanRow, ...]
    notes: tuple[PlanProblem, ...]
    basis: int
    asked: Asked


@dataclass(frozen=True, slots=True)
class ImportResult:
    """How many rows of each bucket were written."""

    taken: Mapping[Bucket, int]


TAKEN = frozenset({Bucket.NEW, Bucket.CHANGED})
