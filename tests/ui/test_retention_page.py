"""Retention on screen, kept in a real ledger: the list by views, one enterprise beside it, the forms of its deeds."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.codes import LibraryStatus, OperatingStatus, TargetMeasure
from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.library_exit import ExitDraft
from desktop.domain.retention import RetentionView, RiskDraft
from desktop.domain.retention_plan import MeasureDraft, PlanDraft
from desktop.domain.risk_codes import MeasureState, PlanAction, RiskAction, RiskGrade, RiskSign
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.dialogs.plan_dialogs import measure_dialog, plan_dialog, step_dialog
from desktop.ui.dialogs.reason_dialog import ReasonDialog
from desktop.ui.dialogs.risk_dialogs import estimate_dialog, exit_dialog, risk_dialog
from desktop.ui.pages.retention_page import RetentionPage
from tests.ui.conftest import OCTOBER
from tests.ui.dialog_hand import when_open

NAME = "盂县演示型煤有限公司（演示）"
WORD = RiskDraft(RiskAction.ENTER, date(2026, 10, 20), RiskGrade.HIGH, (RiskSign.STOPPED,), "", "实地看过（演示）")
PLAN = PlanDraft(date(2026, 10, 21), "缺流动资金（演示）", "", "", "盂县能源局", "田演示")
MEASURE = MeasureDraft("对接续贷（演示）", "盂县能源局", "田演示", date(2026, 10, 31), date(2026, 10, 21))
EXIT = ExitDraft(date(2026, 10, 30), "exit_closed", "名单（演示）", "县统计局（演示）", 2026)


def enter(services, name=NAME, status=OperatingStatus.STOPPED):
    draft = EnterpriseDraft(
        name,
        no_code_reason="演示",
        status=status,
        library_status=LibraryStatus.ADMITTED,
        admitted_month="2021-12",
    )
    return kept(services.enterprises.save(draft))


def kept(saved):
    assert saved.uid, saved.problems
    return saved.uid


@pytest.fixture
def firm(services):
    return enter(services)


@pytest.fixture
def page(services, desk, qtbot, firm):
    page = RetentionPage(services, desk)
    qtbot.addWidget(page)
    page.resize(1240, 690)
    page.reload()
    return page


@pytest.fixture
def at_risk(services, firm, page):
    kept(services.retention.say_risk(firm, WORD, OCTOBER))
    page.reload()
    return firm


@pytest.fixture
def plan(services, at_risk, page):
    uid = kept(services.retention.make_plan(at_risk, PLAN))
    kept(services.retention.add_measure(uid, MEASURE))
    page.reload()
    return uid


def row(services, uid):
    return services.retention.get(uid, OCTOBER)


def hidden(page, name):
    return page.panel.deed(name).isHidden()


def cells(page, place=0):
    return [page.model.index(place, column).data() for column in range(page.model.columnCount())]


def test_unconfirmed_sign_says_so_in_words(page):
    assert cells(page)[:4] == [NAME, "", "高，待确认", "停产、多月未收到数"]
    assert page.chips.text_of("to_confirm") == "待确认 1"
    assert "企业信息里的经营状态" in page.panel._evidence.text()
    assert "本软件提示" in page.panel._evidence.text()


def test_empty_ledger_says_what_belongs_here(services, desk, qtbot):
    page = RetentionPage(services, desk)
    qtbot.addWidget(page)
    page.reload()
    assert page.listed.currentWidget() is page.listed.note
    assert page.caps.text() == "本年度没有下达退库上限。"


def test_views_and_words_narrow_the_list(services, page, at_risk):
    other = enter(services, "盂县二号洗煤厂（演示）", OperatingStatus.NORMAL)
    page.open("view:library")
    assert [each.uid for each in page.model.rows] == [at_risk]
    page.open(other)
    assert page.table.current_row().uid == other
    assert page.chips.choice == RetentionView.ADMITTED.value
    page.text.setText("ehxm")
    assert [each.uid for each in page.model.rows] == [other]


def test_buttons_follow_from_where_it_stands(services, page, firm):
    assert [hidden(page, name) for name in ("enter", "dismiss", "confirm", "release", "plan")] == [
        False,
        False,
        True,
        True,
        True,
    ]
    kept(services.retention.say_risk(firm, WORD, OCTOBER))
    page.reload()
    assert [hidden(page, name) for name in ("enter", "dismiss", "confirm", "release", "plan")] == [
        True,
        True,
        False,
        False,
        False,
    ]
    kept(services.retention.leave(firm, EXIT))
    page.open("view:exited")
    assert hidden(page, "leave")
    assert not hidden(page, "void_exit")


def test_person_confirms_what_was_computed(services, page, firm):
    def fill(dialog: FormDialog):
        assert dialog.fields.editor("grade").value() is RiskGrade.HIGH
        assert dialog.fields.editor("signs").value() == (RiskSign.STOPPED, RiskSign.UNCOLLECTED)
        dialog.accept()
        assert "请填写原因" in dialog.fields.problem_text("reason")
        dialog.fields.editor("grade").set_value(RiskGrade.MEDIUM)
        dialog.fields.editor("reason").set_text("设备检修，下月开工（演示）")
        dialog.accept()

    when_open(FormDialog, fill)
    page.panel.deed("enter").click()
    assert row(services, firm).stay.grade is RiskGrade.MEDIUM
    assert cells(page)[1:3] == ["中", "高，待确认"]
    assert page.panel.steps.rows[0].reason == "设备检修，下月开工（演示）"


def test_no_asks_for_a_reason_alone(services, desk, qtbot, firm):
    dialog = risk_dialog(services, desk, row(services, firm), RiskAction.DISMISS, OCTOBER)
    qtbot.addWidget(dialog)
    with pytest.raises(KeyError):
        dialog.fields.editor("grade")
    dialog.fields.editor("reason").set_text("已复产（演示）")
    dialog.accept()
    assert not row(services, firm).to_confirm


def test_one_left_to_the_market_offers_no_plan(services, page, firm):
    kept(services.retention.say_risk(firm, replace(WORD, help_class="help_clear_out"), OCTOBER))
    page.reload()
    assert hidden(page, "plan")


def test_plan_and_measure_are_typed(services, desk, qtbot, at_risk):
    first = plan_dialog(services, desk, row(services, at_risk), None)
    qtbot.addWidget(first)
    first.accept()
    assert "请填写主要困难" in first.fields.problem_text("difficulty")
    first.fields.editor("difficulty").set_text("缺流动资金（演示）")
    first.fields.editor("officer").setText("田演示")
    first.accept()
    made = row(services, at_risk).plan
    assert (made.draft.unit, made.draft.officer) == ("盂县能源局", "田演示")
    second = measure_dialog(services, desk, made)
    qtbot.addWidget(second)
    second.fields.editor("what").set_text("对接续贷（演示）")
    second.fields.editor("due_on").set_text("2026-12-01")
    second.accept()
    assert [measure.due_on for measure in row(services, at_risk).plan.measures] == [date(2026, 12, 1)]


def test_late_measure_says_so_and_is_settled(services, page, plan, at_risk):
    page.panel.tabs.setCurrentIndex(1)
    assert page.panel.measures.index(0, 2).data() == "进行中，逾期"
    page.panel.measure_table.selectRow(0)
    assert not hidden(page, "done")

    def fill(dialog: FormDialog):
        dialog.fields.editor("note").set_text("已放款（演示）")
        dialog.accept()

    when_open(FormDialog, fill)
    page.panel.deed("done").click()
    assert row(services, at_risk).plan.measures[0].state is MeasureState.DONE
    assert hidden(page, "done")
    assert not hidden(page, "end")


def test_day_that_cannot_be_read_is_refused(services, desk, qtbot, plan, at_risk):
    found = row(services, at_risk).plan
    dialog = step_dialog(services, desk, found, found.measures[0], PlanAction.EXTEND)
    qtbot.addWidget(dialog)
    dialog.fields.editor("due_on").set_text("年底前")
    dialog.fields.editor("note").set_text("差评估报告（演示）")
    dialog.accept()
    assert "年底前" in dialog.fields.problem_text("due_on")
    assert row(services, at_risk).plan.measures[0].due_on == date(2026, 10, 31)


def test_estimate_is_typed_as_the_enterprises_own_word(services, desk, qtbot, firm):
    dialog = estimate_dialog(services, desk, firm, NAME, 2026)
    qtbot.addWidget(dialog)
    dialog.fields.editor("amount").setText("约1900")
    dialog.accept()
    assert dialog.fields.problem_text("amount")
    dialog.fields.editor("amount").setText("1900")
    dialog.fields.editor("told_by").setText("财务某（演示）")
    dialog.fields.editor("obtained").setCurrentIndex(4)
    dialog.accept()
    assert row(services, firm).watched.estimate.amount == 1900 * 1_000_000


def test_exit_is_recorded_and_taken_back(services, page, firm, desk, qtbot):
    dialog = exit_dialog(services, desk, row(services, firm))
    qtbot.addWidget(dialog)
    dialog.accept()
    assert "请填写退库原因" in dialog.fields.problem_text("ground")
    dialog.fields.editor("ground").set_value("exit_closed")
    dialog.fields.editor("basis").setText("名单（演示）")
    dialog.fields.editor("told_by").setText("县统计局（演示）")
    dialog.accept()
    page.open("view:exited")
    assert "2026-11-05 退库，名单（演示）" in page.panel._about.text()

    def give(asked: ReasonDialog):
        asked.reason.setPlainText("弄错了企业")
        asked.accept()

    when_open(ReasonDialog, give)
    page.panel.deed("void_exit").click()
    assert row(services, firm).library_status is LibraryStatus.ADMITTED


def test_cap_that_is_reached_stands_above_the_list(services, page, firm):
    services.settings.set_own_target(2026, TargetMeasure.EXIT_CAP, 1, "县里下达（演示）")
    kept(services.retention.leave(firm, EXIT))
    page.reload()
    assert page.caps.text() == "2026年退库 1 户，本单位不超过 1 户，已到上限（县里下达（演示））"


def test_link_leads_to_the_enterprise(page, firm, qtbot):
    with qtbot.waitSignal(page.open_requested) as told:
        page.panel._firm.click()
    assert told.args == ["enterprises", firm]


def test_model_is_a_well_made_table(page, plan, qtmodeltester):
    qtmodeltester.check(page.model)
    qtmodeltester.check(page.panel.measures)
