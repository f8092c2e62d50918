"""撤销 in the window: the key, the button that names the save, the preview, the list, and what is void."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from desktop.domain.enterprise import EnterpriseFilter
from desktop.ui.desk import Desk
from desktop.ui.dialogs import person_data_dialog, undo_dialog
from desktop.ui.dialogs.lost_usb_dialog import LostUsbDialog
from desktop.ui.dialogs.person_data_dialog import PersonDataDialog
from desktop.ui.dialogs.recent_dialog import RecentDialog
from desktop.ui.dialogs.undo_dialog import UndoDialog
from desktop.ui.frame import BottomBar
from desktop.ui.job_dialog import run_job
from desktop.ui.pages import voided_panel
from desktop.ui.pages.export_panel import ExportPanel
from desktop.ui.pages.voided_panel import VoidedPanel
from desktop.ui.undo_deeds import UndoDeeds
from desktop.wiring import Services
from tests.ui.dialog_hand import when_open
from tests.ui.ledger_makers import add_enterprise

NAME = "盂县甲洗煤厂（演示）"


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def deeds(services: Services, desk: Desk, window: QMainWindow) -> UndoDeeds:
    bottom = BottomBar()
    window.setCentralWidget(bottom)
    return UndoDeeds(services.undo, desk, window, bottom)


def listed(services: Services) -> int:
    return len(services.enterprises.ids(EnterpriseFilter()))


def test_the_key_shows_what_goes_back_and_takes_it_back(services, desk, deeds, window, qtbot):
    add_enterprise(services, NAME)
    desk.say_kept("已保存")
    assert "调整培育库" in deeds.undo_button.text()
    seen: list[str] = []
    when_open(UndoDialog, lambda dialog: dialog.take_button.click(), seen)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    when_open(UndoDialog, lambda dialog: dialog.take_button.click(), seen)
    deeds.undo.trigger()
    assert seen == ["撤销", "撤销"]
    assert listed(services) == 0
    when_open(UndoDialog, lambda dialog: dialog.take_button.click(), seen)
    deeds.redo.trigger()
    assert seen[-1] == "恢复"
    assert listed(services) == 1


def test_a_page_with_the_same_key_keeps_it(deeds, window):
    own = QAction("撤销", window)
    own.setShortcut(QKeySequence.StandardKey.Undo)
    deeds.step_aside((own,))
    assert deeds.undo.shortcut().isEmpty()
    assert deeds.redo.shortcut().toString() == "Ctrl+Y"
    deeds.step_aside(())
    assert deeds.undo.shortcut().toString() == "Ctrl+Z"


def test_a_save_of_many_records_is_looked_at_and_taken_back_behind_a_progress_window(
    services, desk, deeds, monkeypatch
):
    add_enterprise(services, NAME)
    deeds.reload()
    titles: list[str] = []

    def seen(parent, place, title, work):
        titles.append(title)
        return run_job(parent, place, title, work)

    monkeypatch.setattr(undo_dialog, "MANY", 0)
    monkeypatch.setattr(undo_dialog, "run_job", seen)
    for _ in range(2):
        when_open(UndoDialog, lambda dialog: dialog.take_button.click())
        deeds.undo.trigger()
    assert titles == ["撤销"] * 4
    assert listed(services) == 0


def test_closing_the_preview_changes_nothing(services, desk, deeds, qtbot):
    add_enterprise(services, NAME)
    deeds.reload()
    when_open(UndoDialog, lambda dialog: dialog.reject())
    deeds.undo.trigger()
    assert listed(services) == 1


def test_nothing_to_undo_is_told_before_the_key_is_pressed(deeds):
    assert deeds.undo_button.text() == "撤销"  # the ledger's beginning stands for good
    assert not deeds.undo.isEnabled()
    assert not deeds.redo.isEnabled()


def test_the_list_says_what_stands_for_good(services, qtbot):
    add_enterprise(services, NAME)
    dialog = RecentDialog(services.undo, lambda save: False)
    qtbot.addWidget(dialog)
    said = [dialog.model.index(row, 5).data() for row in range(dialog.model.rowCount())]
    assert (said[0], said[-1]) == ("", "不能撤销")


def test_what_cannot_go_back_leaves_no_button_to_press(services, desk, qtbot):
    first = services.undo.recent()[-1]
    dialog = UndoDialog(services.undo, desk, services.undo.look(first.id))
    qtbot.addWidget(dialog)
    assert not dialog.take_button.isEnabled()
    assert "人员要留着署名" in dialog.model.index(0, 3).data()


def test_the_list_names_the_saves_and_takes_the_chosen_one_back(services, qtbot):
    add_enterprise(services, NAME)
    asked: list[str] = []
    dialog = RecentDialog(services.undo, lambda save: asked.append(save) is None)
    qtbot.addWidget(dialog)
    assert dialog.model.index(1, 2).data() == f"保存企业 {NAME}"
    dialog.table.selectRow(1)
    dialog.take_button.click()
    assert asked == [services.undo.recent()[1].id]
    dialog.imports.click()
    assert dialog.model.rowCount() == 0
    assert not dialog.take_button.isEnabled()


def test_a_void_record_stands_again_from_the_panel(services, desk, qtbot, monkeypatch):
    uid = add_enterprise(services, NAME)
    services.enterprises.void(uid, "重复登记")
    panel = VoidedPanel(services, desk)
    qtbot.addWidget(panel)
    panel.reload()
    panel.search.setText("没有的")
    assert panel.model.rowCount() == 0
    panel.search.setText("重复")
    panel.table.selectRow(0)
    monkeypatch.setattr(voided_panel, "ask_reason", lambda *_: "查明不是重复")
    panel.restore.click()
    assert listed(services) == 1
    assert panel.model.rowCount() == 0
    assert not panel.restore.isEnabled()


def test_what_is_kept_about_somebody_is_shown_and_erased(services, desk, qtbot, monkeypatch):
    uid = add_enterprise(services, NAME)
    draft = replace(services.enterprises.get(uid).draft, contact="王演示", contact_phone="13812345678")
    assert not services.enterprises.save(draft, uid).problems
    dialog = PersonDataDialog(services, desk)
    qtbot.addWidget(dialog)
    assert not dialog.erase_button.isEnabled()
    dialog.name.setText("王")
    assert "太短" in dialog.said.text()
    dialog.name.setText("王演示")
    assert dialog.model.rowCount() == 2
    asked: list[str] = []
    monkeypatch.setattr(person_data_dialog, "ask_reason", lambda *said: asked.append(said[-1]) or "本人要求")
    dialog.show()
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.model.rowCount() == 2
    dialog.erase_button.click()
    assert "王演示、13812345678" in asked[0]
    assert dialog.model.rowCount() == 0
    assert services.enterprises.get(uid).draft.contact_phone == ""


def test_the_log_of_exports_says_when_it_is_empty_and_opens_the_notice(services, desk, qtbot):
    panel = ExportPanel(services, desk)
    qtbot.addWidget(panel)
    panel.reload()
    assert panel.said.text() == "还没有导出过文件。"
    texts: list[str] = []
    when_open(LostUsbDialog, lambda dialog: texts.append(dialog.text.toPlainText()))
    panel.lost.click()
    assert "没有写到这个位置的文件" in texts[0]
