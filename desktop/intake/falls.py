"""Totals of the year to date that fall from one month to the next within a file."""

from collections import defaultdict
from dataclasses import replace

from desktop.domain.money import Amount
from desktop.domain.month import Month
from desktop.domain.problems import Problem, Severity
from desktop.intake.readings import ReadRow, SheetReading

_MEASURES = ("main_revenue_ytd", "vat_sales_ytd", "output_ytd", "electricity_ytd")


def tell_falls(readings: tuple[SheetReading, ...]) -> tuple[SheetReading, ...]:
    """Return *readings* with `total_falls` on rows whose total is below that of an earlier month of the same year."""
    totals: dict[tuple[object, int, str], list[tuple[Month, int]]] = defaultdict(list)
    for reading in readings:
        for row in reading.rows:
            month = row.values.get("month")
            if isinstance(month, Month):
                for measure, value in _totals(row):
                    totals[_who(row), month.year, measure].append((month, value))
    return tuple(
        replace(reading, rows=tuple(_told(reading, row, totals) for row in reading.rows)) for reading in readings
    )


def _totals(row: ReadRow) -> list[tuple[str, int]]:
    """Return the totals of a row."""
    found = ((measure, row.values.get(measure)) for measure in _MEASURES)
    return [(measure, amount.value) for measure, amount in found if isinstance(amount, Amount)]


def _who(row: ReadRow) -> object:
    """Return what tells the enterprise of a row from others."""
    return row.values.get("credit_code") or row.values.get("name")


def _told(
    reading: SheetReading, row: ReadRow, totals: dict[tuple[object, int, str], list[tuple[Month, int]]]
) -> ReadRow:
    """Return *row* with a problem for each total that fell."""
    month = row.values.get("month")
    if not isinstance(month, Month):
        return row
    problems = []
    for measure, value in _totals(row):
        earlier = [(at, was) for at, was in totals[_who(row), month.year, measure] if at < month]
        if earlier and value < max(earlier)[1]:
            problems.append(_problem(reading, row, measure, max(earlier)[0], month))
    return replace(row, problems=(*row.problems, *problems)) if problems else row


def _problem(reading: SheetReading, row: ReadRow, measure: str, before: Month, month: Month) -> Problem:
    """Return the problem for one fallen total."""
    headings = [column.heading for column in reading.columns if column.field == measure]
    same_month = [
        column.heading for column in reading.columns if column.field == measure and column.month == month.number
    ]
    heading = (same_month or headings or [measure])[0]
    values = {
        "sheet": row.sheet,
        "row": str(row.row),
        "column": heading,
        "text": row.raw.get(heading, ""),
        "month": str(month),
        "before": str(before),
    }
    return Problem(heading, "total_falls", values, Severity.CHECK)
