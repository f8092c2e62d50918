"""What was composed becomes a form file that reads back as the same form."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.filing import FormSubject
from desktop.domain.form_entry import ColumnDraft, FilterDraft, FormDraft
from desktop.render.form_spec import check_form, form_text, load_form
from desktop.render.form_writer import draft_of, to_toml, written
from tests.render.samples import FORMS, SMALL

TABLES = [path for path in sorted(FORMS.glob("*.toml")) if "[[columns]]" in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_a_form_goes_through_the_composer_unchanged(path: Path) -> None:
    form = load_form(path)
    assert load_form(written(draft_of(form, form_text(path)))) == replace(form, effective_from="")


@given(st.text(st.characters(codec="utf-8")), st.lists(st.text(st.characters(codec="utf-8"))))
def test_any_text_is_written_so_that_it_reads_back(text: str, more: list[str]) -> None:
    table = {"title": text, "notes": more, "page": {"size": text}, "columns": [{"header": [text]}]}
    assert tomllib.loads(to_toml(table)) == table


def test_groups_filters_and_sums_are_written_as_the_reader_wants_them() -> None:
    draft = FormDraft(
        id="own-1",
        subject=FormSubject.ENTERPRISE_MONTH,
        title="停产企业（{month}）",
        columns=(
            ColumnDraft("serial", ("序号",), 9),
            ColumnDraft("name", ("企业名称",), 60),
            ColumnDraft("main_revenue_ytd", ("主营业务收入", "累计"), 24, total=True, required=True),
            ColumnDraft("main_revenue_growth", ("主营业务收入", "同比%"), 20, total=True),
        ),
        sort=("name",),
        filters=(
            FilterDraft("operating_status", "one_of", ("停产", "半停产")),
            FilterDraft("main_revenue_ytd", "between", ("0.5", "500")),
            FilterDraft("reason", "empty"),
        ),
        group_by="township",
        subtotal=True,
        serial_restarts=True,
        note="注：一\n\n二",
    )
    form = load_form(written(draft))
    assert form.group is not None
    assert (form.group.fact.name, form.group.subtotal, form.group.serial) == ("township", "小计", "restart")
    assert [column.total for column in form.columns] == ["none", "none", "sum", "ratio"]
    assert [each.operands for each in form.filters] == [("停产", "半停产"), (500_000, 500_000_000), ()]
    assert form.notes == ("注：一", "二")
    assert draft_of(form, written(draft)) == replace(draft, base=written(draft), note="注：一\n二")


def test_the_units_above_the_table_follow_what_is_composed() -> None:
    columns = (ColumnDraft("name", ("企业名称",), 60), ColumnDraft("main_revenue_ytd", ("累计",), 24))
    draft = FormDraft("own-1", FormSubject.ENTERPRISE_MONTH, "表", columns)
    assert load_form(written(draft)).corner_right == "单位：万元"
    again = replace(
        draft, base=written(draft), scale="yuan", columns=(*columns, ColumnDraft("electricity_ytd", ("电",), 24))
    )
    assert load_form(written(again)).corner_right == "单位：元、千瓦时"
    assert load_form(written(replace(again, columns=columns[:1]))).corner_right == ""


def test_units_that_a_person_wrote_change_with_the_scale_alone() -> None:
    path = FORMS / "key-monitoring.toml"
    draft = replace(draft_of(load_form(path), form_text(path)), scale="yuan")
    assert load_form(written(draft)).corner_right == "单位：元、万千瓦时、人、%"


def test_a_composed_form_at_fault_is_told_like_any_other() -> None:
    draft = FormDraft("own-1", FormSubject.VISIT, "", (ColumnDraft("name", (), 1),))
    problems = check_form(written(draft), "own-1").problems
    assert {(each.code, each.field) for each in problems} == {
        ("form_key_missing", "title"),
        ("form_bad_header", "columns[1].header"),
        ("form_not_whole", "columns[1].width"),
    }


def test_what_a_person_cannot_compose_stays_as_the_file_says() -> None:
    base = SMALL.replace(
        "[corners]",
        '[[filters]]\nfact = "main_revenue_ytd"\nis = "below"\nother = "main_revenue_ytd_last"\n'
        '[[filters]]\nfact = "township"\nis = "equals"\nvalue = "甲镇"\n[corners]',
    ).replace("required = true", 'required = true\nrequired_when = [{ fact = "township", is = "not_empty" }]')
    form = load_form(base)
    draft = draft_of(form, base)
    assert [each.fact for each in draft.filters] == ["township"]
    changed = replace(draft, title="新表", columns=tuple(reversed(draft.columns)), filters=())
    again = load_form(written(changed))
    assert again.filters == form.filters[:1]
    assert again.columns == tuple(reversed(form.columns))
