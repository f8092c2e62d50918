"""Keys that change hands, and ledgers that begin anew: what is taken, and what is refused with which sentence."""

import shutil
from dataclasses import replace
from datetime import date

import pytest

from db.county import county_of
from desktop.domain.codes import LibraryStatus, Measure, OperatingStatus, Tier, UnitKind
from desktop.domain.copies import CopyReason
from desktop.domain.enterprise import EnterpriseFilter, TierDraft
from desktop.domain.package import PackageType
from desktop.domain.visit import VisitFilter
from desktop.exchange.directory import KEYS, KEYS_SCHEMA, PROOF, introduce
from desktop.exchange.signing import new_key, signature_bytes
from desktop.exchange.writer import Content, lines, write_package
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.services.steps.own_keys import county_for
from desktop.wiring import open_ledger, restorer
from tests.services.letter_hands import send, unit_of
from tests.services.making import (
    OCTOBER,
    WAN,
    codes,
    database_of,
    digest,
    explain,
    figures,
    kept,
    make_world,
    nothing_written,
    put_in,
    visit,
)
from tests.services.retention.hands import ENTER, EXIT, PLAN


def in_force(services, unit):
    return [each.key_id for each in services.letters.keys.offices() if each.unit == unit and each.retired_from is None]


def tier_of(services, uid):
    stay = services.enterprises.get(uid).tier
    return stay and stay.tier


def test_a_new_key_that_the_old_one_signed_for_needs_no_paper(known):
    post, uid = known
    send(post, post.town, post.county)
    old = in_force(post.county, unit_of(post.town))
    path, print_ = post.town.letters.keys.announce(post.stick)
    keys = post.county.letters.keys
    looked = keys.look(path)
    assert (looked.announced, looked.known, looked.fingerprint, looked.replaces) == (True, False, print_, old[0])
    kept(keys.accept(path, ""))
    assert in_force(post.county, unit_of(post.town)) == [looked.key_id]
    assert keys.look(path).known
    kept(post.town.visits.save(visit(uid)))
    assert send(post, post.town, post.county).effect.added > 0  # signed with the new key
    assert send(post, post.county, post.town).effect is not None  # sealed to it
    with nothing_written(post.county):
        keys.accept(path, "")


def test_the_county_announces_to_its_units(known):
    post, _ = known
    path, _ = post.county.letters.keys.announce(post.stick)
    letter = post.county.letters.outgoing.send(post.stick, unit_of(post.town))
    with pytest.raises(KnownError, match="county_key_changed"):
        post.town.letters.incoming.take(letter.path)
    kept(post.town.letters.keys.accept(path, ""))
    assert post.town.letters.incoming.take(letter.path).effect is not None


def rollover(post, *, signer, unit=None, proof=True):
    """Return a package that says that the town has a new key, signed by *signer*."""
    keys, key = post.town.letters.keys, new_key()
    office = keys._keys.introduced(key)._replace(unit=unit or unit_of(post.town))
    told = lines([introduce(office)])
    contents = [Content(KEYS, told, KEYS_SCHEMA)]
    if proof is not None:
        contents.append(Content(PROOF, signature_bytes(told if proof else told + b" ", key)))
    head = keys._head(PackageType.KEY_ROLLOVER, office, signer)
    path = post.stick / "换钥匙.sgb"
    path.write_bytes(write_package(head, contents, signer).content)
    return path


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ("stranger", "package_unknown_key"),
        ("neighbour", "package_foreign_key"),
        ("retired", "package_revoked_key"),
        ("no_proof", "package_damaged"),
    ],
)
def test_a_key_that_nobody_vouches_for_is_refused(known, wrong, code):
    post, _ = known
    own, neighbour = (each.letters.keys._keys.current() for each in post.units)
    signer = {"stranger": new_key(), "neighbour": neighbour}.get(wrong, own)
    if wrong == "retired":
        kept(post.county.letters.keys.retire(unit_of(post.town), "电脑丢失"))
    path = rollover(post, signer=signer, proof=None if wrong == "no_proof" else True)
    with nothing_written(post.county), pytest.raises(KnownError, match=code):
        post.county.letters.keys.accept(path, "")


def test_a_proof_of_other_words_is_none(known):
    post, _ = known
    path = rollover(post, signer=post.town.letters.keys._keys.current(), proof=False)
    with nothing_written(post.county), pytest.raises(KnownError, match="package_damaged"):
        post.county.letters.keys.accept(path, "")


def test_a_rollover_is_no_letter_and_a_registration_still_wants_paper(known):
    post, _ = known
    path, _ = post.town.letters.keys.announce(post.stick)
    with pytest.raises(KnownError, match="package_is_rollover"):
        post.county.letters.incoming.look(path)
    again = post.energy.letters.keys.register(post.stick)
    assert codes(post.county.letters.keys.accept(again, "").problems) == [("fingerprint", "fingerprint_differs")]


