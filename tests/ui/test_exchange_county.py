"""交换 at the county office: sending to units, a folder of letters, who has filed, answers and receipts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.letter import LetterState
from desktop.kernel.progress import Progress
from desktop.render.raster import page_texts
from desktop.ui.desk import Desk
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.dialogs.letter_dialog import LetterDialog
from desktop.ui.dialogs.new_key_dialog import NewKeyDialog
from desktop.ui.dialogs.paper_dialog import PaperDialog
from desktop.ui.models.letter_columns import round_state
from desktop.ui.pages import collect_tab
from desktop.ui.pages.collect_tab import line_state
from desktop.ui.pages.exchange_page import ExchangePage
from desktop.ui.pages.register_tab import RegisterTab
from desktop.ui.pages.send_dialog import SendDialog
from tests.services.making import OCTOBER, digest, explain, figures, kept, visit
from tests.ui.dialog_hand import when_open
from tests.ui.letter_offices import Offices, assign, close, deliver, introduce_all, make_offices, unit_id


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = make_offices(tmp_path)
    introduce_all(made)
    yield made
    close(made)


@pytest.fixture
def page(offices: Offices, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> ExchangePage:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(offices.stick))
    made = ExchangePage(offices.county, desk)
    qtbot.addWidget(made)
    made.show()
    made.reload()
    return made


def tab(page: ExchangePage, key: str):
    page.open(f"{key}:")
    return page.parts[key][1]


def choose(part, *names: str) -> None:
    """Select the rows of the units *names*."""
    part.table.clearSelection()
    part.table.setSelectionMode(part.table.SelectionMode.MultiSelection)
    for place, row in enumerate(part.model.rows):
        if row.name in names:
            part.table.selectRow(place)
    part.table.setSelectionMode(part.table.SelectionMode.ExtendedSelection)


def test_county_sends_to_every_registered_unit_and_only_what_is_theirs(offices, page, desk, qtbot, monkeypatch) -> None:
    kept(
        offices.county.enterprises.save(
            EnterpriseDraft(name="盂县演示耐火有限公司", no_code_reason="新开办", township=unit_id(offices.town))
        )
    )
    dispatch = tab(page, "dispatch")
    assert dispatch.all.isEnabled()

    def work(dialog: SendDialog) -> None:
        qtbot.waitUntil(lambda: not desk.runner.busy)
        firms = {line.unit: line.told for line in dialog.panel.model.rows if line.subject == "enterprise"}
        assert firms.get("秀水镇", 0) > 0
        assert firms.get("盂县能源局", 0) == 0
        dialog.panel.write.click()
        qtbot.waitUntil(lambda: not desk.runner.busy)
        assert "写好并读回核对 2 个。现在可以拔出 U 盘" in dialog.panel.outcome.text()

    when_open(SendDialog, work)
    dispatch.all.trigger()
    sent = {line.name: line.sent.seq for line in dispatch.model.rows if line.sent is not None}
    assert sent == {"秀水镇": 1, "盂县能源局": 1}
    choose(dispatch, "孙家庄镇")
    dispatch.table.selectRow([line.name for line in dispatch.model.rows].index("孙家庄镇"))
    assert not dispatch.paper.isEnabled()
    pdf = offices.stick / "单子.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(pdf), ""))
    dispatch.table.selectRow([line.name for line in dispatch.model.rows].index("秀水镇"))
    shown: list[str] = []
    when_open(PaperDialog, lambda dialog: (shown.append(dialog.windowTitle()), dialog.reject()))
    dispatch.paper.trigger()
    assert shown == ["交办清单"]
    assert pdf.is_file()


def test_unit_without_a_key_is_told_and_does_not_stop_the_others(offices, page, desk, qtbot) -> None:
    dispatch = tab(page, "dispatch")
    choose(dispatch, "秀水镇", "孙家庄镇")

    def work(dialog: SendDialog) -> None:
        qtbot.waitUntil(lambda: not desk.runner.busy)
        assert "还没有登记：孙家庄镇" in dialog.panel.standing.text()
        dialog.panel.write.click()
        qtbot.waitUntil(lambda: not desk.runner.busy)
        assert "E223" in dialog.panel.outcome.text()
        assert "写好并读回核对 1 个" in dialog.panel.outcome.text()

    when_open(SendDialog, work)
    dispatch.some.trigger()


def test_folder_is_rehearsed_whole_and_a_bad_file_stops_nobody(offices, page, qtmodeltester) -> None:
    uid = assign(offices)
    for path in offices.stick.iterdir():
        path.unlink()
    for services in offices.units:
        kept(services.visits.save(visit(uid)))
        services.letters.outgoing.send(offices.stick)
    (offices.stick / "坏的.sgb").write_bytes(b"%PDF-1.4")
    collect = tab(page, "collect")
    before = digest(offices.county)
    collect.folder.trigger()
    qtmodeltester.check(collect.model)
    assert digest(offices.county) == before
    assert "试算，还没有写入：2 个包" in collect.count.text()
    assert "1 个不能读入" in collect.count.text()
    refused = next(line for line in collect.model.rows if line.error is not None)
    assert refused.path.name == "坏的.sgb"
    collect.take.trigger()
    assert "已读入：2 个包" in collect.count.text()
    assert not collect.take.isEnabled()
    assert len(offices.county.letters.incoming.taken()) == 2
    collect.folder.trigger()
    assert "2 个以前读入过" in collect.count.text()
    assert not collect.take.isEnabled()


def test_a_rehearsal_goes_on_paper_before_anything_is_read_in(offices, page, tmp_path, monkeypatch) -> None:
    uid = assign(offices)
    for path in offices.stick.iterdir():
        path.unlink()
    for _ in range(2):
        offices.town.letters.outgoing.send(offices.stick).path.unlink()
    kept(offices.town.visits.save(visit(uid)))
    offices.town.letters.outgoing.send(offices.stick)
    offices.energy.letters.outgoing.send(offices.stick)
    collect = tab(page, "collect")
    assert not collect.paper.isEnabled()
    collect.folder.trigger()
    refused = next(line for line in collect.model.rows if line.error is not None)
    assert (refused.error.code, refused.plan.unit_name) == ("package_gap", "秀水镇")
    assert "1 个不能读入。缺包：秀水镇第1—2号。请对方把缺的原样再发一次" in collect.count.text()
    assert "缺少第 1—2 号包" in collect.describe(refused)
    pdf = tmp_path / "试算.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(pdf), ""))
    shown: list[str] = []
    when_open(PaperDialog, lambda dialog: (shown.append(dialog.windowTitle()), dialog.reject()))
    collect.paper.trigger()
    assert shown == ["收包试算单"]
    assert offices.county.letters.incoming.taken() == ()
    said = "".join(page_texts(pdf)).replace("\r\n", "").replace("\n", "")
    assert "试算，没有写入台账。把这 1 个包一起读入" in said
    assert "缺包：秀水镇第1—2号" in said
    rows = [[cell.value for cell in row] for row in load_workbook(pdf.with_suffix(".xlsx")).active.iter_rows()]
    assert any("秀水镇" in row and "上报包第3号" in row for row in rows)


def test_the_bulletin_of_the_month_is_read_copied_and_written(offices, page, desk, tmp_path, monkeypatch) -> None:
    filed(offices, tmp_path / "报送")
    bulletin = tab(page, "bulletin")
    whole = {row.name: row.filing for row in bulletin.model.rows if not row.whole}
    assert (whole["秀水镇"].due, whole["秀水镇"].on_time) == (3, 1)
    assert "秀水镇：净增0户" in bulletin.detail.toPlainText()
    bulletin.copy.trigger()
    assert QApplication.clipboard().text() == bulletin.detail.toPlainText()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "通报"))
    (tmp_path / "通报").mkdir()
    when_open(PaperDialog, lambda dialog: dialog.reject())
    bulletin.write.trigger()
    assert sorted(path.suffix for path in (tmp_path / "通报").iterdir()) == [".pdf", ".txt", ".xlsx"]


def test_a_new_key_that_the_old_one_signed_for_needs_no_paper(offices, page, desk, qtbot) -> None:
    town = RegisterTab(offices.town, desk)
    qtbot.addWidget(town)
    before = offices.town.letters.keys.own_fingerprint()

    def announce(dialog: NewKeyDialog) -> None:
        assert not dialog.accept_button.isEnabled()
        dialog.ways.set_value(0)
        dialog.accept()

    when_open(NewKeyDialog, announce)
    town.renew.trigger()
    after = offices.town.letters.keys.own_fingerprint()
    assert after != before
    assert "不用填指纹" in town.outcome.text()
    (path,) = offices.stick.glob("new-key_*.sgb")

    def take(dialog: FormDialog) -> None:
        assert dialog.windowTitle() == "收换钥匙的包"
        dialog.accept()

    when_open(FormDialog, take)
    tab(page, "register").register(path)
    assert after in {each.fingerprint for each in offices.county.letters.keys.offices() if each.retired_from is None}


def test_letter_of_an_unregistered_unit_is_opened_alone(offices, page) -> None:
    assign(offices)
    kept(offices.county.letters.keys.retire(unit_id(offices.town), "电脑丢失"))
    offices.town.letters.keys.renew()
    for path in offices.stick.iterdir():
        path.unlink()
    offices.town.letters.outgoing.send(offices.stick)
    collect = tab(page, "collect")
    collect.folder.trigger()
    assert collect.model.rows[0].error.code == "package_unknown_key"

    def work(dialog: LetterDialog) -> None:
        dialog.fingerprint.setText(offices.town.letters.keys.own_fingerprint()[:19])
        dialog.again.click()
        dialog.take.click()

    when_open(LetterDialog, work)
    collect.one.trigger()
    assert collect.model.rows[0].plan.taken_at is not None


def filed(offices: Offices, folder: Path) -> str:
    """Let 秀水镇 file October and the county read it in; return the enterprise."""
    uid = assign(offices)
    kept(offices.town.figures.save(figures(uid, main_revenue_ytd=1850, main_revenue_month=180)))
    explain(offices.town, "key-monitoring")
    offices.town.filings.export(OCTOBER, ["key-monitoring"], folder, Progress())
    deliver(offices, offices.town, offices.county)
    return uid


def test_who_has_filed_late_or_not_and_a_round_given_back_reaches_the_unit(offices, page, desk, tmp_path) -> None:
    offices.clock.forward(days=20)  # past the 10th of November
    filed(offices, tmp_path / "报送")
    board = tab(page, "board")
    standing = {line.name: (line.round is not None, line.late) for line in board.model.rows}
    assert standing["秀水镇"] == (True, True)
    assert standing["盂县能源局"] == (False, False)
    assert "已报 1 个单位，其中逾期 1 个" in board.count.text()
    choose(board, "盂县能源局")
    assert not board.back.isEnabled()
    beside = next(line for line in board.model.rows if line.name == "孙家庄镇")
    assert (beside.due, beside.missing_late, round_state(beside)) == (False, False, "无交办企业")
    assert "未报 1 个" in board.count.text()
    choose(board, "秀水镇")

    def give_back(dialog: FormDialog) -> None:
        dialog.accept()
        assert dialog.fields.problem_text("comment")
        dialog.fields.editor("comment").set_text("缺用电量")
        dialog.days["due_on"].set_value(date(2026, 12, 1))
        dialog.accept()

    when_open(FormDialog, give_back)
    board.back.trigger()
    (line,) = (line for line in board.model.rows if line.round is not None)
    assert (line.round.state, line.round.comment, line.round.due_on) == ("returned", "缺用电量", date(2026, 12, 1))
    for path in offices.stick.iterdir():
        path.unlink()
    choose(board, "秀水镇")
    board.receipt.trigger()
    assert "现在可以拔出 U 盘" in board.outcome.text()
    (receipt,) = offices.stick.iterdir()
    offices.town.letters.incoming.take(receipt)
    assert offices.town.letters.outgoing.log()[0].state is LetterState.RETURNED


def test_receipt_waits_until_everything_of_the_unit_is_answered(offices, page, tmp_path) -> None:
    filed(offices, tmp_path / "报送")
    board = tab(page, "board")
    choose(board, "秀水镇")
    board.receipt.trigger()
    assert "E228" in board.outcome.text()
    assert "拔出" not in board.outcome.text()
    when_open(FormDialog, lambda dialog: dialog.accept())
    board.accept.trigger()
    choose(board, "秀水镇")
    board.receipt.trigger()
    assert "现在可以拔出 U 盘" in board.outcome.text()


def test_a_reading_that_was_stopped_tells_what_was_read_in_until_then(page, offices, monkeypatch):
    assign(offices)
    paths = [services.letters.outgoing.send(offices.stick).path for services in offices.units]
    part = tab(page, "collect")
    part.look(paths)
    run = collect_tab.run_job

    def stopped(parent, desk, title, work):
        if title != "读入":
            return run(parent, desk, title, work)
        return offices.county.letters.incoming.take(paths[0]) and None

    monkeypatch.setattr(collect_tab, "run_job", stopped)
    part.take.trigger()
    told = {line.path: line_state(line) for line in part.model.rows}
    assert told[paths[0]].endswith("读入过")
    assert told[paths[1]] == "可以读入"
    assert part.take.isEnabled()
