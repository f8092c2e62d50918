"""What is to be filled on each sheet of a county workbook: its marks, and the one row that repeats."""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from desktop.render.workbook_cells import Run, SharedTexts, plain
from desktop.render.workbook_file import SheetPart, WorkbookFile, cells_of, column_number
from desktop.render.workbook_marks import Mark, marks_in
from desktop.render.workbook_xml import MAIN, Tree


@dataclass(frozen=True, slots=True)
class MarkedCell:
    """A cell whose text holds marks."""

    address: str
    row: int
    runs: tuple[Run, ...]
    marks: tuple[Mark, ...]

    @property
    def repeats(self) -> bool:
        """True where a mark of it asks for one value a row."""
        return any(mark.repeats for mark in self.marks)

    @property
    def splits_looks(self) -> bool:
        """True where a mark begins in one look and ends in another, so that only one look can stay."""
        edges, end = set(), 0
        for run in self.runs[:-1]:
            end += len(run.text)
            edges.add(end)
        return any(mark.start < edge < mark.stop for mark in self.marks for edge in edges)


@dataclass(frozen=True, slots=True)
class Block:
    """A merged or other range of cells, rows and columns from 1."""

    text: str
    top: int
    bottom: int
    left: int
    right: int

    def hides(self, address: str) -> bool:
        """Return whether the cell at *address* lies in the range without being its first."""
        row, column = row_number(address), column_number(address)
        inside = self.top <= row <= self.bottom and self.left <= column <= self.right
        return inside and (row, column) != (self.top, self.left)


@dataclass(slots=True)
class SheetPlan:
    """One sheet taken apart; *row* is the row that repeats, 0 where none does."""

    sheet: SheetPart
    tree: Tree
    marked: tuple[MarkedCell, ...]
    rows: tuple[int, ...]

    @property
    def row(self) -> int:
        """The row that repeats, 0 where none does; the first where there are several, which the check refuses."""
        return self.rows[0] if self.rows else 0

    def merges(self) -> tuple[Block, ...]:
        """Return the merged ranges."""
        listed = self.tree.root.find(f"{MAIN}mergeCells")
        return tuple(block(node.get("ref", "")) for node in (listed if listed is not None else ()))


def whole_marks(cell: MarkedCell) -> tuple[Run, ...]:
    """Return the pieces of the text with every mark whole in the piece it begins in: programs split texts."""
    pieces, end = [], 0
    for run in cell.runs:
        start, end = end, end + len(run.text)
        for mark in cell.marks:
            if mark.start < start < mark.stop:  # what is left of a mark that began before
                start = min(mark.stop, end)
        last = next((mark.stop for mark in cell.marks if start <= mark.start < end < mark.stop), end)
        pieces.append(Run(run.look, plain(cell.runs)[start:last]))
    return tuple(piece for piece in pieces if piece.text)


def plan_of(file: WorkbookFile, sheet: SheetPart, shared: SharedTexts) -> SheetPlan:
    """Return what is to be filled on *sheet* of *file*."""
    tree = file.tree(sheet.part)
    marked = tuple(_marked(cells_of(tree.root), shared))
    rows = tuple(sorted({cell.row for cell in marked if cell.repeats}))
    return SheetPlan(sheet, tree, marked, rows)


def header_lines(root: Element) -> tuple[Element, ...]:
    """Return the lines at the head and foot of the printed pages of a sheet; marks may stand in them too."""
    lines = root.find(f"{MAIN}headerFooter")
    return tuple(line for line in (lines if lines is not None else ()) if line.text)


def block(text: str) -> Block:
    """Return the range that *text* (`A5:H5`, or one cell) names."""
    first, _, last = text.partition(":")
    last = last or first
    return Block(text, row_number(first), row_number(last), column_number(first), column_number(last))


def row_number(address: str) -> int:
    """Return the row of *address* (`B5`)."""
    digits = "".join(char for char in address if char.isdecimal())
    return int(digits) if digits else 0


def _marked(cells: Iterable[tuple[int, Element, Element]], shared: SharedTexts) -> Iterable[MarkedCell]:
    for number, _, cell in cells:
        runs = shared.runs(cell)
        marks = marks_in(plain(runs)) if runs else ()
        if marks:
            yield MarkedCell(cell.get("r", ""), number, runs, marks)