def registration(services, stick, **told):
    """Return a registration package of *services* that says *told* of itself."""
    keys = services.letters.keys
    office, key = keys._keys.introduced()._replace(**told), keys._keys.current()
    contents = [Content(KEYS, lines([introduce(office)]), KEYS_SCHEMA)]
    path = stick / "登记.sgb"
    path.write_bytes(write_package(keys._head(PackageType.REGISTRATION, office, key), contents, key).content)
    return path


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ("own", "office_is_own"),
        ("another_county", "office_not_county"),
        ("retired", "office_key_retired"),
        ("neighbours", "package_foreign_key"),
    ],
)
def test_a_key_that_cannot_be_what_it_says_is_not_registered(known, wrong, code):
    post, _ = known
    paper = post.town.letters.keys.own_fingerprint()
    if wrong == "own":
        path, paper = registration(post.county, post.stick), post.county.letters.keys.own_fingerprint()
    elif wrong == "another_county":
        path = registration(post.town, post.stick, kind=UnitKind.COUNTY)
    elif wrong == "neighbours":
        path = registration(post.town, post.stick, unit=unit_of(post.energy))
    else:
        kept(post.county.letters.keys.retire(unit_of(post.town), "电脑丢失"))
        path = registration(post.town, post.stick)
    keys = post.county.letters.keys
    for deed in (lambda: keys.look(path), lambda: keys.accept(path, paper)):
        with nothing_written(post.county), pytest.raises(KnownError, match=code):
            deed()


def test_the_county_is_itself_whatever_a_key_was_registered_as(known):
    post, _ = known
    other = "UPDATE office_key SET county = 1, unit = '140322-beixiazhuang' WHERE unit = ?"
    database_of(post.county).note(lambda c: c.exec_driver_sql(other, (unit_of(post.town),)))
    assert database_of(post.county).read(county_of) == unit_of(post.county)


def test_a_folder_that_cannot_be_is_told(known):
    post, _ = known
    file = post.stick / "不是文件夹"
    file.write_text("")
    for deed in (post.town.letters.keys.register, post.town.letters.keys.announce):
        with nothing_written(post.town), pytest.raises(KnownError, match="folder_missing"):
            deed(file)


def test_where_the_announcement_cannot_be_written_the_old_key_stays(known, monkeypatch):
    post, _ = known
    before = post.town.letters.keys.own_fingerprint()

    def lost(path, content):
        raise KnownError("package_lost", path=path)

    monkeypatch.setattr("desktop.services.keys.put", lost)
    kept_before = digest(post.town)
    with pytest.raises(KnownError, match="package_lost"):
        post.town.letters.keys.announce(post.stick)
    assert digest(post.town) == kept_before
    assert post.town.letters.keys.own_fingerprint() == before
    assert list(post.stick.glob("new-key_*")) == []


def test_a_restored_ledger_writes_letter_one_of_a_new_incarnation(known):
    post, uid = known
    kept(post.town.visits.save(visit(uid)))
    send(post, post.town, post.county)
    row = post.town.backups.make(CopyReason.MANUAL, Progress())
    kept(post.town.visits.save(visit(uid, summary="副本以后记的")))
    late = post.town.letters.outgoing.send(post.stick)
    post.county.letters.incoming.take(late.path)
    folder, world = post.town.folder, make_world(post.clock, prefix="again")
    post.town.close()
    restorer(folder, world).restore(row.path, Progress(), reason="误改")
    post.town = open_ledger(folder, world)
    kept(post.town.figures.save(figures(uid, main_revenue_ytd=1850)))
    letter = post.town.letters.outgoing.send(post.stick)
    assert letter.seq == 1
    assert post.county.letters.incoming.take(letter.path).effect.aside == 0
    told = post.county.letters.questions.told(uid, "2026-10", Measure.MAIN_REVENUE_YTD)
    assert [value.amount for value in told.values()] == [1850 * WAN]
    # what was sent before the restore is not lost where it was sent
    assert "副本以后记的" in {each.summary for each in post.county.visits.list(VisitFilter(enterprise=uid))}
    with nothing_written(post.county):
        assert post.county.letters.incoming.take(late.path).effect is None


def test_a_receipt_for_letters_sent_after_the_copy_can_still_be_taken(known, tmp_path):
    post, uid = known
    row = post.town.backups.make(CopyReason.MANUAL, Progress())
    kept(post.town.figures.save(figures(uid, main_revenue_ytd=1850, main_revenue_month=180)))
    explain(post.town, "key-monitoring")
    post.town.filings.export(OCTOBER, ["key-monitoring"], tmp_path / "报送", Progress())
    send(post, post.town, post.county)
    folder, world = post.town.folder, make_world(post.clock, prefix="again")
    post.town.close()
    restorer(folder, world).restore(row.path, Progress(), reason="误改")
    post.town = open_ledger(folder, world)
    answering = post.county.letters.answering
    kept(answering.accept([answering.rounds(OCTOBER)[-1].uid]))
    receipt = answering.receipt(unit_of(post.town), post.stick)
    assert post.town.letters.incoming.take(receipt.path).effect.answers == 0
    assert send(post, post.county, post.town).effect is not None  # and the letters after it


