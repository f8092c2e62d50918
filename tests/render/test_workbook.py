"""A county workbook filled: values typed, everything of the county's layout where it was."""

import re
import shutil
import subprocess
import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Alignment

from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Cancelled, Progress
from desktop.render.workbook_check import check_workbook
from desktop.render.workbook_file import open_workbook
from desktop.render.workbook_fill import Filling, fill_workbook
from desktop.render.workbook_rows import Growth, moved_formula, moved_ranges
from desktop.render.workbook_xml import BrokenPart, read_tree
from tests.render.county import FIELDS, ROW, SHEET, SINGLE, checked, county, filled, opened, rows

COUNT = 12


@pytest.fixture(scope="module")
def template() -> bytes:
    return county()


@pytest.fixture(scope="module")
def done(template, tmp_path_factory):
    path = tmp_path_factory.mktemp("county") / "填好.xlsx"
    problems = filled(template, path, COUNT)
    assert not problems
    return path


@pytest.fixture(scope="module")
def sheet(done):
    return load_workbook(done)[SHEET]


def test_the_sample_can_be_filled(template):
    assert set(checked(template)) == {"county_recalculates"}


def test_values_are_typed(sheet):
    assert [sheet.cell(ROW, column).value for column in (1, 2, 3)] == [1, "盂县演示1公司（演示）", "91140322MA00000001"]
    assert Decimal(str(sheet["D5"].value)) == Decimal("18501.234501")
    assert sheet["G5"].value.date() == date(2026, 10, 31)
    assert sheet["A1"].value == "盂县能源局（演示）重点企业2026年10月情况表"
    assert sheet["A19"].value == "单位负责人：　　填报日期：2026-11-05"


def test_a_text_like_a_formula_stays_a_text(sheet, done):
    cell = sheet["H7"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)
    assert "<f>1+1</f>" not in part(done, "xl/worksheets/sheet1.xml")
    assert sheet["H5"].quotePrefix is False  # the others keep the county's own style


def test_what_is_not_known_stays_empty(sheet):
    assert sheet["H6"].value is None


def test_every_row_looks_like_the_first(sheet):
    for row in range(ROW, ROW + COUNT):
        assert sheet.row_dimensions[row].height == 33
        assert sheet.cell(row, 4).number_format == "#,##0.00"
        assert sheet.cell(row, 2).border.left.style == "thin"
        assert f"H{row}:I{row}" in {str(each) for each in sheet.merged_cells.ranges}


def test_what_stands_below_moves_down_with_its_looks(sheet):
    assert sheet["A17"].value == "合计"
    assert sheet.row_dimensions[17].height == 25
    merged = {str(each) for each in sheet.merged_cells.ranges}
    assert {"A1:I1", "A17:C17", "A19:I19"} <= merged
    assert len(merged) == 3 + COUNT


def test_formulas_follow(sheet, done):
    assert sheet["D17"].value == "=SUM(D5:D16)"
    assert sheet["F17"].value == "=D17/SUM(E$5:E$16)-1"
    assert sheet["F9"].value == '=IF(E9=0,"",D9/E9-1)'
    beside = load_workbook(done)["汇总"]
    assert (beside["A1"].value, beside["A3"].value) == (f"='{SHEET}'!D17", f"=SUM('{SHEET}'!D5:D16)")
    assert beside["A2"].value == "共3户"


def test_print_set_up_rules_and_chart_follow(sheet, done):
    assert sheet.print_area == f"'{SHEET}'!$A$1:$I$19"
    assert sheet.print_title_rows == "$1:$4"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_margins.left, sheet.freeze_panes) == (0.4, "A5")
    assert sheet.oddFooter.center.text == "盂县能源局（演示）　第&P页"
    assert [each.id for each in sheet.row_breaks.brk] == [17]
    assert [str(each.sqref) for each in sheet.data_validations.dataValidation] == ["H5:H16"]
    rules = list(sheet.conditional_formatting)
    assert str(rules[0].sqref) == "D5:D16"
    assert rules[0].rules[0].formula == ["$D$17/2"]
    assert f"'{SHEET}'!$D$5:$D$16" in part(done, "xl/charts/chart1.xml")
    assert sheet["A20"].comment.text == "由合计来"
    assert re.search(r"Row>19</", part(done, "xl/drawings/commentsDrawing1.vml"))  # the box of the note
    assert "<xdr:row>22</xdr:row>" in re.sub(
        r"<(/?)(?!xdr:)(row)>", r"<\1xdr:row>", part(done, "xl/drawings/drawing1.xml")
    )


