"""Claims of rewards: every state follows another, on a day, with the paper and the amount that the office said."""

from datetime import date

import pytest

from desktop.domain.claim import NEXT, ClaimDraft, ClaimStepDraft, check_claim, check_claim_step
from desktop.domain.policy_codes import ClaimState
from desktop.domain.problems import blocks

TODAY, SINCE = date(2026, 11, 5), date(2026, 10, 20)
PAID = ClaimStepDraft(ClaimState.PAID, TODAY, told_by="县财政局", basis="拨款单", amount=20_000_000)


def wrong(draft, state=ClaimState.APPROVED):
    return {(each.field, each.code) for each in check_claim_step(draft, state=state, since=SINCE, today=TODAY)}


def step(**values):
    said = {name: getattr(PAID, name) for name in ClaimStepDraft.__dataclass_fields__}
    return ClaimStepDraft(**said | values)


def test_a_payment_that_was_told_is_right():
    assert wrong(PAID) == set()


def test_a_payment_above_what_was_approved_is_asked_about_and_kept():
    for approved, asked in ((19_999_999, ["claim_paid_more"]), (20_000_000, []), (None, [])):
        found = check_claim_step(PAID, state=ClaimState.APPROVED, since=SINCE, today=TODAY, approved=approved)
        assert [each.code for each in found] == asked
        assert not blocks(found)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"amount": -1}, "amount"),
        ({"amount": None}, "amount"),
        ({"basis": " "}, "basis"),
        ({"on": None}, "on"),
        ({"on": date(2026, 10, 19)}, "on"),
        ({"on": date(2026, 11, 6)}, "on"),
        ({"state": None}, "state"),
    ],
)
def test_what_a_payment_lacks_is_named(values, field):
    assert field in {name for name, _ in wrong(step(**values))}


@pytest.mark.parametrize("state", list(ClaimState))
def test_only_what_may_follow_is_taken(state):
    for following in ClaimState:
        found = ("state", "claim_not_from_here") in wrong(step(state=following, note="说明"), state)
        assert found is (following not in NEXT[state])


def test_a_claim_wants_an_admission_and_a_rule_that_holds_here():
    draft = ClaimDraft("e1", "B1", 2026, TODAY)
    assert check_claim(draft, rules={"B1": "首次升规"}, admitted=True, today=TODAY) == []
    assert check_claim(draft, rules={"B1": "首次升规"}, admitted=False, today=TODAY) != []
    assert [each.code for each in check_claim(draft, rules={}, admitted=True, today=TODAY)] == ["no_such_reward"]
