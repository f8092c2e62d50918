"""What the county sets goes out with its letter and holds at the unit, which sees it first and loses nothing."""

from dataclasses import replace
from datetime import date

import pytest

from db.queries.projection import differing
from desktop.domain.calendar_year import CalendarDraft, OffSpan
from desktop.domain.filing_calendar import TypedDates
from desktop.domain.issue_clock import ClockChoice
from desktop.domain.letter import Trust
from desktop.domain.letter_terms import TermKind, TermState
from desktop.domain.month import Month
from desktop.exchange.terms import CarriedForm, digest_of, form_line, read_forms
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.services.steps.letter_reading import check_letter, read_letter
from desktop.wiring import open_ledger
from desktop.wording.letter_terms import terms_lines
from tests.services.letter_hands import introduced, send, unit_of
from tests.services.making import database_of, digest, kept, make_world, nothing_written

FORM = "key-monitoring"
OCTOBER, NOVEMBER = Month(2026, 10), Month(2026, 11)


@pytest.fixture
def known(post):
    """The offices know each other, and the county has sent one letter."""
    introduced(post)
    send(post, post.county, post.town)
    return post


def next_edition(services, title="县里改的月报"):
    """Return the file of the edition after the newest, under another title."""
    text = services.forms.text(FORM)
    number = max(each.edition for each in services.forms.list() if each.id == FORM)
    lines = [line for line in text.splitlines() if not line.startswith("effective_from")]
    lines = [f"edition = {number + 1}" if line.startswith("edition") else line for line in lines]
    return "\n".join(f'title = "{title}"' if line.startswith("title") else line for line in lines) + "\n", number + 1


def terms_of(plan, kind):
    return [term for term in plan.effect.terms if term.kind is kind]


def test_a_form_of_the_county_is_shown_before_it_is_taken_and_used_after(known):
    text, number = next_edition(known.county)
    kept(known.county.forms.add_text(text, "新月报.toml", "2026-11"))
    assert known.county.letters.outgoing.leaving(unit_of(known.town)).forms == 1
    letter = known.county.letters.outgoing.send(known.stick, unit_of(known.town))
    before = [(each.id, each.edition) for each in known.town.forms.list()]
    looked = known.town.letters.incoming.look(letter.path)
    (term,) = terms_of(looked, TermKind.FORM)
    assert (term.state, term.edition, term.since) == (TermState.NEW, number, "2026-11")
    assert f"表样：县里改的月报 第{number}版，自 2026-11 起" in terms_lines(looked.effect.terms)
    assert [(each.id, each.edition) for each in known.town.forms.list()] == before
    known.town.letters.incoming.take(letter.path)
    (found,) = [each for each in known.town.forms.list() if (each.id, each.edition) == (FORM, number)]
    assert (found.issued_by, found.effective_from, found.own) == (unit_of(known.county), "2026-11", True)
    assert known.town.forms.text(FORM, number) == text
    # a second letter carries it again and changes nothing
    again = send(known, known.county, known.town)
    assert [each.state for each in terms_of(again, TermKind.FORM)] == [TermState.KNOWN]
    assert terms_lines(again.effect.terms) == []
    assert database_of(known.town).read(differing) == ()


def test_an_edition_of_the_unit_with_the_same_number_stays_and_the_clash_is_told(known):
    theirs, number = next_edition(known.county)
    mine, _ = next_edition(known.town, "镇里改的月报")
    kept(known.town.forms.add_text(mine, "镇里.toml", "2026-11"))
    kept(known.county.forms.add_text(theirs, "县里.toml", "2026-11"))
    plan = send(known, known.county, known.town)
    (term,) = terms_of(plan, TermKind.FORM)
    assert term.state is TermState.CLASH
    assert "本机的不变" in terms_lines(plan.effect.terms)[0]
    assert known.town.forms.text(FORM, number) == mine


def test_two_editions_of_one_letter_are_taken_in_their_order(known):
    for since in ("2026-11", "2026-12"):
        text, _ = next_edition(known.county, f"自{since}")
        kept(known.county.forms.add_text(text, "县里.toml", since))
    plan = send(known, known.county, known.town)
    assert [(term.state, term.since) for term in terms_of(plan, TermKind.FORM)] == [
        (TermState.NEW, "2026-11"),
        (TermState.NEW, "2026-12"),
    ]


