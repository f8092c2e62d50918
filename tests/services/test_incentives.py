"""Policies, rewards, claims and lists in a real ledger."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.claim import ClaimDraft, ClaimFilter, ClaimStepDraft
from desktop.domain.codes import LibraryStatus, Tier
from desktop.domain.enterprise import EnterpriseDraft, TierDraft
from desktop.domain.library_exit import ExitDraft
from desktop.domain.overview import TodoKind
from desktop.domain.policy import PolicyDraft, PolicyFilter
from desktop.domain.policy_codes import ClaimState, CountingStart, PolicyTopic, Verdict
from desktop.domain.roster import RosterDraft
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.wording.words_policy import roster_note
from tests.services.office_hand import office

DAY = date(2026, 10, 12)
OWN = PolicyDraft("演示政策", "演示文号", text="演示条文：电价支持")


@pytest.fixture
def services(tmp_path):
    with office(tmp_path / "data") as made:
        yield made


@pytest.fixture
def jincheng(tmp_path):
    from desktop.domain.codes import UnitKind

    with office(tmp_path / "data", "演示乡", "jincheng-2021", kind=UnitKind.TOWNSHIP) as made:
        yield made


def kept(saved):
    assert saved.uid, saved.problems
    return saved.uid


def codes(saved):
    return [problem.code for problem in saved.problems]


def firm(services, *, month="", name="盂县演示甲洗煤有限公司（演示）"):
    draft = EnterpriseDraft(name=name, no_code_reason="演示")
    uid = kept(services.enterprises.save(draft))
    if month:
        told = replace(draft, library_status=LibraryStatus.ADMITTED, admitted_month=month)
        kept(services.enterprises.save(told, uid))
    return uid


def test_a_list_says_whom_it_lists_and_whether_its_plan_is_the_one_in_force(services):
    said = {each.id: services.policies.roster_facts(each.id).more["basis"] for each in services.policies.rosters()}
    assert said["finance"] == "参照 运政办发〔2021〕10号 三（五）；列入条件：当年重点培育库"
    assert said["green_channel"] == "参照 晋市政办〔2021〕35号 四（十二）；列入条件：首次入库企业"
    roster = next(each for each in services.policies.rosters() if each.id == "arrears")
    assert roster_note(roster, "晋市政办〔2021〕35号").startswith("依据 晋市政办〔2021〕35号 四（十一）")


def test_clauses_are_found_by_words_topic_and_place(services):
    here = services.policies.list(PolicyFilter(preset="yuxian-2024"))
    assert {"yuxian-reward", "shanxi-2025"} <= {row.uid for row in here}
    assert not any(row.uid.startswith("jincheng") for row in here)
    found = services.policies.list(PolicyFilter("担保 三年内", PolicyTopic.FINANCE))
    assert [row.uid for row in found] == ["jincheng-9"]


def test_own_clauses_are_mended_and_voided_and_those_of_a_plan_are_not(services):
    uid = kept(services.policies.add(OWN))
    kept(services.policies.edit(uid, replace(OWN, amount="见文件")))
    assert services.policies.get(uid).draft.amount == "见文件"
    assert uid in services.policies.topics()
    kept(services.policies.void(uid, "登记错（演示）"))
    assert uid not in services.policies.topics()
    with pytest.raises(KnownError, match="policy_is_of_plan"):
        services.policies.edit("yuxian-reward", OWN)


def test_a_clause_without_its_words_is_refused(services):
    assert codes(services.policies.add(replace(OWN, text=" "))) == ["missing"]


def test_no_hint_and_no_claim_before_an_admission(services):
    uid = firm(services)
    assert services.rewards.hints(uid) == ()
    assert services.rewards.enterprises() == ()
    assert "claim_needs_admission" in codes(services.rewards.begin(ClaimDraft(uid, "C-first", 2026, DAY)))
    told = services.rewards.answer(uid, "first_time", yes=True, on=DAY, basis="演示")
    assert codes(told) == ["claim_needs_admission"]


def test_an_answer_turns_what_is_missing_into_may_apply_and_the_last_one_counts(services):
    uid = firm(services, month="2025-12")

    def first():
        return next(hint for hint in services.rewards.hints(uid) if hint.rule.id == "C-first").verdict

    assert first() is Verdict.MISSING
    kept(services.rewards.answer(uid, "first_time", yes=True, on=DAY, basis="名录库历史（演示）"))
    assert first() is Verdict.MAYBE
    kept(services.rewards.answer(uid, "first_time", yes=False, on=DAY, basis="又查到 2019 年入过库（演示）"))
    assert first() is Verdict.NOT_MET
    assert [each.yes for each in services.rewards.answers(uid)] == [True, False]


def test_one_that_left_and_came_back_is_not_first(services):
    uid = firm(services, month="2022-12")
    rules = services.retention.rules()
    ground = next(each.id for each in rules.exit_grounds if not each.by_revenue)
    gone = ExitDraft(date(2024, 1, 20), ground, "退库名单（演示）", "县统计局（演示）", 2024)
    kept(services.retention.leave(uid, gone))
    draft = services.enterprises.get(uid).draft
    again = replace(draft, library_status=LibraryStatus.ADMITTED, admitted_month="2025-12")
    kept(services.enterprises.save(again, uid))
    kept(services.rewards.answer(uid, "first_time", yes=True, on=DAY, basis="演示"))
    past = services.rewards.past(uid)
    assert [each.code for each in past.earlier] == ["reward_left_before"]
    assert next(h for h in services.rewards.hints(uid) if h.rule.first).verdict is Verdict.NOT_MET


def test_211_is_paid_at_once_after_two_years_and_after_three(jincheng):
    uid = firm(jincheng, month="2023-11")
    kept(jincheng.rewards.answer(uid, "first_time", yes=True, on=DAY, basis="演示"))
    found = {hint.rule.id: hint for hint in jincheng.rewards.hints(uid)}
    assert [found[name].pay_year for name in ("B1", "B2", "B3")] == [2023, 2025, 2026]
    assert found["A1"].pay_year == 2024
    kept(jincheng.rewards.set_counting(CountingStart.ADMISSION_YEAR, DAY, "市财政局答复（演示）"))
    again = {hint.rule.id: hint for hint in jincheng.rewards.hints(uid)}
    assert [again[name].pay_year for name in ("B1", "B2", "B3")] == [2023, 2024, 2025]


def test_a_claim_walks_by_dated_steps_and_takes_amounts_only_as_told(services):
    uid = firm(services, month="2025-12")
    claim = kept(services.rewards.begin(ClaimDraft(uid, "C-first", 2026, date(2026, 3, 1))))
    rewards = services.rewards
    early = rewards.step(claim, ClaimStepDraft(ClaimState.PAID, DAY, amount=1))
    assert codes(early) == ["claim_not_from_here"]
    kept(rewards.step(claim, ClaimStepDraft(ClaimState.SUBMITTED, date(2026, 3, 9))))
    back = ClaimStepDraft(ClaimState.RETURNED, date(2026, 4, 1), "县里（演示）", "电话（演示）", note="缺证明")
    kept(rewards.step(claim, back))
    assert [(item.kind, item.owner) for item in rewards.todo()] == [(TodoKind.CLAIM_RETURNED, claim)]
    kept(rewards.step(claim, ClaimStepDraft(ClaimState.SUBMITTED, date(2026, 4, 2))))
    told = {"told_by": "县里（演示）", "basis": "通知（演示）"}
    assert "missing" in codes(rewards.step(claim, ClaimStepDraft(ClaimState.APPROVED, DAY, **told)))
    kept(rewards.step(claim, ClaimStepDraft(ClaimState.APPROVED, DAY, amount=3_000_000, **told)))
    row = rewards.claim(claim)
    assert (row.state, row.approved, row.paid, row.state_on) == (ClaimState.APPROVED, 3_000_000, None, DAY)
    assert [step.state for step in rewards.steps(claim)][:3] == [
        ClaimState.PREPARING,
        ClaimState.SUBMITTED,
        ClaimState.RETURNED,
    ]
    assert codes(rewards.begin(ClaimDraft(uid, "C-first", 2026, DAY))) == ["claim_twice"]


def test_a_voided_claim_stays_readable(services):
    uid = firm(services, month="2025-12")
    claim = kept(services.rewards.begin(ClaimDraft(uid, "C-first", 2026, DAY)))
    kept(services.rewards.void(claim, "重复（演示）"))
    assert services.rewards.claims(ClaimFilter()) == ()
    assert services.rewards.claims(ClaimFilter(voided=True))[0].void_reason == "重复（演示）"


def test_a_list_takes_only_the_key_list_of_the_year(services):
    uid = firm(services)
    draft = RosterDraft("finance", uid, DAY, "企业申请（演示）")
    assert codes(services.policies.enter(draft)) == ["roster_needs_key"]
    kept(services.enterprises.set_tier(uid, TierDraft(Tier.KEY, date(2026, 1, 5), "演示")))
    assert codes(services.policies.enter(replace(draft, on=date(2025, 12, 1)))) != []
    stay = kept(services.policies.enter(draft))
    assert codes(services.policies.enter(draft)) == ["roster_twice"]
    kept(services.enterprises.set_tier(uid, TierDraft(None, date(2026, 10, 20), "演示")))
    assert [row.fits for row in services.policies.members("finance")] == [False]
    kept(services.policies.leave(stay, date(2026, 10, 21), "已调出（演示）"))
    assert services.policies.members("finance") == ()
    assert services.policies.members("finance", past=True)[0].reason_out == "已调出（演示）"


def test_the_green_channel_is_for_those_admitted_for_the_first_time(services):
    draft = RosterDraft("green_channel", firm(services), DAY, "用地手续（演示）")
    assert codes(services.policies.enter(draft)) == ["roster_needs_admission"]
    admitted = firm(services, month="2025-12", name="盂县演示乙机械有限公司（演示）")
    kept(services.policies.enter(replace(draft, enterprise=admitted)))


def test_lists_and_claims_are_printed(services, tmp_path):
    uid = firm(services, month="2025-12")
    kept(services.rewards.begin(ClaimDraft(uid, "C-first", 2026, DAY)))
    done = services.rewards.print_ledger(2026, tmp_path / "奖励.pdf", Progress())
    roster = services.policies.print_roster("finance", tmp_path / "名单.pdf", Progress())
    assert (done.pages, roster.pages) == (1, 1)
    assert done.path.read_bytes().startswith(b"%PDF")


def test_the_ledger_says_what_the_journal_says(services):
    uid = firm(services, month="2025-12")
    claim = kept(services.rewards.begin(ClaimDraft(uid, "C-first", 2026, DAY)))
    kept(services.rewards.step(claim, ClaimStepDraft(ClaimState.SUBMITTED, DAY)))
    kept(services.policies.add(OWN))
    assert services.rewards.history(claim)
    assert services.check.run(deep=True) == ()
