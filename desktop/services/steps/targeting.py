"""What several deeds share about targets: keeping one, reading those of a year, and what was reached."""

from collections.abc import Sequence
from typing import Any

from db.models.target import Target as TargetTable
from db.queries import targets
from db.unit_of_work import Database, UnitOfWork
from desktop.domain.assessment import Assessment, Move, moves_of
from desktop.domain.codes import Dimension, TargetMeasure, UnitKind
from desktop.domain.preset import Citation, Comparison, Level, Preset, Target
from desktop.domain.target_entry import TargetDraft, TargetRow
from desktop.domain.targets import for_year
from desktop.services.office import Office


def keep_target(work: UnitOfWork, draft: TargetDraft, *, by_unit: str, reason: str | None = None) -> str:
    """Keep *draft*, correcting the one with its key if there is one; return its uid."""
    values: dict[str, Any] = {
        "value": draft.value,
        "unit_name": draft.unit_name,
        "share": draft.share or None,
        "basis": draft.basis or None,
        "base_year": draft.base_year,
        "base_value": draft.base_value,
        "voided": False,
        "void_reason": None,
    }
    kept = work.read(targets.kept_uid, draft.key)
    if kept is not None:
        work.change(TargetTable, kept, values, reason=reason)
        return kept
    made = TargetTable(
        uid=work.new_id(),
        unit=draft.unit,
        year=draft.year,
        dimension=draft.dimension or "",
        measure=draft.measure,
        kind=draft.kind,
        by_unit=by_unit,
        **values,
    )
    return work.add(made, reason=reason)


def rows_of(database: Database, preset: Preset, year: int) -> tuple[TargetRow, ...]:
    """Return the targets of *year*: typed ones, and those of the plan, as issued."""
    kept = tuple(TargetRow(uid, _target(draft, preset)) for uid, draft in database.read(targets.typed, year))
    return kept + tuple(TargetRow("", target) for target in for_year(preset.targets, year))


def assessment_of(database: Database, preset: Preset, year: int) -> Assessment:
    """Return how *year* is assessed: as typed, or else as the plan or the national reference says."""
    found = database.read(targets.assessment, year)
    return preset.assessment if found is None else found[1]


def own_moves(database: Database, office: Office, year: int, *, until: str = "") -> tuple[Move, ...]:
    """Return what counts for the own unit in *year*: everything but what another unit of its dimension answers for."""
    rule = assessment_of(database, office.preset, year)
    counted = moves_of(database.read(targets.moves), year, rule.january, until=until)
    return tuple(move for move in counted if owner(move, own_dimension(office)) in {"", office.workspace.unit})


def is_countys_plan(office: Office) -> bool:
    """Whether this is the county office, and the plan splits among its own townships and departments."""
    county = office.workspace.unit_kind is UnitKind.COUNTY
    return county and bool(office.units(Dimension.TERRITORY))


def whole_rows(office: Office, rows: Sequence[TargetRow]) -> list[TargetRow]:
    """Return the *rows* that hold for the whole region, which are the county office's own."""
    wholes = [row for row in rows if row.target.unit is None and row.target.scope is not Level.COUNTY]
    return [row for row in wholes if not row.issued or is_countys_plan(office)]


def own_dimension(office: Office) -> Dimension | None:
    """Return the dimension in which the own unit counts; None for the county office and where nobody knows."""
    workspace = office.workspace
    unit = office.preset.unit(workspace.unit)
    if unit is not None:
        return unit.dimension
    match workspace.unit_kind:
        case UnitKind.TOWNSHIP:
            return Dimension.TERRITORY
        case UnitKind.DEPARTMENT | UnitKind.ZONE:
            return Dimension.SECTOR
        case UnitKind.COUNTY:
            return None


def owner(move: Move, dimension: Dimension | None) -> str:
    """Return whose *move* is in *dimension*; in none it is nobody's."""
    match dimension:
        case Dimension.TERRITORY:
            return move.territory
        case Dimension.SECTOR:
            return move.sector
        case None:
            return ""


def _target(draft: TargetDraft, preset: Preset) -> Target:
    # who hands a breakdown down is the level that the plan's own breakdown names
    level = next((each.level for each in preset.targets if each.unit is not None), Level.COUNTY)
    cap = draft.measure is TargetMeasure.EXIT_CAP
    return Target(
        level=level,
        dimension=draft.dimension,
        unit=draft.unit or None,
        unit_name=draft.unit_name,
        measure=draft.measure,
        comparison=Comparison.AT_MOST if cap else Comparison.AT_LEAST,
        value=draft.value or 0,
        year_from=draft.year,
        year_to=draft.year,
        kind=draft.kind,
        citation=Citation(draft.basis, ""),
        share=draft.share,
        base_year=draft.base_year,
        base_value=draft.base_value,
    )
