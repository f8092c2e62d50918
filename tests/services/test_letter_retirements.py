"""A form that the county takes out of use is out of use at the units too, from its month on and until it says else."""

import pytest

from db.models.form import FormRetirement
from db.queries.projection import differing
from desktop.domain.codes import Subject
from desktop.domain.letter import check_authors
from desktop.domain.letter_terms import TermKind, TermState
from desktop.domain.month import Month
from desktop.kernel.errors import KnownError
from desktop.wording.letter_terms import terms_lines
from tests.exchange.making import chain
from tests.services.letter_hands import introduced, send, unit_of
from tests.services.making import codes, database_of, digest, kept, nothing_written

FORM = "visit-month"
COUNTY, UNIT = "140322-county", "140322-xiushui"
OCTOBER, NOVEMBER, DECEMBER = Month(2026, 10), Month(2026, 11), Month(2026, 12)


@pytest.fixture
def known(post):
    """The offices know each other, and the county has sent one letter."""
    introduced(post)
    send(post, post.county, post.town)
    return post


def told(plan):
    return [term for term in plan.effect.terms if term.kind is TermKind.RETIREMENT]


def used(services, month):
    return FORM in {form.id for form in services.forms._shelf.monthly(month)}


def listed(services):
    return next(each for each in services.forms.list() if each.id == FORM and each.retired)


def test_it_is_shown_before_and_holds_after_and_a_second_letter_tells_nothing_of_it(known):
    kept(known.county.forms.retire(FORM, "2026-11", "省里不再收这张表"))
    letter = known.county.letters.outgoing.send(known.stick, unit_of(known.town)).path
    incoming = known.town.letters.incoming
    before = digest(known.town)
    looked = incoming.look(letter)
    assert digest(known.town) == before
    (term,) = told(looked)
    assert (term.state, term.id, term.since, term.ours) == (TermState.NEW, FORM, "2026-11", "")
    (line,) = [each for each in terms_lines(looked.effect.terms) if FORM in each]
    assert "从2026年11月起停用" in line
    assert used(known.town, NOVEMBER)
    incoming.take(letter)
    assert [used(known.town, month) for month in (OCTOBER, NOVEMBER, DECEMBER)] == [True, False, False]
    found = listed(known.town)
    assert (found.retired, found.retired_here, found.retired_by_county) == ("2026-11", False, True)
    assert told(send(known, known.county, known.town)) == []
    assert known.town.check.run(deep=True) == ()
    assert database_of(known.town).read(differing) == ()


def test_a_unit_cannot_take_back_what_the_county_said_and_the_county_can(known):
    kept(known.county.forms.retire(FORM, "2026-11", "省里不再收这张表"))
    send(known, known.county, known.town)
    with nothing_written(known.town):
        for deed in (
            lambda: known.town.forms.take_up(FORM, "本单位还要用"),
            lambda: known.town.forms.retire(FORM, "2026-11", "再停一次"),
        ):
            with pytest.raises(KnownError, match="form_retired_by_county"):
                deed()
    kept(known.county.forms.take_up(FORM, "省里又要收"))
    plan = send(known, known.county, known.town)
    (term,) = told(plan)
    assert term.state is TermState.LIFTED
    assert "恢复使用" in "".join(terms_lines(plan.effect.terms))
    assert used(known.town, DECEMBER)


def test_what_the_unit_itself_took_out_of_use_stays_so_and_is_told(known):
    kept(known.town.forms.retire(FORM, "2026-10", "本单位不用"))
    kept(known.county.forms.retire(FORM, "2026-12", "省里不再收这张表"))
    (term,) = told(send(known, known.county, known.town))
    assert (term.since, term.ours) == ("2026-12", "2026-10")
    assert listed(known.town).retired == "2026-10"
    kept(known.county.forms.take_up(FORM, "省里又要收"))
    plan = send(known, known.county, known.town)
    assert "本单位自己已从2026年10月起停用" in "".join(terms_lines(plan.effect.terms))
    assert not used(known.town, OCTOBER)
    kept(known.town.forms.take_up(FORM, "又要用"))
    assert used(known.town, DECEMBER)


