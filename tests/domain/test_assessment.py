"""In which year a move counts, what the months add up to, and how a cap and a reserve are told."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.assessment import (
    CapState,
    JanuaryYear,
    Move,
    MoveKind,
    assessment_year,
    by_month,
    cap_state,
    count,
    moves_of,
    reserve_ratio,
)

MONTHS = st.builds(lambda year, month: f"{year}-{month:02d}", st.integers(2024, 2027), st.integers(1, 12))
MOVES = st.lists(
    st.builds(
        lambda who, kind, month: Move(f"e{who}", f"演示{who}", kind, month, "t", "s"),
        st.integers(1, 9),
        st.sampled_from(MoveKind),
        MONTHS,
    ),
    max_size=30,
)
RULES = st.sampled_from(JanuaryYear)


@given(st.sampled_from(MoveKind), MONTHS, RULES)
def test_only_an_admission_of_january_may_count_in_the_year_before(kind, month, january):
    year = assessment_year(kind, month, january)
    early = kind is MoveKind.ADDITION and month.endswith("-01") and january is JanuaryYear.PREVIOUS
    assert year == int(month[:4]) - early


@given(MOVES, RULES)
def test_the_months_add_up_to_the_year(moves, january):
    months = by_month(moves, 2026, january)
    counted = moves_of(moves, 2026, january)
    assert sum(line.additions for line in months) == count(counted, MoveKind.ADDITION) == months[-1].additions_so_far
    assert sum(line.exits for line in months) == count(counted, MoveKind.EXIT) == months[-1].exits_so_far
    assert months[-1].net_so_far == months[-1].additions_so_far - months[-1].exits_so_far
    assert len(months) == (13 if january is JanuaryYear.PREVIOUS else 12)


@given(MOVES, RULES, MONTHS)
def test_an_enterprise_counts_once_a_kind_and_nothing_counts_after_the_month(moves, january, until):
    counted = moves_of(moves, 2026, january, until=until)
    assert len({(move.enterprise, move.kind) for move in counted}) == len(counted)
    assert all(move.month <= until for move in counted)


@given(MOVES, RULES)
def test_every_move_counts_in_one_year_only(moves, january):
    years = [moves_of(moves, year, january) for year in range(2022, 2029)]
    kept = {(move.enterprise, move.kind, move.month) for year in years for move in year}
    assert len(kept) == sum(map(len, years))


@pytest.mark.parametrize(
    ("exits", "cap", "state"),
    [(0, None, CapState.NONE), (0, 1, CapState.UNDER), (1, 1, CapState.REACHED), (2, 1, CapState.OVER)],
)
def test_a_cap_that_is_reached_leaves_no_room_and_is_said(exits, cap, state):
    assert cap_state(exits, cap) is state


def test_reserve_is_candidates_per_target_and_nothing_without_one():
    assert reserve_ratio(17, 2) == Decimal("8.5")
    assert reserve_ratio(1, 3) == Decimal("0.3")
    assert reserve_ratio(5, 0) is None
    assert reserve_ratio(5, None) is None
