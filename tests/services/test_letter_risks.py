"""The county says its word on a risk that a unit keeps: it travels back, and whatever order it comes in counts once."""

from dataclasses import replace
from datetime import date

import pytest

from db.queries.projection import differing
from desktop.cli import retention_documents as documents
from desktop.cli.retention_words import case_lines
from desktop.domain.codes import LibraryStatus, OperatingStatus
from desktop.domain.enterprise import Chip
from desktop.domain.overview import TodoKind
from desktop.domain.retention import RetentionView
from desktop.domain.risk_codes import RiskAction, RiskGrade, RiskSign
from desktop.wording.retention_words import others_word, said_by, stay_text
from tests.services.letter_hands import assigned, introduced, send, unit_of
from tests.services.making import OCTOBER, codes, database_of, kept
from tests.services.retention.hands import ENTER, EXIT, PLAN

REGRADE = replace(
    ENTER, action=RiskAction.CONFIRM, on=date(2026, 11, 2), grade=RiskGrade.LOW, reason="县里核实（演示）"
)
RELEASE = replace(REGRADE, action=RiskAction.RELEASE, grade=None, signs=(), reason="已复产（演示）")


@pytest.fixture
def watched(post):
    """秀水镇 watches the risk of an enterprise of its own; the county knows."""
    introduced(post)
    (uid,) = assigned(post)
    stopped = replace(
        post.county.enterprises.get(uid).draft,
        status=OperatingStatus.STOPPED,
        library_status=LibraryStatus.ADMITTED,
        admitted_month="2021-12",
    )
    kept(post.county.enterprises.save(stopped, uid, reason="名录"))
    for unit in post.units:
        send(post, post.county, unit)
    kept(post.town.retention.say_risk(uid, ENTER, OCTOBER))
    send(post, post.town, post.county)
    return uid


def say(services, uid, draft):
    return kept(services.retention.say_risk(uid, draft, OCTOBER))


def case(services, uid):
    return services.retention.case(uid, OCTOBER)


def sound(post):
    for services in post.everyone():
        assert services.check.run(deep=True) == ()
        assert database_of(services).read(differing) == ()


def test_the_county_changes_the_grade_of_a_units_stay_and_the_unit_hears_whose_word_it_is(post, watched):
    assert case(post.county, watched).row.stay.by_unit == unit_of(post.town)
    kept(post.town.retention.make_plan(watched, PLAN))
    say(post.county, watched, replace(REGRADE, help_class="help_finance"))
    assert case(post.county, watched).row.stay.grade is RiskGrade.LOW
    assert send(post, post.county, post.town).effect.aside == 0
    found = case(post.town, watched)
    assert (found.row.stay.grade, found.row.stay.help_class) == (RiskGrade.LOW, "help_finance")
    assert found.row.stay.by_unit == unit_of(post.town)
    told = others_word(found.steps, found.stays)
    assert told == "2026-11-02 盂县中小企业发展中心重新确认为低：县里核实（演示）"
    assert [said_by(step, found.stays) for step in found.steps] == [
        "秀水镇",
        "盂县中小企业发展中心（对秀水镇列入的）",
    ]
    assert found.steps[-1].who == "李演示"
    answered = documents.case(found)
    assert (answered["stay"]["unit"], answered["steps"][-1]["unit"]) == (unit_of(post.town), unit_of(post.county))
    assert told in case_lines(found, post.town.retention.rules(), date(2026, 11, 5))
    assert stay_text(found.row.stay) == "退规风险库：低，2026-10-20 秀水镇列入"
    (item,) = [each for each in post.town.retention.todo() if each.kind is TodoKind.RISK_OF_COUNTY]
    assert (item.owner, item.on) == (watched, date(2026, 11, 2))
    assert any(line.new == "县里核实（演示）" for line in post.town.enterprises.history(watched))
    # nobody but the unit that keeps the stay hears of it, and a plan is made by who keeps it
    assert send(post, post.county, post.energy).effect.aside == 0
    assert case(post.energy, watched).steps == ()
    assert {each.kind for each in post.county.retention.todo()} & {
        TodoKind.RISK_OF_COUNTY,
        TodoKind.RISK_WITHOUT_PLAN,
    } == set()
    sound(post)