def test_widths_and_untouched_parts_stay(template, done):
    before, after = load_workbook(BytesIO(template))[SHEET], load_workbook(done)[SHEET]
    widths = [{letter: each.width for letter, each in sheet.column_dimensions.items()} for sheet in (before, after)]
    assert widths[0] == widths[1]
    with zipfile.ZipFile(BytesIO(template)) as old, zipfile.ZipFile(done) as new:
        assert set(old.namelist()) == set(new.namelist())
        for name in ("xl/theme/theme1.xml", "docProps/app.xml", "docProps/core.xml"):
            assert old.read(name) == new.read(name)


def test_the_same_facts_give_the_same_bytes(template, done, tmp_path):
    again = tmp_path / "again.xlsx"
    filled(template, again, COUNT)
    assert again.read_bytes() == done.read_bytes()


@pytest.mark.parametrize("count", [0, 1])
def test_few_rows_leave_the_sheet_as_it_is(template, tmp_path, count):
    path = tmp_path / "few.xlsx"
    problems = filled(template, path, count)
    sheet = load_workbook(path)[SHEET]
    assert [each.code for each in problems] == ([] if count else ["county_no_rows"])
    assert sheet["D6"].value == "=SUM(D5:D5)"
    assert (sheet["B5"].value is None) == (count == 0)
    assert sheet.print_area == f"'{SHEET}'!$A$1:$I$8"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_works_it_out(done, tmp_path):
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", "xlsx", "--outdir", str(tmp_path), str(done)], check=True, capture_output=True
    )
    ours, theirs = load_workbook(done)[SHEET], load_workbook(tmp_path / done.name, data_only=True)[SHEET]
    assert {str(each) for each in theirs.merged_cells.ranges} == {str(each) for each in ours.merged_cells.ranges}
    assert theirs["D17"].value == pytest.approx(sum(row["ytd"] for row in rows(COUNT)) / 1_000_000)
    for row in (ROW, ROW + COUNT - 1, ROW + COUNT):
        assert theirs.row_dimensions[row].height == pytest.approx(ours.row_dimensions[row].height, abs=0.5)
    assert theirs.print_title_rows == ours.print_title_rows
    assert theirs.page_setup.orientation == "landscape"


def test_texts_in_the_shared_table_are_filled_too(template, sheet, tmp_path):
    path = tmp_path / "shared.xlsx"
    filled(shared(template), path, COUNT)
    again = load_workbook(path)[SHEET]
    assert [[cell.value for cell in row] for row in again] == [[cell.value for cell in row] for row in sheet]


def test_marks_keep_the_look_of_their_piece(tmp_path):
    def coloured(workbook: Workbook) -> None:
        red = TextBlock(InlineFont(b=True, color="FFFF0000"), "{单位}")
        workbook[SHEET]["A3"] = CellRichText("填报单位：", red)

    path = tmp_path / "rich.xlsx"
    filled(county(coloured), path)
    text = load_workbook(path, rich_text=True)[SHEET]["A3"].value
    assert str(text) == "填报单位：盂县能源局（演示）"
    assert text[1].font.b


def test_a_mark_in_two_pieces_takes_the_look_it_begins_with(tmp_path):
    def split(workbook: Workbook) -> None:
        red, blue = (InlineFont(color=colour) for colour in ("FFFF0000", "FF0000FF"))
        pieces = ("共{户", TextBlock(red, "数}户，{"), TextBlock(blue, "单"), TextBlock(blue, "位}报送"))
        workbook[SHEET]["A3"] = CellRichText(*pieces)

    content = county(split)
    assert checked(content)["mark_splits_looks"].field == f"{SHEET}!A3"
    path = tmp_path / "split.xlsx"
    filled(content, path)
    text = load_workbook(path, rich_text=True)[SHEET]["A3"].value
    assert [str(piece) for piece in text] == ["共3", "户，盂县能源局（演示）", "报送"]
    assert [piece.font.color.rgb for piece in text[1:]] == ["FFFF0000", "FF0000FF"]


def test_what_a_formula_gave_before_is_taken_out(template, tmp_path):
    path = tmp_path / "stale.xlsx"
    filled(swapped(template, "xl/worksheets/sheet1.xml", b"<f>D6</f>", b"<f>D6</f><v>777</v>"), path)
    assert "777" not in part(path, "xl/worksheets/sheet1.xml")
    assert 'fullCalcOnLoad="1"' in part(path, "xl/workbook.xml")


