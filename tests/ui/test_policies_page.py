"""The pages of policies and of trainings: hints only after an admission, and the words that must be there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop.domain.claim import ClaimDraft
from desktop.domain.codes import LibraryStatus
from desktop.domain.meeting import ActionDraft, MeetingDraft
from desktop.domain.policy_codes import ClaimState, TrainingTopic, Verdict
from desktop.domain.roster import RosterDraft
from desktop.domain.training import Attendance, TrainingDraft
from desktop.ui.dialogs.incentive_dialogs import PolicyForm, claim_step_dialog, counting_dialog
from desktop.ui.dialogs.training_dialogs import TrainingForm
from desktop.ui.pages.enterprise_rewards import COLUMNS, EnterpriseRewards
from desktop.ui.pages.policies_page import PoliciesPage
from desktop.ui.pages.trainings_page import TrainingsPage
from desktop.wording.words_policy import ADVICE
from tests.ui.ledger_makers import add_enterprise

if TYPE_CHECKING:
    from desktop.ui.desk import Desk
    from desktop.wiring import Services

DAY = date(2026, 10, 12)


def admit(services: Services, name: str = "盂县演示乙有限公司（演示）", month: str = "2025-12") -> str:
    uid = add_enterprise(services, name)
    draft = services.enterprises.get(uid).draft
    told = replace(draft, library_status=LibraryStatus.ADMITTED, admitted_month=month)
    assert services.enterprises.save(told, uid).uid
    return uid


@pytest.fixture
def page(services: Services, desk: Desk, qtbot) -> PoliciesPage:
    made = PoliciesPage(services, desk)
    qtbot.addWidget(made)
    made.reload()
    return made


@pytest.fixture
def trainings(services: Services, desk: Desk, qtbot) -> TrainingsPage:
    made = TrainingsPage(services, desk)
    qtbot.addWidget(made)
    made.reload()
    return made


def test_the_library_shows_what_holds_here_and_finds_words(page, qtmodeltester):
    qtmodeltester.check(page.library.model)
    assert {row.draft.document for row in page.library.model.rows} >= {"盂促企组办发[2024]1号"}
    page.library.text.setText("211")
    assert page.library.model.rows == ()
    page.library.elsewhere.setChecked(True)
    assert [row.uid for row in page.library.model.rows] == ["jincheng-4"]
    assert "每户20万元" in page.library.detail.toPlainText()
    assert not page.library.mend.isEnabled()


def test_no_hint_stands_there_for_one_that_was_not_admitted(page, services):
    uid = add_enterprise(services, "盂县演示甲有限公司（演示）")
    page.open(f"enterprise:{uid}")
    assert page.hints.model.rows == ()
    assert page.hints.enterprise == ""


def test_hints_name_the_clause_what_is_missing_and_that_nothing_is_promised(page, services):
    uid = admit(services)
    page.open(f"enterprise:{uid}")
    assert page.hints.enterprise == uid
    first = next(row for row in page.hints.model.rows if row.rule.id == "C-first")
    assert first.verdict is Verdict.MISSING
    page.hints.select("C-first", lambda row: row.rule.id)
    said = page.hints.detail.toPlainText()
    assert all(word in said for word in ("三（八）", "待核实", ADVICE, "缺："))


def test_answers_are_heard_when_the_page_is_read_anew(page, services):
    uid = admit(services)
    page.open(f"enterprise:{uid}")
    assert services.rewards.answer(uid, "first_time", yes=True, on=DAY, basis="名录库历史（演示）").uid
    page.reload()
    assert next(row for row in page.hints.model.rows if row.rule.id == "C-first").verdict is Verdict.MAYBE


def test_a_claim_is_opened_and_its_next_step_recorded(page, services, desk, qtbot):
    claim = services.rewards.begin(ClaimDraft(admit(services), "C-first", 2026, DAY)).uid
    page.open(claim)
    assert page.claims.table.current_row().uid == claim
    dialog = claim_step_dialog(services, desk, services.rewards.claim(claim), page)
    qtbot.addWidget(dialog)
    dialog.fields.editor("state").set_value(ClaimState.SUBMITTED)
    dialog.accept()
    assert dialog.saved.uid
    page.reload()
    assert page.claims.model.rows[0].state is ClaimState.SUBMITTED


def test_a_clause_without_its_words_stays_in_the_form(services, desk, qtbot):
    dialog = PolicyForm(services, desk, None)
    qtbot.addWidget(dialog)
    dialog.accept()
    assert not dialog.saved.uid
    assert dialog.fields.problem_text("text").endswith("请填写原文。")


def test_each_way_of_counting_has_a_worked_example(services, desk, qtbot):
    from PySide6.QtWidgets import QLabel

    dialog = counting_dialog(services, desk)
    qtbot.addWidget(dialog)
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert all(f"满2年是 {day}" in said for day in ("2025-12-31", "2026-12-31", "2026-11-30"))


def test_one_that_no_longer_fits_a_list_is_said(page, services):
    from desktop.domain.enterprise import TierDraft

    uid = add_enterprise(services, "盂县演示甲有限公司（演示）")
    assert services.policies.enter(RosterDraft("finance", uid, DAY, "企业申请（演示）")).uid
    assert services.enterprises.set_tier(uid, TierDraft(None, date(2026, 10, 20), "演示")).uid
    page.open("roster:finance")
    page.reload()
    assert "1 户已不符合" in page.rosters.count.text()


def test_the_tab_of_an_enterprise_shows_claims_without_amounts(services, qtbot):
    uid = admit(services)
    assert services.rewards.begin(ClaimDraft(uid, "C-first", 2026, DAY)).uid
    tab = EnterpriseRewards(services.rewards)
    qtbot.addWidget(tab)
    tab.show_enterprise(uid)
    assert len(tab.model.rows) == 1
    assert not any("万元" in column.header for column in COLUMNS)


def test_coverage_says_its_formula_and_who_is_missing(trainings, services, qtmodeltester):
    one = add_enterprise(services, "盂县演示甲有限公司（演示）")
    add_enterprise(services, "盂县演示乙有限公司（演示）")
    lesson = TrainingDraft(DAY, "演示培训", topics=(TrainingTopic.TAX,), organiser="演示", people=3)
    assert services.trainings.add(replace(lesson, attended=(Attendance(one),))).uid
    trainings.tabs.setCurrentWidget(trainings.coverage)
    qtmodeltester.check(trainings.coverage.model)
    assert "1 户 ÷ 重点库 2 户 = 50.0%" in trainings.coverage.count.text()
    trainings.coverage.missing.setChecked(True)
    assert [row.times for row in trainings.coverage.model.rows] == [0]


def test_who_took_part_is_typed_one_after_the_other(services, desk, qtbot):
    one = add_enterprise(services, "盂县演示甲有限公司（演示）")
    dialog = TrainingForm(services, desk, None)
    qtbot.addWidget(dialog)
    dialog.fields.editor("title").setText("演示培训")
    dialog.fields.editor("topics").set_value((TrainingTopic.TAX,))
    dialog.fields.editor("people").setValue(5)
    attended = dialog.fields.editor("attended")
    attended.add(Attendance(one, 2, "盂县演示甲有限公司（演示）"))
    attended.add(Attendance(one, 9, "盂县演示甲有限公司（演示）"))
    dialog.accept()
    kept = services.trainings.get(dialog.saved.uid).draft
    assert [(each.enterprise, each.people) for each in kept.attended] == [(one, 2)]


def test_a_late_decision_is_red_in_words_too(trainings, services):
    uid = services.meetings.add(MeetingDraft(DAY, title="演示会议", minutes="演示")).uid
    assert services.meetings.decide(uid, ActionDraft("演示事项", "演示局", due_on=date(2026, 10, 20))).uid
    trainings.open(uid)
    assert "逾期 1 项" in trainings.meetings.count.text()
    assert trainings.meetings.actions_model.rows[0].draft.content == "演示事项"
    assert trainings.meetings.raised.isEnabled()
