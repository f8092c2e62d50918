"""Enters a project, or mends what is written of one; its stages are recorded one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.domain.admission import ProjectNature
from desktop.domain.codes import Dimension, Subject
from desktop.domain.problems import Problem, blocks
from desktop.domain.project import ROAD, ApprovalKind, ProjectDraft, ProjectRow, ProjectStage, StageDraft
from desktop.ui.desk import Desk
from desktop.ui.theme import give_role, words
from desktop.ui.widgets.inputs import ChoiceBox, DayEdit
from desktop.ui.widgets.money_edit import MoneyEdit
from desktop.ui.widgets.problem_label import FormFields, ProblemLabel
from desktop.ui.widgets.text_box import TextBox
from desktop.wording.fields import field_label
from desktop.wording.words_admission import ROUTES

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_LINES = (
    "name",
    "builder",
    "site",
    "approval_number",
    "responsible_unit",
    "responsible_person",
    "contact",
    "contact_phone",
    "production_month",
)
_MONEY = ("total_investment", "year_plan", "stated_revenue")
_ORDER = (
    "name",
    "builder",
    "township",
    "site",
    "goal",
    "approval_kind",
    "approval_number",
    "approved_on",
    "nature",
    "total_investment",
    "year_plan",
    "responsible_unit",
    "responsible_person",
    "contact",
    "contact_phone",
    "production_month",
    "route",
    "stated_revenue",
    "note",
)
_WIDE = frozenset({"name", "builder", "goal", "note"})
_FIRST = tuple(stage for stage in ROAD if stage is not ProjectStage.ADMITTED)


class ProjectEditor(QDialog):
    """The form of *project*, or of a new one with the stage it has reached."""

    def __init__(
        self, services: Services, desk: Desk, project: ProjectRow | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.saved_uid = ""
        self._services, self._project = services, project
        self.setWindowTitle("登记项目" if project is None else f"修改项目：{project.draft.name}")
        self.resize(860, 640)
        preset = services.settings.preset()
        townships = {unit.id: unit.name for unit in services.settings.units(Dimension.TERRITORY)}
        routes = {route.id: route.label for route in preset.routes} or dict(ROUTES)
        self.lines = {name: QLineEdit() for name in _LINES}
        self.money = {name: MoneyEdit() for name in _MONEY}
        self.township = ChoiceBox(tuple(townships), townships.__getitem__, blank="（未定）")
        self.route = ChoiceBox(tuple(routes), routes.__getitem__, blank="（未定）")
        self.approval_kind = ChoiceBox(tuple(ApprovalKind), blank="（未定）")
        self.nature = ChoiceBox(tuple(ProjectNature), blank="（未定）")
        self.approved_on, self.on = DayEdit(desk.today), DayEdit(desk.today)
        self.goal, self.note = TextBox(2), TextBox(2)
        self.invited, self.first_upgrade = QCheckBox("招商引资项目"), QCheckBox("首次小升规项目（工业资金可倾斜）")
        self.stage = ChoiceBox(_FIRST)
        self.basis = QLineEdit()
        self.fields = FormFields(Subject.PROJECT, columns=2)
        self._rest = ProblemLabel(Subject.PROJECT)
        self._build_fields()
        self._build_layout()
        self.on.set_value(desk.today())
        self._fill(ProjectDraft() if project is None else project.draft)

    def _build_fields(self) -> None:
        self.lines["production_month"].setPlaceholderText("如 2027-03")
        editors: dict[str, QWidget] = {
            **self.lines,
            **self.money,
            "township": self.township,
            "route": self.route,
            "approval_kind": self.approval_kind,
            "nature": self.nature,
            "approved_on": self.approved_on,
            "goal": self.goal,
            "note": self.note,
        }
        if self._project is None:
            self.fields.add("stage", "现在的阶段", self.stage, needed=True)
            self.fields.add("on", "到这一阶段的日期", self.on, needed=True)
            self.fields.add("basis", "依据", self.basis, hint="协议、备案证、开工报告等", wide=True)
        year = self._services.settings.workspace().year
        for name in _ORDER:
            heading = field_label(name, Subject.PROJECT)
            heading = f"{year}年计划投资（万元）" if name == "year_plan" else heading
            hint = "建设单位自己说的，不由本程序推算" if name == "stated_revenue" else ""
            needed = name in {"name", "builder"}
            self.fields.add(name, heading, editors[name], wide=name in _WIDE, needed=needed, hint=hint)
        self.fields.add("invited", "", self.invited)
        self.fields.add("first_upgrade", "", self.first_upgrade)

    def _build_layout(self) -> None:
        inner = QWidget()
        inner.setProperty("role", "sheet")
        box = QVBoxLayout(inner)
        box.addWidget(words("签约以后的项目必须有对接专人。", "hint"))
        box.addWidget(self.fields)
        box.addStretch()
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        buttons = QDialogButtonBox()
        give_role(buttons.addButton("保存", QDialogButtonBox.ButtonRole.AcceptRole), "primary")
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.addWidget(area, 1)
        whole.addWidget(self._rest)
        whole.addWidget(buttons)

    def _fill(self, draft: ProjectDraft) -> None:
        for name, line in self.lines.items():
            line.setText(getattr(draft, name))
        for name, edit in self.money.items():
            edit.set_value(getattr(draft, name))
        self.township.set_value(draft.township or None)
        self.route.set_value(draft.route or None)
        self.approval_kind.set_value(draft.approval_kind)
        self.nature.set_value(draft.nature)
        self.approved_on.set_value(draft.approved_on)
        self.goal.set_text(draft.goal)
        self.note.set_text(draft.note)
        self.invited.setChecked(draft.invited)
        self.first_upgrade.setChecked(draft.first_upgrade)

    def draft(self) -> tuple[ProjectDraft, list[Problem]]:
        """Return the project as it stands, and which of it cannot be read."""
        read = {name: edit.read(name) for name, edit in self.money.items()}
        problems = [problem for _, found in read.values() for problem in found]
        for name, day in (("approved_on", self.approved_on), ("on", self.on)):
            if day.unreadable:
                problems.append(Problem(name, "bad_day", {"text": day.text()}))
        draft = ProjectDraft(
            **{name: line.text().strip() for name, line in self.lines.items()},
            total_investment=read["total_investment"][0],
            year_plan=read["year_plan"][0],
            stated_revenue=read["stated_revenue"][0],
            township=self.township.value() or "",
            route=self.route.value() or "",
            approval_kind=self.approval_kind.value(),
            nature=self.nature.value(),
            approved_on=self.approved_on.value(),
            goal=self.goal.text().strip(),
            note=self.note.text().strip(),
            invited=self.invited.isChecked(),
            first_upgrade=self.first_upgrade.isChecked(),
        )
        return draft, problems

    @override
    def accept(self) -> None:
        """Keep the project; with something wrong the dialog stays."""
        draft, problems = self.draft()
        if not blocks(problems):
            first = StageDraft(self.stage.value(), self.on.value(), self.basis.text().strip())
            projects, project = self._services.projects, self._project
            saved = projects.add(draft, first) if project is None else projects.edit(project.uid, draft)
            problems = [] if saved.uid else list(saved.problems)
            self.saved_uid = (project.uid if project else saved.uid) if saved.uid else ""
        self._rest.show_problems(self.fields.show_problems(problems))
        self.fields.focus_first_problem(problems)
        if self.saved_uid:
            super().accept()


def ask_project(
    services: Services, desk: Desk, parent: QWidget | None, *, project: ProjectRow | None = None
) -> str | None:
    """Let the user enter a project or mend *project*; return the uid of what was kept, or None."""
    dialog = ProjectEditor(services, desk, project, parent)
    dialog.exec()
    dialog.deleteLater()
    return dialog.saved_uid or None