def test_every_workbook_is_worked_out_when_it_is_opened(template, tmp_path):
    path = tmp_path / "calc.xlsx"
    name = "xl/workbook.xml"
    with zipfile.ZipFile(BytesIO(template)) as archive:
        bare = re.sub(rb"<calcPr[^>]*/>", b"", archive.read(name))
    filled(with_part(template, name, bare), path)
    assert re.search(r"</definedNames><calcPr fullCalcOnLoad=\"1\"/>", part(path, name))


def test_what_is_drawn_above_the_list_stays_there(tmp_path):
    def above(workbook: Workbook) -> None:
        chart = BarChart()
        chart.add_data(Reference(workbook[SHEET], min_col=4, min_row=4, max_row=5))
        workbook[SHEET].add_chart(chart, "K2")

    path = tmp_path / "above.xlsx"
    filled(county(above), path, COUNT)
    tree = read_tree(part(path, "xl/drawings/drawing1.xml").encode())
    rows = [node.text for node in tree.root.iter() if node.tag.endswith("}row")]
    assert sorted(set(rows)) == ["1", "22"]


def test_data_is_not_taken_for_a_mark(template, tmp_path):
    path = tmp_path / "marks.xlsx"
    filled(template, path, 1, name="{单位}{.代码}")
    assert load_workbook(path)[SHEET]["B5"].value == "{单位}{.代码}"


def test_an_ampersand_in_the_footer_stays_one(template, tmp_path):
    path = tmp_path / "amp.xlsx"
    single = {**SINGLE, "unit": "甲&P乙"}
    fill_workbook(opened(template), Filling(FIELDS, single, rows(1)), path, Progress())
    assert "甲&amp;&amp;P乙　第&amp;P页" in part(path, "xl/worksheets/sheet1.xml")


def test_a_phone_is_masked_and_a_ratio_fits_its_cell(tmp_path):
    def change(workbook: Workbook) -> None:
        workbook[SHEET]["H5"], workbook[SHEET]["F5"] = "{.电话}", "{.增速}"

    path = tmp_path / "kinds.xlsx"
    filled(county(change), path, 1, phone="13800001234", growth=Decimal("12.5"))
    sheet = load_workbook(path)[SHEET]
    assert (sheet["H5"].value, sheet["F5"].value) == ("138****1234", 0.125)


def test_what_a_cell_cannot_hold_is_told(template, tmp_path):
    path = tmp_path / "odd.xlsx"
    problems = filled(template, path, 1, name="甲\x00乙", note="长" * 40_000)
    assert [each.code for each in problems] == ["county_character", "county_text_cut", "county_may_not_show"]
    sheet = load_workbook(path)[SHEET]
    assert sheet["B5"].value == "甲□乙"
    assert len(sheet["H5"].value) == 32_767


@pytest.mark.parametrize(
    ("column", "width", "wraps", "height", "hidden"),
    [
        ("B", 60, False, 33, 0),
        ("B", 10, False, 33, 2),  # the neighbour is not empty
        ("B", 10, True, 60, 0),
        ("B", 10, True, 20, 2),
        ("B", 10, True, None, 0),  # the program that opens it makes the row as high as it must be
        ("D", 5, False, 33, 2),  # a number would be ####
        ("G", 8, False, 33, 2),  # so would a day
    ],
)
def test_what_cannot_be_seen_whole_is_told(tmp_path, column, width, wraps, height, hidden):
    def change(workbook: Workbook) -> None:
        sheet = workbook[SHEET]
        sheet.column_dimensions[column].width = width
        sheet.row_dimensions[ROW].height = height
        sheet[f"{column}5"].alignment = Alignment(wrap_text=wraps)

    problems = filled(county(change), tmp_path / "room.xlsx", 2)
    told = [each.values for each in problems if each.code == "county_may_not_show"]
    assert told == ([{"place": f"{SHEET}!{column}5", "count": str(hidden)}] if hidden else [])


def test_stopping_leaves_what_stood_there(template, tmp_path):
    path = tmp_path / "kept.xlsx"
    path.write_bytes(b"before")
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        fill_workbook(opened(template), Filling(FIELDS, SINGLE, rows(3)), path, progress)
    assert path.read_bytes() == b"before"
    assert [each.name for each in tmp_path.iterdir()] == ["kept.xlsx"]


