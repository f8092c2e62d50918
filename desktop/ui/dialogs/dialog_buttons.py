"""The two buttons at the foot of a form: the deed, and leaving it."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox

from desktop.ui.theme import give_role


def save_buttons(dialog: QDialog, deed: str = "保存") -> QDialogButtonBox:
    """Return the buttons of *dialog*: *deed* accepts, 取消 rejects."""
    buttons = QDialogButtonBox()
    give_role(buttons.addButton(deed, QDialogButtonBox.ButtonRole.AcceptRole), "primary")
    buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    return buttons
