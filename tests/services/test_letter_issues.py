"""An issue travels up, the county's deeds on it travel down, and both ends show the same."""

from datetime import date

import pytest

from db.queries.projection import differing
from desktop.domain.issue import IssueDraft, StepDraft
from desktop.domain.issue_codes import Handling, IssueAction, IssueState, Resolution
from tests.services.letter_hands import assigned, introduced, send
from tests.services.making import database_of, kept


def day(number):
    return date(2026, 10, number)


def assign(handler, on):
    return StepDraft(IssueAction.ASSIGN, day(on), handler=handler)


@pytest.fixture
def raised(post):
    """秀水镇 has an issue that the county office knows; return the offices and the issue."""
    introduced(post)
    (uid,) = assigned(post)
    issue = kept(post.town.issues.add(IssueDraft(enterprise=uid, description="厂门口的路坏了", raised_on=day(10))))
    send(post, post.town, post.county)
    return post, issue


def standing(services, issue):
    row = services.issues.get(issue)
    return row.state, row.handler, row.due_on, [step.uid for step in services.issues.steps(issue)]


def both_say(post, issue):
    """Return what both ends say of *issue*, which is the same; derived columns are those of the steps."""
    there, here = standing(post.county, issue), standing(post.town, issue)
    assert there == here
    for services in (post.county, post.town):
        assert database_of(services).read(differing) == ()
        (kept_state,) = database_of(services).read(
            lambda c: c.exec_driver_sql("SELECT state, handler FROM issue WHERE uid = ?", (issue,)).all()
        )
        assert tuple(kept_state) == (there[0].value, there[1] or None)
    return there


def test_the_countys_answer_stands_in_the_history_of_the_unit(raised):
    post, issue = raised
    kept(post.county.issues.step(issue, assign("盂县住建局", 12)))
    kept(post.county.issues.step(issue, StepDraft(IssueAction.START, day(13))))
    send(post, post.county, post.town)
    state, handler, due, _ = both_say(post, issue)
    assert (state, handler) == (IssueState.HANDLING, "盂县住建局")
    assert due == post.county.issues.get(issue).due_on is not None
    offices = [(step.action, step.office) for step in post.town.issues.steps(issue)]
    assert offices == [
        (IssueAction.REGISTER, ""),
        (IssueAction.ASSIGN, "盂县中小企业发展中心"),
        (IssueAction.START, "盂县中小企业发展中心"),
    ]
    # the unit goes on from there, and the county hears it
    kept(
        post.town.issues.step(issue, StepDraft(IssueAction.RESOLVE, day(15), resolution=Resolution.SOLVED, note="已修"))
    )
    send(post, post.town, post.county)
    assert both_say(post, issue)[0] is IssueState.RESOLVED


def test_the_other_holder_of_the_enterprise_hears_nothing_of_it(raised):
    post, issue = raised
    kept(post.county.issues.step(issue, assign("盂县住建局", 12)))
    plan = send(post, post.county, post.energy)
    assert plan.effect.aside == 0
    told = "SELECT count(*) FROM change_value JOIN change USING (site, seq) WHERE subject = 'issue_step'"
    assert database_of(post.energy).read(lambda c: c.exec_driver_sql(told).scalar()) == 0


def test_an_escalation_travels_up_and_its_clock_does_not_start_again(raised):
    post, issue = raised
    kept(post.town.issues.step(issue, assign("秀水镇", 11)))
    due = post.town.issues.get(issue).due_on
    escalate = StepDraft(IssueAction.ESCALATE, day(14), handling=Handling.COUNTY, note="镇里没有资金")
    kept(post.town.issues.step(issue, escalate))
    send(post, post.town, post.county)
    row = post.county.issues.get(issue)
    assert (row.handling, row.due_on) == (Handling.COUNTY, due)
    assert [step.office for step in post.county.issues.steps(issue)] == ["秀水镇"] * 3
    send(post, post.county, post.town)
    both_say(post, issue)


@pytest.mark.parametrize(("town_on", "county_on", "state"), [(12, 14, "handling"), (14, 12, "assigned")])
def test_of_two_deeds_at_one_place_the_later_day_counts_everywhere(raised, town_on, county_on, state):
    post, issue = raised
    kept(post.town.issues.step(issue, assign("秀水镇", town_on)))
    kept(post.county.issues.step(issue, StepDraft(IssueAction.START, day(county_on))))
    send(post, post.town, post.county)
    send(post, post.county, post.town)
    assert both_say(post, issue)[0].value == state


def test_of_two_deeds_of_one_day_both_ends_take_the_same(raised):
    post, issue = raised
    kept(post.town.issues.step(issue, assign("秀水镇", 12)))
    kept(post.county.issues.step(issue, assign("盂县住建局", 12)))
    send(post, post.town, post.county)
    send(post, post.county, post.town)
    assert len(both_say(post, issue)[3]) == 3


def test_one_long_chain_of_deeds_does_not_outweigh_a_later_day(raised):
    post, issue = raised
    kept(post.town.issues.step(issue, assign("秀水镇", 11)))
    kept(post.town.issues.step(issue, StepDraft(IssueAction.SIGN_FOR, day(11))))
    kept(post.town.issues.step(issue, StepDraft(IssueAction.START, day(12))))
    kept(post.county.issues.step(issue, assign("盂县住建局", 20)))
    send(post, post.town, post.county)
    send(post, post.county, post.town)
    assert both_say(post, issue)[:2] == (IssueState.ASSIGNED, "盂县住建局")
