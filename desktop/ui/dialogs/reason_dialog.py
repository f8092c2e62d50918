"""Asks why: for 作废 and 更正, which are never done without a reason."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.ui.theme import give_role, words


class ReasonDialog(QDialog):
    """A question, what will happen, and the reason for it."""

    def __init__(self, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        self.reason = QPlainTextEdit()
        self.reason.setAccessibleName("原因")
        self.reason.setPlaceholderText("请写明原因，会记入修改记录")
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(84)
        self.reason.textChanged.connect(self._judge)
        self._buttons = QDialogButtonBox()
        self.accept_button = self._buttons.addButton(title, QDialogButtonBox.ButtonRole.AcceptRole)
        give_role(self.accept_button, "danger")
        self._buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(words(text, wrap=True))
        box.addWidget(words("原因"))
        box.addWidget(self.reason)
        box.addWidget(self._buttons)
        self._judge()

    def text(self) -> str:
        """Return the reason as typed."""
        return self.reason.toPlainText().strip()

    def _judge(self) -> None:
        self.accept_button.setEnabled(bool(self.text()))


def ask_reason(parent: QWidget | None, title: str, text: str) -> str | None:
    """Return the reason for what *title* names and *text* explains, or None if the user thought better of it."""
    dialog = ReasonDialog(title, text, parent)
    done = dialog.exec() == QDialog.DialogCode.Accepted
    reason = dialog.text()
    dialog.deleteLater()
    return reason if done else None


def ask_yes(parent: QWidget | None, title: str, text: str, yes: str, no: str = "取消", *, danger: bool = False) -> bool:
    """Return whether the user wants what *text* explains; *yes* and *no* are the words on the buttons.

    With *danger* something is lost by *yes*, so that Enter alone means *no*.
    """
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setMinimumWidth(420)
    buttons = QDialogButtonBox()
    agree = buttons.addButton(yes, QDialogButtonBox.ButtonRole.AcceptRole)
    refuse = buttons.addButton(no, QDialogButtonBox.ButtonRole.RejectRole)
    give_role(agree, "danger" if danger else "primary")
    for press in (agree, refuse):
        press.setAutoDefault(False)
    (refuse if danger else agree).setDefault(True)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    box = QVBoxLayout(dialog)
    box.addWidget(words(text, wrap=True))
    box.addWidget(buttons)
    done = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return done
