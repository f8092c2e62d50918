"""Recognitions, taxes, duties and calendars on the command line."""

from tests.cli.hands import enter


def test_a_recognition_by_its_chinese_name(shenggui):
    uid = enter(shenggui, "盂县甲洗煤厂（演示）", "industry_code=0610")
    words = ("--on", "2024-05-01", "--basis", "公告（演示）")
    told = shenggui("--json", "enterprise", "recognize", uid, "专精特新小巨人企业", *words)
    assert told.code == 0, told.err
    (row,) = shenggui("--json", "enterprise", "recognitions", uid).json
    assert (row["kind"], row["level"], row["until"]) == ("little_giant", 3, None)
    assert shenggui("enterprise", "recognize", uid, "先进单位", *words).code == 2
    assert [row["uid"] for row in shenggui("--json", "enterprise", "list", "--recognition", "little_giant").json] == [
        uid
    ]
    assert shenggui("--json", "enterprise", "list", "--without", "little_giant").json == []
    record = row["uid"]
    assert shenggui("enterprise", "recognition-end", record, "--on", "2026-05-01", "--reason", "到期").code == 0
    assert shenggui("enterprise", "unrecognize", record, "--reason", "记错").code == 0
    assert shenggui("--json", "enterprise", "recognitions").json == []
    assert len(shenggui("--json", "enterprise", "recognitions", "--kinds").json) == 7
    assert shenggui("--json", "enterprise", "recognitions", "--research").json["admitted"] == 0


def test_the_list_by_the_plans_industries(shenggui):
    coal = enter(shenggui, "盂县甲煤矿（演示）", "industry_code=0610")
    enter(shenggui, "盂县乙石料厂（演示）", "industry_code=1011")
    assert [row["uid"] for row in shenggui("--json", "enterprise", "list", "--focus", "煤矿企业").json] == [coal]
    told = shenggui("enterprise", "list", "--focus", "钢铁")
    assert told.code == 2
    assert "煤矿企业" in told.err


def test_taxes_need_their_sources(shenggui):
    uid = enter(shenggui)
    half = ("year_before=2023", "before=12.5万元", "year_after=2025", "after=20万元", "told_by=会计")
    told = shenggui("enterprise", "tax", uid, *half, "told_on=2026-10-01")
    assert told.code == 2
    assert "数据口径" in told.err
    sources = ("source_before=tax_return", "source_after=税表", "told_on=2026-10-01")
    told = shenggui("--json", "enterprise", "tax", uid, *half, *sources)
    assert told.code == 0, told.err
    assert told.err.startswith("W681")
    (pair,) = shenggui("--json", "enterprise", "tax", uid).json
    assert (pair["before"], pair["after"], pair["difference"]) == ("125000.00", "200000.00", "75000.00")
    assert shenggui("enterprise", "tax-void", pair["uid"], "--reason", "记错").code == 0
    assert shenggui("enterprise", "tax", uid, "before=12").code == 2
    assert shenggui("enterprise", "tax", uid, "year_before=去年").code == 2


def test_a_duty_is_done_and_taken_back(shenggui):
    (line,) = shenggui("--json", "year", "duties", "--year", "2026").json
    assert (line["id"], line["due_on"], line["done"]) == ("survey", "2026-03-31", None)
    done = shenggui("--json", "year", "duty-done", "survey", "--on", "2026-03-20", "--note", "比对税务名单")
    assert done.code == 0, done.err
    assert shenggui("--json", "year", "duties", "--year", "2026").json[0]["done"]["note"] == "比对税务名单"
    assert shenggui("year", "duty-done", "survey", "--on", "2026-03-21", "--note", "再").code == 2
    assert shenggui("year", "duty-void", done.json["uid"], "--reason", "记错").code == 0


def test_a_calendar_is_typed_from_the_notice(shenggui):
    told = shenggui("calendar", "set", 2027, "--off", "元旦", "--basis", "通知")
    assert told.code == 2
    assert told.err.startswith("E683")
    words = ("--off", "2027-01-01..2027-01-03=元旦", "--working", "2027-01-09", "--basis", "通知（演示）")
    assert shenggui("calendar", "set", 2027, *words).code == 0
    shown = shenggui("--json", "calendar", "show", 2027).json
    assert shown["off"] == [{"from": "2027-01-01", "to": "2027-01-03", "name": "元旦"}]
    assert (shown["working"], shown["typed"]) == (["2027-01-09"], True)
    assert [each["year"] for each in shenggui("--json", "calendar", "list").json] == [2027, 2026, 2025, 2024]
    assert shenggui("calendar", "void", 2027, "--reason", "填错").code == 0
    assert "只按双休日" in shenggui("calendar", "show", 2027).out
