"""Applications on the command line: a year's window, one firm from list to library."""

import re
from pathlib import Path

import pytest

from desktop.domain.admission import AdmissionAction
from desktop.domain.windows import Procedure, WindowKind
from tests.cli.hands import GOOD_CODE, enter


@pytest.fixture
def firm(shenggui):
    return enter(shenggui, "盂县甲洗煤厂（演示）", "--code", GOOD_CODE, "industry_code=0610")


@pytest.fixture
def application(shenggui, firm):
    told = shenggui(
        "--json",
        "admission",
        "add",
        "--enterprise",
        firm,
        "--route",
        "growth",
        "--window",
        "annual_second",
        "--on",
        "2026-10-09",
    )
    assert told.code == 0, told.err
    return told.json["uid"]


def test_windows_say_whose_day_they_are(shenggui):
    told = shenggui("admission", "windows")
    assert "外地示例" in told.out
    assert "以上日期以当年通知为准。" in told.out
    first = next(each for each in shenggui("--json", "admission", "windows").json if each["kind"] == "annual_first")
    assert (first["origin"], first["uid"]) == ("example", None)
    assert first["plan"][0]["label"] == "准备年度申报材料"


def test_a_window_is_typed_from_the_notice_and_keeps_what_it_accepts(shenggui):
    told = shenggui(
        "admission", "window", "年度第一批", "--closes", "2026-11-13", "--basis", "演示通知", "--year", "2026"
    )
    assert told.code == 0, told.err
    first = next(each for each in shenggui("--json", "admission", "windows").json if each["kind"] == "annual_first")
    assert (first["origin"], first["closes_on"], first["cutoff"]) == ("notice", "2026-11-13", "2026-10")
    assert first["accepts"] == ["annual", "new", "sector"]


def test_a_batch_may_be_said_not_to_be_held(shenggui):
    assert shenggui("admission", "window", "january", "--none", "--basis", "问过县统计局").code == 0
    january = next(each for each in shenggui("--json", "admission", "windows").json if each["kind"] == "january")
    assert (january["held"], january["closes_on"], january["plan"]) == (False, None, [])


def test_a_firm_goes_from_list_to_library(shenggui, firm, application, tmp_path):
    step = ("admission", "step", application)
    told = ("--told-by", "县统计局", "--basis", "电话")
    assert shenggui(*step, "start", "--on", "2026-10-12").code == 0
    assert shenggui(*step, "report", "--on", "2026-10-20").err.startswith("W608 ")
    refused = shenggui(*step, "city", "--on", "2026-10-21")
    assert (refused.code, refused.err.count("E501")) == (2, 2)
    done = shenggui(*step, "admit", "--on", "2026-10-30", *told, "--admitted", "2026-10")
    assert done.code == 0, done.err
    shown = shenggui("--json", "admission", "show", application).json
    assert (shown["state"], shown["admitted_month"]) == ("admitted", "2026-10")
    assert [each["action"] for each in shown["steps"]] == ["register", "start", "report", "admit"]
    assert len(shown["handed_in"]) == 1
    kept = shenggui("--json", "enterprise", "show", firm).json
    assert (kept["library_status"], kept["admitted_month"]) == ("admitted", "2026-10")
    assert any(line["field"] == "admitted_month" for line in shenggui("--json", "history", application).json)


def test_figures_are_shown_side_by_side_with_their_source(shenggui, firm, application):
    shenggui("figure", "set", firm, "2026-10", "main_revenue_ytd=2100万元", "--source", "利润表")
    shenggui("figure", "set", firm, "2026-10", "vat_sales_ytd=1990万元", "--source", "税表")
    shown = shenggui("--json", "admission", "show", application).json
    by = {each["measure"]: each for each in shown["measures"]}
    assert by["main_revenue_ytd"] == {
        "measure": "main_revenue_ytd",
        "month": "2026-10",
        "amount": "21000000.00",
        "source": "income_statement",
        "obtained": "paper",
        "reaches": True,
    }
    assert (by["vat_sales_ytd"]["reaches"], by["output_ytd"]["amount"]) == (False, None)
    codes = {each["code"] for each in shenggui("--json", "admission", "check", application).json}
    assert {"W600", "W601"} <= codes
    assert "达到规模标准" in shenggui("admission", "show", application).out


def test_a_material_keeps_what_is_not_said_again(shenggui, application):
    material = ("admission", "material", application, "licence")
    assert shenggui(*material, "--have", "是", "--pages", "2").code == 0
    assert shenggui(*material, "--problem", "章不清楚", "--mend-by", "2026-11-20").code == 0
    lines = shenggui("--json", "admission", "show", application).json["materials"]
    line = next(each for each in lines if each["id"] == "licence")
    assert (line["have"], line["pages"], line["problem"], line["mend_by"]) == (True, 2, "章不清楚", "2026-11-20")
    assert shenggui(*material, "--problem", "").code == 0
    rest = shenggui("--json", "admission", "show", application).json["materials"]
    assert next(each for each in rest if each["id"] == "licence")["missing"] is False
    assert shenggui("admission", "material", application, "moon").err.startswith("E608 ")


def test_papers_are_noted_and_answer_the_check(shenggui, application):
    before = shenggui("admission", "check", application).out
    assert "经营范围" in before
    said = ("--name", "盂县甲洗煤厂（演示）", "--scope", "是", "--accounting", "是")
    assert shenggui("admission", "papers", application, *said).code == 0
    assert "W609" not in shenggui("admission", "check", application).out


def test_both_papers_are_written(shenggui, application, tmp_path):
    for paper in ("materials", "history"):
        out = tmp_path / f"{paper}.pdf"
        assert shenggui("admission", "print", application, paper, "--out", out).code == 0
        assert out.read_bytes().startswith(b"%PDF")
    assert shenggui("admission", "print", application, "moon", "--out", tmp_path / "x.pdf").code == 2


def test_what_cannot_be_is_said_in_words(shenggui, firm):
    add = ("admission", "add", "--enterprise", firm, "--on", "2026-10-09")
    assert shenggui(*add, "--route", "moon", "--window", "annual_first").err.startswith("E504 ")
    refused = shenggui(*add, "--route", "sector_change", "--window", "annual_second")
    assert (refused.code, refused.err.startswith("E606 转专业只在年度第一批受理")) == (2, True)
    assert shenggui("admission", "show", "moon").err.startswith("E600 ")


def test_the_list_is_narrowed_and_voids_are_kept(shenggui, application):
    assert len(shenggui("--json", "admission", "list", "--open").json) == 1
    assert shenggui("--json", "admission", "list", "--state", "已入库").json == []
    assert shenggui("admission", "void", application, "--reason", "登记错了").code == 0
    assert shenggui("--json", "admission", "list").json == []
    assert [each["void_reason"] for each in shenggui("--json", "admission", "list", "--voided").json] == ["登记错了"]


def test_every_step_window_and_procedure_is_described():
    words = set(re.findall(r"[a-z_]+", (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")))
    assert {*AdmissionAction, *WindowKind, *Procedure} - {AdmissionAction.REGISTER} <= words
