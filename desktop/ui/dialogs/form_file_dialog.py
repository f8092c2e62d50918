"""A form file looked at before it is taken: what it is, what it changes, what is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.form_entry import FormLook
from desktop.domain.month import Month
from desktop.domain.problems import Problem, Severity, blocks
from desktop.ui.desk import Desk
from desktop.ui.dialogs.paper_dialog import show_paper
from desktop.ui.job_dialog import run_job
from desktop.ui.models.table_model import RIGHT, Column, TableModel
from desktop.ui.theme import button, words
from desktop.ui.widgets.inputs import ChoiceBox
from desktop.ui.widgets.table_view import TableView
from desktop.wording import shown
from desktop.wording.form_words import change_lines
from desktop.wording.messages import told

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.forms import FormService

_AHEAD = 12  # months ahead that an edition may be taken for


def _line(row: Problem) -> str:
    line = row.values.get("line", "")
    return "" if line in {"", "0"} else line


def _tone(row: Problem) -> str:
    return "late" if row.severity is Severity.ERROR else "soon"


FAULTS: tuple[Column[Problem], ...] = (
    Column("行", _line, align=RIGHT, width=48),
    Column("哪一项", lambda row: row.field, width=170),
    Column("毛病", told, width=620, tip=told, tone=_tone),
)


class FormFileDialog(QDialog):
    """Shows the look; nothing is kept before 加入 is pressed, and with an error it cannot be."""

    def __init__(self, forms: FormService, desk: Desk, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._forms, self._desk, self._path = forms, desk, path
        self._text = forms.read(path)
        self.setWindowTitle("加入表样文件")
        self.resize(900, 520)
        self.kept = False
        self.says = words("", "subtitle", wrap=True)
        self.changes = words("", "", wrap=True)
        self.faults = TableModel(FAULTS, self)
        self.table = TableView("表样文件的毛病")
        self.table.setModel(self.faults)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.selectionModel().currentRowChanged.connect(self._tell)
        self.told = words("", "hint", wrap=True)
        now = Month.containing(desk.today())
        self.since = ChoiceBox([str(now.back(steps)) for steps in range(-_AHEAD, _AHEAD + 1)], shown.month_text)
        self.since.setAccessibleName("从哪个月起用")
        self.since.set_value(str(now))
        self.since.currentIndexChanged.connect(self._look)
        self.take = button("加入", "primary")
        self.preview = button("印出来看看")
        leave = button("不加入")
        self.take.clicked.connect(self._take)
        self.preview.clicked.connect(self._preview)
        leave.clicked.connect(self.reject)
        self._build(leave)
        self._look()

    def _build(self, leave: QWidget) -> None:
        row = QHBoxLayout()
        row.addWidget(words("从哪个月起用"))
        row.addWidget(self.since)
        row.addStretch()
        for press in (self.preview, self.take, leave):
            row.addWidget(press)
        box = QVBoxLayout(self)
        box.addWidget(words(f"文件：{self._path}", "hint", wrap=True))
        box.addWidget(self.says)
        box.addWidget(self.changes)
        box.addWidget(self.table, 1)
        box.addWidget(self.told)
        box.addStretch()
        box.addLayout(row)

    def _look(self) -> None:
        plain = self._forms.look_text(self._text, self._path.name)
        said = plain.form is not None and self._forms.says_since(self._text)
        self.since.setEnabled(not said)
        if plain.form is not None and said:
            self.since.blockSignals(True)
            self.since.set_value(plain.form.effective_from)
            self.since.blockSignals(False)
        self._show(self._forms.look_text(self._text, self._path.name, "" if said else self._since()))

    def _since(self) -> str:
        return self.since.value() or ""

    def _show(self, look: FormLook) -> None:
        self.faults.set_rows(look.problems)
        self.table.setVisible(bool(look.problems))
        if look.problems:
            self.table.selectRow(0)
        self._tell()
        good = look.form is not None and not blocks(list(look.problems))
        self.take.setEnabled(good)
        self.preview.setEnabled(look.form is not None)
        if look.form is None:
            self.says.setText(f"这个文件还不能用，有 {len(look.problems)} 处毛病：")
            self.changes.setText("")
            return
        form = look.form
        self.says.setText(f"{form.title}（{form.id} 第 {form.edition} 版次），{form.columns} 栏")
        lines = change_lines(look)
        lines += ["没有毛病，可以加入。"] if not look.problems else []
        self.changes.setText("\n".join(lines))

    def _tell(self) -> None:
        row = self.table.current_row()
        self.told.setText(told(row) if isinstance(row, Problem) else "")

    def _take(self) -> None:
        since = self._since() if self.since.isEnabled() else ""
        saved = self._forms.add_text(self._text, self._path.name, since)
        self.kept = bool(saved.uid)
        if self.kept:
            self.accept()
        else:
            self.faults.set_rows(saved.problems)

    def _preview(self) -> None:
        forms, text, name, month = self._forms, self._text, self._path.name, self._desk.month()
        printed = run_job(self, self._desk, "印出来看看", lambda progress: forms.look_at(text, name, month, progress))
        if printed is not None:
            show_paper(self, self._desk, name, printed, forms.page_image)


def ask_form_file(forms: FormService, desk: Desk, path: Path, parent: QWidget | None = None) -> bool:
    """Return whether the file at *path* was looked at and kept."""
    dialog = FormFileDialog(forms, desk, path, parent)
    dialog.exec()
    kept = dialog.kept
    dialog.deleteLater()
    return kept
