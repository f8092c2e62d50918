"""The issue ledger worked by the command line: clocks, boards, rates, papers."""

import pytest

from tests.cli.hands import enter, keys


@pytest.fixture
def issue(shenggui):
    told = shenggui(
        *("--json", "issue", "add", "--enterprise", enter(shenggui), "--description", "缺流动资金（演示）"),
        *("--on", "2026-10-09", "--category", "融资", "--handling", "县级"),
    )
    assert told.code == 0, told.err
    return told.json["uid"]


@pytest.fixture
def step(shenggui, issue):
    def typed(action, on, *words):
        return shenggui("--json", "issue", "step", issue, action, "--on", on, *words)

    return typed


def test_the_list_tells_what_is_due(shenggui, issue, step):
    told = step("交办", "2026-10-12", "--handler", "甲局", "--sharing", "乙局", "--assisting", "丙镇")
    assert told.code == 0, told.err
    (row,) = shenggui("--json", "issue", "list", "--late").json
    assert row["deadline"] == {
        "stage": "finish",
        "on": "2026-10-19",
        "urgency": "late",
        "days": row["deadline"]["days"],
    }
    assert row["deadline"]["days"] < 0
    assert (row["group"], row["handling"], row["clock"]) == ("assign", "county", "plan")
    assert (row["handler"], row["sharing"], row["assisting"]) == ("甲局", "乙局", "丙镇")
    assert (row["assigned_on"], row["feedback_due_on"], row["due_on"]) == ("2026-10-12", "2026-10-15", "2026-10-19")
    assert shenggui("--json", "issue", "list", "--soon").json == []
    assert shenggui("--json", "issue", "list", "--category", "用能").json == []
    assert "办结 逾期" in shenggui("issue", "list").out
    assert "主办：甲局；分办：乙局；协办：丙镇" in shenggui("issue", "show", issue).out


def test_questions_are_told_and_errors_refused(shenggui, issue, step):
    assert step("assign", "2026-10-12", "--handler", "甲局", "--due", "2026-11-01").err.startswith("W621 ")
    told = step("extend", "2026-10-20", "--note", "等", "--due", "2026-11-10")
    assert (told.code, told.err.split()[0]) == (2, "E501")
    told = step("extend", "2026-10-20", "--note", "等", "--due", "2026-10-30", "--approved-by", "李某")
    assert (told.code, told.err.split()[0]) == (2, "E622")
    told = step("extend", "2026-10-20", "--note", "等", "--due", "2026-11-10", "--approved-by", "李某")
    assert told.code == 0
    told = step("return", "2026-10-21", "--note", "不归我局")
    assert (told.code, told.err.split()[0]) == (0, "W623")
    steps = shenggui("--json", "issue", "show", issue).json["steps"]
    assert [deed["action"] for deed in steps] == ["register", "assign", "extend", "return"]
    assert steps[2]["approved_by"] == "李某"


def test_the_discontented_get_it_back(step):
    for action, words in (("start", ()), ("resolve", ("--resolution", "部分解决", "--note", "一部分"))):
        assert step(action, "2026-10-13", *words).code == 0
    assert step("close", "2026-10-14").code == 2
    told = step(
        *("follow_up", "2026-10-14", "--satisfaction", "不满意", "--asked", "张某", "--mode", "电话"),
        *("--note", "没有办完", "--due", "2026-10-30"),
    )
    assert told.code == 0, told.err
    assert step("resolve", "2026-10-15", "--resolution", "解决", "--note", "好").code == 0
    assert step("follow_up", "2026-10-16", "--satisfaction", "满意").code == 0
    assert step("close", "2026-10-16").code == 0


def test_the_board_counts_six_columns(shenggui, issue, step):
    assert step("park", "2026-10-10", "--note", "等", "--due", "2026-10-20").code == 0
    board = shenggui("--json", "issue", "board").json
    assert [column["group"] for column in board] == [
        "register",
        "assign",
        "handling",
        "resolved",
        "followed_up",
        "closed",
    ]
    assert board[2] == {"group": "handling", "issues": 1, "soon": 0, "late": 1, "parked": 1, "uids": [issue]}
    assert "办理中" in shenggui("issue", "board").out


def test_rates_say_their_formulas(shenggui, issue, step):
    assert step("resolve", "2026-10-15", "--resolution", "解决", "--note", "好").code == 0
    rates = shenggui("--json", "issue", "rates", "--as-of", "2026-10-31").json
    assert (rates["year"], rates["as_of"]) == (2026, "2026-10-31")
    assert rates["rates"] == {"resolved_rate": "1.0000", "solved_rate": "1.0000", "satisfied_rate": None}
    assert rates["formulas"]["satisfied_rate"] == ["satisfied", "followed_up"]
    assert rates["issues"]["resolved"] == [issue]
    assert shenggui("--json", "issue", "rates", "--as-of", "2026-10-10").json["counts"]["resolved"] == 0
    told = shenggui("issue", "rates").out
    assert "办结率 = 办结 ÷ 受理" in told
    assert "满意率 —" in told


def test_common_issues_are_counted_by_enterprise(shenggui, issue):
    other = enter(shenggui, "盂县乙选煤厂（演示）")
    for what in ("电不够", "又停电"):
        shenggui(
            "issue", "add", "--enterprise", other, "--description", what, "--on", "2026-10-11", "--category", "用能"
        )
    found = shenggui("--json", "issue", "common").json
    assert [(each["category"], each["enterprises"], each["issues"]) for each in found] == [
        ("energy", 1, 2),
        ("finance", 1, 1),
    ]
    assert found[0]["repeated"] == [{"enterprise": other, "name": "盂县乙选煤厂（演示）", "times": 2}]
    assert "盂县乙选煤厂（演示）（2 次）" in shenggui("issue", "common").out


def test_the_clock_is_chosen_with_its_paper(shenggui, issue):
    clocks = shenggui("--json", "issue", "clocks").json
    assert (clocks["in_force"], clocks["choices"]) == ("plan", [])
    assert "13710" in clocks["schemes"][0]["source"]["document"]
    assert keys(clocks["schemes"]) == set(clocks["schemes"][0])
    assert shenggui("issue", "clock", "gone", "--since", "2026-10-01", "--basis", "文件").err.startswith("E620 ")
    told = shenggui("issue", "clock", "zaozhuang", "--since", "2026-10-01", "--basis", "演示文件")
    assert told.code == 0, told.err
    assert "枣庄" in told.out
    assert shenggui("--json", "issue", "clocks").json["in_force"] == "zaozhuang"
    assert "演示文件" in shenggui("issue", "clocks").out


def test_the_sheet_goes_to_one_of_its_units(shenggui, issue, step, tmp_path):
    out = tmp_path / "交办单.pdf"
    assert shenggui("issue", "print", issue, "--out", out).err.startswith("E624 ")
    step("assign", "2026-10-12", "--handler", "甲局", "--assisting", "丙镇")
    assert shenggui("issue", "print", issue, "--out", out, "--recipient", "丁局").err.startswith("E623 ")
    assert not out.exists()
    told = shenggui("--json", "issue", "print", issue, "--out", out)
    assert told.json == {"pdf": str(out), "recipient": "甲局", "recipients": ["甲局", "丙镇"]}
    assert out.read_bytes().startswith(b"%PDF")
