"""Filing the month: what is asked, the preview, rounds, papers, and what fails."""

import errno
import os
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdfium2 import PdfDocument
from sqlalchemy import event, text

from desktop.domain.codes import FilingKind, FilingState, Measure, Obtained, Source, Tier
from desktop.domain.enterprise import EnterpriseFilter, TierDraft
from desktop.domain.filing import FormSubject
from desktop.domain.filing_round import FilingWish, FilingWord, WordDraft
from desktop.domain.issue import IssueDraft, IssueFilter, StepDraft
from desktop.domain.issue_codes import IssueAction, Resolution
from desktop.domain.month import Month, NoSuchMonth
from desktop.domain.problems import Severity
from desktop.kernel import files as kernel_files
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Cancelled, Progress
from desktop.wiring import open_ledger
from desktop.wording.sheets import STATEMENT, UNKEPT
from tests.services.making import (
    CODE,
    OCTOBER,
    SEPTEMBER,
    begun,
    cell,
    codes,
    database_of,
    digest,
    enter,
    figures,
    kept,
    nothing_written,
    put_in,
    visit,
)

KEY, VISITS, ISSUES = "key-monitoring", "visit-month", "issue-month"
NAME = "盂县能源局_重点培育企业运行监测月报_2026年10月_第{}次"


@pytest.fixture
def uid(services):
    """An enterprise of the key list that reported September and October."""
    made = enter(services, code=CODE, township="140322-xiushui")
    put_in(services, made)
    services.figures.save(figures(made, SEPTEMBER, main_revenue_ytd=1700))
    services.figures.save(figures(made, OCTOBER.last_year, main_revenue_ytd=1500))
    services.figures.save(figures(made, main_revenue_ytd=1850, electricity_ytd=120000, staff=36, profit_ytd=-30))
    return made


def export(services, desk, *forms, month=OCTOBER, **wish):
    return services.filings.export(month, forms or (KEY,), desk.folder, Progress(), **wish)


def sent(day):
    return WordDraft(FilingWord.SENT, day)


def pages_of(path):
    document = PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    finally:
        document.close()


def _without_foot(path):
    """Return what a page says above the strip at its foot, one line long."""
    text = pages_of(path)[0].replace("\n", "")
    return text.partition(UNKEPT)[0].partition(STATEMENT)[0].replace(" ", "")


def cells_of(path):
    """Return every value of the one sheet, row by row."""
    sheet = load_workbook(path).worksheets[0]
    return [[each.value for each in row] for row in sheet.iter_rows()]


def column_of(rows, heading):
    return next(place for row in rows for place, value in enumerate(row) if value == heading)


def cell_on(services, month=OCTOBER, form=KEY):
    return next(each for each in services.filings.board(month.year) if (each.month, each.form) == (month, form))


# --- what there is to file


def test_forms_of_the_month_in_the_order_of_their_annexes(services):
    forms = services.filings.forms()
    assert [form.id for form in forms] == [KEY, VISITS, ISSUES]
    assert forms[0].title == "重点培育企业运行监测月报"
    assert [form.subject for form in forms] == [FormSubject.ENTERPRISE_MONTH, FormSubject.VISIT, FormSubject.ISSUE]


def test_key_list_and_the_unsorted_are_listed(services, uid):
    unsorted = enter(services, "盂县乙铸造厂（演示）")
    put_in(services, enter(services, "基础（演示）"), Tier.BASE)
    gone = enter(services, "调出（演示）")
    put_in(services, gone, Tier.KEY)
    kept(services.enterprises.set_tier(gone, TierDraft(None, date(2026, 10, 20), "停产")))
    voided = enter(services, "作废（演示）")
    services.enterprises.void(voided, "重复")
    assert set(services.filings.listed(OCTOBER)) == {uid, unsorted}
    assert set(services.filings.listed(SEPTEMBER)) == {uid, unsorted, gone}
    assert set(services.filings.listed(Month(2025, 12))) == set(services.enterprises.ids(EnterpriseFilter()))


