"""bad-input.md B: how sheets are built. Each case is named by its row there."""

from datetime import date

import pytest

from desktop.domain.money import Scale
from desktop.domain.problems import Severity
from desktop.intake.words import Kind
from tests.intake.making import GOOD, HEAD, OTHER, enterprises, find, in_sheet, list_of, numbers, one, placed, save, say

ROW = [1, "演示铸造有限公司", GOOD, None, 1850.5, None]


def names(reading) -> list[object]:
    return [row.values["name"] for row in reading.rows]


def test_row_41_only_a_header(tmp_path):
    reading = list_of(tmp_path / "名单.xlsx")
    problem = find(reading.notes, "E120")
    assert problem.severity is Severity.ERROR
    assert say(problem) == "表“名单”：只有表头（第 1 行），没有数据。请确认选对了文件和工作表。"
    assert reading.rows == ()


def test_row_42_doubled_heading_asks_which(tmp_path):
    head = ["企业名称", "企业名称 ", "企业\n名称", "统一社会信用代码"]
    path = save(tmp_path / "名单.xlsx", [head, ["甲", "乙", "丙", GOOD]])
    (reading,) = enterprises(path)
    problem = find(reading.notes, "E121")
    assert say(problem) == "表“名单”里“企业名称”出现 3 次（A、B、C 列）。请选择用哪一列，其余的忽略。"
    assert reading.rows == ()
    (chosen,) = enterprises(path, choices={"A": "ignore", "C": "ignore"})
    assert names(chosen) == ["乙"]
    assert "E121" not in numbers(chosen.notes)


def test_row_42_two_headings_for_one_optional_field_stay_as_extras(tmp_path):
    head = [*HEAD, "电话"]
    (reading,) = enterprises(save(tmp_path / "名单.xlsx", [head, [*ROW, "03538081234"]]))
    assert find(reading.notes, "E121").severity is Severity.CHECK
    assert reading.rows[0].values["extra:电话"] == "03538081234"


