"""What a new user stumbled over: names of fields, numbers of visits, questions already answered."""

import pytest

from tests.cli.hands import enter


def test_an_unknown_field_is_answered_with_chinese_names(shenggui):
    uid = enter(shenggui)
    told = shenggui("enterprise", "set", uid, "contcat=李某")
    assert told.code == 2
    assert told.err.startswith("E505")
    assert "联系人(contact)" in told.err


def test_a_field_may_be_typed_by_its_heading(shenggui):
    uid = enter(shenggui)
    assert shenggui("enterprise", "set", uid, "联系人=李某", "注册资本=500万元").code == 0
    found = shenggui("--json", "enterprise", "show", uid).json
    assert (found["contact"], found["registered_capital"]) == ("李某", "5000000.00")


@pytest.mark.parametrize("between", ["、", "；", ";"])
def test_former_names_are_read_however_they_are_set_apart(shenggui, between):
    uid = enter(shenggui)
    assert shenggui("enterprise", "set", uid, f"former_names=甲厂{between}乙厂").code == 0
    assert shenggui("--json", "enterprise", "show", uid).json["former_names"] == ["甲厂", "乙厂"]
    assert "甲厂、乙厂" in shenggui("enterprise", "show", uid).out


def test_a_visit_is_named_by_its_number(shenggui, tmp_path):
    uid = enter(shenggui)
    words = ("--enterprise", uid, "--on", "2026-10-15", "--summary", "看生产", "--visitors", "李某")
    assert shenggui("visit", "add", *words).code == 0
    (visit,) = shenggui("--json", "visit", "list").json
    out = tmp_path / "走访.pdf"
    assert shenggui("visit", "print", visit["number"], "--out", out).code == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert shenggui("--json", "visit", "show", visit["number"]).json["uid"] == visit["uid"]
    assert shenggui("visit", "print", "140322-nengyuan-2026-9999", "--out", out).code == 2
    assert shenggui("visit", "void", visit["number"], "--reason", "记错").code == 0


def test_a_question_that_was_answered_is_not_asked_again(shenggui):
    uid = enter(shenggui)
    source = ("--source", "income_statement")
    assert shenggui("figure", "set", uid, "2026-09", "main_revenue_ytd=900万元", *source).code == 0
    asked = shenggui("figure", "set", uid, "2026-10", "main_revenue_ytd=800万元", *source)
    assert "W143" in asked.err
    told = shenggui("figure", "set", uid, "2026-10", "main_revenue_ytd=800万元", *source, "--reason", "退货冲减")
    assert (told.code, told.err) == (0, "")


def test_a_plan_of_another_year_is_told_at_the_start(run, tmp_path):
    words = ("--preset", "yuxian-2024", "--unit", "盂县能源局")
    told = run("--data", tmp_path / "一", "init", *words, "--year", 2026)
    assert "方案是 2024 年的，2026 年目标未下达" in told.out
    assert "未下达" not in run("--data", tmp_path / "二", "init", *words, "--year", 2024).out
