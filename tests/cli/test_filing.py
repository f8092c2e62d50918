"""Filing by commands: reasons, words told, corrections, codes, dates, rates, batches."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.domain.filing_code import paper_code
from desktop.domain.month import Month
from tests.cli.hands import enter, keys

NOW = datetime.now(tz=UTC).astimezone().date()
TODAY = NOW.isoformat()  # the command line goes by the computer's own clock


@pytest.fixture
def filed(shenggui, tmp_path):
    """A ledger whose form of October 2025 is ready, and the folder it was written to."""
    uid = enter(shenggui)
    for month, amount in (("2025-09", 1700), ("2025-10", 1850)):
        told = shenggui("figure", "set", uid, month, f"main_revenue_ytd={amount}万元", "--source", "利润表")
        assert told.code == 0, told.err
    return uid


def file(shenggui, out, *words):
    return shenggui("--json", "file", "2025-10", "--out", out, "--form", "key-monitoring", *words)


def ready(shenggui, uid, out):
    answer = file(shenggui, out).json["files"][0]
    assert answer["state"] == "ready", answer
    return answer


def test_a_blank_makes_a_draft_until_its_reason_is_given(shenggui, tmp_path):
    uid = enter(shenggui)
    first = file(shenggui, tmp_path)
    assert (first.code, first.json["files"][0]["state"]) == (0, "draft")
    assert first.err.count("W530") == 1  # both in one line
    assert "主营业务收入当月、主营业务收入累计未报" in first.err
    asked = shenggui("--json", "filing", "check", "2025-10").json
    assert {(each["owner"], each["field"]) for each in asked} == {
        (uid, "main_revenue_month"),
        (uid, "main_revenue_ytd"),
    }
    code = first.json["files"][0]["code"]
    told = shenggui("filing", "tell", code, "sent", "--on", TODAY)
    assert (told.code, told.err[:5]) == (2, "E810 ")
    assert shenggui("filing", "explain", "2025-10", uid, "checked").err.startswith("E806 ")
    assert shenggui("filing", "explain", "2025-10", uid, "停产", "--note", "大修").code == 0
    assert shenggui("--json", "filing", "check", "2025-10").json == []
    (one, two) = shenggui("--json", "filing", "reasons", "2025-10").json
    assert (one["why"], two["note"]) == ("stopped", "大修")
    assert file(shenggui, tmp_path).json["files"][0]["state"] == "ready"


def test_a_round_is_told_corrected_verified_and_printed_again(shenggui, filed, tmp_path):
    first = ready(shenggui, filed, tmp_path / "报送")
    shown = shenggui("--json", "verify", first["code"].lower())
    assert (shown.code, shown.json["matches"], shown.json["round"], shown.json["changed"]) == (0, True, 1, [])
    assert shenggui("--json", "verify", first["pdf"]).json["genuine"] is True
    assert shenggui("filing", "tell", first["code"], "sent", "--on", TODAY).code == 0
    assert shenggui("filing", "tell", first["code"], "accepted", "--on", TODAY, "--told-by", "王某").code == 0
    change = ("figure", "set", filed, "2025-10", "main_revenue_ytd=1800万元", "--source", "利润表")
    assert shenggui(*change).err.startswith("E813 ")
    assert shenggui(*change, "--reason", "企业更正").code == 0
    told = shenggui("--json", "verify", first["code"])
    assert (told.code, told.json["matches"]) == (3, False)
    assert {(each["before"], each["after"]) for each in told.json["changed"]} == {
        ("150.00", "100.00"),
        ("1,850.00", "1,800.00"),
    }
    assert file(shenggui, tmp_path / "报送").err.startswith("E802 ")
    second = file(shenggui, tmp_path / "报送", "--reason", "企业更正利润表").json["files"][0]
    assert second["correction"].endswith("更正说明.pdf")
    found = shenggui("--json", "filing", "show", second["code"]).json
    assert (found["correction"], found["reason"], len(found["corrected"])) == (1, "企业更正利润表", 2)
    assert keys(found["steps"]) <= {"place", "word", "state", "on", "told_by", "basis", "note", "person"}
    compared = shenggui("--json", "filing", "compare", first["code"], second["code"]).json
    assert compared == found["corrected"]
    workbook = tmp_path / "对照.xlsx"
    assert shenggui("export", "filing/compare", "--out", workbook, first["code"], second["code"]).code == 0
    assert "累计" in str([[cell.value for cell in row] for row in load_workbook(workbook).active.iter_rows()])
    again = shenggui("--json", "filing", "reprint", second["code"], "--out", tmp_path / "again").json["files"]
    for path, written in zip(again, (second["pdf"], second["correction"]), strict=True):
        assert Path(path).read_bytes() == Path(written).read_bytes()
    rounds = shenggui("--json", "filing", "list").json
    assert [(each["round"], each["state"], each["kind"]) for each in rounds] == [
        (1, "accepted", "normal"),
        (2, "ready", "correction"),
    ]


@pytest.mark.parametrize(
    ("code", "exit_code", "said"),
    [("7K3M", 2, "E820 "), ("7K3M9QPTU", 2, "E821 "), ("7K3M9QPT7", 2, "E822 "), ("没有的.pdf", 2, "E")],
)
def test_a_code_that_is_none_is_told_why(shenggui, code, exit_code, said):
    told = shenggui("verify", code)
    assert (told.code, told.err[: len(said)]) == (exit_code, said)


def test_an_unknown_code_does_not_match(shenggui):
    told = shenggui("--json", "verify", paper_code("u", "f", Month(2025, 10), 1, "d"))
    assert (told.code, told.json["matches"], told.json["round"], told.json["changed"]) == (3, False, None, [])


def test_a_month_to_come_is_filed_only_early(shenggui, filed, tmp_path):
    later = f"{NOW.year + 1}-12"
    told = shenggui("file", later, "--out", tmp_path / "out", "--form", "key-monitoring")
    assert (told.code, f"E801 {NOW.year + 1}年12月还没有开始" in told.err) == (2, True)
    assert not list((tmp_path / "out").glob("*"))
    assert shenggui("file", later, "--out", tmp_path / "out", "--form", "key-monitoring", "--early").code == 0


def test_dates_are_typed_and_told(shenggui):
    made = shenggui("filing", "set-dates", "2025-10", "--due", "2025-11-07", "--basis", "县里通知", "--onward")
    assert made.code == 0, made.err
    months = {each["month"]: each for each in shenggui("--json", "filing", "dates", "--year", 2025).json}
    assert (months["2025-10"]["due_on"], months["2025-10"]["typed"]) == ("2025-11-07", True)
    assert months["2025-11"]["due_on"] == "2025-12-08"  # the seventh is a Sunday
    assert months["2025-09"]["to_confirm"] is True
    assert months["2025-10"]["words"].startswith("已逾期")
    bad = shenggui("filing", "set-dates", "2025-10", "--due", "2025-09-07", "--basis", "通知")
    assert bad.err.startswith("E815 ")


def test_rates_and_scans_and_every_enterprise_alone(shenggui, filed, tmp_path):
    first = ready(shenggui, filed, tmp_path)
    assert shenggui("filing", "tell", first["code"], "sent", "--on", TODAY).code == 0
    found = shenggui("--json", "filing", "rates", "--year", 2025).json
    assert (found["due"], found["sent"], found["late"], found["completeness"]) == (1, 1, 1, "1.0000")
    assert shenggui("filing", "attach", first["code"], first["pdf"]).code == 0
    assert shenggui("filing", "attach", first["code"], first["pdf"]).code == 2
    each = shenggui("--json", "filing", "each", "2025-10", "--out", tmp_path / "分户").json
    assert (len(each["written"]), each["left"]) == (1, [])
    assert shenggui("filing", "each", "2025-10", "--out", tmp_path, "--form", "visit-month").err.startswith("E807 ")


def test_a_round_nobody_knows_is_told(shenggui):
    assert shenggui("filing", "show", "moon").err.startswith("E323 ")
