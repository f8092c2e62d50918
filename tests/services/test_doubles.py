"""Visits of two units to one enterprise within some days, as the county sees them."""

from datetime import date

import pytest

from desktop.domain.visit import VisitFilter
from tests.services.letter_hands import assigned, introduced, send
from tests.services.making import kept, visit


@pytest.fixture
def visited(post):
    """秀水镇 was there on the 10th, 能源局 on the 15th and twice more; all of it reached the county."""
    introduced(post)
    (uid,) = assigned(post)
    kept(post.town.visits.save(visit(uid, visited_on=date(2026, 10, 10))))
    for day in (15, 30):
        kept(post.energy.visits.save(visit(uid, visited_on=date(2026, 10, day))))
    for services in post.units:
        send(post, services, post.county)
    return post, uid


def pairs(post, days):
    return [(each.first_unit, each.then_unit, each.days) for each in post.county.letters.doubles.visits(days)]


def test_two_units_within_the_days_are_listed(visited):
    post, uid = visited
    (found,) = post.county.letters.doubles.visits(7)
    assert (found.enterprise, found.name, found.first_on) == (uid, "盂县演示耐火有限公司", date(2026, 10, 10))
    assert pairs(post, 5) == [("秀水镇", "盂县能源局", 5)]
    assert pairs(post, 4) == []
    # one unit that comes twice is none of it
    assert pairs(post, 20) == [("秀水镇", "盂县能源局", 20), ("秀水镇", "盂县能源局", 5)]


def test_a_void_visit_and_one_of_another_year_do_not_count(visited):
    post, uid = visited
    kept(post.town.visits.save(visit(uid, visited_on=date(2025, 12, 1))))
    kept(post.energy.visits.save(visit(uid, visited_on=date(2025, 12, 2))))
    (first,) = (
        each for each in post.energy.visits.list(VisitFilter(enterprise=uid)) if each.visited_on == date(2026, 10, 15)
    )
    kept(post.energy.visits.void(first.uid, "记错了日期"))
    for services in post.units:
        send(post, services, post.county)
    assert pairs(post, 7) == []
