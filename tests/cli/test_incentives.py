"""Policies, rewards, trainings and meetings on the command line."""

import pytest

from tests.cli.hands import enter


def uid_of(told):
    assert told.code == 0, told.err
    return told.json["uid"]


@pytest.fixture
def admitted(shenggui):
    uid = enter(shenggui)
    told = shenggui("enterprise", "set", uid, "library_status=admitted", "admitted_month=2025-12", "--reason", "演示")
    assert told.code == 0, told.err
    return uid


def test_policies_are_found_entered_and_voided(shenggui):
    assert "三（八）" in shenggui("policy", "list").out
    found = shenggui("--json", "policy", "list", "--topic", "融资担保", "--everywhere").json
    assert {row["topic"] for row in found} == {"finance"}
    uid = uid_of(shenggui("--json", "policy", "add", "title=演示政策", "document=演示号", "text=演示条文"))
    assert shenggui("policy", "set", uid, "topic=tax", "valid_to=2027-12-31").code == 0
    assert shenggui("--json", "policy", "show", uid).json["topic"] == "tax"
    assert shenggui("policy", "void", uid, "--reason", "登记错").code == 0
    refused = shenggui("policy", "set", "yuxian-reward", "note=x")
    assert (refused.code, refused.err[:4]) == (2, "E660")


def test_hints_come_after_the_admission_and_promise_nothing(shenggui, admitted):
    other = enter(shenggui, "盂县乙洗煤厂（演示）")
    assert shenggui("--json", "reward", "hints", other).json["hints"] == []
    told = shenggui("reward", "hints", admitted)
    assert "以主管部门审核为准" in told.out
    assert "缺少信息" in told.out
    said = ("--on", "2026-10-01", "--basis", "名录库")
    assert shenggui("reward", "answer", admitted, "first_time", "是", *said).code == 0
    verdicts = {each["rule"]: each["verdict"] for each in shenggui("--json", "reward", "hints", admitted).json["hints"]}
    assert verdicts["C-first"] == "maybe"


def test_a_claim_is_walked(shenggui, admitted, tmp_path):
    typed = ("reward", "claim", admitted, "C-first", "--on", "2026-03-01", "--year", 2026)
    claim = uid_of(shenggui("--json", *typed))
    assert shenggui("reward", "step", claim, "已申报", "--on", "2026-03-05").code == 0
    told = ("--told-by", "县里", "--basis", "通知")
    assert shenggui("reward", "step", claim, "approved", "--on", "2026-09-05", "--amount", "30万元", *told).code == 0
    row = shenggui("--json", "reward", "show", claim).json
    assert (row["state"], row["approved"], len(row["steps"])) == ("approved", "300000.00", 3)
    assert shenggui("reward", "print", tmp_path / "台账.pdf").code == 0
    assert (tmp_path / "台账.pdf").exists()


def test_the_counting_is_set_with_a_basis(shenggui):
    assert "满2年是" in shenggui("reward", "counting").out
    assert shenggui("reward", "counting", "入库当年算第1年", "--on", "2026-10-01").code == 2
    assert shenggui("reward", "counting", "admission_year", "--on", "2026-10-01", "--basis", "问县财政局").code == 0
    assert shenggui("--json", "reward", "counting").json["start"] == "admission_year"


def test_a_training_covers(shenggui):
    firm = enter(shenggui)
    assert shenggui("enterprise", "tier", firm, "key", "--on", "2026-01-05", "--reason", "演示").code == 0
    typed = ("held_on=2026-10-12", "title=演示", "topics=税收优惠政策,procedure", "organiser=演示局", "people=8")
    uid = uid_of(shenggui("--json", "training", "add", *typed, f"attended={firm}:2"))
    assert shenggui("--json", "training", "coverage").json["percent"] == "100.0"
    assert shenggui("--json", "training", "show", uid).json["attended"][0]["people"] == 2
    assert "覆盖率 = " in shenggui("training", "coverage").out


def test_a_meeting_decides_and_raises_an_issue(shenggui):
    firm = enter(shenggui)
    typed = ("held_on=2026-10-12", "kind=联席会议", "title=演示", "minutes=演示")
    uid = uid_of(shenggui("--json", "meeting", "add", *typed))
    decided = shenggui("--json", "meeting", "decide", uid, "演示事项", "--unit", "演示局", "--enterprise", firm)
    action = uid_of(decided)
    said = ("--on", "2026-10-13", "--note", "在办", "--due", "2026-12-01")
    assert shenggui("meeting", "step", action, "open", *said).code == 0
    raised = shenggui("--json", "meeting", "issue", action, "--on", "2026-10-14", "--category", "energy")
    assert uid_of(raised)
    assert shenggui("--json", "meeting", "show", uid).json["decisions"][0]["issue"] == raised.json["uid"]
    late = shenggui("meeting", "step", action, "done", "--on", "2026-10-15", "--note", "好了")
    assert (late.code, late.err[:4]) == (2, "E665")


def test_a_list_needs_the_key_list(shenggui, tmp_path):
    firm = enter(shenggui)
    typed = ("policy", "enter", "finance", firm, "--on", "2026-10-12", "--reason", "企业申请")
    refused = shenggui(*typed)
    assert (refused.code, refused.err[:4]) == (2, "E663")
    assert shenggui("enterprise", "tier", firm, "key", "--on", "2026-01-05", "--reason", "演示").code == 0
    stay = uid_of(shenggui("--json", *typed))
    assert shenggui("policy", "print", "finance", tmp_path / "名单.pdf").code == 0
    assert shenggui("policy", "leave", stay, "--on", "2026-10-20", "--reason", "不再需要").code == 0
    assert shenggui("--json", "policy", "members").json == []
