"""The main job by commands: list, visits, issues, figures, filing, history."""

import sqlite3

import pytest

from tests.cli.hands import GOOD_CODE, enter, keys


def test_init_answers_with_the_unit(run, data):
    told = run("--json", "--data", data, "init", "--preset", "yuxian-2024", "--unit", "能源局", "--year", 2026)
    assert told.json == {
        "unit": "盂县能源局",
        "unit_id": "140322-nengyuan",
        "kind": "department",
        "preset": "yuxian-2024",
        "year": 2026,
        "folder": str(data),
    }
    assert (data / "ledger.db").is_file()


def test_a_unit_the_plan_does_not_name_needs_its_kind(run, data):
    words = ["--data", data, "init", "--preset", "yuxian-2024", "--unit", "盂县商务局"]
    told = run(*words)
    assert (told.code, told.err[:5]) == (2, "E501 ")
    assert not data.exists()
    assert run(*words, "--kind", "部门", "--json").json["kind"] == "department"


def test_presets_need_no_ledger(run):
    heads = run("preset", "list", "--json").json
    assert {"hunan-2022", "jincheng-2021", "wenshan-2022", "yuncheng-2021", "yuxian-2024"} == {
        head["id"] for head in heads
    }
    assert keys(heads) >= {"id", "title", "source"}
    plan = run("preset", "show", "yuxian-2024", "--json").json
    assert keys(plan["targets"]) >= {"level", "dimension", "unit", "measure", "value", "year", "kind"}
    assert sum(row["value"] for row in plan["targets"] if row["dimension"] == "territory") == 10
    assert run("preset", "show", "mars-2030").err.startswith("E580 ")


def test_an_enterprise_is_entered_found_shown_and_changed(shenggui):
    uid = enter(
        shenggui, "盂县甲洗煤厂（演示）", "--code", GOOD_CODE, "--township", "秀水镇", "registered_capital=500万元"
    )
    for text in ("甲洗煤", "yxjxm", GOOD_CODE[6:12]):
        assert [row["uid"] for row in shenggui("--json", "enterprise", "list", "--search", text).json] == [uid]
    row = shenggui("--json", "enterprise", "list").json[0]
    assert row["township"] == "秀水镇"
    assert row["last_year_revenue"] is None
    assert row["tier"] is None
    assert row["industry_code"] is None
    shown = shenggui("--json", "enterprise", "show", uid).json
    assert shown["registered_capital"] == "5000000.00"
    assert shenggui("enterprise", "set", uid, "status=停产", "contact=李某", "--reason", "企业来函").code == 0
    assert shenggui("--json", "enterprise", "show", uid).json["status"] == "stopped"
    line = shenggui("--json", "history", uid, "--field", "contact").json
    assert [(each["old"], each["new"], each["reason"], each["who"]) for each in line] == [
        (None, "李某", "企业来函", "李某")
    ]
    assert keys(line) >= {"at", "who", "field", "old", "new", "reason", "site", "seq"}