def test_board_has_eleven_months_of_every_form(services, uid):
    board = services.filings.board(2026)
    assert [(str(each.month), each.form) for each in board] == [
        (f"2026-{number:02}", form) for number in range(2, 13) for form in (KEY, VISITS, ISSUES)
    ]
    now = cell_on(services)
    assert (now.latest, now.rounds, now.changed_since, now.rows, now.asked, now.untouched) == (
        None,
        0,
        False,
        1,
        0,
        False,
    )
    empty = cell_on(services, Month(2026, 8))
    assert (empty.rows, empty.asked, empty.untouched) == (1, 1, True)


def test_looking_at_the_board_writes_nothing(services, uid):
    with nothing_written(services):
        services.filings.board(2026)
        services.filings.check(OCTOBER, KEY)
        services.filings.preview(OCTOBER, KEY, Progress())


def test_board_is_read_in_a_constant_number_of_statements(services, uid):
    def statements():
        heard = []
        engine = database_of(services)._engine

        def hear(*words):
            heard.append(words[2])

        event.listen(engine, "before_cursor_execute", hear)
        services.filings.board(2026)
        event.remove(engine, "before_cursor_execute", hear)
        return len(heard)

    cold = statements()
    assert statements() < 10  # nothing was touched, nothing is worked out anew
    for number in range(8):
        other = enter(services, f"盂县{number}号洗煤厂（演示）")
        services.visits.save(visit(other, issues=(IssueDraft(description="缺工"), IssueDraft(description="缺电"))))
    assert statements() <= cold + 120  # a few more a cell, none a row
    services.figures.save(figures(uid, Month(2026, 5), main_revenue_ytd=900))
    assert statements() < 400  # eight cells: a month is asked about beside a year of months before


@pytest.mark.parametrize(
    "touch",
    [
        lambda services, uid: services.figures.save(figures(uid, main_revenue_ytd=1860)),
        lambda services, uid: services.figures.save(figures(uid, SEPTEMBER, main_revenue_ytd=1690)),
        lambda services, uid: services.figures.save(figures(uid, OCTOBER.last_year, main_revenue_ytd=1510)),
        lambda services, uid: services.enterprises.save(
            replace(services.enterprises.get(uid).draft, name="改名（演示）"), uid
        ),
        lambda services, uid: services.enterprises.save(
            replace(services.enterprises.get(uid).draft, township="140322-nanlou"), uid
        ),
        lambda services, uid: enter(services, "新来的（演示）"),
        lambda services, uid: services.enterprises.void(uid, "重复"),
        lambda services, uid: services.enterprises.set_tier(uid, TierDraft(Tier.BASE, date(2026, 10, 1), "调整")),
    ],
)
def test_round_tells_that_its_facts_have_changed_since(services, uid, desk, touch):
    export(services, desk)
    assert not cell_on(services).changed_since
    touch(services, uid)
    assert cell_on(services).changed_since
    if services.filings.listed(OCTOBER):
        export(services, desk)
        assert not cell_on(services).changed_since


@pytest.mark.parametrize(
    "touch",
    [
        lambda services, uid: services.figures.save(figures(uid, Month(2026, 8), main_revenue_ytd=10)),
        lambda services, uid: services.enterprises.save(
            replace(services.enterprises.get(uid).draft, contact="赵某"), uid
        ),
        lambda services, uid: services.visits.save(visit(uid)),
        lambda services, uid: services.settings.set_year(2027),
        lambda services, uid: services.figures.set_year_revenue(
            uid, 2025, cell(Measure.MAIN_REVENUE_YEAR, 5), Source.TAX_RETURN, Obtained.PAPER
        ),
        lambda services, uid: services.figures.save(figures(uid, main_revenue_ytd=1850)),
    ],
)
def test_what_the_form_does_not_show_changes_no_round(services, uid, desk, touch):
    export(services, desk)
    touch(services, uid)
    assert not cell_on(services).changed_since