def test_a_form_that_cannot_follow_those_here_is_refused_with_its_reason(known):
    text, number = next_edition(known.county)
    kept(known.county.forms.add_text(text, "县里.toml", "2026-11"))
    later = text.replace(f"edition = {number}", f"edition = {number + 3}")
    kept(known.town.forms.add_text(later, "镇里.toml", "2026-12"))
    (term,) = terms_of(send(known, known.county, known.town), TermKind.FORM)
    assert (term.state, next(each.code for each in term.problems)) == (TermState.REFUSED, "form_edition_used")


def test_a_form_whose_text_was_changed_on_the_way_is_refused():
    line = form_line(CarriedForm(FORM, 2, "2026-11", "0" * 64, "id = 1"))
    with pytest.raises(KnownError, match="package_damaged"):
        list(read_forms([line]))


def test_the_dates_of_the_county_hold_over_those_of_the_unit(known):
    own = TypedDates(OCTOBER, date(2026, 11, 12), basis="镇里通知")
    kept(known.town.filing_dates.set_dates(own))
    kept(known.county.filing_dates.set_dates(TypedDates(OCTOBER, date(2026, 11, 9), onward=True, basis="县里通知")))
    plan = send(known, known.county, known.town)
    (term,) = terms_of(plan, TermKind.FILING_DATE)
    assert (term.state, term.title, term.since) == (TermState.NEW, "2026-11-09", "2026-10")
    for month, due in ((OCTOBER, date(2026, 11, 9)), (NOVEMBER, date(2026, 12, 9))):
        found = known.town.filing_dates.dates(month)
        assert (found.due_on, found.basis, found.by_county) == (due, "县里通知", True)
    # the unit's own word stays, and typing over it is kept and told
    saved = known.town.filing_dates.set_dates(own)
    assert [each.code for each in saved.problems] == ["dates_by_county"]
    assert known.town.filing_dates.dates(OCTOBER).due_on == date(2026, 11, 9)
    assert known.county.filing_dates.dates(OCTOBER).by_county is False
    # what the county says anew changes it
    kept(known.county.filing_dates.set_dates(TypedDates(OCTOBER, date(2026, 11, 10), basis="县里改期")))
    (term,) = terms_of(send(known, known.county, known.town), TermKind.FILING_DATE)
    assert (term.state, known.town.filing_dates.dates(OCTOBER).due_on) == (TermState.CHANGED, date(2026, 11, 10))


def test_the_clock_of_the_county_holds_over_that_of_the_unit(known):
    kept(known.town.issues.set_clock(ClockChoice("quanzhou", date(2026, 10, 1), "镇里")))
    kept(known.county.issues.set_clock(ClockChoice("zaozhuang", date(2026, 10, 1), "县里文件")))
    plan = send(known, known.county, known.town)
    (term,) = terms_of(plan, TermKind.CLOCK)
    assert term.title != "zaozhuang"  # people read its name
    assert known.town.issues.clock_in_force().id == "zaozhuang"
    assert {(each.scheme, each.by_county) for each in known.town.issues.clocks().choices} == {
        ("quanzhou", False),
        ("zaozhuang", True),
    }
    saved = known.town.issues.set_clock(ClockChoice("quanzhou", date(2026, 11, 1), "镇里又改"))
    assert [each.code for each in saved.problems] == ["clock_by_county"]
    assert known.town.issues.clock_in_force().id == "zaozhuang"


def test_the_days_off_of_the_county_hold_until_it_drops_them(known):
    def year(*days, basis):
        return CalendarDraft(2027, tuple(OffSpan(date(2027, 5, day), date(2027, 5, day)) for day in days), (), basis)

    kept(known.town.calendars.set(year(3, basis="镇里")))
    kept(known.county.calendars.set(year(4, 5, basis="县里")))
    (term,) = terms_of(send(known, known.county, known.town), TermKind.CALENDAR)
    assert term.since == "2027"
    held = known.town.calendars.get(2027)
    assert (held.basis, held.by_county) == ("县里", True)
    assert known.town.calendars.working_days().is_working(date(2027, 5, 3))
    assert [each.code for each in known.town.calendars.set(year(3, basis="镇里")).problems] == ["calendar_by_county"]
    kept(known.county.calendars.void(2027, "改用程序自带的"))
    send(known, known.county, known.town)
    assert known.town.calendars.get(2027).basis == "镇里"


