"""bad-input.md C: identifiers and text. Each case is named by its row there."""

import pytest

from desktop.domain.problems import Severity
from tests.intake.making import GOOD, HEAD, OTHER, enterprises, find, list_of, numbers, one, placed, save, say

CODE, PHONE, NAME = "统一社会信用代码", "联系电话", "企业名称"


@pytest.mark.parametrize("code", [913501000728319549, 913501000728319549.0, 9.14e17])
def test_row_53_code_stored_as_a_number_is_never_guessed(code, tmp_path):
    row = one(tmp_path / "名单.xlsx", code=code)
    problem = find(row.problems, "E130")
    assert problem.severity is Severity.ERROR
    text = placed(problem, row=2, column=CODE)
    assert "已失真，不能猜" in text
    assert "文本" in text
    assert row.values["credit_code"] is None
    assert row.values["name"] == "演示铸造有限公司"


@pytest.mark.parametrize("code", ["9.1E+17", "9.1141E+17", "９.１E+１７", "913501000728319000"])
def test_rows_54_94_scientific_text_is_damage(code, tmp_path):
    row = one(tmp_path / "名单.xlsx", code=code)
    assert "已失真" in placed(find(row.problems, "E130"), row=2, column=CODE)
    assert row.values["credit_code"] is None


def test_row_55_wrong_check_character_is_to_be_checked(tmp_path):
    row = one(tmp_path / "名单.xlsx", code="91350100M000100Y34")
    problem = find(row.problems, "E131")
    assert problem.severity is Severity.CHECK
    assert "校验码不符" in placed(problem, row=2, column=CODE)
    assert row.values["credit_code"] == "91350100M000100Y34"


def test_row_55_early_codes_that_fail_only_the_outer_digit_are_told_mildly(tmp_path):
    row = one(tmp_path / "名单.xlsx", code="91350100M0001TGQXM")
    assert find(row.problems, "E131").severity is Severity.NOTE
    assert row.values["credit_code"] == "91350100M0001TGQXM"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (56, "91350100m000100y43"),
        (56, "9135 0100 M000 100Y 43"),
        (56, "９１３５０１００M000100Y43"),
        (60, "\ufeff91350100M000100Y43"),
        (60, "91350100M000100Y43\u200b"),
        (60, "91350100M\u2060000100Y43\u200d"),
    ],
)
def test_rows_56_60_writing_is_made_one_and_shown(row, code, tmp_path):
    read = one(tmp_path / "名单.xlsx", code=code)
    problem = find(read.problems, "I132")
    assert problem.severity is Severity.NOTE
    assert GOOD in placed(problem, row=2, column=CODE)
    assert read.values["credit_code"] == GOOD
    assert read.raw[CODE] == code


@pytest.mark.parametrize("code", ["9135O1OOMOOO1OOY43", "9I350I00M000I00Y43", "91350100M000100Y43".replace("5", "S")])
def test_row_56_letters_no_code_has_are_read_as_the_digits_they_look_like(code, tmp_path):
    row = one(tmp_path / "名单.xlsx", code=code)
    problem = find(row.problems, "E131")
    assert problem.severity is Severity.CHECK
    assert f"已按 {GOOD} 读取" in placed(problem, row=2, column=CODE)
    assert row.values["credit_code"] == GOOD


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("350100100012345", "15 位的旧注册号"),
        (350100100012345, "15 位的旧注册号"),
        ("91350100M000100Y4", "是 17 位"),
        ("91350100M000100Y433", "是 19 位"),
        ("无", "暂无代码"),
        ("办理中", "暂无代码"),
    ],
)
def test_row_57_other_lengths_and_no_code(code, words, tmp_path):
    row = one(tmp_path / "名单.xlsx", code=code)
    problem = find(row.problems, "W131")
    assert problem.severity is not Severity.ERROR
    assert words in placed(problem, row=2, column=CODE)
    assert row.values["credit_code"] is None


def test_row_58_same_code_twice_lists_every_row(tmp_path):
    rows = [[1, "甲", GOOD, None, 1, None], [2, "乙", OTHER, None, 1, None], [3, "丙", GOOD.lower(), None, 1, None]]
    reading = list_of(tmp_path / "名单.xlsx", *rows)
    for place, number in ((0, 2), (2, 4)):
        text = placed(find(reading.rows[place].problems, "E132"), row=number, column=CODE)
        assert f"代码 {GOOD} 在第 2、4 行都有" in text
    assert numbers(reading.rows[1].problems) == []


def test_row_58_same_code_on_two_sheets(tmp_path):
    def more(page):
        page.parent.create_sheet("二").append(HEAD)
        page.parent["二"].append([1, "乙", GOOD, None, 1, None])

    first, second = enterprises(save(tmp_path / "名单.xlsx", [HEAD, [1, "甲", GOOD, None, 1, None]], more))
    assert "名单!2、二!2" in say(find(first.rows[0].problems, "E132"))
    assert numbers(second.rows[0].problems) == ["E132"]


def test_row_58_same_name_without_codes(tmp_path):
    reading = list_of(tmp_path / "名单.xlsx", [1, "甲", None, None, 1, None], [2, "甲", "无", None, 1, None])
    assert [numbers(row.problems) for row in reading.rows] == [["E132"], ["W131", "E132"]]


def test_row_61_direction_marks_are_taken_out_and_asked(tmp_path):
    row = one(tmp_path / "名单.xlsx", name="演示\u202e司公限有造铸\u202c")
    assert row.values["name"] == "演示司公限有造铸"
    assert find(row.problems, "W133").severity is Severity.CHECK
    assert "文字方向" in placed(find(row.problems, "W133"), row=2, column=NAME)


