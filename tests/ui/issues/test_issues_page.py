"""The issue ledger on screen: list, board, numbers, links."""

from datetime import date

from PySide6.QtCore import Qt

from desktop.domain.deadline import Urgency
from desktop.domain.issue import IssueDraft, IssueFilter, possible
from desktop.domain.issue_codes import IssueAction, IssueCategory, IssueState, Resolution
from desktop.domain.issue_rates import Ratio, Tally
from desktop.domain.month import Month
from desktop.ui.dialogs.choice_dialog import ChoiceDialog
from desktop.ui.dialogs.issue_editor import IssueEditor
from desktop.ui.dialogs.issue_step import IssueStepDialog
from desktop.ui.dialogs.paper_dialog import PaperDialog
from desktop.ui.dialogs.reason_dialog import ReasonDialog
from desktop.ui.pages.issue_columns import COLUMNS
from tests.ui.dialog_hand import when_open
from tests.ui.issues.issue_hand import take
from tests.ui.ledger_makers import add_enterprise


def test_the_groups_count_and_narrow(page, services, issue, firm):
    services.issues.add(IssueDraft(firm, "用电增容（演示）", raised_on=date(2026, 10, 11)))
    take(services, issue, IssueAction.ASSIGN, handler="县金融服务中心")
    page.reload()
    assert page.filters.chips.text_of("register") == "登记 1"
    assert page.filters.chips.text_of("assign") == "交办 1"
    page.filters.chips.choose("assign")
    assert [row.uid for row in page.lists.model.rows] == [issue]
    assert page.filters.chips.text_of("all") == "全部 2"


def test_the_panel_offers_the_deeds_the_state_allows(page, services, issue):
    page.open(issue)
    offered = {action for action in IssueAction if page.panel.deed(action) is not None}
    assert offered == set(possible(IssueState.REGISTERED))
    take(services, issue, IssueAction.START)
    page.reload()
    assert page.panel.deed(IssueAction.ASSIGN) is None
    assert page.panel.deed(IssueAction.RESOLVE) is not None
    assert page.panel.steps.rowCount() == 2


def test_one_deed_at_most_stands_out(page, services, issue):
    page.open(issue)

    def standing_out():
        return [
            each for each in IssueAction if (press := page.panel.deed(each)) and press.property("role") == "primary"
        ]

    assert standing_out() == [IssueAction.ASSIGN]
    take(services, issue, IssueAction.START)
    page.reload()
    assert standing_out() == [IssueAction.RESOLVE]


def test_void_wants_a_reason_and_leaves_the_row(page, services, issue):
    page.open(issue)
    when_open(ReasonDialog, lambda dialog: (dialog.reason.setPlainText("重复"), dialog.accept()))
    page.void.trigger()
    assert page.lists.model.rows == ()
    page.filters.voided.setChecked(True)
    assert [(row.voided, row.void_reason) for row in page.lists.model.rows] == [(True, "重复")]
    assert page.panel.deed(IssueAction.START) is None


def test_what_passed_its_day_can_be_listed(page, services, issue, firm):
    services.issues.add(IssueDraft(firm, "刚提出的（演示）", raised_on=date(2026, 11, 5)))
    take(services, issue, IssueAction.ASSIGN, handler="甲局", due_on=date(2026, 10, 17))
    page.open("overdue:")
    assert [row.uid for row in page.lists.model.rows] == [issue]
    page.open("soon:")
    assert [row.description for row in page.lists.model.rows] == ["刚提出的（演示）"]
    page.open("state:registered")
    assert page.filters.urgency.value() is None
    assert [row.description for row in page.lists.model.rows] == ["刚提出的（演示）"]


def test_links_lead_to_the_enterprise_and_the_visit(page, services, issue, firm, qtbot):
    page.open(issue)
    with qtbot.waitSignal(page.open_requested) as asked:
        page.panel._firm.click()
    assert asked.args == ["enterprises", firm]
    assert page.panel._visit.isHidden()


def test_an_empty_ledger_says_where_problems_come_from(page):
    assert page.lists.currentWidget() is page.lists.empty
    assert "走访" in page.lists.empty._text.text()