def test_a_letter_tells_of_another_plan_and_changes_none(known):
    plan = send(known, known.county, known.town)
    assert [term.state for term in terms_of(plan, TermKind.PLAN)] == [TermState.KNOWN]
    terms = known.town.letters.incoming._terms
    own = terms._plan()
    (term,) = terms.plans([own._replace(plan="other-2027", title="另一个方案")])
    assert (term.state, term.ours) == (TermState.DIFFERS, own.title)
    assert "读入不改本机的方案" in terms_lines([term])[0]
    (bent,) = terms.plans([own._replace(digest="1" * 64, text="threshold = ")])
    assert bent.state is TermState.REFUSED
    assert "读不懂" in terms_lines([bent])[0]


def test_a_plan_that_the_county_mended_is_taken_over(known, tmp_path):
    folder, plan = known.town.folder, known.county.settings.preset()
    text = known.county.letters.incoming._terms._plan().text
    mended = text.replace(f'title = "{plan.title}"', 'title = "县里改过的方案"')
    assert mended != text
    path = tmp_path / "改过的方案.toml"
    path.write_text(mended, encoding="utf-8")
    assert known.county.plan_files.look(path).title == "县里改过的方案"
    assert known.county.settings.preset().title == plan.title
    kept(known.county.plan_files.take(path))
    assert known.county.settings.preset().title == "县里改过的方案"
    letter = known.county.letters.outgoing.send(known.stick, unit_of(known.town)).path
    before = digest(known.town)
    looked = known.town.letters.incoming.look(letter, Trust())
    assert known.town.settings.preset().title == plan.title
    assert digest(known.town) == before
    (term,) = terms_of(looked, TermKind.PLAN)
    assert (term.state, term.title) == (TermState.CHANGED, "县里改过的方案")
    assert "照县里下发的" in terms_lines([term])[0]
    known.town.letters.incoming.take(letter, Trust())
    assert known.town.settings.preset().title == "县里改过的方案"
    again = send(known, known.county, known.town)
    assert [each.state for each in terms_of(again, TermKind.PLAN)] == [TermState.KNOWN]
    known.town.close()
    known.town = open_ledger(folder, make_world(known.clock, prefix="again"))
    assert known.town.settings.preset().title == "县里改过的方案"
    assert known.town.check.run(deep=True) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [("id = ", "preset_broken"), ('id = "hunan-2022"', "preset_broken"), (b"\xff\xfe\x00", "resource_unreadable")],
)
def test_a_file_that_is_no_plan_of_ours_changes_nothing(services, tmp_path, text, code):
    path = tmp_path / "x.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with nothing_written(services):
        for deed in (services.plan_files.look, services.plan_files.take):
            with pytest.raises(KnownError, match=code):
                deed(path)
    with pytest.raises(KnownError, match="resource_unreadable"):
        services.plan_files.look(tmp_path / "none.toml")


def test_only_the_county_sets_anything_for_others(known):
    path = known.town.letters.outgoing.send(known.stick).path
    county = known.county.letters.incoming
    letter = read_letter(path.read_bytes(), county._keys.identities())
    forged = replace(letter, forms=(CarriedForm(FORM, 9, "2026-11", digest_of("x"), "x"),))
    with pytest.raises(KnownError, match="package_forged"):
        check_letter(database_of(known.county), county._office, forged, Trust())
    check_letter(database_of(known.county), county._office, letter, Trust())


def test_a_folder_of_two_letters_with_the_same_form_is_rehearsed_and_taken(known):
    text, number = next_edition(known.county)
    kept(known.county.forms.add_text(text, "新月报.toml", "2026-11"))
    paths = [known.county.letters.outgoing.send(known.stick, unit_of(known.town)).path for _ in range(2)]
    incoming = known.town.letters.incoming
    for deed in (incoming.look_all, incoming.take_all):
        plans = deed(paths, Progress()).plans
        assert [term.state for plan in plans for term in terms_of(plan, TermKind.FORM)] == [
            TermState.NEW,
            TermState.KNOWN,
        ]
    assert (FORM, number) in {(each.id, each.edition) for each in known.town.forms.list()}
