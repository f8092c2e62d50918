"""Laws of merging: union of Changes, and a view that depends on the set alone; nothing is silently lost."""

import os
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.change import ChangeId
from desktop.domain.codes import Subject
from desktop.domain.merge import Authority, Heard, ancestors, authority, heads, view

COUNTY, TOWN, ENERGY = "140322-county", "140322-xiushui", "140322-nengyuan"
SITES = (f"{COUNTY}#c", f"{TOWN}#t", f"{ENERGY}#e")
# the long run: MERGE_HISTORIES=10000 python -m pytest tests/domain/test_merge.py
HISTORIES = int(os.environ.get("MERGE_HISTORIES", "150"))

EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["edit", "send", "part", "restore", "clone"]),
        st.integers(0, 2),
        st.integers(0, 2),
        st.integers(0, 3),
    ),
    max_size=40,
)


class World:
    """Ledgers of one cell: each knows a set of Changes, and writes as a site of its own."""

    def __init__(self):
        self.known = {place: {} for place in range(3)}
        self.sites = dict(enumerate(SITES))
        self.next = dict.fromkeys(SITES, 1)
        self.copies = {place: {} for place in range(3)}
        self.everything = {}

    def happen(self, event, place, other, number):
        known = self.known[place]
        if event == "edit":
            site = self.sites[place]
            change = ChangeId(site, self.next[site])
            self.next[site] += 1
            made = Heard(change, heads(known), f'"{number}"')
            assert change not in self.everything
            known[change] = self.everything[change] = made
        elif event == "send":
            self.known[other].update(known)
        elif event == "part":  # a prefix of what the site itself wrote, as a late package carries it
            own = sorted(each for each in known if each.site == self.sites[place])[:number]
            self.known[other].update({each: known[each] for each in own})
        elif event == "clone":
            self.copies[place] = dict(known)
        else:  # restored from its copy, and written on as a new incarnation
            self.known[place] = dict(self.copies[place])
            site = f"{self.sites[place].partition('#')[0]}#{len(self.next)}"
            self.sites[place], self.next[site] = site, 1


def played(events):
    world = World()
    for event in events:
        world.happen(*event)
    return world


@settings(max_examples=HISTORIES, deadline=None)
@given(EVENTS, st.randoms(use_true_random=False))
def test_the_view_depends_on_the_set_alone(events, random_):
    heard = list(played(events).everything.values())
    for rule in Authority:
        wanted = view(heard, rule, COUNTY)
        random_.shuffle(heard)
        assert view(heard, rule, COUNTY) == wanted


@settings(max_examples=HISTORIES, deadline=None)
@given(EVENTS)
def test_nothing_is_silently_lost(events):
    everything = played(events).everything
    for rule in Authority:
        seen = view(list(everything.values()), rule, COUNTY)
        if not everything:
            assert seen.effective is None
            continue
        # every word that nobody has seen is shown: as what counts, beside it, as a proposal, or as the same word
        shown = {seen.effective, *seen.others, *seen.proposals}
        values = {everything[each].value for each in shown}
        for head in heads(everything):
            assert head in shown or everything[head].value in values


@settings(max_examples=HISTORIES, deadline=None)
@given(EVENTS)
def test_the_countys_word_counts_where_there_is_one(events):
    everything = played(events).everything
    seen = view(list(everything.values()), Authority.COUNTY, COUNTY)
    if any(each.site.startswith(COUNTY) for each in everything):
        assert seen.effective.site.startswith(COUNTY)
        assert all(each.site.startswith(COUNTY) for each in seen.others)
        assert not any(each.site.startswith(COUNTY) for each in seen.proposals)


@settings(max_examples=HISTORIES, deadline=None)
@given(EVENTS, st.integers(0, 2))
def test_a_word_said_with_all_others_in_sight_settles_it(events, place):
    world = played(events)
    world.known[place] = dict(world.everything)
    world.happen("edit", place, 0, 9)
    everything = world.everything
    assert len(heads(everything)) == 1
    seen = view(list(everything.values()), Authority.SHARED, COUNTY)
    assert (seen.open, seen.value) == (False, '"9"')


@settings(max_examples=HISTORIES, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=1, max_size=20))
def test_words_one_after_the_other_never_make_a_question(values):
    world = World()
    for number, value in enumerate(values):
        for place in range(3):
            world.known[place] = dict(world.everything)
        world.happen("edit", number % 3, 0, value)
    seen = view(list(world.everything.values()), Authority.SHARED, COUNTY)
    assert (seen.open, seen.value) == (False, f'"{values[-1]}"')


@settings(max_examples=HISTORIES, deadline=None)
@given(EVENTS, EVENTS)
def test_taking_in_any_grouping_gives_the_same(first, second):
    one, two = played(first).everything, played(second).everything
    two = {ChangeId(f"x{each.site}", each.seq): made for each, made in two.items()}
    both = {**one, **{each: Heard(each, (), made.value) for each, made in two.items()}}
    again = {**{each: Heard(each, (), made.value) for each, made in two.items()}, **one, **one}
    assert view(list(both.values()), Authority.SHARED, COUNTY) == view(list(again.values()), Authority.SHARED, COUNTY)


def test_a_link_that_is_not_known_here_does_not_make_an_old_word_current():
    # the county answered a unit whose word this ledger never got
    first = Heard(ChangeId(SITES[0], 1), (), '"a"')
    later = Heard(ChangeId(SITES[0], 3), (ChangeId(SITES[1], 5),), '"b"')
    known = {first.id: first, later.id: later}
    assert ancestors(later.id, known) == {first.id}
    assert heads(known) == (later.id,)


def test_what_is_withheld_makes_no_question():
    told, hidden = Heard(ChangeId(SITES[1], 1), (), '"a"'), Heard(ChangeId(SITES[2], 1), (), None)
    seen = view([told, hidden], Authority.SHARED, COUNTY)
    assert (seen.value, seen.open) == ('"a"', False)
    assert view([hidden], Authority.SHARED, COUNTY).value is None


@pytest.mark.parametrize(
    ("subject", "field", "rule"),
    [
        (Subject.ENTERPRISE, "name", Authority.COUNTY),
        (Subject.ENTERPRISE, "contact_phone", Authority.SHARED),
        (Subject.ASSIGNMENT, "unit", Authority.COUNTY),
        (Subject.TARGET, "value", Authority.COUNTY),
        (Subject.FIGURE, "main_revenue_ytd", Authority.OWNER),
        (Subject.VISIT, "summary", Authority.OWNER),
    ],
)
def test_who_decides_what(subject, field, rule):
    assert authority(subject, field) is rule


def test_the_seeded_worlds_are_not_all_alike():
    kinds = set()
    for seed in range(60):
        random_ = random.Random(seed)
        events = [
            (random_.choice(["edit", "send", "part"]), *(random_.randrange(3) for _ in range(3))) for _ in range(30)
        ]
        seen = view(list(played(events).everything.values()), Authority.SHARED, COUNTY)
        kinds.add((seen.open, bool(seen.others)))
    assert kinds == {(False, False), (True, True)}


def test_a_unit_that_says_the_same_as_the_county_proposes_nothing():
    county, town = ChangeId(SITES[0], 1), ChangeId(SITES[1], 1)
    same = [Heard(county, (), '"甲"'), Heard(town, (), '"甲"')]
    assert view(same, Authority.COUNTY, COUNTY).proposals == ()
    other = [Heard(county, (), '"甲"'), Heard(town, (), '"乙"')]
    assert view(other, Authority.COUNTY, COUNTY).proposals == (town,)
