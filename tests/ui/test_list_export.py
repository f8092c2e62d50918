"""Any table of the window to a file, exactly as it stands on the screen."""

import csv

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QFileDialog, QTableView, QVBoxLayout

from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.listing import ColumnKind, ListFormat
from desktop.kernel.progress import Progress
from desktop.ui.dialogs import list_export
from desktop.ui.dialogs.list_export import FormatDialog, ListExports, WrittenDialog
from desktop.ui.exporting import KEYS, exports_of, taken
from desktop.ui.main_window import MainWindow
from desktop.ui.models.table_model import RIGHT, Column, TableModel
from desktop.ui.pages.enterprises_page import EnterprisesPage
from desktop.ui.pages.figures_page import FiguresPage
from desktop.ui.pages.registry import PAGES
from desktop.ui.widgets.figure_grid import FigureGrid
from desktop.ui.widgets.table_view import TableView
from tests.ui.conftest import RESOURCES

COLUMNS = (
    Column("企业名称", lambda row: row[0]),
    Column("代码", lambda row: row[1]),
    Column("收入（万元）", lambda row: row[2], lambda value: "未报" if value is None else f"{value:,.2f}", RIGHT),
)
ROWS = (("=演示甲", "91140322", 1850.5), ("演示乙", "00123", None))


@pytest.fixture
def page(qtbot, services, desk):
    """The list of enterprises on a window that writes lists."""
    for name in ("盂县甲洗煤厂（演示）", "盂县乙耐火材料厂（演示）", "盂县丙新材料公司（演示）"):
        assert services.enterprises.save(EnterpriseDraft(name=name)).uid
    made = EnterprisesPage(services, desk)
    ListExports(services.lists, desk, made)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    made.reload()
    return made


@pytest.fixture
def view(qtbot):
    made = TableView("试表")
    model = TableModel(COLUMNS, made)
    model.set_rows(ROWS)
    made.setModel(model)
    qtbot.addWidget(made)
    return made


def answered(monkeypatch, path, kind):
    monkeypatch.setattr(list_export, "ask_format", lambda *_: kind)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    told = []
    monkeypatch.setattr(WrittenDialog, "exec", lambda self: told.append(self) or QDialog.DialogCode.Rejected)
    return told


def texts(table):
    return [tuple(row) for row in table.read(Progress())]


def test_columns_stand_as_on_the_screen(view):
    view.setColumnHidden(1, True)
    view.horizontalHeader().moveSection(2, 0)
    table = taken(view)
    assert [column.heading for column in table.columns] == ["收入（万元）", "企业名称"]
    assert [column.kind for column in table.columns] == [ColumnKind.NUMBER, ColumnKind.TEXT]
    assert texts(table) == [("1,850.50", "=演示甲"), ("未报", "演示乙")]


def test_order_and_filter_are_told_in_words(page):
    page.listed.filters.search.setText("洗煤")
    page.listed.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    table = taken(page.listed.table)
    assert [row[0] for row in texts(table)] == ["盂县甲洗煤厂（演示）"]
    assert "筛选：查找企业：洗煤" in table.remarks
    assert "排序：按企业名称从大到小" in table.remarks
    assert table.remarks[-1] == "共 1 行"


def test_a_list_by_pages_is_read_whole(page):
    assert len(texts(taken(page.listed.table))) == 3


def test_the_key_writes_the_table(page, qtbot, tmp_path, monkeypatch):
    path = tmp_path / "名单.xlsx"
    told = answered(monkeypatch, path, ListFormat.XLSX)
    action = next(each for each in page.listed.table.actions() if each.shortcut() == QKeySequence(KEYS))
    action.trigger()
    sheet = load_workbook(path).active
    written = [[cell.value for cell in row] for row in sheet]
    assert any("盂县甲洗煤厂（演示）" in row for row in written)
    assert len(told) == 1


def test_a_table_of_a_dialog_is_written_too(page, qtbot, tmp_path, monkeypatch, view):
    dialog = QDialog(page)
    QVBoxLayout(dialog).addWidget(view)
    path = tmp_path / "小表"
    answered(monkeypatch, path, ListFormat.CSV)
    export(view).trigger()
    with path.with_suffix(".csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [
            ["企业名称", "代码", "收入（万元）"],
            ["'=演示甲", "91140322", "1,850.50"],
            ["演示乙", "00123", "未报"],
        ]


def test_a_table_on_no_window_does_nothing(view, monkeypatch):
    asked = []
    monkeypatch.setattr(list_export, "ask_format", lambda *_: asked.append(1))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: asked.append(2))
    export(view).trigger()
    assert asked == []


def test_thinking_better_of_it_writes_nothing(page, tmp_path, monkeypatch):
    monkeypatch.setattr(list_export, "ask_format", lambda *_: None)
    export(page.listed.table).trigger()
    answered(monkeypatch, "", ListFormat.PDF)
    export(page.listed.table).trigger()
    assert list(tmp_path.glob("*.pdf")) == []


def test_the_dialog_says_what_will_be_written(page, qtbot):
    dialog = FormatDialog(taken(page.listed.table), ListFormat.PDF, page)
    assert dialog.chosen() is ListFormat.PDF
    dialog.choices[ListFormat.CSV].setChecked(True)
    assert dialog.chosen() is ListFormat.CSV


def test_the_grid_of_figures_is_written_with_its_names(qtbot, services, desk):
    services.enterprises.save(EnterpriseDraft(name="盂县甲洗煤厂（演示）"))
    page = FiguresPage(services, desk)
    qtbot.addWidget(page)
    page.show()
    page.reload()
    table = taken(page.grid)
    assert table.columns[0].heading == "企业名称"
    assert [row[0] for row in texts(table)] == ["盂县甲洗煤厂（演示）"]
    assert any(column.kind is ColumnKind.NUMBER for column in table.columns)


def test_every_table_of_every_page_can_be_written(qtbot, services, desk):
    services.enterprises.save(EnterpriseDraft(name="盂县甲洗煤厂（演示）"))
    window = MainWindow(RESOURCES)
    qtbot.addWidget(window)
    window.show()
    window.enter(services, desk, PAGES)
    seen = 0
    for page in PAGES:
        window.open_page(page.key)
        for view in window.page(page.key).findChildren(QTableView):
            if isinstance(view, TableView | FigureGrid) and view.model() is not None:
                assert exports_of(view) is not None, view.accessibleName()
                table = taken(view)
                assert len(texts(table)) == table.count
                assert all(len(row) == len(table.columns) for row in texts(table))
                seen += 1
    assert seen > 20


def export(view) -> QAction:
    return next(each for each in view.actions() if each.shortcut() == QKeySequence(KEYS))