def test_rounds_of_visits_and_issues_tell_of_change_too(services, uid, desk):
    seen = kept(services.visits.save(visit(uid, issues=(IssueDraft(description="缺工"),))))
    export(services, desk, VISITS, ISSUES)
    assert [cell_on(services, form=form).changed_since for form in (VISITS, ISSUES)] == [False, False]
    issue = services.visits.get(seen).issue_uids[0]
    kept(services.issues.step(issue, StepDraft(IssueAction.ASSIGN, date(2026, 10, 16), handler="人社局")))
    assert [cell_on(services, form=form).changed_since for form in (VISITS, ISSUES)] == [False, True]
    kept(services.visits.save(replace(services.visits.get(seen).draft, summary="补记"), seen))
    assert [cell_on(services, form=form).changed_since for form in (VISITS, ISSUES)] == [True, True]


def test_later_deed_on_an_issue_is_no_business_of_an_earlier_month(services, uid, desk):
    services.visits.save(visit(uid, issues=(IssueDraft(description="缺工"),)))
    export(services, desk, ISSUES)
    issue = services.issues.list(IssueFilter())[0].uid
    kept(services.issues.step(issue, StepDraft(IssueAction.ASSIGN, date(2026, 11, 2), handler="人社局")))
    assert not cell_on(services, form=ISSUES).changed_since


# --- what is asked


def test_missing_figures_are_asked_about_with_their_owner(services, uid):
    other = enter(services, "盂县乙铸造厂（演示）")
    found = services.filings.check(OCTOBER, KEY)
    assert {(each.owner, each.name, each.problem.field, each.problem.code) for each in found} == {
        (other, "盂县乙铸造厂（演示）", "main_revenue_month", "not_reported"),
        (other, "盂县乙铸造厂（演示）", "main_revenue_ytd", "not_reported"),
    }
    assert {each.problem.severity for each in found} == {Severity.CHECK}
    assert services.filings.check(OCTOBER, VISITS) == ()


def test_what_was_asked_is_told_again_when_filed_all_the_same(services, uid, desk):
    other = enter(services, "盂县乙铸造厂（演示）")
    heard = []
    filed = services.filings.export(OCTOBER, [KEY, KEY], desk.folder, Progress(lambda *words: heard.append(words)))
    assert {(each.owner, each.problem.code) for each in filed.problems} == {(other, "not_reported")}
    assert (0, 1, "重点培育企业运行监测月报") in heard
    assert "未报" in pages_of(filed.files[0].pdf)[0]


def test_form_that_is_not_there_is_told_before_anything_is_filed(services, uid, desk):
    for ask in (
        lambda: services.filings.check(OCTOBER, "moon-month"),
        lambda: services.filings.preview(OCTOBER, "moon-month", Progress()),
        lambda: export(services, desk, KEY, "moon-month"),
    ):
        with nothing_written(services), pytest.raises(KnownError) as refused:
            ask()
        assert refused.value.code == "form_unknown"
    assert desk.files() == []


def test_january_is_no_month_to_file(services, uid, desk):
    with nothing_written(services):
        for ask in (
            lambda: export(services, desk, month=Month(2026, 1)),
            lambda: services.filings.preview(Month(2026, 1), KEY, Progress()),
            lambda: services.filings.check(Month(2026, 1), KEY),
        ):
            with pytest.raises(NoSuchMonth):
                ask()
    assert desk.files() == []


# --- preview and papers


def test_preview_is_the_very_paper_that_filing_writes(services, uid, desk):
    looked = services.filings.preview(OCTOBER, KEY, Progress())
    assert (looked.pages, looked.rows, looked.problems) == (1, 1, ())
    filed = export(services, desk)
    assert looked.path.parent != desk.folder
    again = services.filings.preview(OCTOBER, KEY, Progress())
    first, second, kept = (_without_foot(path) for path in (looked.path, again.path, filed.files[0].pdf))
    assert first == kept
    assert second.replace("第2次报送", "") == kept  # a round of its own


def test_only_what_is_kept_carries_a_code(services, uid, desk):
    looked = services.filings.preview(OCTOBER, KEY, Progress())
    text = pages_of(looked.path)[0]
    assert UNKEPT in text
    assert not re.search("核对码 .{11}", text)
    assert re.search("核对码 .{11}", pages_of(export(services, desk).files[0].pdf)[0])


