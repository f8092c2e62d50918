"""Files as they come in (the rows of docs/bad-input.md): each case makes its file and says what must be answered."""

import random
import re
import struct
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.chart import BarChart
from openpyxl.worksheet.worksheet import Worksheet

from desktop.domain.month import Month
from tests.intake.making import GOOD, HEAD, OTHER, ROOT, THIRD, in_sheet, rewrite, save, share_texts

DATA = ROOT / "tests" / "intake" / "data"
NAME = "演示铸造有限公司"
LEDGER = "演示在册有限公司"  # with the code THIRD and figures of September
ROW = [1, NAME, GOOD, None, 1850.5, None]
OCTOBER = Month(2026, 10)
Make = Callable[[Path], Path]


class Case(NamedTuple):
    """One thing that comes in. *told* are the codes that must be among the answers, *silent* those that must not."""

    row: int
    name: str
    make: Make
    told: tuple[str, ...] = ()
    words: str = ""
    bucket: str = ""  # of the first row
    kind: str = "enterprises"
    month: Month | None = None
    silent: tuple[str, ...] = ()


def listed(*rows: Sequence[object], change: Callable[[Worksheet], None] | None = None, name: str = "名单.xlsx") -> Make:
    """A list with the usual header."""
    return lambda folder: save(folder / name, [HEAD, *rows], change)


def table(*rows: Sequence[object], name: str = "名单.xlsx") -> Make:
    """Any table."""
    return lambda folder: save(folder / name, rows)


def one(**cells: object) -> Make:
    """One enterprise in which *cells* (name, code, phone, revenue, day) differ from a good one."""
    usual: dict[str, object] = {"name": NAME, "code": GOOD, "phone": None, "revenue": None, "day": None}
    return listed([1, *(usual | cells).values()])


def raw(data: bytes, name: str = "名单.xlsx") -> Make:
    """A file of these bytes."""

    def make(folder: Path) -> Path:
        (folder / name).write_bytes(data)
        return folder / name

    return make


USUAL = listed(ROW)


def bent(change: Callable[[dict[str, bytes]], None], make: Make = USUAL) -> Make:
    """A workbook whose parts *change* has bent."""
    return lambda folder: rewrite(make(folder), change)


def without(part: str) -> Make:
    """A workbook that lacks a part."""
    return bent(lambda parts: parts.__delitem__(part))


def xml(old: str, new: str, make: Make = USUAL) -> Make:
    """A workbook in whose sheet *old* has become *new*."""
    return lambda folder: in_sheet(make(folder), {old: new})


def cut(keep: Callable[[bytes], bytes], make: Make = USUAL) -> Make:
    """A workbook whose bytes were not all copied."""

    def shortened(folder: Path) -> Path:
        path = make(folder)
        path.write_bytes(keep(path.read_bytes()))
        return path

    return shortened


def text(content: str, encoding: str = "utf-8", name: str = "名单.csv") -> Make:
    """A text table."""
    return raw(content.encode(encoding), name)


def copied(name: str, called: str) -> Make:
    """A file of tests/intake/data under another name."""
    return raw((DATA / name).read_bytes(), called)


def figure(heading: str, cell: object, *more: Sequence[object], name: object = LEDGER) -> Make:
    """Monthly figures of one enterprise."""
    return table(["2026年10月月报"], ["企业名称", heading], [name, cell], *more, name="十月.xlsx")


def compound(*names: str) -> bytes:
    """A compound file whose directory holds *names* and nothing else."""
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<II", head, 44, 1, 1)
    struct.pack_into("<109I", head, 76, 0, *[0xFFFFFFFF] * 108)
    fat = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    directory = b""
    for name in ("Root Entry", *names):
        written = (name + "\0").encode("utf-16-le")
        directory += written.ljust(64, b"\0") + struct.pack("<HB", len(written), 2) + bytes(61)
    return bytes(head) + fat + directory.ljust(512, b"\0")