def test_shared_formulas_are_given_to_each_cell(template, tmp_path):
    path = tmp_path / "shared.xlsx"
    content = swapped(
        template,
        "xl/worksheets/sheet1.xml",
        b"<f>D6</f>",
        b'<f t="shared" ref="A9:B9" si="0">D6</f><v/></c><c r="B9"><f t="shared" si="0"/>',
    )
    filled(content, path, 3)
    sheet = load_workbook(path)[SHEET]
    assert (sheet["A11"].value, sheet["B11"].value) == ("=D8", "=E8")


@pytest.mark.parametrize(
    ("formula", "below", "copied"),
    [
        ("SUM(E5:E5)", "SUM(E5:E14)", "SUM(E8:E8)"),
        ("SUM(E$5:E5)", "SUM(E$5:E14)", "SUM(E$5:E8)"),
        ("E5/E$8", "E5/E$17", "E8/E$17"),
        ("F4+E5", "F4+E5", "F7+E8"),
        ('IF(A7>1,"x5:x6",E3)', 'IF(A16>1,"x5:x6",E3)', 'IF(A16>1,"x5:x6",E6)'),
        ("SUM($1:$5)", "SUM($1:$14)", "SUM($1:$14)"),
        ("SUM(E:E)+其他!E5+[1]表!E9", "SUM(E:E)+其他!E5+[1]表!E9", "SUM(E:E)+其他!E5+[1]表!E9"),
        ("SUM('表'!$E$5:$E$5)", "SUM('表'!$E$5:$E$14)", "SUM('表'!$E$5:$E$14)"),
    ],
)
def test_references_follow_the_row(formula, below, copied):
    growths = {"表": Growth(5, 10)}
    assert moved_formula(formula, "表", growths) == below
    assert moved_formula(formula, "表", growths, 3) == copied


def test_ranges_of_rules_grow():
    assert moved_ranges("E5 A1:F9 G7 B2", Growth(5, 10)) == "E5:E14 A1:F18 G16 B2"


def broken_down(workbook: Workbook) -> None:
    workbook[SHEET].merge_cells("C5:C6")


def in_merge(workbook: Workbook) -> None:
    workbook[SHEET].merge_cells("A3:B3")


def put(address: str, text: str):
    return lambda workbook: workbook[SHEET].__setitem__(address, text)


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        (put("B3", "{.企业名}"), "mark_unknown_near", "B3"),
        (put("B3", "{不知道是什么}"), "mark_unknown", "B3"),
        (put("H5", "{.累计}"), "mark_unit_missing", "H5"),
        (put("H5", "{.累计:吨}"), "mark_unit_unknown", "H5"),
        (put("H5", "{.备注:万元}"), "mark_unit_needless", "H5"),
        (put("B7", "{.企业名称}"), "mark_two_rows", ""),
        (broken_down, "row_merged_down", "C5:C6"),
        (put("A10", "=D5*2"), "formula_first_row_only", "A10"),
        (put("A10", "填报单位：{单位"), "mark_broken", "A10"),
        (put("B5", "{.企业名称}}"), "mark_broken", "B5"),
        (lambda workbook: workbook[SHEET].protection.enable(), "county_protected", ""),
        (lambda workbook: setattr(workbook["汇总"], "sheet_state", "hidden"), "county_hidden", ""),
        (lambda workbook: setattr(workbook[SHEET].oddHeader.left, "text", "{.代码}"), "mark_repeats_in_header", ""),
    ],
)
def test_the_check_names_what_is_wrong_and_where(change, code, place):
    problem = checked(county(change))[code]
    assert problem.field.endswith(place)
    assert problem.field.startswith((SHEET, "汇总"))


def test_a_mark_under_a_merged_cell_is_found(template):
    # openpyxl empties such cells, so the file is made by hand
    content = swapped(template, "xl/worksheets/sheet1.xml", b'<mergeCell ref="A1:I1"', b'<mergeCell ref="A1:I4"')
    content = swapped(content, "xl/worksheets/sheet1.xml", "序号".encode(), "{单位}".encode())
    assert checked(content)["mark_in_merge"].values == {"place": f"{SHEET}!A4", "merge": "A1:I4"}


def test_every_comment_is_counted():
    def another(workbook: Workbook) -> None:
        workbook[SHEET]["A1"].comment = Comment("照通知", "县里")

    assert dict(check_workbook(opened(county(another)), FIELDS).kept)["comments"] == 2


def test_a_workbook_without_marks_is_refused():
    workbook = Workbook()
    kept = BytesIO()
    workbook.save(kept)
    assert set(checked(kept.getvalue())) == {"county_no_marks"}


