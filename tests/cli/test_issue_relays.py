"""An issue handed on to a third office and its answer told, by commands in the county's ledger."""

import pytest

from tests.cli.hands import GOOD_CODE


@pytest.fixture
def county(run, tmp_path):
    """The command line of a county office."""
    words = ("--preset", "yuxian-2024", "--unit", "县中小企业发展中心", "--year", 2026, "--person", "李某")
    assert run("--data", tmp_path / "county", "init", *words).code == 0
    return lambda *more: run("--data", tmp_path / "county", "--json", *more)


@pytest.fixture
def issue(county):
    contact = ("contact=王演示", "contact_phone=13800138000")
    words = ("--name", "盂县演示耐火有限公司", f"credit_code={GOOD_CODE}", "township=秀水镇", *contact)
    firm = county("enterprise", "add", *words).json["uid"]
    told = county("issue", "add", "--enterprise", firm, "--description", "电容不够", "--on", "2026-10-10")
    assert told.code == 0, told.err
    return told.json["uid"]


def test_relay_and_pass_on(county, issue):
    told = county("issue", "pass-on", issue, "--on", "2026-10-20", "--note", "好")
    assert (told.code, told.err[:4]) == (2, "E628")
    told = county("issue", "relay", issue, "--to", "没有这个局", "--on", "2026-10-14")
    assert (told.code, told.err[:4]) == (2, "E235")
    told = county(
        "issue", "relay", issue, "--to", "盂县能源局", "--on", "2026-10-14", "--note", "请答复", "--with-contact"
    )
    assert told.code == 0, told.err
    copy = told.json["uid"]
    shown = county("issue", "show", issue).json
    assert (shown["state"], shown["handler"], shown["due_on"]) == ("assigned", "盂县能源局", "2026-10-17")
    (found,) = shown["copies"]
    assert (found["uid"], found["due_on"], found["relay"]["origin"]) == (copy, "2026-10-17", issue)
    assert (found["relay"]["contact"], found["relay"]["contact_phone"]) == ("王演示", "13800138000")
    assert [row["uid"] for row in county("issue", "list").json] == [issue]
    assert [row["uid"] for row in county("issue", "list", "--relayed").json] == [copy]
    assert county("issue", "rates").json["counts"]["received"] == 1
    # the office answered by telephone: its deeds are on the copy
    for action, on, *words in (
        ("start", "2026-10-15"),
        ("resolve", "2026-10-16", "--resolution", "解决", "--note", "已增容"),
    ):
        assert county("issue", "step", copy, action, "--on", on, *words).code == 0
    told = county("issue", "pass-on", issue, "--on", "2026-10-17")
    assert told.code == 0, told.err
    shown = county("issue", "show", issue).json
    assert (shown["state"], shown["resolution"], shown["steps"][-1]["note"]) == ("resolved", "solved", "已增容")
    assert shown["copies"][0]["state"] == "closed"
