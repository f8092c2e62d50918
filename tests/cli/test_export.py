"""`shenggui export` and `shenggui workbook`: lists and the county's workbooks by command."""

import csv
import io

import pytest
from openpyxl import load_workbook

from desktop.cli.export import TABLES
from desktop.cli.tables import TableLine, table
from desktop.domain.listing import looks_numeric, number_in
from tests.cli.hands import COMMANDS, enter
from tests.locking import hold
from tests.render.county import SHEET, county
from tests.services.test_workbooks import FORM, marked


@pytest.fixture
def out(tmp_path):
    return tmp_path / "出"


def test_what_is_exported_is_a_command():
    assert {words for _, words in TABLES.values()} <= set(COMMANDS)


@pytest.mark.parametrize("group", [words[0] for words in COMMANDS if words[1:] == ("list",)])
def test_every_list_can_be_exported(shenggui, tmp_path, group):
    told = shenggui("--json", "export", group, "--out", tmp_path / "列.csv")
    assert told.code == 0, told.err
    assert "\ufeff" in (tmp_path / "列.csv").read_text(encoding="utf-8")


def test_a_workbook_has_the_columns_of_the_list(shenggui, tmp_path):
    enter(shenggui, "盂县甲洗煤厂（演示）")
    enter(shenggui, "=1+1")
    told = shenggui("--json", "export", "enterprise", "--out", tmp_path / "名单.xlsx")
    assert told.code == 0, told.err
    assert told.json["rows"] == 2
    rows = [[cell.value for cell in row] for row in load_workbook(told.json["path"]).active]
    head = next(row for row in rows if "企业名称" in row)
    names = [row[head.index("企业名称")] for row in rows[rows.index(head) + 1 :]]
    assert {"盂县甲洗煤厂（演示）", "=1+1"} <= set(names)


def test_a_text_file_is_guarded_and_says_so(shenggui, tmp_path):
    enter(shenggui, "=1+1")
    told = shenggui("export", "enterprise", "--out", tmp_path / "名单.csv")
    assert "W799" in told.err
    content = (tmp_path / "名单.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[1][1] == "'=1+1"


def test_the_options_of_the_list_go_with_it(shenggui, tmp_path):
    enter(shenggui, "盂县甲洗煤厂（演示）")
    enter(shenggui, "盂县乙耐火厂（演示）")
    told = shenggui("--json", "export", "enterprise", "--search", "耐火", "--format", "csv", "--out", tmp_path)
    assert told.json["rows"] == 1
    assert told.json["path"].endswith(".csv")


def test_a_folder_gets_a_file_by_the_rule(shenggui, tmp_path):
    told = shenggui("--json", "export", "person", "--format", "pdf", "--out", tmp_path)
    assert told.json["path"].startswith(str(tmp_path / "盂县能源局_人员_"))
    assert (tmp_path / told.json["path"]).read_bytes().startswith(b"%PDF")


def test_an_empty_list_is_a_file_too(shenggui, tmp_path):
    told = shenggui("--json", "export", "issue", "--out", tmp_path / "问题.pdf")
    assert (told.code, told.json["rows"]) == (0, 0)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("export", "没有", "--out", "x.xlsx"), "E795"),
        (("export", "enterprise", "--format", "doc", "--out", "x.doc"), "E796"),
        (("export", "enterprise", "--out", "没有/这个/x.xlsx"), "E015"),
        (("export", "enterprise", "--no-such", "--out", "x.xlsx"), "E001"),
        (("export", "history", "--out", "x.xlsx"), "E001"),
    ],
)
def test_what_cannot_be_exported_is_told(shenggui, tmp_path, monkeypatch, words, code):
    monkeypatch.chdir(tmp_path)
    told = shenggui(*words)
    assert told.code == 2
    assert told.err.startswith(code)
    assert list(tmp_path.glob("x.*")) == []


def test_lines_of_a_table_know_their_cells():
    long = "很长的内容" * 20
    lines = table(("甲", "乙"), [(long, "2")])
    assert [line.cells for line in lines if isinstance(line, TableLine)] == [("甲", "乙"), (long, "2")]
    assert "…" in lines[1]