def test_the_board_has_six_columns_and_goes_by_the_arrow_keys(page, services, issue, firm, qtbot):
    other = services.issues.add(IssueDraft(firm, "用电增容（演示）", raised_on=date(2026, 10, 11))).uid
    parked = services.issues.add(IssueDraft(firm, "改造资金（演示）", raised_on=date(2026, 10, 12))).uid
    take(services, other, IssueAction.START, on=date(2026, 10, 12))
    take(services, parked, IssueAction.PARK, on=date(2026, 10, 13), note="等股东会", due_on=date(2026, 12, 1))
    page.open("view:board")
    board = page.lists.board
    assert [column.heading() for column in board.columns] == [
        "登记 1 逾期 1",
        "交办 0",
        "办理中 2 逾期 1",
        "办结 0",
        "回访 0",
        "销号 0",
    ]
    page.open(issue)
    assert page.lists.current().uid == issue
    qtbot.keyClick(board.columns[0].cards, Qt.Key.Key_Right)
    assert page.lists.current().uid == other
    assert page.panel.deed(IssueAction.RESOLVE) is not None
    qtbot.keyClick(board.columns[2].cards, Qt.Key.Key_Down)
    assert page.lists.current().uid == parked
    assert "挂账到 2026-12-01" in board.columns[2].model.index(1, 0).data()
    qtbot.keyClick(board.columns[2].cards, Qt.Key.Key_Left)
    assert page.lists.current().uid == issue
    when_open(IssueEditor, lambda dialog: dialog.reject())
    qtbot.keyClick(board.columns[0].cards, Qt.Key.Key_Return)


def test_the_menu_of_an_issue_has_the_deeds_its_state_allows(page, services, issue):
    page.open(issue)
    menu = page.hand.menu(page.lists.current(), (page.edit, page.void))
    deeds = [action.data() for action in menu.actions() if action.data() is not None]
    assert deeds == list(possible(IssueState.REGISTERED))
    assert page.edit in menu.actions()
    when_open(IssueStepDialog, lambda dialog: dialog.accept())
    menu.actions()[deeds.index(IssueAction.START)].trigger()
    assert services.issues.get(issue).state is IssueState.HANDLING


def test_every_number_says_its_formula_and_leads_to_its_rows(page, services, issue, firm):
    other = services.issues.add(IssueDraft(firm, "用电增容（演示）", raised_on=date(2026, 10, 11))).uid
    take(services, issue, IssueAction.RESOLVE, note="已解决", resolution=Resolution.SOLVED)
    page.reload()
    numbers = page.rates.numbers
    assert numbers[Tally.RECEIVED].text() == "受理 2"
    assert numbers[Ratio.RESOLVED].text() == "办结率 50.0%"
    assert "办结 ÷ 受理 = 1 ÷ 2" in numbers[Ratio.RESOLVED].toolTip()
    assert not numbers[Ratio.SATISFIED].isEnabled()
    numbers[Ratio.RESOLVED].click()
    assert [row.uid for row in page.lists.model.rows] == [issue]
    assert page.filters.chips.text_of("all") == "全部 1"
    page.filters.widen()
    assert {row.uid for row in page.lists.model.rows} == {issue, other}


def test_numbers_stand_as_of_the_month_the_office_works_on(page, services, desk, issue):
    take(services, issue, IssueAction.RESOLVE, on=date(2026, 11, 2), note="已解决", resolution=Resolution.SOLVED)
    page.reload()
    assert page.rates.numbers[Tally.RESOLVED].text() == "办结 0"
    desk.set_month(Month(2026, 11))
    page.reload()
    assert page.rates.numbers[Tally.RESOLVED].text() == "办结 1"


def test_what_many_ask_for_leads_to_its_issues(page, services, firm):
    other = add_enterprise(services, "盂县演示乙有限公司（演示）")
    for who, what in ((firm, IssueCategory.ENERGY), (other, IssueCategory.ENERGY), (firm, IssueCategory.TAX)):
        services.issues.add(IssueDraft(who, "演示", what, raised_on=date(2026, 10, 11)))
    page.open("view:common")
    assert [(row.category, len(row.enterprises)) for row in page.lists.common.rows] == [
        (IssueCategory.ENERGY, 2),
        (IssueCategory.TAX, 1),
    ]
    page.lists.category.emit(page.lists.common.rows[0])
    assert {row.category for row in page.lists.model.rows} == {IssueCategory.ENERGY}
    assert page.views.choice == "list"


def test_an_assignment_sheet_goes_to_the_unit_that_is_chosen(page, services, issue, tmp_path):
    page.open(issue)
    assert not page.sheet.isEnabled()
    take(services, issue, IssueAction.ASSIGN, handler="甲局", assisting="乙镇")
    page.reload()
    assert page.sheet.isEnabled()
    titles = []
    when_open(ChoiceDialog, lambda dialog: (dialog.choice.set_value("乙镇"), dialog.accept()))
    written = tmp_path / "交办单.pdf"
    when_open(PaperDialog, lambda dialog: titles.append(dialog.windowTitle()))
    page.hand.print_sheet(page.lists.current(), written)
    assert titles == ["交办单"]
    assert written.read_bytes().startswith(b"%PDF")


def test_urgency_is_said_in_words_and_colour(page, services, issue):
    take(services, issue, IssueAction.ASSIGN, handler="甲局")
    page.reload()
    column = next(number for number, each in enumerate(COLUMNS) if each.header == "时限")
    assert page.lists.model.index(0, column).data() == "办结 逾期 19 天"
    assert COLUMNS[column].tone(page.lists.model.rows[0]) == "late"
    assert services.issues.list(IssueFilter(urgency=Urgency.SOON)) == ()
