"""The other parts of a county workbook that name rows of a sheet: names, pictures, notes, tables, charts."""

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from desktop.render.workbook_file import WorkbookFile, relations_of
from desktop.render.workbook_rows import Growth, moved_formula, moved_range, moved_series
from desktop.render.workbook_xml import MAIN

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
# calcPr stands behind these in a workbook
_BEFORE_CALC = frozenset(
    f"{MAIN}{name}"
    for name in (
        "fileVersion",
        "fileSharing",
        "workbookPr",
        "workbookProtection",
        "bookViews",
        "sheets",
        "functionGroups",
        "externalReferences",
        "definedNames",
    )
)
_CALC_CHAIN = "calcChain"
# notes are drawn in VML, which is not always XML
# and each program names its parts by a prefix of its own
_VML_ROW = re.compile(rb"(<(?:[\w.-]+:)?Row>\s*)([0-9]+)(\s*</)")
_VML_ANCHOR = re.compile(rb"(<(?:[\w.-]+:)?Anchor>)([^<]*)(</)")


def moved_parts(file: WorkbookFile, growths: Mapping[str, Growth]) -> tuple[dict[str, bytes], frozenset[str]]:
    """Return the parts that change because rows were added, and those to leave out."""
    changed = {file.workbook_part: _moved_workbook(file, growths)}
    for sheet in file.sheets:
        growth = growths.get(sheet.name)
        if growth is not None and growth.added:
            changed |= _moved_neighbours(file, sheet.part, growth)
    for part in file.names():
        if part.startswith("xl/charts/chart") and part.endswith(".xml"):
            changed[part] = _moved_chart(file, part, growths)
    chains = file.related(file.workbook_part, _CALC_CHAIN)
    if chains:  # the order in which cells were worked out; spreadsheets make it anew
        changed |= _without(file, frozenset(chains))
    return changed, frozenset(chains)


def _moved_workbook(file: WorkbookFile, growths: Mapping[str, Growth]) -> bytes:
    tree = file.tree(file.workbook_part)
    names = tree.root.find(f"{MAIN}definedNames")
    for node in names if names is not None else ():
        if node.text:
            node.text = moved_formula(node.text, "", growths)
    calc = tree.root.find(f"{MAIN}calcPr")
    if calc is None:
        calc = Element(f"{MAIN}calcPr")
        last = max((place for place, node in enumerate(tree.root) if node.tag in _BEFORE_CALC), default=-1)
        tree.root.insert(last + 1, calc)
    calc.set("fullCalcOnLoad", "1")
    return tree.to_bytes()


def _moved_neighbours(file: WorkbookFile, sheet: str, growth: Growth) -> dict[str, bytes]:
    changed = {}
    for part in file.related(sheet, "drawing"):
        tree = file.tree(part)
        for anchor in tree.root:
            _move_anchor(anchor, growth)
        changed[part] = tree.to_bytes()
    for kind in ("table", "comments", "threadedComment"):
        for part in file.related(sheet, kind):
            tree = file.tree(part)
            for node in tree.root.iter():
                if node.get("ref"):
                    node.set("ref", moved_range(node.get("ref", ""), growth))
            changed[part] = tree.to_bytes()
    for part in file.related(sheet, "vmlDrawing"):
        changed[part] = _moved_vml(file.content(part), growth)
    return changed


def _move_anchor(anchor: Element, growth: Growth) -> None:
    """Move what is anchored below the row; what reaches over it keeps its size and does not stretch."""
    first = anchor.find(f"{_DRAWING}from/{_DRAWING}row")
    if first is None or int(first.text or 0) < growth.row:  # rows of anchors count from 0
        return
    for edge in ("from", "to"):
        node = anchor.find(f"{_DRAWING}{edge}/{_DRAWING}row")
        if node is not None:
            node.text = str(int(node.text or 0) + growth.added)


def _moved_vml(content: bytes, growth: Growth) -> bytes:
    def row(found: re.Match[bytes]) -> bytes:
        return found[1] + _below(found[2], growth) + found[3]

    def anchor(found: re.Match[bytes]) -> bytes:
        numbers = found[2].split(b",")
        if len(numbers) == 8:  # column, offset, row, offset; twice
            numbers[2], numbers[6] = (b" " + _below(numbers[place], growth) for place in (2, 6))
        return found[1] + b",".join(numbers) + found[3]

    return _VML_ANCHOR.sub(anchor, _VML_ROW.sub(row, content))


def _below(number: bytes, growth: Growth) -> bytes:
    row = int(number)
    return str(row + growth.added if row >= growth.row else row).encode()


def _moved_chart(file: WorkbookFile, part: str, growths: Mapping[str, Growth]) -> bytes:
    tree = file.tree(part)
    for node in tree.root.iter():
        if node.tag.endswith("}f") and node.text:
            node.text = moved_series(node.text, growths)
    return tree.to_bytes()


def _without(file: WorkbookFile, dropped: frozenset[str]) -> dict[str, bytes]:
    """Return the lists of parts without those that are *dropped*."""
    types, listing = "[Content_Types].xml", relations_of(file.workbook_part)
    known = file.tree(types)
    for node in list(known.root):
        if node.get("PartName", "").lstrip("/") in dropped:
            known.root.remove(node)
    named = file.tree(listing)
    for node in list(named.root):
        if node.get("Type", "").endswith(f"/{_CALC_CHAIN}"):
            named.root.remove(node)
    return {types: known.to_bytes(), listing: named.to_bytes()}
