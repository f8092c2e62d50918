"""The clocks of the issue ledger are those of domain.md 5.5, each with its source."""

from pathlib import Path

import pytest

from desktop.domain.issue_clock import Span, SpanUnit
from desktop.domain.issue_clock_reader import plan_scheme, read_clocks
from desktop.domain.section import BrokenKey
from desktop.services.presets import PresetService

SERVICE = PresetService(Path(__file__).parents[2] / "resources")
DAYS, WORKING, MONTHS = SpanUnit.DAYS, SpanUnit.WORKING_DAYS, SpanUnit.MONTHS
RULES = {
    "extension_ahead": 1,
    "objection_within": 1,
    "soon": 2,
    "document": "演示",
    "clause": "一",
}


def spans(scheme):
    return scheme.study, scheme.feedback, scheme.ordinary, scheme.major


def test_every_plan_goes_by_13710():
    for head in SERVICE.list():
        scheme = plan_scheme(SERVICE.load(head.id))
        assert spans(scheme) == (Span(1, DAYS), Span(3, DAYS), Span(7, DAYS), Span(1, MONTHS))
        assert "13710" in scheme.label
        assert scheme.to_confirm


def test_schemes_in_working_days_stand_beside_it():
    schemes, rules = SERVICE.clocks()
    assert {scheme.id: spans(scheme) for scheme in schemes} == {
        "zaozhuang": (Span(1, WORKING), Span(2, WORKING), Span(10, WORKING), Span(25, WORKING)),
        "quanzhou": (Span(0, WORKING), Span(3, WORKING), Span(7, WORKING), None),
    }
    assert all(scheme.to_confirm and scheme.citation.document for scheme in schemes)
    assert (rules.extension_ahead, rules.objection_within) == (1, 1)


def test_another_scheme_is_added_by_data_alone():
    data = {"rules": RULES, "clocks": [{"id": "here", "label": "本地", "document": "文件", "clause": "二"}]}
    data["clocks"][0] |= {"ordinary_days": 5, "major_months": 2}
    (scheme,), _ = read_clocks(data)
    assert spans(scheme) == (None, None, Span(5, DAYS), Span(2, MONTHS))


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"id": "plan"}, "clocks[0].id"),
        ({"major_days": 3, "major_months": 1}, "clocks[0].major_months"),
        ({"ordinary_days": -1}, "clocks[0].ordinary_days"),
        ({"document": ""}, "clocks[0].document"),
    ],
)
def test_a_slip_in_the_data_is_named(change, path):
    scheme = {"id": "here", "label": "本地", "document": "文件", "clause": "二"} | change
    with pytest.raises(BrokenKey) as slip:
        read_clocks({"rules": RULES, "clocks": [scheme]})
    assert slip.value.path == path
