"""A figure is given back to the units that told it; each hears of its own figure alone, and corrects or confirms it."""

from dataclasses import replace

import pytest

from db.queries.projection import differing
from desktop.domain.codes import Measure, Source, Subject
from desktop.domain.overview import TodoKind
from desktop.domain.recheck import RecheckDraft, RecheckState
from desktop.kernel.errors import KnownError
from desktop.services.steps.letter_reading import read_letter
from desktop.wording.recheck_words import asked_words, outcome_words
from tests.services.letter_hands import assigned, introduced, send, unit_of
from tests.services.making import OCTOBER, codes, database_of, figures, kept, nothing_written

YTD = Measure.MAIN_REVENUE_YTD
WHY, CHECKED = "两家差得太多，请核对发票", "照电子税务局的申报表逐张核对"


@pytest.fixture
def differ(post):
    """秀水镇 and 能源局 tell the same figure differently, and the county knows both; return the enterprise."""
    introduced(post)
    (uid,) = assigned(post)
    for services, amount in ((post.town, 1850), (post.energy, 2010)):
        kept(services.figures.save(figures(uid, main_revenue_ytd=amount)))
        send(post, services, post.county)
    return uid


def ask(post, uid):
    kept(post.county.letters.rechecks.ask(uid, str(OCTOBER), YTD, WHY))
    for services in post.units:
        send(post, post.county, services)


def standing(post, uid):
    return {row.unit: row.state for row in post.county.letters.rechecks.asked()[uid, str(OCTOBER), YTD]}


def test_one_unit_confirms_and_the_other_corrects_and_the_question_is_gone(post, differ):
    ask(post, differ)
    with nothing_written(post.county):
        again = post.county.letters.rechecks.ask(differ, str(OCTOBER), YTD, WHY)
    assert codes(again.problems) == [("choice", "rechecked_already")]
    (asked,) = post.town.letters.rechecks.open()
    name = "主营业务收入累计"
    assert asked_words(asked) == f"县里请核对：2026年10月{name}，本单位报 1,850.00万元。理由：{WHY}"
    (item,) = (each for each in post.town.overview.today(OCTOBER).todo if each.kind is TodoKind.RECHECK)
    assert (item.name, item.recheck) == ("盂县演示耐火有限公司", asked)

    kept(post.town.letters.rechecks.answer(asked.uid, RecheckDraft(Source.TAX_RETURN, CHECKED)))
    assert post.town.letters.rechecks.open() == ()
    twice = post.town.letters.rechecks.answer(asked.uid, RecheckDraft(Source.TAX_RETURN, CHECKED))
    assert codes(twice.problems) == [("choice", "recheck_settled")]
    send(post, post.town, post.county)
    states = {unit_of(post.town): RecheckState.CONFIRMED, unit_of(post.energy): RecheckState.OPEN}
    assert standing(post, differ) == states
    (row,) = (each for rows in post.county.letters.rechecks.asked().values() for each in rows if each.answer)
    assert CHECKED in outcome_words(row)
    assert len(post.county.letters.questions.figures()) == 1

    entry = figures(differ, main_revenue_ytd=1850)
    inputs = tuple(replace(each, reason="多记了一张发票") for each in entry.inputs)
    kept(post.energy.figures.save(replace(entry, inputs=inputs)))
    assert post.energy.letters.rechecks.open() == ()  # answered by itself
    send(post, post.energy, post.county)
    assert standing(post, differ)[unit_of(post.energy)] is RecheckState.CORRECTED
    assert post.county.letters.questions.figures() == ()
    for services in post.everyone():
        assert database_of(services).read(differing) == ()


def test_no_unit_hears_what_the_other_told(post, differ):
    kept(post.county.letters.rechecks.ask(differ, str(OCTOBER), YTD, WHY))
    path = post.county.letters.outgoing.send(post.stick, unit_of(post.town)).path
    letter = read_letter(path.read_bytes(), post.town.letters.keys._keys.identities())
    told = [each for each in letter.changes if each.told and each.change.cell.subject is Subject.RECHECK]
    said = " ".join(each.value or "" for each in told)
    assert ("18500000" in said, "20100000" in said, unit_of(post.energy) in said) == (True, False, False)


def test_adopting_a_value_or_taking_the_request_back_ends_it(post, differ):
    ask(post, differ)
    kept(post.county.letters.questions.adopt(differ, str(OCTOBER), YTD, unit_of(post.energy), CHECKED))
    send(post, post.county, post.town)
    assert post.town.letters.rechecks.open() == ()
    assert standing(post, differ)[unit_of(post.town)] is RecheckState.SETTLED
    with pytest.raises(KnownError, match="no_such_recheck"):  # nobody is waited for
        post.county.letters.rechecks.take_back(differ, str(OCTOBER), YTD, "已经采用了一个数")


def test_taking_a_request_back(post, differ):
    ask(post, differ)
    refused = post.county.letters.rechecks.take_back(differ, str(OCTOBER), YTD, "短")
    assert codes(refused.problems) == [("reason", "reason_too_short")]
    kept(post.county.letters.rechecks.take_back(differ, str(OCTOBER), YTD, "电话里已经说清楚"))
    assert post.county.letters.rechecks.asked() == {}
    send(post, post.county, post.town)
    assert post.town.letters.rechecks.open() == ()


def test_what_may_not_be_asked_or_answered(post, differ):
    county, town = post.county.letters.rechecks, post.town.letters.rechecks
    with nothing_written(post.county):
        assert codes(county.ask(differ, str(OCTOBER), YTD, "短").problems) == [("reason", "reason_too_short")]
        with pytest.raises(KnownError, match="question_gone"):
            county.ask(differ, "2026-09", YTD, WHY)
    with pytest.raises(KnownError, match="county_decides"):
        town.ask(differ, str(OCTOBER), YTD, WHY)
    with pytest.raises(KnownError, match="county_decides"):
        town.take_back(differ, str(OCTOBER), YTD, WHY)
    with pytest.raises(KnownError, match="no_such_recheck"):
        town.answer("none", RecheckDraft(Source.TAX_RETURN, CHECKED))
    ask(post, differ)
    (asked,) = town.open()
    with nothing_written(post.town):
        refused = town.answer(asked.uid, RecheckDraft(None, "对"))
    assert codes(refused.problems) == [("source", "missing"), ("reason", "reason_too_short")]
    with pytest.raises(KnownError, match="recheck_not_ours"):
        county.answer(asked.uid, RecheckDraft(Source.TAX_RETURN, CHECKED))
