"""A target being typed or read from a workbook, and what is shown of those there are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop.domain.assessment import Assessment, CapState, MonthCount, Move
from desktop.domain.codes import Dimension, TargetKind, TargetMeasure
from desktop.domain.money import fold
from desktop.domain.preset import Contact, NoTarget, Preset, Target
from desktop.domain.problems import Problem
from desktop.domain.reconcile import Balance
from desktop.domain.targets import Progress

MOST = 99_999


@dataclass(frozen=True, slots=True)
class TargetDraft:
    """One target as it was handed down: *unit* is an id, empty for the whole region."""

    unit: str = ""
    unit_name: str = ""
    year: int = 0
    dimension: Dimension | None = None
    measure: TargetMeasure = TargetMeasure.NET_INCREASE
    kind: TargetKind = TargetKind.OFFICIAL
    value: int | None = None
    share: str = ""
    basis: str = ""
    base_year: int | None = None
    base_value: int | None = None

    @property
    def key(self) -> tuple[int, str, str, str, str]:
        """What makes it one target: a second with the same key is the same one, corrected."""
        return self.year, self.unit, self.dimension or "", self.measure.value, self.kind.value


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target of a plan or of the ledger; *uid* is empty for those of the plan (as issued)."""

    uid: str
    target: Target

    @property
    def issued(self) -> bool:
        """Whether it stands in the plan."""
        return not self.uid


@dataclass(frozen=True, slots=True)
class UnitLine:
    """How far one unit has come: candidates are the enterprises of its key list that are not admitted."""

    unit: str
    name: str
    dimension: Dimension | None
    official: Progress
    additions_target: int | None
    dispatch: int | None
    cap: int | None
    cap_state: CapState
    candidates: int
    ratio: Decimal | None
    basis: str
    monthly: int = 0  # of the additions, those by the monthly window
    annual: int = 0  # and those by a yearly one; of the rest no application tells


@dataclass(frozen=True, slots=True)
class DimensionTable:
    """The units of one dimension and their sum, which counts distinct enterprises."""

    dimension: Dimension | None
    lines: tuple[UnitLine, ...]
    total: UnitLine | None


@dataclass(frozen=True, slots=True)
class TargetPage:
    """Everything the page of targets shows for one year, as of one month."""

    year: int
    rows: tuple[TargetRow, ...]
    balances: tuple[Balance, ...]
    own: UnitLine
    tables: tuple[DimensionTable, ...]
    months: tuple[MonthCount, ...]
    moves: tuple[Move, ...]
    assessment: Assessment
    not_holders: tuple[Contact, ...]
    no_target: NoTarget
    reserve_note: str


def holds_no_target(name: str, preset: Preset) -> str:
    """Return why the office *name* can hold no target (统计机构), or nothing if it can."""
    if any(fold(word) in fold(name) for word in preset.no_target.words):
        return preset.no_target.note
    asked = _forms(name, preset)
    return next((contact.note for contact in preset.contacts if asked & _forms(contact.name, preset)), "")


def check_target(draft: TargetDraft, preset: Preset) -> list[Problem]:
    """Return what is wrong with a target about to be kept."""
    problems = []
    if note := holds_no_target(draft.unit_name, preset):
        problems.append(Problem("unit", "holds_no_target", {"name": draft.unit_name, "note": note}))
    if not 2000 <= draft.year <= 2099:
        problems.append(Problem("year", "bad_year"))
    if draft.value is None:
        problems.append(Problem("value", "missing"))
    elif draft.value < 0:
        problems.append(Problem("value", "negative"))
    elif draft.value > MOST:
        problems.append(Problem("value", "target_too_large", {"limit": str(MOST)}))
    if not draft.basis.strip():
        problems.append(Problem("basis", "missing"))
    return problems


def value_of(rows: Iterable[Target], measure: TargetMeasure, kind: TargetKind = TargetKind.OFFICIAL) -> Target | None:
    """Return the first of *rows* with *measure* and *kind* that counts every way in."""
    return next((each for each in rows if each.measure is measure and each.kind is kind and not each.route), None)


def typed_first(rows: Sequence[TargetRow]) -> tuple[TargetRow, ...]:
    """Return *rows* with the typed ones before those of the plan that they replace."""
    return (*(row for row in rows if not row.issued), *(row for row in rows if row.issued))


def _forms(name: str, preset: Preset) -> frozenset[str]:
    """The ways to write an office's *name*: with the region, its last character, or nothing before it."""
    folded = fold(name)
    prefixes = ("", fold(preset.region_name), preset.region_name[-1:])
    return frozenset(form for prefix in prefixes if (form := folded.removeprefix(prefix)))
