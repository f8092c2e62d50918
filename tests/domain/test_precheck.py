"""The mechanical checks ask with source and month, and never say what a figure should be."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.admission import PaperNotes, ProjectNature
from desktop.domain.codes import EnterpriseKind, LibraryStatus, Obtained, OperatingStatus, Source
from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.figure import FigureValue
from desktop.domain.materials import MaterialMark, check_mark, material_lines
from desktop.domain.money import Scale
from desktop.domain.month import Month
from desktop.domain.precheck import THREE, Case, differ, precheck, three_measures
from desktop.domain.problems import Severity
from desktop.domain.windows import Procedure
from desktop.services.presets import PresetService
from desktop.wording.messages import sentence

RULES = PresetService(Path(__file__).parents[2] / "resources").admission_rules()
WAN = 1_000_000
THRESHOLD = 2000 * WAN
OCTOBER = Month(2026, 10)
FIRM = EnterpriseDraft("盂县演示甲有限公司", "91140322MA0YBLT0XR", industry_code="0610", address="秀水镇")
SEEN = PaperNotes(FIRM.name, scope_covers=True, enterprise_accounting=True)
REVENUE, VAT, OUTPUT = THREE
PAPER = {REVENUE: Source.INCOME_STATEMENT, VAT: Source.TAX_RETURN, OUTPUT: Source.ENTERPRISE}


def value(wan: int, source: Source) -> FigureValue:
    return FigureValue(wan * WAN, str(wan), Scale.TEN_THOUSAND, source, Obtained.PAPER, "", date(2026, 11, 3))


def figures(revenue: int | None = 2100, vat: int | None = 2100, output: int | None = 2200, month: Month = OCTOBER):
    amounts = {REVENUE: revenue, VAT: vat, OUTPUT: output}
    return {str(month): {name: value(wan, PAPER[name]) for name, wan in amounts.items() if wan is not None}}


def case(procedure: Procedure = Procedure.ANNUAL, **said) -> Case:
    kept = said.pop("kept", figures())
    marks = said.pop("marks", {})
    enterprise = replace(FIRM, **said.pop("firm", {}))
    lines = material_lines(RULES.materials, procedure, marks, differs=True)
    rules = replace(RULES.precheck, threshold=THRESHOLD)
    papers = said.pop("papers", SEEN)
    return Case(enterprise, procedure, 2026, OCTOBER, papers, lines, kept, rules)


def codes(*args, **said) -> list[str]:
    return [problem.code for problem in precheck(case(*args, **said))]


def test_a_clean_application_is_asked_nothing():
    assert codes() == []


def test_each_measure_is_held_against_the_threshold_on_its_own():
    assert codes(kept=figures(revenue=1999, vat=1999)) == ["under_threshold", "under_threshold"]
    assert codes(kept=figures(output=1500)) == ["output_under"]
    assert codes(kept=figures(revenue=2000, vat=2000, output=2000)) == []


def test_a_measure_nobody_collected_is_told_not_assumed():
    found = precheck(case(kept=figures(output=None)))
    assert [(problem.code, problem.field, problem.severity) for problem in found] == [
        ("measure_unknown", "output_ytd", Severity.NOTE)
    ]


def test_income_statement_and_vat_return_must_be_of_the_same_month():
    kept = figures(vat=None) | figures(revenue=None, output=None, month=OCTOBER.back(1))
    found = codes(kept=kept)
    assert "periods_differ" in found
    assert "measure_not_cutoff" in found
    assert "difference_unexplained" not in found


def test_a_difference_wants_the_explanation_until_it_is_there():
    assert codes(kept=figures(vat=2080)) == ["difference_unexplained"]
    assert codes(kept=figures(vat=2080), marks={"difference_note": MaterialMark(have=True)}) == []


def test_figures_that_are_not_from_the_paper_ask_which_they_are_from():
    kept = figures()
    kept[str(OCTOBER)][VAT] = value(2100, Source.ENTERPRISE)
    (found,) = precheck(case(kept=kept))
    assert sentence(found) == "增值税申报销售额累计取自“企业提供”，不是“税表”。请对照盖章的报表核实。"


@pytest.mark.parametrize(
    ("firm", "code"),
    [
        ({"kind": EnterpriseKind.BRANCH}, "branch_not_taken"),
        ({"kind": EnterpriseKind.HOUSEHOLD}, "household_ask"),
        ({"general_taxpayer": False}, "not_general_taxpayer"),
        ({"status": OperatingStatus.STOPPED}, "firm_not_working"),
        ({"status": OperatingStatus.HALF_STOPPED}, "firm_not_working"),
        ({"library_status": LibraryStatus.ADMITTED}, "admitted_already"),
        ({"address": ""}, "place_unknown"),
        ({"industry_code": ""}, "industry_unknown"),
        ({"industry_code": "5172"}, "not_industry"),
        ({"industry_code": "4710"}, "not_industry"),
        ({"credit_code": ""}, "code_needed"),
        ({"credit_code": "91140322MA0YBLT0XX"}, "code_mild"),
        ({"credit_code": "91140322MA0YBLT1XR"}, "code_strong"),
    ],
)
def test_the_unit_is_looked_at(firm, code):
    assert codes(firm=firm) == [code]


@pytest.mark.parametrize("code", ["0610", "46", "1310", "06", "3021"])
def test_mining_manufacture_and_supply_are_industry(code):
    assert codes(firm={"industry_code": code}) == []


def test_a_code_seen_on_the_licence_is_not_asked_again():
    assert codes(firm={"credit_code": "91140322MA0YBLT0XX", "code_seen": True}) == []


def test_an_admitted_firm_may_change_its_sector():
    assert "admitted_already" not in codes(Procedure.SECTOR, firm={"library_status": LibraryStatus.ADMITTED})


def test_papers_are_compared_by_name_without_minding_brackets():
    firm = {"name": "盂县演示(甲)有限公司"}
    assert codes(firm=firm, papers=replace(SEEN, paper_name="盂县演示（甲）有限公司")) == []
    assert codes(firm=firm, papers=replace(SEEN, paper_name="盂县演示乙有限公司")) == ["names_differ"]
    assert codes(papers=replace(SEEN, scope_covers=False)) == ["scope_lacks_industry"]
    assert codes(papers=replace(SEEN, enterprise_accounting=False)) == ["other_accounting"]
    found = precheck(case(papers=PaperNotes()))
    assert {problem.severity for problem in found} == {Severity.NOTE}


NEW = replace(SEEN, project_nature=ProjectNature.NEW, approved_on=date(2025, 8, 1))
YOUNG = {"production_month": "2025-11", "established_on": date(2025, 6, 1)}


@pytest.mark.parametrize(
    ("firm", "papers", "code"),
    [
        (YOUNG, NEW, None),
        (YOUNG | {"production_month": "2025-09"}, NEW, "production_early"),
        (YOUNG | {"production_month": "2025-10"}, NEW, None),
        (YOUNG | {"production_month": ""}, NEW, "production_unknown"),
        (YOUNG | {"established_on": date(2024, 10, 30)}, NEW, "established_long_ago"),
        (YOUNG, replace(NEW, project_nature=ProjectNature.UPGRADE), "not_new_project"),
        (YOUNG, replace(NEW, project_nature=None), "nature_unseen"),
        (YOUNG, replace(NEW, approved_on=date(2024, 10, 30)), "approval_old"),
        (YOUNG, replace(NEW, approved_on=date(2024, 10, 31)), None),
    ],
)
def test_a_new_firm_is_looked_at(firm, papers, code):
    found = codes(Procedure.NEW, firm=firm, papers=papers)
    assert found == ([] if code is None else [code])


def test_sales_before_the_fourth_quarter_lead_to_the_annual_path():
    early = figures(month=Month(2025, 9))
    assert "sold_before" in codes(Procedure.NEW, firm=YOUNG, papers=NEW, kept=figures() | early)
    late = figures(month=Month(2025, 10))
    assert "sold_before" not in codes(Procedure.NEW, firm=YOUNG, papers=NEW, kept=figures() | late)
    assert "sold_before" not in codes(firm=YOUNG, kept=figures() | early)


def test_the_biggest_jump_of_a_new_firm_is_told_with_both_amounts():
    kept = figures()
    for number, wan in ((7, 500), (8, 700), (9, 1400)):
        kept |= figures(revenue=wan, vat=None, output=None, month=Month(2026, number))
    asked = precheck(case(Procedure.NEW, firm=YOUNG, papers=NEW, kept=kept))
    found = [problem for problem in asked if problem.code == "month_jumps"]
    assert [problem.severity for problem in found] == [Severity.NOTE]
    assert sentence(found[0]) == "2026年9月的当月收入比上月多得最多：从 200.00万元 到 700.00万元。请问清原因。"


@given(st.integers(0, 4000), st.integers(0, 4000), st.integers(0, 4000))
def test_a_measure_reaches_exactly_from_the_threshold_on(revenue, vat, output):
    found = three_measures(figures(revenue, vat, output), OCTOBER, THRESHOLD)
    assert [each.reaches for each in found] == [amount >= 2000 for amount in (revenue, vat, output)]
    assert differ(found) is (revenue != vat)


@given(st.integers(0, 4000), st.integers(0, 4000))
def test_no_question_carries_a_figure_that_was_not_collected(revenue, vat):
    for problem in precheck(case(kept=figures(revenue, vat))):
        shown = sentence(problem)
        assert "2000" not in shown
        assert "还差" not in shown
        assert problem.severity is not Severity.ERROR


def test_there_are_twenty_materials_by_three_procedures():
    assert [material.number for material in RULES.materials] == list(range(1, 21))
    counts = {
        procedure: sum(line.wanted is True for line in material_lines(RULES.materials, procedure, {}, differs=False))
        for procedure in Procedure
    }
    # domain.md 4.3: the bullets of each column
    assert counts == {Procedure.ANNUAL: 10, Procedure.NEW: 11, Procedure.SECTOR: 9}


@pytest.mark.parametrize("procedure", Procedure)
def test_the_clerks_word_on_a_material_counts_more_than_the_reference(procedure):
    for material in RULES.materials:
        for wanted in (True, False):
            marks = {material.id: MaterialMark(wanted=wanted)}
            lines = material_lines(RULES.materials, procedure, marks, differs=True)
            line = next(each for each in lines if each.material.id == material.id)
            assert line.wanted is wanted
            assert line.missing is wanted
            assert not line.undecided


def test_a_material_with_something_to_mend_is_missing_still():
    marks = {"licence": MaterialMark(have=True, problem="章不清楚")}
    lines = {line.material.id: line for line in material_lines(RULES.materials, Procedure.ANNUAL, marks, differs=False)}
    assert lines["licence"].missing
    assert not lines["licence"].undecided


def test_a_note_about_a_material_is_checked():
    assert [problem.code for problem in check_mark(MaterialMark(pages=-1))] == ["bad_pages"]
    assert [problem.code for problem in check_mark(MaterialMark(mend_by=date(2026, 11, 9)))] == ["missing"]
    assert check_mark(MaterialMark(have=True, pages=0)) == []
