"""Excel 97 to 2003: files made by LibreOffice beside calamine's reading, and records made by hand."""

import random
import struct
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from desktop.intake.biff import packed_number
from desktop.intake.grid import CellKind, Sheet, Span
from desktop.intake.workbook import open_workbook
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from tests.intake.making import enterprises, find, say

DATA = Path(__file__).parent / "data"
BOF, EOF = 0x809, 0x0A


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def compound(stream: bytes) -> bytes:
    """A compound file with *stream* as its workbook."""
    stream = stream.ljust(4096, b"\0")
    stream += bytes(-len(stream) % 512)
    sectors = len(stream) // 512
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<II", head, 44, 1, 1)
    struct.pack_into("<III", head, 60, 0xFFFFFFFE, 0, 0xFFFFFFFE)
    struct.pack_into("<109I", head, 76, 0, *[0xFFFFFFFF] * 108)
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    table = struct.pack("<128I", *chain, *[0xFFFFFFFF] * (128 - len(chain)))
    directory = b""
    for name, kind, start, size in (("Root Entry", 5, 0xFFFFFFFE, 0), ("Workbook", 2, 2, len(stream))):
        text = (name + "\0").encode("utf-16-le")
        entry = bytearray(text.ljust(64, b"\0") + struct.pack("<HB", len(text), kind) + bytes(61))
        struct.pack_into("<II", entry, 116, start, size)
        directory += bytes(entry)
    return bytes(head) + table + directory.ljust(512, b"\0") + stream


def book(*cells: bytes, extra: bytes = b"", version: int = 0x600, texts: bytes = b"") -> bytes:
    """A workbook of one sheet with the records *cells*."""
    bof = record(BOF, struct.pack("<HHHHII", version, 5, 0, 0, 0, 0))

    def globals_(start: int) -> bytes:
        listed = record(0x85, struct.pack("<IBBBB", start, 0, 0, 2, 1) + "名单".encode("utf-16-le"))
        formats = record(0xE0, bytes(2) + struct.pack("<H", 0)) + record(0xE0, bytes(2) + struct.pack("<H", 14))
        return bof + extra + formats + listed + texts + record(EOF)

    start = len(globals_(0))
    sheet = record(BOF, struct.pack("<HHHHII", version, 16, 0, 0, 0, 0)) + b"".join(cells) + record(EOF)
    return compound(globals_(start) + sheet)


def cell(kind: int, row: int, column: int, data: bytes, style: int = 0) -> bytes:
    return record(kind, struct.pack("<3H", row, column, style) + data)


def opened(path: Path, data: bytes) -> Sheet:
    path.write_bytes(data)
    return open_workbook(path, Progress()).sheets[0]


@pytest.mark.parametrize("name", ["excel97.xls", "many.xls"])
def test_values_are_those_of_calamine(name):
    theirs = CalamineWorkbook.from_path(DATA / name)
    for sheet in open_workbook(DATA / name, Progress()).sheets:
        rows = {row.number: row for row in sheet.rows}
        for number, values in enumerate(theirs.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False), start=1):
            for column, value in enumerate(values):
                mine = rows[number].cell(column) if number in rows else None
                if mine is None or mine.merged or mine.kind is CellKind.ERROR:
                    assert value == ""  # calamine shows an error as nothing
                elif isinstance(mine.value, Decimal):
                    assert float(mine.value) == value
                else:
                    assert (mine.value if mine.value is not None else "") == value


def test_hidden_rows_columns_and_sheets_of_an_old_workbook_are_seen():
    listed, hidden = open_workbook(DATA / "many.xls", Progress()).sheets
    assert [row.number for row in listed.rows if row.hidden] == [4]
    assert listed.hidden_columns == {3}
    assert listed.spans == (Span(20, 0, 21, 1),)
    assert hidden.hidden
    assert not listed.hidden
    assert listed.rows[4].cell(3).hidden
    assert not listed.rows[4].cell(2).hidden


def test_what_cells_of_an_old_workbook_hold():
    rows = {row.number: row for row in open_workbook(DATA / "many.xls", Progress()).sheets[0].rows}
    assert rows[6].cell(1).value == "演示公式"
    assert (rows[7].cell(4).kind, rows[7].cell(4).value) == (CellKind.ERROR, "#DIV/0!")
    assert rows[8].cell(4).value is True
    assert rows[10].cell(4).raw == "85%"
    assert rows[11].cell(1).value == "演示𠮷祥"
    assert (rows[12].cell(2).kind, rows[12].cell(2).raw) == (CellKind.NUMBER, "913501000728319500")
    assert rows[2].cell(5).value == date(2020, 1, 2)
    assert rows[161].cell(4).value == Decimal("1.6") or rows[161].cell(4).kind is CellKind.NUMBER