def test_paper_says_unit_period_scale_figures_and_who(services, uid, desk):
    page = pages_of(export(services, desk).files[0].pdf)[0]
    for words in (
        "重点培育企业运行监测月报（2026年10月）",
        "盂县能源局",
        "万元",
        "盂县甲洗煤厂（演示）",
        CODE,
        "秀水镇",
        "1,850.00",
        "150.00",  # the month, from the cumulative figures
        "1,500.00",
        "23.3",  # growth in per cent
        "12.00",  # 120000 千瓦时 in 万千瓦时
        "-30.00",
        "利润表",
        "合计",
        "填报人：李演示",
        "2026年11月5日",
        "培育工作台账",
        "盖章",
    ):
        assert words in page, words


def test_workbook_shows_the_same_figures_exactly(services, uid, desk):
    services.figures.save(figures(uid, tax_ytd=7))
    value = replace(cell(Measure.VAT_SALES_YTD, 0), amount=123_456_789_012_345, raw="1234567890123.45元")
    services.figures.save(replace(figures(uid), inputs=(value,)))
    filed = export(services, desk).files[0]
    rows = cells_of(filed.xlsx)
    line = next(row for row in rows if "盂县甲洗煤厂（演示）" in row)
    numbers = [Decimal(str(value)) for value in line if isinstance(value, int | float)]
    for number in ("1850", "150", "1500", "12", "-30", "7", "36", "123456789.012345"):
        assert Decimal(number) in numbers, number
    assert CODE in line  # as text
    total = next(row for row in rows if "合计" in row)
    assert Decimal("1850") in [Decimal(str(value)) for value in total if isinstance(value, int | float)]
    page = pages_of(filed.pdf)[0]
    assert "123,456,789.01" in page.replace("\n", "")


@pytest.mark.parametrize("name", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "<b>甲</b> & <乙>", "-2+3", "长" * 200])
def test_hostile_names_are_only_names(services, desk, name):
    uid = enter(services, name)
    services.visits.save(visit(uid, summary=name, issues=(IssueDraft(description=name),)))
    filed = export(services, desk, KEY, VISITS, ISSUES)
    for each in filed.files:
        book = load_workbook(each.xlsx)
        values = [found for row in book.worksheets[0].iter_rows() for found in row if found.value == name]
        assert values, each.form
        assert {found.data_type for found in values} == {"s"}
        assert not any(found.data_type == "f" for row in book.worksheets[0].iter_rows() for found in row)
        assert name.replace(" ", "") in "".join(pages_of(each.pdf)).replace("\n", "").replace(" ", ""), each.form


def test_mark_that_turns_text_around_is_gone_and_a_character_no_font_has_is_told(services, desk):
    enter(services, "甲\u202e乙𠮷（演示）")
    filed = export(services, desk)
    assert [
        (each.problem.code, each.problem.values["char"])
        for each in filed.problems
        if each.problem.code != "not_reported"
    ] == [("glyph_missing", "U+20BB7")]
    assert "甲乙□（演示）" in pages_of(filed.files[0].pdf)[0]
    assert any("甲乙𠮷（演示）" in row for row in cells_of(filed.files[0].xlsx))


def test_many_rows_go_over_several_pages(services, desk):
    for number in range(60):
        enter(services, f"盂县{number:02}号洗煤厂（演示）")
    filed = export(services, desk)
    pages = pages_of(filed.files[0].pdf)
    assert len(pages) > 1
    assert services.filings.page_count(desk.folder / f"{NAME.format(1)}.pdf") == len(pages)
    for number in range(60):
        assert f"盂县{number:02}号洗煤厂（演示）" in "".join(pages).replace("\n", "")
    assert f"第{len(pages)}页" in pages[-1].replace(" ", "")


def test_picture_of_a_page_can_be_looked_at(services, uid):
    looked = services.filings.preview(OCTOBER, KEY, Progress())
    picture = services.filings.page_image(looked.path, 0, 50)
    assert picture.width > picture.height  # landscape
    assert len(picture.rgba) == picture.width * picture.height * 4
    assert len(set(picture.rgba)) > 10


def test_closing_line_names_who_left_the_list(services, uid, desk):
    gone = enter(services, "调出（演示）")
    put_in(services, gone, Tier.KEY)
    kept(services.enterprises.set_tier(gone, TierDraft(None, date(2026, 10, 20), "停产")))
    page = pages_of(export(services, desk).files[0].pdf)[0].replace("\n", "")
    assert "本月起不再列入本单位名单的企业 1 户：调出（演示）" in page


