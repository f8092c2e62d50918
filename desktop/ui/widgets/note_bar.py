"""A line above the pages that tells what the start found; it stays until somebody has read it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.ui.theme import button, words


class NoteBar(QFrame):
    """Shows *notes*, one under the other, until 知道了 is pressed."""

    def __init__(self, notes: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self.setAccessibleName("提醒")
        self.text = words("\n".join(notes), "question", wrap=True)
        self.read = button("知道了", "flat")
        self.read.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 12, 6)
        row.addWidget(self.text, 1)
        row.addWidget(self.read)
