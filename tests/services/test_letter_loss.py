"""A unit's ledger that was lost, put back or doubled: what the county gives back, and what it is told of it."""

import shutil
from dataclasses import replace

import pytest

from desktop.domain.codes import Measure
from desktop.domain.copies import CopyReason
from desktop.domain.enterprise import EnterpriseFilter
from desktop.domain.letter import Trust
from desktop.domain.visit import VisitFilter
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.wiring import Services, create_ledger, open_ledger, restorer
from desktop.wording.messages import sentence
from tests.services.letter_hands import names, send, unit_of
from tests.services.making import (
    OCTOBER,
    START,
    WAN,
    codes,
    database_of,
    digest,
    explain,
    figures,
    kept,
    make_world,
    nothing_written,
    visit,
)


def summaries(services):
    return sorted(each.summary for each in services.visits.list(VisitFilter()))


def amount(services, uid, unit):
    told = services.letters.questions.told(uid, str(OCTOBER), Measure.MAIN_REVENUE_YTD)
    return told[unit].amount // WAN


def lose(post, tmp_path):
    """Let 秀水镇 lose its ledger and begin a new one on another computer, which the county knows by its paper."""
    post.town.close()
    world = make_world(post.clock, prefix="fresh")
    made = create_ledger(tmp_path / "新电脑", replace(START, unit_name="秀水镇", person_name="王接手"), world)
    assert isinstance(made, Services)
    post.town = made
    keys = post.town.letters.keys
    kept(post.county.letters.keys.accept(keys.register(post.stick), keys.own_fingerprint()[:19]))


def test_a_full_letter_gives_a_lost_ledger_back_what_it_told(known, tmp_path):
    post, uid = known
    kept(post.town.visits.save(visit(uid, summary="电脑坏了以前")))
    kept(post.town.figures.save(figures(uid, main_revenue_ytd=1850)))
    own = replace(post.town.enterprises.get(uid).draft, name="镇里自己登记的演示厂", contact_phone="13900001111")
    kept(post.town.enterprises.save(own))
    send(post, post.town, post.county, personal=True)
    lose(post, tmp_path)
    gap = post.county.letters.outgoing.send(post.stick, unit_of(post.town))
    trust = Trust(typed=post.county.letters.keys.own_fingerprint())
    with nothing_written(post.town), pytest.raises(KnownError, match="package_gap"):
        post.town.letters.incoming.take(gap.path, trust)
    taken = send(post, post.county, post.town, full=True)
    assert not taken.effect.to_check
    assert taken.effect.given_back > 0
    assert summaries(post.town) == ["电脑坏了以前"]
    assert amount(post.town, uid, unit_of(post.town)) == 1850
    assert names(post.town, "镇里") == ["镇里自己登记的演示厂"]
    (mine,) = post.town.enterprises.rows(
        [each for each in post.town.enterprises.ids(EnterpriseFilter()) if each != uid]
    )
    assert not post.town.enterprises.get(mine.uid).draft.contact_phone  # told only where the letter says so
    assert post.town.check.run(deep=True) == ()
    # what is written now goes on from what was written then
    kept(post.town.figures.save(figures(uid, main_revenue_ytd=1900)))
    (logged,) = (each.uid for each in post.town.visits.list(VisitFilter()))
    kept(post.town.visits.void(logged, "记错了企业"))
    taken = send(post, post.town, post.county)
    assert (taken.effect.behind, taken.effect.to_check, taken.effect.aside) == (0, 0, 0)
    assert send(post, post.county, post.town, full=True).effect.given_back == 0  # all of it is there
    assert (summaries(post.county), amount(post.county, uid, unit_of(post.town))) == ([], 1900)
    assert post.county.check.run(deep=True) == ()


def test_what_came_back_can_be_taken_back_from_the_last(known, tmp_path):
    post, uid = known
    for place, amounts in enumerate((1000, 1200, 1400, 1600)):
        post.clock.forward(minutes=5)
        # the ids of saves say nothing of their order
        kept(post.town.figures.save(figures(uid, main_revenue_ytd=amounts), save_id=f"save-{9 - place}"))
    send(post, post.town, post.county)
    lose(post, tmp_path)
    send(post, post.county, post.town, full=True)
    undo = post.town.undo
    undo.take(undo.look(undo.next().id))
    assert amount(post.town, uid, unit_of(post.town)) == 1400
    assert send(post, post.town, post.county).effect.to_check == 0
    assert amount(post.county, uid, unit_of(post.town)) == 1400