def test_last_year_is_the_one_before_the_month_whatever_year_the_office_works_on(services, uid, desk):
    export(services, desk, month=OCTOBER)
    first = services.filings.rounds(OCTOBER, KEY)[0].digest
    kept(services.settings.set_year(2028))
    export(services, desk, month=OCTOBER)
    assert services.filings.rounds(OCTOBER, KEY)[1].digest == first


# --- visits and issues on paper


def test_visits_of_the_month_stand_from_its_beginning(services, uid, desk):
    answered = IssueDraft(description="不懂政策", answered_on_spot=True, answer="讲清")
    services.visits.save(visit(uid, visited_on=date(2026, 10, 20), summary="后来", issues=(answered,)))
    services.visits.save(visit(uid, visited_on=date(2026, 10, 2), summary="先去"))
    services.visits.save(visit(uid, visited_on=date(2026, 9, 30), summary="上月"))
    voided = kept(services.visits.save(visit(uid, visited_on=date(2026, 10, 3), summary="误")))
    services.visits.void(voided, "误")
    filed = export(services, desk, VISITS)
    rows = cells_of(filed.files[0].xlsx)
    told = [(row[1], row[column_of(rows, "企业名称")]) for row in rows if row[0] in (1, 2)]
    assert [str(day)[:10] for day, _ in told] == ["2026-10-02", "2026-10-20"]
    whole = "".join(str(value) for row in rows for value in row if value)
    assert "讲清" in whole
    assert "上月" not in whole
    assert "误" not in whole


def test_issue_stands_on_every_month_until_it_is_closed(services, uid, desk):
    issue = kept(services.issues.add(IssueDraft(uid, "缺工", raised_on=date(2026, 8, 20))))

    def step(action, day, **fields):
        kept(services.issues.step(issue, StepDraft(action, day, **fields)))

    step(IssueAction.ASSIGN, date(2026, 8, 25), handler="县人社局", due_on=date(2026, 9, 10))
    step(IssueAction.RETURN, date(2026, 9, 20), note="不归我们")
    step(IssueAction.ASSIGN, date(2026, 9, 25), handler="县工信局", due_on=date(2026, 10, 31))
    step(IssueAction.START, date(2026, 10, 1))
    step(IssueAction.RESOLVE, date(2026, 10, 10), note="招到人", resolution=Resolution.SOLVED)

    def facts(month):
        found = services.filings.preview(month, ISSUES, Progress())
        return "".join(pages_of(found.path)).replace("\n", "") if found.rows else ""

    assert facts(Month(2026, 7)) == ""
    august, september, october = facts(Month(2026, 8)), facts(SEPTEMBER), facts(OCTOBER)
    assert "秀水镇" in august
    assert "县人社局" in august
    assert "2026-08-25" in august
    assert august.count("逾期") == 1  # the heading alone
    assert "县工信局" in september
    assert "2026-09-25" in september  # handed on anew
    assert "2026-08-25" not in september
    assert "招到人" in october
    assert "招到人" not in september


def test_issue_past_its_day_is_marked_on_the_month(services, uid):
    issue = kept(services.issues.add(IssueDraft(uid, "缺工", raised_on=date(2026, 8, 20))))
    step = StepDraft(IssueAction.ASSIGN, date(2026, 8, 25), handler="县人社局", due_on=date(2026, 9, 10))
    kept(services.issues.step(issue, step))
    looked = services.filings.preview(SEPTEMBER, ISSUES, Progress())
    assert "".join(pages_of(looked.path)).count("逾期") == 2  # the heading and the row


# --- rounds


