"""Reads the columns and boxes of a form file: which fact, how wide, how it is written and added up."""

from collections.abc import Callable

from desktop.domain.filing import FormSubject
from desktop.domain.money import Scale
from desktop.render.catalogue import SERIAL, Fact
from desktop.render.fact_kinds import Kind
from desktop.render.form_conditions import read_conditions
from desktop.render.form_keys import Keys
from desktop.render.form_names import NO_FACT, read_fact, read_scale
from desktop.render.form_parts import Box, BoxLine, Column, Total
from desktop.render.sheet import Align

HEADER_LEVELS = 3
MOST_COLUMNS = 60


def read_columns(keys: Keys, subject: FormSubject, scale: Scale) -> tuple[Column, ...]:
    """Return the columns of a table; a path that stands there twice is told."""
    columns = tuple(_column(each, subject, scale) for each in keys.tables("columns"))
    if len(columns) > MOST_COLUMNS:
        keys.broken("columns", "form_too_many", most=MOST_COLUMNS)
    seen: set[tuple[str, ...]] = set()
    for number, column in enumerate(columns, 1):
        if column.header in seen:
            keys.warn(f"columns[{number}].header", "form_header_twice", header="·".join(column.header))
        seen.add(column.header)
    return columns


def read_lines(keys: Keys, subject: FormSubject) -> tuple[BoxLine, ...]:
    """Return the lines of boxes of a form about one thing."""
    return tuple(_box_line(each, subject) for each in keys.tables("lines"))


def _column(keys: Keys, subject: FormSubject, scale: Scale) -> Column:
    fact = read_fact(keys, subject)
    header = keys.texts("header")
    if not 1 <= len(header) <= HEADER_LEVELS or not all(header):
        keys.broken("header", "form_bad_header", most=HEADER_LEVELS)
    column = Column(
        header=header,
        fact=fact,
        width=keys.whole("width", low=5, high=300),
        align=keys.choice("align", Align, _usual_align(fact)),
        decimals=keys.whole("decimals", _usual_decimals(fact), high=6),
        total=keys.choice("total", Total, Total.NONE),
        required=keys.yes("required"),
        required_when=read_conditions(keys, "required_when", subject, scale),
        scale=read_scale(keys, fact, scale),
    )
    if fact is not NO_FACT and not _total_fits(column):
        keys.broken("total", "form_bad_total", fact=fact.name)
    if column.required_when and not column.required:
        keys.broken("required_when", "form_not_required")
    keys.finish()
    return column


def _total_fits(column: Column) -> bool:
    fits: dict[Total, Callable[[Fact], bool]] = {
        Total.NONE: lambda fact: True,
        Total.SUM: lambda fact: fact.kind.summable and fact.name != SERIAL,
        Total.RATIO: lambda fact: fact.of is not None,
    }
    return fits[column.total](column.fact)


def _box_line(keys: Keys, subject: FormSubject) -> BoxLine:
    boxes = tuple(_box(each, subject) for each in keys.tables("boxes"))
    if not boxes:
        keys.broken("boxes", "form_no_boxes")
    line = BoxLine(boxes, keys.whole("height", 9, low=5, high=250))
    keys.finish()
    return line


def _box(keys: Keys, subject: FormSubject) -> Box:
    box = Box(keys.text("label"), read_fact(keys, subject), keys.whole("share", 1, low=1, high=12))
    keys.finish()
    return box


def _usual_align(fact: Fact) -> Align:
    if fact.kind.numeric:
        return Align.RIGHT
    return Align.CENTER if fact.kind in {Kind.DATE, Kind.MONTH, Kind.PHONE} else Align.LEFT


def _usual_decimals(fact: Fact) -> int:
    return {Kind.MONEY: 2, Kind.KWH: 2, Kind.RATIO: 1}.get(fact.kind, 0)
