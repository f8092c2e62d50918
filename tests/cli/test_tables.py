from desktop.cli.tables import table, width


def test_chinese_takes_two_places_and_columns_stand_in_line():
    lines = table(("名称", "数"), [("甲", "1"), ("abcdef", "22")])
    assert lines == ["名称    数", "甲      1", "abcdef  22", "共 2 条。"]
    assert width("甲a") == 3


def test_a_long_cell_is_cut_but_not_in_the_last_column():
    lines = table(("名称", "说明"), [("长" * 50, "话" * 50)])
    assert "长" * 19 + "…" in lines[1]
    assert "话" * 50 in lines[1]


def test_no_rows_say_so():
    assert table(("名称",), [], "未下达。") == ["未下达。"]


def test_line_ends_inside_a_cell_do_not_break_the_line():
    assert table(("情况", "说明"), [("一\n二", "三\n四")])[1] == "一 二  三 四"


def test_an_id_is_never_cut():
    long = "8c5a79f6683f499ba58fef87fd01fb32:main_revenue_ytd:2026-10"
    assert long in table(("编号", "说明"), [(long, "一")])[1]
