"""The cells of a county workbook: the text in them with its looks, and the XML of a cell once it is filled."""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from xml.etree.ElementTree import Element

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from desktop.render.excel_cells import FORMULA_MARKS, TEXT_LIMIT
from desktop.render.workbook_file import WorkbookFile
from desktop.render.workbook_marks import CellContent
from desktop.render.workbook_xml import MAIN, escaped, quoted

_SI, _RUN, _LOOK, _TEXT = f"{MAIN}si", f"{MAIN}r", f"{MAIN}rPr", f"{MAIN}t"
_TYPE_SIZE = 11.0
_EPOCHS = (date(1899, 12, 30), date(1904, 1, 1))


@dataclass(frozen=True, slots=True)
class CellLook:
    """How a cell shows a text: the size of its type, and what it does with one that is too long."""

    size: float
    wraps: bool
    shrinks: bool


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a cell's text of one *look*; None is the look of the cell."""

    look: Element | None
    text: str


class SharedTexts:
    """The texts that cells of *file* name by number."""

    def __init__(self, file: WorkbookFile) -> None:
        self._entries: list[Element] = []
        for part in file.related(file.workbook_part, "sharedStrings"):
            self._entries = [node for node in file.tree(part).root if node.tag == _SI]

    def runs(self, cell: Element) -> tuple[Run, ...]:
        """Return the text of *cell* in pieces; a number, a formula and an empty cell have none."""
        if cell.find(f"{MAIN}f") is not None:
            return ()
        kind = cell.get("t", "n")
        value = cell.findtext(f"{MAIN}v") or ""
        if kind == "s":
            known = value.strip().isdecimal() and int(value) < len(self._entries)
            return _runs(self._entries[int(value)]) if known else ()
        if kind == "inlineStr":
            inline = cell.find(f"{MAIN}is")
            return _runs(inline) if inline is not None else ()
        return (Run(None, value),) if kind == "str" and value else ()


class CellStyles:
    """The cell styles of *file*: which hold a percentage or a day, and a twin of each that marks text as text."""

    def __init__(self, file: WorkbookFile) -> None:
        found = file.related(file.workbook_part, "styles")
        self.part = found[0] if found else ""
        self._tree = file.tree(self.part) if self.part else None
        self._list = self._tree.root.find(f"{MAIN}cellXfs") if self._tree else None
        self._formats = self._written_formats()
        self._twins: dict[int, int] = {}
        properties = file.tree(file.workbook_part).root.find(f"{MAIN}workbookPr")
        self._epoch = _EPOCHS[properties is not None and properties.get("date1904") in {"1", "true"}]

    def is_percent(self, style: str) -> bool:
        """Return whether a number of *style* is shown times a hundred."""
        return "%" in self.format(style)

    def serial(self, day: date, style: str) -> int | None:
        """Return the number that a cell of *style* shows as *day*; None where it would show a bare number."""
        return (day - self._epoch).days if is_date_format(self.format(style)) else None

    def as_text(self, style: str) -> str:
        """Return the style that looks like *style* and keeps a text that begins like a formula a text for good."""
        if self._list is None:
            return style
        number = int(style or 0)
        if number not in self._twins:
            twin = deepcopy(self._list[number]) if number < len(self._list) else Element(f"{MAIN}xf")
            twin.set("quotePrefix", "1")
            self._twins[number] = len(self._list)
            self._list.append(twin)
            self._list.set("count", str(len(self._list)))
        return str(self._twins[number])

    def changed(self) -> dict[str, bytes]:
        """Return the part of the styles, if any style was added."""
        return {self.part: self._tree.to_bytes()} if self._tree is not None and self._twins else {}

    def look(self, style: str) -> CellLook:
        """Return how a cell of *style* shows a text."""
        known = self._list is not None and style.isdecimal() and int(style) < len(self._list)
        node = self._list[int(style)] if known and self._list is not None else None
        align = node.find(f"{MAIN}alignment") if node is not None else None
        wraps, shrinks = (
            align is not None and align.get(name) in {"1", "true"} for name in ("wrapText", "shrinkToFit")
        )
        return CellLook(self._size(node.get("fontId", "0") if node is not None else "0"), wraps, shrinks)

    def format(self, style: str) -> str:
        """Return the number format of *style*."""
        if self._list is None or not style.isdecimal() or int(style) >= len(self._list):
            return "General"
        number = self._list[int(style)].get("numFmtId", "0")
        return self._formats.get(number) or BUILTIN_FORMATS.get(int(number) if number.isdecimal() else 0) or "General"

    def _size(self, font: str) -> float:
        fonts = self._tree.root.find(f"{MAIN}fonts") if self._tree is not None else None
        if fonts is None or not font.isdecimal() or int(font) >= len(fonts):
            return _TYPE_SIZE
        size = fonts[int(font)].find(f"{MAIN}sz")
        return float(size.get("val", _TYPE_SIZE)) if size is not None else _TYPE_SIZE

    def _written_formats(self) -> dict[str, str]:
        listed = self._tree.root.find(f"{MAIN}numFmts") if self._tree is not None else None
        return {node.get("numFmtId", ""): node.get("formatCode", "") for node in (listed if listed is not None else ())}


def plain(runs: Iterable[Run]) -> str:
    """Return the text of *runs* as one."""
    return "".join(run.text for run in runs)


def cell_xml(address: str, style: str, content: CellContent, styles: CellStyles, runs: Sequence[Run] = ()) -> str:
    """Return the cell at *address* holding *content*: numbers as numbers, days as days, text as text whatever it says.

    *runs* are the pieces of a text with looks of its own; their text is as XML can hold it (`writable`).
    """
    if isinstance(content, date):
        serial = styles.serial(content, style)
        content = content.isoformat() if serial is None else serial
    if isinstance(content, str):
        return _text_xml(address, style, runs or (Run(None, content),), styles)
    head = _head(address, style)
    if content is None:
        return f"<c{head}/>"
    return f"<c{head}><v>{Decimal(content):f}</v></c>"


def _text_xml(address: str, style: str, runs: Sequence[Run], styles: CellStyles) -> str:
    whole = plain(runs)
    if not whole:
        return f"<c{_head(address, style)}/>"
    used = styles.as_text(style) if whole.startswith(FORMULA_MARKS) else style
    left, pieces = TEXT_LIMIT, []
    for run in runs:
        pieces.append(_run_xml(run.look, run.text[:left], alone=len(runs) == 1))
        left -= len(run.text[:left])
    return f'<c{_head(address, used)} t="inlineStr"><is>{"".join(pieces)}</is></c>'


def _run_xml(look: Element | None, text: str, *, alone: bool) -> str:
    body = f'<t xml:space="preserve">{escaped(text)}</t>'
    if look is None:
        return body if alone else f"<r>{body}</r>"
    told = "".join(
        f"<{node.tag.removeprefix(MAIN)}{''.join(f' {name}={quoted(value)}' for name, value in node.items())}/>"
        for node in look
        if node.tag.startswith(MAIN)
    )
    return f"<r><rPr>{told}</rPr>{body}</r>"


def _head(address: str, style: str) -> str:
    return f' r="{address}"' + (f" s={quoted(style)}" if style else "")


def _runs(node: Element) -> tuple[Run, ...]:
    found = []
    for child in node:
        if child.tag == _TEXT:
            found.append(Run(None, child.text or ""))
        elif child.tag == _RUN:
            found.append(Run(child.find(_LOOK), child.findtext(_TEXT) or ""))
    return tuple(found)