def test_other_units_words_are_given_back_to_nobody(known, tmp_path):
    post, uid = known
    kept(post.energy.visits.save(visit(uid, summary="能源局走访的")))
    kept(post.energy.figures.save(figures(uid, main_revenue_ytd=2010)))
    send(post, post.energy, post.county)
    lose(post, tmp_path)
    send(post, post.county, post.town, full=True)
    assert summaries(post.town) == []
    assert unit_of(post.energy) not in post.town.letters.questions.told(uid, str(OCTOBER), Measure.MAIN_REVENUE_YTD)


def test_a_copy_that_was_too_old_is_filled_up(known):
    post, uid = known
    row = post.town.backups.make(CopyReason.MANUAL, Progress())
    kept(post.town.visits.save(visit(uid, summary="副本以后记的")))
    send(post, post.town, post.county)
    restored(post, row)
    assert summaries(post.town) == []
    kept(post.town.visits.save(visit(uid, summary="恢复以后记的")))
    assert send(post, post.town, post.county).effect.behind > 0
    send(post, post.county, post.town, full=True)
    assert summaries(post.town) == ["副本以后记的", "恢复以后记的"]
    assert post.town.check.run(deep=True) == ()
    kept(post.town.visits.save(visit(uid, summary="补齐以后记的")))
    assert send(post, post.town, post.county).effect.behind == 0


def restored(post, row):
    folder, world = post.town.folder, make_world(post.clock, prefix="again")
    post.town.close()
    restorer(folder, world).restore(row.path, Progress(), reason="误改")
    post.town = open_ledger(folder, world)


def test_files_that_were_put_back_by_hand_are_found_out(known, tmp_path):
    post, uid = known
    folder, old = post.town.folder, tmp_path / "旧的"
    post.town.close()
    shutil.copytree(folder, old)
    world = make_world(post.clock, prefix="town-on")
    post.town = open_ledger(folder, world)
    kept(post.town.visits.save(visit(uid)))
    send(post, post.town, post.county)
    post.town.close()
    shutil.rmtree(folder)
    shutil.copytree(old, folder)
    post.town = open_ledger(folder, world)
    letter = post.county.letters.outgoing.send(post.stick, unit_of(post.town), full=True)
    before = digest(post.town)
    with pytest.raises(KnownError) as caught:
        post.town.letters.incoming.take(letter.path)
    assert caught.value.code == "ledger_behind"
    assert digest(post.town) == before
    restored(post, post.town.backups.make(CopyReason.MANUAL, Progress()))
    post.town.letters.incoming.take(letter.path)
    assert len(summaries(post.town)) == 1


def test_one_unit_on_two_computers_is_told_and_can_be_made_one_again(known, tmp_path):
    post, uid = known
    row = post.town.backups.make(CopyReason.MANUAL, Progress())
    there, world = tmp_path / "接手的电脑", make_world(post.clock, prefix="next")
    restorer(there, world).restore(row.path, Progress(), reason="交接")
    old, post.town = post.town, open_ledger(there, world)
    try:
        kept(post.town.figures.save(figures(uid, main_revenue_ytd=1100)))
        assert send(post, post.town, post.county).effect.behind == 0
        kept(old.figures.save(figures(uid, main_revenue_ytd=1000)))
        letter = old.letters.outgoing.send(post.stick)
        assert post.county.letters.incoming.look(letter.path).effect.behind > 0
        post.county.letters.incoming.take(letter.path)
    finally:
        old.close()
    (asked,) = post.county.letters.questions.list()
    with nothing_written(post.county), pytest.raises(KnownError, match="record_of_other"):
        post.county.letters.questions.resolve(asked.id, asked.others[0], "照企业报表核对过")
    send(post, post.county, post.town, full=True)
    (asked,) = post.town.letters.questions.list()
    typed = post.town.letters.questions.resolve(asked.id, "1200", "照企业报表核对过")
    assert codes(typed.problems) == [("value", "figure_typed")]
    kept(post.town.letters.questions.resolve(asked.id, asked.others[0], "照企业报表核对过"))
    assert post.town.letters.questions.list() == ()
    assert send(post, post.town, post.county).effect.behind == 0
    assert post.county.letters.questions.list() == ()
    assert amount(post.county, uid, unit_of(post.town)) == amount(post.town, uid, unit_of(post.town))


