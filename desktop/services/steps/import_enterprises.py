"""Plans the rows of an enterprise list against the ledger."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from desktop.domain.codes import (
    Dimension,
    EnterpriseKind,
    Measure,
    Obtained,
    OperatingStatus,
    Source,
    Subject,
    Tier,
)
from desktop.domain.cultivation import YearDraft
from desktop.domain.enterprise import EnterpriseDraft, TierDraft, check_enterprise, name_key
from desktop.domain.figure import FigureInput
from desktop.domain.importing import EnterpriseIntent, PlanRow
from desktop.domain.money import Amount
from desktop.domain.preset import Preset, Unit
from desktop.domain.problems import Problem, Severity, blocks
from desktop.domain.release import same_when_covered
from desktop.domain.workspace import Workspace
from desktop.intake.readings import ReadRow, SheetReading
from desktop.kernel.progress import Progress
from desktop.services.steps.import_record import RecordPlanner, record_changes
from desktop.services.steps.keeping import list_day
from desktop.services.steps.matching import Matcher
from desktop.services.steps.planning import (
    candidates,
    chosen,
    each_row,
    heading_of,
    id_of,
    is_empty,
    placed,
    plan_row,
    text_of,
)
from desktop.wording.fields import field_label
from desktop.wording.labels import obtained_words, source_words, words
from desktop.wording.shown import history_value, money

_Code = TypeVar("_Code", bound=StrEnum)

_PLAIN = (
    "name",
    "credit_code",
    "address",
    "production_month",
    "activity",
    "products",
    "industry_code",
    "legal_person",
    "contact",
    "contact_post",
    "contact_phone",
    "note",
    "established_on",
    "general_taxpayer",
)
_NEVER_CLEARED = frozenset({"name", "credit_code"})
_UNITS = {"township": Dimension.TERRITORY, "department": Dimension.SECTOR}
_REVENUE = "revenue:"
_EXTRA = "extra:"
# what intake asks about a code is settled once somebody has seen it on paper
_SEEN = frozenset({"code_check_strong", "code_check_suggest", "code_check_mild"})
_JOINED = "\u3001"  # 、


@dataclass(frozen=True, slots=True)
class Kept:
    """What the ledger has of an enterprise: draft, tier, whole years' revenue in 分, and its record of the year."""

    draft: EnterpriseDraft
    tier: Tier | None
    revenues: Mapping[int, int]
    record: YearDraft


@dataclass(frozen=True, slots=True)
class Ground:
    """What the planning stands on; with *clears* an empty cell clears what the ledger has."""

    workspace: Workspace
    preset: Preset
    today: date
    matcher: Matcher
    kept: Mapping[str, Kept]
    names: Mapping[str, str]
    clears: bool
    progress: Progress


def plan_enterprises(readings: Iterable[SheetReading], ground: Ground) -> tuple[PlanRow, ...]:
    """Return the preview of every row; a blank cell keeps what the ledger has."""
    readings = tuple(readings)
    doubles = _Doubles(row for reading in readings for row in reading.rows)
    planners = {id(reading): _Planner(reading, ground, doubles) for reading in readings}
    return tuple(planners[id(reading)].plan(row) for reading, row in each_row(readings, ground.progress))


class _Doubles:
    """The rows without a code whose name, brackets and blanks aside, stands in another row too."""

    def __init__(self, rows: Iterable[ReadRow]) -> None:
        self._places: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            if name := text_of(row.values.get("name")):
                self._places[name_key(name)].append(str(row.row))

    def of(self, read: ReadRow) -> list[Problem]:
        """Return what to ask about *read*; `intake` has asked where the names are the same to the letter."""
        name = text_of(read.values.get("name"))
        places = self._places[name_key(name)]
        if not name or read.values.get("credit_code") or len(places) < 2:
            return []
        if any(problem.code == "name_twice" for problem in read.problems):
            return []
        return [Problem("name", "name_twice", {"text": name, "rows": _JOINED.join(places)}, Severity.CHECK)]


