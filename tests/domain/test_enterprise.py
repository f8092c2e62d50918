"""What can be wrong with an enterprise, a phone number and a move between tiers."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.codes import LibraryStatus, Tier
from desktop.domain.enterprise import (
    LONG_TEXT,
    SHORT_TEXT,
    EnterpriseDraft,
    TierDraft,
    TierSpan,
    check_enterprise,
    check_phone,
    check_tier,
    name_key,
)
from desktop.domain.problems import Severity, blocks

TODAY = date(2026, 10, 31)
GOOD = EnterpriseDraft(name="演示晋盛耐火材料有限公司", no_code_reason="正在办理")


def found(values):
    return [(p.field, p.code, p.severity) for p in check_enterprise(replace(GOOD, **values), today=TODAY)]


ERROR, CHECK = Severity.ERROR, Severity.CHECK


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, []),
        ({"name": " "}, [("name", "missing", ERROR)]),
        ({"no_code_reason": ""}, [("credit_code", "no_code_reason", CHECK)]),
        ({"credit_code": "91140322MA0K"}, [("credit_code", "code_malformed", CHECK)]),
        ({"credit_code": "91140322MA0K", "code_seen": True}, []),
        ({"established_on": date(2026, 11, 1)}, [("established_on", "in_future", ERROR)]),
        ({"established_on": TODAY}, []),
        ({"production_month": "2026-13"}, [("production_month", "bad_calendar_month", ERROR)]),
        ({"production_month": "2026-01"}, []),  # January exists in the calendar
        ({"admitted_month": "2026-1"}, [("admitted_month", "bad_calendar_month", ERROR)]),
        ({"library_status": LibraryStatus.ADMITTED}, [("admitted_month", "missing", CHECK)]),
        ({"library_status": LibraryStatus.ADMITTED, "admitted_month": "2025-11"}, []),
        ({"industry_code": "3089"}, []),
        ({"industry_code": "30"}, []),
        ({"industry_code": "3"}, [("industry_code", "bad_industry_code", ERROR)]),
        ({"industry_code": "30890"}, [("industry_code", "bad_industry_code", ERROR)]),
        ({"industry_code": "C308"}, [("industry_code", "bad_industry_code", ERROR)]),
        ({"registered_capital": -1}, [("registered_capital", "negative", ERROR)]),
        ({"registered_capital": 0}, []),
        ({"name": "演" * (SHORT_TEXT + 1)}, [("name", "too_long", ERROR)]),
        ({"name": "演" * SHORT_TEXT}, []),
        ({"note": "演" * (LONG_TEXT + 1)}, [("note", "too_long", ERROR)]),
        ({"contact_phone": "12345"}, [("contact_phone", "odd_phone", CHECK)]),
    ],
)
def test_what_an_enterprise_lacks(values, expected):
    assert found(values) == expected


def test_only_the_code_and_the_phone_never_forbid():
    assert not blocks(check_enterprise(replace(GOOD, credit_code="x", contact_phone="x"), today=TODAY))


PHONES = ["", "13800001234", "138 0000 1234", "138-0000-1234", "+86 13800001234", "0353-8088888", "03538088888"]
PHONES += ["8088888", "(0353)8088888", "4008001234", "13800001234、0353-8088888", "13800001234/13900001234"]
PHONES += ["１３８００００１２３４"]


@pytest.mark.parametrize("text", PHONES)
def test_phone(text):
    assert check_phone("phone", text) == []


@pytest.mark.parametrize("text", ["12345", "1380000123", "138000012345", "无", "1380000123O", "023456"])
def test_odd_phone_only_asks(text):
    (problem,) = check_phone("phone", text)
    assert (problem.code, problem.severity) == ("odd_phone", Severity.CHECK)


@pytest.mark.parametrize("text", ["140322199001011234", "14032219900101123x", "13800001234，140322199001011234"])
def test_identity_number_is_refused(text):
    (problem,) = check_phone("phone", text)
    assert (problem.code, problem.severity) == ("identity_number", Severity.ERROR)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("演示（盂县）耐火材料有限公司", "演示(盂县)耐火材料有限公司"),
        ("演示ABC科技", "演示ａｂｃ 科技"),
        ("演示·晋盛", "演示晋盛"),
        ("演示\u200b晋盛", "演示晋盛"),
    ],
)
def test_names_that_look_alike_share_a_key(one, other):
    assert name_key(one) == name_key(other)


def test_other_names_do_not():
    assert name_key("演示晋盛一厂") != name_key("演示晋盛二厂")


@given(name=st.text(max_size=20))
def test_key_is_stable(name):
    assert name_key(name) == name_key(f" {name} ")


STAY = TierSpan("t1", Tier.BASE, "", "", date(2026, 3, 1), None, "", "")


@pytest.mark.parametrize(
    ("draft", "current", "expected"),
    [
        (TierDraft(Tier.KEY, TODAY, "达到重点"), STAY, []),
        (TierDraft(Tier.BASE, TODAY, "新增"), None, []),
        (TierDraft(None, TODAY, "停产"), STAY, []),
        (TierDraft(Tier.KEY, date(2026, 3, 1), "同日"), STAY, []),
        (TierDraft(Tier.KEY, None, "达到重点"), STAY, [("on", "missing")]),
        (TierDraft(Tier.KEY, date(2026, 11, 1), "达到重点"), STAY, [("on", "in_future")]),
        (TierDraft(Tier.KEY, date(2026, 2, 28), "达到重点"), STAY, [("on", "before_tier")]),
        (TierDraft(Tier.KEY, TODAY, " "), STAY, [("reason", "missing")]),
        (TierDraft(None, TODAY, "停产"), None, [("tier", "not_in_list")]),
        (TierDraft(Tier.BASE, TODAY, "再调"), STAY, [("tier", "same_tier")]),
        (TierDraft(None), None, [("on", "missing"), ("reason", "missing"), ("tier", "not_in_list")]),
    ],
)
def test_move_between_tiers(draft, current, expected):
    problems = check_tier(draft, current, today=TODAY)
    assert [(problem.field, problem.code) for problem in problems] == expected
