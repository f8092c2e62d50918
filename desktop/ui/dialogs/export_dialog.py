"""Says what filing the month will write and where, and asks which forms."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.month import Month
from desktop.ui.desk import Desk
from desktop.ui.dialogs.paper_dialog import ask_folder
from desktop.ui.theme import button, give_role, words
from desktop.wording import shown

_FOLDER = "papers/folder"


class ExportLine(NamedTuple):
    """A form and where it stands; one that is *empty* needs a 零报告 of its own, one that is *kept* is as on paper."""

    form: str
    title: str
    state: str
    empty: bool
    kept: bool = False


class ExportDialog(QDialog):
    """A line for each form of *month*; what was filed and has not changed since is not ticked.

    *sealed* offers the package for the county office, too.
    """

    def __init__(
        self, desk: Desk, month: Month, lines: Sequence[ExportLine], *, sealed: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle("生成报表")
        self.setMinimumWidth(600)
        self.boxes: dict[str, QCheckBox] = {}
        box = QVBoxLayout(self)
        box.addWidget(
            words(f"{shown.month(month)}：每张表写出 PDF 和 Excel 各一份，内容完全相同，并留存这一次。", wrap=True)
        )
        for line in lines:
            check = QCheckBox(f"{line.title}　{line.state}")
            check.setChecked(not line.empty and not line.kept)
            check.setEnabled(not line.empty)
            check.toggled.connect(self._judge)
            self.boxes[line.form] = check
            box.addWidget(check)
        if any(line.kept for line in lines):
            box.addWidget(words("生成以后没有改动的不用再生成，没有勾；要再生成一次的，请勾上。", "hint", wrap=True))
        if any(line.empty for line in lines):
            box.addWidget(words("本月没有记录的表不生成；确实没有的，请打开那张表做零报告。", "hint", wrap=True))
        self.package = QCheckBox("一并生成上报包（封给县里，写到同一个文件夹）")
        self.package.setChecked(sealed)
        self.package.setVisible(sealed)
        box.addWidget(self.package)
        box.addLayout(self._build_folder())
        box.addWidget(self._build_buttons())
        self._judge()

    def _build_folder(self) -> QHBoxLayout:
        self.folder = QLineEdit(self._desk.remember.text(_FOLDER))
        self.folder.setAccessibleName("存到文件夹")
        self.folder.setPlaceholderText("请选择文件夹，可以是U盘")
        self.folder.textChanged.connect(self._judge)
        look = button("浏览…")
        look.clicked.connect(self._look)
        row = QHBoxLayout()
        row.addWidget(words("存到文件夹"))
        row.addWidget(self.folder, 1)
        row.addWidget(look)
        return row

    def _build_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self.accept_button = buttons.addButton("生成", QDialogButtonBox.ButtonRole.AcceptRole)
        give_role(self.accept_button, "primary")
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    @property
    def with_package(self) -> bool:
        """Whether the package is wanted, too."""
        return self.package.isChecked()

    def answer(self) -> tuple[tuple[str, ...], Path]:
        """Return the forms that were ticked and the folder."""
        ticked = tuple(form for form, check in self.boxes.items() if check.isChecked())
        return ticked, Path(self.folder.text().strip())

    def _look(self) -> None:
        folder = ask_folder(self, self._desk, "存到哪个文件夹")
        if folder is not None:
            self.folder.setText(str(folder))

    def _judge(self) -> None:
        forms, _ = self.answer()
        self.accept_button.setEnabled(bool(forms) and bool(self.folder.text().strip()))


def ask_export(
    parent: QWidget | None, desk: Desk, month: Month, lines: Sequence[ExportLine], *, sealed: bool
) -> tuple[tuple[str, ...], Path, bool] | None:
    """Return the forms of *month* to file, the folder, and whether the package goes with them; or None."""
    dialog = ExportDialog(desk, month, lines, sealed=sealed, parent=parent)
    done = dialog.exec() == QDialog.DialogCode.Accepted
    answer = (*dialog.answer(), dialog.with_package)
    dialog.deleteLater()
    if not done:
        return None
    desk.remember.keep_text(_FOLDER, str(answer[1]))
    return answer
