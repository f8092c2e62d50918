"""bad-input.md A: containers. Each case is named by its row there."""

import random
import struct
import zipfile
from pathlib import Path

import pytest

from desktop.intake.sniff import FileKind, kind_of
from desktop.intake.workbook import open_workbook
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Cancelled, Progress
from desktop.wording.messages_intake import MESSAGES
from tests.intake.making import GOOD, HEAD, enterprises, in_sheet, numbers, rewrite, save, say, share_texts

ROW = [1, "演示铸造有限公司", GOOD, None, 1850.5, None]
HTML = "<html><body><table><tr><td>企业名称</td></tr></table></body></html>".encode()
XML_2003 = b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook></Workbook>'
BIFF5 = b"\x09\x08\x08\x00\x00\x05\x05\x00" + bytes(600)


def compound(*names: str) -> bytes:
    """A compound file whose directory holds *names* and nothing else."""
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<II", head, 44, 1, 1)
    struct.pack_into("<109I", head, 76, 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    directory = b""
    for name in ("Root Entry", *names):
        text = (name + "\0").encode("utf-16-le")
        directory += text.ljust(64, b"\0") + struct.pack("<HB", len(text), 2) + bytes(61)
    return bytes(head) + table + directory.ljust(512, b"\0")


@pytest.fixture
def whole(tmp_path: Path) -> bytes:
    return share_texts(save(tmp_path / "whole.xlsx", [HEAD, *[ROW] * 40])).read_bytes()


def refusal(path: Path, data: bytes) -> KnownError:
    """The error that opening *data* gives; the file is as it was."""
    path.write_bytes(data)
    with pytest.raises(KnownError) as caught:
        open_workbook(path, Progress())
    assert path.read_bytes() == data
    assert path.name in say(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("row", "data", "number", "words"),
    [
        (1, b"", "E101", "是空的（0 字节）"),
        (4, random.Random(4).randbytes(4096), "E103", "不是 Excel 文件"),
        (4, b"\x89PNG\r\n\x1a\n" + bytes(100), "E103", "不是 Excel 文件"),
        (6, HTML, "E104", "另存为 .xlsx"),
        (6, b"\xef\xbb\xbf\r\n" + HTML, "E104", "网页格式"),
        (6, XML_2003, "E104", "另存为 .xlsx"),
        (8, compound("EncryptionInfo", "EncryptedPackage"), "E106", "打开密码"),
        (9, compound("Book"), "E105", "很早以前的 Excel 格式"),
        (9, BIFF5, "E105", "另存为 .xlsx"),
        (7, compound("WordDocument"), "E103", "不是 Excel 文件"),
    ],
)
def test_row_of_container_is_refused_with_its_number(row, data, number, words, tmp_path):
    error = refusal(tmp_path / "名单.xlsx", data)
    assert MESSAGES[error.code][0] == number
    assert words in say(error)


@pytest.mark.parametrize(("row", "keep"), [(2, 0.5), (3, None)])
def test_rows_2_3_cut_file_is_incomplete(row, keep, whole, tmp_path):
    data = whole[: int(len(whole) * keep)] if keep else whole[:-22]
    error = refusal(tmp_path / "名单.xlsx", data)
    assert MESSAGES[error.code][0] == "E102"
    assert "不完整" in say(error)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_row_5_csv_called_xlsx_is_read_as_text_and_said(encoding, tmp_path):
    path = tmp_path / "名单.xlsx"
    path.write_bytes(f"企业名称,统一社会信用代码\n演示铸造有限公司,{GOOD}\n".encode(encoding))
    workbook = open_workbook(path, Progress())
    assert [say(note) for note in workbook.notes] == [
        "文件“名单.xlsx”其实是文本表格，已按 CSV 读取。请核对预览里的分列是否正确。"
    ]
    (reading,) = enterprises(path)
    assert reading.rows[0].values["credit_code"] == GOOD
    assert reading.rows[0].row == 2


@pytest.mark.parametrize("name", ["旧表.xls", "旧表.xlsx", "旧表.et"])
def test_rows_7_11_old_xls_is_read_by_its_bytes(name, tmp_path):
    path = tmp_path / name
    path.write_bytes((Path(__file__).parent / "data" / "excel97.xls").read_bytes())
    (reading,) = enterprises(path)
    assert [row.values["name"] for row in reading.rows] == ["演示铸造有限公司", "演示耐火有限公司"]
    assert reading.rows[0].values["credit_code"] == GOOD
    assert reading.rows[0].values["revenue:2025"].value == 1_850_500_000
    assert reading.rows[0].values["established_on"].isoformat() == "2024-06-03"
    assert numbers(reading.rows[1].problems) == ["E130"]


def test_row_7_cut_xls_is_incomplete(tmp_path):
    data = (Path(__file__).parent / "data" / "excel97.xls").read_bytes()
    assert refusal(tmp_path / "旧表.xls", data[:1500]).code == "broken_file"


def test_row_10_macros_are_ignored_and_said(whole, tmp_path):
    path = tmp_path / "名单.xlsm"
    path.write_bytes(whole)
    rewrite(path, lambda parts: parts.update({"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"}))
    workbook = open_workbook(path, Progress())
    assert ["含宏，已忽略" in say(note) for note in workbook.notes] == [True]
    assert len(workbook.sheets[0].rows) == 41


@pytest.mark.parametrize(
    ("row", "part", "content"),
    [(11, "xl/workbook.bin", b""), (11, "mimetype", b"application/vnd.oasis.opendocument.spreadsheet")],
)
def test_row_11_other_formats_name_those_that_can_be_read(row, part, content, whole, tmp_path):
    path = tmp_path / "名单.xlsb"
    path.write_bytes(whole)
    rewrite(path, lambda parts: parts.update({part: content}))
    error = refusal(path, path.read_bytes())
    assert MESSAGES[error.code][0] == "E107"
    assert "xlsx、xls、et、csv" in say(error)


@pytest.mark.parametrize(
    ("row", "missing", "number"),
    [
        (12, "[Content_Types].xml", "E102"),
        (13, "xl/workbook.xml", "E102"),
        (14, "xl/worksheets/sheet1.xml", "E108"),
        (15, "xl/sharedStrings.xml", "E102"),
    ],
)
def test_rows_12_to_15_missing_part_is_told(row, missing, number, whole, tmp_path):
    path = tmp_path / "名单.xlsx"
    path.write_bytes(whole)
    rewrite(path, lambda parts: parts.pop(missing))
    assert MESSAGES[refusal(path, path.read_bytes()).code][0] == number


@pytest.mark.parametrize(
    ("row", "old", "new"),
    [
        (16, '<c r="B2" t="s"><v>', '<c r="B2" t="s"><v>99'),
        (76, "<v>1850.5</v>", "<v>12abc</v>"),
        (76, "<v>1850.5</v>", "<v>NaN</v>"),
        (76, "<v>1850.5</v>", f"<v>{'9' * 100_000}</v>"),
    ],
)
def test_rows_16_76_broken_cell_is_named(row, old, new, tmp_path):
    path = share_texts(save(tmp_path / "名单.xlsx", [HEAD, ROW]))
    error = refusal(path, in_sheet(path, {old: new}).read_bytes())
    assert MESSAGES[error.code][0] == "E102"
    assert ("B2" if row == 16 else "E2") in say(error)


@pytest.mark.parametrize(
    ("row", "old", "new", "number"),
    [
        (17, "</sheetData>", "</sheetDat>", "E102"),
        (20, "<sheetData>", "<sheetData>" + "<x>" * 200_000, "E102"),
        (21, "<worksheet", '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet', "E109"),
        (23, "<worksheet", '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet', "E109"),
        (24, "<worksheet", "<!DOCTYPE w><worksheet", "E109"),
    ],
)
def test_rows_17_to_24_hostile_xml_is_refused(row, old, new, number, whole, tmp_path):
    path = tmp_path / "名单.xlsx"
    path.write_bytes(whole)
    assert MESSAGES[refusal(path, in_sheet(path, {old: new}).read_bytes()).code][0] == number


def test_rows_25_27_bombs_are_refused_before_they_are_inflated(whole, tmp_path):
    path = tmp_path / "名单.xlsx"
    path.write_bytes(whole)
    rewrite(path, lambda parts: parts.update({"xl/media/a.bin": bytes(60 * 1024**2)}))
    assert refusal(path, path.read_bytes()).code == "too_big_inside"
    path.write_bytes(whole)
    rewrite(path, lambda parts: parts.update({f"xl/media/{n}.bin": b"" for n in range(2001)}))
    assert refusal(path, path.read_bytes()).code == "too_big_inside"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_rows_28_29_odd_names_are_refused(whole, tmp_path):
    for name in ("../../evil.xml", "xl/workbook.xml"):
        path = tmp_path / "名单.xlsx"
        path.write_bytes(whole)
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr(name, "x")
        assert refusal(path, path.read_bytes()).code == "odd_zip"


@pytest.mark.parametrize("dimension", ["A1", "A1:XFD1048576"])
def test_rows_31_32_declared_dimension_is_ignored(dimension, tmp_path):
    path = save(tmp_path / "名单.xlsx", [HEAD, *[ROW] * 5])
    in_sheet(path, {'<dimension ref="A1:F6"': f'<dimension ref="{dimension}"'})
    (sheet,) = open_workbook(path, Progress()).sheets
    assert [row.number for row in sheet.rows] == [1, 2, 3, 4, 5, 6]
    assert max(len(row.cells) for row in sheet.rows) == 6


def test_rows_33_34_far_away_cells_are_not_followed_and_said(tmp_path):
    def far(page):
        page.cell(1_048_576, 1, "远")
        page.cell(2, 300, "右")

    path = save(tmp_path / "名单.xlsx", [HEAD, ROW], far)
    (sheet,) = open_workbook(path, Progress()).sheets
    assert [row.number for row in sheet.rows] == [1, 2]
    assert sorted(note.code for note in sheet.notes) == ["columns_cut", "stopped_at_gap"]
    assert "连续空了 1000 行以上" in " ".join(map(say, sheet.notes))


def test_shared_rich_texts_read_as_one_text_without_reading_aids(tmp_path):
    path = share_texts(save(tmp_path / "名单.xlsx", [HEAD, ROW]))
    (sheet,) = open_workbook(path, Progress()).sheets
    assert [cell.value for cell in sheet.rows[0].cells] == HEAD
    assert sheet.rows[1].cell(1).value == "演示铸造有限公司"


def test_row_38_only_a_chart_sheet(whole, tmp_path):
    path = tmp_path / "图.xlsx"
    path.write_bytes(whole)

    def chart(parts: dict[str, bytes]) -> None:
        relations = parts["xl/_rels/workbook.xml.rels"]
        parts["xl/_rels/workbook.xml.rels"] = relations.replace(b"relationships/worksheet", b"relationships/chartsheet")

    rewrite(path, chart)
    assert MESSAGES[refusal(path, path.read_bytes()).code][0] == "E113"


def test_row_40_missing_file_is_told(tmp_path):
    with pytest.raises(KnownError) as caught:
        open_workbook(tmp_path / "没有.xlsx", Progress())
    assert MESSAGES[caught.value.code][0] == "E115"


def test_long_reading_can_be_cancelled(tmp_path):
    path = save(tmp_path / "名单.xlsx", [HEAD, *[ROW] * 600])
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        open_workbook(path, progress)


def test_kinds_are_told_from_the_bytes(whole):
    assert kind_of(whole, "a.csv") is FileKind.XLSX
    assert kind_of(compound("Workbook"), "a.xlsx") is FileKind.XLS
    assert kind_of("企业名称,代码\n".encode(), "a.xls") is FileKind.CSV
