"""One project beside the ledger: how far it is, what is agreed, and a tab each for what hangs on it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from desktop.domain.issue import IssueRow
from desktop.domain.project import ROAD, Milestone, ProgressLine, ProjectRow, StageStep
from desktop.ui.models.table_model import RowsModel, TableModel
from desktop.ui.pages.project_columns import ISSUE_COLUMNS, MONTH_COLUMNS, STEP_COLUMNS, task_columns
from desktop.ui.theme import button, words
from desktop.ui.widgets.stage_road import StageRoad
from desktop.ui.widgets.table_view import TableView
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.words_admission import route_word
from desktop.wording.words_project import joined


class ProjectPanel(QFrame):
    """`wanted` carries the name of a deed (stage, month, task, issue, become), `task_opened` a task to mend.

    `stage_wanted` carries the stage whose place on the road was pressed, `linked` a page and its argument.
    """

    wanted = Signal(str)
    stage_wanted = Signal(object)
    task_opened = Signal(object)
    linked = Signal(str, str)

    def __init__(self, routes: Mapping[str, str], today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "drawer")
        self.setAccessibleName("项目详情")
        self._routes = routes
        self._row: ProjectRow | None = None
        self.name = words("", "subtitle", wrap=True)
        self.road = StageRoad(ROAD)
        self.road.chosen.connect(self.stage_wanted)
        self.about = words("", "hint", wrap=True)
        self._firm = button("", "link", tip="打开这家企业")
        self._firm.clicked.connect(self._open_firm)
        self.steps, self.months = TableModel(STEP_COLUMNS, self), TableModel(MONTH_COLUMNS, self)
        self.tasks, self.issues = TableModel(task_columns(today), self), TableModel(ISSUE_COLUMNS, self)
        self.tabs = QTabWidget()
        self._deeds: list[QPushButton] = []
        task_table = self._tab("节点任务", self.tasks, (("登记节点任务", "task"),))
        task_table.opened.connect(self.task_opened)
        self.task_table = task_table
        self._tab("月度进展", self.months, (("填本月进展", "month"),))
        issues = self._tab("问题", self.issues, (("关联已有问题", "link"), ("登记问题", "issue")))
        issues.opened.connect(self._open_issue)
        self._tab("阶段", self.steps, (("记阶段", "stage"), ("转成企业", "become")))
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 10, 12, 10)
        for part in (self.name, self.road, self.about, self._firm):
            box.addWidget(part)
        box.addWidget(self.tabs, 1)

    def _tab(self, title: str, model: RowsModel, deeds: Sequence[tuple[str, str]]) -> TableView:  # type: ignore[type-arg]
        table = TableView(title)
        table.setModel(model)
        table.horizontalHeader().setStretchLastSection(True)
        row = QHBoxLayout()
        row.addStretch()
        for text, deed in deeds:
            press = button(text)
            press.setProperty("deed", deed)
            press.clicked.connect(self._press)
            row.addWidget(press)
            self._deeds.append(press)
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 6, 0, 0)
        box.addLayout(row)
        box.addWidget(table, 1)
        self.tabs.addTab(inner, title)
        return table

    def deed(self, name: str) -> QPushButton:
        """Return the button of the deed *name*."""
        return next(press for press in self._deeds if press.property("deed") == name)

    def show_project(
        self,
        row: ProjectRow | None,
        steps: Sequence[StageStep] = (),
        tasks: Sequence[Milestone] = (),
        months: Sequence[ProgressLine] = (),
        issues: Sequence[IssueRow] = (),
    ) -> None:
        """Show *row* with what hangs on it; None empties the panel."""
        self._row = row
        self.name.setText(row.draft.name if row else "选一个项目看进展。")
        self.road.show_stage(row.stage if row else None)
        self.about.setText(self._about(row) if row else "")
        self._firm.setText(f"企业：{row.enterprise_name}" if row and row.enterprise else "")
        self._firm.setVisible(bool(row and row.enterprise))
        self.steps.set_rows(tuple(reversed(steps)))
        self.tasks.set_rows(tasks)
        self.months.set_rows(tuple(reversed(months)))
        self.issues.set_rows(issues)
        usable = row is not None and not row.voided
        for press in self._deeds:
            press.setEnabled(usable)
        self.road.setEnabled(usable)
        self.deed("become").setVisible(not (row and row.enterprise))
        no_firm = "先转成企业（筹建的也可以），问题台账按企业登记"
        for name in ("issue", "link"):
            self.deed(name).setEnabled(usable and bool(row and row.enterprise))
            self.deed(name).setToolTip("" if row and row.enterprise else no_firm)
        counts = (len(tasks), len(months), len(issues), len(steps))
        for place, (title, count) in enumerate(zip(("节点任务", "月度进展", "问题", "阶段"), counts, strict=True)):
            self.tabs.setTabText(place, f"{title} {count}" if row else title)

    def _about(self, row: ProjectRow) -> str:
        draft = row.draft
        flags = joined("招商引资项目" if draft.invited else "", "首次小升规项目" if draft.first_upgrade else "")
        approval = joined(label(draft.approval_kind) if draft.approval_kind else "", draft.approval_number)
        lines = (
            f"{draft.builder}　{flags}".rstrip("　"),
            _pair("建设目标", draft.goal),
            _pair("立项", joined(approval, label(draft.nature) if draft.nature else "", shown.day(draft.approved_on))),
            _pair("投资", _invested(row)),
            _pair("责任", joined(draft.responsible_unit, draft.responsible_person)),
            _pair("对接专人", joined(draft.contact, draft.contact_phone)),
            _pair("预计投产", _expected(row, self._routes)),
            f"已作废：{row.void_reason}" if row.voided else "",
        )
        return "\n".join(line for line in lines if line)

    def _press(self) -> None:
        self.wanted.emit(self.sender().property("deed"))

    def _open_firm(self) -> None:
        if self._row is not None:
            self.linked.emit("enterprises", self._row.enterprise)

    def _open_issue(self, issue: IssueRow) -> None:
        self.linked.emit("issues", issue.uid)


def _pair(name: str, value: str) -> str:
    return f"{name}：{value}" if value else ""


def _invested(row: ProjectRow) -> str:
    draft = row.draft
    parts = (
        f"总 {shown.money(draft.total_investment)} 万元" if draft.total_investment is not None else "",
        f"本年计划 {shown.money(draft.year_plan)} 万元" if draft.year_plan is not None else "",
        f"累计完成 {shown.money(row.done)} 万元（{shown.month_text(row.reported)}）" if row.done is not None else "",
    )
    return "，".join(part for part in parts if part)


def _expected(row: ProjectRow, routes: Mapping[str, str]) -> str:
    draft = row.draft
    route = route_word(draft.route, routes) if draft.route else ""
    stated = f"建设单位自报达产年营收 {shown.money(draft.stated_revenue)} 万元" if draft.stated_revenue else ""
    return "，".join(part for part in (shown.calendar_month(draft.production_month), route, stated) if part)
