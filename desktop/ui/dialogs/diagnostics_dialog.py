"""诊断包: all that is in it, to be read before it is saved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.kernel.errors import KnownError
from desktop.ui.desk import Desk
from desktop.ui.theme import give_role, words
from desktop.ui.written import written_words

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services


class DiagnosticsDialog(QDialog):
    """Shows *text*; nothing is written before the user says where."""

    def __init__(self, services: Services, desk: Desk, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._desk = services, desk
        self.setWindowTitle("诊断包")
        self.resize(820, 600)
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setAccessibleName("诊断包的内容")
        buttons = QDialogButtonBox()
        self.save_button = buttons.addButton("另存…", QDialogButtonBox.ButtonRole.ActionRole)
        give_role(self.save_button, "primary")
        self.save_button.clicked.connect(self._save)
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        hint = "只有数量、代号和去掉了名称、代码、金额的日志。请先看一遍，再另存交给技术人员。"
        box.addWidget(words(hint, "hint", wrap=True))
        box.addWidget(self.text, 1)
        box.addWidget(buttons)

    def save(self, path: Path) -> None:
        """Write what is shown at *path*."""
        try:
            done = self._services.diagnostics.write(self.text.toPlainText(), path)
        except KnownError as error:
            self._desk.errors.show(error)
            return
        self._desk.kept.emit(written_words(done))

    def _save(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, "另存诊断包", "诊断包.txt", "*.txt")
        if chosen:
            self.save(Path(chosen))


def show_diagnostics(parent: QWidget | None, services: Services, desk: Desk, program: str, system: str) -> None:
    """Show the bundle until the user closes the window."""
    dialog = DiagnosticsDialog(services, desk, services.diagnostics.look(program, system), parent)
    dialog.exec()
    dialog.deleteLater()
