"""Monthly figures on screen, kept in a real ledger."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage

from desktop.domain.codes import Measure, Obtained, Source, Tier
from desktop.domain.enterprise import EnterpriseFilter
from desktop.domain.importing import Bucket
from desktop.domain.month import Month
from desktop.ui.dialogs.figure_evidence import FigureEvidence
from desktop.ui.dialogs.import_dialog import ImportDialog
from desktop.ui.dialogs.paste_preview import PastePreview
from desktop.ui.models.figure_columns import COLUMNS
from desktop.ui.models.figure_grid_model import MARK_ROLE
from desktop.ui.pages.figures_page import FiguresPage
from tests.ui.dialog_hand import when_open
from tests.ui.ledger_makers import WAN, add_enterprise, report

OCTOBER, SEPTEMBER = Month(2026, 10), Month(2026, 9)
PLACE = {column.measure: place for place, column in enumerate(COLUMNS) if column.measure}
YTD = PLACE[Measure.MAIN_REVENUE_YTD]
SOURCE = next(place for place, column in enumerate(COLUMNS) if column.choice is Source)


@pytest.fixture
def firms(services):
    return [add_enterprise(services, f"盂县演示{name}有限公司（演示）") for name in ("甲", "乙", "丙")]


@pytest.fixture
def page(services, desk, firms, qtbot):
    page = FiguresPage(services, desk)
    qtbot.addWidget(page)
    page.reload()
    page.resize(1240, 670)
    page.show()
    page.bar.source.set_value(Source.INCOME_STATEMENT)
    page.bar.obtained.set_value(Obtained.PAPER)
    return page


def type_into(page, enterprise, place, text):
    row = page.model.row_of(enterprise)
    page.grid.go(row, place)
    page.model.setData(page.model.index(row, place), text)


def kept(page, enterprise, month=OCTOBER, measure=Measure.MAIN_REVENUE_YTD):
    return page.services.figures.line(enterprise, month).values.get(measure)


def shown(page, enterprise, place):
    return page.model.index(page.model.row_of(enterprise), place).data()


def test_a_figure_is_kept_as_the_cell_is_left(page, firms, desk, qtbot):
    with qtbot.waitSignal(desk.kept) as said:
        type_into(page, firms[0], YTD, "1850.5")
    assert said.args[0].startswith("已自动保存")
    found = kept(page, firms[0])
    assert found.amount == 1850 * WAN + WAN // 2
    assert (found.source, found.obtained) == (Source.INCOME_STATEMENT, Obtained.PAPER)
    assert shown(page, firms[0], YTD) == "1,850.50"


def test_a_typed_unit_word_wins_over_the_heading(page, firms):
    type_into(page, firms[0], YTD, "1850000元")
    assert kept(page, firms[0]).amount == 185 * WAN


def test_nothing_is_kept_before_the_source_is_chosen(page, firms, services):
    page.bar.source.set_value(None)
    type_into(page, firms[0], YTD, "1850")
    assert kept(page, firms[0]) is None
    assert "数据口径" in page.notice.text()
    assert shown(page, firms[0], YTD) == "1850"
    assert page.bar.unsaved.text() == "1 格没有保存（标了 ×）"
    page.bar.source.set_value(Source.ESTIMATE)
    assert kept(page, firms[0]).source is Source.ESTIMATE
    assert not page.bar.unsaved.text()


def test_what_is_no_number_stays_to_be_mended_and_is_not_kept(page, firms):
    type_into(page, firms[0], YTD, "约1800")
    assert kept(page, firms[0]) is None
    assert shown(page, firms[0], YTD) == "约1800"
    assert page.model.index(page.model.row_of(firms[0]), YTD).data(MARK_ROLE) == "error"
    assert "约1800" in page.panel.problems.text()
    type_into(page, firms[0], YTD, "1800")
    assert kept(page, firms[0]).amount == 1800 * WAN
    assert page.model.refusals == 0


def test_a_falling_ytd_asks_and_one_reason_answers(page, services, firms):
    report(services, firms[0], SEPTEMBER, 2000)
    type_into(page, firms[0], YTD, "1900")
    assert kept(page, firms[0]).amount == 1900 * WAN
    assert "2,000.00万元" in page.panel.problems.text()
    assert page.bar.chips.text_of("asked") == "请核实 1"
    assert page.bar.chips.text_of("unreported") == "未报 2"
    page.panel.reason.setText("九月多报了一笔（演示）")
    page.panel.answered.emit("九月多报了一笔（演示）")
    assert not page.services.figures.line(firms[0], OCTOBER).problems
    assert not page.panel.problems.text()
    page.reload()
    assert page.bar.chips.text_of("asked") == "请核实 0"
    type_into(page, firms[0], YTD, "1910")  # hardly another figure
    assert not page.services.figures.line(firms[0], OCTOBER).problems
    type_into(page, firms[0], YTD, "1950")
    assert page.services.figures.line(firms[0], OCTOBER).problems


@pytest.mark.parametrize(("text", "factor"), [("20500", "10 倍"), ("2050000", "1000 倍"), ("20500000", "10000 倍")])
def test_a_slip_of_the_unit_asks(page, services, firms, text, factor):
    report(services, firms[0], SEPTEMBER, 2000)
    type_into(page, firms[0], YTD, text)
    assert factor in page.panel.problems.text()


def test_emptying_a_cell_is_not_0_and_can_be_taken_back(page, services, firms):
    report(services, firms[0], OCTOBER, 500)
    page.reload()
    page.grid.go(page.model.row_of(firms[0]), YTD)
    page.grid.clear_cells()
    assert kept(page, firms[0]) is None
    assert shown(page, firms[0], YTD) == "未报"
    page.keeper.undo()
    found = kept(page, firms[0])
    assert (found.amount, found.source) == (500 * WAN, Source.INCOME_STATEMENT)


def test_undo_and_redo_go_step_by_step(page, firms):
    type_into(page, firms[0], YTD, "100")
    type_into(page, firms[0], YTD, "200")
    page.keeper.undo()
    assert kept(page, firms[0]).amount == 100 * WAN
    page.keeper.undo()
    assert kept(page, firms[0]) is None
    page.keeper.redo()
    page.keeper.redo()
    assert kept(page, firms[0]).amount == 200 * WAN
    assert page.keeper.edits.next is None


def test_undo_never_overwrites_what_came_later_from_elsewhere(page, services, firms):
    type_into(page, firms[0], YTD, "100")
    report(services, firms[0], OCTOBER, 300)
    page.keeper.undo()
    assert kept(page, firms[0]).amount == 300 * WAN
    assert "不能撤销" in page.notice.text()


def test_a_pasted_block_is_looked_at_first_and_kept_in_one_step(page, firms):
    page.grid.go(0, YTD)
    QGuiApplication.clipboard().setText("100\t90\r\n约200\t\r\n300\t270\r\n")
    seen = []
    when_open(PastePreview, lambda dialog: (seen.append(dialog.summary.text()), dialog.accept()))
    page.grid.paste()
    assert "将写入 4 格" in seen[0]
    assert "新增 4 格，有错 1 格，未读取 1 格（1 格是空的，保留原来的数）" in seen[0]
    first, second, third = (line.enterprise for line in page.model.lines)
    assert kept(page, first).amount == 100 * WAN
    assert kept(page, second) is None
    assert kept(page, third, measure=Measure.MAIN_REVENUE_YTD_LAST).amount == 270 * WAN
    page.keeper.undo()
    assert kept(page, first) is None
    assert kept(page, third) is None


def test_a_pasted_table_with_headings_goes_the_way_of_an_import(page, services, firms, qtbot, monkeypatch):
    names = [line.name for line in page.model.lines]
    heads = "重点企业情况（单位：万元）\r\n企业名称\t2026年9月营业收入累计\t2026年10月营业收入累计\t附注\r\n"
    rows = f"{names[0]}\t１，８００\t1,850.5万元\t甲\r\n不认识的厂\t1\t2\t\r\n合计\t1801\t1852.5\t\r\n"
    QGuiApplication.clipboard().setText(heads + rows)
    seen = []

    def take(dialog):
        qtbot.waitUntil(lambda: dialog.plan is not None)
        seen.append((dict(dialog.plan.buckets), dialog.plan.path.name))
        dialog.take()

    monkeypatch.setattr(ImportDialog, "exec", take)
    page.grid.paste()
    buckets, name = seen[0]
    assert (buckets[Bucket.NEW], name) == (2, "粘贴的表格.csv")
    assert buckets[Bucket.IGNORED] >= 1
    first = page.model.lines[0].enterprise
    assert kept(page, first).amount == 185_050 * WAN // 100
    (september,) = [line for line in services.figures.lines(SEPTEMBER, EnterpriseFilter()) if line.enterprise == first]
    assert september.values[Measure.MAIN_REVENUE_YTD].amount == 1800 * WAN
    assert services.undo.next().action == "import.take"
    assert not page.desk.remember.text("import/folder").startswith(str(services.desk))


def test_a_paste_that_is_not_wanted_writes_nothing(page, firms):
    page.grid.go(0, YTD)
    QGuiApplication.clipboard().setText("100")
    when_open(PastePreview, lambda dialog: dialog.reject())
    page.grid.paste()
    assert all(kept(page, firm) is None for firm in firms)


def test_fill_down_takes_value_and_source(page, firms):
    rows = [line.enterprise for line in page.model.lines]
    type_into(page, rows[0], YTD, "100")
    page.bar.source.set_value(Source.ESTIMATE)
    page.keeper.fill([(0, YTD), (1, YTD), (2, YTD)])
    assert [kept(page, firm).amount for firm in rows] == [100 * WAN] * 3
    assert kept(page, rows[2]).source is Source.INCOME_STATEMENT


def test_another_source_for_a_row_tells_all_its_figures_anew(page, firms):
    type_into(page, firms[0], YTD, "100")
    type_into(page, firms[0], PLACE[Measure.STAFF], "36")
    type_into(page, firms[0], SOURCE, "税表")
    assert kept(page, firms[0]).source is Source.TAX_RETURN
    assert kept(page, firms[0], measure=Measure.STAFF).source is Source.TAX_RETURN
    assert kept(page, firms[0]).obtained is Obtained.PAPER


def test_growth_and_progress_are_worked_out(page, services, firms):
    report(services, firms[0], Month(2025, 10), 1000)
    type_into(page, firms[0], YTD, "1500")
    titles = {column.title: place for place, column in enumerate(COLUMNS)}
    assert shown(page, firms[0], titles["同期"]) == "1,000.00"
    assert shown(page, firms[0], titles["同比"]) == "50.0"
    assert shown(page, firms[0], titles["进度"]) == "75.0"


def test_unreported_shows_who_is_missing_on_the_months_form(page, services, firms):
    add_enterprise(services, "盂县演示丁有限公司（演示）", tier=Tier.BASE)
    report(services, firms[0], OCTOBER, 100)
    page.open("unreported:")
    assert {line.enterprise for line in page.model.lines} == set(firms[1:])


def test_a_link_opens_the_very_cell(page, firms):
    page.open(f"{firms[1]}:{Measure.TAX_YTD.value}")
    at = page.grid.currentIndex()
    assert (page.model.lines[at.row()].enterprise, at.column()) == (firms[1], PLACE[Measure.TAX_YTD])


def test_the_month_of_the_window_is_the_month_of_the_grid(page, services, desk, firms):
    report(services, firms[0], SEPTEMBER, 77)
    desk.set_month(SEPTEMBER)
    page.reload()
    assert shown(page, firms[0], YTD) == "77.00"


def test_what_was_not_kept_waits_in_its_month(page, desk, firms):
    type_into(page, firms[0], YTD, "约1800")
    desk.set_month(SEPTEMBER)
    page.reload()
    assert shown(page, firms[0], YTD) == "未报"
    assert not page.bar.unsaved.text()
    desk.set_month(OCTOBER)
    page.reload()
    assert shown(page, firms[0], YTD) == "约1800"


def test_the_list_of_keys_knows_those_of_the_grid(page):
    assert {"向下填充", "撤销"} <= {action.text() for action in page.deeds()}


def test_earlier_months_are_shown_on_demand(page, services, firms, qtbot):
    report(services, firms[0], SEPTEMBER, 77)
    page.open(f"{firms[0]}:main_revenue_ytd")
    page.panel.earlier_button.setChecked(True)
    model = page.panel._earlier.model()
    assert model.rowCount() == 12
    assert [model.index(row, 1).data() for row in (0, 1)] == ["未报", "77.00"]


def test_an_empty_ledger_says_what_belongs_here(services, desk, qtbot):
    page = FiguresPage(services, desk)
    qtbot.addWidget(page)
    page.reload()
    assert page._stack.currentIndex() == 1
    assert "导入名单" in page._empty._text.text()


def test_reading_anew_keeps_the_cursor_and_the_open_editor(page, firms, qtbot):
    page.grid.go(1, YTD)
    qtbot.keyClicks(page.grid.viewport(), "5")
    page.reload()
    assert page.grid.currentIndex().row() == 1
    with qtbot.waitSignal(page.model.typed):
        qtbot.keyClick(page.grid.focusWidget(), Qt.Key.Key_Return)
    assert kept(page, page.model.lines[1].enterprise).amount == 5 * WAN


def test_papers_behind_a_months_figures_are_counted_beside_the_cell(page, firms, services, desk, tmp_path, qtbot):
    photo = tmp_path / "利润表.jpg"
    QImage(40, 30, QImage.Format.Format_RGB32).save(str(photo))
    page.grid.go(page.model.row_of(firms[0]), YTD)
    assert page.panel.evidence_button.text() == "凭证"
    dialog = FigureEvidence(services, desk, firms[0], "甲", OCTOBER)
    qtbot.addWidget(dialog)
    dialog.files.add_files([photo])
    dialog.accept()
    assert dialog.result() == FigureEvidence.DialogCode.Accepted
    page.reload()
    assert page.panel.evidence_button.text() == "凭证 1"
    page.grid.go(page.model.row_of(firms[1]), YTD)
    assert page.panel.evidence_button.text() == "凭证"
