"""The ledger of key projects (项目): from plan to production, with tasks, months and a named contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.project import Milestone, ProjectFilter, ProjectRow, ProjectStage
from desktop.ui.desk import Desk
from desktop.ui.dialogs.project_editor import ask_project
from desktop.ui.models.table_model import TableModel
from desktop.ui.page import Page
from desktop.ui.pages.project_columns import ALL, COLUMNS
from desktop.ui.pages.project_hand import ProjectHand
from desktop.ui.pages.project_panel import ProjectPanel
from desktop.ui.theme import words
from desktop.ui.widgets.chip_bar import ChipBar
from desktop.ui.widgets.deed_button import deed_row
from desktop.ui.widgets.rows_or_note import RowsOrNote, beside, search_line
from desktop.ui.widgets.struck_delegate import StruckDelegate
from desktop.ui.widgets.table_view import TableView
from desktop.wording import shown
from desktop.wording.labels import label

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_NOTHING_YET = "这里是重点项目推进台账。招商引资、新建和在建的工业项目都登进来，盯住投产和入规。点“登记项目”。"
_NOTHING_FOUND = "没有符合条件的项目。点“全部”可以看所有项目。"


class ProjectsPage(Page):
    """The ledger, narrowed by stage and words, and one project beside it.

    `open` takes a uid, `new:`, `late:`, `stage:<stage>` or `enterprise:<uid>`.
    """

    key = "projects"
    title = "项目"

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(services, desk, parent)
        self.hand = ProjectHand(services, desk, self)
        self.new = self._deed("登记项目", self.add, "Ctrl+N")
        self.edit = self._deed("修改", self._edit_current)
        self.paper = self._deed("打印台账", self.hand.print_ledger, "Ctrl+P")
        self.part = self._deed("取消转成企业", self._part_current)
        self.void = self._deed("作废", self._void_current)
        self.story = self._deed("修改记录", self._show_history)
        self.drop_task = self._deed("作废节点任务", self._void_task)
        self.model = TableModel(COLUMNS, self)
        self.table = TableView("重点项目")
        routes = {route.id: route.label for route in services.settings.preset().routes}
        self.panel = ProjectPanel(routes, desk.today)
        chips = ((ALL, "全部"), *((stage.value, label(stage)) for stage in ProjectStage))
        self.chips = ChipBar(chips, "项目阶段")
        self._build()
        self._connect()
        self._show_current()

    def _build(self) -> None:
        self.table.setModel(self.model)
        self.table.setItemDelegate(StruckDelegate(self.table))
        self.table.make_sortable()
        self.table.remember(self.desk.remember, self.key)
        self.table.addActions([self.edit, self.part, self.void, self.story])
        self.panel.task_table.addAction(self.drop_task)
        self.listed = RowsOrNote(self.table, self.model, _NOTHING_YET, (self.new,))
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.addLayout(self._build_head())
        box.addLayout(self._build_filters())
        box.addWidget(beside(self.listed, self.panel, (700, 500)), 1)
        self.setFocusProxy(self.table)

    def _build_head(self) -> QHBoxLayout:
        self.count = words("", "hint")
        deeds = (self.story, self.void, self.edit, self.paper, self.new)
        return deed_row((words(self.title, "title"), self.count), deeds, self.new)

    def _build_filters(self) -> QHBoxLayout:
        self.text = search_line("查找项目", "项目、建设单位、拼音首字母", 230)
        self.late = QCheckBox("只看节点逾期的")
        self.voided = QCheckBox("显示作废")
        row = QHBoxLayout()
        for part in (self.chips, self.text, self.late, self.voided):
            row.addWidget(part)
        row.setStretchFactor(self.chips, 1)
        return row

    def _connect(self) -> None:
        self.chips.choose(ALL)
        self.chips.chosen.connect(self.reload)
        self.text.textChanged.connect(self.reload)
        self.late.toggled.connect(self.reload)
        self.voided.toggled.connect(self.reload)
        self.table.opened.connect(self._edit)
        self.table.selectionModel().currentRowChanged.connect(self._show_current)
        self.hand.kept.connect(self.reload)
        self.panel.wanted.connect(self._do)
        self.panel.stage_wanted.connect(self._record_stage)
        self.panel.task_opened.connect(self._mend_task)
        self.panel.linked.connect(self.open_requested)

    @override
    @Slot()
    def reload(self) -> None:
        query = ProjectFilter(self.text.text().strip(), late=self.late.isChecked(), voided=self.voided.isChecked())
        rows = self.services.projects.list(query, self.desk.month())
        counted = [row for row in rows if not row.voided]
        counts = {stage.value: sum(row.stage is stage for row in counted) for stage in ProjectStage}
        self.chips.show_counts({ALL: len(counted)} | counts)
        choice = self.chips.choice
        found = tuple(row for row in rows if choice in {ALL, row.stage.value})
        late = sum(row.late > 0 for row in found)
        told = f"，{late} 个有节点逾期" if late else ""
        self.count.setText(f"{len(found)} 个{told}；进展到{shown.month(self.desk.month())}")
        unfiltered = not (self.text.text().strip() or self.late.isChecked())
        self.listed.show_rows(found, _NOTHING_YET if unfiltered and not rows else _NOTHING_FOUND)
        self._show_current()

    @override
    def open(self, argument: str) -> None:
        kind, _, rest = argument.partition(":")
        match kind:
            case "":
                pass
            case "new":
                self.add()
            case "late":
                self._widen()
                self.late.setChecked(True)
            case "stage":
                self._widen()
                self.chips.choose(rest)
            case uid:
                self._show_project(uid)

    def _widen(self) -> None:
        self.text.clear()
        self.late.setChecked(False)
        self.chips.choose(ALL)

    def _show_project(self, uid: str) -> None:
        if not self.listed.select(uid):
            self._widen()
            self.voided.setChecked(self.services.projects.get(uid).voided)
            self.reload()
            self.listed.select(uid)
        self.table.setFocus()

    @Slot()
    def add(self) -> None:
        """Enter a project by hand."""
        self._keep_shown(ask_project(self.services, self.desk, self), "项目已登记")

    def _keep_shown(self, uid: str | None, said: str) -> None:
        if uid:
            self.desk.say_kept(said)
            self.reload()
            self._show_project(uid)

    @Slot(object)
    def _edit(self, row: ProjectRow) -> None:
        if not row.voided:
            self._keep_shown(ask_project(self.services, self.desk, self, project=row), "项目已修改")

    def _edit_current(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self._edit(row)

    @Slot(str)
    def _do(self, deed: str) -> None:
        row = self.table.current_row()
        if row is not None:
            self.hand.do(row, deed)

    @Slot(object)
    def _record_stage(self, stage: ProjectStage) -> None:
        row = self.table.current_row()
        if row is not None:
            self.hand.record(row, stage)

    @Slot(object)
    def _mend_task(self, task: Milestone) -> None:
        row = self.table.current_row()
        if row is not None:
            self.hand.mend_task(row, task)

    def _void_task(self) -> None:
        task = self.panel.task_table.current_row()
        if task is not None:
            self.hand.void_task(task)

    def _part_current(self) -> None:
        row = self.table.current_row()
        if row is not None and row.enterprise:
            self.hand.part(row)

    def _void_current(self) -> None:
        row = self.table.current_row()
        if row is not None and not row.voided:
            self.hand.void(row)

    def _show_history(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.hand.show_history(row)

    @Slot()
    def _show_current(self) -> None:
        row, projects = self.table.current_row(), self.services.projects
        if row is None:
            self.panel.show_project(None)
        else:
            parts = (
                projects.steps(row.uid),
                projects.tasks(row.uid),
                projects.months(row.uid),
                projects.issues(row.uid),
            )
            self.panel.show_project(row, *parts)
        self.story.setEnabled(row is not None)
        for action in (self.edit, self.void):
            action.setEnabled(row is not None and not row.voided)
        self.part.setEnabled(row is not None and bool(row.enterprise))