def test_a_letter_that_was_late_is_taken_on_a_telephone_call(known, tmp_path):
    post, uid = known
    send(post, post.town, post.county)
    kept(post.town.visits.save(visit(uid, summary="路上的包里记的")))
    late = post.town.letters.outgoing.send(post.stick)
    lose(post, tmp_path)
    send(post, post.county, post.town, full=True)
    retired = [each for each in post.county.letters.keys.offices() if each.retired_from is not None]
    assert [each.retired_from for each in retired] == [2]  # the one after the last that was taken
    incoming = post.county.letters.incoming
    with nothing_written(post.county), pytest.raises(KnownError, match="package_revoked_key"):
        incoming.take(late.path)
    incoming.take(late.path, Trust(late=True))
    assert summaries(post.county) == ["路上的包里记的"]
    assert send(post, post.town, post.county).effect.behind > 0
    send(post, post.county, post.town, full=True)
    assert summaries(post.town) == ["路上的包里记的"]


def test_a_full_letter_of_a_retired_key_is_refused_whatever_number_it_gives_itself(known):
    post, uid = known
    for _ in range(3):
        send(post, post.town, post.county)
    kept(post.county.letters.keys.retire(unit_of(post.town), "电脑丢了"))
    kept(post.town.visits.save(visit(uid, summary="不是镇里的人记的")))
    database_of(post.town).note(lambda c: c.exec_driver_sql("DELETE FROM letter_sent"))
    letter = post.town.letters.outgoing.send(post.stick, full=True)
    assert letter.seq == 1
    with nothing_written(post.county), pytest.raises(KnownError, match="package_revoked_key"):
        post.county.letters.incoming.take(letter.path)


def test_a_retired_key_counts_for_no_other_incarnation(known):
    post, uid = known
    for _ in range(3):
        send(post, post.town, post.county)
    row = post.town.backups.make(CopyReason.MANUAL, Progress())
    kept(post.county.letters.keys.retire(unit_of(post.town), "电脑丢了"))
    restored(post, row)  # whoever has the computer can do this
    kept(post.town.visits.save(visit(uid, summary="不是镇里的人记的")))
    letter = post.town.letters.outgoing.send(post.stick)
    for trust in (Trust(), Trust(late=True)):
        with nothing_written(post.county), pytest.raises(KnownError, match="package_revoked_key"):
            post.county.letters.incoming.take(letter.path, trust)
    again = post.town.letters.keys.register(post.stick)
    with nothing_written(post.county), pytest.raises(KnownError, match="office_key_retired"):
        post.county.letters.keys.accept(again, post.town.letters.keys.own_fingerprint())


def test_a_form_that_a_new_computer_files_again_is_not_accepted_twice_without_a_word(known, tmp_path):
    post, uid = known
    copy = post.town.backups.make(CopyReason.MANUAL, Progress())
    answering = post.county.letters.answering
    for place in ("旧电脑", "新电脑"):
        kept(post.town.figures.save(figures(uid, main_revenue_ytd=1850)))
        explain(post.town, "key-monitoring")
        post.town.filings.export(OCTOBER, ["key-monitoring"], tmp_path / place, Progress())
        send(post, post.town, post.county)
        if place == "旧电脑":
            kept(answering.accept([answering.rounds()[0].uid]))
            restored(post, copy)
    first, again = answering.rounds()
    assert (first.round, again.round) == (1, 1)
    (waiting,) = [each.uid for each in (first, again) if each.state != "accepted"]
    with nothing_written(post.county):
        (problem,) = answering.accept([waiting]).problems
    assert (problem.field, problem.code) == ("comment", "round_accepted_twice")
    assert "秀水镇2026年10月的同一张表" in sentence(problem)
    kept(answering.accept([waiting], "换了电脑重报，以这份为准"))