def test_what_a_unit_made_only_that_unit_changes(known):
    post, uid = known
    logged = kept(post.town.visits.save(visit(uid)))
    send(post, post.town, post.county)
    before = digest(post.county)
    with pytest.raises(KnownError) as caught:
        post.county.visits.void(logged, "记错了")
    assert (caught.value.code, caught.value.values["unit"]) == ("record_of_other", "秀水镇")
    assert digest(post.county) == before
    own = kept(post.county.visits.save(visit(uid)))
    kept(post.county.visits.void(own, "记错了"))
    assert send(post, post.county, post.town).effect is not None


def test_the_county_moves_what_a_unit_put_in_a_tier_without_writing_the_units_record(known):
    post, uid = known
    put_in(post.town, uid, Tier.KEY, date(2026, 3, 10))
    send(post, post.town, post.county)
    assert tier_of(post.county, uid) is Tier.KEY
    move = TierDraft(None, date(2026, 6, 1), "县里调出")
    kept(post.county.enterprises.set_tier(uid, move))
    assert tier_of(post.county, uid) is None
    kept(post.town.enterprises.set_tier(uid, replace(move, tier=Tier.BASE, reason="镇里调整")))
    send(post, post.town, post.county)
    assert tier_of(post.county, uid) is None  # the county has spoken; the unit's word stays in the journal
    assert send(post, post.county, post.town).effect is not None
    assert tier_of(post.town, uid) is Tier.BASE
    for services in (post.county, post.town):
        assert services.check.run(deep=True) == ()
    post.county.undo.take(post.county.undo.look(post.county.undo.next().id))
    assert tier_of(post.county, uid) is Tier.BASE


def test_the_county_records_an_exit_whose_risk_a_unit_watches(known):
    post, uid = known
    stopped = replace(
        post.county.enterprises.get(uid).draft,
        status=OperatingStatus.STOPPED,
        library_status=LibraryStatus.ADMITTED,
        admitted_month="2021-12",
    )
    kept(post.county.enterprises.save(stopped, uid, reason="名录"))
    send(post, post.county, post.town)
    kept(post.town.retention.say_risk(uid, ENTER, OCTOBER))
    kept(post.town.retention.make_plan(uid, PLAN))
    send(post, post.town, post.county)
    kept(post.county.retention.leave(uid, EXIT))
    assert send(post, post.county, post.town).effect is not None
    assert post.town.enterprises.get(uid).draft.library_status is LibraryStatus.EXITED
    for services in (post.county, post.town):
        assert services.check.run(deep=True) == ()


def test_what_the_county_does_not_tell_is_no_damage_at_the_unit(known):
    post, uid = known
    for services, phone in ((post.town, "13900001111"), (post.county, "13900002222")):
        draft = replace(services.enterprises.get(uid).draft, contact_phone=phone, note=phone)
        kept(services.enterprises.save(draft, uid, reason="电话换了"))
        if services is post.town:
            send(post, post.town, post.county)
    send(post, post.county, post.town)
    assert post.town.enterprises.get(uid).draft.contact_phone == "13900001111"
    assert post.town.check.run(deep=True) == ()
    untold = [line for line in post.town.enterprises.history(uid, "contact_phone") if line.erased]
    assert untold
    assert all(line.withheld for line in untold)
    with database_of(post.town).work("test", "someone") as work:
        work.connection.exec_driver_sql("UPDATE enterprise SET contact_phone = '1' WHERE uid = ?", (uid,))
    assert [found.code for found in post.town.check.run(deep=True)] == ["value_differs"]


def test_a_copy_that_goes_on_beside_its_ledger_is_a_fork(known, tmp_path):
    post, uid = known
    send(post, post.town, post.county)
    folder = post.town.folder
    post.town.close()
    twin = tmp_path / "另一台"
    shutil.copytree(folder, twin)
    post.town = open_ledger(folder, make_world(post.clock, prefix="one"))
    other = open_ledger(twin, make_world(post.clock, prefix="two"))
    try:
        for services in (post.town, other):
            kept(services.visits.save(visit(uid)))
            services.letters.outgoing.send(post.stick)
        forked = other.letters.outgoing.log()[0]
        path = other.letters.outgoing.resend(forked.package_id, tmp_path)
    finally:
        other.close()
    first = post.town.letters.outgoing.log()[0]
    taken = post.town.letters.outgoing.resend(first.package_id, tmp_path / "stick")
    post.county.letters.incoming.take(taken)
    with nothing_written(post.county), pytest.raises(KnownError, match="package_fork") as caught:
        post.county.letters.incoming.take(path)
    assert caught.value.code == "package_fork"
    kept(post.town.visits.save(visit(uid)))
    send(post, post.town, post.county)
    with nothing_written(post.county), pytest.raises(KnownError, match="package_older"):
        post.county.letters.incoming.take(path)
    assert len(post.county.enterprises.ids(EnterpriseFilter())) == 1


def test_before_any_key_is_compared_the_county_is_the_one_of_the_plan(post):
    office = post.town.letters.keys._office
    assert county_for("", office, unit_of(post.energy)) == unit_of(post.county)
    assert county_for("140322-other", office, unit_of(post.energy)) == "140322-other"
