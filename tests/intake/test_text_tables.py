"""Plain text tables: separators, encodings, quotes."""

import pytest

from desktop.intake.workbook import open_workbook
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from tests.intake.making import GOOD, enterprises, numbers, say

LINES = [["企业名称", "统一社会信用代码", "2025年营业收入（万元）"], ["演示铸造有限公司", GOOD, "12.5"]]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends(separator, end, tmp_path):
    path = tmp_path / "名单.csv"
    path.write_bytes(end.join(separator.join(line) for line in LINES).encode("gb18030"))
    (reading,) = enterprises(path)
    assert reading.rows[0].values["revenue:2025"].value == 12_500_000
    assert open_workbook(path, Progress()).notes == ()


def test_quotes_hold_commas_and_line_breaks_and_a_record_is_one_row(tmp_path):
    path = tmp_path / "名单.csv"
    path.write_text(f'企业名称,统一社会信用代码,备注\n甲,,"一\n二"\n乙,"{GOOD}","1,5"\n', encoding="utf-8-sig")
    (reading,) = enterprises(path)
    assert [row.row for row in reading.rows] == [2, 3]
    assert reading.rows[0].values["note"] == "一\n二"
    assert reading.rows[1].values["note"] == "1,5"


def test_code_guarded_against_excel_is_read_bare(tmp_path):
    path = tmp_path / "名单.csv"
    path.write_text(f'企业名称,统一社会信用代码\n甲,"=""{GOOD}"""\n', encoding="utf-8")
    assert enterprises(path)[0].rows[0].values["credit_code"] == GOOD


def test_row_94_code_ruined_before_the_csv_was_made(tmp_path):
    path = tmp_path / "名单.csv"
    path.write_text("企业名称,统一社会信用代码\n甲,9.1141E+17\n", encoding="utf-8")
    assert numbers(enterprises(path)[0].rows[0].problems) == ["E130"]


def test_row_90_little_chinese_in_the_national_encoding_is_told(tmp_path):
    path = tmp_path / "名单.csv"
    path.write_bytes("企业,a\n甲,1\n".encode("gb18030"))
    assert ["编码不能确定" in say(note) for note in open_workbook(path, Progress()).notes] == [True]


@pytest.mark.parametrize(
    "data",
    [
        b"a,b\x00\n1,2\n",
        bytes(range(1, 32)) * 20,
        "中文".encode("big5") * 40 + b"\xff",
        b"\xff\xfea",
        b"\xef\xbb\xbf" + bytes(range(1, 9)) * 9,
    ],
)
def test_row_91_what_is_no_text_is_refused(data, tmp_path):
    path = tmp_path / "名单.csv"
    path.write_bytes(data)
    with pytest.raises(KnownError) as caught:
        open_workbook(path, Progress())
    assert caught.value.code == "not_excel"


def test_row_93_endless_field_is_told_with_its_row(tmp_path):
    path = tmp_path / "名单.csv"
    path.write_text("企业名称,代码\n甲," + "x" * 140_000 + "\n", encoding="utf-8")
    with pytest.raises(KnownError) as caught:
        open_workbook(path, Progress())
    assert caught.value.code == "broken_text_table"
    assert "第 2 行" in say(caught.value)
