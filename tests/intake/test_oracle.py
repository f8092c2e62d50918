"""Our reading of xlsx beside calamine's: the same texts, days and numbers in the same places."""

from datetime import date, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook as Book
from python_calamine import CalamineWorkbook

from desktop.intake.grid import CellKind
from desktop.intake.workbook import open_workbook
from desktop.kernel.progress import Progress

TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Zs", "Zl", "Zp", "Co", "Cn")), max_size=8
)
CELL = st.one_of(
    st.none(),
    TEXT.filter(lambda text: not text.startswith(("=", "#")) and "_x" not in text),
    st.integers(-(10**14), 10**14),
    st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12).map(
        lambda number: round(number, 4)
    ),
    st.dates(date(1901, 1, 1), date(2200, 1, 1)),
    st.booleans(),
)


def plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return float(value)
    return value if value != "" else None


@given(rows=st.lists(st.lists(CELL, min_size=1, max_size=6), min_size=1, max_size=6))
def test_values_are_those_of_calamine(rows, tmp_path_factory):
    path = tmp_path_factory.mktemp("oracle") / "a.xlsx"
    book = Book()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path)
    theirs = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)
    ours = {row.number: row for row in open_workbook(path, Progress()).sheets[0].rows}
    for number, values in enumerate(theirs, start=1):
        for column, value in enumerate(values):
            cell = ours[number].cell(column) if number in ours else None
            mine = cell.value if cell else None
            if isinstance(mine, Decimal):
                assert cell is not None
                assert cell.kind is CellKind.NUMBER
                mine = float(mine)
            assert plain(mine) == plain(value), (number, column)
