"""Counting the issue ledger."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.issue import ENDED_STATES
from desktop.domain.issue_codes import IssueCategory, IssueState, Resolution, Satisfaction
from desktop.domain.issue_rates import PARTS, Ratio, Tally, common_issues, rates_of
from tests.domain.issue_making import row

TODAY = date(2026, 10, 31)


def ended(state, resolution=Resolution.SOLVED, satisfaction=None, **said):
    return row(state, resolution=resolution, satisfaction=satisfaction, **said)


@st.composite
def issues(draw):
    state = draw(st.sampled_from(IssueState))
    done = state in ENDED_STATES
    return row(
        state,
        uid=draw(st.uuids()).hex,
        enterprise=draw(st.sampled_from(["e1", "e2", "e3"])),
        category=draw(st.sampled_from(IssueCategory)),
        resolution=draw(st.sampled_from(Resolution)) if done else None,
        satisfaction=draw(st.none() | st.sampled_from(Satisfaction)),
        finish_due_on=draw(st.none() | st.dates(date(2026, 9, 1), date(2026, 12, 1))),
    )


def test_rates_by_hand():
    rows = [
        row(uid="a"),
        row(IssueState.HANDLING, uid="b", finish_due_on=date(2026, 10, 30)),
        row(IssueState.HANDLING, uid="c", finish_due_on=TODAY, satisfaction=Satisfaction.DISSATISFIED),
        row(IssueState.PARKED, uid="d", finish_due_on=date(2026, 9, 1)),
        ended(IssueState.RESOLVED, uid="e"),
        ended(IssueState.FOLLOWED_UP, Resolution.PARTLY, Satisfaction.FAIRLY, uid="f"),
        ended(IssueState.CLOSED, Resolution.SOLVED, Satisfaction.SATISFIED, uid="g"),
        ended(IssueState.CLOSED, Resolution.NOT_ACCEPTED, Satisfaction.SATISFIED, uid="h"),
    ]
    rates = rates_of(rows, year=2026, as_of=TODAY)
    assert {tally: "".join(rates.issues[tally]) for tally in Tally} == {
        Tally.RECEIVED: "abcdefgh",
        Tally.RESOLVED: "efgh",
        Tally.SOLVED: "eg",
        Tally.FOLLOWED_UP: "cfgh",
        Tally.SATISFIED: "gh",
        Tally.FAIRLY: "f",
        Tally.CLOSED: "gh",
        Tally.LATE: "b",
        Tally.PARKED: "d",
    }
    assert rates.ratio(Ratio.RESOLVED) == Decimal("0.5")
    assert rates.ratio(Ratio.SOLVED) == Decimal("0.25")
    assert rates.ratio(Ratio.SATISFIED) == Decimal("0.5")


def test_nothing_received_gives_no_rate():
    rates = rates_of([], year=2026, as_of=TODAY)
    assert [rates.ratio(each) for each in Ratio] == [None, None, None]


@given(st.lists(issues(), max_size=12))
def test_parts_lie_within_their_whole(rows):
    rates = rates_of(rows, year=2026, as_of=TODAY)
    for part, whole in PARTS.values():
        assert set(rates.issues[part]) <= set(rates.issues[whole])
    assert set(rates.issues[Tally.CLOSED]) <= set(rates.issues[Tally.RESOLVED])
    assert not set(rates.issues[Tally.LATE]) & set(rates.issues[Tally.RESOLVED])
    for each in Ratio:
        assert (ratio := rates.ratio(each)) is None or 0 <= ratio <= 1


def test_the_category_of_most_enterprises_comes_first_then_that_of_most_issues():
    def asked(category, *enterprises):
        return [row(uid=f"{category}{place}", category=category, enterprise=e) for place, e in enumerate(enterprises)]

    rows = [
        *asked(IssueCategory.TAX, "e1", "e1", "e1"),
        *asked(IssueCategory.LAND, "e1", "e2"),
        *asked(IssueCategory.ENERGY, "e1", "e2", "e2"),
    ]
    found = common_issues(rows)
    assert [each.category for each in found] == [IssueCategory.ENERGY, IssueCategory.LAND, IssueCategory.TAX]
    assert found[0].repeated == (("e2", "演示甲", 2),)


@given(st.lists(issues(), max_size=12))
def test_what_many_ask_for_counts_each_issue_once_and_each_enterprise_once(rows):
    found = common_issues(rows)
    assert sum(len(each.issues) for each in found) == len(rows)
    for each in found:
        own = [row for row in rows if row.category is each.category]
        assert set(each.enterprises) == {row.enterprise for row in own}
        assert len(each.enterprises) == len(set(each.enterprises))
        assert sum(times - 1 for _, _, times in each.repeated) == len(own) - len(each.enterprises)
    counts = [(len(each.enterprises), len(each.issues)) for each in found]
    assert counts == sorted(counts, reverse=True)
