"""From the parsed reference of clocks, and from a plan, to the schemes of deadlines there are."""

from collections.abc import Mapping

from desktop.domain.issue_clock import PLAN, ClockRules, Scheme, Span, SpanUnit
from desktop.domain.preset import Citation, Preset
from desktop.domain.section import BrokenKey, Section


def read_clocks(data: Mapping[str, object]) -> tuple[tuple[Scheme, ...], ClockRules]:
    """Return the schemes of the reference and the rules beside them; raise `BrokenKey` with the path of a bad key."""
    root = Section(data)
    schemes = tuple(_scheme(section) for section in root.sections("clocks"))
    ids = [PLAN, *(scheme.id for scheme in schemes)]
    for place, scheme_id in enumerate(ids):
        if scheme_id in ids[:place]:
            raise BrokenKey(f"clocks[{place - 1}].id")
    rules = root.section("rules")
    return schemes, ClockRules(
        extension_ahead=rules.whole("extension_ahead"),
        objection_within=rules.whole("objection_within"),
        soon=rules.whole("soon"),
        citation=_citation(rules),
    )


def plan_scheme(preset: Preset) -> Scheme:
    """Return the scheme of the plan: what it states itself, or 13710 of the national reference."""
    clock = preset.issue_clock
    unit = SpanUnit.WORKING_DAYS if clock.working_days else SpanUnit.DAYS
    return Scheme(
        id=PLAN,
        label=clock.label,
        study=Span(clock.study_days, unit),
        feedback=Span(clock.feedback_days, unit),
        ordinary=Span(clock.ordinary_days, unit),
        major=Span(clock.major_months, SpanUnit.MONTHS),
        citation=preset.source_of("issue_clock"),
        to_confirm=clock.to_confirm,
    )


def _scheme(section: Section) -> Scheme:
    unit = SpanUnit.WORKING_DAYS if section.flag("working_days") else SpanUnit.DAYS
    return Scheme(
        id=section.text("id"),
        label=section.text("label"),
        study=_span(section, "study", unit),
        feedback=_span(section, "feedback", unit),
        ordinary=_span(section, "ordinary", unit),
        major=_span(section, "major", unit),
        citation=_citation(section),
        to_confirm=section.flag("to_confirm"),
    )


def _span(section: Section, name: str, unit: SpanUnit) -> Span | None:
    days, months = section.whole_or_none(f"{name}_days"), section.whole_or_none(f"{name}_months")
    if days is not None and months is not None:
        raise BrokenKey(section.path(f"{name}_months"))
    if months is not None:
        return Span(months, SpanUnit.MONTHS)
    return None if days is None else Span(days, unit)


def _citation(section: Section) -> Citation:
    return Citation(section.text("document"), section.text("clause"), section.text_or("source_note"))
