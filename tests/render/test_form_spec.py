"""A form file is read whole or refused with the key that is wrong."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.money import Scale
from desktop.domain.problems import Severity
from desktop.kernel.errors import KnownError
from desktop.render.form_spec import Total, check_form, form_text, load_form, load_forms
from desktop.render.sheet import Align, Margins, PaperSize
from desktop.wording.messages import message, told
from tests.render.samples import FORMS, SMALL


def refused(text: str) -> KnownError:
    with pytest.raises(KnownError) as caught:
        load_form(text)
    assert "？" not in message(caught.value)  # the sentence has every value it names
    return caught.value


def test_published_forms_are_read() -> None:
    forms = {form.id: form for form in load_forms(FORMS)}
    assert {"key-monitoring", "visit-month", "issue-month", "visit-record"} <= set(forms)
    assert all(form.edition == 1 for form in forms.values())
    assert forms["key-monitoring"].required == ("main_revenue_month", "main_revenue_ytd")
    assert forms["visit-record"].lines
    assert not forms["visit-record"].columns


def test_defaults_follow_the_kind_of_the_fact() -> None:
    form = load_form(SMALL)
    serial, name, revenue, _, growth, staff = form.columns
    assert (serial.align, name.align, revenue.align) == (Align.RIGHT, Align.LEFT, Align.RIGHT)
    assert (revenue.decimals, growth.decimals, staff.decimals) == (2, 1, 0)
    assert (revenue.scale, staff.scale) == (Scale.TEN_THOUSAND, Scale.ONE)
    assert growth.total is Total.RATIO
    assert form.page.size is PaperSize.A4
    assert form.page.margins == Margins(top=37, bottom=35, left=28, right=26)
    assert form.page.text_size == Decimal(9)


@pytest.mark.parametrize(
    ("old", "new", "key", "code"),
    [
        ('id = "small"', "", "id", "form_key_missing"),
        ('id = "small"', 'id = "../small"', "id", "form_bad_id"),
        ("edition = 1", 'edition = "1"', "edition", "form_not_whole"),
        ("edition = 1", "edition = true", "edition", "form_not_whole"),
        ('subject = "enterprise-month"', 'subject = "factory"', "subject", "form_bad_choice"),
        ("width = 40", "width = 40.0", "columns[2].width", "form_not_whole"),
        ("width = 40", "width = 0", "columns[2].width", "form_not_whole"),
        ('header = ["人数"]', "header = []", "columns[6].header", "form_bad_header"),
        ('header = ["人数"]', 'header = ["a", "b", "c", "d"]', "columns[6].header", "form_bad_header"),
        ('header = ["人数"]', 'header = "人数"', "columns[6].header", "form_not_list"),
        ('header = ["人数"]', "header = [6]", "columns[6].header", "form_not_text"),
        ('fact = "name"', 'fact = "name"\ntotal = "sum"', "columns[2].total", "form_bad_total"),
        ('fact = "serial"', 'fact = "serial"\ntotal = "sum"', "columns[1].total", "form_bad_total"),
        ('fact = "name"', 'fact = "name"\nalign = "middle"', "columns[2].align", "form_bad_choice"),
        ("required = true", 'required = "yes"', "columns[3].required", "form_not_yes"),
        ("（{month}）", "（{quarter}）", "title", "form_bad_gap"),
        ("（{month}）", "（{unit.__class__}）", "title", "form_bad_gap"),
        ('blank = "未报"', 'blank = "未报"\npage = "A4"', "page", "form_not_table"),
        ('blank = "未报"', 'blank = "未报"\nfilters = 3', "filters", "form_not_tables"),
        ('blank = "未报"', 'blank = "未报"\neffective_from = "2026-01"', "effective_from", "form_operand_month"),
        ('blank = "未报"', 'blank = "未报"\nsort = ["salary"]', "sort", "form_unknown_fact"),
        ("[corners]", '[page]\nsize = "A5"\n[corners]', "page.size", "form_bad_choice"),
        ("[corners]", '[page]\norientation = "up"\n[corners]', "page.orientation", "form_bad_choice"),
        ("[corners]", '[page]\ntext_size = "nan"\n[corners]', "page.text_size", "form_not_number"),
        ("[corners]", "[page.margins]\nleft = 400\n[corners]", "page.margins.left", "form_not_whole"),
        ("[corners]", '[group]\nby = "staff"\n[corners]', "group.by", "form_not_grouped"),
        ("[corners]", '[group]\nby = "township"\nheading = "{names}"\n[corners]', "group.heading", "form_bad_gap"),
        (
            "[corners]",
            '[[filters]]\nfact = "staff"\nis = "at_least"\nvalue = "many"\n[corners]',
            "filters[1].value",
            "form_operand_count",
        ),
        (
            "[corners]",
            '[[filters]]\nfact = "staff"\nis = "between"\nvalues = ["1"]\n[corners]',
            "filters[1].values",
            "form_two_values",
        ),
        (
            "[corners]",
            '[[filters]]\nfact = "staff"\nis = "like"\nvalue = "1"\n[corners]',
            "filters[1].is",
            "form_bad_choice",
        ),
        (
            "[corners]",
            '[[filters]]\nfact = "main_revenue_growth"\nis = "empty"\n[corners]',
            "filters[1].fact",
            "form_not_compared",
        ),
        (
            "[corners]",
            '[[filters]]\nfact = "township"\nis = "one_of"\nvalues = []\n[corners]',
            "filters[1].values",
            "form_no_values",
        ),
        ("[corners]", '[[rules]]\nnumber = "1"\ntext = "问"\n[corners]', "rules[1].expect", "form_key_missing"),
        (
            "[corners]",
            '[[rules]]\nnumber = "1"\ntext = "问"\nseverity = "error"\n'
            'expect = { fact = "staff", is = "not_empty" }\n[corners]',
            "rules[1].severity",
            "form_bad_choice",
        ),
        (
            "[corners]",
            '[[rules]]\nnumber = "1"\ntext = "问"\n'
            'expect = { fact = "staff", is = "at_least", other = "main_revenue_ytd" }\n[corners]',
            "rules[1].expect.other",
            "form_other_kind",
        ),
    ],
)
def test_wrong_value_is_named_by_its_key(old: str, new: str, key: str, code: str) -> None:
    assert old in SMALL
    error = refused(SMALL.replace(old, new, 1))
    assert (error.code, error.values["key"]) == (code, key)


def test_all_faults_are_told_at_once_with_their_lines() -> None:
    text = SMALL.replace("width = 40", "width = 0").replace('fact = "staff"', 'fact = "staf"')
    text = text.replace('title = "小表', 'titel = "小表')
    checked = check_form(text, "小表.toml")
    assert checked.form is None
    found = {(each.code, each.field, int(each.values["line"])) for each in checked.problems}
    lines = text.split("\n")
    assert found == {
        ("form_unknown_key_near", "titel", lines.index('titel = "小表（{month}）"') + 1),
        ("form_key_missing", "title", 1),
        ("form_not_whole", "columns[2].width", lines.index("width = 0") + 1),
        ("form_unknown_fact_near", "columns[6].fact", lines.index('fact = "staf"') + 1),
    }
    assert [each.values.get("near") for each in checked.problems if "near" in each.values] == ["title", "staff"]


def test_cramped_paper_is_warned_of_and_still_read() -> None:
    wide = SMALL.replace("width = 40", "width = 300")
    checked = check_form(wide, "form")
    assert checked.form is not None
    assert {each.code for each in checked.problems} >= {"form_beyond_paper", "form_narrow"}
    assert all(each.severity is Severity.CHECK for each in checked.problems)


def test_heading_that_stands_twice_is_warned_of() -> None:
    checked = check_form(SMALL.replace('"主营业务收入", "上年同期"', '"主营业务收入", "本年"'), "form")
    assert "form_header_twice" in [each.code for each in checked.problems]


@pytest.mark.parametrize(
    ("scale", "right", "codes"),
    [
        ("ten_thousand", "单位：户、万元", []),
        ("yuan", "单位：万元", ["form_other_unit"]),
        ("thousand", "", ["form_no_unit"]),
        ("yuan", "三单元", ["form_no_unit"]),
    ],
)
def test_amounts_stand_under_their_own_unit(scale: str, right: str, codes: list[str]) -> None:
    text = SMALL.replace("edition = 1", f'edition = 1\nscale = "{scale}"')
    text = text.replace("[corners]", f'[corners]\nright = "{right}"')
    assert [each.code for each in check_form(text, "form").problems] == codes


def test_a_heading_may_say_the_unit_itself() -> None:
    text = SMALL.replace('"本年"', '"本年（万元）"').replace('"上年同期"', '"上年同期/万元"')
    assert not check_form(text, "form").problems


@pytest.mark.parametrize("text", ["\ud800", "\\u0000", "\\u001f", "\\u0085"])
def test_what_cannot_be_kept_or_printed_is_refused_in_a_form(text: str) -> None:
    (problem,) = check_form(SMALL.replace("小表", f"小{text}表"), "form").problems
    assert (problem.code, problem.values["text"]) == ("form_character", "小表（{month}）")


@pytest.mark.parametrize("path", sorted(FORMS.glob("*.toml")), ids=lambda path: path.stem)
def test_published_forms_leave_nothing_to_say(path: Path) -> None:
    assert check_form(form_text(path), path.name).problems == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("id = “small”\n", "form_wide_mark"),
        ('id ＝ "small"\n', "form_wide_mark"),
        ('id = "a"\nid = "b"\n', "form_key_twice"),
        ("a = " + "[" * 3000, "form_too_deep"),
        ("x" * 300_000, "form_too_large"),
        ("edition = " + "9" * 5000, "form_broken"),
        (SMALL.replace("小表", "长" * 501), "form_too_long"),
        (
            SMALL.replace(
                "[corners]", '[[filters]]\nfact = "main_revenue_ytd"\nis = "below"\nvalue = "1e9999"\n[corners]'
            ),
            "form_operand_money",
        ),
    ],
)
def test_what_a_chinese_keyboard_and_a_wrong_file_bring_is_told(text: str, code: str) -> None:
    assert refused(text).code == code


def test_mark_of_a_windows_editor_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "form.toml"
    path.write_text(SMALL, encoding="utf-8-sig")
    assert load_form(path).id == "small"


def test_slip_in_a_key_is_not_passed_over() -> None:
    error = refused(SMALL.replace("required = true", "reqiured = true"))
    assert (error.code, error.values["key"]) == ("form_unknown_key_near", "columns[3].reqiured")


def test_fact_that_is_not_published_is_refused() -> None:
    error = refused(SMALL.replace('fact = "staff"', 'fact = "gap_to_target"'))
    assert (error.code, error.values["fact"]) == ("form_unknown_fact", "gap_to_target")


def test_syntax_error_tells_the_line() -> None:
    error = refused('id = "small"\nedition = \n')
    assert (error.code, error.values["line"]) == ("form_syntax", "2")


def test_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "form.toml"
    path.write_bytes("标题".encode("gb18030"))
    with pytest.raises(KnownError) as caught:
        load_form(path)
    assert caught.value.code == "form_not_utf8"


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as caught:
        load_form(tmp_path / "none.toml")
    assert (caught.value.code, caught.value.values) == ("form_missing", {"form": "none.toml"})


@pytest.mark.parametrize("word", ["表号：GX-1", "表 号：GX-1", "制定机关：国家统计局", "批准文号：国统制〔2026〕1号"])
def test_form_that_looks_like_a_statistical_one_is_refused(word: str) -> None:
    error = refused(SMALL.replace("[corners]", f'[corners]\nright = "{word}"'))
    assert error.code == "form_imitates_statistics"


def test_record_form_has_boxes_and_a_table_has_columns() -> None:
    assert (
        refused(SMALL.replace('"enterprise-month"', '"visit-record"').split("[[columns]]")[0]).code
        == "form_wants_lines"
    )
    assert refused(SMALL.split("[[columns]]", maxsplit=1)[0]).code == "form_wants_columns"


TYPED = ("", "[", "]]", '"', "=", "{month}", "９", "\n", "[[columns]]\n", "[group]\n", "true", "-1")


@given(
    st.lists(
        st.tuples(
            st.integers(0, 10_000),
            st.sampled_from(
                ["", "[", "]]", '"', "=", "{month}", "９", "\n", "[[columns]]\n", "[group]\n", "true", "-1"]
            ),
            st.integers(0, 40),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_is_typed_into_a_form_file_is_told_and_stops_nothing(edits: list[tuple[int, str, int]]) -> None:
    text = SMALL
    for place, put, cut in edits:
        at = place % len(text)
        text = text[:at] + put + text[at + cut :]
    checked = check_form(text, "form")
    errors = [each for each in checked.problems if each.severity is Severity.ERROR]
    assert (checked.form is None) is bool(errors)
    assert all("？" not in told(each) for each in checked.problems)
