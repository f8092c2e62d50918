"""Filing the month on screen, with a real ledger and real papers."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from desktop.domain.codes import FilingKind, FilingState, Measure
from desktop.domain.filing import FilingCell, FilingRound
from desktop.domain.filing_code import spaced
from desktop.domain.filing_round import FilingWish, FilingWord
from desktop.domain.month import Month
from desktop.domain.visit import VisitDraft
from desktop.ui.dialogs.export_dialog import ExportDialog
from desktop.ui.dialogs.hand_over import HandOverDialog
from desktop.ui.pages.filing_board import state_words, tone_of
from desktop.ui.pages.filings_page import FilingsPage, written_words
from tests.services.making import explain
from tests.ui.dialog_hand import when_open
from tests.ui.ledger_makers import add_enterprise, report

OCTOBER = Month(2026, 10)
KEY, VISITS, ISSUES = "key-monitoring", "visit-month", "issue-month"


@pytest.fixture
def firms(services):
    return [add_enterprise(services, f"盂县演示{name}有限公司（演示）") for name in ("甲", "乙")]


@pytest.fixture
def page(services, desk, qtbot, firms):
    page = FilingsPage(services, desk)
    qtbot.addWidget(page)
    page.resize(1240, 670)
    page.show()
    page.reload()
    return page


def opened(page, qtbot, form=KEY, month=OCTOBER):
    with qtbot.waitSignal(page.detail.ready):
        page.show_form(month, form)


def kept(state, kind=FilingKind.NORMAL):
    made = datetime(2026, 11, 5, tzinfo=UTC)
    return FilingRound("r", OCTOBER, KEY, 1, 2, kind, state, made, "演示甲", "ab" * 32, 2, None)


@pytest.mark.parametrize(
    ("cell", "words", "tone"),
    [
        (FilingCell(OCTOBER, KEY, None, 0, changed_since=False, rows=2, asked=2, untouched=True), "未填", ""),
        (FilingCell(OCTOBER, KEY, None, 0, changed_since=False, rows=2, asked=1), "有疑问（1 户）", "soon"),
        (FilingCell(OCTOBER, KEY, None, 0, changed_since=False, rows=2), "可报", ""),
        (FilingCell(OCTOBER, KEY, None, 0, changed_since=False), "本月无记录", ""),
        (FilingCell(Month(2026, 12), KEY, None, 0, changed_since=False, rows=2), "未到", "off"),
        (FilingCell(OCTOBER, KEY, kept(FilingState.READY), 2, changed_since=False), "已生成，未交接（第2次）", ""),
        (FilingCell(OCTOBER, KEY, kept(FilingState.SENT), 2, changed_since=False), "已报（第2次）", "good"),
        (
            FilingCell(OCTOBER, KEY, kept(FilingState.SENT), 2, changed_since=True),
            "已报（第2次），之后有改动",
            "soon",
        ),
        (
            FilingCell(OCTOBER, KEY, kept(FilingState.SENT, FilingKind.NOTHING), 2, changed_since=False),
            "零报告 已报（第2次）",
            "good",
        ),
        (FilingCell(OCTOBER, KEY, kept(FilingState.RETURNED), 2, changed_since=False), "已退回（第2次）", "late"),
    ],
)
def test_a_cell_says_where_a_form_stands(cell, words, tone):
    said = state_words(cell, Month(2026, 11))
    assert said == words
    assert tone_of(said) == tone


def test_the_board_has_eleven_months_and_three_forms(page, services, firms):
    assert page.board.model.rowCount() == 11
    assert page.board.model.columnCount() == 3 + len(services.filings.forms())
    assert [page.board.model.index(8, column).data() for column in (1, 2)] == ["2026-11-10", "还剩3个工作日"]
    assert page.board.model.index(0, 0).data() == "2026年1—2月"
    assert page.board.text_at(OCTOBER, KEY) == "未填"
    report(services, firms[0], OCTOBER, 100)
    page.reload()
    assert page.board.text_at(OCTOBER, KEY).startswith("有疑问")


def test_enter_opens_the_form_of_the_cell(page, qtbot, desk):
    september = next(place for place, row in enumerate(page.board.model.rows) if row.month == Month(2026, 9))
    page.board.table.setCurrentIndex(page.board.model.index(september, 4))
    with qtbot.waitSignal(page.detail.ready):
        qtbot.keyClick(page.board.table, Qt.Key.Key_Return)
    assert (page.detail.month, page.detail.form.id) == (Month(2026, 9), page.forms[1].id)
    assert desk.month() == Month(2026, 9)


def test_the_preview_is_the_pdf_and_lists_what_to_check(page, qtbot, firms):
    opened(page, qtbot)
    assert page.detail.preview.path.read_bytes().startswith(b"%PDF")
    assert page.detail.panel.view.pages == page.detail.preview.pages
    owners = {row.owner for row in page.detail.side.checks.rows}
    assert owners == set(firms)
    assert not page.detail.print_button.isEnabled()


def test_a_click_on_a_check_opens_the_very_cell(page, qtbot, firms):
    opened(page, qtbot)
    row = next(row for row in page.detail.side.checks.rows if row.problem.field == Measure.MAIN_REVENUE_YTD)
    with qtbot.waitSignal(page.open_requested) as asked:
        page.detail.side.followed.emit(row)
    assert asked.args == ["figures", f"{row.owner}:main_revenue_ytd"]


def test_filing_writes_both_papers_and_keeps_the_round(page, qtbot, services, firms, tmp_path, desk):
    for firm in firms:
        report(services, firm, Month(2026, 9), 90)
        report(services, firm, OCTOBER, 100)
    with qtbot.waitSignal(desk.changed):
        filed = page.file(OCTOBER, (KEY,), tmp_path / "U盘")
    assert sorted(path.suffix for path in (tmp_path / "U盘").iterdir()) == [".pdf", ".xlsx"]
    assert "第1次.xlsx" in written_words(filed, tmp_path)
    page.reload()
    assert page.board.text_at(OCTOBER, KEY) == "已生成，未交接（第1次）"


def test_a_kept_round_is_shown_and_saved_again_byte_for_byte(page, qtbot, services, firms, tmp_path):
    page.file(OCTOBER, (KEY,), tmp_path)
    written = next(tmp_path.glob("*.pdf")).read_bytes()
    report(services, firms[0], OCTOBER, 100)
    opened(page, qtbot)
    (kept_round,) = page.detail.side.rounds.rows
    page.detail.show_round(kept_round)
    assert page.detail.panel.view.path.read_bytes() == written
    assert page.detail.print_button.isEnabled()
    assert not page.detail.file_button.isEnabled()
    assert spaced(kept_round.code) in page.detail.said.text()
    (tmp_path / "again").mkdir()
    again = services.filings.reprint(kept_round.uid, tmp_path / "again")
    assert again.read_bytes() == written


def test_filing_again_makes_a_second_round(page, qtbot, services, firms, tmp_path):
    page.file(OCTOBER, (KEY,), tmp_path)
    report(services, firms[0], OCTOBER, 100)
    page.reload()
    assert page.board.text_at(OCTOBER, KEY).endswith("之后有改动")
    page.file(OCTOBER, (KEY,), tmp_path)
    opened(page, qtbot)
    assert [row.round for row in page.detail.side.rounds.rows] == [2, 1]


def test_nothing_can_be_filed_only_where_there_is_nothing(page, qtbot, services, firms, tmp_path):
    opened(page, qtbot, VISITS)
    assert page.detail.nothing_button.isEnabled()
    assert not page.detail.file_button.isEnabled()
    filed = page.file(OCTOBER, (VISITS,), tmp_path, FilingWish(nothing=True))
    assert [each.form for each in filed.files] == [VISITS]
    page.show_board()
    assert page.board.text_at(OCTOBER, VISITS).startswith("零报告 已生成")
    saved = services.visits.save(
        VisitDraft(firms[0], date(2026, 10, 20), visitors="演示甲", summary="看生产线（演示）")
    )
    assert saved.uid
    opened(page, qtbot, VISITS)
    assert not page.detail.nothing_button.isEnabled()


def test_handing_over_is_dated(page, qtbot, services, firms, tmp_path):
    explain(services, KEY)
    page.file(OCTOBER, (KEY,), tmp_path)
    opened(page, qtbot)

    def hand(dialog):
        dialog.day.set_text("2026-11-09")
        dialog.accept()
        assert "晚于今天" in dialog.fields.problem_text("sent_on")
        dialog.day.set_text("今天")
        dialog.accept()

    when_open(HandOverDialog, hand)
    assert page.detail.side.offer_words() == (FilingWord.SENT,)
    page.detail.side.told.emit(page.detail.side.current_round(), FilingWord.SENT)
    (row,) = page.detail.side.rounds.rows
    assert (row.state, row.sent_on) == (FilingState.SENT, date(2026, 11, 5))
    page.show_board()
    assert page.board.text_at(OCTOBER, KEY).startswith("已报（第1次）")


def test_all_forms_of_the_month_are_filed_in_one_go(page, qtbot, services, firms, tmp_path):
    services.visits.save(VisitDraft(firms[0], date(2026, 10, 20), visitors="演示甲", summary="看生产线（演示）"))
    seen = []

    def export(dialog):
        seen.append({form: (box.isEnabled(), box.isChecked()) for form, box in dialog.boxes.items()})
        dialog.folder.setText(str(tmp_path / "out"))
        dialog.accept()
        when_open(QDialog, lambda told: told.reject(), title="已生成")

    when_open(ExportDialog, export)
    page.board.make_all.click()
    assert seen[0][KEY] == (True, True)
    assert seen[0][ISSUES] == (False, False)
    assert len(list((tmp_path / "out").iterdir())) == 4
    assert page.board.text_at(OCTOBER, VISITS) == "已生成，未交接（第1次）"


def test_a_form_named_by_a_link_opens(page, qtbot):
    with qtbot.waitSignal(page.detail.ready):
        page.open(f"form:{ISSUES}")
    assert page.detail.form.id == ISSUES
    page.detail.left.emit()
    assert page._stack.currentWidget() is page.board
