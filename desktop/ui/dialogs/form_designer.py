"""Composes a form by hand: facts from the catalogue become columns, and the paper beside it shows what it will be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.domain.codes import Subject
from desktop.domain.filing import FormSubject
from desktop.domain.form_entry import FactEntry, FormDraft
from desktop.domain.month import Month
from desktop.domain.problems import Problem, blocks
from desktop.kernel.progress import Progress
from desktop.ui.desk import Desk
from desktop.ui.dialogs.reason_dialog import ask_yes
from desktop.ui.models.form_column_model import HEADER, FormColumnModel
from desktop.ui.theme import ROW_HEIGHT, button, words
from desktop.ui.widgets.fact_picker import FactPicker
from desktop.ui.widgets.form_settings import FormSettings
from desktop.ui.widgets.inputs import ChoiceBox
from desktop.ui.widgets.pdf_panel import PdfPanel
from desktop.ui.widgets.problem_label import ProblemLabel
from desktop.wording import shown
from desktop.wording.form_subjects import subject_words

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.forms import FormService
    from desktop.services.printing import PrintedFile

_PAUSE = 500  # milliseconds after the last change before the paper is printed anew
_AHEAD = 12


class FormDesigner(QDialog):
    """Facts to the left, columns in the middle, the paper to the right; *draft* is an edition to go on from."""

    def __init__(self, forms: FormService, desk: Desk, draft: FormDraft | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._forms, self._desk = forms, desk
        self._draft = forms.fresh() if draft is None else draft
        self.kept = False
        self.setWindowTitle("设计新表" if draft is None else f"改为第 {self._draft.edition} 版次")
        self.resize(1280, 720)
        self.subject = ChoiceBox(tuple(dict.fromkeys((*forms.subjects(), self._draft.subject))), subject_words)
        self.subject.setAccessibleName("一行是什么")
        self.subject.set_value(self._draft.subject)
        self.subject.setEnabled(draft is None)
        self.picker = FactPicker()
        self.columns = FormColumnModel(self)
        self.table = QTableView()
        self.settings = FormSettings()
        self.paper = PdfPanel(forms.page_image)
        self.problems = ProblemLabel(Subject.FORM)
        now = Month.containing(desk.today())
        self.since = ChoiceBox([str(now.back(steps)) for steps in range(-_AHEAD, _AHEAD + 1)], shown.month_text)
        self.since.setAccessibleName("从哪个月起用")
        self.since.set_value(str(now))
        self.keep = button("保存为表样", "primary")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._build()
        self._listen()
        self._show_draft()
        presses: Iterable[QPushButton] = self.findChildren(QPushButton)
        for press in presses:
            press.setAutoDefault(False)  # Enter in the search takes a fact, and never saves
        self._begun = self.draft()

    def _build(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        for part in (self._left(), self._middle(), self._right()):
            split.addWidget(part)
        split.setSizes([270, 480, 530])
        split.setChildrenCollapsible(False)
        leave = button("不保存")
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(words("从哪个月起用"))
        row.addWidget(self.since)
        row.addStretch()
        row.addWidget(self.keep)
        row.addWidget(leave)
        box = QVBoxLayout(self)
        box.addWidget(split, 1)
        box.addWidget(self.problems)
        box.addLayout(row)

    def _left(self) -> QWidget:
        part = QWidget()
        box = QVBoxLayout(part)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(words("一行是什么", "hint"))
        box.addWidget(self.subject)
        box.addWidget(self.picker, 1)
        return part

    def _middle(self) -> QWidget:
        table = self.table
        table.setModel(self.columns)
        table.setAccessibleName("表的栏目")
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        for place, wide in enumerate((150, 118, 52, 44, 44)):
            table.setColumnWidth(place, wide)
        table.horizontalHeader().setStretchLastSection(True)
        row = QHBoxLayout()
        for text, keys, slot in (
            ("左移", "Alt+Up", self._up),
            ("右移", "Alt+Down", self._down),
            ("去掉", "Ctrl+Del", self._remove),
        ):
            press = button(text, tip=keys)
            press.clicked.connect(slot)
            QShortcut(QKeySequence(keys), table, slot, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            row.addWidget(press)
        row.addWidget(words("F2 改表头和栏宽，空格打勾", "hint"))
        row.addStretch()
        part = QWidget()
        box = QVBoxLayout(part)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(table, 3)
        box.addLayout(row)
        box.addWidget(self.settings, 2)
        return part

    def _right(self) -> QWidget:
        part = QWidget()
        box = QVBoxLayout(part)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(words(f"印出来的样子（{shown.month(self._desk.month())}，台账里的数）", "hint"))
        box.addWidget(self.paper, 1)
        return part

    def _listen(self) -> None:
        self.subject.currentIndexChanged.connect(self._turn)
        self.picker.chosen.connect(self._add)
        self.columns.edited.connect(self._touch)
        self.settings.changed.connect(self._touch)
        self.since.currentIndexChanged.connect(self._touch)
        self.keep.clicked.connect(self._keep)
        self._timer.timeout.connect(self.print)

    def _show_draft(self) -> None:
        facts = self._forms.facts(self._draft.subject)
        self.picker.show_facts(facts)
        self.columns.show(self._draft.columns, facts)
        self.settings.show_draft(self._draft, facts)

    def _turn(self) -> None:
        """Begin with the facts of another ledger; its columns are others."""
        subject = self.subject.value() or FormSubject.ENTERPRISE_MONTH
        facts = self._forms.facts(subject)
        self.picker.show_facts(facts)
        self.columns.show((), facts)
        self.settings.show_facts(facts)

    @Slot(object)
    def _add(self, fact: FactEntry) -> None:
        self._stand(self.columns.add(fact, self._place() + 1))

    def _up(self) -> None:
        self._stand(self.columns.move(self._place(), -1))

    def _down(self) -> None:
        self._stand(self.columns.move(self._place(), 1))

    def _remove(self) -> None:
        place = self._place()
        self.columns.remove(place)
        self._stand(min(place, self.columns.rowCount() - 1))

    def _place(self) -> int:
        place = self.table.currentIndex().row()
        return place if place >= 0 else self.columns.rowCount() - 1

    def _stand(self, place: int) -> None:
        self.table.setCurrentIndex(self.columns.index(place, HEADER))

    def draft(self) -> FormDraft:
        """Return the form as it stands here."""
        subject = self.subject.value() or self._draft.subject
        base = replace(self._draft, subject=subject, columns=tuple(self.columns.columns))
        return self.settings.filled(base)

    def _touch(self) -> None:
        self._timer.start()

    def check(self) -> tuple[str, tuple[Problem, ...]]:
        """Return the form file as it stands here and what is wrong with it."""
        text = self._forms.compose(self.draft())
        return text, self._forms.look_text(text, self._name(), self.since.value() or "").problems

    @Slot()
    def print(self) -> None:
        """Say what is wrong, or print the paper anew."""
        self._timer.stop()
        if missing := self._missing():
            self.problems.show_problems(missing)
            self.keep.setEnabled(False)
            return
        text, problems = self.check()
        self.problems.show_problems(problems)
        self.keep.setEnabled(not blocks(list(problems)))
        if blocks(list(problems)):
            return
        forms, name, month = self._forms, self._name(), self._desk.month()

        def work(progress: Progress) -> object:
            return forms.look_at(text, name, month, progress)

        job = self._desk.runner.start(work)
        job.done.connect(self._printed)
        job.failed.connect(self._desk.errors.show)

    def _missing(self) -> list[Problem]:
        """Return what nobody has said yet, before the form is looked at as a file."""
        missing = [] if self.columns.columns else [Problem("columns", "form_no_columns")]
        return missing if self.settings.title.text().strip() else [*missing, Problem("title", "missing")]

    @Slot(object)
    def _printed(self, printed: PrintedFile) -> None:
        self.paper.show_pdf(printed.path, printed.pages)

    def _keep(self) -> None:
        text, _ = self.check()
        saved = self._forms.add_text(text, self._name(), self.since.value() or "")
        self.problems.show_problems(saved.problems)
        self.kept = bool(saved.uid)
        if self.kept:
            self.accept()

    @override
    def reject(self) -> None:
        text = "这张表还没有保存，关闭就没有了。"
        if self.draft() == self._begun or ask_yes(self, "还没有保存", text, "不保存，关闭", "接着做", danger=True):
            super().reject()

    def _name(self) -> str:
        return f"{self._draft.id}.toml"


def ask_design(forms: FormService, desk: Desk, draft: FormDraft | None, parent: QWidget | None = None) -> bool:
    """Return whether a form, or the next edition of *draft*, was composed and kept."""
    dialog = FormDesigner(forms, desk, draft, parent)
    dialog.exec()
    kept = dialog.kept
    dialog.deleteLater()
    return kept
