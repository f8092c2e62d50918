"""Officers, campaigns, attachments, shared trips and the papers around a visit, kept in a real ledger."""

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from desktop.domain.campaign import CampaignDraft
from desktop.domain.codes import Measure, Obtained, Source, Subject, VisitMode
from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.figure import FigureEntry, FigureInput
from desktop.domain.issue import IssueDraft
from desktop.domain.money import Scale
from desktop.domain.month import Month
from desktop.domain.officer import OfficerDraft, OfficerFilter
from desktop.domain.overview import TodoKind
from desktop.domain.visit import FIELD_ORDER, VisitDraft, VisitFilter
from desktop.domain.visit_codes import Appointment, DayPart, RhythmWay
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.render.form_spec import load_form
from tests.services.office_hand import RESOURCES, office

OCTOBER = Month(2026, 10)
WAN = 1_000_000


@pytest.fixture
def services(tmp_path):
    with office(tmp_path / "data") as made:
        yield made


def enter(services, name="盂县甲洗煤厂（演示）", **values):
    saved = services.enterprises.save(EnterpriseDraft(name=name, no_code_reason="演示", **values))
    assert saved.uid, saved.problems
    return saved.uid


@pytest.fixture
def firm(services):
    return enter(services, contact="路某", contact_phone="13800000000")


def visit(services, firm, on=date(2026, 10, 14), **values):
    draft = VisitDraft(enterprise=firm, visited_on=on, visitors="田某", summary="看报表（演示）")
    saved = services.visits.save(replace(draft, **values))
    assert saved.uid, saved.problems
    return saved.uid


def care(services, firm, **values):
    draft = OfficerDraft(enterprise=firm, person="田某", since=date(2026, 3, 2), every=1)
    saved = services.officers.save(replace(draft, **values))
    assert saved.uid, saved.problems
    return saved.uid


def codes(problems):
    return [problem.code for problem in problems]


# visits


def test_every_column_of_a_visit_comes_back(services, firm):
    said = {
        "day_part": DayPart.MORNING,
        "appointment": Appointment.AGREED,
        "campaign": "yuxian-help",
        "topics": ("yuxian-tax", "yuxian-books"),
    }
    draft = services.visits.get(visit(services, firm, **said)).draft
    assert {name: getattr(draft, name) for name in said} == said


def test_saving_a_visit_again_as_it_stands_notes_no_change(services, firm):
    uid = visit(services, firm, topics=("yuxian-tax",))
    before = services.visits.history(uid)
    services.visits.save(services.visits.get(uid).draft, uid)
    assert services.visits.history(uid) == before


def test_a_second_visit_of_the_week_is_told_and_one_of_the_day_counts_once(services, firm):
    first = visit(services, firm)
    same = VisitDraft(enterprise=firm, visited_on=date(2026, 10, 14), visitors="李某", summary="再看")
    assert codes(services.visits.check(same)) == ["visited_that_day"]
    assert codes(services.visits.check(replace(same, visited_on=date(2026, 10, 16)))) == ["visited_that_week"]
    assert codes(services.visits.check(replace(same, visited_on=date(2026, 10, 20)))) == []
    assert codes(services.visits.check(services.visits.get(first).draft, first)) == []


def test_a_trip_to_several_enterprises_is_one_record_each(services, firm):
    first = visit(services, firm, mode=VisitMode.MEETING, leader="李某", campaign="yuxian-help", summary="甲的情况")
    begun = services.visits.next_of_trip(first)
    assert (begun.visited_on, begun.leader, begun.campaign) == (date(2026, 10, 14), "李某", "yuxian-help")
    assert (begun.enterprise, begun.summary) == ("", "")
    other = enter(services, "盂县乙电厂（演示）")
    second = services.visits.save(replace(begun, enterprise=other, summary="乙的情况")).uid
    third_begun = services.visits.next_of_trip(second)
    assert third_begun.trip == first
    assert {row.uid for row in services.visits.trip_of(first)} == {first, second}
    assert services.visits.trip_of(second) == services.visits.trip_of(first)
    again = services.visits.save(replace(third_begun, enterprise=firm, summary="又一次"))
    assert "trip_same_enterprise" in codes(again.problems)
    assert not again.uid


