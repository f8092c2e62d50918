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
