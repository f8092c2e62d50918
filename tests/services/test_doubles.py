"""Visits of two units to one enterprise, and issues of one kind it raised with both, as the county sees them."""

from datetime import date

import pytest

from desktop.domain.issue import IssueDraft, IssueFilter
from desktop.domain.issue_codes import IssueCategory
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
    # how many days count is data
    assert (post.county.letters.doubles.spans().visit_days, pairs(post, None)) == (7, pairs(post, 7))
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


def raise_issue(services, uid, day, words, category=IssueCategory.FINANCE):
    raised = IssueDraft(enterprise=uid, raised_on=date(2026, 10, day), category=category, description=words)
    return kept(services.issues.add(raised))


def issue_pairs(post, days=None):
    return [(each.first_text, each.then_text, each.days) for each in post.county.letters.doubles.issues(days)]


def test_one_kind_of_issue_raised_with_both_is_listed(post):
    introduced(post)
    (uid,) = assigned(post)
    raise_issue(post.town, uid, 5, "流动资金缺三百万")
    raise_issue(post.town, uid, 6, "又问了一次贷款")
    raise_issue(post.energy, uid, 9, "用电增容", IssueCategory.ENERGY)
    second = raise_issue(post.energy, uid, 20, "要流动资金贷款")
    for services in post.units:
        send(post, services, post.county)
    assert issue_pairs(post) == [("流动资金缺三百万", "要流动资金贷款", 15), ("又问了一次贷款", "要流动资金贷款", 14)]
    assert issue_pairs(post, 14) == [("又问了一次贷款", "要流动资金贷款", 14)]
    assert issue_pairs(post, 13) == []
    found = post.county.letters.doubles.issues()[0]
    assert (found.then, found.first_unit, found.then_unit) == (second, "秀水镇", "盂县能源局")
    assert {row.uid for row in post.county.issues.list(IssueFilter())} >= {found.first, found.then}
    # what is voided is none of it
    post.energy.issues.void(second, "与秀水镇登记的是同一件事")
    send(post, post.energy, post.county)
    assert issue_pairs(post) == []
