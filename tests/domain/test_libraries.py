"""Years, roll-over, bulk sets, links, coverage and the ladder as rules."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.bulk import Pick, Target, weigh
from desktop.domain.codes import LibraryStatus, OperatingStatus, Standing, Tier
from desktop.domain.coverage import HandlingDraft, check_handling
from desktop.domain.cultivation import RollDraft, RollLine, RollPlan, YearDraft, carried_on, check_roll, check_year
from desktop.domain.enterprise import TierDraft, TierSpan
from desktop.domain.enterprise_link import Ends, LinkDraft, LinkRow, check_link
from desktop.domain.ladder import NOT_REPORTED, Member, ladder
from desktop.domain.library_codes import GONE, Handling, LadderBasis, LinkKind, Way
from desktop.domain.library_reader import RouteRule
from desktop.domain.problems import Severity, blocks

TODAY = date(2026, 11, 5)
WAN = 1_000_000
EDGES = tuple(limit * WAN for limit in (500, 1000, 1500, 2000))
HOUSEHOLD = RouteRule("household", LinkKind.PREDECESSOR, "文件", "三（五）", "", "92", "91")


def codes(problems):
    return [(problem.field, problem.code) for problem in problems]


# -- the years


def test_an_empty_year_is_a_year():
    assert check_year(YearDraft("e1", 2026), categories=[], routes=[]) == []


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"year": 1999}, ("year", "bad_year")),
        ({"expected_month": "2026-13"}, ("expected_month", "bad_calendar_month")),
        ({"expected_month": "2029-01"}, ("expected_month", "expected_far")),
        ({"category": "unheard"}, ("category", "not_of_plan")),
        ({"route": "unheard"}, ("route", "not_of_plan")),
        ({"leader": "刘" * 201}, ("leader", "too_long")),
        ({"difficulty": "难" * 2001}, ("difficulty", "too_long")),
    ],
)
def test_what_is_odd_about_a_year_is_said(said, problem):
    draft = replace(YearDraft("e1", 2026), **said)
    assert problem in codes(check_year(draft, categories=["revenue"], routes=["growth"]))


def test_january_of_the_year_after_is_no_odd_month():
    draft = YearDraft("e1", 2026, expected_month="2027-01", way=Way.JANUARY)
    assert check_year(draft, categories=[], routes=[]) == []


@pytest.mark.parametrize(
    ("tier", "status", "library", "on"),
    [
        (Tier.KEY, OperatingStatus.NORMAL, LibraryStatus.BELOW, True),
        (Tier.KEY, OperatingStatus.STOPPED, LibraryStatus.BELOW, True),
        (Tier.KEY, OperatingStatus.NORMAL, LibraryStatus.ADMITTED, False),
        (Tier.BASE, OperatingStatus.DEREGISTERED, LibraryStatus.BELOW, False),
        (None, OperatingStatus.NORMAL, LibraryStatus.BELOW, False),
    ],
)
def test_who_was_admitted_or_is_gone_is_offered_to_leave(tier, status, library, on):
    assert carried_on(tier, status, library) is on


def roll_plan() -> RollPlan:
    line = RollLine(
        "e1", "演示甲", Tier.KEY, "", "", OperatingStatus.NORMAL, LibraryStatus.BELOW, None, None, carry=True
    )
    return RollPlan(2026, 2027, (line,), 0, (), 7)


def test_leaving_at_the_turn_of_the_year_needs_a_reason():
    draft = RollDraft(TODAY, "名单结转", {"e1": " "})
    assert codes(check_roll(roll_plan(), draft, today=TODAY)) == [("leaving", "leaving_needs_reason")]


def test_a_roll_needs_its_day_and_its_word():
    assert codes(check_roll(roll_plan(), RollDraft(), today=TODAY)) == [("on", "missing"), ("basis", "missing")]
    tomorrow = RollDraft(date(2026, 11, 6), "名单结转")
    assert codes(check_roll(roll_plan(), tomorrow, today=TODAY)) == [("on", "in_future")]


# -- many at once


def target(tier: Tier | None = Tier.BASE, **said) -> Target:
    span = None if tier is None else TierSpan("s1", tier, "", "", date(2026, 1, 15), None, "", "")
    return replace(Target("演示甲", span, LibraryStatus.BELOW, YearDraft("e1", 2026)), **said)


def weighed(pick: Pick, found: Target | None = None, after: YearDraft | None = None, closed: bool = False):
    found = target() if found is None else found
    return weigh(pick, found, after or found.draft, categories=[], routes=[], closed=closed, today=TODAY)


def test_a_move_and_a_field_are_told_before_and_after():
    after = YearDraft("e1", 2026, officer="田某")
    pick = Pick("e1", TierDraft(Tier.KEY, TODAY, "收入"), {"officer": "田某"})
    line = weighed(pick, after=after)
    assert line.changes == (("tier", "base", "key"), ("officer", "", "田某"))
    assert not line.refused


def test_who_stands_so_already_changes_nothing_and_is_not_wrong():
    line = weighed(Pick("e1", TierDraft(Tier.BASE, TODAY, "收入")))
    assert (line.changes, line.refused) == ((), False)


def test_a_move_without_a_reason_or_before_the_stay_cannot_be():
    assert weighed(Pick("e1", TierDraft(Tier.KEY, TODAY))).refused
    assert weighed(Pick("e1", TierDraft(Tier.KEY, date(2026, 1, 14), "收入"))).refused


def test_an_admitted_enterprise_cannot_enter_a_library():
    line = weighed(Pick("e1", TierDraft(Tier.KEY, TODAY, "收入")), target(None, library_status=LibraryStatus.ADMITTED))
    assert ("tier", "admitted_stays_out") in codes(line.problems)


def test_fields_of_a_closed_year_cannot_be_set_by_the_dozen():
    line = weighed(Pick("e1", fields={"officer": "田某"}), after=YearDraft("e1", 2026, officer="田某"), closed=True)
    assert codes(line.problems) == [("year", "year_closed")]


def test_an_enterprise_that_is_void_or_unknown_cannot_change():
    line = weigh(Pick("e9"), None, None, categories=[], routes=[], closed=False, today=TODAY)
    assert line.refused


# -- links


def link(**said) -> LinkDraft:
    return replace(LinkDraft("e1", LinkKind.PREDECESSOR, "e2", on=TODAY, basis="营业执照"), **said)


def row(**said) -> LinkRow:
    return replace(LinkRow("l1", LinkKind.PREDECESSOR, "e2", "演示乙", "", "", TODAY, "", "", later=False), **said)


ENDS = Ends("演示甲", "91140322MA0YNR9K85", "演示乙", "92140322MA0YW3T48J")


def test_a_household_that_became_an_enterprise_is_linked():
    assert check_link(link(), ENDS, (), HOUSEHOLD, today=TODAY) == []


@pytest.mark.parametrize(
    ("draft", "kept", "problem"),
    [
        (link(kind=None), (), ("kind", "missing")),
        (link(other=""), (), ("other", "missing")),
        (link(other="e1"), (), ("other", "link_to_itself")),
        (link(on=None), (), ("on", "missing")),
        (link(on=date(2026, 11, 6)), (), ("on", "in_future")),
        (link(basis=" "), (), ("basis", "missing")),
        (link(), (row(),), ("other", "link_twice")),
        (link(other="e3"), (row(),), ("kind", "link_only_one")),
        (link(), (row(later=True),), ("other", "link_backwards")),
        (link(kind=LinkKind.OLD_SECTOR, other=""), (), ("sector", "missing")),
    ],
)
def test_what_is_wrong_with_a_link_is_said(draft, kept, problem):
    found = check_link(draft, ENDS, kept, HOUSEHOLD, today=TODAY)
    assert problem in codes(found)
    assert blocks(found)


def test_a_merger_has_as_many_participants_as_there_were():
    second = link(kind=LinkKind.PARTICIPANT, other="e3")
    kept = (row(kind=LinkKind.PARTICIPANT),)
    assert check_link(second, replace(ENDS, other_code=""), kept, None, today=TODAY) == []


@pytest.mark.parametrize(
    ("code", "other"), [("92140322MA0YW3T48J", "92140322MA0YW3T48J"), ("91140322MA0YNR9K85", "91140322MA0YNR9K85")]
)
def test_codes_that_begin_otherwise_are_asked_about_and_block_nothing(code, other):
    found = check_link(link(), replace(ENDS, code=code, other_code=other), (), HOUSEHOLD, today=TODAY)
    assert found
    assert {problem.severity for problem in found} == {Severity.CHECK}


# -- coverage


def test_guiding_needs_no_note_and_a_refusal_says_why():
    assert check_handling(HandlingDraft("e1", Handling.GUIDED, TODAY), None, today=TODAY) == []
    asked = check_handling(HandlingDraft("e1", Handling.UNWILLING, TODAY), None, today=TODAY)
    assert codes(asked) == [("note", "missing")]


def test_a_word_is_not_said_before_the_last_one_nor_tomorrow():
    early = HandlingDraft("e1", Handling.GUIDED, date(2026, 5, 1))
    assert codes(check_handling(early, date(2026, 6, 1), today=TODAY)) == [("on", "before_last_step")]
    late = HandlingDraft("e1", Handling.GUIDED, date(2026, 11, 6))
    assert codes(check_handling(late, None, today=TODAY)) == [("on", "in_future")]


# -- the ladder

members = st.builds(
    Member,
    uid=st.uuids().map(str),
    name=st.just("演示"),
    credit_code=st.just(""),
    township=st.just(""),
    department=st.just(""),
    tier=st.none() | st.sampled_from(Tier),
    status=st.sampled_from(OperatingStatus),
    library_status=st.sampled_from(LibraryStatus),
    standing=st.just(Standing.BELOW),
    last_year=st.none() | st.integers(0, 4000 * WAN),
    year_to_date=st.none() | st.integers(0, 4000 * WAN),
    draft=st.just(YearDraft()),
)


@given(st.lists(members, max_size=12), st.sampled_from(LadderBasis))
def test_everybody_stands_in_one_place_of_the_ladder(listed, basis):
    found = ladder(listed, EDGES, basis)
    inside = [each.uid for cell in found.cells for each in cell.members]
    assert len(inside) == len(set(inside))
    gone = [each for each in listed if each.tier is None and each.status in GONE]
    rest = [each for each in listed if each.library_status is not LibraryStatus.ADMITTED and each not in gone]
    assert sorted(inside) == sorted(each.uid for each in rest)
    for cell in found.cells:
        for each in cell.members:
            amount = each.amount(basis)
            assert (amount is None) == (cell.band == NOT_REPORTED)
            if amount is not None:
                assert cell.band == sum(amount >= edge for edge in EDGES)