def test_the_county_lets_a_units_stay_go_for_good_and_the_unit_may_begin_another(post, watched):
    say(post.county, watched, RELEASE)
    assert post.county.retention.list(OCTOBER, RetentionView.LIBRARY) == ()
    later = replace(REGRADE, on=date(2026, 11, 4), grade=RiskGrade.HIGH)
    say(post.town, watched, later)  # it had not heard yet
    assert case(post.town, watched).row.stay.grade is RiskGrade.HIGH
    send(post, post.county, post.town)
    send(post, post.town, post.county)
    for services in (post.county, post.town):
        found = case(services, watched)
        (stay,) = found.stays
        assert (stay.until, stay.reason_out, found.row.stay) == (date(2026, 11, 2), "已复产（演示）", None)
        assert [step.action for step in found.steps][-1] is RiskAction.CONFIRM  # kept, though it came too late
        assert services.enterprises.counts()[Chip.EXIT_RISK] == 0
    say(post.town, watched, replace(ENTER, on=date(2026, 11, 5)))
    assert send(post, post.town, post.county).effect.aside == 0
    assert [stay.until for stay in case(post.county, watched).stays] == [date(2026, 11, 2), None]
    sound(post)


def test_the_day_counts_whoever_comes_first(post, watched):
    say(post.county, watched, replace(REGRADE, on=date(2026, 11, 4)))
    for day in (2, 3):  # more words do not outweigh the later day
        say(post.town, watched, replace(REGRADE, on=date(2026, 11, day), grade=RiskGrade.MEDIUM))
    send(post, post.town, post.county)
    send(post, post.county, post.town)
    for services in (post.county, post.town):
        assert case(services, watched).row.stay.grade is RiskGrade.LOW
    sound(post)


def test_two_units_that_keep_one_risk_each_get_an_answer(post, watched):
    say(post.energy, watched, replace(ENTER, grade=RiskGrade.MEDIUM, signs=(RiskSign.STOPPED,)))
    assert send(post, post.energy, post.county).effect.aside == 0
    row = case(post.county, watched).row
    assert [stay.grade for stay in row.lasting] == [RiskGrade.HIGH, RiskGrade.MEDIUM]
    say(post.county, watched, RELEASE)
    for unit in post.units:
        assert send(post, post.county, unit).effect.aside == 0
        found = case(unit, watched)
        assert (found.row.stay, len(found.steps)) == (None, 2)
    sound(post)


def test_a_word_taken_back_counts_no_more(post, watched):
    say(post.county, watched, RELEASE)
    send(post, post.county, post.town)
    assert case(post.town, watched).row.stay is None
    (save,) = [each for each in post.county.undo.recent() if each.action == "risk.release"]
    assert post.county.undo.take(post.county.undo.look(save.id), "认定有误（演示）")
    assert case(post.county, watched).row.stay is not None
    send(post, post.county, post.town)
    assert case(post.town, watched).row.stay.grade is RiskGrade.HIGH
    sound(post)


def test_an_exit_told_by_the_county_ends_the_stay_of_the_unit(post, watched):
    kept(post.county.retention.leave(watched, EXIT))
    send(post, post.county, post.town)
    found = case(post.town, watched)
    assert (found.row.library_status, found.row.stay) == (LibraryStatus.EXITED, None)
    sound(post)


def test_a_word_before_the_units_last_is_refused(post, watched):
    early = replace(REGRADE, on=date(2026, 10, 1))
    assert ("on", "before_last_step") in codes(post.county.retention.say_risk(watched, early, OCTOBER).problems)
