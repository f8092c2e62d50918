"""Every character on paper is a glyph, or is told to be missing; text can be copied from the file."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.problems import Severity
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.render.fonts import BODY, TITLE, Fonts, to_unicode_map
from desktop.render.form_spec import load_form
from desktop.render.layout import Facts, compile_sheet
from desktop.render.pdf import print_pdf
from desktop.render.raster import page_text
from desktop.wording.messages import sentence
from tests.render.samples import SMALL, heading, row, small


def test_common_and_rare_characters_have_a_glyph(fonts: Fonts) -> None:
    assert fonts.missing_characters("盂县䶮㛃𬭚堃喆犇龑𠅤𬱖０１Ａａ—“”（）％①②℃\n") == frozenset()


def test_character_no_face_has_is_missing(fonts: Fonts) -> None:
    assert fonts.missing_characters("赵𠮷\ue000") == {"𠮷", "\ue000"}


def test_other_face_helps_out(fonts: Fonts) -> None:
    assert fonts.face_of("䶶", BODY) == (TITLE, "䶶")  # added to Unicode in 2020; only the serif face has it
    assert fonts.face_of("县", BODY) == (BODY, "县")
    assert fonts.face_of("𠮷", TITLE) == (BODY, "□")


def test_digits_are_equally_wide(fonts: Fonts) -> None:
    assert len({fonts.width(digit, BODY) for digit in "0123456789"}) == 1


def test_missing_font_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as caught:
        Fonts(tmp_path).load()
    assert caught.value.code == "font_missing"
    assert str(tmp_path) in caught.value.values["path"]


def test_map_to_unicode_speaks_utf_16_in_small_blocks() -> None:
    text = to_unicode_map("F", [0, 0x53BF, 0x2CB5A, *range(0x4E00, 0x4E00 + 150)])
    assert "<01> <53BF>" in text
    assert "<02> <D872DF5A>" in text
    assert text.count("100 beginbfchar") == 1
    assert text.count("52 beginbfchar") == 1


def test_text_outside_the_bmp_is_copied_right(fonts: Fonts, tmp_path: Path) -> None:
    printed = print_pdf(small(row(name="演示赵𬭚郑𬱖𠅤公司䶶")), tmp_path / "a.pdf", Progress(), fonts=fonts)
    assert "演示赵𬭚郑𬱖𠅤公司䶶" in page_text(printed.path, 1).replace("\r\n", "")


def test_missing_glyph_is_printed_as_a_box_and_told_with_its_row(fonts: Fonts, tmp_path: Path) -> None:
    sheet = small(row(), row(name="演示𠮷野公司"), row(name="演示\x07公司"))
    printed = print_pdf(sheet, tmp_path / "a.pdf", Progress(), fonts=fonts)
    told = [(problem.field, problem.code, dict(problem.values), problem.severity) for problem in printed.problems]
    assert told == [
        ("name", "glyph_missing", {"char": "U+20BB7", "row": "2"}, Severity.NOTE),
        ("name", "not_printable", {"char": "U+0007", "row": "3"}, Severity.NOTE),
    ]
    text = page_text(printed.path, 1)
    assert "演示□野公司" in text
    assert "演示□公司" in text


def test_missing_glyph_in_the_heading_is_told_without_a_row(fonts: Fonts, tmp_path: Path) -> None:
    sheet = compile_sheet(load_form(SMALL), Facts((row(),)), replace(heading(), unit_name="演示𠮷镇"))
    printed = print_pdf(sheet, tmp_path / "a.pdf", Progress(), fonts=fonts)
    assert [problem.code for problem in printed.problems] == ["glyph_missing_in_heading"]
    assert sentence(printed.problems[0]).startswith("表头或表尾有一个字（U+20BB7）")
