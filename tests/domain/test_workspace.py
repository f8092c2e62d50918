"""What the first start and a person still lack."""

import pytest

from desktop.domain.codes import UnitKind
from desktop.domain.workspace import FirstStart, PersonDraft, check_first_start, check_person

GOOD = {
    "preset": "yuxian-2024",
    "unit_name": "秀水镇",
    "unit_kind": UnitKind.TOWNSHIP,
    "year": 2026,
    "person_name": "赵演示",
}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, []),
        ({"preset": ""}, [("preset", "missing")]),
        ({"unit_name": " "}, [("unit_name", "missing")]),
        ({"person_name": "\u3000"}, [("person_name", "missing")]),
        ({"year": 1999}, [("year", "bad_year")]),
        ({"year": 2100}, [("year", "bad_year")]),
        ({"year": 2000}, []),
        ({"person_phone": "", "person_post": ""}, []),
    ],
)
def test_what_the_first_start_lacks(values, expected):
    found = check_first_start(FirstStart(**(GOOD | values)))
    assert [(problem.field, problem.code) for problem in found] == expected


def test_person_needs_a_name():
    assert [problem.field for problem in check_person(PersonDraft(name=" ", phone="1"))] == ["name"]
    assert check_person(PersonDraft(name="赵演示")) == []
