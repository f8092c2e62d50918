"""The county permits a late filing or a correction; it travels to that unit alone, and the round says which it had."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from db.queries.post import round_in
from db.queries.projection import differing
from desktop.domain.codes import FilingKind, FilingState, Subject
from desktop.domain.filing_calendar import TypedDates
from desktop.domain.filing_round import FilingWish
from desktop.domain.month import Month
from desktop.domain.permit import PermitDraft, PermitKind, Permitted
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.services.steps.letter_reading import read_letter
from desktop.wording.labels import label
from desktop.wording.words_permit import permission_words, permit_words
from tests.services.letter_hands import assigned, introduced, send, unit_of
from tests.services.making import OCTOBER, TODAY, codes, database_of, explain, figures, kept, nothing_written

FORM, WHY = "key-monitoring", "企业补报了一张发票"
UNTIL = date(2026, 11, 30)


def draft(post, kind=PermitKind.CORRECTION, **more):
    return replace(PermitDraft(unit_of(post.town), OCTOBER, kind, UNTIL, WHY), **more)


@pytest.fixture
def post(post, fonts):
    """The offices, with fonts that were taken apart once."""
    for services in post.everyone():
        services.filings._printer._loaded = fonts
    return post


@pytest.fixture
def accepted(post, tmp_path):
    """秀水镇 filed October and the county accepted it; both know that."""
    introduced(post)
    (uid,) = assigned(post)
    kept(post.town.figures.save(figures(uid, main_revenue_ytd=1850, main_revenue_month=180)))
    filed(post, tmp_path / "报送", "")
    send(post, post.town, post.county)
    (found,) = post.county.letters.answering.rounds(OCTOBER)
    assert found.permitted is None
    kept(post.county.letters.answering.accept([found.uid]))
    post.town.letters.incoming.take(post.county.letters.answering.receipt(unit_of(post.town), post.stick).path)
    return uid


def text_of(path):
    document = PdfDocument(path)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "")
    finally:
        document.close()


def filed(post, folder, reason):
    explain(post.town, FORM)
    return post.town.filings.export(OCTOBER, [FORM], folder, Progress(), FilingWish(reason=reason))


def correct(post, uid, amount):
    change = figures(uid, main_revenue_ytd=amount)
    entry = replace(change, inputs=tuple(replace(each, reason="少记一张发票") for each in change.inputs))
    kept(post.town.figures.save(entry))


def test_a_correction_after_acceptance_asks_for_the_countys_permission_and_says_which_it_had(post, accepted, tmp_path):
    post.clock.forward(days=1)
    correct(post, accepted, 1860)
    without = post.town.filings.permission(OCTOBER, FORM)
    assert (without.missing, "没有收到" in permission_words(without)) == (PermitKind.CORRECTION, True)
    refused = filed(post, tmp_path / "无", "")
    assert (codes([each.problem for each in refused.problems]), refused.files) == ([(FORM, "correction_reason")], ())
    done = filed(post, tmp_path / "一", "少记一张发票")  # never a dead end
    assert [code for _, code in codes([each.problem for each in done.problems])] == ["correction_unpermitted"]
    assert done.files[0].permit is None
    send(post, post.town, post.county)
    assert [each.permitted for each in post.county.letters.answering.rounds(OCTOBER)] == [None, Permitted.NONE]

    permit = kept(post.county.letters.permits.give(draft(post)))
    send(post, post.county, post.town)
    send(post, post.county, post.energy)
    assert post.energy.letters.permits.list() == ()
    (known,) = post.town.letters.permits.list()
    assert permit_words(known) == f"县里准许更正（至 11月30日，理由：{WHY}）"
    assert post.town.filings.permission(OCTOBER, FORM).permit == known
    correct(post, accepted, 1870)
    (made,) = filed(post, tmp_path / "二", "又少记一张发票").files
    assert made.permit == known
    paper = text_of(Path(made.correction))
    assert f"县里准许更正（至 11月30日，理由：{WHY}）" in paper
    latest = post.town.rounds.all(OCTOBER)[-1]
    assert (latest.kind, latest.permit) == (FilingKind.CORRECTION, permit)
    send(post, post.town, post.county)
    assert [each.permitted for each in post.county.letters.answering.rounds(OCTOBER)][-1] is Permitted.GIVEN

    kept(post.county.letters.permits.take_back(permit, "发错了单位名称"))
    assert codes(post.county.letters.permits.take_back(permit, "发错了单位名称").problems) == [
        ("permit", "permit_gone")
    ]
    assert [each.permitted for each in post.county.letters.answering.rounds(OCTOBER)][-1] is Permitted.TAKEN_BACK
    send(post, post.county, post.town)
    assert post.town.filings.permission(OCTOBER, FORM).permit is None
    # the county voided it, and the county alone brings it back
    assert codes(post.town.voided.restore(permit, "想再用一次").problems) == [("uid", "restore_not_ours")]
    for services in (post.county, post.town):
        assert database_of(services).read(differing) == ()


def rounds_of(post):
    return post.county.letters.answering.rounds(OCTOBER)


def test_a_round_made_before_the_acceptance_came_is_told_from_one_without_leave(post, tmp_path):
    introduced(post)
    (uid,) = assigned(post)
    kept(post.town.figures.save(figures(uid, main_revenue_ytd=1850, main_revenue_month=180)))
    filed(post, tmp_path / "一", "")
    send(post, post.town, post.county)
    correct(post, uid, 1860)
    again = filed(post, tmp_path / "又", "")  # it left with the letter: what follows corrects it and says why
    assert (codes([each.problem for each in again.problems]), again.files) == ([(FORM, "correction_reason")], ())
    assert filed(post, tmp_path / "二", "少记一张发票").files
    (first,) = rounds_of(post)
    kept(post.county.letters.answering.accept([first.uid]))
    post.clock.forward(days=1)
    receipt = post.county.letters.answering.receipt(unit_of(post.town), post.stick).path
    send(post, post.town, post.county)  # the receipt is still on the way
    accepted, ahead = rounds_of(post)
    assert (accepted.permitted, ahead.permitted, ahead.knew) == (None, Permitted.AHEAD, "sent")
    assert (ahead.kind, ahead.correction, ahead.state) == (FilingKind.CORRECTION, 1, "received")
    assert label(Permitted.AHEAD) == "接收前所报"
    second = post.town.rounds.all(OCTOBER)[-1]
    assert not post.town.rounds.ahead(second)  # nobody there knows of an acceptance

    post.town.letters.incoming.take(receipt)
    first, second = post.town.rounds.all(OCTOBER)
    assert (first.state, first.code == accepted.code) == (FilingState.ACCEPTED, True)
    assert (second.kind, second.reason, second.state) == (FilingKind.CORRECTION, "少记一张发票", FilingState.READY)
    assert post.town.rounds.ahead(second)
    correct(post, uid, 1870)  # now it knows
    assert post.town.filings.permission(OCTOBER, FORM).missing is PermitKind.CORRECTION
    filed(post, tmp_path / "三", "又少记一张发票")
    send(post, post.town, post.county)
    assert [each.permitted for each in rounds_of(post)] == [None, Permitted.AHEAD, Permitted.NONE]

    digest = post.county.letters.answering._database.read(round_in, accepted.uid).digest
    kept(post.county.letters.answering.accept([ahead.uid]))
    kept(post.county.letters.answering.give_back([rounds_of(post)[-1].uid], "先要许可", UNTIL))
    post.town.letters.incoming.take(post.county.letters.answering.receipt(unit_of(post.town), post.stick).path)
    assert [each.state for each in post.town.rounds.all(OCTOBER)] == [
        FilingState.ACCEPTED,
        FilingState.ACCEPTED,
        FilingState.RETURNED,
    ]
    assert not post.town.rounds.ahead(post.town.rounds.all(OCTOBER)[1])
    assert post.county.letters.answering._database.read(round_in, accepted.uid).digest == digest
    for services in (post.county, post.town):
        assert services.check.run(deep=True) == ()


def test_filing_after_the_closing_day_asks_too(post, tmp_path):
    introduced(post)
    (uid,) = assigned(post)
    kept(post.town.figures.save(figures(uid, main_revenue_ytd=1850, main_revenue_month=180)))
    for services in (post.county, post.town):
        dates = TypedDates(OCTOBER, date(2026, 11, 2), None, date(2026, 11, 4), basis="通知")
        kept(services.filing_dates.set_dates(dates))
    assert post.town.filings.permission(OCTOBER, FORM).missing is PermitKind.LATE
    done = filed(post, tmp_path / "报送", "企业才盖章")
    assert "late_unpermitted" in [each.problem.code for each in done.problems]
    send(post, post.town, post.county)
    (found,) = post.county.letters.answering.rounds(OCTOBER)
    assert found.permitted is Permitted.NONE
    kept(post.county.letters.permits.give(draft(post, kind=PermitKind.LATE)))
    kept(post.county.letters.answering.give_back([found.uid], "缺用电量", UNTIL))
    post.town.letters.incoming.take(post.county.letters.answering.receipt(unit_of(post.town), post.stick).path)
    # the permission came with the receipt; what the county gave back it asks for itself
    assert [each.kind for each in post.town.letters.permits.list()] == [PermitKind.LATE]
    assert post.town.filings.permission(OCTOBER, FORM).kinds == frozenset()


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"unit": "140322-none"}, ("unit", "permit_for_whom")),
        ({"form": "none"}, ("form", "permit_which_form")),
        ({"month": Month(2026, 12)}, ("month", "permit_of_the_future")),
        ({"until": None}, ("until", "missing")),
        ({"until": TODAY - timedelta(days=1)}, ("until", "permit_over_already")),
        ({"reason": "  短 "}, ("reason", "reason_too_short")),
        ({"reason": "长" * 201}, ("reason", "too_long")),
    ],
)
def test_a_permission_that_says_too_little_is_not_given(post, more, problem):
    with nothing_written(post.county):
        assert codes(post.county.letters.permits.give(draft(post, **more)).problems) == [problem]


def test_nobody_but_the_county_permits(post):
    introduced(post)
    with nothing_written(post.town):
        with pytest.raises(KnownError, match="county_permits"):
            post.town.letters.permits.give(draft(post))
        with pytest.raises(KnownError, match="county_permits"):
            post.town.letters.permits.take_back("x", "自己收回")
    with pytest.raises(KnownError, match="no_such_permit"):
        post.county.letters.permits.take_back("x", "没有这一条")


def test_a_unit_that_writes_itself_a_permission_is_refused_whole(post):
    introduced(post)
    assigned(post)
    town = post.town.letters.permits
    town._county_only, town.units = (lambda: None), (lambda: (unit_of(post.town),))  # a program tampered with
    kept(town.give(draft(post)))
    rules = post.town.letters.outgoing._rules()
    to_county = {**rules.to_county, Subject.PERMIT: rules.to_unit[Subject.PERMIT]}
    post.town.letters.outgoing._rules = lambda: replace(rules, to_county=to_county)
    path = post.town.letters.outgoing.send(post.stick).path
    letter = read_letter(path.read_bytes(), post.county.letters.keys._keys.identities())
    assert any(each.told and each.change.cell.subject is Subject.PERMIT for each in letter.changes)
    with nothing_written(post.county), pytest.raises(KnownError, match="package_forged"):
        post.county.letters.incoming.take(path)
