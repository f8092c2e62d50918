"""The applications on screen, kept in a real ledger."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QWidget

from desktop.domain.admission import (
    AdmissionAction,
    AdmissionDraft,
    AdmissionFilter,
    AdmissionState,
    AdmissionStepDraft,
    possible,
)
from desktop.domain.codes import LibraryStatus, Measure
from desktop.domain.windows import Procedure, WindowDraft, WindowKind
from desktop.ui.dialogs.admission_editor import AdmissionEditor
from desktop.ui.dialogs.admission_step import AdmissionStepDialog
from desktop.ui.dialogs.reason_dialog import ReasonDialog
from desktop.ui.pages.admission_columns import GROUPS, states_of
from desktop.ui.pages.admissions_page import AdmissionsPage
from desktop.ui.pages.today_page import TodayPage
from tests.ui.conftest import OCTOBER
from tests.ui.dialog_hand import when_open
from tests.ui.ledger_makers import WAN, add_enterprise, report

SECOND = WindowKind.ANNUAL_SECOND
TOLD = {"told_by": "县统计局（演示）", "basis": "电话（演示）"}


@pytest.fixture
def firm(services):
    return add_enterprise(services, "盂县演示甲有限公司（演示）")


@pytest.fixture
def application(services, firm):
    return enter(services, firm)


@pytest.fixture
def page(services, desk, qtbot, firm):
    page = AdmissionsPage(services, desk)
    qtbot.addWidget(page)
    page.reload()
    return page


def enter(services, firm, **said):
    draft = AdmissionDraft(firm, 0, "growth", SECOND, 0, "", date(2026, 10, 9))
    saved = services.admissions.add(replace(draft, **said))
    assert saved.uid, saved.problems
    return saved.uid


def take(services, uid, action, **said):
    saved = services.admissions.step(uid, AdmissionStepDraft(action, said.pop("on", date(2026, 10, 20)), **said))
    assert saved.uid, saved.problems


def test_every_state_stands_in_exactly_one_group():
    for state in AdmissionState:
        assert sum(state in states for _, _, states in GROUPS) == 1
    assert states_of("all") == frozenset()


def test_an_empty_page_says_what_belongs_there(page):
    assert page.listed.currentWidget() is page.listed.note
    assert "列进来" in page.listed.note._text.text()


def test_the_next_windows_stand_above_the_list_as_examples_until_typed(page, services):
    first = page.windows.cards[0].text()
    assert "年度第二批" in first
    assert "（外地示例）" in first
    services.admissions.set_window(WindowDraft(SECOND, 0, None, date(2026, 12, 11), (Procedure.ANNUAL,), "演示通知"))
    page.reload()
    assert page.windows.cards[0].text().startswith("年度第二批　还有 26 个工作日\n2026-12-11 截止")


def test_a_firm_is_entered_and_what_only_asks_is_asked_once(page, services, firm, qtbot, desk):
    def write(dialog):
        dialog.enterprise.set_value(firm)
        dialog.route.set_value("growth")
        dialog.window_box.set_value("annual_first:0")
        dialog.accept()
        assert dialog.isVisible()
        assert "已于 2026-11-04 截止" in dialog.fields.problem_text("window")
        dialog.accept()

    when_open(AdmissionEditor, write)
    with qtbot.waitSignal(desk.kept):
        page.new.trigger()
    (row,) = services.admissions.list(AdmissionFilter())
    assert (row.window, row.cutoff_month, row.route) == (WindowKind.ANNUAL_FIRST, OCTOBER, "growth")
    assert page.table.current_row().uid == row.uid


def test_groups_count_and_narrow(page, services, application, firm):
    other = enter(services, firm, route="merger")
    take(services, other, AdmissionAction.START)
    take(services, other, AdmissionAction.REPORT)
    page.reload()
    assert (page.chips.text_of("preparing"), page.chips.text_of("away")) == ("准备中 1", "已上报 1")
    page.chips.choose("away")
    assert [row.uid for row in page.model.rows] == [other]
    assert page.count.text() == "1 份，在办 1 份"


def test_the_panel_offers_the_steps_the_state_allows(page, services, application):
    page.open(application)
    offered = {action for action in AdmissionAction if page.panel.deed(action) is not None}
    assert offered == set(possible(AdmissionState.NOT_STARTED))
    take(services, application, AdmissionAction.START)
    page.reload()
    assert page.panel.deed(AdmissionAction.REPORT) is not None
    assert page.panel.tabs.steps.rowCount() == 2


def test_admission_is_told_once_and_moves_the_enterprise(page, services, firm, application, qtbot, desk):
    take(services, application, AdmissionAction.START)
    take(services, application, AdmissionAction.REPORT)
    page.reload()

    def tell(dialog):
        dialog.admitted_month.setText("2026-10")
        dialog.told_by.setText("县统计局（演示）")
        dialog.basis.setText("入库名单（演示）")
        dialog.accept()

    when_open(AdmissionStepDialog, tell)
    with qtbot.waitSignal(desk.kept):
        page.panel.deed(AdmissionAction.ADMIT).click()
    assert services.enterprises.get(firm).draft.library_status is LibraryStatus.ADMITTED
    assert page.chips.text_of("admitted") == "已入库 1"
    assert "2026年10月入库" in page.panel._about.text()


def test_materials_are_marked_from_the_list(page, services, application, qtbot):
    page.open(application)
    tab = page.panel.tabs.materials
    tab.table.selectRow(2)
    with qtbot.waitSignal(tab.marked):
        tab._toggle.click()
    marks = {line.material.id: line.mark for line in services.admissions.case(application).materials}
    assert [item for item, mark in marks.items() if mark.have] == ["licence"]
    assert tab.table.currentIndex().row() == 2
    tab._toggle.click()
    assert not services.admissions.case(application).materials[2].mark.have


def test_the_precheck_shows_the_measures_side_by_side_and_only_asks(page, services, firm, application):
    report(services, firm, OCTOBER, 2100)
    report(services, firm, OCTOBER, 1990, Measure.VAT_SALES_YTD)
    page.reload()
    tab = page.panel.tabs.precheck
    said = [[tab.measures.index(row, column).data() for column in (0, 1, 4)] for row in range(3)]
    assert said[0] == ["主营业务收入（累计）", "2,100.00", "达到规模标准"]
    assert said[1] == ["增值税申报销售额（累计）", "1,990.00", "未达到规模标准"]
    assert said[2] == ["工业总产值（累计）", "未报", ""]
    assert "只提问，不给数" in tab._asked.text()
    assert "轻重" in str(tab.questions.columns[0].header)


def test_figures_that_changed_since_they_were_handed_in_are_shown(page, services, firm, application):
    report(services, firm, OCTOBER, 2100)
    take(services, application, AdmissionAction.START)
    take(services, application, AdmissionAction.REPORT)
    page.reload()
    months = page.panel.tabs.months
    assert "与交出去的一致" in months.frozen.text()
    report(services, firm, OCTOBER, 2150)
    page.reload()
    assert "1 处与交出的不一致" in months.frozen.text()
    (found,) = months.disagreements.rows
    assert (found.handed_in, found.now) == (2100 * WAN, 2150 * WAN)


def test_void_wants_a_reason_and_leaves_the_row(page, services, application):
    page.open(application)
    when_open(ReasonDialog, lambda dialog: (dialog.reason.setPlainText("登记错了"), dialog.accept()))
    page.void.trigger()
    assert page.model.rows == ()
    page.voided.setChecked(True)
    assert [row.void_reason for row in page.model.rows] == ["登记错了"]
    assert page.panel.deed(AdmissionAction.START) is None


def test_another_years_application_is_found_by_its_link(page, services, firm):
    past = enter(services, firm, year=2025)
    page.reload()
    assert page.model.rows == ()
    page.open(past)
    assert page.table.current_row().uid == past
    assert page.years.isChecked()


def test_links_lead_to_the_enterprise(page, application, firm, qtbot):
    page.open(application)
    with qtbot.waitSignal(page.open_requested) as asked:
        page.panel._firm.click()
    assert asked.args == ["enterprises", firm]


def test_today_leads_to_the_next_window(services, desk, qtbot):
    page = TodayPage(services, desk)
    qtbot.addWidget(page)
    page.reload()
    assert page.window_link.text().startswith("申报窗口：年度第二批")
    with qtbot.waitSignal(page.open_requested) as asked:
        page.window_link.click()
    assert asked.args == ["admissions", "windows:"]


def test_the_page_fits_the_smallest_window(page, services, application):
    page.open(application)
    page.resize(1240, 690)
    assert page.minimumSizeHint().height() <= 690
    assert page.heightForWidth(1240) <= 690
    assert page.minimumSizeHint().width() <= 1240


def test_nothing_covers_the_three_measures_in_the_smallest_window(page, services, application, qtbot):
    page.resize(1226, 680)
    page.show()
    tab = page.panel.tabs.precheck
    page.panel.tabs.setCurrentWidget(tab)
    qtbot.waitUntil(lambda: tab.table.height() > 0)
    assert tab.side_by_side.geometry().bottom() < tab.table.geometry().top()
    covering = [each for each in tab.children() if isinstance(each, QWidget) and each is not tab.side_by_side]
    assert not any(each.geometry().intersects(tab.side_by_side.geometry()) for each in covering)