def _add_entries(*names: str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = listed(ROW)(folder)
        with zipfile.ZipFile(path, "a") as archive:
            for name in names:
                archive.writestr(name, "x")
        return path

    return make


def _bomb(folder: Path) -> Path:
    """A sheet of 300 MB of blanks, in 300 kB."""
    path = listed(ROW)(folder)
    rewrite(path, lambda parts: parts.__delitem__("xl/worksheets/sheet1.xml"))
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(300):
            part.write(b" " * 1024**2)
    return path


def _flags(offset: int, value: bytes) -> Callable[[bytes], bytes]:
    """Set bytes of every entry, in its own head and in the directory's."""

    def change(data: bytes) -> bytes:
        for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            pieces = data.split(mark)
            at = place - len(mark) + offset
            data = mark.join([pieces[0], *(piece[:at] + value + piece[at + len(value) :] for piece in pieces[1:])])
        return data

    return change


def _chart_only(folder: Path) -> Path:
    book = Workbook()
    book.create_chartsheet().add_chart(BarChart())
    book.remove(book.worksheets[0])
    book.save(folder / "图.xlsx")
    return folder / "图.xlsx"


def _many_sheets(folder: Path) -> Path:
    def more(page: Worksheet) -> None:
        for number in range(299):
            page.parent.create_sheet(f"附{number}")

    return save(folder / "名单.xlsx", [HEAD, ROW], more)


def _macros(folder: Path) -> Path:
    path = listed(ROW, name="名单.xlsm")(folder)
    return rewrite(path, lambda parts: parts.update({"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"}))


def _many_rows(count: int, first: int = 3) -> Callable[[Path], Path]:
    """Rows without texts of their own, written straight into the sheet."""

    def change(parts: dict[str, bytes]) -> None:
        rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(first, first + count))
        sheet = parts["xl/worksheets/sheet1.xml"].decode()
        parts["xl/worksheets/sheet1.xml"] = sheet.replace("</sheetData>", rows + "</sheetData>").encode()

    return bent(change)


def _empty_rows(folder: Path) -> Path:
    def change(parts: dict[str, bytes]) -> None:
        rows = "".join(f'<row r="{n}"/>' for n in range(3, 1_048_577))
        sheet = parts["xl/worksheets/sheet1.xml"].decode()
        parts["xl/worksheets/sheet1.xml"] = sheet.replace("</sheetData>", rows + "</sheetData>").encode()

    return bent(change)(folder)


def _utf16(parts: dict[str, bytes]) -> None:
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    body = re.sub(r"^<\?xml[^>]*\?>", "", sheet)
    parts["xl/worksheets/sheet1.xml"] = ('<?xml version="1.0" encoding="UTF-8"?>' + body).encode("utf-16-le")


def _shared_out_of_range(parts: dict[str, bytes]) -> None:
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    cell = re.compile(r'<c r="B2"[^>]*>.*?</c>')
    parts["xl/worksheets/sheet1.xml"] = cell.sub('<c r="B2" t="s"><v>9999</v></c>', sheet).encode()


def _no_shared_texts(parts: dict[str, bytes]) -> None:
    parts.pop("xl/sharedStrings.xml")


def _hidden(page: Worksheet) -> None:
    page.row_dimensions[2].hidden = True
    page.column_dimensions["E"].hidden = True
    page.parent.create_sheet("隐藏").append(HEAD)
    page.parent["隐藏"].sheet_state = "hidden"


def _merged(page: Worksheet) -> None:
    page.merge_cells("E2:E3")


def _value(value: str) -> Make:
    """A cell of revenue whose number is written as *value*."""
    return xml("<v>1850.5</v>", f"<v>{value}</v>")


def _as_text(name: str) -> Make:
    def change(page: Worksheet) -> None:
        page["B2"].value = name
        page["B2"].data_type = "s"

    return listed(ROW, change=change)


HTML = "<html><body><table><tr><td>企业名称</td></tr></table></body></html>".encode()
_DTD = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">{}]><worksheet'
LAUGHS = _DTD.format("".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)))
LINE = f"{NAME},{GOOD},12.5\n"
CSV_HEAD = "企业名称,统一社会信用代码,2025年营业收入（万元）\n"
DAY = date(2024, 6, 3)

