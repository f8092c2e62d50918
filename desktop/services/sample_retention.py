"""The sample's enterprises that were admitted long ago (演示): figures, words about risks, a plan, an exit."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.codes import LibraryStatus, Measure, Obtained, OperatingStatus, Source, Tier
from desktop.domain.enterprise import EnterpriseDraft, TierDraft
from desktop.domain.figure import FigureEntry, FigureInput
from desktop.domain.library_exit import ExitDraft
from desktop.domain.money import Scale, plain
from desktop.domain.month import Month
from desktop.domain.retention import EstimateDraft, RiskDraft
from desktop.domain.retention_plan import MeasureDraft, PlanDraft, PlanStepDraft
from desktop.domain.risk_codes import PlanAction, RiskAction, RiskGrade, RiskSign
from desktop.domain.saved import Saved
from desktop.domain.section import Section
from desktop.services.enterprises import EnterpriseService
from desktop.services.figures import FigureService
from desktop.services.retention import RetentionService

_WAN = Scale.TEN_THOUSAND.factor * 100  # 分 in a 万元
_FIRST, _LAST = 2, 12

Kept = Callable[[Saved], str]


@dataclass(frozen=True, slots=True)
class SampleRetained:
    """One enterprise: *revenue* is last year's in 万元, *growth* this year's in per cent of it, collected *until*."""

    draft: EnterpriseDraft
    revenue: int
    growth: int
    until: Month
    steps: tuple[tuple[RiskDraft, Month], ...]
    estimate: EstimateDraft | None
    plan: PlanDraft | None
    measures: tuple[tuple[MeasureDraft, tuple[PlanStepDraft, ...]], ...]
    exit: ExitDraft | None


@dataclass(frozen=True, slots=True)
class RetentionHands:
    """The services that this part is played with, and the rhythm of a year in per mille by month."""

    enterprises: EnterpriseService
    figures: FigureService
    retention: RetentionService
    rhythm: Mapping[int, int]


def read_retained(root: Section) -> tuple[SampleRetained, ...]:
    """Return the enterprises that *root* holds; raise `BrokenKey`."""
    return tuple(_retained(row) for row in root.sections("enterprises"))


def play_retention(
    hands: RetentionHands,
    sample: tuple[SampleRetained, ...],
    units: Mapping[str, str],
    *,
    department: str,
    since: date,
    year: int,
    kept: Kept,
) -> None:
    """Enter each enterprise as one of *department*, collect its figures and do what was done with it."""
    for each in sample:
        draft = replace(each.draft, township=units[each.draft.township], department=units[department])
        uid = kept(hands.enterprises.save(draft))
        # it stood on the key list before it was admitted, and left it then
        kept(hands.enterprises.set_tier(uid, TierDraft(Tier.KEY, since, draft.note)))
        kept(hands.enterprises.set_tier(uid, TierDraft(None, since, draft.note)))
        _collect(hands, uid, each, year, kept)
        _retain(hands.retention, uid, each, kept)


def _collect(hands: RetentionHands, uid: str, each: SampleRetained, year: int, kept: Kept) -> None:
    whole = _typed(Measure.MAIN_REVENUE_YEAR, each.revenue * _WAN)
    kept(hands.figures.set_year_revenue(uid, year - 1, whole, Source.INCOME_STATEMENT, Obtained.PAPER))
    months = [Month(year - 1, number) for number in range(_FIRST, _LAST + 1)]
    months += [Month(year, number) for number in range(_FIRST, _LAST + 1) if Month(year, number) <= each.until]
    entries = []
    for month in months:
        percent = each.growth if month.year == year else 100
        amount = each.revenue * hands.rhythm[month.number] * percent * (_WAN // 100_000)
        typed = (_typed(Measure.MAIN_REVENUE_YTD, amount),)
        entries.append(FigureEntry(uid, month, typed, Source.INCOME_STATEMENT, Obtained.PAPER, each.draft.contact))
    for saved in hands.figures.save_many(tuple(entries)):
        kept(saved)


def _retain(retention: RetentionService, uid: str, each: SampleRetained, kept: Kept) -> None:
    for step, month in each.steps:
        kept(retention.say_risk(uid, step, month))
    if each.estimate is not None:
        kept(retention.add_estimate(uid, each.estimate))
    if each.plan is not None:
        plan = kept(retention.make_plan(uid, each.plan))
        for measure, steps in each.measures:
            made = kept(retention.add_measure(plan, measure))
            for taken in steps:
                kept(retention.step(plan, made, taken))
    if each.exit is not None:
        kept(retention.leave(uid, each.exit))


def _typed(measure: Measure, fen: int) -> FigureInput:
    cut = fen - fen % Scale.TEN_THOUSAND.factor  # 0.01 万元, as people write it
    return FigureInput(measure, cut, plain(cut // Scale.TEN_THOUSAND.factor), Scale.TEN_THOUSAND)


def _retained(row: Section) -> SampleRetained:
    told = row.section("estimate") if row.has("estimate") else None
    plan = row.section("plan") if row.has("plan") else None
    left = row.section("exit") if row.has("exit") else None
    return SampleRetained(
        draft=EnterpriseDraft(
            name=row.text("name"),
            credit_code=row.text("credit_code"),
            township=row.text("township"),
            industry_code=row.text("industry_code"),
            products=row.text("products"),
            contact=row.text("contact"),
            contact_phone=row.text("phone"),
            status=row.code("status", OperatingStatus),
            library_status=LibraryStatus.ADMITTED,
            admitted_month=row.text("admitted_month"),
            note=row.text("note"),
        ),
        revenue=row.whole("revenue"),
        growth=row.whole("growth"),
        until=Month.parse(row.text("until")),
        steps=tuple(_word(step) for step in row.sections("steps")),
        estimate=None if told is None else _estimate(told),
        plan=None if plan is None else _plan(plan),
        measures=() if plan is None else tuple(_measure(measure) for measure in plan.sections("measures")),
        exit=None if left is None else _exit(left),
    )


def _word(row: Section) -> tuple[RiskDraft, Month]:
    draft = RiskDraft(
        action=row.code("action", RiskAction),
        on=row.day("on"),
        grade=row.code_or_none("grade", RiskGrade),
        signs=row.codes("signs", RiskSign),
        help_class=row.text_or("class"),
        reason=row.text("reason"),
    )
    return draft, Month.parse(row.text("month"))


def _estimate(row: Section) -> EstimateDraft:
    on = row.day("on")
    return EstimateDraft(on.year, row.whole("amount") * _WAN, on, row.text("told_by"), Obtained.ORAL)


def _plan(row: Section) -> PlanDraft:
    return PlanDraft(
        made_on=row.day("on"),
        difficulty=row.text("difficulty"),
        approach=row.text_or("approach"),
        leader=row.text_or("leader"),
        unit=row.text("unit"),
        officer=row.text("officer"),
        outlook=row.text_or("outlook"),
    )


def _measure(row: Section) -> tuple[MeasureDraft, tuple[PlanStepDraft, ...]]:
    draft = MeasureDraft(row.text("what"), row.text("unit"), row.text("officer"), row.day("due_on"), row.day("on"))
    steps = tuple(
        PlanStepDraft(step.code("action", PlanAction), step.day("on"), step.text_or("note"), step.day_or_none("due_on"))
        for step in row.sections("steps")
    )
    return draft, steps


def _exit(row: Section) -> ExitDraft:
    return ExitDraft(
        on=row.day("on"),
        ground=row.text("ground"),
        basis=row.text("basis"),
        told_by=row.text("told_by"),
        effective_year=row.whole("effective_year"),
    )
