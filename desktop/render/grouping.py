"""Rows that stand together on a form, their places, and their sums (小计, 合计) from exact values."""

from collections.abc import Iterator, Mapping, Sequence

from desktop.domain.filing import FactValue
from desktop.domain.money import Scale
from desktop.render.cells import alone, total_cell
from desktop.render.form_parts import Form, Grouping, SerialRun, Total
from desktop.render.sheet import Align, CellValue

Row = Mapping[str, FactValue]
Part = tuple[str, list[Row]]


def grouped_rows(group: Grouping | None, rows: Sequence[Row]) -> list[Part]:
    """Return (name, rows) of each group; the rows keep their order inside it. Without grouping all are one."""
    if group is None:
        return [("", list(rows))]
    parts: dict[str | None, list[Row]] = {}
    for row in rows:
        value = row[group.fact.name]
        parts.setdefault(None if value is None or value == "" else str(value), []).append(row)
    named = sorted((value for value in parts if value is not None), key=lambda value: _place(group, value))
    ordered = [(alone(group.fact, value, Scale.ONE), parts[value]) for value in named]
    return [*ordered, *([(group.blank, parts[None])] if None in parts else [])]


def places_of(group: Grouping | None, parts: Sequence[Part]) -> Iterator[int]:
    """Yield the number (序号) of each row, running on or beginning anew in each group."""
    number = 0
    for _, rows in parts:
        if group is not None and group.serial is SerialRun.RESTART:
            number = 0
        for _ in rows:
            number += 1
            yield number


def sums(form: Form, rows: Sequence[Row], word: str) -> tuple[CellValue, ...] | None:
    """Return the line that adds *rows* up under the name *word*, None where nothing is added up."""
    if not rows or all(column.total is Total.NONE for column in form.columns):
        return None
    cells = [total_cell(column, rows) for column in form.columns]
    # the word stands in the first column of text that has no total of its own
    place = next((number for number, column in enumerate(form.columns) if not column.fact.kind.numeric), 0)
    cells[place] = CellValue(word, word, Align.CENTER, cells[place].kind)
    return tuple(cells)


def _place(group: Grouping, value: str) -> tuple[int, str]:
    return (group.order.index(value) if value in group.order else len(group.order), value)
