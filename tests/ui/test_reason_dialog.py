"""Tests of asking why and asking whether."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.dialogs.reason_dialog import ReasonDialog, ask_reason, ask_yes


def press_enter() -> None:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    QtBot.keyClick(dialog, Qt.Key.Key_Return)


def test_nothing_is_voided_without_a_reason(qtbot: QtBot) -> None:
    dialog = ReasonDialog("作废", "这次走访将作废，不会删除。")
    qtbot.addWidget(dialog)
    assert not dialog.accept_button.isEnabled()
    dialog.reason.setPlainText("  \n ")
    assert not dialog.accept_button.isEnabled()
    dialog.reason.setPlainText(" 登记错了企业 ")
    assert dialog.accept_button.isEnabled()
    assert dialog.text() == "登记错了企业"


def test_reason_comes_back_or_nothing(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ReasonDialog)
        dialog.reason.setPlainText("重复登记")
        dialog.accept_button.click()

    QTimer.singleShot(0, answer)
    assert ask_reason(parent, "作废", "这条将作废。") == "重复登记"
    QTimer.singleShot(0, lambda: QApplication.activeModalWidget().reject())
    assert ask_reason(parent, "作废", "这条将作废。") is None


@pytest.mark.parametrize(("danger", "answer"), [(False, True), (True, False)])
def test_enter_alone_never_loses_anything(qtbot: QtBot, danger: bool, answer: bool) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    QTimer.singleShot(0, press_enter)
    assert ask_yes(parent, "还没有保存", "放弃后不能找回。", "放弃填写", "继续填写", danger=danger) is answer