def test_a_copy_of_the_last_visit_leaves_its_trip_behind(services, firm):
    first = visit(services, firm)
    other = enter(services, "盂县乙电厂（演示）")
    services.visits.save(replace(services.visits.next_of_trip(first), enterprise=other, summary="乙"))
    assert services.visits.copy_of_last(other).trip == ""


# who answers for whom


def test_a_visit_on_site_keeps_the_rhythm_and_a_call_does_not(services, firm):
    care(services, firm, way=RhythmWay.ON_SITE)
    assert services.officers.list(OfficerFilter())[0].due_on == date(2026, 4, 2)
    visit(services, firm, mode=VisitMode.PHONE)
    assert services.officers.list(OfficerFilter(due=True))
    visit(services, firm, date(2026, 10, 20))
    (row,) = services.officers.list(OfficerFilter())
    assert (row.last_on, row.due_on) == (date(2026, 10, 20), date(2026, 11, 20))
    assert services.officers.list(OfficerFilter(due=True)) == ()


def test_today_reminds_once_an_enterprise_and_not_of_one_with_a_promised_day(services, firm):
    care(services, firm)
    care(services, firm, person="李某", every=2)
    (item,) = services.officers.todo()
    assert (item.kind, item.owner, item.on) == (TodoKind.VISIT_BY_RHYTHM, firm, date(2026, 4, 2))
    visit(services, firm, date(2026, 3, 20), next_on=date(2026, 4, 10))
    assert services.officers.todo() == ()
    assert TodoKind.VISIT_DUE in {item.kind for item in services.overview.today(OCTOBER).todo}


def test_what_ended_reminds_no_more_and_stays_in_the_list(services, firm):
    uid = care(services, firm)
    assert codes(services.officers.end(uid, OfficerDraft(until=date(2026, 10, 1))).problems) == ["missing"]
    assert services.officers.end(uid, OfficerDraft(until=date(2026, 10, 1), until_reason="换人")).uid == uid
    assert services.officers.todo() == ()
    assert services.officers.list(OfficerFilter()) == ()
    assert [row.uid for row in services.officers.list(OfficerFilter(current=False))] == [uid]
    assert "换人" in [line.new for line in services.officers.history(uid)]


def test_a_void_line_reminds_no_more_and_cannot_be_mended(services, firm):
    uid = care(services, firm)
    assert codes(services.officers.void(uid, " ").problems) == ["missing"]
    services.officers.void(uid, "记错")
    assert services.officers.todo() == ()
    with pytest.raises(KnownError, match="voided"):
        services.officers.save(services.officers.get(uid).draft, uid)


def test_an_enterprises_history_tells_who_answered_for_it(services, firm):
    care(services, firm)
    assert Subject.CONTACT_OFFICER in {line.subject for line in services.enterprises.history(firm)}


# campaigns


def test_the_plans_campaigns_stand_before_the_offices_own_with_their_visits(services, firm):
    own = services.campaigns.save(CampaignDraft("走访月", "演示文件", date(2026, 10, 1), date(2026, 10, 31))).uid
    visit(services, firm, campaign=own)
    visit(services, firm, campaign=own)  # the same day: one visit
    rows = {row.uid: row for row in services.campaigns.list()}
    assert list(rows)[-1] == own
    assert (rows[own].visits, rows[own].enterprises, rows[own].planned) == (1, 1, False)
    assert rows["yuxian-help"].planned
    assert len(services.visits.list(VisitFilter(campaign=own))) == 2


def test_a_campaign_of_the_plan_cannot_be_voided_and_none_is_entered_twice(services):
    with pytest.raises(KnownError, match="campaign_of_plan"):
        services.campaigns.void("yuxian-help", "不要")
    name = services.campaigns.list()[0].draft.name
    assert codes(services.campaigns.save(CampaignDraft(name)).problems) == ["campaign_twice"]