class _Planner:
    """Plans the rows of one sheet."""

    def __init__(self, reading: SheetReading, ground: Ground, doubles: _Doubles) -> None:
        self._doubles = doubles
        self._ground = ground
        self._columns = [(column.heading, column.field) for column in reading.columns]
        self._units: dict[str, Unit | None] = {}
        self._sources, self._ways = source_words(), obtained_words()
        self._kinds, self._states, self._tiers = words(EnterpriseKind), words(OperatingStatus), words(Tier)
        self._record = RecordPlanner(ground.preset, ground.workspace.year, self._columns, clears=ground.clears)

    def plan(self, read: ReadRow) -> PlanRow:
        """Return the preview of one row."""
        ground, code = self._ground, text_of(read.values.get("credit_code"))
        match = ground.matcher.find(text_of(read.values.get("name")), code)
        before = ground.kept.get(match.uid)
        seen = before is not None and before.draft.code_seen and before.draft.credit_code == code
        problems = [each for each in read.problems if not (seen and each.code in _SEEN)]
        problems += [self._placed(each, read) for each in self._doubles.of(read)]
        if match.problem is not None:
            problems.append(self._placed(match.problem, read))
        problems += candidates(read, ground.matcher, self._columns)
        draft, found = self._draft(read, before.draft if before else None)
        tier, told = self._tier(read, before)
        record, also_told = self._record.plan(read, before.record if before else None, moved=tier is not None)
        problems += found + told + also_told + self._refused(draft, read)
        # a year that stands already keeps its source and how it was obtained
        known = before.revenues if before else {}
        revenues = tuple((year, given) for year, given in self._revenues(read) if known.get(year) != given.amount)
        changes = _draft_changes(before.draft if before else EnterpriseDraft(), draft, ground.names)
        changes += _revenue_changes(known, revenues)
        if tier is not None:
            old = history_value(Subject.TIER, "tier", before.tier) if before and before.tier else ""
            changes += ((field_label("tier", Subject.TIER), old, history_value(Subject.TIER, "tier", tier.tier)),)
        if record is not None:
            changes += record_changes(before.record if before else None, record)
        source, source_told = chosen(read, "source", self._sources, Source.ENTERPRISE, self._columns)
        obtained, obtained_told = chosen(read, "obtained", self._ways, Obtained.FILE, self._columns)
        problems += source_told + obtained_told
        intent = EnterpriseIntent(match.uid, draft, revenues, tier, record, source, obtained)
        return plan_row(read, problems, changes, uid=match.uid, intent=intent, fresh=before is None)

    def _refused(self, draft: EnterpriseDraft, read: ReadRow) -> list[Problem]:
        """Return what would forbid keeping *draft* by hand; a lacking name was told by `intake`."""
        problems = check_enterprise(draft, today=self._ground.today)
        return [placed(each, read, self._columns) for each in problems if blocks([each]) and each.code != "missing"]

    def _draft(self, read: ReadRow, before: EnterpriseDraft | None) -> tuple[EnterpriseDraft, list[Problem]]:
        problems: list[Problem] = []
        draft = before or self._own(EnterpriseDraft())
        if before is not None and self._ground.clears:
            draft = self._cleared(read, draft)
        values: dict[str, Any] = {name: read.values[name] for name in _PLAIN if read.values.get(name) is not None}
        # a list that went out with its numbers covered comes back saying the same
        values = {name: value for name, value in values.items() if not _covered(value, getattr(draft, name))}
        extra = dict(draft.extra)
        for field, dimension in _UNITS.items():
            if text := text_of(read.values.get(field)):
                unit = self._unit(text, dimension)
                if unit is None:
                    extra[heading_of(read, field, self._columns)] = text
                    problems.append(self._told(read, field, "unit_unknown", text))
                else:
                    values[field] = unit.id
        values |= self._code(read, "unit_type", "kind", self._kinds, problems)
        values |= self._code(read, "status", "status", self._states, problems)
        for name, value in read.values.items():
            if name.startswith(_EXTRA) and value is not None:
                extra[name.removeprefix(_EXTRA)] = text_of(value)
        if (staff := read.values.get("staff")) is not None:
            extra[heading_of(read, "staff", self._columns)] = str(getattr(staff, "value", staff))
        return replace(draft, **values, extra=extra), problems

    def _cleared(self, read: ReadRow, draft: EnterpriseDraft) -> EnterpriseDraft:
        """Return *draft* without what an empty cell of its column stands for; name and code are never cleared."""
        empty = EnterpriseDraft()
        names = [
            name for name in (*_PLAIN, *_UNITS) if name not in _NEVER_CLEARED and is_empty(read, name, self._columns)
        ]
        return replace(draft, **{name: getattr(empty, name) for name in names})

    def _own(self, draft: EnterpriseDraft) -> EnterpriseDraft:
        """A list kept by a unit holds that unit's enterprises, unless its rows say otherwise."""
        unit = self._ground.preset.unit(self._ground.workspace.unit)
        if unit is None or unit.dimension is None:
            return draft
        field = "township" if unit.dimension is Dimension.TERRITORY else "department"
        return replace(draft, **{field: unit.id})  # type: ignore[arg-type]

    def _unit(self, text: str, dimension: Dimension) -> Unit | None:
        if text not in self._units:  # a list names a dozen units ten thousand times
            self._units[text] = self._ground.preset.find_unit(text)
        unit = self._units[text]
        return unit if unit is not None and unit.dimension is dimension else None

    def _code(
        self, read: ReadRow, field: str, name: str, known: Mapping[str, _Code], problems: list[Problem]
    ) -> dict[str, _Code]:
        text = text_of(read.values.get(field))
        if not text:
            return {}
        found = known.get(text)
        if found is None:
            problems.append(self._told(read, field, "word_unknown", text))
            return {}
        return {name: found}

    def _tier(self, read: ReadRow, before: Kept | None) -> tuple[TierDraft | None, list[Problem]]:
        text = text_of(read.values.get("tier"))
        if not text:
            return None, []
        labels = {library.label: library.tier for library in self._ground.preset.libraries}
        tier = (labels | self._tiers).get(text)
        if tier is None:
            return None, [self._told(read, "tier", "word_unknown", text)]
        if before is not None and before.tier is tier:
            return None, []
        category = id_of(self._ground.preset.categories, text_of(read.values.get("category")))
        route = id_of(self._ground.preset.routes, text_of(read.values.get("route")))
        moved = before is not None and before.tier is not None
        on = self._ground.today if moved else list_day(self._ground.today, self._ground.workspace.year)
        return TierDraft(tier, on, "", category, route), []

    def _revenues(self, read: ReadRow) -> Iterable[tuple[int, FigureInput]]:
        for name, value in read.values.items():
            if name.startswith(_REVENUE) and isinstance(value, Amount):
                given = FigureInput(Measure.MAIN_REVENUE_YEAR, value.value, value.raw, value.scale)
                yield int(name.removeprefix(_REVENUE)), given

    def _told(self, read: ReadRow, field: str, code: str, text: str) -> Problem:
        return self._placed(Problem(field, code, {"text": text[:40]}, Severity.CHECK), read)

    def _placed(self, problem: Problem, read: ReadRow) -> Problem:
        return placed(problem, read, self._columns)