CONTAINERS = (
    Case(1, "empty file", raw(b""), ("E101",), "0 字节"),
    Case(2, "cut in the middle", cut(lambda data: data[: len(data) // 2]), ("E102",), "重新拷贝"),
    Case(3, "last 22 bytes missing", cut(lambda data: data[:-22]), ("E102",)),
    Case(4, "random bytes", raw(random.Random(4).randbytes(4096)), ("E103",), "不是 Excel 文件"),
    Case(5, "csv called xlsx", text(CSV_HEAD + LINE, name="名单.xlsx"), ("W102",), "按 CSV", "new"),
    Case(6, "html called xls", raw(HTML, "名单.xls"), ("E104",), "网页格式"),
    Case(7, "xls called xlsx", copied("excel97.xls", "名单.xlsx"), ("E130",), "", "new"),
    Case(8, "password", raw(compound("EncryptionInfo", "EncryptedPackage")), ("E106",), "打开密码"),
    Case(9, "Excel 95", raw(compound("Book"), "旧.xls"), ("E105",), "另存为 .xlsx"),
    Case(10, "macros", _macros, ("I101",), "含宏，已忽略", "new"),
    Case(11, "xlsb", bent(lambda parts: parts.update({"xl/workbook.bin": b""})), ("E107",), "xlsx、xls、et、csv"),
    Case(11, "et with the bytes of xls", copied("excel97.xls", "名单.et"), ("E130",), "", "new"),
    Case(12, "no content types", without("[Content_Types].xml"), ("E102",)),
    Case(13, "no workbook part", without("xl/workbook.xml"), ("E102",)),
    Case(14, "no sheet part", without("xl/worksheets/sheet1.xml"), ("E108",), "名单"),
    Case(15, "no shared texts", bent(_no_shared_texts, lambda folder: share_texts(USUAL(folder))), ("E102",)),
    Case(16, "shared text out of range", bent(_shared_out_of_range), ("E102",), "B2"),
    Case(17, "broken XML", xml("</sheetData>", "</sheetDat>"), ("E102",)),
    Case(
        18,
        "bytes that are no UTF-8",
        bent(
            lambda parts: parts.update(
                {"xl/worksheets/sheet1.xml": parts["xl/worksheets/sheet1.xml"].replace("演".encode(), b"\xff\xfe", 1)}
            )
        ),
        ("E102",),
    ),
    Case(19, "UTF-16 that says UTF-8", bent(_utf16), ("E102",)),
    Case(20, "200,000 nested tags", xml("<sheetData>", "<sheetData>" + "<x>" * 200_000), ("E102",)),
    Case(21, "billion laughs", xml("<worksheet", LAUGHS), ("E109",), "可疑内容"),
    Case(
        22, "quadratic blow-up", xml("<worksheet", f'<!DOCTYPE w [<!ENTITY a "{"a" * 50_000}">]><worksheet'), ("E109",)
    ),
    Case(
        23,
        "file of this computer",
        xml("<worksheet", '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet'),
        ("E109",),
    ),
    Case(
        24,
        "document type in the workbook",
        bent(
            lambda parts: parts.update(
                {"xl/workbook.xml": parts["xl/workbook.xml"].replace(b"<workbook", b"<!DOCTYPE w><workbook", 1)}
            )
        ),
        ("E109",),
    ),
    Case(25, "bomb of 300 MB", _bomb, ("E110",), "解压后过大"),
    Case(26, "big junk entry", bent(lambda parts: parts.update({"xl/media/a.bin": bytes(60 * 1024**2)})), ("E110",)),
    Case(27, "20,000 entries", _add_entries(*(f"xl/media/{n}.bin" for n in range(2_100))), ("E110",)),
    Case(28, "the same entry twice", _add_entries("xl/workbook.xml"), ("E111",)),
    Case(29, "names that lead out", _add_entries("../../evil.xml"), ("E111",)),
    Case(30, "encrypted entries", cut(_flags(0, b"\x01"), listed(ROW)), ("E106",)),
    Case(30, "unknown compression", cut(_flags(2, b"\x63\x00"), listed(ROW)), ("E102",)),
    Case(31, "stale dimension", xml('<dimension ref="A1:F2"', '<dimension ref="A1"'), (), "", "new"),
    Case(32, "endless dimension", xml('<dimension ref="A1:F2"', '<dimension ref="A1:XFD1048576"'), (), "", "new"),
    Case(
        33,
        "one cell in the last corner",
        xml("</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
        ("W112",),
        "",
        "new",
    ),
    Case(34, "a million empty rows", _empty_rows, (), "", "new"),
    Case(34, "a row after a long gap", _many_rows(1, 5_000), ("W113",), "连续空了", "new"),
    Case(
        35, "row below the last", xml("</sheetData>", '<row r="1048577"><c><v>1</v></c></row></sheetData>'), ("E112",)
    ),
    Case(36, "200,000 rows", _many_rows(200_000), ("E112",), "100000 行"),
    Case(37, "300 sheets", _many_sheets, (), "", "new"),
    Case(38, "only a chart", _chart_only, ("E113",), "没有数据表"),
    Case(
        39, "scrambled by a guard", raw(b"\x62\x14\x23\x65" + random.Random(39).randbytes(2048)), ("E103",), "加密软件"
    ),
    Case(40, "file that is gone", lambda folder: folder / "没有.xlsx", ("E115",), "U 盘"),
    Case(40, "path too long", lambda folder: folder / ("长" * 120) / "名单.xlsx", ("E115",)),
)

STRUCTURE = (
    Case(41, "header and nothing else", listed(), ("E120",), "只有表头"),
    Case(
        42,
        "name three times",
        table(["企业名称", "企业名称 ", "企业\n名称", "联系人"], ["甲", "乙", "丙", "丁"]),
        ("E121",),
        "3 次",
    ),
    Case(
        43,
        "title and two headers",
        table(
            ["培育名单"],
            ["企业名称", "信用代码", "营业收入（万元）", None],
            [None, None, "2024年", "2025年"],
            [NAME, GOOD, 1, 2],
        ),
        (),
        "",
        "new",
    ),
    Case(
        44,
        "merged figure",
        listed(ROW, [2, "演示乙", OTHER, None, None, None], change=_merged),
        ("W147",),
        "合并单元格",
    ),
    Case(45, "hidden sheet, row, column", listed(ROW, change=_hidden), ("W120", "W121", "W122"), "隐藏", "new"),
    Case(46, "total", listed(ROW, ["合计", None, None, None, 1850.5, None]), ("I123",), "合计或小计", "new"),
    Case(46, "total that differs", listed(ROW, ["合计", None, None, None, 99, None]), ("W124",)),
    Case(47, "formula without a result", one(revenue="=1+1"), ("E122",), "保存一次", "error"),
    Case(48, "error value", one(revenue="#REF!"), ("E123",), "#REF!", "error"),
    Case(
        49, "no name column", table(["统一社会信用代码", "联系电话", "备注"], [GOOD, None, "x"]), ("E124",), "企业名称"
    ),
    Case(50, "unknown column", table([*HEAD, "是否清欠"], [*ROW, "是"]), ("W125",), "附加信息", "new"),
    Case(51, "other template", table(["模板版本：9"], HEAD, ROW), ("E125",), "版本 9"),
    Case(
        52, "other month", figure("营业收入累计（万元）", 100), ("W119",), "2026", kind="figures", month=Month(2026, 9)
    ),
)

IDENTIFIERS = (
    Case(53, "code as a number", one(code=913501000728319549), ("E130",), "不能猜", "error"),
    Case(54, "scientific code", one(code="9.1E+17"), ("E130",), "", "error"),
    Case(55, "wrong check digit", one(code="91140322MA0YBLT00R"), ("E131",), "营业执照", "to_check"),
    Case(56, "O for 0", one(code="9135O1OOMOOO1OOY43"), ("E131",), GOOD),
    Case(56, "small, wide, with blanks", one(code=" ９１350100m000100y43 "), ("I132",), GOOD, "new"),
    Case(57, "old number", one(code="140322000012345"), ("W131",), "15 位", "new"),
    Case(57, "none yet", one(code="无"), ("W131",), "暂无代码", "new"),
    Case(58, "the same code twice", listed(ROW, [2, "演示乙", GOOD, None, None, None]), ("E132",), "", "to_check"),
    Case(59, "code of another name", one(name="演示别家有限公司", code=THIRD), ("E136",), LEDGER, "to_check"),
    Case(60, "unseen character behind the code", one(code=GOOD + "\u200b"), ("I132",), "看不见", "new"),
    Case(61, "right-to-left mark", one(name="演示\u202e铸造"), ("W133",), "文字方向"),
    Case(62, "control character", one(name="演示_x0007_铸造"), ("I135",), "控制字符", "new"),
    Case(63, "half a surrogate pair", one(name="演示_xD800_铸造"), ("W133",), "□"),
    Case(64, "NUL", one(name="演示_x0000_铸造"), ("E136",), "", "error"),
    Case(65, "40,000 characters", xml("演示铸造有限公司", "演" * 40_000), ("E133",), "2000 字", "error"),
    Case(66, "rare characters", one(name="演示𠮷𬮱㼆有限公司"), (), "", "new"),
    Case(67, "private character", one(name="演示\ue000铸造"), ("W137",), "自造字"),
    Case(
        67,
        "place of its own since 2022",
        raw(CSV_HEAD.encode("gb18030") + "演示铸造有限公司".encode("gb18030") + b"\xfe\x59,,1\n", "名单.csv"),
        (),
        "",
        "new",
        silent=("W137",),
    ),
    Case(68, "brackets and blanks of a known name", one(name="演示（在册）有限公司", code=None), ("I139",), LEDGER),
    Case(69, "text that looks like a formula", _as_text("=1+1"), (), "", "new"),
    Case(70, "markup in a name", _as_text('<img src="file:///etc/passwd">'), (), "", "new"),
    Case(71, "phone of 10 digits", one(phone="1380013800"), ("W134",), "不像电话号码", "new"),
    Case(71, "identity number", one(phone="11010519491231002X"), ("E134",), "不需要身份证号"),
    Case(72, "text of a database", _as_text("'; DROP TABLE enterprise"), (), "", "new"),
)

VALUES = (
    Case(73, "about", one(revenue="约1800"), ("E140",), "约1800", "error"),
    Case(73, "wide digits", one(revenue="１，８５０．５"), (), "", "new"),
    Case(74, "1_000", one(revenue="1_000"), ("E140",), "", "error"),
    Case(74, "nan", one(revenue="nan"), ("E140",), "", "error"),
    Case(74, "Arabic digits", one(revenue="١٢٣"), ("E140",), "", "error"),
    Case(75, "1e400", _value("1e400"), ("E140",), "", "error"),
    Case(76, "NaN in the file", _value("NaN"), ("E102",), "E2"),
    Case(76, "100,000 digits", _value("9" * 100_000), ("E102",), "E2"),
    Case(77, "no unit", figure("营业收入累计", 1200), ("E149",), "没有写单位", "error", "figures"),
    Case(
        77,
        "a thousand times last month",
        figure("营业收入累计（万元）", 1_000_000),
        ("W141",),
        "1000 倍",
        "",
        "figures",
    ),
    Case(78, "negative revenue", one(revenue=-5), ("E142",), "负数", "error"),
    Case(79, "total that falls", figure("营业收入累计（万元）", 900), ("W143",), "", "", "figures"),
    Case(80, "parts of a fen", one(revenue="1.1234567"), ("E144",), "", "error"),
    Case(80, "0.1 + 0.2", _value("0.30000000000000004"), (), "", "new"),
    Case(81, "too large", one(revenue="10000000001万元"), ("E145",), "", "error"),
    Case(82, "per cent", one(revenue="85%"), ("W146",), "百分数", "error"),
    Case(83, "empty is not 0", one(revenue=None), (), "", "new", silent=("E140",)),
    Case(84, "ambiguous day", one(day="03/04/2024"), ("E150",), "", "error"),
    Case(84, "20240603", one(day="20240603"), (), "", "new"),
    Case(85, "29 February 2023", one(day="2023-02-29"), ("E151",), "", "error"),
    Case(
        86,
        "visit to come",
        table(["企业名称", "走访日期", "走访情况"], [LEDGER, "2031-01-05", "看"]),
        ("E152",),
        "",
        "error",
        "visits",
    ),
    Case(
        86,
        "visit after the month",
        table(["企业名称", "走访日期", "走访情况"], [LEDGER, "2026-11-02", "看"]),
        ("W152",),
        "",
        "",
        "visits",
        OCTOBER,
    ),
    Case(87, "serial 60", one(day=60), ("E151",), "", "error"),
    Case(87, "negative serial", one(day=-1), ("E151",), "", "error"),
    Case(88, "day in a money column", one(revenue=DAY), ("E141",), "日期", "error"),
    Case(89, "midnight is that day", one(day=DAY), (), "", "new"),
)

TEXTS = (
    *(
        Case(90, f"csv in {encoding}", text(CSV_HEAD + LINE, encoding), (), "", "new")
        for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16")
    ),
    Case(90, "too little Chinese to tell", text("企业,a\n甲,1\n", "gb18030"), ("W103",), "编码"),
    Case(
        91,
        "cut in a character",
        raw((CSV_HEAD + LINE).encode("utf-8")[:-9] + b"\xe6\xbc\n\xff\xff", "名单.csv"),
        ("E103",),
    ),
    Case(91, "Big5", raw("企業名稱,統一代碼\n示範鑄造,一二三\n".encode("big5") * 20 + b"\xff", "名单.csv"), ("E103",)),
    Case(92, "semicolons", text((CSV_HEAD + LINE).replace(",", ";")), (), "", "new"),
    Case(
        92,
        "a separator too many",
        text(CSV_HEAD + f"演示,铸造有限公司,{GOOD},12.5\n" + LINE),
        ("E161",),
        "第 2 行有 4 列",
    ),
    Case(92, "quote that is never closed", text(CSV_HEAD + f'"{NAME},{GOOD},1\n' + LINE * 3), ("E162",), "第 2 行"),
    Case(93, "endless field", text(CSV_HEAD + NAME + "," + "x" * 140_000 + ",1\n"), ("E162",)),
    Case(93, "NUL bytes", raw(b"a,b\x00\n1,2\n" * 50, "名单.csv"), ("E103",)),
    Case(94, "code ruined before", text(CSV_HEAD + f"{NAME},9.1141E+17,1\n"), ("E130",), "", "error"),
)

CASES = (*CONTAINERS, *STRUCTURE, *IDENTIFIERS, *VALUES, *TEXTS)
