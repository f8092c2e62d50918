"""Sheets as JSON text: what golden tests compare and kept rounds can be printed from again."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from desktop.render.catalogue import Kind
from desktop.render.sheet import (
    Align,
    CellValue,
    ColumnSpec,
    Footer,
    HeaderCell,
    Margins,
    Page,
    PaperSize,
    RowGroup,
    Sheet,
)

_Exact = Decimal | int | date | str | None
_READERS: dict[str, Callable[[str], _Exact]] = {
    "decimal": Decimal,
    "int": int,
    "date": date.fromisoformat,
    "str": str,
}


def to_json(sheet: Sheet) -> str:
    """Return *sheet* as JSON, one line a row so that two of them compare well; `from_json` gives it back whole."""
    head: dict[str, Any] = {
        "title": sheet.title,
        "annex": sheet.annex,
        "mark": sheet.mark,
        "corners": [sheet.corner_left, sheet.corner_middle, sheet.corner_right],
        "nothing": sheet.nothing,
        "notes": list(sheet.notes),
        "footer": {"fields": list(sheet.footer.fields), "seal": sheet.footer.seal},
        "page": _page_out(sheet.page),
        "statement": sheet.statement,
    }
    parts = [f"{_dump(key)}: {_dump(value)}" for key, value in head.items()]
    columns = [[each.fact, each.kind, each.width, each.align, each.decimals] for each in sheet.columns]
    parts.append(_block("columns", columns))
    parts.append(_block("header", [[_header_out(cell) for cell in level] for level in sheet.header]))
    parts.append(_block("rows", [[_cell_out(cell) for cell in row] for row in sheet.rows]))
    totals = None if sheet.totals is None else [_cell_out(cell) for cell in sheet.totals]
    parts.append(f'"totals": {_dump(totals)}')
    # said only where a form has them, so that sheets kept before read and compare as they were
    if sheet.row_height:
        parts.append(f'"row_height": {sheet.row_height}')
    if sheet.totals_first:
        parts.append('"totals_first": true')
    if sheet.code:
        parts.append(f'"code": {_dump(sheet.code)}')
    if sheet.groups:
        parts.append(_block("groups", [_group_out(each) for each in sheet.groups]))
    return "{\n" + ",\n".join(parts) + "\n}\n"


def from_json(text: str) -> Sheet:
    """Return the sheet that `to_json` wrote."""
    read: dict[str, Any] = json.loads(text)
    left, middle, right = read["corners"]
    totals = read["totals"]
    return Sheet(
        title=read["title"],
        annex=read["annex"],
        mark=read["mark"],
        corner_left=left,
        corner_middle=middle,
        corner_right=right,
        columns=tuple(
            ColumnSpec(fact, Kind(kind), width, Align(align), decimals)
            for fact, kind, width, align, decimals in read["columns"]
        ),
        header=tuple(tuple(HeaderCell(*cell) for cell in level) for level in read["header"]),
        rows=tuple(tuple(_cell_in(cell) for cell in row) for row in read["rows"]),
        totals=None if totals is None else tuple(_cell_in(cell) for cell in totals),
        nothing=read["nothing"],
        notes=tuple(read["notes"]),
        footer=Footer(tuple(read["footer"]["fields"]), read["footer"]["seal"]),
        page=_page_in(read["page"]),
        statement=read["statement"],
        groups=tuple(_group_in(each) for each in read.get("groups", ())),
        totals_first=read.get("totals_first", False),
        code=read.get("code", ""),
        row_height=read.get("row_height", 0),
    )


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _block(name: str, rows: list[list[Any]]) -> str:
    lines = ",\n".join("  " + _dump(row) for row in rows)
    return f'"{name}": [\n{lines}\n]' if rows else f'"{name}": []'


def _group_out(group: RowGroup) -> list[Any]:
    subtotal = None if group.subtotal is None else [_cell_out(cell) for cell in group.subtotal]
    return [group.heading, group.first, group.count, subtotal]


def _group_in(parts: list[Any]) -> RowGroup:
    heading, first, count, subtotal = parts
    return RowGroup(heading, first, count, None if subtotal is None else tuple(_cell_in(cell) for cell in subtotal))


def _header_out(cell: HeaderCell) -> list[str | int]:
    return [cell.text, cell.row, cell.col, cell.rowspan, cell.colspan]


def _cell_out(cell: CellValue) -> list[str | None]:
    exact = cell.exact
    if exact is None:
        return [cell.text, cell.kind, cell.align]
    sort = {Decimal: "decimal", int: "int", date: "date", str: "str"}[type(exact)]
    return [cell.text, cell.kind, cell.align, sort, None if exact == cell.text else str(exact)]


def _cell_in(parts: list[Any]) -> CellValue:
    text, kind, align, *rest = parts
    exact: _Exact = None
    if rest:
        sort, written = rest
        raw: str = text if written is None else written
        exact = _READERS[sort](raw)
    return CellValue(text, exact, Align(align), Kind(kind))


def _page_out(page: Page) -> dict[str, Any]:
    edges = page.margins
    return {
        "size": page.size,
        "landscape": page.landscape,
        "margins": [edges.top, edges.bottom, edges.left, edges.right],
        "text_size": str(page.text_size),
    }


def _page_in(read: dict[str, Any]) -> Page:
    return Page(PaperSize(read["size"]), read["landscape"], Margins(*read["margins"]), Decimal(read["text_size"]))
