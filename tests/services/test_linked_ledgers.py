"""Ledgers that know of each other: who answers for an enterprise, clauses a visit explains, exits, projects."""

from dataclasses import replace
from datetime import date

from desktop.domain.codes import LibraryStatus
from desktop.domain.cultivation import YearDraft
from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.officer import OfficerDraft
from desktop.domain.overview import StepCode, StepState
from desktop.domain.policy import PolicyDraft, clause_topic
from desktop.domain.visit import VisitFilter
from tests.services.making import OCTOBER, codes, enter, explain, figures, kept, nothing_written, visit


def keeper(services, uid, person="田演示", leader="刘演示"):
    draft = OfficerDraft(enterprise=uid, leader=leader, person=person, unit="综合股", since=date(2026, 1, 15))
    return kept(services.officers.save(draft))


def test_a_years_record_begins_with_who_answers_for_the_enterprise(services):
    uid = enter(services)
    keeper(services, uid)
    begun = services.years.draft(uid, 2026)
    assert (begun.leader, begun.officer, begun.unit) == ("刘演示", "田演示", "综合股")
    assert services.years.draft(uid, 2025) == YearDraft(uid, 2025)  # the list says who it is now
    kept(services.years.save(replace(begun, officer="")))
    assert services.years.draft(uid, 2026).officer == ""


def test_two_names_for_one_enterprise_are_asked_about(services):
    uid = enter(services)
    keeper(services, uid)
    begun = services.years.draft(uid, 2026)
    assert services.years.check(begun) == []
    assert codes(services.years.check(replace(begun, officer="别人"))) == [("officer", "keeper_differs")]
    assert codes(services.years.check(replace(begun, leader="别人"))) == [("leader", "keeper_differs")]
    assert services.years.check(replace(begun, year=2025, officer="别人")) == []


def test_a_visit_may_explain_a_clause_of_the_policy_library(services):
    uid = enter(services)
    entry = kept(services.policies.add(PolicyDraft(title="本县贴息办法（演示）", document="县政府文件", text="照原文")))
    own = clause_topic(entry)
    offered = {topic.id: topic for topic in services.campaigns.topics()}
    assert offered[own].clause == "县政府文件"
    assert len({topic.name for topic in offered.values()}) == len(offered)
    told = kept(services.visits.save(visit(uid, topics=(own,))))
    kept(services.policies.void(entry, "废止"))
    assert own not in {topic.id for topic in services.campaigns.topics()}
    assert services.visits.names()[own] == "本县贴息办法（演示）"  # an old visit still says its own
    assert services.visits.get(told).draft.topics == (own,)
    assert len(services.visits.list(VisitFilter())) == 1


def test_an_exit_is_recorded_and_not_typed(services):
    uid = enter(services, library_status=LibraryStatus.ADMITTED, admitted_month="2024-11")
    draft = services.enterprises.get(uid).draft
    with nothing_written(services):
        saved = services.enterprises.save(replace(draft, library_status=LibraryStatus.EXITED), uid)
    assert not saved.uid
    assert ("library_status", "exit_needs_record") in codes(saved.problems)
    new = services.enterprises.save(EnterpriseDraft("早年退库的厂（演示）", library_status=LibraryStatus.EXITED))
    assert new.uid
    assert ("library_status", "exit_untold") in codes(new.problems)
    again = services.enterprises.get(new.uid).draft
    assert services.enterprises.save(replace(again, contact="李某"), new.uid).uid


def test_whose_an_enterprise_is_has_the_reason_it_came_in_with(services):
    draft = EnterpriseDraft("盂县甲厂（演示）", township="140322-xiushui", department="140322-nengyuan")
    uid = kept(services.enterprises.save(draft, reason="县里下发的名单"))
    assert {line.reason for line in services.enterprises.history(uid)} == {"县里下发的名单"}


def test_a_step_that_is_half_done_has_begun(services):
    reported, _ = enter(services), enter(services, "盂县乙石料厂（演示）")
    kept(services.figures.save(figures(reported, OCTOBER, main_revenue_ytd=900)))
    steps = {step.code: (step.state, step.done, step.total) for step in services.overview.today(OCTOBER).steps}
    assert steps[StepCode.FIGURES] == (StepState.NOW, 1, 2)
    assert steps[StepCode.CHECK] == (StepState.LATER, 0, 2)  # the form still asks about both
    explain(services, "key-monitoring", owner=reported)
    steps = {step.code: (step.state, step.done, step.total) for step in services.overview.today(OCTOBER).steps}
    assert steps[StepCode.CHECK] == (StepState.NOW, 1, 2)
    assert steps[StepCode.MAKE][0] is StepState.LATER
