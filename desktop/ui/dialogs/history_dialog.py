"""The life of one field of one record (修改记录)."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from desktop.domain.change import HistoryLine
from desktop.ui.widgets.history_view import HistoryView


class HistoryDialog(QDialog):
    """Shows *lines*, those of *field* to begin with."""

    def __init__(
        self,
        title: str,
        lines: Sequence[HistoryLine],
        names: Mapping[str, str],
        field: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"修改记录：{title}")
        self.view = HistoryView(names, self)
        self.view.show_lines(lines, field)
        buttons = QDialogButtonBox()
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.view, 1)
        layout.addWidget(buttons)
        self.resize(980, 460)


def show_history(
    parent: QWidget | None, title: str, lines: Sequence[HistoryLine], names: Mapping[str, str], field: str = ""
) -> None:
    """Show *lines* until the user closes the window."""
    dialog = HistoryDialog(title, lines, names, field, parent)
    dialog.exec()
    dialog.deleteLater()
