"""Hostile texts through every printer: no live formula, no file read, no crash, nothing changed without a word."""

import csv
import io
import re
import zipfile
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from desktop.domain.listing import ListColumn, Listing
from desktop.kernel.progress import Progress
from desktop.render.list_printers import print_listing
from desktop.render.raster import page_texts
from desktop.render.workbook_fill import Filling, fill_workbook
from tests.render.county import FIELDS, SHEET, SINGLE, county, opened
from tests.render.hostile import TEXTS

LISTING = Listing(
    "名单=1+1",
    (ListColumn("企业"), ListColumn("=备注")),
    tuple((text, f"第{number}") for number, text in enumerate(TEXTS, 1)),
    ("筛选：<b>&",),
)
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
FIRST = 5  # the first row of the list in the county workbook


@pytest.fixture(scope="module")
def done(tmp_path_factory, fonts):
    """Every printer's file and what it told, and which files were opened while it wrote."""
    folder = tmp_path_factory.mktemp("hostile")
    printed = {
        kind: print_listing(LISTING, folder / f"a.{kind}", Progress(), fonts=fonts, unit="=单位", on="今天")
        for kind in ("xlsx", "csv", "pdf")
    }
    rows = [{"serial": number, "name": text, "note": text} for number, text in enumerate(TEXTS, 1)]
    county_path = folder / "county.xlsx"
    told = fill_workbook(opened(county()), Filling(FIELDS, {**SINGLE, "unit": "=1+1"}, rows), county_path, Progress())
    return {kind: (each.path, each.problems) for kind, each in printed.items()} | {"county": (county_path, told)}


def test_there_are_three_hundred():
    assert len(TEXTS) >= 300


@pytest.mark.parametrize("kind", ["xlsx", "county"])
def test_no_workbook_has_a_live_formula_or_link(done, kind):
    with zipfile.ZipFile(done[kind][0]) as archive:
        names = archive.namelist()
        sheet = archive.read(next(name for name in names if name.endswith("sheet1.xml")))
    formulas = {node.text for node in fromstring(sheet).iter() if node.tag.endswith("}f")}
    ours = re.compile(r"(IF\(E\d+=0,\"\",D\d+/E\d+-1\)|SUM\(D\d+:D\d+\)|D\d+|D\d+/SUM\(E\$\d+:E\$\d+\)-1)")
    assert all(ours.fullmatch(formula) for formula in formulas)
    assert not [name for name in names if "externalLink" in name or "hyperlink" in name.lower()]
    assert b"<hyperlink" not in sheet
    assert b"<!DOCTYPE" not in sheet[:200]


def texts_in(path: Path, column: int, sheet: str, first: int) -> list[object]:
    book = load_workbook(path)
    page = book[sheet] if sheet else book.active
    return [page.cell(first + number, column) for number in range(len(TEXTS))]


@pytest.mark.parametrize(("kind", "column", "sheet"), [("xlsx", 1, ""), ("county", 2, SHEET)])
def test_a_workbook_gives_every_text_back(done, kind, column, sheet):
    path, problems = done[kind]
    first = (
        FIRST
        if sheet
        else 1 + next(cell.row for row in load_workbook(path).active for cell in row if cell.value == "企业")
    )
    told = " ".join(f"{each.field} {each.values}" for each in problems)
    for number, (cell, text) in enumerate(zip(texts_in(path, column, sheet, first), TEXTS, strict=True)):
        plain = UNWRITABLE.sub("□", text).replace("\r\n", "\n").replace("\r", "\n")[:32_767]
        # openpyxl reads an empty text as nothing
        assert unescape(cell.value or "").replace("\r\n", "\n").replace("\r", "\n") in {plain, plain.strip("\n")}, (
            number,
            text,
        )
        assert cell.data_type != "f"
        if UNWRITABLE.search(text) or len(text) > 32_767:
            place = f"!{cell.coordinate} " if sheet else f"'row': '{number + 1}'"
            assert place in told, (number, text)


def test_text_that_begins_like_a_formula_stays_text_when_it_is_edited(done):
    for kind, column, sheet in (("xlsx", 1, ""), ("county", 2, SHEET)):
        book = load_workbook(done[kind][0])
        page = book[sheet] if sheet else book.active
        begun = [
            row[column - 1]
            for row in page.iter_rows()
            if str(row[column - 1].value or "").startswith(tuple("=+-@")) and row[column - 1].data_type == "s"
        ]
        assert len(begun) > 20
        assert all(cell.quotePrefix for cell in begun)


def test_a_text_file_has_no_formula_and_loses_nothing(done):
    path, problems = done["csv"]
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))[1:]
    assert len(rows) == len(TEXTS)
    for (cell, _), text in zip(rows, TEXTS, strict=True):
        held = UNWRITABLE.sub("□", text)
        assert cell in {held, f"'{held}"}
        if cell.lstrip().startswith(tuple("=+-@＝＋－＠")):
            assert re.fullmatch(r"-[0-9,]+(\.[0-9]+)?", cell), cell
    assert {each.code for each in problems} == {"list_character", "list_guarded"}
    changed = {each.values["row"] for each in problems if each.code == "list_character"}
    assert changed == {str(number) for number, text in enumerate(TEXTS, 1) if UNWRITABLE.search(text)}


def test_paper_shows_every_text_or_says_what_it_cannot(done, fonts):
    path, problems = done["pdf"]
    content = path.read_bytes()
    for live in (b"/URI", b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/OpenAction"):
        assert live not in content
    told = {(each.values["row"], each.values["char"]) for each in problems}
    for number, text in enumerate(TEXTS, 1):
        missing = fonts.missing_characters(text)
        assert {(str(number), f"U+{ord(char):04X}") for char in missing} <= told, (number, text)
    paper = "".join(filter(str.isalnum, "".join(page_texts(path))))
    for text in TEXTS:
        shown = "".join(filter(str.isalnum, text))
        if shown.isascii() and len(shown) < 100:
            assert shown in paper, text


def test_nothing_was_read_from_elsewhere(tmp_path, fonts, monkeypatch):
    opened_files = []
    real = io.open

    def watched(file, *args, **kwargs):
        opened_files.append(str(file))
        return real(file, *args, **kwargs)

    monkeypatch.setattr("builtins.open", watched)
    rows = tuple((text, "") for text in TEXTS if "passwd" in text or "server" in text)
    for kind in ("xlsx", "csv", "pdf"):
        listing = Listing("名单", LISTING.columns, rows)
        print_listing(listing, tmp_path / f"b.{kind}", Progress(), fonts=fonts, unit="", on="")
    assert not [name for name in opened_files if "passwd" in name or "server" in name]