def test_the_unit_drops_its_own_word_and_the_county_s_still_holds(known):
    kept(known.town.forms.retire(FORM, "2026-10", "本单位不用"))
    kept(known.county.forms.retire(FORM, "2026-12", "省里不再收这张表"))
    send(known, known.county, known.town)
    saved = known.town.forms.take_up(FORM, "又要用")
    assert saved.uid
    assert codes(saved.problems) == [("form", "form_still_retired")]
    assert [used(known.town, month) for month in (NOVEMBER, DECEMBER)] == [True, False]
    # a unit may stop sooner than the county says
    assert known.town.forms.retire(FORM, "2026-11", "提前停").uid
    assert not used(known.town, NOVEMBER)


def test_an_older_letter_that_comes_late_undoes_nothing(known):
    kept(known.county.forms.retire(FORM, "2026-11", "省里不再收这张表"))
    unit = unit_of(known.town)
    first = known.county.letters.outgoing.send(known.stick, unit).path
    kept(known.county.forms.take_up(FORM, "省里又要收"))
    kept(known.county.forms.retire(FORM, "2026-12", "年底不再收"))
    whole = known.county.letters.outgoing.send(known.stick, unit, full=True).path
    incoming = known.town.letters.incoming
    (term,) = told(incoming.take(whole))  # the one that was taken back before it came tells nothing
    assert (term.state, term.since) == (TermState.NEW, "2026-12")
    with nothing_written(known.town), pytest.raises(KnownError, match="package_older"):
        incoming.take(first)
    assert [used(known.town, month) for month in (NOVEMBER, DECEMBER)] == [True, False]
    assert incoming.take(whole).effect is None


def test_a_form_of_the_unit_s_own_with_the_same_id_is_not_meant(known):
    text = known.town.forms.text(FORM)
    mine = text.replace(f'id = "{FORM}"', 'id = "own-1"').replace('title = "', 'title = "镇里的', 1)
    theirs = text.replace(f'id = "{FORM}"', 'id = "own-1"').replace('title = "', 'title = "县里的', 1)
    assert known.town.forms.add_text(mine, "镇里.toml").uid
    assert known.county.forms.add_text(theirs, "县里.toml").uid
    kept(known.county.forms.retire("own-1", "2026-10", "县里不用了"))
    plan = send(known, known.county, known.town)
    (term,) = told(plan)
    assert term.state is TermState.CLASH
    assert "照用" in "".join(terms_lines([term]))
    assert "own-1" in {form.id for form in known.town.forms._shelf.every(DECEMBER)}


def test_a_form_that_came_with_the_same_letter_is_called_by_its_title(known):
    text = known.county.forms.text(FORM).replace(f'id = "{FORM}"', 'id = "own-9"')
    assert known.county.forms.add_text(text.replace('title = "', 'title = "县里的', 1), "县里.toml").uid
    kept(known.county.forms.retire("own-9", "2026-12", "只用到年底"))
    plan = send(known, known.county, known.town)
    (term,) = told(plan)
    assert term.title.startswith("县里的")
    assert "own-9" not in {form.id for form in known.town.forms._shelf.every(DECEMBER)}


def test_what_a_unit_takes_out_of_use_stays_with_it(known):
    kept(known.town.forms.retire(FORM, "2026-10", "本单位不用"))
    send(known, known.town, known.county)
    assert used(known.county, DECEMBER)
    assert not any(each.retired for each in known.county.forms.list())
    # even if another unit's word came, it would count for nothing here
    with database_of(known.county).work("test", "p") as work:
        record = FormRetirement(
            uid="r9", by_unit=unit_of(known.energy), form=FORM, since="2026-10", reason="能源局不用"
        )
        work.add(record)
    assert used(known.county, DECEMBER)


@pytest.mark.parametrize(
    "subject", [Subject.FORM_RETIREMENT, Subject.FILING_DATE, Subject.CALENDAR_YEAR, Subject.ISSUE_CLOCK]
)
def test_nobody_sets_anything_for_all_in_the_name_of_the_county(subject):
    run = chain([COUNTY], site=f"{UNIT}#a1", entity="t1", field="by_unit", subject=subject)
    with pytest.raises(KnownError, match="package_forged"):
        check_authors(run, {UNIT}, COUNTY, {})
    check_authors(chain([UNIT], site=f"{UNIT}#a1", entity="t1", field="by_unit", subject=subject), {UNIT}, COUNTY, {})
    own = chain([COUNTY], site=f"{COUNTY}#c1", entity="t1", field="by_unit", subject=subject)
    check_authors(own, {COUNTY}, COUNTY, {})
