"""One issue through three offices: 秀水镇 asks, the county hands it on, 能源局 answers, and the answer goes back."""

from datetime import date

import pypdfium2 as pdfium
import pytest

from db.queries.projection import differing
from desktop.domain.enterprise import EnterpriseDraft, EnterpriseFilter
from desktop.domain.issue import IssueDraft, IssueFilter, StepDraft
from desktop.domain.issue_codes import Handling, IssueAction, IssueState, Resolution, Satisfaction
from desktop.domain.issue_rates import Ratio, Tally
from desktop.domain.issue_relay import PassOnDraft, RelayDraft
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from tests.services.letter_hands import introduced, names, send, unit_of
from tests.services.making import CODE, database_of, kept

COPIES = IssueFilter(relayed=True)


def day(number, month=10):
    return date(2026, month, number)


@pytest.fixture
def asked(post):
    """秀水镇 alone holds an enterprise and handed its issue up; return the offices and the issue."""
    introduced(post)
    draft = EnterpriseDraft(
        name="盂县演示耐火有限公司",
        credit_code=CODE,
        township=unit_of(post.town),
        address="秀水镇演示路1号",
        contact="王演示",
        contact_phone="13800138000",
    )
    firm = kept(post.county.enterprises.save(draft))
    send(post, post.county, post.town)
    issue = kept(post.town.issues.add(IssueDraft(enterprise=firm, description="电容不够", raised_on=day(10))))
    kept(post.town.issues.step(issue, StepDraft(IssueAction.ASSIGN, day(11), handler="秀水镇")))
    escalate = StepDraft(IssueAction.ESCALATE, day(12), handling=Handling.COUNTY, note="镇里办不了")
    kept(post.town.issues.step(issue, escalate))
    send(post, post.town, post.county)
    return post, issue


def relayed(post, issue, **changes):
    draft = RelayDraft(**{"to": unit_of(post.energy), "on": day(14), "note": "请能源局答复"} | changes)
    return kept(post.county.relays.relay(issue, draft))


def answered(post, copy, resolution=Resolution.SOLVED):
    kept(post.energy.issues.step(copy, StepDraft(IssueAction.SIGN_FOR, day(15))))
    kept(post.energy.issues.step(copy, StepDraft(IssueAction.START, day(15))))
    kept(post.energy.issues.step(copy, StepDraft(IssueAction.RESOLVE, day(20), "已增容", resolution=resolution)))
    send(post, post.energy, post.county)


def test_an_issue_goes_through_three_offices_and_its_answer_back(asked):
    post, issue = asked
    copy = relayed(post, issue)
    send(post, post.county, post.energy)
    row = post.energy.issues.get(copy)
    assert (row.enterprise_name, row.description, row.raised_on) == ("盂县演示耐火有限公司", "电容不够", day(10))
    assert (row.relay.credit_code, row.relay.address, row.relay.asked_by) == (
        CODE,
        "秀水镇演示路1号",
        unit_of(post.town),
    )
    assert (row.state, row.handler) == (IssueState.ASSIGNED, "盂县能源局")

    answered(post, copy)
    ((seen, steps),) = post.county.relays.copies(issue)
    assert (seen.uid, seen.state, steps[-1].note, steps[-1].office) == (
        copy,
        IssueState.RESOLVED,
        "已增容",
        "盂县能源局",
    )
    told = post.county.relays.answer_to(issue)
    assert (told.note, told.resolution) == ("已增容", Resolution.SOLVED)
    kept(post.county.relays.pass_on(issue, told))

    send(post, post.county, post.town)
    row = post.town.issues.get(issue)
    assert (row.state, row.resolution, row.last_note) == (IssueState.RESOLVED, Resolution.SOLVED, "已增容")
    assert [step.action for step in post.town.issues.steps(issue)][-2:] == [IssueAction.RELAY, IssueAction.PASS_ON]
    kept(
        post.town.issues.step(issue, StepDraft(IssueAction.FOLLOW_UP, day(5, 11), satisfaction=Satisfaction.SATISFIED))
    )
    kept(post.town.issues.step(issue, StepDraft(IssueAction.CLOSE, day(5, 11))))
    # the office that answered has nothing left to do
    send(post, post.county, post.energy)
    assert post.energy.issues.get(copy).state is IssueState.CLOSED
    for services in post.everyone():
        assert database_of(services).read(differing) == ()
        assert services.check.run(deep=True) == ()