@pytest.mark.parametrize(("name", "number"), [("演示\u200b铸造", "I135"), ("演示\ue000铸造", "W137")])
def test_rows_60_67_invisible_and_private_characters(name, number, tmp_path):
    placed(find(one(tmp_path / "名单.xlsx", name=name).problems, number), row=2, column=NAME)


def test_rows_62_63_control_characters_and_lone_surrogates(tmp_path):
    row = one(tmp_path / "名单.xlsx", name="演示_x0007_铸_xD83D_造")
    assert row.values["name"] == "演示铸□造"
    assert sorted(numbers(row.problems)) == ["I135", "W133"]


def test_row_64_nul_is_refused(tmp_path):
    problem = find(one(tmp_path / "名单.xlsx", name="演示_x0000_铸造").problems, "E136")
    assert problem.severity is Severity.ERROR
    placed(problem, row=2, column=NAME)


def test_row_65_very_long_text(tmp_path):
    problem = find(one(tmp_path / "名单.xlsx", name="长" * 2001).problems, "E133")
    assert "最多 2000 字" in placed(problem, row=2, column=NAME)


@pytest.mark.parametrize("name", ["演示𠮷祥铸造厂", "演示𬮱门耐火厂", "演示㼆家沟煤矿", "演示（山西）有限公司"])
def test_row_66_rare_characters_stay_as_they_are(name, tmp_path):
    row = one(tmp_path / "名单.xlsx", name=name)
    assert row.values["name"] == name
    assert row.problems == ()


@pytest.mark.parametrize("name", ["=1+1", "+演示", "-演示", "@演示", "'; DROP TABLE enterprise", "..\\..\\演示"])
def test_rows_69_72_text_that_looks_like_a_formula_or_a_command_is_text(name, tmp_path):
    path = save(tmp_path / "名单.xlsx", [HEAD, [1, "x", GOOD, None, None, None]])

    def as_text(page):
        page["B2"].value = name
        page["B2"].data_type = "s"

    save(path, [HEAD, [1, "x", GOOD, None, None, None]], as_text)
    assert enterprises(path)[0].rows[0].values["name"] == name


@pytest.mark.parametrize(
    "phone",
    [
        "13800138000",
        13800138000,
        "138 0013 8000",
        "+86 13800138000",
        "0353-8081234",
        "（0353）8081234",
        "03538081234",
        "8081234",
        "400-810-1234",
        "0353-8081234-802",
    ],
)
def test_row_71_phones_that_are_phones(phone, tmp_path):
    row = one(tmp_path / "名单.xlsx", phone=phone)
    assert row.problems == ()
    assert row.values["contact_phone"]


@pytest.mark.parametrize(
    ("phone", "words"),
    [
        ("1380013800", "不像电话号码"),
        ("138001380001", "不像电话号码"),
        ("13800138000/13900139000", "几个号码"),
        ("13800138000 13900139000", "几个号码"),
        ("见名片", "不像电话号码"),
    ],
)
def test_row_71_odd_phones_are_kept_and_asked(phone, words, tmp_path):
    row = one(tmp_path / "名单.xlsx", phone=phone)
    problem = find(row.problems, "W134")
    assert problem.severity is Severity.CHECK
    assert words in placed(problem, row=2, column=PHONE)
    assert row.values["contact_phone"] == phone


@pytest.mark.parametrize("column", ["phone", "name"])
@pytest.mark.parametrize("number", ["11010519491231002X", "１１０１０５１９４９１２３１００２Ｘ"])
def test_row_71_identity_numbers_are_refused_and_kept_nowhere(column, number, tmp_path):
    row = one(tmp_path / "名单.xlsx", **{column: number})
    assert "不需要身份证号" in say(find(row.problems, "E134"))
    assert number not in repr(row)
    assert row.values["contact_phone"] is None


def test_row_71_column_of_identity_numbers_is_not_read(tmp_path):
    rows = [[*HEAD, "身份证号"], [1, "演示甲", GOOD, None, 1, None, "11010519491231002X"]]
    (reading,) = enterprises(save(tmp_path / "名单.xlsx", rows))
    assert "不需要" in say(find(reading.notes, "W126"))
    assert "11010519491231002X" not in repr(reading)


@pytest.mark.parametrize(
    ("code", "read", "wrong"),
    [("3089", "3089", []), (3089, "3089", []), ("C3089", "3089", []), (610, "610", ["W138"]), ("耐火", None, ["W138"])],
)
def test_industry_codes(code, read, wrong, tmp_path):
    rows = [["企业名称", "统一社会信用代码", "行业代码"], ["演示甲", GOOD, code]]
    (row,) = enterprises(save(tmp_path / "名单.xlsx", rows))[0].rows
    assert row.values["industry_code"] == read
    assert numbers(row.problems) == wrong


@pytest.mark.parametrize(
    ("text", "value", "wrong"),
    [
        ("是", True, []),
        ("√", True, []),
        ("否", False, []),
        (True, True, []),
        ("无", False, []),
        (None, None, []),
        ("不清楚", None, ["W139"]),
    ],
)
def test_yes_and_no(text, value, wrong, tmp_path):
    rows = [["企业名称", "统一社会信用代码", "是否一般纳税人"], ["演示甲", GOOD, text]]
    (row,) = enterprises(save(tmp_path / "名单.xlsx", rows))[0].rows
    assert row.values["general_taxpayer"] is value
    assert numbers(row.problems) == wrong
