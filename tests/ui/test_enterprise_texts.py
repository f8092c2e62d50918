from datetime import date

import pytest

from desktop.domain.codes import EnterpriseKind, LibraryStatus, OperatingStatus
from desktop.domain.enterprise import EnterpriseDraft
from desktop.ui.dialogs.enterprise_texts import draft_of, texts_of

TODAY = date(2026, 11, 20)
WHOLE = EnterpriseDraft(
    name="演示选煤有限公司",
    credit_code="91350100M000100Y43",
    code_seen=True,
    former_names=("旧名一", "旧名二"),
    township="140322-xiushui",
    department="140322-energy",
    kind=EnterpriseKind.HOUSEHOLD,
    established_on=date(2019, 3, 1),
    production_month="2020-01",
    industry_code="0610",
    contact_phone="13812345678",
    registered_capital=5_000_000_00,
    general_taxpayer=False,
    status=OperatingStatus.HALF_STOPPED,
    library_status=LibraryStatus.ADMITTED,
    admitted_month="2025-02",
    note="一\n二",
    extra={"股东": "甲"},
)


def read(texts, established_on=None):
    return draft_of(texts, established_on, EnterpriseDraft(), today=TODAY)


@pytest.mark.parametrize("draft", [WHOLE, EnterpriseDraft(), EnterpriseDraft(general_taxpayer=True)])
def test_form_gives_back_what_it_was_given(draft):
    assert draft_of(texts_of(draft), draft.established_on, draft, today=TODAY) == (draft, [])


@pytest.mark.parametrize("text", ["2024年5月", "2024-5", "202405", "2024.05"])
def test_months_are_read_as_people_write_them(text):
    draft, _ = read(texts_of(EnterpriseDraft()) | {"production_month": text})
    assert draft.production_month == "2024-05"


def test_unreadable_month_stays_for_the_rules_to_refuse():
    draft, _ = read(texts_of(EnterpriseDraft()) | {"production_month": "去年"})
    assert draft.production_month == "去年"


@pytest.mark.parametrize(
    ("text", "fen"), [("500", 500_000_000), ("500万元", 500_000_000), ("12.5", 12_500_000), ("—", None)]
)
def test_capital_is_in_ten_thousand_yuan_unless_it_says(text, fen):
    draft, problems = read(texts_of(EnterpriseDraft()) | {"registered_capital": text})
    assert (draft.registered_capital, problems) == (fen, [])


def test_unreadable_capital_and_day_are_told():
    texts = texts_of(EnterpriseDraft()) | {"registered_capital": "约500", "established_on": "前年"}
    _, problems = read(texts)
    assert {(problem.field, problem.code) for problem in problems} == {
        ("registered_capital", "not_a_number"),
        ("established_on", "bad_day"),
    }
