"""A paper that was just written: looked at as it is, printed, found in its folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.kernel.errors import KnownError
from desktop.ui.desk import Desk
from desktop.ui.printing import print_pdf
from desktop.ui.theme import button, words
from desktop.ui.widgets.pdf_panel import PdfPanel
from desktop.ui.widgets.pdf_view import ImageOf
from desktop.ui.widgets.problem_label import ProblemLabel

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.printing import PrintedFile

FOLDER = "papers/folder"


class PaperDialog(QDialog):
    """Shows the written file itself."""

    def __init__(
        self, desk: Desk, title: str, printed: PrintedFile, image_of: ImageOf, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._printed = printed
        self._image_of = image_of
        self.setWindowTitle(title)
        self.resize(900, 680)
        self.panel = PdfPanel(image_of)
        notes = ProblemLabel()
        notes.show_problems(printed.problems)
        paper = button("打印", "primary")
        folder = button("打开所在文件夹")
        leave = button("关闭")
        paper.clicked.connect(self._print)
        folder.clicked.connect(self._open_folder)
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(words(f"已写入：{printed.path}", "hint", wrap=True), 1)
        for press in (folder, paper, leave):
            row.addWidget(press)
        box = QVBoxLayout(self)
        box.addWidget(self.panel, 1)
        box.addWidget(notes)
        box.addLayout(row)
        self.panel.show_pdf(printed.path, printed.pages)

    def _print(self) -> None:
        try:
            print_pdf(self, self._desk, self._printed.path, self._printed.pages, self._image_of)
        except KnownError as error:
            self._desk.errors.show(error)

    def _open_folder(self) -> None:
        try:
            open_folder(self._printed.path.parent)
        except KnownError as error:
            self._desk.errors.show(error)


def show_paper(parent: QWidget | None, desk: Desk, title: str, printed: PrintedFile, image_of: ImageOf) -> None:
    """Show what was written until the user closes the window."""
    dialog = PaperDialog(desk, title, printed, image_of, parent)
    dialog.exec()
    dialog.deleteLater()


def open_folder(folder: Path) -> None:
    """Show *folder* in the system's file manager; raise `KnownError` (folder_not_opened) where there is none."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
        raise KnownError("folder_not_opened", path=folder)


def ask_place(parent: QWidget | None, desk: Desk, title: str, name: str) -> Path | None:
    """Return where a file called *name* is to be written, beginning in the folder chosen last."""
    begin = Path(desk.remember.text(FOLDER)) / name if desk.remember.text(FOLDER) else Path(name)
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(begin), "PDF (*.pdf)")
    if not chosen:
        return None
    path = Path(chosen)
    path = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
    desk.remember.keep_text(FOLDER, str(path.parent))
    return path


def ask_folder(parent: QWidget | None, desk: Desk, title: str) -> Path | None:
    """Return the folder the user chose, beginning in the one chosen last."""
    chosen = QFileDialog.getExistingDirectory(parent, title, desk.remember.text(FOLDER))
    if not chosen:
        return None
    desk.remember.keep_text(FOLDER, chosen)
    return Path(chosen)
