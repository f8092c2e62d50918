"""Everything of a sheet beside its cells that names rows: it moves and grows with the row that repeats."""

from collections.abc import Mapping
from copy import deepcopy
from xml.etree.ElementTree import Element

from openpyxl.formula.translate import Translator

from desktop.render.workbook_file import cells_of, column_letters
from desktop.render.workbook_plan import block
from desktop.render.workbook_rows import Growth, moved_formula, moved_range, moved_ranges
from desktop.render.workbook_xml import MAIN

_DATA, _MERGES, _BREAKS, _VIEWS = (f"{MAIN}{name}" for name in ("sheetData", "mergeCells", "rowBreaks", "sheetViews"))
_FORMULA, _VALUE = f"{MAIN}f", f"{MAIN}v"
_FORMULAS = frozenset({"formula", "formula1", "formula2", "f"})


def move_blocks(root: Element, home: str, growths: Mapping[str, Growth]) -> None:
    """Let merged cells, rules, links, page breaks and print set-up of sheet *home* follow the *growths*."""
    growth = growths.get(home)
    for child in root:
        if child.tag in {_DATA, _VIEWS}:
            continue
        if growth is not None and child.tag == _MERGES:
            _move_merges(child, growth)
        elif growth is not None and child.tag == _BREAKS:
            _move_breaks(child, growth)
        else:
            for node in child.iter():
                _move_node(node, home, growths, growth)


def share_no_formula(root: Element) -> None:
    """Give every cell its own formula: a shared one stands only in its first cell, which may move away from others."""
    masters: dict[str, Translator] = {}
    for _, _, cell in cells_of(root):
        formula = cell.find(_FORMULA)
        if formula is None or formula.get("t") != "shared":
            continue
        key, address = formula.get("si", ""), cell.get("r", "")
        if formula.text:
            masters[key] = Translator(f"={formula.text}", origin=address)
        elif key in masters:
            formula.text = str(masters[key].translate_formula(address)).removeprefix("=")
        formula.attrib.clear()


def move_formula(cell: Element, home: str, growths: Mapping[str, Growth]) -> None:
    """Let the formula of *cell* follow the *growths*; what it last gave is taken out, so that it is worked out anew."""
    formula = cell.find(_FORMULA)
    if formula is None:
        return
    formula.text = moved_formula(formula.text or "", home, growths)
    if home in growths and formula.get("ref"):
        formula.set("ref", moved_range(formula.get("ref", ""), growths[home]))
    for value in cell.findall(_VALUE):
        cell.remove(value)
    cell.attrib.pop("t", None)


def _move_node(node: Element, home: str, growths: Mapping[str, Growth], growth: Growth | None) -> None:
    name = node.tag.rpartition("}")[2]
    if name in _FORMULAS and node.text:
        node.text = moved_formula(node.text, home, growths)
    if growth is None:
        return
    if node.get("sqref"):
        node.set("sqref", moved_ranges(node.get("sqref", ""), growth))
    if node.get("ref"):
        node.set("ref", moved_range(node.get("ref", ""), growth))
    if name == "sqref" and node.text:
        node.text = moved_ranges(node.text, growth)


def _move_merges(merges: Element, growth: Growth) -> None:
    for node in list(merges):
        found = block(node.get("ref", ""))
        node.set("ref", moved_range(found.text, growth))
        if found.top == found.bottom == growth.row:
            node.set("ref", found.text)
            for copy in range(1, growth.count):
                again = deepcopy(node)
                row = growth.row + copy
                again.set("ref", f"{column_letters(found.left)}{row}:{column_letters(found.right)}{row}")
                merges.append(again)
    merges.set("count", str(len(merges)))


def _move_breaks(breaks: Element, growth: Growth) -> None:
    for node in breaks:
        number = node.get("id", "")
        if number.isdecimal():  # the break stands under this row
            node.set("id", str(growth.end(int(number))))
