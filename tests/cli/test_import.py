"""Importing by command: looks first, writes only with --take, keeps good rows whatever the others are."""

import pytest
from openpyxl import Workbook, load_workbook

from tests.cli.hands import GOOD_CODE

BUCKETS = {"new", "changed", "unchanged", "to_check", "error", "ignored"}


def book(path, *rows, title="名单"):
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    workbook.save(path)
    workbook.close()
    return path


@pytest.fixture
def listed(tmp_path):
    """Return a workbook as counties hand it over: title, two header rows, text numbers, 合计, a ruined code."""
    return book(
        tmp_path / "名单.xlsx",
        ["2026年规上工业企业培育名单（演示）"],
        ["序号", "企业名称", "统一社会信用代码", "属地乡镇", "营业收入（万元）", None],
        [None, None, None, None, "2024年", "2025年"],
        [1, "盂县甲洗煤厂（演示）", GOOD_CODE, "秀水镇", "1,520.00", "1,860.50"],
        [2, "盂县乙型煤厂（演示）", "9.11403E+17", "南娄镇", "700", "650"],
        ["合计", None, None, None, "2,220.00", "2,510.50"],
    )


def test_looking_writes_nothing(shenggui, listed):
    told = shenggui("--json", "import", listed)
    assert told.code == 0, told.err
    plan = told.json
    assert plan["taken"] is False
    assert set(plan["buckets"]) == BUCKETS
    assert (plan["buckets"]["new"], plan["buckets"]["error"]) == (1, 1)
    assert plan["sheets"] == [{"name": "名单", "kind": "enterprises", "header_rows": [2, 3], "hidden": False}]
    wrong = next(row for row in plan["rows"] if row["bucket"] == "error")
    assert (wrong["sheet"], wrong["row"], wrong["name"]) == ("名单", 5, "盂县乙型煤厂（演示）")
    assert wrong["problems"][0]["code"] == "E130"
    assert wrong["problems"][0]["column"] == "统一社会信用代码"
    assert shenggui("--json", "enterprise", "list").json == []


def test_taking_writes_the_good_rows_and_the_wrong_ones_go_into_a_workbook(shenggui, listed, tmp_path):
    errors = tmp_path / "错误行.xlsx"
    told = shenggui("--json", "import", listed, "--take", "--errors", errors)
    assert (told.code, told.json["taken"]) == (0, True)
    row = shenggui("--json", "enterprise", "list").json
    assert [(each["name"], each["last_year_revenue"]) for each in row] == [("盂县甲洗煤厂（演示）", "18605000.00")]
    workbook = load_workbook(errors)
    cells = [str(cell) for line in workbook.active.iter_rows(values_only=True) for cell in line if cell]
    workbook.close()
    assert "盂县乙型煤厂（演示）" in cells
    assert any("E130" in cell for cell in cells)


def test_the_same_list_again_changes_nothing(shenggui, listed):
    shenggui("import", listed, "--take")
    assert shenggui("--json", "import", listed).json["buckets"]["unchanged"] == 1


def test_figures_are_imported_by_their_month(shenggui, listed, tmp_path):
    shenggui("import", listed, "--take")
    figures = book(
        tmp_path / "十月.xlsx",
        ["企业名称", "统一社会信用代码", "主营业务收入累计（万元）", "从业人员（人）"],
        ["盂县甲洗煤厂（演示）", GOOD_CODE, 1850.5, 36],
    )
    told = shenggui("--json", "import", figures, "--kind", "figures", "--month", "2026-10", "--take")
    assert told.code == 0, told.err
    row = shenggui("--json", "figure", "list", "--month", "2026-10").json[0]
    assert (row["main_revenue_ytd"], row["staff"], row["obtained"]) == ("18505000.00", 36, "file")


def test_one_option_says_what_the_months_cover_and_is_remembered(shenggui, listed, tmp_path):
    shenggui("import", listed, "--take")
    heads = ["企业名称", "统一社会信用代码", "2026年9月营业收入（万元）", "2026年10月营业收入（万元）"]
    path = book(tmp_path / "两月.xlsx", heads, ["盂县甲洗煤厂（演示）", GOOD_CODE, 1700, 1850])
    words = ("--json", "import", path, "--kind", "figures", "--sender", "秀水镇")
    asked = [note for note in shenggui(*words).json["notes"] if note["code"] == "W128"]
    assert len(asked) == 1
    assert "--span" in asked[0]["message"]
    assert shenggui(*words, "--span", "week").code == 2
    assert shenggui(*words, "--span", "ytd", "--take").code == 0
    row = shenggui("--json", "figure", "list", "--month", "2026-10").json[0]
    assert row["main_revenue_ytd"] == "18500000.00"
    again = shenggui(*words).json
    assert [note["code"] for note in again["notes"]] == ["I128"]
    assert again["buckets"]["unchanged"] == 2


def test_a_file_that_is_none_is_told(shenggui, tmp_path):
    path = tmp_path / "名单.xlsx"
    path.write_bytes(b"")
    told = shenggui("import", path)
    assert (told.code, told.err[:5]) == (2, "E101 ")
    assert told.out == ""


def test_a_file_that_is_not_there_is_told(shenggui, tmp_path):
    told = shenggui("import", tmp_path / "没有.xlsx")
    assert told.code == 2
    assert told.err.startswith("E1")


def test_a_kind_that_is_none_is_told(shenggui, listed):
    assert shenggui("import", listed, "--kind", "moons").err.startswith("E504 ")


def test_columns_modes_and_senders_are_said_by_option(shenggui, tmp_path):
    path = book(
        tmp_path / "表.xlsx",
        ["企业名称", "统一社会信用代码", "负责=同志"],
        ["盂县甲洗煤厂（演示）", GOOD_CODE, "演示王"],
    )
    told = shenggui("--json", "import", path, "--column", "负责=同志=contact", "--sender", "秀水镇", "--take")
    assert told.code == 0, told.err
    again = shenggui("--json", "import", path, "--sender", "秀水镇").json
    assert again["buckets"]["unchanged"] == 1
    assert [note["code"] for note in again["notes"]] == ["I128"]
    only_new = shenggui("--json", "import", path, "--mode", "update").json
    assert only_new["buckets"]["new"] == 0


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--column", "老板"], "E507"),
        (["--mode", "all"], "E504"),
        (["--blanks", "x"], "E504"),
        (["--kind", "x"], "E504"),
    ],
)
def test_options_written_wrong_are_refused(options, code, shenggui, listed):
    told = shenggui("import", listed, *options)
    assert (told.code, told.err.startswith(code)) == (2, True)


def test_issues_and_lists_of_bureaus_come_by_command(shenggui, listed, tmp_path):
    shenggui("import", listed, "--take")
    issues = book(
        tmp_path / "问题.xlsx",
        ["企业名称", "提出日期", "问题描述"],
        ["盂县甲洗煤厂（演示）", "2026-09-01", "缺流动资金"],
    )
    assert shenggui("--json", "import", issues, "--kind", "issues", "--take").json["buckets"]["new"] == 1
    assert [each["description"] for each in shenggui("--json", "issue", "list").json] == ["缺流动资金"]
    tax = book(
        tmp_path / "税.xlsx", ["纳税人名称", "税号", "2026年1-10月销售额（万元）"], ["盂县丁厂（演示）", None, 2600]
    )
    row = shenggui("--json", "import", tax, "--kind", "tax").json["rows"][0]
    assert (row["bucket"], row["problems"][0]["code"]) == ("to_check", "E143")
