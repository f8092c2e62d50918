"""Places in a form file are told as people count them."""

import pytest

from desktop.wording.form_places import place_words, table_of


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("title", "title"),
        ("columns[2].width", "第2栏的 width"),
        ("columns[2].required_when[1].value", "第2栏必报条件第1条的 value"),
        ("lines[3].boxes[1].fact", "第3行第1格的 fact"),
        ("page.margins.top", "[page.margins]的 top"),
        ("rules[1].when[2]", "核实规则第1条前提第2条"),
    ],
)
def test_a_place_is_told_in_words(place: str, words: str) -> None:
    assert place_words(place) == words


def test_a_table_is_told_as_the_file_writes_it() -> None:
    assert table_of("columns[2].required_when") == "columns.required_when"
