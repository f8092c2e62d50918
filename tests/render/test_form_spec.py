"""A form file is read whole or refused with the key that is wrong."""

from decimal import Decimal
from pathlib import Path

import pytest

from desktop.domain.money import Scale
from desktop.kernel.errors import KnownError
from desktop.render.form_spec import Total, load_form, load_forms
from desktop.render.sheet import Align, Margins, PaperSize
from desktop.wording.messages import message
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
    ("old", "new", "key"),
    [
        ('id = "small"', "", "id"),
        ('id = "small"', 'id = "../small"', "id"),
        ("edition = 1", 'edition = "1"', "edition"),
        ("edition = 1", "edition = true", "edition"),
        ('subject = "enterprise-month"', 'subject = "factory"', "subject"),
        ("width = 40", "width = 40.0", "columns[2].width"),
        ("width = 40", "width = 0", "columns[2].width"),
        ('header = ["人数"]', "header = []", "columns[6].header"),
        ('header = ["人数"]', 'header = ["a", "b", "c", "d"]', "columns[6].header"),
        ('fact = "name"', 'fact = "name"\ntotal = "sum"', "columns[2].total"),
        ('fact = "name"', 'fact = "name"\nalign = "middle"', "columns[2].align"),
        ("（{month}）", "（{quarter}）", "title"),
        ("（{month}）", "（{unit.__class__}）", "title"),
        ('blank = "未报"', 'blank = "未报"\npage = "A4"', "page"),
        ("[corners]", '[page]\nsize = "A5"\n[corners]', "page.size"),
        ("[corners]", '[page]\ntext_size = "nan"\n[corners]', "page.text_size"),
        ("[corners]", "[page.margins]\nleft = 400\n[corners]", "page.margins.left"),
    ],
)
def test_wrong_value_is_named_by_its_key(old: str, new: str, key: str) -> None:
    assert old in SMALL
    error = refused(SMALL.replace(old, new))
    assert (error.code, error.values["key"]) == ("form_broken", key)


def test_slip_in_a_key_is_not_passed_over() -> None:
    error = refused(SMALL.replace("required = true", "reqiured = true"))
    assert (error.code, error.values["key"]) == ("form_unknown_key", "columns[3].reqiured")


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
    assert caught.value.code == "form_syntax"


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as caught:
        load_form(tmp_path / "none.toml")
    assert (caught.value.code, caught.value.values) == ("form_missing", {"form": "none.toml"})


@pytest.mark.parametrize("word", ["表号：GX-1", "表 号：GX-1", "制定机关：国家统计局", "批准文号：国统制〔2026〕1号"])
def test_form_that_looks_like_a_statistical_one_is_refused(word: str) -> None:
    error = refused(SMALL.replace("[corners]", f'[corners]\nright = "{word}"'))
    assert error.code == "form_imitates_statistics"


def test_record_form_has_boxes_and_a_table_has_columns() -> None:
    assert refused(SMALL.replace('"enterprise-month"', '"visit-record"').split("[[columns]]")[0]).code == "form_broken"
    assert refused(SMALL.split("[[columns]]", maxsplit=1)[0]).code == "form_broken"
