"""Visit records; bad-input.md row 86."""

from datetime import date

import pytest

from desktop.domain.month import Month
from desktop.domain.problems import Severity
from tests.intake.making import GOOD, find, numbers, save, say, visits

HEAD = ["企业名称", "统一社会信用代码", "走访日期", "走访方式", "走访人员", "走访情况", "存在问题", "下步安排"]


def visit(path, day: object, month: Month | None = None):
    row = ["演示铸造有限公司", GOOD, day, "实地", "演示王", "正常生产", "用电紧张", "协调"]
    return visits(save(path / "走访.xlsx", [["入企走访记录"], HEAD, row]), month)[0].rows[0]


def test_visit_reads_whole(tmp_path):
    row = visit(tmp_path, "2026.11.3")
    assert row.problems == ()
    assert row.values["visited_on"] == date(2026, 11, 3)
    assert (row.values["officers"], row.values["issue"], row.values["next_step"]) == ("演示王", "用电紧张", "协调")


@pytest.mark.parametrize(
    ("day", "number", "severity"),
    [
        ("2026-11-21", "E152", Severity.ERROR),
        ("1999-12-31", "W152", Severity.CHECK),
        ("2026-02-30", "E151", Severity.ERROR),
        (None, "E158", Severity.ERROR),
    ],
)
def test_row_86_days_no_visit_was_on(day, number, severity, tmp_path):
    problem = find(visit(tmp_path, day).problems, number)
    assert problem.severity is severity
    assert "第 3 行“走访日期”" in say(problem)


def test_day_without_a_year_is_of_the_year_chosen_and_told(tmp_path):
    row = visit(tmp_path, "10月9日", Month(2026, 10))
    assert row.values["visited_on"] == date(2026, 10, 9)
    assert "“10月9日”没有写年份，照标题（或选定的月份）按 2026 年读" in say(find(row.problems, "W152"))
    assert numbers(visit(tmp_path, "10月9日").problems) == ["E154"]


def test_number_10_9_is_no_day_of_1900(tmp_path):
    row = visit(tmp_path, 10.9, Month(2026, 10))
    assert (row.values["visited_on"], numbers(row.problems)) == (None, ["E153"])


def test_row_86_visit_after_the_end_of_the_month_asked_for(tmp_path):
    problem = find(visit(tmp_path, "2026-11-01", Month(2026, 10)).problems, "W152")
    assert "2026-11-01 在 2026-10 之后" in say(problem)
    assert numbers(visit(tmp_path, "2026-10-31", Month(2026, 10)).problems) == []


def test_visit_without_an_enterprise(tmp_path):
    row = ["", "", "2026-11-01", "实地", "演示王", "正常", None, None]
    (read,) = visits(save(tmp_path / "走访.xlsx", [HEAD, row]))[0].rows
    assert numbers(read.problems) == ["E128"]
