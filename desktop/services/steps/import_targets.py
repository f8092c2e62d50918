"""Plans the rows of a table of targets against the plan's units and what the ledger holds."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from desktop.domain.codes import Dimension, TargetKind, TargetMeasure
from desktop.domain.importing import PlanRow, TargetIntent
from desktop.domain.money import fold
from desktop.domain.preset import Preset, Unit
from desktop.domain.problems import Problem, Severity
from desktop.domain.target_entry import TargetDraft, check_target, holds_no_target
from desktop.intake.readings import ReadRow, SheetReading
from desktop.intake.targets import YEAR
from desktop.services.steps.planning import heading_of, plan_row, text_of
from desktop.wording.labels import label, words


@dataclass(frozen=True, slots=True)
class TargetGround:
    """What planning targets stands on; *kept* is key → value, *year* the ledger's, *file* the basis."""

    preset: Preset
    kept: Mapping[tuple[int, str, str, str, str], int | None]
    year: int
    file: str


def plan_targets(readings: Iterable[SheetReading], ground: TargetGround) -> tuple[PlanRow, ...]:
    """Return the preview of every row of targets, a unit named twice in one dimension told."""
    seen: set[tuple[int, str, str, str, str]] = set()
    return tuple(_row(reading, read, ground, seen) for reading in readings for read in reading.rows)


def _row(
    reading: SheetReading, read: ReadRow, ground: TargetGround, seen: set[tuple[int, str, str, str, str]]
) -> PlanRow:
    columns = [(column.heading, column.field) for column in reading.columns]
    name, problems = text_of(read.values.get("name")), list(read.problems)
    unit, whole = ground.preset.find_unit(name), _is_region(name, ground.preset)
    if unit is None and not whole:
        note = holds_no_target(name, ground.preset)
        told = {"name": name, "note": note, "text": name}
        problems.append(Problem("name", "holds_no_target" if note else "target_unit_unknown", told))
    drafts = tuple(_drafts(read, unit, ground))
    if not drafts:
        problems.append(Problem("name", "target_empty_row"))
    for draft in drafts:
        if draft.key in seen and (unit is not None or whole):
            problems.append(Problem("name", "target_twice", {"name": name}))
        seen.add(draft.key)
        problems += [each for each in check_target(draft, ground.preset) if each.code != "holds_no_target"]
    if read.values.get(YEAR) is None and not _has_years(read):
        values = {"year": str(ground.year)}
        problems.append(Problem(YEAR, "target_year_unknown", values, Severity.NOTE))
    once = {(each.code, each.field): each for each in problems}.values()
    placed = [replace(each, field=heading_of(read, each.field, columns)) for each in once]
    changes = tuple(_changes(drafts, ground))
    fresh = all(draft.key not in ground.kept for draft in drafts) and bool(drafts)
    return plan_row(read, placed, changes, uid="", intent=TargetIntent(drafts), fresh=fresh)


def _drafts(read: ReadRow, unit: Unit | None, ground: TargetGround) -> Iterator[TargetDraft]:
    """Return one target for each number of the row."""
    usual = read.values.get(YEAR)
    said = words(Dimension).get(text_of(read.values.get("dimension")))
    kind = words(TargetKind).get(text_of(read.values.get("kind")), TargetKind.OFFICIAL)
    newest, base = _newest_stock(read), _base(read)
    for key, value in read.values.items():
        measure, _, year = key.partition(":")
        if measure not in set(TargetMeasure) or not isinstance(value, int):
            continue
        if measure == TargetMeasure.STOCK and newest is not None and key != newest:
            continue  # the base year's column is no target
        stated = int(year) if year else usual if isinstance(usual, int) else ground.year
        yield TargetDraft(
            unit=unit.id if unit else "",
            unit_name=unit.name if unit else text_of(read.values.get("name")),
            year=stated,
            dimension=said or _usual(unit, ground.preset),
            measure=TargetMeasure(measure),
            kind=kind,
            value=value,
            share=text_of(read.values.get("share")) if measure != TargetMeasure.EXIT_CAP else "",
            basis=ground.file,
            base_year=base[0] if measure == TargetMeasure.STOCK else None,
            base_value=base[1] if measure == TargetMeasure.STOCK else None,
        )


def _usual(unit: Unit | None, preset: Preset) -> Dimension | None:
    """Return the dimension the plan itself names for *unit*, else the one such an office counts in."""
    if unit is None:
        return None
    named = [target.dimension for target in preset.targets if target.unit == unit.id]
    return named[0] if named else unit.dimension


def _newest_stock(read: ReadRow) -> str | None:
    keys = [key for key in read.values if key.startswith(f"{TargetMeasure.STOCK.value}:")]
    return max(keys, default=None)


def _base(read: ReadRow) -> tuple[int | None, int | None]:
    """Return the year and number of the oldest column of stocks, where there are two (基期)."""
    keys = sorted(key for key in read.values if key.startswith(f"{TargetMeasure.STOCK.value}:"))
    value = read.values[keys[0]] if len(keys) > 1 else None
    return (int(keys[0].partition(":")[2]), value) if isinstance(value, int) else (None, None)


def _has_years(read: ReadRow) -> bool:
    return any(":" in key and not key.startswith("extra:") for key in read.values)


def _is_region(name: str, preset: Preset) -> bool:
    known = {fold(preset.region_name), *(fold(each.unit_name) for each in preset.targets if each.unit is None)}
    return fold(name) in known


def _changes(drafts: Iterable[TargetDraft], ground: TargetGround) -> Iterator[tuple[str, str, str]]:
    for draft in drafts:
        old = ground.kept.get(draft.key)
        if old != draft.value:
            heading = f"{draft.year} {label(draft.measure)}"
            yield heading, "" if old is None else str(old), str(draft.value)