def test_a_field_is_cleared_by_an_empty_value(shenggui):
    uid = enter(shenggui, "甲（演示）", "contact=李某")
    assert shenggui("enterprise", "set", uid, "contact=").code == 0
    assert shenggui("--json", "enterprise", "show", uid).json["contact"] is None


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("nmae=甲", "E505"),
        ("contact", "E505"),
        ("status=睡觉", "E504"),
        ("township=月球镇", "E504"),
        ("registered_capital=500", "E149"),
        ("registered_capital=约500万元", "E140"),
        ("established_on=昨天", "E453"),
        ("contact_phone=140322199001011234", "E134"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_written(shenggui, word, code):
    uid = enter(shenggui, "甲（演示）")
    before = len(shenggui("--json", "history", uid).json)
    told = shenggui("enterprise", "set", uid, word)
    assert (told.code, told.err[:5]) == (2, f"{code} ")
    assert told.err.count("\n") == 1
    assert len(shenggui("--json", "history", uid).json) == before


def test_a_wrong_check_character_warns_and_is_kept(shenggui):
    told = shenggui("--json", "enterprise", "add", "--name", "甲（演示）", "--code", "91140322MA0YBLT0XA")
    assert told.code == 0
    assert told.err.startswith("W131 ")
    assert told.json["uid"]


def test_a_tier_is_set_with_date_and_reason(shenggui):
    uid = enter(shenggui)
    assert shenggui("enterprise", "tier", uid, "重点库", "--on", "2026-01-15", "--reason", "营收达标").code == 0
    assert shenggui("--json", "enterprise", "list").json[0]["tier"] == "key"
    assert shenggui("enterprise", "tier", uid, "none", "--on", "2026-02-01", "--reason", "停产").code == 0
    assert shenggui("--json", "enterprise", "list").json[0]["tier"] is None


def test_a_void_enterprise_leaves_the_list_but_not_the_ledger(shenggui):
    uid = enter(shenggui)
    assert shenggui("enterprise", "void", uid, "--reason", "重复登记").code == 0
    assert shenggui("--json", "enterprise", "list").json == []
    assert shenggui("--json", "enterprise", "show", uid).json["voided"] is True


def test_figures_need_their_unit(shenggui):
    uid = enter(shenggui)
    told = shenggui("figure", "set", uid, "2026-10", "main_revenue_ytd=1850", "--source", "利润表")
    assert (told.code, told.err[:5]) == (2, "E149 ")
    assert "1850" in told.err
    assert shenggui("--json", "figure", "list").json == []


def test_there_is_no_january_and_february_is_both(shenggui):
    uid = enter(shenggui)
    told = shenggui("figure", "set", uid, "2026-01", "main_revenue_ytd=100万元", "--source", "利润表")
    assert (told.code, told.err[:5]) == (2, "E531 ")
    assert shenggui("figure", "set", uid, "2026-02", "main_revenue_ytd=100万元", "--source", "利润表").code == 0
    row = shenggui("--json", "figure", "list", "--month", "2026-02").json[0]
    assert row["main_revenue_month"] == "1000000.00"


def test_figures_are_listed_in_yuan_and_absent_is_null(shenggui):
    uid = enter(shenggui)
    words = ["main_revenue_ytd=1850万元", "electricity_ytd=12万千瓦时", "staff=36人", "profit_ytd=-3.5万元"]
    assert shenggui("figure", "set", uid, "2026-10", *words, "--source", "利润表").code == 0
    row = shenggui("--json", "figure", "list", "--month", "2026-10").json[0]
    assert row["enterprise"] == uid
    assert row["month"] == "2026-10"
    assert row["main_revenue_ytd"] == "18500000.00"
    assert row["electricity_ytd"] == "120000.00"
    assert row["staff"] == 36
    assert row["profit_ytd"] == "-35000.00"
    assert row["tax_ytd"] is None
    assert row["main_revenue_month"] is None
    assert (row["source"], row["obtained"], row["by_unit"]) == ("income_statement", "paper", "140322-nengyuan")


def test_the_month_is_derived_from_the_cumulative_figures(shenggui):
    uid = enter(shenggui)
    for month, amount in (("2026-09", "1700万元"), ("2026-10", "1850万元")):
        shenggui("figure", "set", uid, month, f"main_revenue_ytd={amount}", "--source", "利润表")
    row = shenggui("--json", "figure", "list", "--month", "2026-10").json[0]
    assert (row["main_revenue_month"], row["main_revenue_month_derived"]) == ("1500000.00", True)


def test_a_falling_cumulative_figure_asks_and_is_kept(shenggui):
    uid = enter(shenggui)
    shenggui("figure", "set", uid, "2026-09", "main_revenue_ytd=1700万元", "--source", "利润表")
    told = shenggui("figure", "set", uid, "2026-10", "main_revenue_ytd=1600万元", "--source", "利润表")
    assert told.code == 0
    assert told.err.startswith("W143 ")
    assert "1,700.00万元" in told.err


def test_a_figure_is_cleared_and_its_history_stays(shenggui):
    uid = enter(shenggui)
    shenggui("figure", "set", uid, "2026-10", "staff=36人", "--source", "企业提供")
    shenggui("figure", "set", uid, "2026-10", "staff=", "--source", "企业提供")
    lines = shenggui("--json", "history", uid, "--field", "staff").json
    assert [line["period"] for line in lines] == ["2026-10", "2026-10"]
    assert lines[-1]["new"] is None
    assert lines[-1]["old"]["amount"] == "36"


def test_a_whole_year_decides_the_standing(shenggui):
    uid = enter(shenggui)
    assert shenggui("figure", "set", uid, "2025", "main_revenue_year=2100万元", "--source", "税表").code == 0
    row = shenggui("--json", "enterprise", "list").json[0]
    assert (row["last_year_revenue"], row["standing"]) == ("21000000.00", "reached")


def test_a_visit_raises_issues_that_go_their_way(shenggui):
    uid = enter(shenggui)
    made = shenggui(
        "--json", "visit", "add", "--enterprise", uid, "--on", "2026-10-15", "--summary", "看报表",
        "--issue", "融资:需流动资金300万元", "--issue", "道路限行", "--purpose", "运行监测",
    )  # fmt: skip
    assert made.code == 0, made.err
    visit = shenggui("--json", "visit", "list").json[0]
    assert visit["uid"] == made.json["uid"]
    assert (visit["on"], visit["visitors"], visit["issues"]) == ("2026-10-15", "李某", 2)
    issues = shenggui("--json", "issue", "list").json
    assert {(each["category"], each["state"]) for each in issues} == {
        ("finance", "registered"),
        ("other", "registered"),
    }
    one = issues[0]["uid"]
    assert shenggui("issue", "step", one, "close", "--on", "2026-10-16").err.startswith("E524 ")
    assert shenggui("issue", "step", one, "assign", "--on", "2026-10-16").err.startswith("E501 ")
    assert shenggui("issue", "step", one, "assign", "--on", "2026-10-16", "--handler", "县供电公司").code == 0
    shown = shenggui("--json", "issue", "show", one).json
    assert shown["state"] == "assigned"
    assert [step["action"] for step in shown["steps"]] == ["register", "assign"]


def test_a_void_visit_is_listed_only_when_asked(shenggui):
    uid = enter(shenggui)
    made = shenggui("--json", "visit", "add", "--enterprise", uid, "--on", "2026-10-15", "--summary", "看报表").json
    assert shenggui("visit", "void", made["uid"], "--reason", "记错企业").code == 0
    assert shenggui("--json", "visit", "list").json == []
    assert shenggui("--json", "visit", "list", "--voided").json[0]["void_reason"] == "记错企业"


def test_the_record_of_a_visit_is_a_pdf(shenggui, tmp_path):
    uid = enter(shenggui)
    made = shenggui("--json", "visit", "add", "--enterprise", uid, "--on", "2026-10-15", "--summary", "看报表").json
    assert shenggui("visit", "print", made["uid"], "--out", tmp_path / "记录表.pdf").code == 0
    assert (tmp_path / "记录表.pdf").read_bytes().startswith(b"%PDF")


@pytest.fixture
def filed(shenggui):
    uid = enter(shenggui)
    shenggui("enterprise", "tier", uid, "key", "--on", "2026-01-15", "--reason", "营收达标")
    shenggui("figure", "set", uid, "2026-10", "main_revenue_ytd=1850万元", "--source", "利润表")
    shenggui("visit", "add", "--enterprise", uid, "--on", "2026-10-15", "--summary", "看报表", "--issue", "缺工")
    return shenggui


def test_filing_writes_both_files_of_every_form_and_counts_rounds(filed, tmp_path):
    first = filed("--json", "file", "2026-10", "--out", tmp_path / "报送")
    assert first.code == 0, first.err
    answer = first.json
    assert (answer["month"], answer["round"], len(answer["digest"])) == ("2026-10", 1, 64)
    assert {each["form"] for each in answer["files"]} == {"key-monitoring", "visit-month", "issue-month"}
    for each in answer["files"]:
        assert (tmp_path / "报送" / each["pdf"]).read_bytes().startswith(b"%PDF")
        assert (tmp_path / "报送" / each["xlsx"]).read_bytes().startswith(b"PK")
    assert keys(answer["problems"]) >= {"code", "message"}
    again = filed("--json", "file", "2026-10", "--out", tmp_path / "报送", "--form", "visit-month").json
    assert again["round"] == 2
    assert [each["form"] for each in again["files"]] == ["visit-month"]


def test_a_month_with_nothing_is_filed_as_such_or_not_at_all(filed, tmp_path):
    told = filed("file", "2026-08", "--out", tmp_path, "--form", "visit-month")
    assert (told.code, told.err[:5]) == (2, "E440 ")
    assert list(tmp_path.glob("*.pdf")) == []
    assert filed("file", "2026-08", "--out", tmp_path, "--form", "visit-month", "--nothing").code == 0
    assert len(list(tmp_path.glob("*.pdf"))) == 1


def test_a_form_that_is_not_there_is_told(filed, tmp_path):
    assert filed("file", "2026-10", "--out", tmp_path, "--form", "moon-month").err.startswith("E504 ")


def test_targets_are_typed_and_say_nothing_before(shenggui):
    assert "未下达" in shenggui("target", "list").out
    assert shenggui("target", "set", "net_increase", 2, "--basis", "演示文件").code == 0
    target = shenggui("--json", "target", "list").json[0]
    assert (target["measure"], target["value"], target["year"]) == ("net_increase", 2, 2026)


@pytest.mark.parametrize("words", [["enterprise", "show"], ["visit", "show"], ["issue", "show"], ["history"]])
def test_what_is_not_there_is_told(shenggui, words):
    told = shenggui(*words, "nobody")
    assert told.code == 2
    assert told.err.startswith("E")
    assert "nobody" in told.err


def test_a_whole_ledger_passes_the_check(filed):
    told = filed("--json", "check", "--deep")
    assert (told.code, told.json) == (0, {"ok": True, "findings": []})


def test_a_ledger_tampered_with_is_found_out(filed, data):
    with sqlite3.connect(data / "ledger.db") as connection:
        connection.execute("DROP TRIGGER IF EXISTS enterprise_tier_keeps")
        connection.execute("UPDATE enterprise SET tier = 'base'")
    connection.close()
    told = filed("--json", "check")
    assert told.code == 3
    assert told.json["ok"] is False
    assert told.json["findings"][0]["code"] == "tier_differs"
    assert "培育库" in told.json["findings"][0]["message"]


def test_a_mended_plan_is_looked_at_first_and_goes_with_take(shenggui, tmp_path):
    from desktop.paths import resources_folder

    text = (resources_folder() / "presets" / "yuxian-2024.toml").read_text(encoding="utf-8")
    path = tmp_path / "改过.toml"
    path.write_text(text.replace("value = 8", "value = 9", 1), encoding="utf-8")
    looked = shenggui("--json", "preset", "take", path)
    assert (looked.code, looked.json["taken"]) == (0, False)
    assert looked.json["plan"]["targets"][0]["value"] == 9
    assert "没有写入" in shenggui("preset", "take", path).out
    assert shenggui("--json", "preset", "take", path, "--take").json["taken"]
    path.write_text(text.replace('id = "yuxian-2024"', 'id = "mars"', 1), encoding="utf-8")
    assert (shenggui("preset", "take", path).code, shenggui("preset", "take", path).err[:4]) == (2, "E581")
