"""The same enterprise twice in one file: every row is told where the others stand."""

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import replace

from desktop.domain.problems import Problem, Severity
from desktop.intake.readings import ReadRow, SheetReading

_NAMED = 20
_Place = tuple[int, int]  # reading, row in it


def tell_doubles(readings: list[SheetReading], *, by: tuple[str, ...] = ()) -> tuple[SheetReading, ...]:
    """Return *readings* with `code_twice` or `name_twice` on rows of the same enterprise.

    *by* are further keys that make rows different (the month of a figure).
    """
    codes: dict[Hashable, list[_Place]] = defaultdict(list)
    names: dict[Hashable, list[_Place]] = defaultdict(list)
    for number, reading in enumerate(readings):
        for place, row in enumerate(reading.rows):
            rest = tuple(row.values.get(key) for key in by)
            if code := row.values.get("credit_code"):
                codes[code, rest].append((number, place))
            elif name := row.values.get("name"):
                names[name, rest].append((number, place))
    told: dict[_Place, Problem] = {}
    for found, code, field in ((codes, "code_twice", "credit_code"), (names, "name_twice", "name")):
        for places in found.values():
            if len(places) > 1:
                shown = _shown([readings[number].rows[place] for number, place in places])
                for number, place in places:
                    told[number, place] = _problem(readings[number], place, shown, code, field)
    return tuple(
        replace(
            reading,
            rows=tuple(
                replace(row, problems=(*row.problems, told[number, place])) if (number, place) in told else row
                for place, row in enumerate(reading.rows)
            ),
        )
        for number, reading in enumerate(readings)
    )


def _shown(rows: list[ReadRow]) -> str:
    """Return where *rows* stand; of many only the first."""
    sheets = {one.sheet for one in rows}
    shown = list(dict.fromkeys(str(one.row) if len(sheets) == 1 else f"{one.sheet}!{one.row}" for one in rows))
    return "、".join(shown[:_NAMED]) + ("…" if len(shown) > _NAMED else "")


def _problem(reading: SheetReading, place: int, shown: str, code: str, field: str) -> Problem:
    """Return the problem of one row, naming all the rows *shown*."""
    row = reading.rows[place]
    heading = next((column.heading for column in reading.columns if column.field == field), field)
    values = {
        "sheet": row.sheet,
        "row": str(row.row),
        "column": heading,
        "text": str(row.values[field]),
        "rows": shown,
    }
    return Problem(heading, code, values, Severity.CHECK)
