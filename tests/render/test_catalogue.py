"""The catalogue of facts keeps the red lines and the names of the measures."""

import pytest

from desktop.domain.codes import Measure
from desktop.domain.figure import MEASURES
from desktop.domain.filing import FormSubject
from desktop.render.catalogue import CATALOGUE, SERIAL, Kind, facts_of


def test_every_monthly_measure_can_be_printed() -> None:
    facts = CATALOGUE[FormSubject.ENTERPRISE_MONTH]
    for measure, rule in MEASURES.items():
        if measure is Measure.MAIN_REVENUE_YEAR:
            continue
        kind = facts[measure.value].kind
        assert kind is (Kind.MONEY if rule.money else Kind.KWH if rule.places else Kind.COUNT)


# Read as they were handed down or typed: the target of a unit, and the month that an office plans with.
HANDED_DOWN = {
    (FormSubject.TARGET, "net_target"),
    (FormSubject.BULLETIN, "net_target"),
    (FormSubject.TARGET, "additions_target"),
    (FormSubject.LIBRARY, "expected_month"),
}


@pytest.mark.parametrize(
    "word", ["target", "gap", "shortfall", "forecast", "expected", "needed", "suggested", "progress"]
)
def test_no_fact_leads_a_figure_towards_a_target(word: str) -> None:
    named = {(subject, name) for subject, facts in CATALOGUE.items() for name in facts if word in name}
    assert not named - HANDED_DOWN


def test_rows_carry_neither_ratios_nor_the_serial_number() -> None:
    names = facts_of(FormSubject.ENTERPRISE_MONTH)
    assert "main_revenue_ytd" in names
    assert "main_revenue_growth" not in names
    assert SERIAL not in names


def test_names_are_ascii() -> None:
    assert all(name.isascii() for facts in CATALOGUE.values() for name in facts)
