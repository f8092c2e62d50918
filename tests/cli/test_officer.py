"""Officers, attachments, campaigns and papers around visits, worked from the command line."""

from pathlib import Path

import pytest

from tests.cli.hands import enter, keys


@pytest.fixture
def firm(shenggui):
    return enter(shenggui)


@pytest.fixture
def visited(shenggui, firm):
    words = ("--on", "2026-10-15", "--summary", "看报表", "--part", "上午", "--appointment", "已预约")
    more = ("--campaign", "小升规入企帮扶", "--topic", "税收优惠政策")
    told = shenggui("--json", "visit", "add", "--enterprise", firm, *words, *more)
    assert told.code == 0, told.err
    return told.json["uid"]


def test_an_officer_is_entered_listed_ended_and_told(shenggui, firm):
    words = (
        "--enterprise",
        firm,
        "--on",
        "2026-03-01",
        "person=田某",
        "unit=综合股",
        "every=1",
        "rhythm=月",
        "way=实地",
    )
    uid = shenggui("--json", "officer", "add", *words).json["uid"]
    (row,) = shenggui("--json", "officer", "list", "--due").json
    assert (row["uid"], row["every"], row["rhythm"], row["way"], row["due_on"]) == (
        uid,
        1,
        "months",
        "on_site",
        "2026-04-01",
    )
    assert row["leader"] is None
    shenggui("officer", "set", uid, "leader=李某", "leader_post=副局长")
    assert shenggui("--json", "officer", "show", uid).json["leader"] == "李某"
    assert "李某（副局长）" in shenggui("officer", "list").out
    assert shenggui("officer", "end", uid, "--on", "2026-09-30", "--reason", "换人").code == 0
    assert shenggui("--json", "officer", "list").json == []
    (past,) = shenggui("--json", "officer", "list", "--past").json
    assert (past["until"], past["until_reason"], past["current"]) == ("2026-09-30", "换人", False)


def test_what_was_typed_wrongly_is_said(shenggui, firm):
    told = shenggui("officer", "add", "--enterprise", firm, "--on", "2026-03-01", "person=田某", "every=常去")
    assert (told.code, told.err[:4]) == (2, "E632")
    told = shenggui("officer", "add", "--enterprise", firm, "--on", "2026-03-01", "person=田某", "every=13")
    assert (told.code, told.err[:4]) == (2, "E632")
    told = shenggui("visit", "add", "--enterprise", firm, "--on", "2026-10-15", "--summary", "看", "--topic", "不知道")
    assert (told.code, told.err[:4]) == (2, "E633")
    told = shenggui("visit", "add", "--enterprise", firm, "--on", "2026-10-15", "--summary", "看", "--campaign", "没有")
    assert (told.code, told.err[:4]) == (2, "E633")


def test_a_visit_says_all_its_columns(shenggui, visited):
    found = shenggui("--json", "visit", "show", visited).json
    assert (found["day_part"], found["appointment"], found["nature"]) == ("morning", "agreed", "service")
    assert (found["campaign"], found["topics"], found["trip"]) == ("yuxian-help", ["yuxian-tax"], None)
    assert "专项活动：小升规入企帮扶" in shenggui("visit", "show", visited).out


def test_one_trip_leads_to_two_enterprises(shenggui, firm, visited):
    other = enter(shenggui, "盂县乙电厂（演示）")
    words = ("--on", "2026-10-15", "--summary", "看设备", "--trip", visited)
    assert shenggui("visit", "add", "--enterprise", other, *words).code == 0
    refused = shenggui("visit", "add", "--enterprise", firm, *words)
    assert (refused.code, refused.err[:4]) == (2, "E631")
    assert {row["trip"] for row in shenggui("--json", "visit", "list").json} == {None, visited}


def test_files_are_kept_listed_and_voided(shenggui, visited, tmp_path, data):
    scan = tmp_path / "回执.pdf"
    scan.write_bytes(b"%PDF-1.4\n%%EOF\n")
    assert shenggui("visit", "attach", visited, scan, "--note", "盖章回执").code == 0
    (kept,) = shenggui("--json", "visit", "attachments", visited).json
    assert (kept["name"], kept["kind"], kept["note"]) == ("回执.pdf", "pdf", "盖章回执")
    assert (data / kept["file"]).read_bytes() == scan.read_bytes()
    refused = shenggui("visit", "attach", visited, scan)
    assert (refused.code, refused.err[:4]) == (2, "E636")
    assert shenggui("visit", "detach", kept["uid"], "--reason", "加错了").code == 0
    assert shenggui("--json", "visit", "attachments", visited).json == []
    assert shenggui("--json", "visit", "attachments", visited, "--voided").json[0]["void_reason"] == "加错了"


def test_the_deep_check_fails_where_a_file_is_gone(shenggui, visited, tmp_path, data):
    scan = tmp_path / "a.pdf"
    scan.write_bytes(b"%PDF-1.4\n%%EOF\n")
    shenggui("visit", "attach", visited, scan)
    (kept,) = shenggui("--json", "visit", "attachments", visited).json
    Path(data / kept["file"]).unlink()
    told = shenggui("--json", "check", "--deep")
    assert (told.code, told.json["findings"][0]["code"]) == (3, "attachment_missing")


def test_papers_are_written_and_the_sheet_before_a_visit_is_told(shenggui, firm, visited, tmp_path):
    for words in (
        ("visit", "blank", firm),
        ("visit", "prepare", firm),
        ("visit", "print", visited),
        ("officer", "print"),
    ):
        place = tmp_path / f"{'-'.join(words[:2])}.pdf"
        told = shenggui(*words, "--out", place)
        assert told.code == 0, told.err
        assert place.read_bytes().startswith(b"%PDF")
    brief = shenggui("--json", "visit", "prepare", firm, "--month", "2026-10").json
    assert (brief["last_visit"], brief["pdf"], brief["told"]) == (visited, None, ["yuxian-tax"])
    assert "2026-10" in brief["missing_months"]


def test_campaigns_of_plan_and_office(shenggui, firm):
    uid = shenggui("--json", "visit", "add-campaign", "--name", "走访月", "--document", "演示1号").json["uid"]
    rows = shenggui("--json", "visit", "campaigns").json
    assert {"uid", "name", "document", "clause", "planned", "visits", "enterprises"} <= keys(rows)
    assert [row["planned"] for row in rows][-1] is False
    shenggui("visit", "add", "--enterprise", firm, "--on", "2026-10-15", "--summary", "看", "--campaign", "走访月")
    assert len(shenggui("--json", "visit", "list", "--campaign", "走访月").json) == 1
    assert shenggui("visit", "void-campaign", uid, "--reason", "记错").code == 0
    assert uid not in {row["uid"] for row in shenggui("--json", "visit", "campaigns").json}
