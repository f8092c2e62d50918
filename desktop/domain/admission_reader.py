"""From the reference files of windows and materials to their rules; a bad key is named."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.materials import Material, MaterialNeed
from desktop.domain.precheck import PrecheckRules
from desktop.domain.section import BrokenKey, Section
from desktop.domain.windows import BackwardStep, Procedure, WindowExample, WindowKind, WindowRule, WindowRules


@dataclass(frozen=True, slots=True)
class AdmissionRules:
    """What the reference says of applications; the threshold comes from the plan."""

    windows: WindowRules
    materials: tuple[Material, ...]
    precheck: PrecheckRules


def read_windows(data: Mapping[str, object]) -> WindowRules:
    """Return the windows, routes and backward steps that *data* holds; raise `BrokenKey`."""
    root = Section(data)
    kinds = tuple(_kind(row) for row in root.sections("windows"))
    if {rule.kind for rule in kinds} != set(WindowKind):
        raise BrokenKey("windows")
    return WindowRules(
        notice=root.text("notice"),
        kinds=kinds,
        routes={row.text("id"): row.code("procedure", Procedure) for row in root.sections("routes")},
        steps=tuple(
            BackwardStep(row.text("id"), row.text("label"), row.whole("working_days")) for row in root.sections("steps")
        ),
    )


def read_materials(data: Mapping[str, object]) -> tuple[Material, ...]:
    """Return the materials that *data* holds, by number; raise `BrokenKey`."""
    found = tuple(_material(row) for row in Section(data).sections("materials"))
    if [material.number for material in found] != list(range(1, len(found) + 1)):
        raise BrokenKey("materials")
    return found


def read_precheck(data: Mapping[str, object]) -> PrecheckRules:
    """Return the numbers of the checks in *data*, with no threshold yet."""
    root = Section(data).section("precheck")
    return PrecheckRules(
        threshold=0,
        industry_from=root.whole("industry_from"),
        industry_to=root.whole("industry_to"),
        new_since_month=root.whole("new_since_month"),
        established_years=root.whole("established_years"),
        approval_years=root.whole("approval_years"),
        industry_source=root.text_or("industry_source"),
        new_source=root.text_or("new_source"),
    )


def _kind(row: Section) -> WindowRule:
    examples = tuple(_example(each) for each in row.sections("examples"))
    if not examples:
        raise BrokenKey(row.path("examples"))
    return WindowRule(
        kind=row.code("kind", WindowKind),
        label=row.text("label"),
        accepts=tuple(_procedure(text, row) for text in row.texts("accepts")),
        months=row.wholes("months"),
        note=row.text_or("note"),
        examples=examples,
    )


def _procedure(text: str, row: Section) -> Procedure:
    try:
        return Procedure(text)
    except ValueError as error:
        raise BrokenKey(row.path("accepts")) from error


def _example(row: Section) -> WindowExample:
    # whole numbers here are 0 or more, so a batch that closes after its month says months_after
    before = row.whole_or_none("months_before")
    after = row.whole_or_none("months_after")
    if row.has("month") + (before is not None) + (after is not None) != 1:
        raise BrokenKey(row.path("month"))
    return WindowExample(
        day=row.whole("day"),
        place=row.text("place"),
        document=row.text("document"),
        month=row.whole_or_none("month"),
        months_before=before if after is None else -after,
        years_after=row.whole_or_none("years_after") or 0,
        used=row.flag("used"),
    )


def _material(row: Section) -> Material:
    return Material(
        id=row.text("id"),
        number=row.whole("number"),
        label=row.text("label"),
        needs={procedure: row.code(procedure.value, MaterialNeed) for procedure in Procedure},
        points=row.texts("points"),
        condition=row.text_or("condition"),
        source=row.text("source"),
    )