def _draft_changes(
    before: EnterpriseDraft, after: EnterpriseDraft, names: Mapping[str, str]
) -> tuple[tuple[str, str, str], ...]:
    found = []
    for name in EnterpriseDraft.__dataclass_fields__:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            found.append((field_label(name, Subject.ENTERPRISE), _shown(name, old, names), _shown(name, new, names)))
    return tuple(found)


def _shown(name: str, value: Any, names: Mapping[str, str]) -> str:
    if isinstance(value, date):
        value = value.isoformat()
    elif isinstance(value, Mapping):
        value = [[key, item] for key, item in sorted(value.items())]
    elif isinstance(value, tuple):
        value = list(value)
    return "" if value in ("", None, []) else history_value(Subject.ENTERPRISE, name, value, names)


def _revenue_changes(
    before: Mapping[int, int], given: tuple[tuple[int, FigureInput], ...]
) -> tuple[tuple[str, str, str], ...]:
    label = field_label("main_revenue_year", Subject.FIGURE)
    return tuple(
        (f"{year} {label}", money(before.get(year), blank=""), money(figure.amount, blank=""))
        for year, figure in given
        if figure.amount is not None
    )


def _covered(value: object, kept: object) -> bool:
    return isinstance(value, str) and isinstance(kept, str) and same_when_covered(value, kept)