def test_the_clock_runs_since_the_first_report(asked):
    post, issue = asked
    due = post.town.issues.get(issue).due_on
    copy = relayed(post, issue)
    assert due == post.county.issues.get(issue).due_on == post.county.issues.get(copy).due_on == day(18)
    send(post, post.county, post.energy)
    assert post.energy.issues.get(copy).due_on == due


def test_of_an_issue_without_a_day_the_time_counts_from_when_it_was_raised(asked):
    post, _ = asked
    firm = post.county.enterprises.ids(EnterpriseFilter())[0]
    own = kept(post.county.issues.add(IssueDraft(enterprise=firm, description="缺工", raised_on=day(12))))
    timed = post.county.relays.completed(own, RelayDraft(unit_of(post.energy), day(16)))
    assert (timed.due_on, timed.feedback_due_on) == (day(19), day(19))


def test_the_third_office_gets_no_enterprise_and_no_telephone_number_unless_the_county_says_so(asked):
    post, issue = asked
    copy = relayed(post, issue)
    send(post, post.county, post.energy)
    assert names(post.energy) == []
    assert post.energy.issues.get(copy).relay.listed is False
    assert (post.energy.issues.get(copy).relay.contact, post.energy.issues.get(copy).relay.phone) == ("", "")
    heard = database_of(post.energy).read(
        lambda c: c.exec_driver_sql(
            "SELECT count(*) FROM change_value v JOIN change c USING (site, seq) WHERE c.subject = 'enterprise'"
            " AND v.value IS NOT NULL"
        ).scalar()
    )
    assert heard == 0


def test_the_contact_goes_along_where_the_county_says_so(asked):
    post, issue = asked
    copy = relayed(post, issue, with_contact=True)
    send(post, post.county, post.energy)
    told = post.energy.issues.get(copy).relay
    assert (told.contact, told.phone) == ("王演示", "13800138000")


def test_a_copy_is_counted_where_it_is_worked_on_and_not_twice_at_the_county(asked):
    post, issue = asked
    copy = relayed(post, issue)
    send(post, post.county, post.energy)
    assert post.county.issues.rates().issues[Tally.RECEIVED] == (issue,)
    assert post.energy.issues.rates().issues[Tally.RECEIVED] == (copy,)
    assert [row.uid for row in post.county.issues.list(IssueFilter())] == [issue]
    assert [row.uid for row in post.county.issues.list(COPIES)] == [copy]
    answered(post, copy)
    assert post.county.issues.rates().ratio(Ratio.RESOLVED) == 0
    assert post.energy.issues.rates().ratio(Ratio.RESOLVED) == 1
    # the follow-up is for who asked
    assert not [item for item in post.energy.issues.todo() if item.owner == copy]


def test_the_unit_that_asked_hears_of_it_only_what_the_county_tells(asked):
    post, issue = asked
    copy = relayed(post, issue)
    send(post, post.county, post.energy)
    answered(post, copy)
    send(post, post.county, post.town)
    with pytest.raises(KnownError, match="no_such_issue"):
        post.town.issues.get(copy)
    assert post.town.issues.get(issue).handler == "盂县能源局"


def test_word_without_an_end_leaves_the_issue_where_it_is(asked):
    post, issue = asked
    copy = relayed(post, issue)
    kept(post.county.relays.pass_on(issue, PassOnDraft(day(20), "能源局正在测算")))
    assert post.county.issues.get(issue).state is IssueState.ASSIGNED
    assert post.county.issues.get(copy).state is IssueState.ASSIGNED
    long = PassOnDraft(day(21), "明年电网改造时一并解决", Resolution.LONG_TERM, day(1, 12))
    kept(post.county.relays.pass_on(issue, long))
    assert (post.county.issues.get(issue).state, post.county.issues.get(issue).due_on) == (
        IssueState.PARKED,
        day(1, 12),
    )


def problems_of(saved):
    return [(each.field, each.code) for each in saved.problems]


