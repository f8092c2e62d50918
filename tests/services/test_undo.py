"""Taking a save back: what it wrote reads as before, what was touched since stays, and an undo can be undone."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.codes import Measure, Subject, Tier
from desktop.domain.enterprise import EnterpriseFilter, TierDraft
from desktop.domain.filing_round import FilingWord, WordDraft
from desktop.domain.issue import IssueDraft, IssueFilter, StepDraft
from desktop.domain.issue_codes import IssueAction, IssueCategory, IssueState
from desktop.domain.undo import Act, Fate
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Cancelled, Progress
from desktop.wording.words_undo import OTHER, save_name, save_word
from tests.services.making import (
    OCTOBER,
    codes,
    database_of,
    enter,
    explain,
    figures,
    kept,
    look,
    nothing_written,
    put_in,
    visit,
    workbook,
)
from tests.services.undo_hand import standing

SERVICES = Path(__file__).parents[2] / "desktop" / "services"


@pytest.fixture
def uid(services):
    return enter(services, township="140322-xiushui")


def last(services):
    return services.undo.recent(1)[0]


def undo(services, save="", reason=""):
    plan = services.undo.look(save or services.undo.next().id)
    done = services.undo.take(plan, reason)
    assert not isinstance(done, tuple), done
    return done


def whole(services):
    return services.check.run(deep=True) == ()


def raise_issue(services, uid):
    return kept(
        services.issues.add(
            IssueDraft(enterprise=uid, raised_on=date(2026, 10, 12), description="用电", category=IssueCategory.ENERGY)
        )
    )


def edit(services, uid, **fields):
    kept(services.enterprises.save(replace(services.enterprises.get(uid).draft, **fields), uid))


def move_on(services, uid):
    """Move the enterprise to the other tier, later each time."""
    stay = services.enterprises.get(uid).tier
    tier = Tier.BASE if stay is not None and stay.tier is Tier.KEY else Tier.KEY
    put_in(services, uid, tier, date(2026, 2, 1) if stay is None else stay.since + timedelta(days=1))


DEEDS = {
    "rename": lambda services, uid: edit(services, uid, name="盂县乙洗煤厂（演示）", contact="王某"),
    "move": lambda services, uid: edit(services, uid, township="140322-luojiazhuang", address="路家村"),
    "tier": move_on,
    "figures": lambda services, uid: kept(services.figures.save(figures(uid, main_revenue_ytd=1850))),
    "other figures": lambda services, uid: kept(services.figures.save(figures(uid, main_revenue_ytd=1900))),
    "visit": lambda services, uid: kept(
        services.visits.save(visit(uid, issues=(IssueDraft(description="缺资金", category=IssueCategory.FINANCE),)))
    ),
    "issue": raise_issue,
    "void": lambda services, uid: kept(services.enterprises.void(uid, "重复登记")),
    "new": lambda services, uid: enter(services, "盂县丙铸造厂（演示）"),
}


@pytest.mark.parametrize("name", DEEDS)
def test_undo_brings_back_what_stood_before_and_can_be_undone(services, uid, name):
    before = standing(database_of(services))
    DEEDS[name](services, uid)
    after = standing(database_of(services))
    assert before != after
    done = undo(services)
    assert not done.of(Fate.KEPT)
    assert standing(database_of(services)) == before
    assert whole(services)
    undo(services, services.undo.next_redo().id)
    assert standing(database_of(services)) == after
    assert whole(services)
    undo(services)
    assert standing(database_of(services)) == before


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.sampled_from(sorted(set(DEEDS) - {"void"})), min_size=1, max_size=4))
def test_any_row_of_deeds_goes_back_one_by_one_and_forward_again(services, names):
    uid = enter(services, township="140322-xiushui")
    stood, deeds = [standing(database_of(services))], 0
    for name in names:
        saves = services.undo.recent(1)[0].id
        DEEDS[name](services, uid)
        if services.undo.recent(1)[0].id != saves:  # the same again says nothing new
            deeds += 1
            stood.append(standing(database_of(services)))
    for place in range(deeds - 1, -1, -1):
        undo(services)
        assert standing(database_of(services)) == stood[place]
    for place in range(1, deeds + 1):
        undo(services, services.undo.next_redo().id)
        assert standing(database_of(services)) == stood[place]
    assert services.undo.next_redo() is None
    assert whole(services)


def test_looking_writes_nothing_and_names_the_save(services, uid):
    with nothing_written(services):
        plan = services.undo.look(last(services).id)
    assert save_name(plan.save) == "保存企业 盂县甲洗煤厂（演示）"
    assert {line.act for line in plan.lines} == {Act.VOID, Act.STAY}


def test_a_cell_changed_since_stays_and_the_others_go_back(services, uid):
    edit(services, uid, contact="王某", address="城关")
    first = last(services)
    edit(services, uid, contact="李某")
    done = undo(services, first.id)
    fates = {(line.fate, step.cell.field) for line in done.lines for step in line.cells}
    assert fates == {(Fate.REVERSED, "address"), (Fate.KEPT, "contact")}
    draft = services.enterprises.get(uid).draft
    assert (draft.contact, draft.address) == ("李某", "")
    assert whole(services)


def test_a_record_that_others_use_since_is_kept_with_the_reason(services, uid):
    first = last(services)
    kept(services.visits.save(visit(uid)))
    plan = services.undo.look(first.id)
    assert {(line.fate, line.reason) for line in plan.lines} == {(Fate.KEPT, "used_since")}
    with nothing_written(services):
        assert codes(services.undo.take(plan)) == [("save", "nothing_to_undo")]


def test_a_step_goes_back_only_while_it_is_the_last(services, uid):
    issue = raise_issue(services, uid)
    assign = StepDraft(IssueAction.ASSIGN, date(2026, 10, 12), handler="供电公司")
    kept(services.issues.step(issue, services.issues.completed(issue, assign)))
    assigned = last(services)
    kept(services.issues.step(issue, StepDraft(IssueAction.SIGN_FOR, date(2026, 10, 13))))
    assert {line.reason for line in services.undo.look(assigned.id).lines} == {"followed"}
    undo(services)
    undo(services)
    row = services.issues.list(IssueFilter())[0]
    assert (row.state, row.handler, row.due_on) == (IssueState.REGISTERED, "", None)
    lines = services.issues.history(issue)
    assert any(line.subject is Subject.ISSUE_STEP and line.field == "handler" and line.new is None for line in lines)
    kept(services.issues.step(issue, services.issues.completed(issue, assign)))
    assert whole(services)


def test_an_undone_visit_is_void_with_its_issues_and_its_number_is_not_given_again(services, uid):
    DEEDS["visit"](services, uid)
    undo(services)
    assert services.issues.list(IssueFilter()) == ()
    again = services.visits.get(kept(services.visits.save(visit(uid))))
    assert again.number.endswith("0002")


def test_an_import_is_one_step_in_three_buckets(services, tmp_path):
    rows = (("企业名称", "联系人"), *((f"盂县{place}号厂（演示）", "王某") for place in "甲乙丙丁"))
    plan = look(services, workbook(tmp_path / "名单.xlsx", *rows))
    services.intake.take(plan, Progress(), only_good=False)
    listed = services.undo.imports()[0]
    uids = services.enterprises.ids(EnterpriseFilter())
    touched = next(row.uid for row in services.enterprises.rows(uids) if "甲" in row.name)
    edit(services, touched, contact="李某")
    done = undo(services, listed.id)
    assert (len(done.of(Fate.REVERSED)), len(done.of(Fate.KEPT))) == (6, 2)  # each with its stay
    assert services.enterprises.ids(EnterpriseFilter()) == (touched,)
    assert whole(services)


def test_a_filing_and_its_handing_over_cannot_be_undone(services, uid, desk):
    put_in(services, uid)
    kept(services.figures.save(figures(uid, main_revenue_ytd=1850)))
    typed = last(services)
    filed = services.filings.export(OCTOBER, ["key-monitoring"], desk.folder, Progress())
    assert filed.files
    made = last(services)
    assert {line.reason for line in services.undo.look(made.id).lines} == {"filing_kept"}
    with nothing_written(services):
        assert codes(services.undo.take(services.undo.look(made.id))) == [("save", "nothing_to_undo")]
    assert not services.undo.look(typed.id).needs_reason
    assert made.final
    assert services.undo.next().id == typed.id  # the key passes over what no undo takes back


def test_what_stands_on_a_form_that_was_handed_over_asks_why(services, uid, desk):
    put_in(services, uid)
    kept(services.figures.save(figures(uid, main_revenue_ytd=1850)))
    typed = last(services)
    explain(services, "key-monitoring")
    services.filings.export(OCTOBER, ["key-monitoring"], desk.folder, Progress())
    sent = services.filings.rounds(OCTOBER, "key-monitoring")[0].uid
    kept(services.rounds.tell(sent, WordDraft(FilingWord.SENT, date(2026, 11, 5))))
    assert {line.reason for line in services.undo.look(last(services).id).lines} == {"handed_over"}
    plan = services.undo.look(typed.id)
    with nothing_written(services):
        assert codes(services.undo.take(plan)) == [("reason", "undo_reason_missing")]
    undo(services, typed.id, "企业更正")
    reasons = [line.reason for line in services.enterprises.history(uid, Measure.MAIN_REVENUE_YTD)]
    assert reasons[-1] == "企业更正"


def test_a_ledger_that_changed_since_the_look_refuses(services, uid):
    plan = services.undo.look(last(services).id)
    enter(services, "盂县乙厂（演示）")
    with nothing_written(services), pytest.raises(KnownError, match="undo_stale"):
        services.undo.take(plan)


def test_an_undone_save_is_not_undone_twice_and_an_unknown_one_is_told(services, uid):
    first = last(services)
    undo(services)
    with pytest.raises(KnownError, match="undone_already"):
        services.undo.look(first.id)
    with pytest.raises(KnownError, match="no_such_save"):
        services.undo.look("nothing")


def test_what_was_saved_after_an_undo_ends_the_way_forward(services, uid):
    undo(services)
    assert services.undo.next_redo() is not None
    enter(services, "盂县乙厂（演示）")
    assert services.undo.next_redo() is None


def test_the_first_save_of_a_ledger_stays(services):
    first = services.undo.recent()[-1]
    assert {line.reason for line in services.undo.look(first.id).lines} == {"person_signs"}


def test_a_stay_that_another_took_the_place_of_is_not_put_back(services, uid):
    put_in(services, uid, Tier.BASE)
    undo(services)
    put_in(services, uid, Tier.KEY)
    undone = next(save for save in services.undo.recent() if save.undoes)
    assert {line.reason for line in services.undo.look(undone.id).lines} == {"place_taken"}


def test_every_deed_of_the_services_has_a_name():
    found = set()
    for path in SERVICES.rglob("*.py"):
        found |= set(re.findall(r"\.work\(\s*\"([a-z_.]+)\"", path.read_text(encoding="utf-8")))
    assert len(found) > 60
    looks = {"merge.look", "package.look"}  # undone at their end, so that no list ever shows them
    assert sorted(action for action in found - looks if save_word(action) == OTHER) == []
    assert save_word("package.part") != OTHER  # chosen where it is done


def test_tier_is_a_step_of_its_own(services, uid):
    put_in(services, uid, Tier.BASE)
    kept(services.enterprises.set_tier(uid, TierDraft(Tier.KEY, date(2026, 3, 1), reason="达到条件")))
    undo(services)
    assert services.enterprises.get(uid).tier.tier is Tier.BASE
    assert whole(services)


def test_stopping_half_way_leaves_everything_as_it_was(services, tmp_path):
    rows = [("企业名称",), *((f"演示{number}厂",) for number in range(20))]
    services.intake.take(look(services, workbook(tmp_path / "名单.xlsx", *rows)), Progress())
    plan = services.undo.look(last(services).id)
    steps: list[int] = []
    progress = Progress(lambda done, total, text: steps.append(done) or (done == 5 and progress.cancel()))
    with pytest.raises(Cancelled), nothing_written(services):
        services.undo.take(plan, progress=progress)
    assert steps == [1, 2, 3, 4, 5]
    assert services.undo.take(plan) is plan
    assert services.enterprises.ids(EnterpriseFilter()) == ()
