"""Asks which one of a few."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop.ui.dialogs.dialog_buttons import save_buttons
from desktop.ui.theme import words
from desktop.ui.widgets.inputs import ChoiceBox


class ChoiceDialog(QDialog):
    """A question, what hangs on it, and a list to choose from."""

    def __init__(self, title: str, text: str, choices: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(400)
        self.choice = ChoiceBox(tuple(choices))
        self.choice.setAccessibleName(title)
        box = QVBoxLayout(self)
        box.addWidget(words(text, "hint", wrap=True))
        box.addWidget(self.choice)
        box.addWidget(save_buttons(self, "确定"))


def ask_choice(parent: QWidget | None, title: str, text: str, choices: Sequence[str]) -> str | None:
    """Return the one of *choices* the user wants, or None."""
    dialog = ChoiceDialog(title, text, choices, parent)
    done = dialog.exec() == QDialog.DialogCode.Accepted
    choice = dialog.choice.value()
    dialog.deleteLater()
    return choice if done else None