def test_row_43_titles_two_row_header_and_units(tmp_path):
    def merge(page):
        for place in ("A1:H1", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:F3", "G3:H3"):
            page.merge_cells(place)

    rows = [
        ["盂县2026年小升规重点企业培育库"],
        ["填报单位：盂县能源局", None, None, None, None, None, None, "单位：万元、人"],
        ["序号", "企业名称", "信用代码", "属地乡镇", "联系方式", None, "营业收入", None],
        [None, None, None, None, "联系人", "电话", "2024年", "2025年"],
        ["甲", "乙", 1, 2, 3, 4, 5, 6],
        [1, "演示铸造有限公司", GOOD, "秀水镇", "演示张", 13800138000, "1,850.5", 1900],
    ]
    (reading,) = enterprises(save(tmp_path / "名单.xlsx", rows, merge))
    assert reading.header_rows == (3, 4, 5)
    (row,) = reading.rows
    assert row.row == 6
    assert row.problems == ()
    assert row.values["contact"] == "演示张"
    assert row.values["contact_phone"] == "13800138000"
    assert row.values["revenue:2024"].value == 1_850_500_000
    assert row.values["revenue:2025"].raw == "1900"
    assert [column.heading for column in reading.columns if column.field == "revenue:2025"] == ["营业收入;2025年"]


def test_row_43_two_row_header_of_a_csv_has_lost_its_merges(tmp_path):
    path = tmp_path / "名单.csv"
    lines = [
        "企业名称,代码,联系方式,,营业收入（千元）,",
        ",,联系人,电话,2024年,2025年",
        f"演示甲,{GOOD},演示张,13800138000,10,20",
    ]
    path.write_text("\n".join(lines), encoding="gb18030")
    (reading,) = enterprises(path)
    assert reading.header_rows == (1, 2)
    assert reading.rows[0].values["contact"] == "演示张"
    assert reading.rows[0].values["revenue:2025"].scale is Scale.THOUSAND


def test_row_43_merges_tie_header_rows_together(tmp_path):
    def merge(page):
        for place in ("A1:A2", "B1:B2", "C1:D1"):
            page.merge_cells(place)

    rows = [
        ["企业名称", "统一社会信用代码", "联系方式"],
        [None, None, "联系人", "联系电话"],
        ["演示甲", GOOD, "演示张", None],
    ]
    (reading,) = enterprises(save(tmp_path / "名单.xlsx", rows, merge))
    assert reading.header_rows == (1, 2)
    assert reading.headings == ("企业名称", "统一社会信用代码", "联系方式;联系人", "联系方式;联系电话")


def test_row_43_row_of_units_below_the_header(tmp_path):
    rows = [["企业名称", "统一社会信用代码", "2025年营业收入"], [None, None, "亿元"], ["演示甲", GOOD, "0.5"]]
    (reading,) = enterprises(save(tmp_path / "名单.xlsx", rows))
    assert reading.header_rows == (1, 2)
    assert reading.rows[0].values["revenue:2025"].value == 5_000_000_000


def test_last_years_revenue_is_of_the_year_before_the_list(tmp_path):
    rows = [["企业名称", "统一社会信用代码", "上年营业收入(万元)"], ["演示甲", GOOD, 7]]
    path = save(tmp_path / "名单.xlsx", rows)
    assert "revenue:2025" in enterprises(path)[0].rows[0].values
    (unknown,) = enterprises(path, year=None)
    assert "没有写是哪一年的" in say(find(unknown.notes, "W127"))
    assert unknown.rows[0].values["extra:上年营业收入(万元)"] == "7"
    assert (
        "revenue:2024" in enterprises(path, year=None, choices={"上年营业收入(万元)": "revenue:2024"})[0].rows[0].values
    )


@pytest.mark.parametrize(
    "numbered",
    [
        ["甲", "乙", "丙", "丁", "戊", "己", "庚", 1, 2],
        ["（1）", "（2）", "（3）", "（4）", "（5）", "（6）", "（7）", "（8）", "（9）"],
        ["A", "B", "C", "D", "E", "F", "G", "H", "I"],
    ],
)
def test_a_row_that_numbers_the_columns_is_no_enterprise(tmp_path, numbered):
    head = ["序号", "企业名称", "信用代码", "乡镇", "联系人", "法人", "经营范围", "2025年营业收入（万元）", "从业人员"]
    first = [1, "演示甲厂", GOOD, "秀水镇", "演示张", "演示李", "铸件", 100, 5]
    second = [2, "演示乙厂", OTHER, "秀水镇", "演示张", "演示李", "铸件", 100, 5]
    rows = [head, numbered, first, head, numbered, second]
    (reading,) = enterprises(save(tmp_path / "名单.xlsx", rows))
    assert names(reading) == ["演示甲厂", "演示乙厂"]


def test_row_44_merged_cells_fill_inside_the_merge_only(tmp_path):
    def merge(page):
        page.merge_cells("C2:C3")
        page.merge_cells("D2:D3")

    rows = [
        ["企业名称", "统一社会信用代码", "属地乡镇", "2025年营业收入（万元）"],
        ["演示甲", GOOD, "秀水镇", 100],
        ["演示乙", OTHER, None, None],
        ["演示丙", None, None, 5],
    ]
    (reading,) = enterprises(save(tmp_path / "名单.xlsx", rows, merge))
    assert [row.values["township"] for row in reading.rows] == ["秀水镇", "秀水镇", None]
    assert reading.rows[1].values["revenue:2025"] is None
    problem = find(reading.rows[1].problems, "W147")
    assert problem.severity is Severity.CHECK
    assert "合并单元格" in placed(problem, row=3, column="2025年营业收入（万元）")


def test_row_45_hidden_sheet_row_and_column_are_told(tmp_path):
    def hide(page):
        page.row_dimensions[3].hidden = True
        page.column_dimensions["D"].hidden = True
        other = page.parent.create_sheet("隐藏")
        other.append(HEAD)
        other.append(ROW)
        other.sheet_state = "hidden"

    path = save(tmp_path / "名单.xlsx", [HEAD, ROW, [2, "演示乙", OTHER, None, 1, None]], hide)
    shown, hidden = enterprises(path)
    assert [row.hidden for row in shown.rows] == [False, True]
    assert say(find(shown.notes, "W121")) == "表“名单”：有 1 个隐藏行（第 3 行），也读取了。请核对是否应当导入。"
    assert "D 列" in say(find(shown.notes, "W122"))
    assert hidden.hidden
    assert hidden.rows == ()
    assert say(find(hidden.notes, "W120")).startswith("文件含隐藏表“隐藏”，默认不导入。")
    assert names(enterprises(path, hidden_sheets=frozenset({"隐藏"}))[1]) == ["演示铸造有限公司"]


def test_row_46_totals_signatures_and_subheadings_are_left_out_and_shown(tmp_path):
    rows = [
        HEAD,
        ["一、秀水镇（1户）"],
        [1, "演示甲", GOOD, None, 100, None],
        ["小计", None, None, None, 100, None],
        ["二、孙家庄镇"],
        [2, "演示乙", OTHER, None, 50, None],
        [None, "合  计", None, None, 160, None],
        ["注：收入为企业提供。"],
        ["填报人：演示王", None, None, "联系电话："],
    ]
    (reading,) = enterprises(save(tmp_path / "名单.xlsx", rows))
    assert names(reading) == ["演示甲", "演示乙"]
    assert [row.values["township"] for row in reading.rows] == ["秀水镇", "孙家庄镇"]
    assert [(one.row, one.reason) for one in reading.skipped] == [
        (2, "group"),
        (4, "total"),
        (5, "group"),
        (7, "total"),
        (8, "note"),
        (9, "signature"),
    ]
    assert "第 4、7 行" in say(find(reading.notes, "I123"))
    assert [(total.row, total.agrees) for total in reading.control_totals] == [(4, True), (7, False)]
    assert "第 7 行" in say(find(reading.notes, "W124"))


@pytest.mark.parametrize("name", ["总计信息科技有限公司", "合计达机械厂", "小计量具有限公司"])
def test_row_46_an_enterprise_whose_name_sounds_like_a_total_stays(name, tmp_path):
    assert one(tmp_path / "名单.xlsx", name=name).values["name"] == name


def test_row_47_formula_without_result(tmp_path):
    reading = list_of(tmp_path / "名单.xlsx", ROW, ROW, ROW, [4, "演示乙", OTHER, None, "=1+1", None])
    problem = find(reading.rows[3].problems, "E122")
    assert "E5 是公式且没有结果" in placed(problem, row=5, column="2025年营业收入（万元）")
    assert "保存一次" in say(problem)
    assert reading.rows[3].values["revenue:2025"] is None


@pytest.mark.parametrize(("written", "value"), [("<v>12.5</v>", 12_500_000), ("<v></v>", None)])
def test_row_47_formula_with_a_result_is_its_result(written, value, tmp_path):
    path = save(tmp_path / "名单.xlsx", [HEAD, [1, "演示甲", GOOD, None, "=1+1", None]])
    kind = ' t="str"' if written == "<v></v>" else ""
    in_sheet(path, {'<c r="E2"><f>1+1</f><v /></c>': f'<c r="E2"{kind}><f>1+1</f>{written}</c>'})
    (row,) = enterprises(path)[0].rows
    assert row.problems == ()
    amount = row.values["revenue:2025"]
    assert (amount.value if amount else None) == value


@pytest.mark.parametrize("text", ["#REF!", "#DIV/0!", "#N/A"])
def test_row_48_error_cell(text, tmp_path):
    problem = find(one(tmp_path / "名单.xlsx", revenue=text).problems, "E123")
    assert f"E2 是错误值 {text}" in placed(problem, row=2, column="2025年营业收入（万元）")


def test_row_49_missing_name_column_stops_the_sheet(tmp_path):
    (reading,) = enterprises(
        save(tmp_path / "名单.xlsx", [["统一社会信用代码", "联系电话", "备注"], [GOOD, None, "x"]])
    )
    problem = find(reading.notes, "E124")
    assert problem.severity is Severity.ERROR
    assert "缺少必需的列：企业名称。" in say(problem)
    assert reading.rows == ()
    (chosen,) = enterprises(tmp_path / "名单.xlsx", choices={"备注": "name"})
    assert names(chosen) == ["x"]


def test_row_49_missing_code_column_is_told_but_rows_are_read(tmp_path):
    (reading,) = enterprises(save(tmp_path / "名单.xlsx", [["企业名称", "联系电话"], ["演示甲", None]]))
    assert find(reading.notes, "E124").severity is Severity.CHECK
    assert "统一社会信用代码" in say(find(reading.notes, "E124"))
    assert names(reading) == ["演示甲"]


def test_row_50_unknown_columns_are_kept_and_told(tmp_path):
    (reading,) = enterprises(save(tmp_path / "名单.xlsx", [[*HEAD, "是否清欠"], [*ROW, "是"]]))
    assert reading.rows[0].values["extra:是否清欠"] == "是"
    assert say(find(reading.notes, "W125")) == "表“名单”：这些列不认识，作为附加信息保留：是否清欠。"


def test_row_50_what_is_wrong_in_an_unknown_column_does_not_stop_the_row(tmp_path):
    (reading,) = enterprises(save(tmp_path / "名单.xlsx", [[*HEAD, "是否清欠"], [*ROW, "#REF!"]]))
    (problem,) = reading.rows[0].problems
    assert (problem.code, problem.severity) == ("error_cell", Severity.NOTE)


def test_row_51_other_edition_of_the_template(tmp_path):
    (reading,) = enterprises(save(tmp_path / "名单.xlsx", [["模板版本：9"], HEAD, ROW]))
    assert "版本 9" in say(find(reading.notes, "E125"))
    assert reading.rows == ()
    assert enterprises(save(tmp_path / "名单.xlsx", [["模板版本：1"], HEAD, ROW]))[0].rows


def test_sheet_without_a_header_is_told_and_others_are_read(tmp_path):
    def more(page):
        page.parent.create_sheet("随笔").append(["今天", "开会"])

    listed, other = enterprises(save(tmp_path / "名单.xlsx", [HEAD, ROW], more))
    assert names(listed) == ["演示铸造有限公司"]
    assert find(other.notes, "E127").severity is Severity.CHECK
    (alone,) = enterprises(save(tmp_path / "空.xlsx", [["今天", "开会"]]))
    assert find(alone.notes, "E127").severity is Severity.ERROR


def test_header_repeated_on_every_page_is_no_enterprise(tmp_path):
    reading = list_of(tmp_path / "名单.xlsx", ROW, HEAD, [2, "演示乙", OTHER, None, 1, None], [3])
    assert names(reading) == ["演示铸造有限公司", "演示乙"]
    assert [(one.row, one.reason) for one in reading.skipped] == [(3, "header_again"), (5, "only_number")]


def test_row_without_a_name_is_told(tmp_path):
    reading = list_of(tmp_path / "名单.xlsx", ROW, [2, None, OTHER, None, 1, None])
    assert "没有企业名称" in placed(find(reading.rows[1].problems, "E128"), row=3, column="企业名称")


def test_a_person_may_say_what_a_column_is(tmp_path):
    rows = [["企业名称", "统一社会信用代码", "老板", "多余"], ["演示甲", GOOD, "演示李", "x"]]
    path = save(tmp_path / "名单.xlsx", rows)
    (reading,) = enterprises(path, choices={"老板": "legal_person", "多余": "ignore"})
    assert reading.rows[0].values["legal_person"] == "演示李"
    assert not any(key.startswith("extra:") for key in reading.rows[0].values)
    assert reading.kind is Kind.ENTERPRISES


def test_good_row_reads_whole(tmp_path):
    row = one(tmp_path / "名单.xlsx", phone=13800138000, revenue=1850.5, day=date(2020, 2, 29))
    assert row.problems == ()
    assert row.values["established_on"] == date(2020, 2, 29)
    assert row.raw["2025年营业收入（万元）"] == "1850.5"


def test_a_row_that_cannot_be_read_is_no_quarrel_with_the_total(tmp_path):
    reading = list_of(
        tmp_path / "名单.xlsx",
        [1, "演示甲", GOOD, None, 100, None],
        [2, "演示乙", OTHER, None, "约200", None],
        ["合计", None, None, None, 300, None],
    )
    told = find(reading.notes, "I124")
    assert (told.severity, "第 4 行" in say(told), "第 3 行" in say(told)) == (Severity.NOTE, True, True)
    assert "W124" not in numbers(reading.notes)


def test_a_total_that_is_wrong_by_itself_is_told_although_another_sum_agrees(tmp_path):
    reading = list_of(
        tmp_path / "名单.xlsx",
        [1, "演示甲", GOOD, None, 100, None],
        ["小计", None, None, None, 100, None],
        [2, "演示乙", OTHER, None, "约200", None],
        ["小计", None, None, None, 200, None],
        ["合计", None, None, None, 300, None],
    )
    assert [problem.values["row"] for problem in reading.notes if problem.code == "total_unread"] == ["5", "6"]


def test_a_bare_list_of_names_has_a_header_too(tmp_path):
    (reading,) = enterprises(save(tmp_path / "名单.xlsx", [["2026年名单"], ["企业名称"], ["演示甲"], ["演示乙"]]))
    assert (reading.header_rows, names(reading)) == ((2,), ["演示甲", "演示乙"])


def test_what_a_person_says_of_headings_finds_the_header(tmp_path):
    path = save(tmp_path / "名单.xlsx", [["老板", "厂子"], ["演示李", "演示甲"]])
    assert enterprises(path)[0].header_rows == ()
    (reading,) = enterprises(path, choices={"厂子": "name", "老板": "legal_person"})
    assert (reading.header_rows, names(reading)) == ((1,), ["演示甲"])
