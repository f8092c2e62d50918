"""Workbooks for the tests, made on the spot, and how their problems are said."""

import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook as Book
from openpyxl.worksheet.worksheet import Worksheet

from desktop.domain.month import Month
from desktop.domain.problems import Problem
from desktop.intake.enterprises import read_enterprises
from desktop.intake.figures import read_figures
from desktop.intake.reader import Wish
from desktop.intake.readings import ReadRow, SheetReading
from desktop.intake.visits import read_visits
from desktop.intake.words import Words, load_words
from desktop.intake.workbook import open_workbook
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.wording.messages_intake import MESSAGES

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 20)
GOOD, OTHER, THIRD = "91350100M000100Y43", "91512081MA62K0260E", "9135021359498494XQ"
HEAD = ["序号", "企业名称", "统一社会信用代码", "联系电话", "2025年营业收入（万元）", "成立日期"]
WORDS: Words = load_words(ROOT / "resources" / "intake")


def save(path: Path, rows: Sequence[Sequence[object]], change: Callable[[Worksheet], None] | None = None) -> Path:
    """Write *rows* as the one sheet 名单 of a workbook; *change* may bend it before it is saved."""
    book = Book()
    page = book.worksheets[0]
    page.title = "名单"
    for row in rows:
        page.append(list(row))
    if change is not None:
        change(page)
    book.save(path)
    return path


def enterprises(path: Path, **wish: object) -> tuple[SheetReading, ...]:
    """Return *path* read as a list of enterprises."""
    arguments: dict[str, object] = {"choices": {}, "today": TODAY, "year": 2026, **wish}
    return read_enterprises(open_workbook(path, Progress()), WORDS, Wish(**arguments))  # type: ignore[arg-type]


def figures(path: Path, **wish: object) -> tuple[SheetReading, ...]:
    """Return *path* read as monthly figures."""
    arguments: dict[str, object] = {"choices": {}, "today": TODAY, **wish}
    return read_figures(open_workbook(path, Progress()), WORDS, Wish(**arguments))  # type: ignore[arg-type]


def visits(path: Path, month: Month | None = None) -> tuple[SheetReading, ...]:
    """Return *path* read as visits."""
    return read_visits(open_workbook(path, Progress()), WORDS, Wish({}, TODAY, month=month))


def list_of(path: Path, *rows: Sequence[object], **wish: object) -> SheetReading:
    """Return the reading of a sheet with the usual header and *rows*."""
    return enterprises(save(path, [HEAD, *rows]), **wish)[0]


def one(path: Path, **cells: object) -> ReadRow:
    """Return the one row read of a good enterprise in which *cells* (name, code, phone, revenue, day) differ."""
    usual: dict[str, object] = {"name": "演示铸造有限公司", "code": GOOD, "phone": None, "revenue": None, "day": None}
    usual |= cells
    reading = list_of(path, [1, *usual.values()])
    assert len(reading.rows) == 1, reading
    return reading.rows[0]


def numbers(problems: Sequence[Problem]) -> list[str]:
    """Return the numbers of bad-input.md that *problems* have."""
    return [MESSAGES[problem.code][0] for problem in problems]


def find(problems: Sequence[Problem], number: str) -> Problem:
    """Return the one problem with this number."""
    found = [problem for problem in problems if MESSAGES[problem.code][0] == number]
    assert len(found) == 1, (number, [(problem.code, dict(problem.values)) for problem in problems])
    return found[0]


def say(problem: Problem | KnownError) -> str:
    """Return the sentence of *problem*; every gap must be filled."""
    return MESSAGES[problem.code][1].format_map(problem.values)


def placed(problem: Problem, *, row: int, column: str) -> str:
    """Return the sentence, having checked that it names sheet, row and column."""
    text = say(problem)
    assert "名单" in text
    assert f"第 {row} 行" in text
    assert column in text
    assert problem.field == column
    return text


def rewrite(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """Let *change* bend the parts of the workbook at *path*."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def in_sheet(path: Path, changes: Mapping[str, str]) -> Path:
    """Replace text in the XML of the first sheet."""

    def change(parts: dict[str, bytes]) -> None:
        text = parts["xl/worksheets/sheet1.xml"].decode()
        for old, new in changes.items():
            assert old in text, (old, text)
            text = text.replace(old, new)
        parts["xl/worksheets/sheet1.xml"] = text.encode()

    return rewrite(path, change)


def share_texts(path: Path) -> Path:
    """Move the texts of the first sheet to a table of shared texts, as Excel and WPS write them."""

    def change(parts: dict[str, bytes]) -> None:
        texts: list[str] = []

        def numbered(match: re.Match[str]) -> str:
            texts.append(match[2])
            return f'<c r="{match[1]}" t="s"><v>{len(texts) - 1}</v></c>'

        sheet = parts["xl/worksheets/sheet1.xml"].decode()
        sheet = re.sub(r'<c r="([A-Z]+[0-9]+)" t="inlineStr"><is><t>([^<]*)</t></is></c>', numbered, sheet)
        parts["xl/worksheets/sheet1.xml"] = sheet.encode()
        # the first half as rich text with a reading aid, which is no part of the text
        items = [
            f"<si><r><t>{text[:1]}</t></r><r><t>{text[1:]}</t></r><rPh sb='0' eb='1'><t>ruby</t></rPh></si>"
            if number % 2
            else f"<si><t>{text}</t></si>"
            for number, text in enumerate(texts)
        ]
        namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{namespace}">{"".join(items)}</sst>'.encode()
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
        relation = f'<Relationship Id="rIdS" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
        listing = parts["xl/_rels/workbook.xml.rels"].decode()
        parts["xl/_rels/workbook.xml.rels"] = listing.replace("</Relationships>", relation).encode()

    return rewrite(path, change)
