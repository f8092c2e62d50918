"""The digest of what is filed, and what is asked before."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.codes import FilingKind
from desktop.domain.filing import FactRow, combined_digest, facts_digest, missing_figures
from desktop.domain.month import Month
from desktop.domain.problems import Severity

facts = st.dictionaries(
    st.sampled_from(["name", "staff", "ytd", "note"]), st.none() | st.text(max_size=4) | st.integers(-(10**20), 10**20)
)
rows = st.lists(st.builds(FactRow, st.sampled_from(["e1", "e2"]), st.text(max_size=3), facts), max_size=4)


OCTOBER = Month(2026, 10)


def digest(rows, form="key", edition=1, month=OCTOBER, kind=FilingKind.NORMAL):
    return facts_digest(form, edition, month, kind, rows)


ROWS = [FactRow("e1", "演示甲", {"staff": 12, "note": None}), FactRow("e2", "演示乙", {"staff": 12, "note": None})]


@given(rows=rows)
def test_same_facts_give_the_same_digest(rows):
    again = [replace(row, facts=dict(reversed(row.facts.items()))) for row in rows]
    assert digest(rows) == digest(tuple(again))


@given(one=rows, other=rows)
def test_other_facts_give_another_digest(one, other):
    said = lambda rows: [(row.owner, dict(row.facts)) for row in rows]  # noqa: E731
    assert (digest(one) == digest(other)) == (said(one) == said(other))


@pytest.mark.parametrize(
    "other",
    [
        list(reversed(ROWS)),
        ROWS[:1],
        [*ROWS, ROWS[0]],
        [replace(ROWS[0], owner="e3"), ROWS[1]],
        [replace(ROWS[0], facts={"staff": 13, "note": None}), ROWS[1]],
        [replace(ROWS[0], facts={"staff": "12", "note": None}), ROWS[1]],
        [replace(ROWS[0], facts={"staff": None, "note": None}), ROWS[1]],
        [replace(ROWS[0], facts={"staff": 12, "note": ""}), ROWS[1]],
        [replace(ROWS[0], facts={"staff": 12}), ROWS[1]],
    ],
)
def test_any_change_or_order_alters_the_digest(other):
    assert digest(other) != digest(ROWS)


@pytest.mark.parametrize(
    "other", [{"form": "visits"}, {"edition": 2}, {"month": Month(2026, 9)}, {"kind": FilingKind.NOTHING}]
)
def test_digest_covers_form_edition_month_and_kind(other):
    assert digest(ROWS, **other) != digest(ROWS)


def test_digest_of_several_forms_does_not_depend_on_their_order():
    assert combined_digest(["a", "b"]) == combined_digest(("b", "a"))
    assert combined_digest(["a", "b"]) != combined_digest(["a"])
    assert combined_digest(["a", "a"]) != combined_digest(["a"])


def test_missing_figure_asks_and_zero_is_not_missing():
    rows = [FactRow("e1", "演示甲", {"ytd": 0}), FactRow("e2", "演示乙", {"ytd": None}), FactRow("e3", "演示丙", {})]
    found = missing_figures(rows, ["ytd"])
    assert [(problem.owner, problem.name, problem.problem.code) for problem in found] == [
        ("e2", "演示乙", "not_reported"),
        ("e3", "演示丙", "not_reported"),
    ]
    assert {problem.problem.severity for problem in found} == {Severity.CHECK}
