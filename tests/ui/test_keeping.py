"""Copies in the window: made, checked, brought back, and a ledger that does not open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.domain.copies import CopyReason
from desktop.domain.enterprise import EnterpriseDraft, EnterpriseFilter
from desktop.kernel.progress import Progress
from desktop.ui.dialogs.find_back_dialog import FindBackDialog
from desktop.ui.pages.keeping_panel import KeepingPanel, check_words, restore_words, state_words
from desktop.ui.start_trouble import TroublePage
from tests.ui.test_program import Runs


@pytest.fixture
def runs(qapp: QApplication, qtbot: QtBot) -> Iterator[Runs]:
    made = Runs(qapp, qtbot)
    yield made
    for program in list(made.started):
        made.stop(program)


@pytest.fixture
def kept(services) -> Path:
    """A closed ledger with one enterprise in its copy and a second one after it."""
    services.enterprises.save(EnterpriseDraft(name="盂县甲洗煤厂（演示）"))
    services.backups.make(CopyReason.MANUAL, Progress())
    services.enterprises.save(EnterpriseDraft(name="盂县乙耐火厂（演示）"))
    services.close()
    return services.folder


def names(services) -> list[str]:
    return [row.name for row in services.enterprises.rows(services.enterprises.ids(EnterpriseFilter()))]


def agree(kind: type[QDialog] = QDialog) -> None:
    """Say yes to the dialog that comes."""

    def accept() -> None:
        shown = QApplication.activeModalWidget()
        if isinstance(shown, kind) and shown.windowTitle() not in {"恢复备份中"}:
            shown.accept()
        else:
            QTimer.singleShot(20, accept)

    QTimer.singleShot(0, accept)


def test_copy_made_by_hand_stands_in_the_list(services, desk, qtbot) -> None:
    panel = KeepingPanel(services, desk)
    qtbot.addWidget(panel)
    panel.reload()
    assert "还没有备份" in panel.state.text()
    panel.make.click()
    assert panel.model.rowCount() == 1
    assert panel.outcome.text().startswith("✓ 已备份并校验")
    assert not panel.restore.isEnabled()  # nothing is chosen
    panel.table.selectRow(0)
    assert panel.restore.isEnabled()
    panel.check.click()
    assert "完好" in panel.outcome.text()


@pytest.mark.warns("told the user: copy_damaged")
def test_spoilt_copy_is_told_and_not_called_good(services, desk, qtbot) -> None:
    row = services.backups.make(CopyReason.MANUAL, Progress())
    content = bytearray(row.path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    row.path.write_bytes(content)
    panel = KeepingPanel(services, desk)
    qtbot.addWidget(panel)
    panel.reload()
    panel.table.selectRow(0)
    told = []
    desk.errors._tell = told.append
    panel.check.click()
    assert told[0].startswith("E343")


def test_what_a_restore_costs_is_said_before(services) -> None:
    row = services.backups.make(CopyReason.MANUAL, Progress())
    services.enterprises.save(EnterpriseDraft(name="盂县甲洗煤厂（演示）"))
    said = restore_words(row, services.backups.changes_after(row))
    assert "0 户" in said
    assert "条修改会没有" in said
    assert "之后有" in state_words(services.backups.keeping())


def test_check_says_what_is_missing(services) -> None:
    row = services.backups.make(CopyReason.MANUAL, Progress())
    found = services.backups.check(row.path, Progress())
    assert check_words(found).startswith("✓")


@pytest.mark.warns("told the user: second_place_same")
def test_second_place_inside_the_folder_is_refused(services, desk, qtbot, monkeypatch, tmp_path) -> None:
    panel = KeepingPanel(services, desk)
    qtbot.addWidget(panel)
    panel.reload()
    told = []
    desk.errors._tell = told.append
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(services.folder / "backups"))
    (services.folder / "backups").mkdir(exist_ok=True)
    panel.choose.click()
    assert told[0].startswith("E347")
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(stick))
    panel.choose.click()
    panel.carry.click()
    assert "可以拔出" in panel.outcome.text()
    assert [path.suffix for path in stick.iterdir()] == [".sgbak"]


@pytest.mark.warns("the ledger did not open: ledger_damaged")
def test_damaged_ledger_is_brought_back_and_what_came_after_is_found(runs: Runs, kept: Path, qtbot) -> None:
    path = kept / "ledger.db"
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 4] = b"\xff" * 4096
    path.write_bytes(content)
    program = Program(QApplication.instance(), kept, smoke=False)
    runs.started.append(program)
    assert program._instance.first()
    program._load()
    page = program._opening.trouble
    assert isinstance(page, TroublePage)
    assert path.read_bytes() == bytes(content)
    assert "条修改" in page.buttons["restore"].text() or "读不出来" in page.buttons["restore"].text()
    page.buttons["restore"].click()
    assert program.following == (kept, False)
    runs.stop(program)
    again = runs.start(kept)
    assert names(again._services) == ["盂县甲洗煤厂（演示）"]


def test_restore_from_the_settings_starts_anew_and_offers_what_came_after(runs: Runs, kept: Path, qtbot) -> None:
    program = runs.start(kept)
    page = program._window.page("settings")
    page.open("keeping")
    panel = page.keeping
    panel.reload()
    qtbot.waitUntil(lambda: not page.desk.runner.busy)
    panel.reload()
    panel.table.selectRow(panel.model.rowCount() - 1)
    agree()
    panel.restore.click()
    assert program.following == (kept, True)
    runs.stop(program)
    following = Program(QApplication.instance(), kept, smoke=False, find=True)
    runs.started.append(following)
    assert following._instance.first()
    agree(FindBackDialog)
    following._load()
    assert sorted(names(following._services)) == ["盂县乙耐火厂（演示）", "盂县甲洗煤厂（演示）"]


def test_closing_keeps_a_copy_only_if_something_changed(runs: Runs, kept: Path, qtbot) -> None:
    program = runs.start(kept)
    qtbot.waitUntil(lambda: not program._runner.busy)
    before = len(program._services.backups.list())
    runs.stop(program)
    again = runs.start(kept)
    qtbot.waitUntil(lambda: not again._runner.busy)
    assert len(again._services.backups.list()) == before
    again._services.enterprises.save(EnterpriseDraft(name="盂县丙厂（演示）"))
    runs.stop(again)
    last = runs.start(kept)
    assert last._services.backups.list()[0].label.reason == "close"


@pytest.mark.warns("the ledger did not open: newer_data")
def test_newer_ledger_is_refused_and_can_be_carried_away(runs: Runs, kept: Path, tmp_path, monkeypatch, qtbot) -> None:
    import sqlite3

    with sqlite3.connect(kept / "ledger.db") as newer:
        newer.execute("PRAGMA user_version=9")
    newer.close()
    program = Program(QApplication.instance(), kept, smoke=False)
    runs.started.append(program)
    assert program._instance.first()
    program._load()
    page = program._opening.trouble
    assert set(page.buttons) == {"tables", "bundle", "leave"}
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    page.buttons["tables"].click()
    assert "已存好" in page.buttons["tables"].text()
    assert list(tmp_path.glob("升规台账各表-*/enterprise_企业.xlsx"))
    target = tmp_path / "bundle.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page.buttons["bundle"].click()
    assert target.stat().st_size > 1000


def test_doubtful_clock_is_asked_about_before_filing(qtbot) -> None:
    from PySide6.QtWidgets import QWidget

    from desktop.kernel.errors import KnownError
    from desktop.ui.dialogs.clock_question import clock_agreed

    parent = QWidget()
    qtbot.addWidget(parent)
    assert clock_agreed(parent, [KnownError("space_low")])
    doubt = KnownError("clock_doubtful", now="2016-01-01 08:00", last="2026-11-05 09:31")
    agree()
    assert clock_agreed(parent, [doubt])
    QTimer.singleShot(100, lambda: QApplication.activeModalWidget().reject())
    assert not clock_agreed(parent, [doubt])


def test_form_keeps_itself_while_somebody_types_without_a_pause(qtbot) -> None:
    from desktop.ui.draft_timer import DraftTimer

    kept = []
    timer = DraftTimer(lambda: kept.append(timer), None)
    typing = QTimer()
    typing.setInterval(100)
    typing.timeout.connect(timer.nudge)
    typing.start()
    qtbot.waitUntil(lambda: bool(kept), timeout=2_500)
    typing.stop()
    timer.stop()
