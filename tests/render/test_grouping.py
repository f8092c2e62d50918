"""Filters choose rows, groups part them, and the sums of the groups are the sum of the whole."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.filing import FactValue
from desktop.kernel.errors import KnownError
from desktop.render.condition import broken_rules, stands
from desktop.render.form_spec import load_form
from desktop.render.sheet import Sheet
from desktop.render.sheet_json import from_json, to_json
from tests.render.samples import SMALL, row, small

REVENUE, STAFF = 2, 5
GROUP = '[group]\nby = "township"\nheading = "{value}（{count} 户）"\nsubtotal = "{value}小计"\n'


def with_part(part: str) -> str:
    return SMALL.replace("[corners]", f"{part}\n[corners]")


def grouped(*rows: Mapping[str, FactValue], more: str = "") -> Sheet:
    return small(*rows, text=with_part(GROUP + more))


def kept(part: str, *rows: Mapping[str, FactValue]) -> list[FactValue]:
    form = load_form(with_part(f"[[filters]]\n{part}"))
    return [each["name"] for each in rows if stands(form.filters, each)]


def test_groups_stand_under_their_heading_with_their_sum() -> None:
    sheet = grouped(
        row(name="乙", township="秀水镇", main_revenue_ytd=200_00),
        row(name="甲", township="孙家庄镇", main_revenue_ytd=100_00),
        row(name="丙", township=None, main_revenue_ytd=None),
        row(name="丁", township="秀水镇", main_revenue_ytd=400_00),
    )
    assert [group.heading for group in sheet.groups] == ["孙家庄镇（1 户）", "秀水镇（2 户）", "（未填）（1 户）"]
    assert [line.heading or line.cells[1].text for line in sheet.body] == [
        *("孙家庄镇（1 户）", "甲", "孙家庄镇小计"),
        *("秀水镇（2 户）", "乙", "丁", "秀水镇小计"),
        *("（未填）（1 户）", "丙", "（未填）小计"),
        "合计",
    ]
    assert [line.stays for line in sheet.body] == [1, 1, 0, 1, 0, 1, 0, 1, 1, 1, 0]


def test_number_runs_on_or_begins_anew() -> None:
    rows = [row(township=name) for name in ("甲镇", "甲镇", "乙镇")]
    assert [each[0].text for each in grouped(*rows).rows] == ["1", "2", "3"]
    assert [each[0].text for each in grouped(*rows, more='serial = "restart"\n').rows] == ["1", "1", "2"]


def test_order_of_groups_is_that_of_the_form_then_by_text() -> None:
    rows = [row(township=name) for name in ("b", "a", "d", "c")]
    sheet = grouped(*rows, more='order = ["d", "x"]\n')
    assert [group.heading[0] for group in sheet.groups] == ["d", "a", "b", "c"]


def test_sum_may_stand_first() -> None:
    sheet = small(row(main_revenue_ytd=1), row(main_revenue_ytd=2), text=with_part('totals = "first"\n'))
    assert next(line.cells[1].text for line in sheet.body) == "合计"
    assert from_json(to_json(sheet)) == sheet


def test_grouped_sheet_is_kept_whole() -> None:
    sheet = grouped(row(township="甲镇", main_revenue_ytd=5), row(township="乙镇", staff=3))
    assert from_json(to_json(sheet)) == sheet


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["甲镇", "乙镇", "丙镇", None]),
            st.none() | st.integers(-(10**13), 10**13),
            st.none() | st.integers(0, 10**6),
        ),
        min_size=1,
        max_size=30,
    )
)
def test_sums_of_groups_are_the_sum_of_the_whole_exactly(
    entries: list[tuple[str | None, int | None, int | None]],
) -> None:
    sheet = grouped(*(row(township=place, main_revenue_ytd=revenue, staff=staff) for place, revenue, staff in entries))
    assert sheet.totals is not None
    assert sum(group.count for group in sheet.groups) == len(sheet.rows) == len(entries)
    for column in (REVENUE, STAFF):
        parts = [group.subtotal[column].exact for group in sheet.groups if group.subtotal is not None]
        known = [Decimal(str(part)) for part in parts if part is not None]
        total = sheet.totals[column].exact
        assert (sum(known) if known else None) == (None if total is None else Decimal(str(total)))


@pytest.mark.parametrize(
    ("part", "names"),
    [
        ('fact = "township"\nis = "equals"\nvalue = "甲镇"', ["一", "三"]),
        ('fact = "township"\nis = "not_equals"\nvalue = "甲镇"', ["二"]),
        ('fact = "township"\nis = "one_of"\nvalues = ["乙镇", "丙镇"]', ["二"]),
        ('fact = "township"\nis = "none_of"\nvalues = ["乙镇"]', ["一", "三"]),
        ('fact = "township"\nis = "contains"\nvalue = "镇"', ["一", "二", "三"]),
        ('fact = "township"\nis = "empty"', ["四"]),
        ('fact = "township"\nis = "not_empty"', ["一", "二", "三"]),
        ('fact = "main_revenue_ytd"\nis = "at_least"\nvalue = "500"', ["二", "三"]),
        ('fact = "main_revenue_ytd"\nis = "below"\nvalue = "500"', ["一"]),
        ('fact = "main_revenue_ytd"\nis = "between"\nvalues = ["0.5", "500"]', ["一", "二"]),
        ('fact = "main_revenue_ytd"\nis = "at_least"\nvalue = "5000000"\nscale = "yuan"', ["二", "三"]),
        ('fact = "main_revenue_ytd"\nis = "at_least"\nother = "main_revenue_ytd_last"', ["三"]),
        ('fact = "staff"\nis = "equals"\nvalue = "20"', ["二"]),
    ],
)
def test_filter_keeps_what_it_says(part: str, names: list[str]) -> None:
    rows = (
        row(name="一", township="甲镇", main_revenue_ytd=499_9999_99),
        row(name="二", township="乙镇", main_revenue_ytd=500_0000_00, main_revenue_ytd_last=500_0000_01, staff=20),
        row(name="三", township="甲镇", main_revenue_ytd=900_0000_00, main_revenue_ytd_last=900_0000_00),
        row(name="四", township=None, main_revenue_ytd=None),
    )
    assert kept(part, *rows) == names


def test_rule_asks_where_it_is_broken_and_not_where_nothing_is_known() -> None:
    form = load_form(
        with_part(
            '[[rules]]\nnumber = "R1"\ntext = "停产企业仍有收入，请写明原因。"\nseverity = "note"\n'
            'expect = { fact = "reason", is = "not_empty" }\n'
            'when = [{ fact = "operating_status", is = "equals", value = "停产" },'
            ' { fact = "main_revenue_month", is = "at_least", value = "1" }]\n'
        )
    )
    stopped = row(operating_status="停产", main_revenue_month=10_000_00)
    assert [rule.number for rule in broken_rules(form.rules, stopped)] == ["R1"]
    assert not broken_rules(form.rules, {**stopped, "reason": "补记去年的收入"})
    assert not broken_rules(form.rules, {**stopped, "main_revenue_month": None})
    assert {"reason", "operating_status", "main_revenue_month"} <= form.shown


def test_those_that_left_cannot_stand_under_a_filter() -> None:
    text = with_part('closing = "离开 {count} 户：{names}"\n[[filters]]\nfact = "township"\nis = "not_empty"\n')
    with pytest.raises(KnownError) as caught:
        load_form(text)
    assert caught.value.code == "form_closing_filtered"


RULE = (
    '[[rules]]\nnumber = "R2"\ntext = "累计少于上月累计，请核实。"\nsince = "2026-03"\n'
    'expect = { fact = "main_revenue_ytd", is = "at_least", other = "main_revenue_ytd_previous" }\n'
    'passes = { main_revenue_ytd = "500", main_revenue_ytd_previous = "400" }\n'
    'fails = { main_revenue_ytd = "300", main_revenue_ytd_previous = "400" }\n'
)


def test_examples_of_a_rule_are_tried_when_the_form_is_read() -> None:
    rule = load_form(with_part(RULE)).rules[0]
    assert rule.since == "2026-03"
    assert rule.names == {"main_revenue_ytd", "main_revenue_ytd_previous"}
    assert broken_rules((rule,), row(main_revenue_ytd=399_00, main_revenue_ytd_previous=400_00))
    for old, new, code in (
        ('passes = { main_revenue_ytd = "500"', 'passes = { main_revenue_ytd = "399.99"', "form_rule_example"),
        ('fails = { main_revenue_ytd = "300"', 'fails = { main_revenue_ytd = "400"', "form_rule_example"),
        ('"500"', '"much"', "form_operand_money"),
        ("passes = {", 'passes = { staff = "3",', "form_unknown_key"),
        ('since = "2026-03"', 'since = "2026-01"', "form_operand_month"),
    ):
        with pytest.raises(KnownError) as caught:
            load_form(with_part(RULE.replace(old, new)))
        assert caught.value.code == code


def test_column_is_required_only_where_its_conditions_hold() -> None:
    when = 'required = true\nrequired_when = [{ fact = "operating_status", is = "not_equals", value = "停产" }]'
    text = SMALL.replace("required = true", when)
    sheet = small(row(operating_status="正常"), row(operating_status="停产"), text=text)
    assert [cells[REVENUE].text for cells in sheet.rows] == ["未报", ""]
    assert "“主营业务收入本年”有 1 户未报，合计为已报数之和。" in sheet.notes
    form = load_form(text)
    assert form.wanted(row(operating_status="正常")) == ("main_revenue_ytd",)
    assert form.wanted(row(operating_status="停产")) == ()
    assert "operating_status" in form.shown
    with pytest.raises(KnownError, match="form_not_required"):
        load_form(text.replace("required = true\n", ""))
