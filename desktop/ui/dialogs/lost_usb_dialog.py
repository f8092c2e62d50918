"""U盘遗失: what was on the stick by the log of exports, whether it was encrypted, and the notice to hand in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.kernel.errors import KnownError
from desktop.ui.desk import Desk
from desktop.ui.models.export_columns import ROWS
from desktop.ui.models.table_model import TableModel
from desktop.ui.theme import give_role, words
from desktop.ui.widgets.table_view import TableView
from desktop.ui.written import written_words

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services


class LostUsbDialog(QDialog):
    """Asks where the stick was plugged in and shows what was written there; the text can be changed."""

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._exports, self._desk = services.exports, desk
        self.setWindowTitle("U盘遗失")
        self.resize(940, 640)
        self.where = QLineEdit()
        self.where.setAccessibleName("U盘的位置")
        self.where.setPlaceholderText("导出时 U 盘的盘符或文件夹，例如 E:；不写就列出全部")
        self.circumstances = QLineEdit()
        self.circumstances.setAccessibleName("遗失经过")
        self.circumstances.setPlaceholderText("何时何地、怎样发现，已经做了什么")
        self.model = TableModel(ROWS, self)
        table = TableView("U盘上有过的文件")
        table.setModel(self.model)
        table.horizontalHeader().setStretchLastSection(True)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("情况说明")
        self.where.textChanged.connect(self.reload)
        self.circumstances.textChanged.connect(self.reload)
        buttons = QDialogButtonBox()
        self.save_button = buttons.addButton("另存情况说明…", QDialogButtonBox.ButtonRole.ActionRole)
        give_role(self.save_button, "primary")
        self.save_button.clicked.connect(self._save)
        close = buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        for press in (self.save_button, close):
            press.setAutoDefault(False)  # Enter ends what is typed above
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow("U盘的位置", self.where)
        form.addRow("遗失经过", self.circumstances)
        box = QVBoxLayout(self)
        box.addWidget(words("先立即报告分管领导和县里。下面按导出记录列出 U 盘上可能有的文件。", wrap=True))
        box.addLayout(form)
        box.addWidget(table, 1)
        box.addWidget(self.text, 1)
        box.addWidget(buttons)
        self.reload()

    def reload(self) -> None:
        """Read what was written to the place that is named, and write the notice anew."""
        lost = self._exports.on_stick(self.where.text().strip(), self.circumstances.text().strip())
        self.model.set_rows(lost.rows)
        self.text.setPlainText(lost.notice)

    def _save(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, "另存情况说明", "U盘遗失情况说明.txt", "*.txt")
        if not chosen:
            return
        try:
            done = self._exports.write_notice(self.text.toPlainText(), Path(chosen))
        except KnownError as error:
            self._desk.errors.show(error)
            return
        self._desk.kept.emit(written_words(done))


def show_lost_usb(parent: QWidget | None, services: Services, desk: Desk) -> None:
    """Show what was on a lost stick until the user closes the window."""
    dialog = LostUsbDialog(services, desk, parent)
    dialog.exec()
    dialog.deleteLater()
