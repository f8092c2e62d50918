"""Whether what is filled in can be seen in its cell, as wide, high, merged and wrapped as the county made it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from xml.etree.ElementTree import Element

from desktop.render.workbook_cells import CellStyles
from desktop.render.workbook_file import column_letters, column_number
from desktop.render.workbook_marks import CellContent, in_words
from desktop.render.workbook_plan import SheetPlan, row_number
from desktop.render.workbook_xml import MAIN

_STANDARD = 8.43  # characters a column takes where nobody set it
_TYPE = 11  # the size that widths are counted in
_LINE = 1.28  # height of a line over the size of its type
_DECIMALS = re.compile(r"[0#]\.(0+)")


@dataclass(frozen=True, slots=True)
class Room:
    """The room of a cell: half-width places across, points down (None grows), and whether a long text runs on."""

    places: float
    height: float | None
    overflows: bool


class Rooms:
    """The room of the cells of one sheet, as it came from the county."""

    def __init__(self, plan: SheetPlan, styles: CellStyles) -> None:
        self._styles = styles
        self._merges = plan.merges()
        root = plan.tree.root
        self._widths = _widths(root)
        self._rows = {int(row.get("r", "0")): row for row in root.iter(f"{MAIN}row")}

    def shows(self, address: str, style: str, content: CellContent) -> bool:
        """Return whether *content* can be seen whole in the cell at *address* of the county's sheet."""
        text = _shown(content, self._styles.format(style))
        if not text:
            return True
        room, look = self._room(address), self._styles.look(style)
        scale = look.size / _TYPE
        lines = [_places(line) * scale for line in text.split("\n")]
        if isinstance(content, str) and look.wraps:
            needed = sum(max(1, -int(-line // room.places)) for line in lines)
            return room.height is None or needed * look.size * _LINE <= room.height + 2
        if look.shrinks or (isinstance(content, str) and room.overflows):
            return True
        return max(lines) <= room.places

    def _room(self, address: str) -> Room:
        row, column = row_number(address), column_number(address)
        merge = next((each for each in self._merges if (each.top, each.left) == (row, column)), None)
        last, bottom = (column, row) if merge is None else (merge.right, merge.bottom)
        places = sum(self._widths.get(each, self._widths[0]) for each in range(column, last + 1))
        heights = [self._height(each) for each in range(row, bottom + 1)]
        known = [each for each in heights if each is not None]
        height = sum(known) if len(known) == len(heights) else None
        return Room(places, height, merge is None and self._empty(row, column + 1))

    def _height(self, number: int) -> float | None:
        row = self._rows.get(number)
        text = "" if row is None else row.get("ht", "")
        return float(text) if text else None

    def _empty(self, number: int, column: int) -> bool:
        row, address = self._rows.get(number), f"{column_letters(column)}{number}"
        cell = next((each for each in (row if row is not None else ()) if each.get("r") == address), None)
        return cell is None or len(cell) == 0


def _widths(root: Element) -> Mapping[int, float]:
    """Return the width of each column that was set, in characters; 0 is that of all others."""
    standard = root.find(f"{MAIN}sheetFormatPr")
    text = "" if standard is None else standard.get("defaultColWidth", "")
    widths = {0: float(text) if text else _STANDARD}
    listed = root.find(f"{MAIN}cols")
    for node in listed if listed is not None else ():
        first, last = int(node.get("min", "1")), int(node.get("max", "1"))
        for column in range(first, min(last, first + 500) + 1):
            widths[column] = float(node.get("width", widths[0]))
    return widths


def _shown(content: CellContent, written: str) -> str:
    if not isinstance(content, int | Decimal):
        return in_words(content)
    if written == "General":  # rounded until it fits; only the whole part has to
        return f"{int(content)}"
    decimals = _DECIMALS.search(written)
    value = Decimal(content) * 100 if "%" in written else Decimal(content)
    return f"{value:{',' if ',' in written else ''}.{len(decimals[1]) if decimals else 0}f}"


def _places(text: str) -> float:
    # a point and a comma are half as wide as a digit
    return sum(2 if ord(char) > 0x2E80 else 0.5 if char in ".," else 1 for char in text)
