"""Tests of the table models and the table on screen."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.ui.models.table_model import KEPT, PAGE, RIGHT, ROW_ROLE, SORT_ROLE, Column, PagedTableModel, TableModel
from desktop.ui.theme import COLOURS
from desktop.ui.widgets.table_view import TableView, tab_separated
from desktop.ui.window_state import WindowState


@dataclass(frozen=True)
class Plant:
    name: str
    revenue: int | None
    late: bool = False


COLUMNS: tuple[Column[Plant], ...] = (
    Column("企业名称", lambda plant: plant.name, tone=lambda plant: "late" if plant.late else ""),
    Column("营收（万元）", lambda plant: plant.revenue, lambda fen: "未报" if fen is None else f"{fen:,}", RIGHT, 90),
)
PLANTS = (Plant("乙厂", 900), Plant("甲厂", None, late=True), Plant("丙厂", 12000))


def names(model: TableModel[Plant]) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


@pytest.fixture
def model(qtmodeltester: ModelTester) -> TableModel[Plant]:
    made: TableModel[Plant] = TableModel(COLUMNS)
    made.set_rows(PLANTS)
    return made


def test_model_keeps_qts_rules(model: TableModel[Plant], qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)


def test_cells_say_texts_and_give_raw_values(model: TableModel[Plant]) -> None:
    cell = model.index(2, 1)
    assert cell.data() == "12,000"
    assert cell.data(SORT_ROLE) == 12000
    assert cell.data(ROW_ROLE) is PLANTS[2]
    assert cell.data(Qt.ItemDataRole.TextAlignmentRole) == RIGHT
    assert model.index(1, 1).data() == "未报"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "营收（万元）"


def test_tone_colours_only_its_own_rows(model: TableModel[Plant]) -> None:
    inks = [model.index(row, 0).data(Qt.ItemDataRole.ForegroundRole) for row in range(3)]
    assert [ink is not None for ink in inks] == [False, True, False]
    assert inks[1].name().upper() == COLOURS["red"].upper()


def test_sorting_goes_by_value_and_leaves_the_unknown_last(model: TableModel[Plant]) -> None:
    model.sort(1, Qt.SortOrder.AscendingOrder)
    assert names(model) == ["乙厂", "丙厂", "甲厂"]
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert names(model) == ["丙厂", "乙厂", "甲厂"]


def test_new_rows_keep_the_chosen_order(model: TableModel[Plant]) -> None:
    model.sort(1, Qt.SortOrder.DescendingOrder)
    model.set_rows((Plant("小", 1), Plant("大", 9)))
    assert names(model) == ["大", "小"]


def test_selection_follows_its_row_when_sorted(model: TableModel[Plant], qtbot: QtBot) -> None:
    view = TableView("企业")
    qtbot.addWidget(view)
    view.setModel(model)
    view.selectRow(1)
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert view.current_row() == PLANTS[1]
    assert view.selected_rows() == (PLANTS[1],)


class Shelf:
    """Rows by id, and how often they were asked for."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def fetch(self, ids: Sequence[str]) -> Sequence[Plant]:
        self.asked.append(len(ids))
        return [Plant(f"厂{uid}", int(uid)) for uid in ids]


def ids(number: int) -> list[str]:
    return [str(place) for place in range(number)]


def test_paged_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = PagedTableModel(COLUMNS, Shelf().fetch)
    model.set_ids(ids(450))
    qtmodeltester.check(model)


def test_pages_are_fetched_once_and_only_when_looked_at() -> None:
    shelf = Shelf()
    model = PagedTableModel(COLUMNS, shelf.fetch)
    model.set_ids(ids(20_000))
    assert shelf.asked == []
    assert model.index(12_345, 0).data() == "厂12345"
    assert model.index(12_346, 1).data() == "12,346"
    assert model.row_at(12_399) == Plant("厂12399", 12_399)
    assert shelf.asked == [PAGE]


def test_old_pages_are_let_go() -> None:
    shelf = Shelf()
    model = PagedTableModel(COLUMNS, shelf.fetch)
    model.set_ids(ids(PAGE * (KEPT + 1)))
    for page in range(KEPT + 1):
        model.index(page * PAGE, 0).data()
    model.index(PAGE * KEPT, 0).data()
    assert len(shelf.asked) == KEPT + 1
    model.index(0, 0).data()
    assert len(shelf.asked) == KEPT + 2


def test_refresh_reads_the_same_rows_again(qtbot: QtBot) -> None:
    shelf = Shelf()
    model = PagedTableModel(COLUMNS, shelf.fetch)
    model.set_ids(ids(3))
    model.index(0, 0).data()
    with qtbot.waitSignal(model.dataChanged):
        model.refresh()
    model.index(0, 0).data()
    assert shelf.asked == [3, 3]


def test_header_click_asks_for_another_order(qtbot: QtBot) -> None:
    view = TableView("企业")
    qtbot.addWidget(view)
    model = PagedTableModel(COLUMNS, Shelf().fetch)
    model.set_ids(ids(5))
    view.setModel(model)
    view.make_sortable(0)
    with qtbot.waitSignal(model.sort_requested) as asked:
        view.horizontalHeader().setSortIndicator(1, Qt.SortOrder.DescendingOrder)
    assert asked.args == [1, True]


@pytest.fixture
def view(model: TableModel[Plant], qtbot: QtBot) -> TableView:
    made = TableView("企业名单")
    qtbot.addWidget(made)
    made.setModel(model)
    return made


def test_enter_and_double_click_open_the_row(view: TableView, qtbot: QtBot) -> None:
    view.selectRow(2)
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [PLANTS[2]]
    with qtbot.waitSignal(view.opened) as opened:
        view.doubleClicked.emit(view.model().index(0, 1))
    assert opened.args == [PLANTS[0]]
    with qtbot.assertNotEmitted(view.opened):
        view.doubleClicked.emit(QModelIndex())


def test_copy_gives_cells_for_wps(view: TableView, qtbot: QtBot) -> None:
    view.selectRow(0)
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "乙厂\t900"
    view.selectAll()
    view.copy()
    assert QGuiApplication.clipboard().text() == "企业名称\t营收（万元）\n乙厂\t900\n甲厂\t未报\n丙厂\t12,000"


def test_hidden_columns_are_not_copied_and_come_back(view: TableView, tmp_path, qtbot: QtBot) -> None:
    view.remember(WindowState(tmp_path), "list")
    menu = view.column_menu()
    menu.actions()[1].trigger()
    assert view.isColumnHidden(1)
    view.selectRow(0)
    view.copy()
    assert QGuiApplication.clipboard().text() == "乙厂"
    assert not view.column_menu().actions()[0].isEnabled()  # the last column stays
    again = TableView("企业名单")
    qtbot.addWidget(again)
    again.setModel(view.model())
    again.remember(WindowState(tmp_path), "list")
    assert again.isColumnHidden(1)


def test_a_cell_never_breaks_a_copied_line() -> None:
    assert tab_separated([["一\n二\t三", None, 0]]) == "一 二 三\t\t0"


def test_rows_are_as_high_as_the_screen_design_says(view: TableView) -> None:
    assert view.rowHeight(0) == 32
