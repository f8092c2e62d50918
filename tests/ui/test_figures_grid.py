"""The grid of monthly figures: its model, its keys, its clipboard."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester

from desktop.domain.codes import Measure, Obtained, Source
from desktop.domain.figure import FigureInput, FigureLine, FigureValue
from desktop.domain.money import Scale
from desktop.domain.month import Month
from desktop.domain.problems import Problem, Severity
from desktop.ui.models.figure_columns import COLUMNS, exact, text_of
from desktop.ui.models.figure_grid_model import MARK_ROLE, FigureGridModel
from desktop.ui.models.figure_paste import plan_paste
from desktop.ui.widgets.figure_grid import FigureGrid

OCTOBER = Month(2026, 10)
PLACE = {column.measure: place for place, column in enumerate(COLUMNS) if column.measure}
YTD = PLACE[Measure.MAIN_REVENUE_YTD]
GROWTH = next(place for place, column in enumerate(COLUMNS) if column.title == "同比")
SOURCE = next(place for place, column in enumerate(COLUMNS) if column.choice is Source)
TOLD = (Source.ENTERPRISE, Obtained.ORAL)


def value(amount: int) -> FigureValue:
    return FigureValue(amount, "", Scale.TEN_THOUSAND, Source.INCOME_STATEMENT, Obtained.PAPER, "", date(2026, 11, 5))


def line(number: int, **values: int) -> FigureLine:
    kept = {Measure(name): value(amount) for name, amount in values.items()}
    return FigureLine(f"u{number}", f"演示{number}厂", "", "", kept, {}, None, False, None, None, None, None, ())


def read(measure: Measure, text: str, scale: Scale) -> FigureInput | Problem:
    if not text.isdecimal():
        return Problem(measure.value, "not_a_number", {"text": text})
    return FigureInput(measure, int(text) * 1_000_000, text, scale)


@pytest.fixture
def model(qapp):
    model = FigureGridModel()
    model.show_lines([line(1, main_revenue_ytd=1_850_500_000), line(2), line(3)], OCTOBER)
    return model


@pytest.fixture
def grid(model, qtbot):
    grid = FigureGrid(model)
    qtbot.addWidget(grid)
    grid.show()
    grid.go(0, YTD)
    return grid


def test_the_model_behaves(model):
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.put_line(line(2, staff=40))
    model.refuse(1, YTD, "约20", Problem(Measure.MAIN_REVENUE_YTD, "not_a_number", {"text": "约20"}))
    model.show_lines([line(3)], Month(2026, 2))


def test_nothing_reported_is_never_0(model):
    assert model.index(1, YTD).data() == "未报"
    assert model.copied(1, YTD) == ""


def test_february_is_january_and_february(model):
    model.show_lines([], Month(2026, 2))
    heading = model.headerData(PLACE[Measure.MAIN_REVENUE_MONTH], Qt.Orientation.Horizontal)
    assert heading == "1—2月\n(万元)"


def test_what_is_shown_is_rounded_and_what_is_copied_is_exact(model):
    model.put_line(line(1, main_revenue_ytd=123_456_789))
    assert model.index(0, YTD).data() == "123.46"
    assert model.copied(0, YTD) == "123.456789"


@pytest.mark.parametrize(
    ("measure", "amount", "text"),
    [
        (Measure.MAIN_REVENUE_YTD, 1_850_000_000, "1850"),
        (Measure.MAIN_REVENUE_YTD, 100, "0.0001"),
        (Measure.PROFIT_YTD, -1_500_000, "-1.5"),
        (Measure.ELECTRICITY_YTD, 1_234_500, "1.2345"),
        (Measure.STAFF, 120, "120"),
    ],
)
def test_an_amount_is_written_in_its_columns_unit_with_every_digit(measure, amount, text):
    assert exact(measure, amount) == text


def test_an_amount_that_follows_from_others_says_so(model):
    derived = replace(
        line(2), month_revenue=5_000_000, month_derived=True, ytd_last=7_000_000, ytd_last_stored=7_000_000
    )
    model.put_line(derived)
    assert model.index(1, PLACE[Measure.MAIN_REVENUE_MONTH]).data() == "5.00"
    tip = model.index(1, PLACE[Measure.MAIN_REVENUE_MONTH]).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "由累计数相减得出"
    assert model.index(1, PLACE[Measure.MAIN_REVENUE_MONTH]).data(Qt.ItemDataRole.EditRole) == ""


def test_a_question_is_marked_and_read_aloud(model):
    question = Problem(Measure.MAIN_REVENUE_YTD, "cumulative_falls", {"previous": "2000000000"}, Severity.CHECK)
    model.put_line(replace(line(1, main_revenue_ytd=1_850_500_000), problems=(question,)))
    index = model.index(0, YTD)
    assert index.data(MARK_ROLE) == "question"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith("1,850.50 请核实")
    assert "2,000.00万元" in index.data(Qt.ItemDataRole.ToolTipRole)


def test_there_is_no_gap_and_no_suggestion_among_the_columns(model):
    words = "".join(column.title for column in COLUMNS)
    assert "缺口" not in words
    assert "建议" not in words
    assert not model.flags(model.index(0, GROWTH)) & Qt.ItemFlag.ItemIsEditable


def test_typing_starts_over_and_enter_goes_down(grid, model, qtbot):
    typed = []
    model.typed.connect(lambda *said: typed.append(said))
    qtbot.keyClicks(grid.viewport(), "1")
    qtbot.keyClicks(grid.focusWidget(), "2")
    with qtbot.waitSignal(model.typed):
        qtbot.keyClick(grid.focusWidget(), Qt.Key.Key_Return)
    assert typed == [(0, YTD, "12")]
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (1, YTD)


def test_tab_skips_what_nobody_types(grid, qtbot):
    grid.go(0, PLACE[Measure.MAIN_REVENUE_YTD_LAST])
    qtbot.keyClick(grid, Qt.Key.Key_Tab)
    assert grid.currentIndex().column() == PLACE[Measure.VAT_SALES_YTD]
    grid.go(0, len(COLUMNS) - 1)
    qtbot.keyClick(grid, Qt.Key.Key_Tab)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (1, 0)


def test_down_while_typing_keeps_the_text_and_goes_down(grid, model, qtbot):
    typed = []
    model.typed.connect(lambda *said: typed.append(said))
    qtbot.keyClicks(grid.viewport(), "7")
    qtbot.keyClick(grid.focusWidget(), Qt.Key.Key_Down)
    assert typed == [(0, YTD, "7")]
    assert grid.currentIndex().row() == 1


def test_escape_leaves_the_cell_as_it_was(grid, model, qtbot):
    with qtbot.assertNotEmitted(model.typed):
        qtbot.keyClicks(grid.viewport(), "7")
        qtbot.keyClick(grid.focusWidget(), Qt.Key.Key_Escape)


def test_a_copied_block_is_what_excel_takes(grid, model):
    model.put_line(line(2, main_revenue_ytd=2_000_000))
    grid.selectionModel().clearSelection()
    for row in (0, 1):
        for column in (YTD, YTD + 1):
            index = model.index(row, column)
            grid.selectionModel().select(index, grid.selectionModel().SelectionFlag.Select)
    grid.copy()
    assert QGuiApplication.clipboard().text() == "1850.5\t\n2\t"
    grid.copy_with_names()
    assert QGuiApplication.clipboard().text().splitlines()[1] == "演示1厂\t1850.5\t"


def plan(block, at=(0, YTD), lines=None):
    kept = lines or [line(1, main_revenue_ytd=1_850_500_000), line(2), line(3)]
    return plan_paste(block, kept, OCTOBER, at, TOLD, read, lambda entry: [])


def test_a_pasted_block_belongs_from_the_cell_on_down():
    planned = plan([["10"], ["20"]])
    assert [(cell.name, cell.old, cell.new) for cell in planned.cells] == [
        ("演示1厂", "1,850.50", "10.00"),
        ("演示2厂", "未报", "20.00"),
    ]
    assert [entry.enterprise for entry in planned.entries] == ["u1", "u2"]


def test_a_pasted_blank_leaves_what_is_there():
    planned = plan([["", "5"]])
    assert planned.blank == 1
    assert [cell.column.title for cell in planned.cells] == ["同期"]


def test_what_the_program_works_out_is_not_pasted_over():
    planned = plan([["5%"]], at=(0, GROWTH))
    assert (planned.fixed, planned.cells, planned.entries) == (1, (), ())


def test_what_hangs_over_the_edge_is_counted():
    planned = plan([["1"], ["2"]], at=(2, YTD))
    assert (len(planned.cells), planned.outside) == (1, 1)


def test_a_bad_cell_does_not_take_the_good_ones_with_it():
    planned = plan([["约10"], ["20"]])
    assert [cell.good for cell in planned.cells] == [False, True]
    assert [entry.enterprise for entry in planned.entries] == ["u2"]


def test_a_pasted_source_goes_with_the_figures_of_its_row():
    block = [["8", *[""] * (SOURCE - YTD - 1), "税表"]]
    planned = plan(block, lines=[line(1, main_revenue_ytd=1_850_500_000, tax_ytd=3_000_000)])
    typed, stood = planned.entries
    assert (typed.source, typed.obtained) == (Source.TAX_RETURN, Obtained.ORAL)
    assert (stood.source, stood.obtained) == (Source.TAX_RETURN, Obtained.PAPER)
    assert [each.measure for each in stood.inputs] == [Measure.TAX_YTD]


def test_an_unknown_word_for_a_source_is_refused():
    planned = plan([["听说"]], at=(0, SOURCE))
    assert planned.cells[0].problem is not None
    assert not planned.entries


def test_every_column_says_its_unit_or_needs_none(model):
    for column in COLUMNS:
        assert column.unit or column.choice
        assert text_of(column, model.lines[1]) in {"未报", "—", ""}