def test_parts_that_do_not_follow_are_told(template):
    content = with_part(template, "xl/pivotTables/pivotTable1.xml", b"<a/>")
    content = with_part(content, "xl/ctrlProps/ctrlProp1.xml", b"<a/>")
    content = with_part(content, "xl/drawings/drawing9.xml", "<a><p><t>{单</t><t>位}</t></p></a>".encode())
    found = checked(content)
    assert {"county_pivot", "county_controls", "mark_out_of_cells"} <= set(found)
    assert found["mark_out_of_cells"].values["marks"] == "{单位}"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "county_not_xlsx"),
        (b"PK\x03\x04rest", "county_broken"),
        ("企业名称,代码\n".encode(), "county_not_xlsx"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "county_not_xlsx"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "county_locked"),
    ],
)
def test_what_is_no_workbook_is_told(tmp_path, content, code):
    path = tmp_path / "县表.xlsx"
    path.write_bytes(content)
    assert refused(lambda: open_workbook(path)) == code


def test_a_missing_file_is_told(tmp_path):
    assert refused(lambda: open_workbook(tmp_path / "没有.xlsx")) == "county_missing"


@pytest.mark.parametrize(
    ("part_name", "code"),
    [
        ("xl/vbaProject.bin", "county_macros"),
        ("_xmlsignatures/sig1.xml", "county_signed"),
        ("../outside.xml", "county_broken"),
    ],
)
def test_dangerous_parts_are_refused(template, part_name, code):
    assert refused(lambda: opened(with_part(template, part_name, b"x"))) == code


def test_a_part_cut_short_is_told(template):
    content = swapped(template, "xl/worksheets/sheet1.xml", b"</worksheet>", b"")
    assert refused(lambda: checked(content)) == "county_broken"


@pytest.mark.parametrize(
    "text",
    [
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        b"<a>" * 200 + b"</a>" * 200,
        b"<a>\xff</a>",
    ],
)
def test_xml_that_is_more_than_data_is_refused(text):
    with pytest.raises(BrokenPart):
        read_tree(text)


def test_prefixes_that_attributes_name_are_kept():
    text = b'<x xmlns="urn:a" xmlns:mc="urn:mc" xmlns:x14="urn:x14" mc:Ignorable="x14"><mc:y z="1&amp;2"> t </mc:y></x>'
    assert read_tree(read_tree(text).to_bytes()).to_bytes() == read_tree(text).to_bytes()
    assert b'xmlns:x14="urn:x14"' in read_tree(text).to_bytes()
    assert b'<mc:y z="1&amp;2"> t </mc:y>' in read_tree(text).to_bytes()


def shared(content: bytes) -> bytes:
    """Return the workbook with its texts in the table that Excel and WPS keep them in."""
    texts: list[bytes] = []

    def moved(found: re.Match[bytes]) -> bytes:
        texts.append(found[2])
        return found[1] + b't="s"><v>%d</v></c>' % (len(texts) - 1)

    name = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(BytesIO(content)) as archive:
        sheet = archive.read(name)
        relations = archive.read("xl/_rels/workbook.xml.rels")
        types = archive.read("[Content_Types].xml")
    sheet = re.sub(rb'(<c [^>]*?)t="inlineStr"><is>(.*?)</is></c>', moved, sheet)
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    table = b'<sst xmlns="%s">%s</sst>' % (main, b"".join(b"<si>%s</si>" % text for text in texts))
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    link = b'<Relationship Id="rIdTexts" Type="%s" Target="sharedStrings.xml"/></Relationships>' % kind
    content = with_part(with_part(content, name, sheet), "xl/sharedStrings.xml", table)
    content = with_part(content, "xl/_rels/workbook.xml.rels", relations.replace(b"</Relationships>", link))
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    named = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>' % kind
    return with_part(content, "[Content_Types].xml", types.replace(b"</Types>", named))


def part(path, name: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


def refused(work) -> str:
    with pytest.raises(KnownError) as caught:
        work()
    return caught.value.code


def swapped(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """Return the workbook with *old* in the part *name* replaced."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        before = archive.read(name)
        assert old in before
        return _zipped({each: archive.read(each) for each in archive.namelist()} | {name: before.replace(old, new)})


def with_part(content: bytes, name: str, text: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return _zipped({each: archive.read(each) for each in archive.namelist()} | {name: text})


def _zipped(parts: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return made.getvalue()
