"""The Sheet: one page-independent table ready to print; Excel and PDF are two printers of the same Sheet."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from desktop.render.catalogue import Kind


class Align(StrEnum):
    """Where text stands in its box."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class PaperSize(StrEnum):
    """The paper a form is printed on."""

    A4 = "A4"
    A3 = "A3"


@dataclass(frozen=True, slots=True)
class Margins:
    """The white edge in millimetres."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Page:
    """The paper: its size, the way it lies, its edges, and the size of the text in points."""

    size: PaperSize
    landscape: bool
    margins: Margins
    text_size: Decimal


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column: the fact it shows, its width in millimetres, and how numbers in it are written.

    *percent* says that its exact numbers are shares of one, shown times a hundred.
    """

    fact: str
    kind: Kind
    width: int
    align: Align
    decimals: int
    percent: bool = False


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """One box of the header tree; *row* and *col* count from 0."""

    text: str
    row: int
    col: int
    rowspan: int
    colspan: int


@dataclass(frozen=True, slots=True)
class CellValue:
    """One cell: *text* is what paper shows, *exact* the unrounded number in the form's scale, the day or the text.

    *exact* is None where nothing is known; *text* then says so in words, or is empty.
    """

    text: str
    exact: Decimal | int | date | str | None
    align: Align
    kind: Kind


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows *first* to *first* + *count* stand under *heading*; *subtotal* is their own sum, None for none."""

    heading: str
    first: int
    count: int
    subtotal: tuple[CellValue, ...] | None


@dataclass(frozen=True, slots=True)
class BodyLine:
    """One line of the table as it is printed: cells, or a *heading* across all columns.

    *stays* says that it must not be the last of a page: a heading before its rows, a row before its sum.
    """

    cells: tuple[CellValue, ...]
    heading: str = ""
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Footer:
    """The signature places under a sheet and the words of the place for the seal."""

    fields: tuple[str, ...]
    seal: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A filled form with no output format in it.

    *mark* says on paper that it is a later round; *nothing* is printed across the table when there are no rows;
    *statement* stands on every page. *groups* part all rows, in their order, or there are none. Rows are at least
    *row_height* millimetres high, so that there is room to write on them.
    """

    title: str
    annex: str
    mark: str
    corner_left: str
    corner_middle: str
    corner_right: str
    columns: tuple[ColumnSpec, ...]
    header: tuple[tuple[HeaderCell, ...], ...]
    rows: tuple[tuple[CellValue, ...], ...]
    totals: tuple[CellValue, ...] | None
    nothing: str
    notes: tuple[str, ...]
    footer: Footer
    page: Page
    statement: str
    groups: tuple[RowGroup, ...] = ()
    totals_first: bool = False
    code: str = ""  # names the filed round on every page; a paper that is no round has none
    row_height: int = 0

    @property
    def body(self) -> tuple[BodyLine, ...]:
        """The lines of the table in the order of paper, without its header."""
        total = () if self.totals is None else (BodyLine(self.totals, stays=self.totals_first),)
        lines = self._grouped() if self.groups else [BodyLine(row) for row in self.rows]
        if self.totals_first:
            return (*total, *lines)
        if total and lines:
            lines[-1] = BodyLine(lines[-1].cells, lines[-1].heading, stays=True)
        return (*lines, *total)

    def _grouped(self) -> list[BodyLine]:
        lines: list[BodyLine] = []
        for group in self.groups:
            rows = self.rows[group.first : group.first + group.count]
            summed = group.subtotal is not None
            lines.append(BodyLine((), group.heading, stays=True))
            lines += [BodyLine(row, stays=summed and row is rows[-1]) for row in rows]
            if group.subtotal is not None:
                lines.append(BodyLine(group.subtotal))
        return lines


@dataclass(frozen=True, slots=True)
class RecordBox:
    """A label and the value beside it; *share* is its part of the line's width."""

    fact: str
    label: str
    value: str
    share: int


@dataclass(frozen=True, slots=True)
class RecordLine:
    """Boxes side by side, at least *height* millimetres high."""

    boxes: tuple[RecordBox, ...]
    height: int


@dataclass(frozen=True, slots=True)
class RecordSheet:
    """A filled form about one thing: labels and values in boxes."""

    title: str
    annex: str
    corner_left: str
    corner_right: str
    lines: tuple[RecordLine, ...]
    notes: tuple[str, ...]
    footer: Footer
    page: Page
    statement: str
