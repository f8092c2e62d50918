"""Mechanical checks before an application goes in (预审): they ask, name the source and never propose a figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.admission import PaperNotes, ProjectNature
from desktop.domain.codes import EnterpriseKind, LibraryStatus, Measure, OperatingStatus, Source
from desktop.domain.credit_code import CodeCheck, check, normalise
from desktop.domain.enterprise import EnterpriseDraft, name_key
from desktop.domain.figure import FigureValue
from desktop.domain.handed_in import Kept, biggest_jump, series
from desktop.domain.materials import DIFFERENCE_NOTE, MaterialLine
from desktop.domain.month import Month
from desktop.domain.problems import Problem, Severity
from desktop.domain.windows import Procedure

THREE = (Measure.MAIN_REVENUE_YTD, Measure.VAT_SALES_YTD, Measure.OUTPUT_YTD)
_STOPPED = frozenset(OperatingStatus) - {OperatingStatus.NORMAL}
_PAPERS = {Measure.MAIN_REVENUE_YTD: Source.INCOME_STATEMENT, Measure.VAT_SALES_YTD: Source.TAX_RETURN}


@dataclass(frozen=True, slots=True)
class PrecheckRules:
    """The numbers the checks use, with where they are written; the threshold is the plan's, in 分."""

    threshold: int
    industry_from: int
    industry_to: int
    new_since_month: int
    established_years: int
    approval_years: int
    industry_source: str = ""
    new_source: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """One of the three measures side by side: the last collected figure up to the cut-off, its month and source."""

    measure: Measure
    month: Month | None
    value: FigureValue | None
    reaches: bool | None


@dataclass(frozen=True, slots=True)
class Case:
    """Everything the checks look at; *kept* are collected figures by period, last year's included."""

    enterprise: EnterpriseDraft
    procedure: Procedure
    year: int
    cutoff: Month
    papers: PaperNotes
    lines: Sequence[MaterialLine]
    kept: Kept
    rules: PrecheckRules


def three_measures(kept: Kept, cutoff: Month, threshold: int) -> tuple[Measured, ...]:
    """Return revenue, VAT sales and output of the year up to *cutoff*, each with its own month and source."""
    return tuple(_measured(kept, cutoff, measure, threshold) for measure in THREE)


def differ(measured: Sequence[Measured]) -> bool:
    """Return whether revenue and VAT sales of the same month are both known and not equal."""
    by = {each.measure: each for each in measured}
    revenue, vat = by[Measure.MAIN_REVENUE_YTD], by[Measure.VAT_SALES_YTD]
    if revenue.value is None or vat.value is None or revenue.month != vat.month:
        return False
    return revenue.value.amount != vat.value.amount


def precheck(case: Case) -> list[Problem]:
    """Return everything to ask or to look up before this application goes in."""
    measured = three_measures(case.kept, case.cutoff, case.rules.threshold)
    return [
        *_check_measures(measured, case.cutoff),
        *_check_difference(case, measured),
        *_check_unit(case),
        *_check_papers(case),
        *(_check_new(case) if case.procedure is Procedure.NEW else ()),
        *_check_series(case),
    ]


def _measured(kept: Kept, cutoff: Month, measure: Measure, threshold: int) -> Measured:
    months = (Month(cutoff.year, number) for number in range(cutoff.number, 1, -1))
    found = next((month for month in months if measure in kept.get(str(month), {})), None)
    if found is None:
        return Measured(measure, None, None, None)
    value = kept[str(found)][measure]
    return Measured(measure, found, value, value.amount >= threshold)


def _ask(field: str, code: str, **values: str) -> Problem:
    return Problem(field, code, values, Severity.CHECK)


def _tell(field: str, code: str, **values: str) -> Problem:
    return Problem(field, code, values, Severity.NOTE)


def _check_measures(measured: Sequence[Measured], cutoff: Month) -> list[Problem]:
    problems = []
    for each in measured:
        name = each.measure.value
        if each.month is None or each.value is None:
            problems.append(_tell(name, "measure_unknown", period=str(cutoff)))
            continue
        if each.month != cutoff:
            problems.append(_ask(name, "measure_not_cutoff", period=str(each.month), cutoff_period=str(cutoff)))
        if each.reaches is False:
            code = "output_under" if each.measure is Measure.OUTPUT_YTD else "under_threshold"
            problems.append(_ask(name, code, period=str(each.month)))
        paper = _PAPERS.get(each.measure, each.value.source)
        if each.value.source is not paper:
            problems.append(_ask(name, "not_from_paper", source=each.value.source.value, paper_source=paper.value))
    return problems


