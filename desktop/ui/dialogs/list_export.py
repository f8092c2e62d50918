"""Writes any table of the program to a file: asks for the format and the place, and tells what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QRadioButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.listing import ListFormat, Listing
from desktop.kernel.errors import KnownError
from desktop.ui.dialogs.paper_dialog import open_folder
from desktop.ui.exporting import NAME, Taken, taken
from desktop.ui.job_dialog import run_job
from desktop.ui.theme import give_role, words
from desktop.ui.widgets.problem_label import ProblemLabel

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.lists import ListService
    from desktop.services.printing import PrintedFile
    from desktop.ui.desk import Desk

_FOLDER = "papers/folder"
_FORMAT = "lists/format"
_TOLD = 10  # more of a kind nobody reads
_FORMATS = {
    ListFormat.XLSX: "Excel 表格（xlsx）：数是数，代码是文字",
    ListFormat.CSV: "CSV 文本（csv）：给别的软件用；像公式的文字前面加单引号",
    ListFormat.PDF: "PDF（pdf）：带标题、筛选条件和页码，可打印",
}


class ListExports(QObject):
    """Stands on the window; the tables on it find it there."""

    def __init__(self, lists: ListService, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName(NAME)
        self._lists = lists
        self._desk = desk

    def export(self, view: QTableView) -> None:
        """Ask how and where, and write the table of *view*."""
        if view.model() is None:
            return
        table = taken(view)
        kind = ask_format(view, self._desk, table)
        if kind is None:
            return
        path = self._ask_place(view, table.title, kind)
        if path is None:
            return
        lists = self._lists
        done = run_job(
            view,
            self._desk,
            f"正在导出{table.title}",
            lambda progress: lists.write(
                Listing(table.title, table.columns, tuple(table.read(progress)), table.remarks), path, progress
            ),
        )
        if done is not None:
            tell_written(view, self._desk, f"已导出{table.title}", done)

    def _ask_place(self, parent: QWidget, title: str, kind: ListFormat) -> Path | None:
        remember = self._desk.remember
        name = self._lists.file_name(title, kind)
        begin = str(Path(remember.text(_FOLDER)) / name) if remember.text(_FOLDER) else name
        chosen, _ = QFileDialog.getSaveFileName(parent, f"导出{title}", begin, f"{kind.upper()} (*.{kind})")
        if not chosen:
            return None
        path = Path(chosen)
        path = path if path.suffix.lower() == f".{kind}" else path.with_name(f"{path.name}.{kind}")
        remember.keep_text(_FOLDER, str(path.parent))
        return path


class FormatDialog(QDialog):
    """Says what will be written and asks as what."""

    def __init__(self, table: Taken, chosen: ListFormat, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("导出此表")
        self.setMinimumWidth(460)
        box = QVBoxLayout(self)
        box.addWidget(words(f"{table.title}：{table.count:,} 行、{len(table.columns)} 列", "subtitle"))
        box.addWidget(words("按屏幕上现在的列、顺序、筛选和写法导出。\n" + "\n".join(table.remarks), "hint", wrap=True))
        self.choices: dict[ListFormat, QRadioButton] = {}
        for kind, text in _FORMATS.items():
            self.choices[kind] = QRadioButton(text)
            self.choices[kind].setChecked(kind is chosen)
            box.addWidget(self.choices[kind])
        buttons = QDialogButtonBox()
        self.accept_button = buttons.addButton("选择位置…", QDialogButtonBox.ButtonRole.AcceptRole)
        give_role(self.accept_button, "primary")
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box.addWidget(buttons)
        self.choices[chosen].setFocus()

    def chosen(self) -> ListFormat:
        """Return the format that is chosen."""
        return next(kind for kind, choice in self.choices.items() if choice.isChecked())


def ask_format(parent: QWidget, desk: Desk, table: Taken) -> ListFormat | None:
    """Return what *table* is to be written as, or None; the last answer is offered again."""
    kept = desk.remember.text(_FORMAT)
    dialog = FormatDialog(table, ListFormat(kept) if kept in set(ListFormat) else ListFormat.XLSX, parent)
    done = dialog.exec() == QDialog.DialogCode.Accepted
    kind = dialog.chosen()
    dialog.deleteLater()
    if not done:
        return None
    desk.remember.keep_text(_FORMAT, kind.value)
    return kind


class WrittenDialog(QDialog):
    """Says where the file stands and what in it differs from the screen."""

    def __init__(self, desk: Desk, what: str, done: PrintedFile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._path = done.path
        self.setWindowTitle(what)
        self.setMinimumWidth(460)
        box = QVBoxLayout(self)
        box.addWidget(words(f"已写入：{done.path}", wrap=True))
        notes = ProblemLabel()
        notes.show_problems(done.problems[:_TOLD])
        box.addWidget(notes)
        if len(done.problems) > _TOLD:
            box.addWidget(words(f"还有 {len(done.problems) - _TOLD} 处同样的情况。", "hint"))
        buttons = QDialogButtonBox()
        folder = buttons.addButton("打开所在文件夹", QDialogButtonBox.ButtonRole.ActionRole)
        folder.clicked.connect(self._open_folder)
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        box.addWidget(buttons)

    def _open_folder(self) -> None:
        try:
            open_folder(self._path.parent)
        except KnownError as error:
            self._desk.errors.show(error)


def tell_written(parent: QWidget, desk: Desk, what: str, done: PrintedFile) -> None:
    """Say *what* was done and show where the file stands until the user closes the window."""
    desk.kept.emit(what)
    dialog = WrittenDialog(desk, what, done, parent)
    dialog.exec()
    dialog.deleteLater()
