"""Notes what is known of one material (需、有、页数、问题、补正日期), and what was seen on the enterprise's papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QSpinBox, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.admission import AdmissionRow, PaperNotes, ProjectNature
from desktop.domain.codes import Subject
from desktop.domain.materials import MOST_PAGES, MaterialLine, MaterialMark
from desktop.domain.problems import Problem
from desktop.ui.desk import Desk
from desktop.ui.dialogs.dialog_buttons import save_buttons
from desktop.ui.theme import words
from desktop.ui.widgets.inputs import ChoiceBox, DayEdit
from desktop.ui.widgets.problem_label import FormFields, ProblemLabel
from desktop.wording.labels import label
from desktop.wording.words_admission import material_about

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_YES, _NO = "yes", "no"
_ANSWERS = {_YES: True, _NO: False}


class MaterialDialog(QDialog):
    """One material of one application."""

    def __init__(
        self, services: Services, desk: Desk, uid: str, line: MaterialLine, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._admissions, self._uid, self._line = services.admissions, uid, line
        material, mark = line.material, line.mark
        self.setWindowTitle(f"材料 {material.number}：{material.label}")
        self.setMinimumWidth(520)
        self.wanted = _yes_no(mark.wanted, blank=f"照各地通知（{label(line.need)}）")
        self.have = QCheckBox("已经收到")
        self.have.setChecked(mark.have)
        self.pages = QSpinBox()
        self.pages.setRange(-1, MOST_PAGES)
        self.pages.setSpecialValueText("没有数")
        self.pages.setSuffix(" 页")
        self.pages.setValue(-1 if mark.pages is None else mark.pages)
        self.problem = QLineEdit(mark.problem)
        self.problem.setPlaceholderText("如 章不清楚、截图没有露出网址；没有问题就空着")
        self.mend_by = DayEdit(desk.today)
        self.mend_by.set_value(mark.mend_by)
        self.fields = FormFields(Subject.APPLICATION_MATERIAL)
        self._rest = ProblemLabel(Subject.APPLICATION_MATERIAL)
        for name, caption, editor in (
            ("wanted", "需不需要", self.wanted),
            ("have", "", self.have),
            ("pages", "页数", self.pages),
            ("problem", "问题", self.problem),
            ("mend_by", "补正日期", self.mend_by),
        ):
            self.fields.add(name, caption, editor)
        box = QVBoxLayout(self)
        box.addWidget(words(material_about(material), "hint", wrap=True))
        box.addWidget(self.fields)
        box.addWidget(self._rest)
        box.addWidget(save_buttons(self))

    def mark(self) -> MaterialMark:
        """Return the note as it stands."""
        pages = self.pages.value()
        return MaterialMark(
            wanted=_ANSWERS.get(self.wanted.value() or ""),
            have=self.have.isChecked(),
            pages=None if pages < 0 else pages,
            problem=self.problem.text().strip(),
            mend_by=self.mend_by.value(),
        )

    @override
    def accept(self) -> None:
        """Keep the note; with problems the dialog stays."""
        if self.mend_by.unreadable:
            problems: tuple[Problem, ...] = (Problem("mend_by", "bad_day", {"text": self.mend_by.text()}),)
        else:
            problems = self._admissions.mark(self._uid, {self._line.material.id: self.mark()}).problems
        self._rest.show_problems(self.fields.show_problems(problems))
        if not problems:
            super().accept()


class PapersDialog(QDialog):
    """What the clerk saw on licence, books and approval."""

    def __init__(self, services: Services, desk: Desk, row: AdmissionRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._admissions, self._row = services.admissions, row
        papers = row.papers
        self.setWindowTitle(f"核对执照和批复：{row.enterprise_name}")
        self.setMinimumWidth(540)
        self.paper_name = QLineEdit(papers.paper_name)
        self.paper_name.setPlaceholderText("照执照和公章抄，一个字也不改")
        self.scope_covers = _yes_no(papers.scope_covers)
        self.enterprise_accounting = _yes_no(papers.enterprise_accounting)
        self.project_nature = ChoiceBox(tuple(ProjectNature), blank="没有看")
        self.project_nature.set_value(papers.project_nature)
        self.approved_on = DayEdit(desk.today)
        self.approved_on.set_value(papers.approved_on)
        self.note = QLineEdit(row.note)
        self.fields = FormFields(Subject.APPLICATION)
        for name, caption, editor, hint in (
            ("paper_name", "执照和公章上的名称", self.paper_name, ""),
            ("scope_covers", "经营范围写有生产、加工或制造", self.scope_covers, ""),
            ("enterprise_accounting", "执行企业会计制度", self.enterprise_accounting, ""),
            ("project_nature", "批复的建设性质", self.project_nature, "新开业（投产）的才看"),
            ("approved_on", "批复日期", self.approved_on, ""),
            ("note", "备注", self.note, ""),
        ):
            self.fields.add(name, caption, editor, hint=hint)
        box = QVBoxLayout(self)
        box.addWidget(words("照原件填写看到的内容；这里不填企业的数。", "hint", wrap=True))
        box.addWidget(self.fields)
        box.addWidget(save_buttons(self))

    def papers(self) -> PaperNotes:
        """Return what was seen."""
        return PaperNotes(
            paper_name=self.paper_name.text().strip(),
            scope_covers=_ANSWERS.get(self.scope_covers.value() or ""),
            enterprise_accounting=_ANSWERS.get(self.enterprise_accounting.value() or ""),
            project_nature=self.project_nature.value(),
            approved_on=self.approved_on.value(),
        )

    @override
    def accept(self) -> None:
        """Keep what was seen; with problems the dialog stays."""
        if self.approved_on.unreadable:
            self.fields.show_problems([Problem("approved_on", "bad_day", {"text": self.approved_on.text()})])
            return
        self._admissions.note_papers(self._row.uid, self.papers(), self.note.text().strip())
        super().accept()


def ask_material(services: Services, desk: Desk, uid: str, line: MaterialLine, parent: QWidget | None) -> bool:
    """Return whether something was noted of the material *line* of application *uid*."""
    return _run(MaterialDialog(services, desk, uid, line, parent))


def ask_papers(services: Services, desk: Desk, row: AdmissionRow, parent: QWidget | None) -> bool:
    """Return whether something was noted of the papers of *row*."""
    return _run(PapersDialog(services, desk, row, parent))


def _run(dialog: QDialog) -> bool:
    done = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return done


def _yes_no(value: bool | None, *, blank: str = "没有看") -> ChoiceBox[str]:
    box = ChoiceBox((_YES, _NO), {_YES: "是", _NO: "否"}.__getitem__, blank=blank)
    box.set_value(None if value is None else (_YES if value else _NO))
    return box