def _check_difference(case: Case, measured: Sequence[Measured]) -> list[Problem]:
    months = {each.measure: each.month for each in measured}
    revenue, vat = months[Measure.MAIN_REVENUE_YTD], months[Measure.VAT_SALES_YTD]
    if revenue is not None and vat is not None and revenue != vat:
        return [_ask("periods", "periods_differ", revenue_period=str(revenue), vat_period=str(vat))]
    note = next((line for line in case.lines if line.material.id == DIFFERENCE_NOTE), None)
    if differ(measured) and (note is None or not note.mark.have):
        return [_ask(DIFFERENCE_NOTE, "difference_unexplained")]
    return []


def _check_unit(case: Case) -> list[Problem]:
    draft, problems = case.enterprise, []
    if draft.kind is EnterpriseKind.BRANCH:
        problems.append(_ask("kind", "branch_not_taken"))
    if draft.kind is EnterpriseKind.HOUSEHOLD:
        problems.append(_ask("kind", "household_ask"))
    if draft.general_taxpayer is False:
        problems.append(_tell("general_taxpayer", "not_general_taxpayer"))
    if draft.status in _STOPPED:
        problems.append(_ask("status", "firm_not_working"))
    if draft.library_status is LibraryStatus.ADMITTED and case.procedure is not Procedure.SECTOR:
        problems.append(_ask("library_status", "admitted_already"))
    if not draft.production_address and not draft.address:
        problems.append(_tell("production_address", "place_unknown"))
    return problems + _check_industry(case) + _check_code(draft)


def _check_industry(case: Case) -> list[Problem]:
    code, rules = case.enterprise.industry_code, case.rules
    if not code:
        return [_tell("industry_code", "industry_unknown")]
    if not code[:2].isdecimal() or not rules.industry_from <= int(code[:2]) <= rules.industry_to:
        low, high = f"{rules.industry_from:02d}", f"{rules.industry_to:02d}"
        return [_ask("industry_code", "not_industry", text=code, low=low, high=high)]
    return []


def _check_code(draft: EnterpriseDraft) -> list[Problem]:
    code = normalise(draft.credit_code)[0]
    if not code:
        return [_ask("credit_code", "code_needed")]
    state = check(code)
    if state is CodeCheck.GOOD or draft.code_seen:
        return []
    return [_ask("credit_code", f"code_{state.value}")]


def _check_papers(case: Case) -> list[Problem]:
    papers, problems = case.papers, []
    if not papers.paper_name:
        problems.append(_tell("paper_name", "paper_name_unseen"))
    elif name_key(papers.paper_name) != name_key(case.enterprise.name):
        problems.append(_ask("paper_name", "names_differ", name=case.enterprise.name, paper=papers.paper_name))
    for name, unseen, wrong in (
        ("scope_covers", "scope_unseen", "scope_lacks_industry"),
        ("enterprise_accounting", "accounting_unseen", "other_accounting"),
    ):
        seen = getattr(papers, name)
        if seen is None:
            problems.append(_tell(name, unseen))
        elif not seen:
            problems.append(_ask(name, wrong))
    return problems


def _check_new(case: Case) -> list[Problem]:
    draft, papers, rules, problems = case.enterprise, case.papers, case.rules, []
    since = f"{case.year - 1}-{rules.new_since_month:02d}"
    if not draft.production_month:
        problems.append(_tell("production_month", "production_unknown"))
    elif draft.production_month < since:
        problems.append(_ask("production_month", "production_early", period=since))
    if _older(draft.established_on, case.cutoff.last_day, rules.established_years):
        problems.append(_ask("established_on", "established_long_ago", years=str(rules.established_years)))
    if early := _early_sales(case.kept, case.year - 1, rules.new_since_month):
        problems.append(_ask("main_revenue_ytd", "sold_before", period=str(early)))
    if papers.project_nature is None:
        problems.append(_tell("project_nature", "nature_unseen"))
    elif papers.project_nature is not ProjectNature.NEW:
        problems.append(_ask("project_nature", "not_new_project"))
    if _older(papers.approved_on, case.cutoff.last_day, rules.approval_years):
        problems.append(_ask("approved_on", "approval_old", years=str(rules.approval_years)))
    return problems


def _check_series(case: Case) -> list[Problem]:
    if case.procedure is not Procedure.NEW:
        return []
    jump = biggest_jump(series(case.kept, case.cutoff))
    if jump is None:
        return []
    month, before, then = jump
    said = {"period": str(month), "before_amount": str(before), "then_amount": str(then)}
    return [_tell("main_revenue_month", "month_jumps", **said)]


def _early_sales(kept: Mapping[str, Mapping[Measure, FigureValue]], year: int, since: int) -> Month | None:
    for number in range(2, since):
        found = kept.get(str(Month(year, number)), {}).get(Measure.MAIN_REVENUE_YTD)
        if found is not None and found.amount > 0:
            return Month(year, number)
    return None


def _older(day: date | None, than: date, years: int) -> bool:
    if day is None:
        return False
    limit = (than.year - years, than.month, than.day)
    return (day.year, day.month, day.day) < limit