def test_rows_45_48_in_an_old_workbook(tmp_path):
    path = tmp_path / "旧表.xls"
    path.write_bytes((DATA / "many.xls").read_bytes())
    listed, hidden = enterprises(path)
    assert "第 4 行" in say(find(listed.notes, "W121"))
    assert "默认不导入" in say(find(hidden.notes, "W120"))
    wrong = next(row for row in listed.rows if row.row == 7)
    assert any(problem.code == "error_cell" for problem in wrong.problems)


@pytest.mark.parametrize(
    ("bits", "value"),
    [
        (0x3FF00000, "1"),
        (0x3FF00001, "0.01"),
        (2, "0"),
        (6, "1"),
        (0xFFFFFFFE, "-1"),
        (0xFFFFFFFF, "-0.01"),
        (185050 << 2 | 3, "1850.5"),
    ],
)
def test_packed_numbers_are_exact(bits, value):
    assert packed_number(bits) == Decimal(value)


def test_records_of_older_writers(tmp_path):
    long = ("长" * 10).encode("utf-16-le")
    # shared texts that run over into the next record, where the width of a character is said anew
    table = record(0xFC, struct.pack("<II", 2, 2) + struct.pack("<HB", 20, 1) + long)
    table += record(0x3C, b"\x00" + b"a" * 10 + struct.pack("<HBH", 2, 8, 1) + b"ok" + bytes(4))
    sheet = opened(
        tmp_path / "a.xls",
        book(
            cell(0x204, 0, 0, struct.pack("<HB", 2, 1) + "企业".encode("utf-16-le")),
            cell(0xFD, 0, 1, struct.pack("<I", 0)),
            cell(0xFD, 0, 2, struct.pack("<I", 1)),
            record(
                0xBD, struct.pack("<HH", 1, 0) + struct.pack("<HIHI", 0, 6, 1, 45446 << 2 | 2) + struct.pack("<H", 1)
            ),
            cell(0x06, 1, 2, struct.pack("<BxBxxxH", 3, 0, 0xFFFF)),
            cell(0x203, 1, 3, struct.pack("<d", 60), style=1),
            cell(0x203, 1, 4, struct.pack("<d", float("inf"))),
            cell(0x204, 1, 230, struct.pack("<HB", 1, 0) + b"x"),
            texts=table,
        ),
    )
    assert [one.value for one in sheet.rows[0].cells] == ["企业", "长" * 10 + "a" * 10, "ok"]
    first, second, third, fourth, fifth = sheet.rows[1].cells
    assert (first.value, second.value, third.kind) == (Decimal(1), date(2024, 6, 3), CellKind.BLANK)
    assert (fourth.kind, fourth.value, fifth.kind) == (CellKind.DATE, None, CellKind.ERROR)
    assert [note.code for note in sheet.notes] == ["columns_cut"]


def test_old_workbook_that_counts_from_1904(tmp_path):
    sheet = opened(
        tmp_path / "a.xls", book(cell(0x203, 0, 0, struct.pack("<d", 0), style=1), extra=record(0x22, b"\1\0"))
    )
    assert sheet.rows[0].cell(0).value == date(1904, 1, 1)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (book(extra=record(0x2F, bytes(54))), "password"),
        (book(version=0x500), "old_excel"),
        (book(cell(0xFD, 0, 0, struct.pack("<I", 5))), "broken_file"),
        (book(cell(0x204, 0, 0, struct.pack("<HB", 500, 1))), "broken_file"),
        (book(record(0x203, b"\0")), "broken_file"),
        (book()[:-2048], "broken_file"),
        (compound(record(BOF, struct.pack("<HH", 0x600, 5)) + record(EOF)), "no_sheet"),
    ],
)
def test_old_workbooks_that_cannot_be_read_are_told(data, code, tmp_path):
    path = tmp_path / "旧表.xls"
    path.write_bytes(data)
    with pytest.raises(KnownError) as caught:
        open_workbook(path, Progress())
    assert caught.value.code == code


def test_chain_that_bites_its_tail_ends(tmp_path):
    data = bytearray(book())
    # the table of sectors begins at 512; sector 3 of the stream leads back to sector 2
    struct.pack_into("<I", data, 512 + 4 * 3, 2)
    path = tmp_path / "旧表.xls"
    path.write_bytes(data)
    with pytest.raises(KnownError) as caught:
        open_workbook(path, Progress())
    assert caught.value.code == "broken_file"


def test_bent_old_workbooks_never_crash(tmp_path):
    chance = random.Random(97)
    whole = (DATA / "excel97.xls").read_bytes()
    path = tmp_path / "旧表.xls"
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 3, 20))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data)
        try:
            open_workbook(path, Progress())
        except KnownError as error:
            assert say(error)  # noqa: PT017 - either way is right
