"""Filing the month on screen, with a real ledger and real papers."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from desktop.domain.codes import FilingKind, FilingState, Measure
from desktop.domain.filing import FilingCell, FilingRound
from desktop.domain.filing_answer import AnswerWhy
from desktop.domain.filing_code import spaced
from desktop.domain.filing_round import FilingWish, FilingWord, WordDraft
from desktop.domain.month import Month
from desktop.domain.visit import VisitDraft
from desktop.kernel.progress import Progress
from desktop.ui.dialogs.choice_dialog import ChoiceDialog
from desktop.ui.dialogs.export_dialog import ExportDialog
from desktop.ui.dialogs.filing_changes import ChangesDialog
from desktop.ui.dialogs.filing_explain import ExplainDialog
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.dialogs.hand_over import HandOverDialog
from desktop.ui.dialogs.reason_dialog import ReasonDialog
from desktop.ui.dialogs.verify_dialog import VerifyDialog
from desktop.ui.pages.filing_board import state_words, tone_of
from desktop.ui.pages.filings_page import FilingsPage, written_words
from desktop.wording.messages import told
from tests.services.making import Clock, begun, explain, figures, make_world
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


def test_the_board_says_whose_holidays_are_not_known(page):
    assert "2027年节假日还没有录入" in page.board.rates.text()  # December is filed in January


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


def test_what_is_blank_of_a_firm_is_one_line_and_a_click_opens_the_first_cell(page, qtbot, firms):
    opened(page, qtbot)
    blank = [row for row in page.detail.side.checks.rows if row.problem.code == "not_reported"]
    assert sorted(row.owner for row in blank) == sorted(firms)
    row = blank[0]
    assert "当月、主营业务收入累计未报" in told(row.problem)
    with qtbot.waitSignal(page.open_requested) as asked:
        page.detail.side.followed.emit(row)
    assert asked.args == ["figures", f"{row.owner}:{Measure.MAIN_REVENUE_MONTH}"]


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


def test_the_package_goes_with_the_papers_once_the_county_is_known(page, services, firms, tmp_path):
    offered = []
    when_open(ExportDialog, lambda dialog: offered.append(dialog.package.isVisibleTo(dialog)))
    page.board.make_all.click()
    with begun_elsewhere(tmp_path / "county", "县中小企业发展中心") as county:
        letter = county.letters.keys.register(tmp_path)
        services.letters.keys.accept(letter, county.letters.keys.own_fingerprint())

    def export(dialog):
        offered.append(dialog.package.isVisibleTo(dialog))
        dialog.folder.setText(str(tmp_path / "out"))
        dialog.accept()
        when_open(QDialog, lambda told: told.reject(), title="已生成")

    explain(services, KEY)
    when_open(ExportDialog, export)
    page.board.make_all.click()
    assert offered == [False, True]
    assert len(list((tmp_path / "out").glob("*.sgb"))) == 1
    (sent,) = services.letters.outgoing.log()
    assert sent.period == "2026-10"


@contextmanager
def begun_elsewhere(folder, unit):
    """Give a ledger of another office for a moment."""
    other = begun(folder, make_world(Clock(), prefix="other"), unit_name=unit)
    try:
        yield other
    finally:
        other.close()


def test_what_was_filed_and_has_not_changed_is_not_ticked_again(page, services, firms, tmp_path):
    explain(services, KEY)
    page.file(OCTOBER, (KEY,), tmp_path)
    ticked = []
    when_open(ExportDialog, lambda dialog: ticked.append(dialog.boxes[KEY].isChecked()))
    page.board.make_all.click()
    report(services, firms[0], OCTOBER, 100)
    explain(services, KEY)
    when_open(ExportDialog, lambda dialog: ticked.append(dialog.boxes[KEY].isChecked()))
    page.board.make_all.click()
    assert ticked == [False, True]


def test_a_banner_does_not_make_the_page_higher_than_its_window(page, qtbot):
    opened(page, qtbot)
    page.detail.say_written("写好了。" + "\n· 一份报表" * 3)
    assert page.heightForWidth(page.width()) <= page.height()


def test_a_form_named_by_a_link_opens(page, qtbot):
    with qtbot.waitSignal(page.detail.ready):
        page.open(f"form:{ISSUES}")
    assert page.detail.form.id == ISSUES
    page.detail.left.emit()
    assert page._stack.currentWidget() is page.board


def test_reasons_are_given_for_many_cells_at_once(page, qtbot, services, firms):
    opened(page, qtbot)
    assert not page.detail.side.explain_button.isHidden()
    assert page.detail.file_button.text() == "生成草稿"

    def explain_all(dialog):
        assert dialog.list.count() == 4
        dialog.why.set_value(AnswerWhy.CHECKED)
        assert dialog.list.count() == 0  # nothing odd is asked about, and a blank is not checked
        dialog.why.set_value(AnswerWhy.REFUSED)
        dialog.check_all()
        dialog.keep()
        assert dialog.list.count() == 0
        dialog.reject()

    when_open(ExplainDialog, explain_all)
    with qtbot.waitSignal(page.detail.ready):
        page.detail.side.explain_wanted.emit()
    assert page.detail.side.explain_button.isHidden()
    assert page.detail.file_button.text() == "生成"
    assert {each.why for each in services.answers.given(OCTOBER)} == {AnswerWhy.REFUSED}


def handed_over(page, services, tmp_path):
    explain(services, KEY)
    page.file(OCTOBER, (KEY,), tmp_path)
    latest = services.filings.rounds(OCTOBER, KEY)[-1]
    assert services.rounds.tell(latest.uid, WordDraft(FilingWord.SENT, date(2026, 11, 5))).uid
    return latest


def test_acceptance_is_recorded_as_told_and_locks(page, qtbot, services, firms, tmp_path):
    handed_over(page, services, tmp_path)
    opened(page, qtbot)
    assert page.detail.side.offer_words() == tuple(FilingWord)

    def told(dialog):
        dialog.accept()
        assert dialog.fields.problem_text("told_by")
        dialog.fields.editor("told_by").setText("王演示")
        dialog.accept()

    when_open(FormDialog, told)
    page.detail.side.told.emit(page.detail.side.current_round(), FilingWord.ACCEPTED)
    assert services.filings.rounds(OCTOBER, KEY)[0].state is FilingState.ACCEPTED
    assert page.detail.side.offer_words() == (FilingWord.TAKEN_BACK,)


def test_two_rounds_stand_beside_each_other(page, qtbot, services, firms, tmp_path):
    handed_over(page, services, tmp_path)
    first = services.filings.rounds(OCTOBER, KEY)[-1]
    entry = figures(firms[0], main_revenue_ytd=100)
    assert services.figures.save(replace(entry, inputs=(replace(entry.inputs[0], reason="企业补报"),))).uid
    assert services.filings.export(OCTOBER, (KEY,), tmp_path, Progress(), FilingWish(reason="企业补报")).files
    second = services.filings.rounds(OCTOBER, KEY)[-1]
    dialog = ChangesDialog(services.rounds, second, "月报")
    qtbot.addWidget(dialog)
    assert dialog.said.text() == "与台账现在的数一致，没有改动。"
    dialog.against.setCurrentIndex(dialog.against.findData(first.uid))
    heads = [dialog.since.headerData(place, Qt.Orientation.Horizontal) for place in (2, 3)]
    assert heads == [f"第 {first.round} 次", f"第 {second.round} 次"]
    cells = services.rounds.between(first.uid, second.uid)
    assert dialog.said.text() == f"两次有 {len(cells)} 处不同。"
    assert any(cell.after.startswith("100") for cell in cells)
    assert services.rounds.between(second.uid, first.uid)[0].before == cells[0].after


def test_a_correction_asks_why_and_the_badge_counts_what_changed(page, qtbot, services, firms, tmp_path):
    handed_over(page, services, tmp_path)
    entry = figures(firms[0], main_revenue_ytd=100)
    said = replace(entry.inputs[0], reason="企业补报")
    assert services.figures.save(replace(entry, inputs=(said,))).uid
    opened(page, qtbot)
    assert page.detail.badge.text() == "报送后有改动 3 处"
    seen = []
    when_open(ChangesDialog, lambda dialog: (seen.append(dialog.since.rowCount()), dialog.reject()))
    page.detail.badge.click()
    assert seen == [3]
    assert page.detail.file_button.text() == "更正…"

    def why(dialog):
        dialog.reason.setPlainText("企业补报")
        dialog.accept()

    when_open(ReasonDialog, why)
    wish = page._wish(OCTOBER, (KEY,))
    filed = page.file(OCTOBER, (KEY,), tmp_path, wish)
    assert "更正说明.pdf" in written_words(filed, tmp_path)
    latest = services.filings.rounds(OCTOBER, KEY)[-1]
    assert (latest.kind, latest.reason) == (FilingKind.CORRECTION, "企业补报")
    when_open(ReasonDialog, lambda dialog: dialog.reject())
    assert page._wish(OCTOBER, (KEY,)) is None


def test_a_month_that_has_not_begun_is_asked_about(page, qtbot, firms):
    when_open(QDialog, lambda dialog: dialog.reject(), title="还没有开始的月份")
    assert page._wish(Month(2026, 12), (KEY,)) is None
    when_open(QDialog, lambda dialog: dialog.accept(), title="还没有开始的月份")
    assert page._wish(Month(2026, 12), (KEY,)).early


def test_a_scanned_code_is_looked_up_by_enter(qtbot, page, services, firms, tmp_path):
    latest = handed_over(page, services, tmp_path)
    dialog = VerifyDialog(services.rounds)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.code, latest.code.lower())
    qtbot.keyClick(dialog.code, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.verdict.text().startswith("相符")
    qtbot.keyClicks(dialog.code, latest.code[:-1])  # typed over what was selected
    qtbot.keyClick(dialog.code, Qt.Key.Key_Return)
    assert dialog.verdict.text().startswith("E820")
    dialog.look_at(next(tmp_path.glob("*.xlsx")))
    assert dialog.verdict.text().startswith("相符")
    dialog.look_at(tmp_path / "没有.xlsx")
    assert dialog.verdict.text().startswith("E")


def test_dates_are_typed_from_the_notice(page, qtbot, services):
    def typed(dialog):
        dialog.days["due_on"].set_text("2026-11-06")
        dialog.accept()
        assert dialog.fields.problem_text("basis")
        dialog.fields.editor("basis").setText("县里通知")
        dialog.accept()

    when_open(FormDialog, typed)
    page.board.dates.click()
    october = next(place for place, row in enumerate(page.board.model.rows) if row.month == OCTOBER)
    assert page.board.model.index(october, 2).data() == "还剩1个工作日"
    assert page.board.model.index(0, 2).data() == "建账以前"


def test_every_enterprise_gets_a_paper_of_its_own(page, qtbot, firms, tmp_path, monkeypatch):
    opened(page, qtbot)
    monkeypatch.setattr("desktop.ui.pages.filing_hand.ask_folder", lambda *_: tmp_path / "分户")
    when_open(ChoiceDialog, lambda dialog: dialog.accept())
    page.detail.each_button.click()
    assert len(list((tmp_path / "分户").iterdir())) == 2
    assert not page.detail.banner.isHidden()
