"""Blocks of cells on the clipboard."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from desktop.ui import tsv


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("1\t2\r\n3\t4\r\n", [["1", "2"], ["3", "4"]]),
        ("1\t\t3", [["1", "", "3"]]),
        ("1\t", [["1", ""]]),
        ('"一行\n二行"\t2', [["一行\n二行", "2"]]),
        ('"说""好"""', [['说"好"']]),
        ('5"管', [['5"管']]),
        ('"没有结尾', [['"没有结尾']]),
        ("\n\n1", [[], [], ["1"]]),
        ("", []),
    ],
)
def test_a_block_is_read_as_excel_wrote_it(text, rows):
    assert tsv.parse(text) == [row or [""] for row in rows]


@given(
    some.lists(some.lists(some.text(alphabet='1甲\t\n"', max_size=4), min_size=1, max_size=3), min_size=1, max_size=3)
)
def test_what_was_copied_is_pasted_back(rows):
    assert tsv.parse(tsv.write(rows) + "\n") == rows
