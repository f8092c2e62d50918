"""A box for a few lines of text; Tab leaves it."""

from PySide6.QtWidgets import QPlainTextEdit, QWidget

_LINE, _EDGE = 20, 14  # pixels


class TextBox(QPlainTextEdit):
    """Shows *lines* lines and scrolls beyond; *hint* stands in it while it is empty."""

    def __init__(self, lines: int, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(hint)
        self.setFixedHeight(lines * _LINE + _EDGE)

    def text(self) -> str:
        """Return what stands in the box."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Show *text* instead."""
        self.setPlainText(text)
