"""The libraries and the years on the command line: looked at first, taken when told to."""

import pytest

from tests.cli.hands import enter

GOOD = "91140322MA0YNR9K85"


@pytest.fixture
def firm(shenggui) -> str:
    uid = enter(shenggui)
    told = shenggui("figure", "set", uid, "2026-10", "main_revenue_ytd=1737万元", "--source", "income_statement")
    assert told.code == 0, told.err
    return uid


def propose(shenggui, *words):
    told = shenggui("--json", "enterprise", "propose", *words)
    assert told.code == 0, told.err
    return told.json


def test_proposals_are_shown_and_not_taken(shenggui, firm):
    found = propose(shenggui)
    assert found["taken"] is False
    assert [(row["uid"], row["kind"], row["offered"]) for row in found["proposals"]] == [(firm, "unknown", False)]
    assert shenggui("--json", "enterprise", "show", firm).json["tier"] is None


def test_taking_needs_a_day(shenggui, firm):
    told = shenggui("enterprise", "propose", "--take", "--reason", "按方案建库")
    assert told.code == 2
    assert told.err.startswith("E")


def test_many_are_looked_at_and_then_set(shenggui, firm):
    words = ("enterprise", "bulk", "officer=田某", "tier=key", "--uid", firm, "--on", "2026-01-15", "--reason", "演示")
    look = shenggui("--json", *words)
    assert look.json["taken"] is False
    assert [change["field"] for change in look.json["will"][0]["changes"]] == ["tier", "officer"]
    assert shenggui("--json", "enterprise", "show", firm).json["tier"] is None
    assert shenggui("--json", *words, "--take").json["taken"] is True
    (year, *_) = shenggui("--json", "enterprise", "years", firm).json
    assert (year["year"], year["officer"], year["tiers"][0]["tier"]) == (2026, "田某", "key")


def test_a_year_is_written_and_read(shenggui, firm):
    told = shenggui("enterprise", "year-set", firm, 2026, "expected_month=2026-12", "way=年度第一批", "leader=刘某")
    assert told.code == 0, told.err
    (year,) = shenggui("--json", "enterprise", "years", firm).json
    assert (year["expected_month"], year["way"], year["leader"]) == ("2026-12", "annual_first", "刘某")
    assert shenggui("enterprise", "year-set", firm, 2026, "way=猜").code == 2
    assert "2026年" in shenggui("enterprise", "years", firm).out or "2026" in shenggui("enterprise", "years", firm).out


def test_standing_names_each_figure_with_month_and_source(shenggui, firm):
    found = shenggui("--json", "enterprise", "standing", firm, "--month", "2026-10").json
    revenue = found["measures"][0]
    assert (revenue["period"], revenue["figure"]["source"], revenue["short"]) == (
        "2026-10",
        "income_statement",
        "2630000.00",
    )
    assert found["outlook"] is None
    assert shenggui("enterprise", "outlook", "on").code == 0
    assert shenggui("--json", "enterprise", "standing", firm, "--month", "2026-10").json["outlook"] == "unknown"
    assert shenggui("enterprise", "outlook", "maybe").code == 2


def test_the_ladder_counts(shenggui, firm):
    found = shenggui("--json", "enterprise", "ladder", "--month", "2026-10", "--basis", "year_to_date").json
    counts = {(cell["tier"], cell["band"]): cell["count"] for cell in found["cells"] if cell["count"]}
    assert counts == {(None, 3): 1}


def test_coverage_and_what_is_done(shenggui, firm):
    shenggui("figure", "set", firm, "2026-10", "main_revenue_ytd=2100万元", "--source", "income_statement")
    found = shenggui("--json", "enterprise", "coverage", "--month", "2026-10").json
    assert (found["waiting"], found["rows"][0]["uid"]) == (1, firm)
    said = ("enterprise", "handle", firm, "企业不愿入规", "--on", "2026-10-20")
    assert shenggui(*said).code == 2
    assert shenggui(*said, "--note", "明年再说").code == 0
    found = shenggui("--json", "enterprise", "coverage", "--month", "2026-10").json
    assert (found["waiting"], found["rows"][0]["handling"]) == (0, "unwilling")


def test_links_are_kept_listed_and_voided(shenggui, firm):
    words = ("--on", "2026-03-06", "--basis", "营业执照")
    told = shenggui("--json", "enterprise", "link", firm, "原个体户", "--name", "演示煤场", *words)
    assert told.code == 0, told.err
    (link,) = shenggui("--json", "enterprise", "links", firm).json
    assert (link["kind"], link["name"], link["later"]) == ("predecessor", "演示煤场", False)
    assert shenggui("enterprise", "unlink", link["uid"], "--reason", "记错").code == 0
    assert shenggui("--json", "enterprise", "links", firm).json == []


def test_a_year_is_closed_after_a_look(shenggui, firm):
    shenggui("enterprise", "bulk", "tier=key", "--uid", firm, "--on", "2026-01-15", "--reason", "演示", "--take")
    look = shenggui("--json", "year", "roll")
    assert (look.code, look.json["taken"], look.json["carried"]) == (0, False, 1)
    assert shenggui("--json", "year", "list").json["year"] == 2026
    assert shenggui("year", "roll", "--take", "--on", "2026-11-05").code == 2
    words = ("--take", "--on", "2026-01-20", "--basis", "名单结转", "--leave", f"{firm}=不再培育")
    took = shenggui("--json", "year", "roll", *words)
    assert took.code == 0, took.err
    found = shenggui("--json", "year", "list").json
    assert (found["year"], found["rolls"][0]["gone"]) == (2027, 1)
    assert shenggui("enterprise", "year-set", firm, 2026, "officer=田某").code == 2
    assert shenggui("enterprise", "year-set", firm, 2026, "officer=田某", "--reason", "漏记").code == 0


def test_the_roster_is_a_pdf(shenggui, firm, tmp_path):
    told = shenggui("--json", "enterprise", "roster", tmp_path / "名册.pdf", "--month", "2026-10")
    assert told.code == 0, told.err
    assert (tmp_path / "名册.pdf").read_bytes().startswith(b"%PDF")
