"""Rounds after they were made: the gate, words told, corrections, paper against file, batches, dates."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdfium2 import PdfDocument
from sqlalchemy import text

from desktop.domain.codes import FilingKind, FilingState, Measure, Subject
from desktop.domain.filing_answer import AnswerDraft, AnswerWhy
from desktop.domain.filing_calendar import Stage, TypedDates
from desktop.domain.filing_code import NotACode, paper_code, spaced
from desktop.domain.filing_round import FilingWish, FilingWord, WordDraft
from desktop.domain.month import Month
from desktop.domain.problems import Severity
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Cancelled, Progress
from tests.services.making import (
    CODE,
    OCTOBER,
    SEPTEMBER,
    cell,
    codes,
    database_of,
    enter,
    explain,
    figures,
    kept,
    nothing_written,
    put_in,
)

KEY, VISITS = "key-monitoring", "visit-month"
NOVEMBER, DECEMBER = Month(2026, 11), Month(2026, 12)
TODAY = date(2026, 11, 5)


@pytest.fixture
def uid(services):
    """An enterprise of the key list that reported September and October."""
    made = enter(services, code=CODE, township="140322-xiushui")
    put_in(services, made)
    services.figures.save(figures(made, SEPTEMBER, main_revenue_ytd=1700))
    services.figures.save(figures(made, main_revenue_ytd=1850))
    return made


def export(services, desk, form=KEY, month=OCTOBER, **wish):
    return services.filings.export(month, [form], desk.folder, Progress(), FilingWish(**wish))


def latest(services, form=KEY):
    return services.filings.rounds(OCTOBER, form)[-1]


def tell(services, word, on=TODAY, **said):
    return services.rounds.tell(latest(services).uid, WordDraft(word, on, **said))


def sent(services, desk):
    export(services, desk)
    kept(tell(services, FilingWord.SENT))
    return latest(services)


def mend(services, uid, amount, reason="企业更正报表"):
    said = cell(Measure.MAIN_REVENUE_YTD, amount, reason=reason)
    return services.figures.save(replace(figures(uid), inputs=(said,)))


def text_of(path):
    document = PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


# --- the gate


def test_a_blank_without_a_reason_makes_a_draft_that_is_not_handed_over(services, uid, desk):
    enter(services, "盂县乙铸造厂（演示）")
    filed = export(services, desk)
    assert filed.files[0].state is FilingState.DRAFT
    assert "草稿" in text_of(filed.files[0].pdf)
    with nothing_written(services):
        assert codes(tell(services, FilingWord.SENT).problems) == [("state", "round_is_draft")]
    assert explain(services, KEY) == 2
    filed = export(services, desk)
    assert (filed.files[0].state, filed.problems) == (FilingState.READY, ())
    # the county gets its first paper: a draft that never left is not counted on it
    assert not re.search("草稿|第2次报送", text_of(filed.files[0].pdf))
    kept(tell(services, FilingWord.SENT))


def test_a_reason_is_kept_with_who_and_when_and_asked_for_once(services, uid, desk):
    other = enter(services, "盂县乙铸造厂（演示）")
    draft = AnswerDraft(OCTOBER, other, "main_revenue_ytd", AnswerWhy.STOPPED, "大修")
    kept(services.answers.answer(KEY, [draft]))
    (given,) = services.answers.given(OCTOBER)
    assert (given.owner, given.field, given.why, given.note, given.on) == (
        other,
        "main_revenue_ytd",
        AnswerWhy.STOPPED,
        "大修",
        TODAY,
    )
    assert given.person == services.settings.current().uid
    assert [each.problem.field for each in services.answers.open(OCTOBER, KEY)] == ["main_revenue_month"]
    assert services.answers.given(SEPTEMBER) == ()
    with nothing_written(services):
        assert codes(services.answers.answer(KEY, [draft]).problems) == [("field", "nothing_asked")]


def test_reasons_are_kept_all_or_none(services, uid):
    other = enter(services, "盂县乙铸造厂（演示）")
    good = AnswerDraft(OCTOBER, other, "main_revenue_ytd", AnswerWhy.REFUSED)
    with nothing_written(services):
        bad = replace(good, field="main_revenue_month", why=None)
        assert codes(services.answers.answer(KEY, [good, bad]).problems) == [("why", "missing")]


def test_a_falling_sum_is_asked_at_filing_and_its_reason_goes_with_the_figure(services, uid, desk):
    services.figures.save(figures(uid, main_revenue_ytd=1600))
    asked = services.answers.open(OCTOBER, KEY)
    assert [(each.owner, each.problem.code) for each in asked] == [(uid, "cumulative_falls")]
    draft = AnswerDraft(OCTOBER, uid, "main_revenue_ytd", AnswerWhy.CHECKED, "退货冲减", "cumulative_falls")
    kept(services.answers.answer(KEY, [draft]))
    assert services.answers.open(OCTOBER, KEY) == ()
    assert services.figures.line(uid, OCTOBER).answers == {Measure.MAIN_REVENUE_YTD: "退货冲减"}
    services.figures.save(figures(uid, main_revenue_ytd=1500))
    assert [each.problem.code for each in services.answers.open(OCTOBER, KEY)] == ["cumulative_falls"]


def test_a_figure_that_came_and_went_is_asked_about_again_only_if_it_is_blank(services, uid):
    other = enter(services, "盂县乙铸造厂（演示）")
    explain(services, KEY)
    services.figures.save(figures(other, main_revenue_ytd=500, main_revenue_month=50))
    assert not [each for each in services.answers.open(OCTOBER, KEY) if each.owner == other]


# --- months that have not begun, months that are closed


def test_a_month_that_has_not_begun_is_filed_only_where_somebody_says_so(services, uid, desk):
    filed = export(services, desk, month=DECEMBER)
    assert [each.problem.code for each in filed.problems if each.problem.severity is Severity.ERROR] == [
        "month_not_begun"
    ]
    assert filed.files == ()
    assert services.filings.rounds(DECEMBER, KEY) == ()
    assert export(services, desk, month=DECEMBER, early=True).files


def test_a_closed_month_wants_a_reason(services, uid, desk):
    kept(services.filing_dates.set_dates(TypedDates(OCTOBER, date(2026, 11, 2), None, date(2026, 11, 4), basis="通知")))
    refused = export(services, desk)
    assert [each.problem.code for each in refused.problems] == ["month_closed"]
    export(services, desk, reason="系统故障")
    assert latest(services).reason == "系统故障"


def test_typed_dates_replace_the_ones_before_and_say_where_the_month_stands(services):
    assert services.filing_dates.timing(OCTOBER).stage is Stage.SOON
    for due in (date(2026, 11, 4), date(2026, 11, 20)):
        kept(services.filing_dates.set_dates(TypedDates(OCTOBER, due, onward=True, basis="县里通知")))
    assert [each.due_on for each in services.filing_dates.typed()] == [date(2026, 11, 20)]
    assert services.filing_dates.timing(OCTOBER).stage is Stage.OPEN
    assert services.filing_dates.dates(NOVEMBER).due_on == date(2026, 12, 21)
    with nothing_written(services):
        refused = services.filing_dates.set_dates(TypedDates(OCTOBER, date(2026, 9, 1)))
    assert codes(refused.problems) == [("due_on", "due_before_month"), ("basis", "missing")]


# --- words told


def test_a_round_goes_its_way_and_every_word_stays(services, uid, desk):
    sent(services, desk)
    kept(tell(services, FilingWord.RETURNED, told_by="王演示", note="数不对"))
    assert latest(services).state is FilingState.RETURNED
    mend(services, uid, 1860, reason="")
    export(services, desk)
    assert (latest(services).kind, latest(services).round) == (FilingKind.NORMAL, 2)
    kept(tell(services, FilingWord.SENT))
    kept(tell(services, FilingWord.ACCEPTED, told_by="王演示", basis="电话"))
    steps = services.rounds.steps(latest(services).uid)
    assert [(step.word, step.told_by, step.basis) for step in steps] == [
        (FilingWord.SENT, "", ""),
        (FilingWord.ACCEPTED, "王演示", "电话"),
    ]
    with nothing_written(services):
        assert codes(tell(services, FilingWord.SENT).problems) == [("state", "round_not_now")]
    kept(tell(services, FilingWord.TAKEN_BACK, None, note="登错了"))
    assert latest(services).state is FilingState.SENT
    with pytest.raises(Exception, match="stays"):
        database_of(services).read(lambda connection: connection.execute(text("DELETE FROM filing_step")))


# --- corrections


def test_what_was_handed_over_changes_only_by_a_correction_with_a_reason(services, uid, desk):
    first = sent(services, desk)
    refused = export(services, desk)
    assert [each.problem.code for each in refused.problems] == ["nothing_to_correct"]
    with nothing_written(services):
        assert codes(services.figures.save(figures(uid, main_revenue_ytd=1800)).problems) == [
            ("main_revenue_ytd", "reason_after_filing")
        ]
    kept(mend(services, uid, 1800))
    before = desk.files()
    refused = export(services, desk, reason="  ")
    assert [each.problem.code for each in refused.problems] == ["correction_reason"]
    assert desk.files() == before
    filed = export(services, desk, reason="企业更正利润表")
    second = latest(services)
    assert (second.kind, second.correction, second.reason) == (FilingKind.CORRECTION, 1, "企业更正利润表")
    assert "更正第1次" in text_of(filed.files[0].pdf)
    note = text_of(filed.files[0].correction)
    for words in ("1,850.00", "1,800.00", "企业更正利润表", spaced(first.code), spaced(second.code), "累计"):
        assert words in note, words
    cells = [(each.item, each.before, each.after) for each in services.rounds.corrected(second.uid)]
    assert cells == [("主营业务收入 当月", "150.00", "100.00"), ("主营业务收入 累计 本年", "1,850.00", "1,800.00")]


def test_both_papers_of_a_correction_and_the_first_print_again_byte_for_byte(services, uid, desk, tmp_path):
    first = sent(services, desk)
    written = (desk.folder / f"{services.filings.reprint(first.uid, tmp_path).name}").read_bytes()
    mend(services, uid, 1800)
    filed = export(services, desk, reason="企业更正利润表").files[0]
    again = tmp_path / "again"
    again.mkdir()
    assert services.filings.reprint(first.uid, again).read_bytes() == written
    uid_of = latest(services).uid
    for path, expected in (
        (services.filings.reprint(uid_of, again), filed.pdf),
        (services.filings.reprint_correction(uid_of, again), filed.correction),
    ):
        assert path.read_bytes() == Path(expected).read_bytes()


def test_contacts_stay_free_and_only_figures_of_the_filed_month_want_a_reason(services, uid, desk):
    sent(services, desk)
    enterprise = services.enterprises.get(uid)
    kept(services.enterprises.save(replace(enterprise.draft, contact="新联系人", contact_phone="13800000000"), uid))
    kept(services.figures.save(figures(uid, SEPTEMBER, main_revenue_ytd=1690)))
    kept(services.figures.save(figures(uid, main_revenue_ytd=1850)))  # the same figure again says nothing new
    other = enter(services, "盂县乙铸造厂（演示）")
    kept(services.figures.save(figures(other, main_revenue_ytd=500)))  # stood on no paper that was handed over
    answers = services.figures.save_many([figures(uid, main_revenue_ytd=1), figures(other, main_revenue_ytd=501)])
    assert [bool(each.uid) for each in answers] == [False, True]


def test_figures_of_a_month_to_come_ask_and_are_kept(services, uid):
    saved = services.figures.save(figures(uid, DECEMBER, main_revenue_ytd=2000))
    assert saved.uid == uid
    assert ("month", "future_month") in codes(saved.problems)


# --- paper against file


def test_a_code_matches_until_something_changes(services, uid, desk):
    first = sent(services, desk)
    verdict = services.rounds.verify(spaced(first.code).lower())
    assert (verdict.matches, verdict.kept.uid, verdict.changed) == (True, first.uid, ())
    mend(services, uid, 1800)
    verdict = services.rounds.verify(first.code)
    assert not verdict.matches
    assert [(each.name, each.before, each.after) for each in verdict.changed][1:] == [
        ("盂县甲洗煤厂（演示）", "1,850.00", "1,800.00")
    ]
    export(services, desk, reason="企业更正利润表")
    kept(tell(services, FilingWord.SENT))
    assert services.rounds.verify(latest(services).code).matches
    assert services.rounds.verify(first.code).superseded


def test_a_mistyped_code_is_told_as_such_and_an_unknown_one_as_unknown(services, uid, desk):
    code = sent(services, desk).code
    wrong = ("0" if code[0] != "0" else "1") + code[1:]
    with pytest.raises(NotACode, match="paper_code_mistyped"):
        services.rounds.verify(wrong)
    verdict = services.rounds.verify(paper_code("elsewhere", KEY, OCTOBER, 1, "d"))
    assert (verdict.kept, verdict.matches) == (None, False)


def test_the_files_that_were_handed_out_are_genuine_and_changed_ones_are_not(services, uid, desk, tmp_path):
    filed = export(services, desk).files[0]
    for path in (filed.pdf, filed.xlsx):
        verdict = services.rounds.verify_file(Path(path))
        assert (verdict.genuine, verdict.matches, verdict.kept.code) == (True, True, filed.code)
    book = load_workbook(filed.xlsx)
    sheet = book.worksheets[0]
    place = next(each for row in sheet.iter_rows() for each in row if each.value == 1850)
    place.value = 2850
    book.save(tmp_path / "改过.xlsx")
    verdict = services.rounds.verify_file(tmp_path / "改过.xlsx")
    assert (verdict.genuine, verdict.matches) == (False, False)
    assert [(each.place, each.handed_out, each.read) for each in verdict.differing] == [
        (place.coordinate, "1850", "2850")
    ]
    pdf = tmp_path / "改过.pdf"
    pdf.write_bytes(Path(filed.pdf).read_bytes() + b"\n% more")
    verdict = services.rounds.verify_file(pdf)
    assert (verdict.genuine, verdict.matches, verdict.kept.code) == (False, False, filed.code)


def test_a_file_without_a_code_is_told(services, uid, desk, tmp_path):
    other = tmp_path / "名单.csv"
    other.write_text("企业名称,乡镇\n甲,秀水镇\n", encoding="utf-8")
    with pytest.raises(KnownError) as refused:
        services.rounds.verify_file(other)
    assert refused.value.code == "paper_without_code"
    with pytest.raises(KnownError):
        services.rounds.verify_file(tmp_path / "没有.pdf")


def test_the_scan_of_the_signed_paper_hangs_on_its_very_round(services, uid, desk):
    first = sent(services, desk)
    kept(services.attachments.add(Subject.FILING, first.uid, [Path(services.filings.kept_pdf(first.uid))], "签章"))
    assert [each.note for each in services.attachments.list(Subject.FILING, first.uid)] == ["签章"]


# --- every enterprise alone


def test_a_batch_goes_on_where_it_was_stopped(services, uid, desk):
    other = enter(services, "盂县乙铸造厂（演示）")
    enter(services, "盂县丙砖厂（演示）")

    def stop(done, total, _):
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        services.filing_batch.each(OCTOBER, KEY, desk.folder, Progress(stop))
    assert len(desk.files()) == 2
    batch = services.filing_batch.each(OCTOBER, KEY, desk.folder, Progress())
    assert (len(batch.written), len(batch.left)) == (1, 2)
    services.figures.save(figures(other, main_revenue_ytd=500))
    batch = services.filing_batch.each(OCTOBER, KEY, desk.folder, Progress())
    assert [("乙铸造厂" in path.name) for path in batch.written] == [True]
    together = services.filing_batch.each(OCTOBER, KEY, desk.folder, Progress(), together=True)
    assert len(PdfDocument(together.written[0])) == 3
    assert services.filings.rounds(OCTOBER, KEY) == ()


def test_a_form_that_is_not_by_enterprise_is_told(services, uid, desk):
    with pytest.raises(KnownError) as refused:
        services.filing_batch.each(OCTOBER, VISITS, desk.folder, Progress())
    assert refused.value.code == "form_not_by_enterprise"


# --- rates


def test_rates_of_the_year_follow_what_was_handed_over(services, uid, desk, clock):
    assert services.filing_dates.rates(2026).due == 0
    sent(services, desk)
    export(services, desk, VISITS, nothing=True)
    clock.forward(days=10)
    kept(services.rounds.tell(latest(services, VISITS).uid, WordDraft(FilingWord.SENT, date(2026, 11, 12))))
    found = services.filing_dates.rates(2026)
    forms = len(services.filings.forms())
    assert (found.due, found.sent, found.on_time, found.late, found.nothing) == (forms, 2, 1, 1, 1)


def test_rounds_of_two_forms_are_not_compared(services, desk, uid):
    explain(services, KEY)
    export(services, desk)
    export(services, desk, VISITS, nothing=True)
    with pytest.raises(KnownError, match="rounds_of_two_forms"):
        services.rounds.between(latest(services).uid, latest(services, VISITS).uid)
