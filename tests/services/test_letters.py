"""The county and two of its units by letters: assignments, submissions, two figures, a return, a receipt."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from db.chain import broken_links
from db.queries.projection import differing
from desktop.domain.codes import FilingState, Measure, Subject
from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.handover import Pending
from desktop.domain.letter import LetterState, Trust
from desktop.domain.month import Month
from desktop.domain.package import PackageType
from desktop.domain.question import QuestionKind
from desktop.domain.visit import VisitFilter
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.services.steps import letter_writing
from desktop.services.steps.letter_reading import read_letter
from tests.services.letter_hands import assigned, introduced, names, send, unit_of
from tests.services.making import (
    OCTOBER,
    WAN,
    codes,
    database_of,
    digest,
    explain,
    figures,
    kept,
    nothing_written,
    visit,
)

YTD = Measure.MAIN_REVENUE_YTD


def test_the_countys_list_reaches_both_units_and_nobody_elses(post):
    introduced(post)
    kept(post.county.enterprises.save(EnterpriseDraft(name="与本县无关的演示厂", no_code_reason="新开办")))
    (uid,) = assigned(post)
    for services in post.units:
        assert names(services) == ["盂县演示耐火有限公司"]
        draft = services.enterprises.get(uid).draft
        assert (draft.contact, draft.contact_phone) == ("王演示", "")
        assert (draft.township, draft.department) == (unit_of(post.town), unit_of(post.energy))
        assert names(services, "ysnh") == ["盂县演示耐火有限公司"]
        assert database_of(services).read(differing) == ()
        assert database_of(services).read(broken_links) == ()


def test_an_enterprise_that_is_handed_out_later_is_told_from_its_beginning(post):
    introduced(post)
    assigned(post)
    later = kept(post.county.enterprises.save(EnterpriseDraft(name="后交办的演示厂", no_code_reason="新开办")))
    send(post, post.county, post.town)
    assert names(post.town) == ["盂县演示耐火有限公司"]
    draft = post.county.enterprises.get(later).draft
    kept(post.county.enterprises.save(replace(draft, township=unit_of(post.town)), later))
    send(post, post.county, post.town)
    assert set(names(post.town)) == {"盂县演示耐火有限公司", "后交办的演示厂"}


def test_looking_writes_nothing_and_taking_twice_changes_nothing(post):
    introduced(post)
    (uid,) = assigned(post)
    kept(post.town.visits.save(visit(uid)))
    letter = post.town.letters.outgoing.send(post.stick)
    with nothing_left(post.county):
        looked = post.county.letters.incoming.look(letter.path)
    taken = post.county.letters.incoming.take(letter.path)
    assert taken.effect == looked.effect
    assert taken.effect.new > 0
    with nothing_written(post.county):
        again = post.county.letters.incoming.take(letter.path)
    assert (again.effect, again.taken_at) == (None, post.clock.now)


@contextmanager
def nothing_left(services):
    before = digest(services)
    yield
    assert digest(services) == before


def test_two_figures_stand_side_by_side_until_the_county_adopts_one(post):
    introduced(post)
    (uid,) = assigned(post)
    for services, amount in ((post.town, 1850), (post.energy, 2010)):
        kept(services.figures.save(figures(uid, main_revenue_ytd=amount)))
        send(post, services, post.county)
    questions = post.county.letters.questions
    (asked,) = questions.figures()
    assert (asked.enterprise, asked.measure, len(asked.units)) == (uid, YTD, 2)
    assert codes(questions.adopt(uid, "2026-10", YTD, unit_of(post.energy), "短").problems) == [
        ("reason", "reason_too_short")
    ]
    kept(questions.adopt(uid, "2026-10", YTD, unit_of(post.energy), "与税务申报表核对一致"))
    assert questions.figures() == ()
    told = questions.told(uid, "2026-10", YTD)
    assert {unit: value.amount // WAN for unit, value in told.items()} == {
        unit_of(post.town): 1850,
        unit_of(post.energy): 2010,
        unit_of(post.county): 2010,
    }
    with pytest.raises(KnownError, match="county_decides"):
        post.town.letters.questions.adopt(uid, "2026-10", YTD, unit_of(post.town), "自己认为应当如此")


@pytest.mark.parametrize("order", list(permutations(range(2))))
def test_the_order_of_letters_does_not_matter(post, order):
    introduced(post)
    (uid,) = assigned(post)
    letters = []
    for services, amount in ((post.town, 1850), (post.energy, 2010)):
        kept(services.figures.save(figures(uid, main_revenue_ytd=amount)))
        draft = services.enterprises.get(uid).draft
        kept(services.enterprises.save(replace(draft, contact=f"联系人{amount}"), uid))
        letters.append(services.letters.outgoing.send(post.stick).path)
    for place in order:
        post.county.letters.incoming.take(letters[place])
    found = post.county.letters.questions.list()
    assert [(each.kind, each.cell.field) for each in found] == [(QuestionKind.DIFFERENT, "contact")]
    assert {each.unit for each in (found[0].shown, *found[0].others)} == {unit_of(post.town), unit_of(post.energy)}
    kept(post.county.letters.questions.resolve(found[0].id, found[0].others[0], "打电话问过企业"))
    assert post.county.letters.questions.list() == ()
    assert database_of(post.county).read(differing) == ()


def test_a_folder_is_rehearsed_together_and_a_bad_file_stops_nobody(post):
    introduced(post)
    (uid,) = assigned(post)
    folder = post.stick / "来件"
    folder.mkdir()
    for services in post.units:
        kept(services.visits.save(visit(uid)))
        services.letters.outgoing.send(folder)
    (folder / "坏的.sgb").write_bytes(b"%PDF-1.4")
    first = min(folder.glob("20*.sgb"))
    (folder / f"{first.stem} - 副本.sgb").write_bytes(first.read_bytes())
    incoming = post.county.letters.incoming
    with nothing_left(post.county):
        looked = incoming.look_folder(folder, Progress())
    assert (len(looked.plans), sorted(error.code for _, error in looked.refused)) == (
        2,
        ["letter_twice", "package_not_one"],
    )
    taken = incoming.take_folder(folder, Progress())
    assert [plan.effect for plan in taken.plans] == [plan.effect for plan in looked.plans]
    assert taken.state_digest == looked.state_digest == incoming.state_digest()


def test_a_proposal_waits_for_the_county(post):
    introduced(post)
    (uid,) = assigned(post)
    draft = post.town.enterprises.get(uid).draft
    kept(post.town.enterprises.save(replace(draft, name="盂县演示新材料有限公司"), uid, reason="营业执照变更"))
    assert names(post.town) == ["盂县演示耐火有限公司"]  # the county's word counts until it answers
    assert [each.kind for each in post.town.letters.questions.list()] == [QuestionKind.PROPOSAL]
    send(post, post.town, post.county)
    (asked,) = post.county.letters.questions.list()
    assert (asked.kind, asked.others[0].reason) == (QuestionKind.PROPOSAL, "营业执照变更")
    with pytest.raises(KnownError, match="county_decides"):
        post.town.letters.questions.resolve(asked.id, asked.others[0], "自己说了算吗")
    kept(post.county.letters.questions.resolve(asked.id, asked.others[0], "已见新营业执照"))
    send(post, post.county, post.town)
    for services in (post.county, post.town):
        assert names(services) == ["盂县演示新材料有限公司"]
        assert services.letters.questions.list() == ()
        assert names(services, "ysxcl") == ["盂县演示新材料有限公司"]


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        ("other_unit", "package_not_for_us"),
        ("own", "package_not_for_us"),
        ("older", "package_older"),
        ("gap", "package_gap"),
        ("retired", "package_revoked_key"),
        ("stranger", "package_not_recipient"),
        ("future", "package_period"),
    ],
)
def test_a_letter_that_may_not_be_taken_says_why_and_changes_nothing(post, spoil, code):
    introduced(post)
    (uid,) = assigned(post)
    first, receiver = post.town.letters.outgoing.send(post.stick).path, post.county
    month = Month(2026, 12) if spoil == "future" else None
    kept(post.town.visits.save(visit(uid)))
    second = post.town.letters.outgoing.send(post.stick, month=month).path
    if spoil == "own":
        receiver, path = post.town, first
    elif spoil == "other_unit":
        path = first
        database_of(post.county).note(
            lambda c: c.exec_driver_sql("UPDATE workspace SET unit = '140322-other', unit_name = '别处'")
        )
    elif spoil == "older":
        for letter in (first, second):
            post.county.letters.incoming.take(letter)
        database_of(post.county).note(lambda c: c.exec_driver_sql("DELETE FROM letter_in WHERE seq = 1"))
        path = first
    elif spoil == "retired":
        kept(post.county.letters.keys.retire(unit_of(post.town), "电脑丢失"))
        path = first
    elif spoil == "stranger":
        receiver, path = post.energy, first
    else:
        path = second
        if spoil == "future":
            post.county.letters.incoming.take(first)
    with nothing_left(receiver), pytest.raises(KnownError) as caught:
        receiver.letters.incoming.take(path)
    assert caught.value.code == code


def test_without_a_compared_fingerprint_nothing_is_taken(post):
    introduced(post)
    kept(
        post.county.enterprises.save(
            EnterpriseDraft(name="演示厂", no_code_reason="新开办", township=unit_of(post.town))
        )
    )
    letter = post.county.letters.outgoing.send(post.stick, unit_of(post.town))
    for trust, code in ((Trust(), "package_unknown_key"), (Trust(typed="1234 1234 1234 1234"), "fingerprint_differs")):
        with pytest.raises(KnownError, match=code):
            post.town.letters.incoming.take(letter.path, trust)
    looked = post.town.letters.incoming.look(letter.path, Trust(typed=post.county.letters.keys.own_fingerprint()))
    assert looked.fingerprint == post.county.letters.keys.own_fingerprint()
    assert post.town.letters.keys.offices() == ()


def test_a_wrong_fingerprint_registers_nobody(post):
    path = post.town.letters.keys.register(post.stick)
    saved = post.county.letters.keys.accept(path, "0000 0000 0000 0000")
    assert codes(saved.problems) == [("fingerprint", "fingerprint_differs")]
    full_width = str.maketrans("0123456789 ", "０１２３４５６７８９　")
    typed = post.town.letters.keys.own_fingerprint()[:18].translate(full_width)  # a digit is missing
    assert codes(post.county.letters.keys.accept(path, typed).problems) == [("fingerprint", "fingerprint_differs")]
    assert post.county.letters.keys.offices() == ()
    with pytest.raises(KnownError, match="office_unknown"):
        post.county.letters.outgoing.send(post.stick, unit_of(post.town))
    kept(post.county.letters.keys.accept(path, post.town.letters.keys.own_fingerprint()[:19].translate(full_width)))


def test_what_leaves_is_told_before_and_what_may_not_stays(post):
    introduced(post)
    (uid,) = assigned(post)
    kept(post.town.visits.save(visit(uid, received_phone="13900139000")))
    leaving = post.town.letters.outgoing.leaving()
    assert leaving.told[Subject.VISIT] > 0
    assert leaving.withheld[Subject.WORKSPACE] > 0
    path = post.town.letters.outgoing.send(post.stick).path
    identities = post.county.letters.keys._keys.identities()
    letter = read_letter(path.read_bytes(), identities)
    assert "13900139000" not in "".join(each.value or "" for each in letter.changes)
    assert not any(each.told for each in letter.changes if each.change.cell.subject is Subject.WORKSPACE)


@pytest.mark.parametrize("to_county", [True, False])
def test_telephone_numbers_asked_for_later_come_with_the_next_letter(post, to_county):
    introduced(post)
    (uid,) = assigned(post)
    kept(
        post.county.enterprises.save(
            EnterpriseDraft(name="与秀水镇无关的演示厂", no_code_reason="新开办", contact_phone="13700000000")
        )
    )
    sender, receiver = (post.town, post.county) if to_county else (post.county, post.town)
    if to_county:
        kept(post.town.visits.save(replace(visit(uid), received_by="王演示", received_phone="13900000000")))
    for each in ((post.town, post.county), (post.county, post.town)) * 2:  # both say what they have read
        send(post, *each)
    to = "" if to_county else unit_of(post.town)
    assert not sender.letters.outgoing.leaving(to).told
    leaving = sender.letters.outgoing.leaving(to, personal=True)
    assert sum(leaving.told.values()) == 1
    assert not leaving.withheld
    send(post, sender, receiver, personal=True)
    if to_county:
        (row,) = receiver.visits.list(VisitFilter())
        assert receiver.visits.get(row.uid).draft.received_phone == "13900000000"
    else:
        assert receiver.enterprises.get(uid).draft.contact_phone == "13800138000"
    assert database_of(receiver).read(differing) == ()


def test_a_unit_writes_to_the_county_alone_and_the_county_not_to_itself(post):
    introduced(post)
    (uid,) = assigned(post)
    kept(post.town.visits.save(visit(uid)))
    how = {"passphrase": post.town.letters.outgoing.new_passphrase()}
    for services, unit, code in (
        (post.town, unit_of(post.energy), "letter_to_county"),
        (post.town, unit_of(post.town), "letter_to_county"),
        (post.county, unit_of(post.county), "letter_needs_unit"),
        (post.county, "", "letter_needs_unit"),
    ):
        for deed in (
            lambda to=unit, outgoing=services.letters.outgoing: outgoing.leaving(to),
            lambda to=unit, outgoing=services.letters.outgoing: outgoing.send(post.stick, to, **how),
        ):
            with nothing_written(services), pytest.raises(KnownError, match=code):
                deed()
    assert post.town.letters.outgoing.send(post.stick, unit_of(post.county)).seq == 1


@pytest.mark.parametrize(("limit", "most"), [("PACKAGE", 1000), ("ENTRIES", 5)])
def test_a_letter_that_nobody_could_read_is_not_written(post, monkeypatch, limit, most):
    introduced(post)
    assigned(post)
    before = set(post.stick.iterdir())
    monkeypatch.setattr(letter_writing, limit, most)
    with nothing_left(post.town), pytest.raises(KnownError, match="letter_too_large"):
        post.town.letters.outgoing.send(post.stick)
    assert set(post.stick.iterdir()) == before


def test_a_letter_that_is_not_noted_does_not_stay_on_the_stick(post, monkeypatch):
    introduced(post)
    assigned(post)
    before = set(post.stick.iterdir())

    def written_and_gone(path, content):
        put(path, content)
        if path.parent == post.stick:
            raise KnownError("disk_full", path=post.town.folder)

    put = letter_writing.put
    monkeypatch.setattr(letter_writing, "put", written_and_gone)
    with nothing_left(post.town), pytest.raises(KnownError, match="disk_full"):
        post.town.letters.outgoing.send(post.stick)
    assert set(post.stick.iterdir()) == before
    assert not list((post.town.folder / "outbox").glob("*.sgb"))


def test_the_same_bytes_are_sent_again_and_a_spoiled_outbox_is_told(post):
    introduced(post)
    assigned(post)
    sent = post.town.letters.outgoing.send(post.stick)
    first = sent.path.read_bytes()
    sent.path.unlink()
    assert post.town.letters.outgoing.resend(sent.package_id, post.stick).read_bytes() == first
    sent.outbox.write_bytes(b"")
    with pytest.raises(KnownError, match="letter_not_kept"):
        post.town.letters.outgoing.resend(sent.package_id, post.stick)


def test_a_round_that_is_returned_is_mended_and_filed_again(post, tmp_path):
    introduced(post)
    (uid,) = assigned(post)
    kept(post.town.figures.save(figures(uid, main_revenue_ytd=1850, main_revenue_month=180)))
    for month in (1, 2):
        explain(post.town, "key-monitoring")
        post.town.filings.export(OCTOBER, ["key-monitoring"], tmp_path / f"报送{month}", Progress())
        send(post, post.town, post.county)
        assert [each.state for each in post.county.letters.answering.rounds(OCTOBER)][-1] == "received"
        latest = post.county.letters.answering.rounds(OCTOBER)[-1]
        if month == 1:
            assert codes(post.county.letters.answering.give_back([latest.uid], "").problems) == [("comment", "missing")]
            late = post.county.letters.answering.give_back([latest.uid], "缺用电量", date(2026, 11, 4))
            assert codes(late.problems) == [("due_on", "due_before_today")]
            kept(post.county.letters.answering.give_back([latest.uid], "缺用电量", date(2026, 11, 8)))
        else:
            kept(post.county.letters.answering.accept([latest.uid]))
        receipt = post.county.letters.answering.receipt(unit_of(post.town), post.stick)
        post.town.letters.incoming.take(receipt.path)
        state = FilingState.RETURNED if month == 1 else FilingState.ACCEPTED
        assert post.town.rounds.all(OCTOBER)[-1].state is state
        if month == 1:
            kept(
                post.town.figures.save(
                    figures(uid, electricity_ytd=12),
                )
            )
    log = [(each.type, each.state) for each in post.town.letters.outgoing.log()]
    assert log == [
        (PackageType.SUBMISSION, LetterState.ACCEPTED),
        (PackageType.SUBMISSION, LetterState.RETURNED),
    ]
    assert {(each.state, each.days) for each in post.county.letters.outgoing.log()} == {(LetterState.SENT, 0)}
    assert [each for each in post.county.handovers.pending() if each.kind is Pending.LETTER] == []
    standing = {each.unit: each for each in post.county.letters.answering.board(OCTOBER)}
    assert (standing[unit_of(post.town)].accepted, standing[unit_of(post.energy)].filed) == (1, False)


def test_a_later_receipt_counts_instead_of_the_one_before(post, tmp_path):
    introduced(post)
    (uid,) = assigned(post)
    kept(post.town.figures.save(figures(uid, main_revenue_ytd=1850, main_revenue_month=180)))
    explain(post.town, "key-monitoring")
    post.town.filings.export(OCTOBER, ["key-monitoring"], tmp_path / "报送", Progress())
    send(post, post.town, post.county)
    answering, (filed,) = post.county.letters.answering, post.county.letters.answering.rounds(OCTOBER)
    for back, state, waits in (
        (True, LetterState.RETURNED, ["letter_returned"]),
        (False, LetterState.ACCEPTED, []),
        (True, LetterState.RETURNED, ["letter_returned"]),
        (False, LetterState.ACCEPTED, []),
    ):
        kept(answering.give_back([filed.uid], "退错了") if back else answering.accept([filed.uid]))
        post.town.letters.incoming.take(answering.receipt(unit_of(post.town), post.stick).path)
        assert [each.state for each in post.town.letters.outgoing.log()] == [state]
        assert [each.kind for each in post.town.letters.outgoing.todo()] == waits


def test_a_receipt_for_what_was_never_sent_is_refused(post):
    introduced(post)
    assigned(post)
    send(post, post.town, post.county)
    receipt = post.county.letters.answering.receipt(unit_of(post.town), post.stick)
    database_of(post.town).note(lambda c: c.exec_driver_sql("DELETE FROM letter_sent"))
    with nothing_left(post.town), pytest.raises(KnownError, match="receipt_unknown"):
        post.town.letters.incoming.take(receipt.path)


def test_one_firm_entered_by_two_units_becomes_one(post):
    introduced(post)
    assigned(post)
    uids = []
    for services in post.units:
        uids.append(kept(services.enterprises.save(EnterpriseDraft(name="盂县新开演示厂", no_code_reason="新开办"))))
        kept(services.visits.save(visit(uids[-1])))
        send(post, services, post.county)
    questions = post.county.letters.questions
    assert [set(pair) for pair in questions.alike()] == [set(uids)]
    kept(post.county.enterprises.save(replace(post.county.enterprises.get(uids[0]).draft, contact="县里补的"), uids[0]))
    assert questions.makers(uids) == dict(zip(uids, map(unit_of, post.units), strict=True))
    with nothing_written(post.county), pytest.raises(KnownError, match="question_gone"):
        questions.part(uids[1], "还没有认定过")
    kept(questions.same(uids[0], uids[1], "电话核对是同一家"))
    assert sorted(names(post.county)) == ["盂县新开演示厂", "盂县演示耐火有限公司"]
    assert questions.alike() == ()
    for uid, count in zip(uids, (2, 0), strict=True):
        assert len(post.county.visits.list(VisitFilter(enterprise=uid))) == count
    kept(questions.part(uids[1], "核对后是两家"))
    assert len(names(post.county)) == 3
    assert database_of(post.county).read(differing) == ()