@pytest.mark.parametrize(
    ("texts", "numeric"),
    [
        (["1,850.00", "未报"], True),
        (["12.3%", ""], True),
        (["2511", "2512"], False),
        (["1.5", "00123"], False),
        (["未报"], False),
        ([], False),
    ],
)
def test_numbers_are_told_from_codes(texts, numeric):
    assert looks_numeric(texts) is numeric


@pytest.mark.parametrize("text", ["00123", "1_000", "nan", "１２", "1,2345", "911403221234567890", "--1", "1.", ""])
def test_what_is_no_number_stays_text(text):
    assert number_in(text) is None


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "县重点表.xlsx"
    path.write_bytes(county(marked))
    return path


def test_a_county_workbook_from_check_to_filled(shenggui, file, tmp_path):
    enter(shenggui, "盂县甲洗煤厂（演示）")
    looked = shenggui("--json", "workbook", "add", file, "--form", FORM)
    assert looked.json["taken"] is False
    assert shenggui("--json", "workbook", "list").json == []
    taken = shenggui("--json", "workbook", "add", file, "--form", FORM, "--name", "重点表", "--take")
    uid = taken.json["uid"]
    assert [each["name"] for each in shenggui("--json", "workbook", "list").json] == ["重点表"]
    done = shenggui("--json", "workbook", "fill", uid, "--month", "2026-10", "--out", tmp_path)
    assert done.json["path"] == str(tmp_path / "盂县能源局_重点表_2026年10月.xlsx")
    assert load_workbook(done.json["path"])[SHEET]["B5"].value == "盂县甲洗煤厂（演示）"
    assert shenggui("workbook", "template", uid, "--out", tmp_path / "原件.xlsx").code == 0
    assert (tmp_path / "原件.xlsx").read_bytes() == file.read_bytes()
    assert shenggui("workbook", "remove", uid, "--reason", "换新表").code == 0
    assert shenggui("workbook", "fill", uid, "--month", "2026-10", "--out", tmp_path / "x.xlsx").err.startswith("E763")


def test_a_workbook_that_cannot_be_filled_answers_3(shenggui, tmp_path):
    path = tmp_path / "错.xlsx"
    path.write_bytes(county(lambda workbook: workbook[SHEET].__setitem__("B3", "{.企业名}")))
    told = shenggui("--json", "workbook", "check", path, "--form", FORM)
    assert told.code == 3
    assert told.json["fillable"] is False
    assert {"code": "E771", "place": f"{SHEET}!B3"}.items() <= told.json["problems"][0].items()
    refused = shenggui("workbook", "add", path, "--form", FORM, "--take")
    assert refused.code == 2
    assert refused.err.startswith("E77")


def test_marks_and_forms_are_listed(shenggui):
    forms = {each["id"] for each in shenggui("--json", "workbook", "forms").json}
    assert FORM in forms
    marks = {each["mark"] for each in shenggui("--json", "workbook", "marks", "--form", FORM).json}
    assert {"{填报单位}", "{.企业名称}", "{.主营业务收入累计:万元}"} <= marks
    assert shenggui("workbook", "marks", "--form", "没有").err.startswith("E765")


def test_a_file_that_is_open_stays_and_the_command_says_where_the_new_one_is(shenggui, tmp_path, monkeypatch):
    enter(shenggui, "盂县甲洗煤厂（演示）")
    path = tmp_path / "名单.xlsx"
    path.write_bytes(b"open")
    hold(monkeypatch, path)
    told = shenggui("--json", "export", "enterprise", "--out", path)
    assert (told.code, told.json["path"]) == (0, str(tmp_path / "名单(2).xlsx"))
    assert "W115" in told.err
    assert "W115" in {each["code"] for each in told.json["problems"]}
    printed = tmp_path / "清单.pdf"
    printed.write_bytes(b"open")
    hold(monkeypatch, path, printed)
    told = shenggui("officer", "print", "--out", printed)
    assert told.code == 0, told.err
    assert "清单(2).pdf" in told.out
    assert "W115" in told.err
