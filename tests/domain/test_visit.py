"""What can be wrong with a help visit."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.issue import IssueDraft
from desktop.domain.problems import Severity, blocks
from desktop.domain.visit import VisitDraft, check_visit

TODAY, FOUNDED = date(2026, 10, 31), date(2020, 5, 1)
GOOD = VisitDraft(enterprise="e1", visited_on=date(2026, 10, 30), visitors="赵演示", summary="了解生产情况")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, []),
        ({"visited_on": TODAY}, []),
        ({"visited_on": None}, [("visited_on", "missing")]),
        ({"visited_on": date(2026, 11, 1)}, [("visited_on", "in_future")]),
        ({"visited_on": date(1999, 12, 31)}, [("visited_on", "too_early")]),
        ({"visited_on": date(2020, 4, 30)}, [("visited_on", "before_founded")]),
        ({"visited_on": FOUNDED}, []),
        ({"enterprise": ""}, [("enterprise", "missing")]),
        ({"visitors": " \u3000"}, [("visitors", "missing")]),
        ({"summary": "\n"}, [("summary", "missing")]),
        ({"next_on": date(2026, 10, 29)}, [("next_on", "before_visit")]),
        ({"next_on": date(2026, 10, 30)}, []),
        ({"next_on": date(2027, 1, 5)}, []),
        ({"received_phone": "13800001234"}, []),
        ({"received_phone": "电话"}, [("received_phone", "odd_phone")]),
        ({"received_phone": "140322199001011234"}, [("received_phone", "identity_number")]),
        ({"visitors": "", "summary": ""}, [("visitors", "missing"), ("summary", "missing")]),
    ],
)
def test_what_a_visit_lacks(values, expected):
    found = check_visit(replace(GOOD, **values), today=TODAY, founded_on=FOUNDED)
    assert [(problem.field, problem.code) for problem in found] == expected


def test_visit_before_the_enterprise_was_founded_only_asks():
    found = check_visit(replace(GOOD, visited_on=date(2019, 1, 1)), today=TODAY, founded_on=FOUNDED)
    assert [problem.severity for problem in found] == [Severity.CHECK]
    assert not blocks(found)
    assert check_visit(replace(GOOD, visited_on=date(2019, 1, 1)), today=TODAY) == []


def test_problems_of_its_issues_name_their_place():
    issues = (IssueDraft(description="缺资金"), IssueDraft(), IssueDraft(description="用电", answered_on_spot=True))
    found = check_visit(replace(GOOD, issues=issues), today=TODAY)
    assert [(problem.field, problem.code) for problem in found] == [
        ("issues.1.description", "missing"),
        ("issues.2.answer", "missing"),
    ]