def test_a_visit_still_says_the_name_of_a_void_campaign(services, firm):
    own = services.campaigns.save(CampaignDraft("走访月")).uid
    visit(services, firm, campaign=own)
    services.campaigns.void(own, "记错")
    assert own not in {row.uid for row in services.campaigns.list()}
    assert services.visits.names()[own] == "走访月"


# before a visit


def report(services, firm, number, wan):
    given = FigureInput(Measure.MAIN_REVENUE_YTD, wan * WAN, str(wan), Scale.TEN_THOUSAND)
    entry = FigureEntry(firm, Month(2026, number), (given,), Source.INCOME_STATEMENT, Obtained.PAPER, "路某")
    assert services.figures.save(entry).uid


def test_the_brief_says_what_was_promised_what_is_open_and_what_is_missing(services, firm):
    report(services, firm, 8, 900)
    report(services, firm, 10, 1200)
    issue = IssueDraft(description="缺流动资金（演示）")
    visit(services, firm, next_step="联系银行", issues=(issue,), topics=("yuxian-tax",))
    brief = services.visits.brief(firm, OCTOBER)
    assert brief.last.draft.next_step == "联系银行"
    assert [each.description for each in brief.issues] == ["缺流动资金（演示）"]
    assert [(each.period, each.value.amount) for each in brief.figures] == [
        ("2026-08", 900 * WAN),
        ("2026-10", 1200 * WAN),
    ]
    assert brief.missing_months == tuple(f"2026-{number:02}" for number in (2, 3, 4, 5, 6, 7, 9))
    assert "contact" not in brief.missing
    assert "industry_code" in brief.missing
    assert [topic.id for topic in brief.told] == ["yuxian-tax"]
    assert "yuxian-tax" not in {topic.id for topic in brief.topics}


def text_of(path):
    document = pypdfium2.PdfDocument(path)
    try:
        return len(document), "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_the_sheet_before_a_visit_is_one_page_even_of_a_talkative_firm(services, firm, tmp_path):
    for number in range(2, 11):
        report(services, firm, number, 100 * number)
    long = "生产平稳，订单充足，用工紧张。" * 60
    raised = tuple(IssueDraft(description=f"第 {place} 个问题：{'资金紧张' * 40}") for place in range(12))
    visit(services, firm, situation=long, summary=long, next_step=long, issues=raised)
    for person in ("田某", "李某"):
        care(services, firm, person=person)
    path = tmp_path / "准备单.pdf"
    services.visits.prepare(firm, OCTOBER, path, Progress())
    pages, text = text_of(path)
    assert pages == 1
    assert "另有" in text
    assert "13800000000" not in text  # a paper shows 138****0000
    assert "利润表" in text


def test_the_blank_form_holds_what_is_known_and_leaves_the_rest(services, firm, tmp_path):
    path = tmp_path / "空白.pdf"
    services.visits.blank(firm, path, Progress())
    pages, text = text_of(path)
    assert pages == 1
    assert "盂县甲洗煤厂（演示）" in text
    assert "□政策宣传" in text


def test_the_list_of_who_answers_for_whom_is_printed(services, firm, tmp_path):
    care(services, firm, leader="李某", leader_post="副局长")
    path = tmp_path / "清单.pdf"
    services.officers.print_list(path, Progress())
    assert "李某（副局长）" in text_of(path)[1].replace("\r\n", "")


@pytest.mark.parametrize("form", ["visit-record", "visit-blank"])
def test_paper_and_window_have_one_order(form):
    facts = [box.fact.name for line in load_form(RESOURCES / "forms" / f"{form}.toml").lines for box in line.boxes]
    said = ["enterprise" if name == "name" else name for name in facts]
    assert [name for name in said if name in FIELD_ORDER] == list(FIELD_ORDER)
