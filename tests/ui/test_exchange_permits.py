"""更正许可 and 退回核对 in the window, from the county's deed to what the unit sees and answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.domain.codes import FilingKind, Measure, Obtained, Source
from desktop.domain.filing_round import FilingWish
from desktop.domain.overview import TodoKind
from desktop.domain.permit import PermitDraft, PermitKind
from desktop.kernel.progress import Progress
from desktop.services.filings import Preview
from desktop.ui.desk import Desk
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.dialogs.permit_dialog import PermitsDialog
from desktop.ui.dialogs.reason_dialog import ReasonDialog
from desktop.ui.models.letter_columns import permitted_word
from desktop.ui.models.question_lines import RECHECK
from desktop.ui.pages.board_tab import BoardTab
from desktop.ui.pages.filings_page import FilingsPage
from desktop.ui.pages.questions_tab import QuestionsTab
from desktop.ui.pages.today_words import todo_link, todo_words
from tests.services.making import OCTOBER, TODAY, explain, figures, kept
from tests.ui.dialog_hand import when_open
from tests.ui.letter_offices import Offices, close, deliver, introduce_all, make_offices, unit_id
from tests.ui.test_exchange_county import choose, filed
from tests.ui.test_exchange_questions import two_figures

YTD, FORM = Measure.MAIN_REVENUE_YTD, "key-monitoring"
WHY, CHECKED = "两家差得太多，请核对发票", "照申报表逐张核对过"


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = make_offices(tmp_path)
    introduce_all(made)
    yield made
    close(made)


def shown(tab, qtbot: QtBot):
    qtbot.addWidget(tab)
    tab.resize(1200, 560)
    tab.show()
    tab.reload()
    return tab


def test_the_county_permits_and_takes_back(offices, desk: Desk, qtbot, qtmodeltester) -> None:
    board = shown(BoardTab(offices.county, desk), qtbot)
    choose(board, "秀水镇")

    def give(form: FormDialog) -> None:
        assert form.fields.editor("unit").value() == unit_id(offices.town)
        form.accept()
        assert form.fields.problem_text("kind")
        form.fields.editor("kind").set_value(PermitKind.CORRECTION)
        form.accept()
        for name in ("until", "reason"):
            assert form.fields.problem_text(name)
        form.fields.editor("month").set_value(str(OCTOBER))
        form.days["until"].set_value(date(2026, 11, 30))
        form.fields.editor("reason").set_text("企业补报了一张发票")
        form.accept()

    def take_back(form: FormDialog) -> None:
        form.fields.editor("reason").set_text("发错了单位")
        form.accept()

    def work(dialog: PermitsDialog) -> None:
        assert not dialog.take_back.isEnabled()
        when_open(FormDialog, give)
        dialog.give.click()
        qtmodeltester.check(dialog.model)
        (line,) = dialog.model.rows
        assert (line.unit, line.form, line.state) == ("秀水镇", "这个月的各表", "有效")
        when_open(FormDialog, take_back)
        dialog.take_back.click()
        assert [line.state for line in dialog.model.rows] == ["已收回"]
        assert not dialog.take_back.isEnabled()
        dialog.reject()

    when_open(PermitsDialog, work)
    board.permit.trigger()


def test_the_unit_is_asked_without_a_permission_and_told_of_one(offices, desk: Desk, qtbot, tmp_path) -> None:
    county, town = offices.county, offices.town
    uid = filed(offices, tmp_path / "报送")
    (found,) = county.letters.answering.rounds(OCTOBER)
    kept(county.letters.answering.accept([found.uid]))
    town.letters.incoming.take(county.letters.answering.receipt(unit_id(town), offices.stick).path)
    entry = figures(uid, main_revenue_ytd=1860)
    inputs = tuple(replace(each, reason="少记一张发票") for each in entry.inputs)
    kept(town.figures.save(replace(entry, inputs=inputs)))
    explain(town, FORM)
    page = FilingsPage(town, desk)
    qtbot.addWidget(page)
    asked: list[str] = []

    def refuse(dialog: ReasonDialog) -> None:
        asked.append(" ".join(label.text() for label in dialog.findChildren(QLabel)))

    when_open(ReasonDialog, refuse)
    assert page._wish(OCTOBER, (FORM,)) is None
    kept(
        county.letters.permits.give(
            PermitDraft(unit_id(town), OCTOBER, PermitKind.CORRECTION, date(2026, 11, 30), "企业补报了发票")
        )
    )
    deliver(offices, county, town)
    when_open(ReasonDialog, refuse)
    assert page._wish(OCTOBER, (FORM,)) is None
    assert "没有收到县里有效的更正许可" in asked[0]
    assert "县里准许更正（至 11月30日，理由：企业补报了发票）" in asked[1]
    preview = Preview(tmp_path, 1, (), 1, FilingKind.CORRECTION, 1, town.filings.permission(OCTOBER, FORM))
    assert "县里准许更正（至 11月30日，理由：企业补报了发票）。" in page.detail._about(preview)


def test_what_was_filed_before_the_acceptance_came_reads_so_on_both_sides(offices, desk: Desk, qtbot, tmp_path) -> None:
    county, town = offices.county, offices.town
    uid = filed(offices, tmp_path / "报送")
    entry = figures(uid, main_revenue_ytd=1860)
    inputs = tuple(replace(each, reason="少记一张发票") for each in entry.inputs)
    kept(town.figures.save(replace(entry, inputs=inputs)))
    explain(town, FORM)
    assert town.filings.export(OCTOBER, [FORM], tmp_path, Progress(), FilingWish(reason="少记一张发票")).files
    (found,) = county.letters.answering.rounds(OCTOBER)
    kept(county.letters.answering.accept([found.uid]))
    deliver(offices, town, county)
    board = shown(BoardTab(county, desk), qtbot)
    assert [permitted_word(row) for row in board.model.rows if row.round is not None] == ["", "接收前所报"]
    (ahead,) = [row for row in board.model.rows if row.round is not None and row.round.correction]
    assert all(told in board.describe(ahead) for told in ("少记一张发票", "不用先要许可"))
    town.letters.incoming.take(county.letters.answering.receipt(unit_id(town), offices.stick).path)
    page = FilingsPage(town, desk)
    qtbot.addWidget(page)
    page.detail.show_round(town.rounds.all(OCTOBER)[-1])
    assert "更正第 1 次：少记一张发票，接收前所报的更正，待县里接收或退回" in page.detail.said.text()


def test_a_figure_is_given_back_and_each_unit_answers_for_its_own(offices, desk: Desk, qtbot) -> None:
    uid = two_figures(offices)
    county = shown(QuestionsTab(offices.county, desk), qtbot)
    assert not county.take_back.isEnabled()

    def ask(form: FormDialog) -> None:
        form.fields.editor("choice").set_value(3)
        form.fields.editor("reason").set_text(WHY)
        form.accept()

    when_open(FormDialog, ask)
    county.settle.trigger()
    (line,) = county.model.rows
    assert line.standing == "已退回 2 家、已答 0 家"
    assert "秀水镇：2026-11-05 退回，未答" in county.detail.toPlainText()
    assert county.take_back.isEnabled()
    for services in offices.units:
        deliver(offices, offices.county, services)

    (item,) = (each for each in offices.town.overview.today(OCTOBER).todo if each.kind is TodoKind.RECHECK)
    assert todo_words(item, TODAY).startswith("县里请核对：2026年10月主营业务收入累计，本单位报 1,850.00万元。理由：")
    assert todo_link(item) == ("exchange", "questions:")
    town = shown(QuestionsTab(offices.town, desk), qtbot)
    (line,) = town.model.rows
    assert (line.kind, line.name) == (RECHECK, "盂县演示耐火有限公司")
    assert "2,010" not in town.detail.toPlainText()

    def confirm(form: FormDialog) -> None:
        form.accept()
        assert form.fields.problem_text("choice")
        form.fields.editor("choice").set_value(0)
        form.fields.editor("reason").set_text(CHECKED)
        form.accept()
        assert form.fields.problem_text("source")
        form.fields.editor("source").set_value(Source.TAX_RETURN)
        form.accept()

    when_open(FormDialog, confirm)
    town.settle.trigger()
    assert town.model.rows == ()
    deliver(offices, offices.town, offices.county)
    county.reload()
    assert county.model.rows[0].standing == "已退回 2 家、已答 1 家"
    assert CHECKED in county.detail.toPlainText()

    energy = shown(QuestionsTab(offices.energy, desk), qtbot)

    def put_right(form: FormDialog) -> None:
        form.fields.editor("reason").set_text("多记了一张发票")
        form.fields.editor(YTD).textEdited.emit("1850")  # typing chooses the line
        form.accept()
        for name in (YTD, "source", "obtained"):
            assert form.fields.problem_text(name)
        form.fields.editor(YTD).setText("1850")
        form.fields.editor("source").set_value(Source.INCOME_STATEMENT)
        form.fields.editor("obtained").set_value(Obtained.PAPER)
        form.accept()

    when_open(FormDialog, put_right)
    energy.settle.trigger()
    assert energy.model.rows == ()
    told = offices.energy.letters.questions.told(uid, "2026-10", YTD)[unit_id(offices.energy)]
    assert (told.amount, told.source) == (185_000_000_000 // 100, Source.INCOME_STATEMENT)
    deliver(offices, offices.energy, offices.county)
    county.reload()
    assert county.model.rows == ()


def test_the_county_takes_a_request_back(offices, desk: Desk, qtbot) -> None:
    uid = two_figures(offices)
    kept(offices.county.letters.rechecks.ask(uid, "2026-10", YTD, WHY))
    county = shown(QuestionsTab(offices.county, desk), qtbot)

    def why(form: FormDialog) -> None:
        form.fields.editor("reason").set_text("短")
        form.accept()
        assert "5 个字" in form.fields.problem_text("reason")
        form.fields.editor("reason").set_text("电话里说清楚了")
        form.accept()

    when_open(FormDialog, why)
    county.take_back.trigger()
    assert county.model.rows[0].standing == ""
