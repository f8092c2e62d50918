"""A policy plan as data (方案): units, thresholds, targets, windows and rewards, each with its source."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from desktop.domain.assessment import Assessment
from desktop.domain.codes import Dimension, TargetKind, TargetMeasure, Tier, UnitKind
from desktop.domain.money import Scale, fold
from desktop.domain.risk_codes import RiskSign


class Level(StrEnum):
    """Which level set a target, or a cap holds for (省, 市, 州, 县)."""

    PROVINCE = "province"
    CITY = "city"
    PREFECTURE = "prefecture"
    COUNTY = "county"


class Comparison(StrEnum):
    """How a figure has to stand to the target's value."""

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    EXACTLY = "exactly"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a value is written: the document, the clause or annex, and what a reader should know about it."""

    document: str
    clause: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """One office of the plan; *name* is what users see, *aliases* are other ways to write it."""

    id: str
    name: str
    kind: UnitKind
    full_name: str
    aliases: tuple[str, ...] = ()
    code: str = ""

    @property
    def dimension(self) -> Dimension | None:
        """The dimension in which its enterprises count; the county office counts in neither."""
        match self.kind:
            case UnitKind.TOWNSHIP:
                return Dimension.TERRITORY
            case UnitKind.DEPARTMENT | UnitKind.ZONE:
                return Dimension.SECTOR
            case UnitKind.COUNTY:
                return None


@dataclass(frozen=True, slots=True)
class Contact:
    """An office that advises and holds no target; *note* says why."""

    name: str
    duty: str
    note: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Library:
    """What the plan calls the list of one tier (基础库, 重点库)."""

    tier: Tier
    label: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class TierRule:
    """Which revenue of last year puts an enterprise on which list: from (included) to (not included).

    *condition* is what arithmetic cannot decide; a rule that has one is shown, never proposed.
    """

    tier: Tier
    revenue_from_fen: int
    revenue_to_fen: int | None
    category: str
    label: str
    citation: Citation
    condition: str = ""


@dataclass(frozen=True, slots=True)
class RiskRule:
    """What makes an admitted enterprise one to watch (退规风险); no amount where the plan names only a sign.

    One of *signs* must be there, any where it names none. The amount is what the signs compare with or, where
    *caps_last_year*, the most that last year's revenue may be.
    """

    id: str
    label: str
    revenue_below_fen: int | None
    citation: Citation
    signs: tuple[RiskSign, ...] = ()
    caps_last_year: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """One target row as issued, never recomputed; no *unit* means the whole region.

    Increases, additions and caps over several years hold for each of them; a stock holds at the end of *year_to*.
    *share* is the coefficient or percentage printed beside it, *scope* what a cap holds for, *route* the way in it
    counts.
    """

    level: Level
    dimension: Dimension | None
    unit: str | None
    unit_name: str
    measure: TargetMeasure
    comparison: Comparison
    value: int
    year_from: int
    year_to: int
    kind: TargetKind
    citation: Citation
    note: str = ""
    share: str = ""
    base_year: int | None = None
    base_value: int | None = None
    scope: Level | None = None
    route: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """A time of the year in which applications go in (申报窗口); no months where the plan names none."""

    id: str
    label: str
    months: tuple[int, ...]
    citation: Citation


@dataclass(frozen=True, slots=True)
class Reward:
    """An incentive (奖补) as the plan words it; no amount where it names none."""

    id: str
    label: str
    payer: str
    amount_fen: int | None
    condition: str
    timing: str
    citation: Citation
    to_confirm: bool


@dataclass(frozen=True, slots=True)
class Route:
    """A way to be admitted (升规路径)."""

    id: str
    label: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Category:
    """Why an enterprise is on the key list (培育类别)."""

    id: str
    label: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Focus:
    """The industries a unit or the region turns to first; the codes are ours, the words the plan's."""

    unit: str | None
    label: str
    industry_codes: tuple[str, ...]
    citation: Citation
    note: str = ""


@dataclass(frozen=True, slots=True)
class IssueClock:
    """How long each step with an issue may take (13710); *working_days* says what a day is."""

    study_days: int
    feedback_days: int
    ordinary_days: int
    major_months: int
    working_days: bool
    to_confirm: bool
    label: str = ""


@dataclass(frozen=True, slots=True)
class NoTarget:
    """Which offices can hold no target (统计机构), by words in their names, and the note that says why."""

    words: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Preset:
    """One plan, complete: what it does not state is filled from the national reference and named in *filled*.

    *sources* has the citation of each single value by its key (`threshold`, `near_from`, `bands`, `issue_clock`,
    `form_scale`, `assessment`, `no_target`, `reserve`); *extra* keeps by path what this program does not know.
    """

    id: str
    title: str
    region_name: str
    region_code: str
    year: int
    document: str
    issued_on: date | None
    units: tuple[Unit, ...]
    threshold_fen: int
    near_from_fen: int
    bands_fen: tuple[int, ...]
    issue_clock: IssueClock
    form_scale: Scale
    assessment: Assessment
    no_target: NoTarget
    reserve_note: str
    libraries: tuple[Library, ...] = ()
    tier_rules: tuple[TierRule, ...] = ()
    risk_rules: tuple[RiskRule, ...] = ()
    targets: tuple[Target, ...] = ()
    windows: tuple[Window, ...] = ()
    routes: tuple[Route, ...] = ()
    categories: tuple[Category, ...] = ()
    rewards: tuple[Reward, ...] = ()
    industries_focus: tuple[Focus, ...] = ()
    contacts: tuple[Contact, ...] = ()
    share_label: str = ""
    note: str = ""
    sources: Mapping[str, Citation] = field(default_factory=dict)
    filled: frozenset[str] = frozenset()
    extra: Mapping[str, object] = field(default_factory=dict)

    @property
    def caps(self) -> tuple[Target, ...]:
        """The targets that limit exits (退库上限)."""
        return tuple(target for target in self.targets if target.measure is TargetMeasure.EXIT_CAP)

    def source_of(self, key: str) -> Citation:
        """Return where the single value *key* is written; KeyError for a key the plan has not."""
        return self.sources[key]

    def unit(self, unit_id: str) -> Unit | None:
        """Return the unit with this id, or None."""
        return next((unit for unit in self.units if unit.id == unit_id), None)

    def find_unit(self, name: str) -> Unit | None:
        """Return the one unit that *name* can mean: full, short or with the region before it."""
        asked = self._forms(name)
        found = [
            unit
            for unit in self.units
            if any(asked & self._forms(known) for known in (unit.name, unit.full_name, *unit.aliases))
        ]
        return found[0] if len(found) == 1 else None

    def _forms(self, name: str) -> frozenset[str]:
        """The ways to write *name*: as it is, and without the region or the last character of the region before it."""
        folded = fold(name)
        prefixes = (self.region_name, self.region_name[-1:])
        return frozenset(form for form in (folded, *(folded.removeprefix(prefix) for prefix in prefixes)) if form)
