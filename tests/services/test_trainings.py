"""Trainings with their coverage, and meetings with what they decided, in a real ledger."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.codes import Tier
from desktop.domain.enterprise import EnterpriseDraft, TierDraft
from desktop.domain.issue import IssueDraft
from desktop.domain.issue_codes import IssueCategory
from desktop.domain.meeting import ActionDraft, ActionStepDraft, MeetingDraft
from desktop.domain.overview import TodoKind
from desktop.domain.policy_codes import ActionState, MeetingKind, TrainingTopic
from desktop.domain.training import Attendance, TrainingDraft
from desktop.kernel.errors import KnownError
from desktop.wording.words_policy import coverage_words
from tests.services.office_hand import office

DAY = date(2026, 10, 12)
LESSON = TrainingDraft(DAY, "演示培训", topics=(TrainingTopic.TAX,), organiser="盂县能源局", people=10)
MEETING = MeetingDraft(DAY, MeetingKind.JOINT, "演示联席会议", minutes="演示纪要")


@pytest.fixture
def services(tmp_path):
    with office(tmp_path / "data") as made:
        yield made


def kept(saved):
    assert saved.uid, saved.problems
    return saved.uid


def codes(saved):
    return [problem.code for problem in saved.problems]


def firm(services, name):
    uid = kept(
        services.enterprises.save(EnterpriseDraft(name=f"盂县演示{name}有限公司（演示）", no_code_reason="演示"))
    )
    kept(services.enterprises.set_tier(uid, TierDraft(Tier.KEY, date(2026, 1, 5), "演示")))
    return uid


def test_coverage_counts_each_enterprise_of_the_key_list_once(services):
    one, two, three = (firm(services, name) for name in ("甲", "乙", "丙"))
    kept(services.trainings.add(replace(LESSON, attended=(Attendance(one, 2),))))
    again = replace(LESSON, topics=(TrainingTopic.PROCEDURE,), attended=(Attendance(one), Attendance(two)))
    kept(services.trainings.add(again))
    kept(services.trainings.add(replace(LESSON, held_on=date(2025, 3, 1), attended=(Attendance(three),))))
    found = services.trainings.coverage()
    assert (found.covered, found.listed, str(found.percent)) == (2, 3, "66.7")
    assert dict(found.by_topic)[TrainingTopic.PROCEDURE] == 2
    assert [line.uid for line in found.lines if not line.times] == [three]


def test_a_closed_year_is_counted_on_the_key_list_of_its_last_day(services):
    one = kept(services.enterprises.save(EnterpriseDraft(name="盂县演示甲有限公司（演示）", no_code_reason="演示")))
    kept(services.enterprises.set_tier(one, TierDraft(Tier.KEY, date(2025, 3, 1), "演示")))
    kept(services.enterprises.set_tier(one, TierDraft(Tier.BASE, date(2026, 1, 5), "演示")))
    kept(services.trainings.add(replace(LESSON, held_on=date(2025, 4, 1), attended=(Attendance(one),))))
    last_year, this = services.trainings.coverage(2025), services.trainings.coverage()
    assert (last_year.covered, last_year.listed) == (1, 1)
    assert (this.covered, this.listed) == (0, 0)
    assert coverage_words(last_year, 2025) in services.trainings.facts(2025).remarks


def test_an_empty_key_list_has_no_rate(services):
    assert services.trainings.coverage().percent is None


def test_one_taken_off_or_voided_no_longer_covers(services):
    one = firm(services, "甲")
    uid = kept(services.trainings.add(replace(LESSON, attended=(Attendance(one),))))
    kept(services.trainings.edit(uid, LESSON))
    assert services.trainings.coverage().covered == 0
    kept(services.trainings.edit(uid, replace(LESSON, attended=(Attendance(one, 3),))))
    assert services.trainings.get(uid).draft.attended[0].people == 3
    kept(services.trainings.void(uid, "没有办（演示）"))
    assert services.trainings.coverage().covered == 0
    assert services.trainings.list(2026) == ()
    assert services.check.run(deep=True) == ()


def test_a_training_says_what_is_missing(services):
    saved = services.trainings.add(TrainingDraft())
    assert {problem.field for problem in saved.problems} == {"title", "organiser", "held_on", "topics", "people"}
    one = firm(services, "甲")
    more = services.trainings.add(replace(LESSON, people=1, attended=(Attendance(one, 4),)))
    assert (bool(more.uid), codes(more)) == (True, ["training_more_came"])


def test_a_decision_is_late_until_it_is_done(services):
    uid = kept(services.meetings.add(MEETING))
    action = kept(services.meetings.decide(uid, ActionDraft("演示事项", "盂县能源局", due_on=date(2026, 10, 30))))
    assert [(item.kind, item.owner) for item in services.meetings.todo()] == [(TodoKind.DECISION_LATE, uid)]
    assert services.meetings.get(uid).late == 1
    kept(services.meetings.step(action, ActionStepDraft(ActionState.DONE, date(2026, 11, 2), "办好了（演示）")))
    assert services.meetings.todo() == ()
    row = services.meetings.actions(uid)[0]
    assert (row.state, row.note) == (ActionState.DONE, "办好了（演示）")
    assert services.check.run(deep=True) == ()


def test_a_decision_becomes_an_issue_with_the_clock_of_the_ledger(services):
    one = firm(services, "甲")
    uid = kept(services.meetings.add(MEETING))
    action = kept(services.meetings.decide(uid, ActionDraft("演示事项", "盂县能源局", enterprise=one)))
    raised = IssueDraft(description="演示事项", category=IssueCategory.ENERGY, raised_on=DAY)
    issue = kept(services.meetings.raise_issue(action, raised))
    assert services.issues.get(issue).enterprise == one
    assert services.meetings.actions(uid)[0].issue == issue
    with pytest.raises(KnownError, match="action_is_issue"):
        services.meetings.step(action, ActionStepDraft(ActionState.DONE, DAY, "演示"))


def test_a_decision_about_no_enterprise_stays_a_task(services):
    uid = kept(services.meetings.add(MEETING, (ActionDraft("演示事项", "盂县能源局"),)))
    action = services.meetings.actions(uid)[0].uid
    saved = services.meetings.raise_issue(action, IssueDraft(description="演示", raised_on=DAY))
    assert codes(saved) == ["action_needs_enterprise"]


def test_a_bulletin_keeps_whom_it_was_sent_to(services):
    sent = replace(MEETING, kind=MeetingKind.BULLETIN, addressed="各乡镇", reported="分管副县长", copied="各部门")
    uid = kept(services.meetings.add(sent))
    assert services.meetings.get(uid).draft == sent
    kept(services.meetings.void(uid, "重复登记（演示）"))
    assert services.meetings.list(2026) == ()