def test_what_cannot_be_relayed_is_told_and_changes_nothing(asked):
    post, issue = asked
    own, energy = unit_of(post.county), unit_of(post.energy)
    before = database_of(post.county).deeds
    relay = post.county.relays.relay
    assert problems_of(relay(issue, RelayDraft())) == [("on", "missing"), ("to", "missing")]
    assert problems_of(relay(issue, RelayDraft(own, day(14)))) == [("to", "relay_to_unknown")]
    assert problems_of(relay(issue, RelayDraft(energy, day(9)))) == [("on", "before_last_step")]
    assert problems_of(relay(issue, RelayDraft(energy, day(9, 11)))) == [("on", "in_future")]
    assert problems_of(post.county.relays.pass_on(issue, PassOnDraft(day(14), "好"))) == [("action", "not_relayed")]
    assert database_of(post.county).deeds == before
    copy = relayed(post, issue)
    assert problems_of(relay(issue, RelayDraft(energy, day(14)))) == [("to", "relayed_already")]
    assert problems_of(relay(copy, RelayDraft(energy, day(14)))) == [("action", "relay_of_relay")]
    with pytest.raises(KnownError, match="county_relays"):
        post.town.relays.relay(issue, RelayDraft(energy, day(14)))


def test_an_office_mends_and_voids_only_what_it_entered_itself(asked):
    post, issue = asked
    copy = relayed(post, issue)
    send(post, post.county, post.energy)
    for services, uid in ((post.energy, copy), (post.county, issue)):
        with pytest.raises(KnownError, match="issue_of_another"):
            services.issues.void(uid, "不归我们管")
        with pytest.raises(KnownError, match="issue_of_another"):
            services.issues.edit(uid, IssueDraft(enterprise="x", description="改", raised_on=day(10)))
    steps = post.energy.issues.step(copy, StepDraft(IssueAction.ESCALATE, day(16), "x", handling=Handling.CITY))
    assert problems_of(steps) == [("action", "done_on_the_original")]


def test_a_copy_that_is_handed_back_can_go_to_another_office(asked):
    post, issue = asked
    copy = relayed(post, issue)
    send(post, post.county, post.energy)
    kept(post.energy.issues.step(copy, StepDraft(IssueAction.RETURN, day(15), "不归能源局管")))
    send(post, post.energy, post.county)
    second = relayed(post, issue, on=day(16), to="140322-zhujian")
    assert [row.uid for row, _ in post.county.relays.copies(issue)] == [copy, second]
    # the second copy is no business of the first office
    plan = send(post, post.county, post.energy)
    with pytest.raises(KnownError, match="no_such_issue"):
        post.energy.issues.get(second)
    assert plan.effect.aside == 0


def test_the_assignment_list_names_what_was_relayed_until_it_is_answered(asked, tmp_path):
    post, issue = asked
    copy = relayed(post, issue)
    plan = send(post, post.county, post.energy)
    for services in (post.county, post.energy):
        path = tmp_path / f"{services is post.county}.pdf"
        services.letters.papers.of_letter(plan.package_id, path, Progress())
        said = words_of(path)
        assert "另转办企业问题1件" in said
        assert f"{post.county.issues.get(copy).number}盂县演示耐火有限公司：电容不够（2026-10-18前办结）" in said
    answered(post, copy)
    path = tmp_path / "after.pdf"
    post.county.letters.papers.of_letter(plan.package_id, path, Progress())
    assert "另转办" not in words_of(path)


def words_of(path):
    """Return the words of a PDF without blanks."""
    document = pdfium.PdfDocument(path)
    return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)


def test_erasing_a_contact_that_came_with_a_copy_leaves_the_next_letter_readable(asked):
    post, issue = asked
    copy = relayed(post, issue, with_contact=True)
    send(post, post.county, post.energy)
    report = post.energy.person_data.look("王演示")
    assert {line.field for line in report.lines} == {"relayed_contact", "relayed_phone"}
    kept(post.energy.person_data.erase(report, "本人要求"))
    assert post.energy.issues.get(copy).relay.contact == ""
    assert database_of(post.energy).read(differing) == ()
    kept(post.energy.issues.step(copy, StepDraft(IssueAction.START, day(15))))
    assert send(post, post.energy, post.county).effect is not None
    assert post.county.issues.get(copy).state is IssueState.HANDLING
    send(post, post.county, post.energy)  # what was erased does not come again
    assert post.energy.issues.get(copy).relay.contact == ""
