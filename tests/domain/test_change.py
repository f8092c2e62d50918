"""The one JSON text of a value, and what the chain makes of it."""

import itertools
import json
from dataclasses import replace
from hashlib import sha256

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.change import Cell, Change, ChangeId, canonical, link, seal
from desktop.domain.codes import ChangeKind, Subject

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
scalars = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts
keys = st.text(st.characters(max_codepoint=0x7F), max_size=6)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4), max_leaves=12
)


@given(value=values)
def test_canonical_text_is_that_of_rfc_8785(value):
    assert canonical(value).encode() == rfc8785.dumps(value)


@given(value=values)
def test_canonical_text_reads_back(value):
    assert json.loads(canonical(value)) == value


NUMBERS = [1.0, 1.5, float("nan"), float("inf"), 2**53, -(2**53), 10**20]


@pytest.mark.parametrize("value", [*NUMBERS, {"键": 1}, "\ud800", ["\udfff"], {"a": [0.1]}, (1,), b""])
def test_what_the_journal_never_holds_is_refused(value):
    with pytest.raises(ValueError):  # noqa: PT011  (each says what it found)
        canonical(value)


def test_seal_covers_value_reason_and_salt():
    parts = itertools.product(['"a"', '"b"'], [None, "", "r"], ["0", "1"])
    assert len({seal(*part) for part in parts}) == 12
    assert seal('"甲"', "因为", "5a17") == sha256('5a17["甲","因为"]'.encode()).hexdigest()


CHANGE = Change(
    id=ChangeId("140322-xiushui#a1", 7),
    cell=Cell(Subject.FIGURE, "e1", "staff", "2026-10", "140322-xiushui"),
    kind=ChangeKind.EDIT,
    parents=(ChangeId("140322-xiushui#a1", 3),),
    who="p1",
    save="s1",
    hlc="2026-10-31T04:00:00.000Z+0000",
    wall="2026-10-31T12:00:00.000+08:00",
    tz="+0800",
    sealed="ab",
)


def test_link_is_the_published_formula():
    # data-safety.md 5.1: h = SHA-256("OP1" | previous | JCS(op) | H(salt | value))
    body = rfc8785.dumps(
        {
            "site": "140322-xiushui#a1",
            "seq": 7,
            "subject": "figure",
            "ent": "e1",
            "fld": "staff",
            "period": "2026-10",
            "by_unit": "140322-xiushui",
            "kind": "edit",
            "parents": [["140322-xiushui#a1", 3]],
            "who": "p1",
            "save": "s1",
            "hlc": CHANGE.hlc,
            "wall": CHANGE.wall,
            "tz": "+0800",
        }
    )
    assert link("cd", CHANGE) == sha256(b"OP1cd" + body + b"ab").hexdigest()


@pytest.mark.parametrize(
    "other",
    [
        {"id": ChangeId("140322-xiushui#a1", 8)},
        {"id": ChangeId("140322-xiushui#b2", 7)},
        {"cell": CHANGE.cell._replace(subject=Subject.VISIT)},
        {"cell": CHANGE.cell._replace(entity="e2")},
        {"cell": CHANGE.cell._replace(field="x")},
        {"cell": CHANGE.cell._replace(period="")},
        {"cell": CHANGE.cell._replace(by_unit="")},
        {"kind": ChangeKind.VOID},
        {"parents": ()},
        {"parents": (ChangeId("140322-xiushui#a1", 4),)},
        {"who": "p2"},
        {"save": "s2"},
        {"hlc": "x"},
        {"wall": "x"},
        {"tz": "+0000"},
        {"sealed": "ac"},
    ],
)
def test_link_covers_everything(other):
    assert link("cd", replace(CHANGE, **other)) != link("cd", CHANGE)


def test_link_covers_what_went_before():
    assert link("ce", CHANGE) != link("cd", CHANGE)
