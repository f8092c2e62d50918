"""Reads a file that came back: which code it carries, and where a workbook differs from the one that was handed out."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from desktop.domain.filing_code import NotACode, read_code
from desktop.intake.grid import letters
from desktop.intake.workbook import Workbook, open_workbook
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.render.sheet_json import from_json
from desktop.services.steps.handing_out import made
from desktop.services.steps.paper import FormPrinter, Laid
from desktop.wording.sheets import CODE

_PDF = b"%PDF"
_CODE = re.compile(rf"{CODE}\s*([0-9A-Za-z]{{4}}-[0-9A-Za-z]{{4}}-[0-9A-Za-z])")
_LARGEST = 200 << 20

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ReadPaper:
    """What a file carries: its *code*, empty for none; a PDF's digest, or a workbook's cells by sheet and place."""

    code: str
    pdf_sha256: str = ""
    cells: Cells | None = None


@dataclass(frozen=True, slots=True)
class CellDifference:
    """One cell of a workbook that reads otherwise than it was handed out; *place* as Excel names it."""

    place: str
    handed_out: str
    read: str


class PaperReader:
    """Reads papers; *desk* is a folder for what is only looked at."""

    def __init__(self, printer: FormPrinter, desk: Path) -> None:
        self._printer = printer
        self._desk = desk

    def read(self, path: Path) -> ReadPaper:
        """Return what the file at *path* carries; raise `KnownError` where it is neither PDF nor workbook."""
        content = _bytes(path)
        if content.startswith(_PDF):
            text = "\n".join(self._printer.page_texts(path))
            return ReadPaper(_code_in(text), pdf_sha256=sha256(content).hexdigest())
        cells = _cells(open_workbook(path, Progress()))
        return ReadPaper(_code_in("\n".join(cells.values())), cells=cells)

    def differences(self, sheet: Mapping[str, Any], paper: ReadPaper) -> tuple[CellDifference, ...]:
        """Return where the workbook *paper* differs from the one that *sheet* (as kept) prints."""
        path = made(self._desk) / "as-handed-out.xlsx"
        kept = from_json(json.dumps(sheet))
        self._printer.xlsx(Laid(0, kept, {}), path, Progress())
        try:
            handed, read = _cells(open_workbook(path, Progress())), paper.cells or {}
        finally:
            path.unlink(missing_ok=True)
        places = dict.fromkeys((*handed, *read))
        pairs = ((place, handed.get(place, ""), read.get(place, "")) for place in places)
        return tuple(CellDifference(*each) for each in pairs if each[1] != each[2])


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise KnownError("workbook_too_big", file=path.name)
        return path.read_bytes()
    except OSError as error:
        raise KnownError("workbook_unreadable", file=path.name) from error


def _code_in(text: str) -> str:
    for found in _CODE.findall(text):
        try:
            return read_code(found)
        except NotACode:
            continue
    return ""


def _cells(workbook: Workbook) -> Cells:
    return {
        f"{sheet.name}!{letters(column)}{row.number}" if place else f"{letters(column)}{row.number}": cell.raw
        for place, sheet in enumerate(workbook.sheets)
        for row in sheet.rows
        for column, cell in enumerate(row.cells)
        if not cell.blank and not cell.merged
    }