def test_filing_keeps_a_round_and_filing_again_the_next(services, uid, desk):
    first = export(services, desk, KEY, VISITS, nothing=True)
    assert (first.month, first.round, len(first.digest)) == (OCTOBER, 1, 64)
    second = export(services, desk)
    assert second.round == 2
    assert [name for name in desk.files() if "重点" in name] == [
        f"{NAME.format(number)}.{suffix}" for number in (1, 2) for suffix in ("pdf", "xlsx")
    ]
    rounds = services.filings.rounds(OCTOBER, KEY)
    assert [(each.round, each.state, each.kind, each.rows) for each in rounds] == [
        (1, FilingState.READY, FilingKind.NORMAL, 1),
        (2, FilingState.READY, FilingKind.NORMAL, 1),
    ]
    assert {each.made_by for each in rounds} == {services.settings.current().uid}
    assert len(services.filings.rounds(OCTOBER, VISITS)) == 1
    board = cell_on(services)
    assert (board.latest, board.rounds) == (rounds[-1], 2)
    assert services.check.run(deep=True) == ()


def test_same_form_named_twice_is_filed_once(services, uid, desk):
    assert len(export(services, desk, KEY, KEY).files) == 1


def test_same_facts_have_the_same_digest(services, uid, desk, clock):
    first = export(services, desk).files[0].digest
    clock.forward(days=3)
    assert export(services, desk).files[0].digest == first
    services.figures.save(figures(uid, main_revenue_ytd=1851))
    assert export(services, desk).files[0].digest != first


def test_digest_does_not_hang_on_the_order_of_the_forms(services, uid, desk):
    services.visits.save(visit(uid))
    assert export(services, desk, KEY, VISITS).digest == export(services, desk, VISITS, KEY).digest


def test_kept_paper_is_printed_again_byte_for_byte(services, uid, desk, tmp_path, folder, world):
    filed = export(services, desk)
    before = (desk.folder / f"{NAME.format(1)}.pdf").read_bytes()
    services.figures.save(figures(uid, main_revenue_ytd=1999))
    services.enterprises.save(replace(services.enterprises.get(uid).draft, name="改名（演示）"), uid)
    services.close()
    again = open_ledger(folder, world)
    try:
        kept_round = again.filings.rounds(OCTOBER, KEY)[0]
        assert kept_round.digest == filed.files[0].digest
        (tmp_path / "再印").mkdir()
        printed = again.filings.reprint(kept_round.uid, tmp_path / "再印")
        assert (printed.name, printed.read_bytes()) == (f"{NAME.format(1)}.pdf", before)
        assert again.filings.kept_pdf(kept_round.uid).read_bytes() == before
    finally:
        again.close()


def test_damaged_paper_is_not_printed_again(services, uid, desk, tmp_path):
    export(services, desk)
    uid = services.filings.rounds(OCTOBER, KEY)[0].uid

    def spoil(connection):
        connection.execute(text("DROP TRIGGER filing_document_no_update"))
        connection.execute(text("UPDATE filing_document SET content = X'25504446'"))

    database_of(services).note(spoil)
    with pytest.raises(KnownError) as refused:
        services.filings.reprint(uid, tmp_path)
    assert refused.value.code == "document_damaged"
    assert list(tmp_path.glob("*.pdf")) == []


def test_kept_round_cannot_be_rewritten(services, uid, desk):
    export(services, desk)
    for statement in ("UPDATE filing SET digest = 'x'", "DELETE FROM filing", "DELETE FROM filing_document"):
        with pytest.raises(Exception, match="frozen"):
            database_of(services).note(lambda connection, sql=statement: connection.execute(text(sql)))


@pytest.mark.parametrize("ask", ["reprint", "kept_pdf", "tell"])
def test_no_such_round_is_told(services, tmp_path, ask):
    asked = {
        "reprint": lambda: services.filings.reprint("nobody", tmp_path),
        "kept_pdf": lambda: services.filings.kept_pdf("nobody"),
        "tell": lambda: services.rounds.tell("nobody", sent(date(2026, 11, 5))),
    }
    with pytest.raises(KnownError) as refused:
        asked[ask]()
    assert refused.value.code == "no_such_round"


