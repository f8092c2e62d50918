"""The clauses, rewards and lists of the reference: cited, doubtful ones marked, B1 to B8 and C as in their plans."""

from pathlib import Path

import pytest

from desktop.domain.reward_reader import read_rewards
from desktop.domain.section import BrokenKey
from desktop.services.presets import PresetService

SERVICE = PresetService(Path(__file__).resolve().parents[2] / "resources")


def test_every_clause_names_its_document_and_a_plan_that_there_is():
    plans = {head.id for head in SERVICE.list()}
    for policy in SERVICE.policy_rules().policies:
        assert policy.draft.document, policy.uid
        assert policy.draft.text, policy.uid
        assert policy.presets <= plans, policy.uid


def test_every_plan_has_clauses():
    policies = SERVICE.policy_rules().policies
    assert all(any(head.id in policy.presets for policy in policies) for head in SERVICE.list())


def test_what_was_not_seen_in_the_original_is_to_be_confirmed():
    rules = SERVICE.reward_rules()
    assert {rule.id for rule in rules.rules if rule.id.startswith("A")} == {"A1", "A2", "A3-2", "A3-3", "A4"}
    assert all(rule.to_confirm and rule.source_note for rule in rules.rules if rule.id.startswith("A"))
    assert all(rule.pay_offset == 1 for rule in rules.rules if rule.id.startswith("A"))


def test_the_city_rules_say_what_the_plan_says():
    plan, rules = SERVICE.load("jincheng-2021"), SERVICE.reward_rules()
    assert {f"B{number}" for number in range(1, 9)} <= {rule.id for rule in rules.of_preset(plan.id)}
    amounts = {reward.id: (reward.amount_fen or 0) // 1_000_000 for reward in plan.rewards}
    for name, key in (("B1", "211_first"), ("B2", "211_stay_2"), ("B3", "211_stay_3"), ("B4", "innovation")):
        rule = rules.rule(name)
        assert rule is not None
        assert f"{amounts[key]}万元" in rule.amount
        assert rule.clause in {reward.citation.clause for reward in plan.rewards}


def test_the_county_rule_names_no_amount():
    found = [rule for rule in SERVICE.reward_rules().of_preset("yuxian-2024") if rule.id.startswith("C")]
    assert found
    assert all(rule.to_confirm and not any(char.isdigit() for char in rule.amount) for rule in found)


def test_a_rule_that_asks_what_nobody_knows_is_refused():
    data = {
        "questions": [{"id": "first_time", "label": "x"}],
        "counting": {"start": "year_after", "note": "x"},
        "rewards": [
            {
                "id": "x",
                "scheme": "x",
                "label": "x",
                "level": "city",
                "payer": "x",
                "document": "x",
                "clause": "x",
                "text": "x",
                "asks": ["unheard"],
            }
        ],
    }
    with pytest.raises(BrokenKey, match="asks"):
        read_rewards(data)