def test_round_is_handed_over_on_a_day(services, uid, desk, clock):
    export(services, desk)
    kept_round = services.filings.rounds(OCTOBER, KEY)[0]
    for day, code in ((date(2026, 11, 6), "in_future"), (date(2026, 11, 4), "before_made")):
        with nothing_written(services):
            assert codes(services.rounds.tell(kept_round.uid, sent(day)).problems) == [("sent_on", code)]
    clock.forward(days=3)
    kept(services.rounds.tell(kept_round.uid, sent(date(2026, 11, 7))))
    found = services.filings.rounds(OCTOBER, KEY)[0]
    assert (found.state, found.sent_on) == (FilingState.SENT, date(2026, 11, 7))
    assert not cell_on(services).changed_since


def test_day_of_making_is_the_one_on_this_computer(services, uid, desk, clock):
    clock.now = clock.now.replace(hour=3)  # still the day before in London
    export(services, desk)
    kept(services.rounds.tell(services.filings.rounds(OCTOBER, KEY)[0].uid, sent(date(2026, 11, 5))))


# --- nothing to tell


def test_month_with_nothing_is_left_out_unless_somebody_says_so(services, uid, desk):
    filed = export(services, desk, KEY, VISITS)
    assert [each.form for each in filed.files] == [KEY]
    problem = next(each.problem for each in filed.problems if each.problem.code == "nothing_to_file")
    assert (problem.field, problem.severity) == (VISITS, Severity.ERROR)
    assert services.filings.rounds(OCTOBER, VISITS) == ()


def test_only_nothing_writes_nothing(services, uid, desk):
    with nothing_written(services):
        filed = export(services, desk, VISITS, ISSUES)
    assert (filed.files, filed.round) == ((), 0)
    assert desk.files() == []


def test_explicit_nothing_is_a_round_of_its_kind(services, uid, desk):
    filed = export(services, desk, VISITS, nothing=True)
    kept_round = services.filings.rounds(OCTOBER, VISITS)[0]
    assert (kept_round.kind, kept_round.rows) == (FilingKind.NOTHING, 0)
    assert "零报告" in pages_of(filed.files[0].pdf)[0]
    assert any("零报告" in str(value) for row in cells_of(filed.files[0].xlsx) for value in row)
    assert not cell_on(services, form=VISITS).changed_since
    services.visits.save(visit(uid))
    assert cell_on(services, form=VISITS).changed_since


def test_saying_nothing_does_not_hide_what_there_is(services, uid, desk):
    export(services, desk, KEY, nothing=True)
    assert services.filings.rounds(OCTOBER, KEY)[0].kind is FilingKind.NORMAL


# --- what fails


def untouched(services, desk, ask, *, files=()):
    before = digest(services)
    with pytest.raises((KnownError, Cancelled)) as refused:
        ask()
    assert digest(services) == before
    assert desk.files() == sorted(files)
    return getattr(refused.value, "code", "cancelled")


@pytest.mark.parametrize("stop_at", range(12))
def test_stopped_filing_leaves_neither_round_nor_file(services, uid, desk, stop_at):
    steps = []

    def report(*words):
        steps.append(words)
        if len(steps) > stop_at:
            progress.cancel()

    progress = Progress(report)
    try:
        services.filings.export(OCTOBER, [KEY], desk.folder, progress)
    except Cancelled:
        assert desk.files() == []
        assert services.filings.rounds(OCTOBER, KEY) == ()
    else:
        assert len(desk.files()) == 2
        assert len(services.filings.rounds(OCTOBER, KEY)) == 1


def test_filing_that_is_stopped_keeps_the_forms_that_were_done(services, uid, desk):
    services.visits.save(visit(uid))

    def report(_done, _total, words):
        if words == "入企走访帮扶月报":  # the form by its name
            progress.cancel()

    progress = Progress(report)
    with pytest.raises(Cancelled):
        services.filings.export(OCTOBER, [KEY, VISITS], desk.folder, progress)
    assert len(services.filings.rounds(OCTOBER, KEY)) == 1
    assert services.filings.rounds(OCTOBER, VISITS) == ()
    assert len(desk.files()) == 2


def test_full_disk_under_the_ledger_leaves_neither_round_nor_file(services, uid, desk):
    def shrink(connection):
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 2}")

    database_of(services).read(shrink)
    assert untouched(services, desk, lambda: export(services, desk)) == "not_saved"
    database_of(services).read(lambda connection: connection.exec_driver_sql("PRAGMA max_page_count=1000000"))
    assert export(services, desk).round == 1


def test_full_disk_under_the_papers_leaves_neither_round_nor_file(services, uid, desk, monkeypatch):
    def full(_path):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(kernel_files, "_flush", full)
    assert untouched(services, desk, lambda: export(services, desk)) == "disk_full"


@pytest.mark.parametrize("suffix", ["pdf", "xlsx"])
def test_paper_that_cannot_take_its_name_leaves_neither_round_nor_file(services, uid, desk, suffix):
    blocked = desk.folder / f"{NAME.format(1)}.{suffix}"
    blocked.mkdir(parents=True)
    before = digest(services)
    with pytest.raises((KnownError, OSError)):
        export(services, desk)
    assert digest(services) == before
    assert desk.files() == [blocked.name]
    blocked.rmdir()
    assert export(services, desk).round == 1


def test_ledger_that_fails_last_takes_the_papers_back(services, uid, desk):
    named = []

    def fail(*_words):
        # reads commit too; the papers have their names when the round is committed
        if any(name.endswith(".pdf") for name in desk.files()):
            named.extend(desk.files())
            raise KnownError("disk_failed")

    engine = database_of(services)._engine
    event.listen(engine, "commit", fail)
    with pytest.raises(KnownError) as refused:
        export(services, desk)
    event.remove(engine, "commit", fail)
    assert refused.value.code == "disk_failed"
    assert [name[-4:] for name in named] == [".pdf", "xlsx"]
    assert desk.files() == []
    assert services.filings.rounds(OCTOBER, KEY) == ()


@pytest.mark.parametrize("place", ["a file", "under a file"])
def test_folder_that_cannot_be_is_told(services, uid, tmp_path, place):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    folder = tmp_path / "file" if place == "a file" else tmp_path / "file" / "报送"
    before = digest(services)
    with pytest.raises(KnownError) as refused:
        services.filings.export(OCTOBER, [KEY], folder, Progress())
    assert (refused.value.code, refused.value.values) == ("folder_missing", {"path": str(folder)})
    assert digest(services) == before


def test_folder_of_a_reprint_must_be_there(services, uid, desk, tmp_path):
    export(services, desk)
    with pytest.raises(KnownError) as refused:
        services.filings.reprint(services.filings.rounds(OCTOBER, KEY)[0].uid, tmp_path / "没有")
    assert refused.value.code == "folder_missing"


def test_round_made_meanwhile_is_not_written_over(services, uid, desk):
    made = services.filings._maker.make(OCTOBER, KEY, Progress())
    export(services, desk)
    before = digest(services), desk.files()
    with pytest.raises(KnownError) as refused:
        services.filings._file(made, FilingWish(), desk.folder, Progress())
    assert refused.value.code == "round_taken"
    assert (digest(services), desk.files()) == before


def test_unit_of_a_very_long_name_files_every_round_beside_the_last(tmp_path, world, desk):
    services = begun(tmp_path / "长", world, unit_name="很长的单位名称" * 20, unit_kind="department")
    try:
        enter(services)
        for _ in range(2):
            filed = export(services, desk)
            assert len(os.fsencode(Path(filed.files[0].pdf).name)) <= 255
        assert len(desk.files()) == 4
    finally:
        services.close()


def test_kept_pdf_is_sealed_by_its_sum(services, uid, desk):
    filed = export(services, desk)
    row = database_of(services).read(
        lambda connection: connection.execute(text("SELECT sha256, content FROM filing_document")).one()
    )
    assert row.sha256 == sha256(row.content).hexdigest()
    assert Path(filed.files[0].pdf).read_bytes() == row.content


def test_amounts_beyond_any_float_stay_exact_in_the_round(services, uid, desk):
    value = replace(cell(Measure.TAX_YTD, 0), amount=9_999_999_999_999_999, raw="99999999999999.99元")
    services.figures.save(replace(figures(uid), inputs=(value,)))
    export(services, desk)
    facts = database_of(services).read(
        lambda connection: connection.execute(text("SELECT facts FROM filing")).scalar_one()
    )
    assert "9999999999999999" in facts
    assert services.check.run(deep=True) == ()
