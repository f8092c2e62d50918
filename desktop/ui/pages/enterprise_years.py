"""One enterprise on its way up (升规): where it stands, its cultivation years, and what stands behind its route."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.cultivation import YearLine
from desktop.domain.enterprise import Enterprise
from desktop.domain.enterprise_link import LinkRow
from desktop.domain.standing import Gap, StandingView
from desktop.ui.desk import Desk
from desktop.ui.dialogs import link_editor, year_editor
from desktop.ui.dialogs.form_dialog import run
from desktop.ui.dialogs.reason_dialog import ask_reason
from desktop.ui.dialogs.risk_dialogs import estimate_dialog
from desktop.ui.models.library_columns import GAP_COLUMNS, LINK_COLUMNS, year_columns
from desktop.ui.models.table_model import TableModel
from desktop.ui.theme import ROW_HEIGHT, button, words
from desktop.ui.widgets.deed_button import deed_button
from desktop.ui.widgets.table_view import TableView
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.library_texts import route_needs

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_BAR = 20  # pixels: room for the bar that scrolls sideways
_ON_SCREEN = "已收集的数与规模对照，只在屏幕上看，不进任何报表；不是对企业的要求。"


class EnterpriseYears(QScrollArea):
    """`other_requested(uid)` asks for the enterprise at the far end of a link, `linked` for a page and its argument."""

    other_requested = Signal(str)
    linked = Signal(str, str)

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._desk = services, desk
        self._enterprise: Enterprise | None = None
        self.setWidgetResizable(True)
        self.setAccessibleName("升规")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.edit = self._deed("填写培育记录", self._edit)
        self.estimate = self._deed("登记企业预计", self._estimate)
        self.link = self._deed("登记关联", self._link)
        self.open_other = self._deed("打开对方", self._open_other)
        self.void = self._deed("作废关联", self._void)
        preset, routes = services.settings.preset(), services.libraries.routes()
        self.gaps: TableModel[tuple[Gap, int]] = TableModel(GAP_COLUMNS, self)
        self.years = TableModel(year_columns(preset, routes), self)
        self.links = TableModel(LINK_COLUMNS, self)
        self._gap_table = self._table("与规模对照", self.gaps, 4)
        self._gap_table.setFixedHeight(ROW_HEIGHT * 5 + _BAR)
        self.year_table = self._table("培育年度", self.years, 3)
        self.link_table = self._table("路径关联", self.links, 2)
        self.year_table.opened.connect(self._edit)
        self.link_table.opened.connect(self._open_other)
        self.link_table.addActions([self.open_other, self.void])
        self._build_layout()

    def show_enterprise(self, enterprise: Enterprise) -> None:
        """Show *enterprise* as of the window's month."""
        self._enterprise = enterprise
        view = self._services.coverage.standing(enterprise.uid, self._desk.month())
        self.gaps.set_rows([(gap, view.threshold) for gap in (view.last_year, *view.gaps)])
        self._standing.setText(_standing_text(view))
        years = self._services.years.of(enterprise.uid)
        self.years.set_rows(years)
        links = self._services.links.of(enterprise.uid)
        self.links.set_rows(links)
        self._show_project(enterprise.uid)
        for action in (self.edit, self.estimate, self.link):
            action.setEnabled(not enterprise.voided)
        for action in (self.open_other, self.void):
            action.setEnabled(bool(links))
        route = next((line.said("route") for line in years if line.current), "")
        rule = self._services.libraries.rules().route(route)
        self._asked.setText(route_needs(rule, links))
        self._asked.setVisible(bool(self._asked.text()))

    def _show_project(self, uid: str) -> None:
        """Name the project that became this enterprise, as a link to it."""
        found = self._services.projects.became(uid)
        self._project = found[0][0] if found else ""
        self.project.setVisible(bool(found))
        if found:
            _, name, on = found[0]
            day = f"，{shown.day(on)} 转成企业" if on else ""
            self.project.setText(f"由项目转来：{name}{day}")
            self.project.setAccessibleName(self.project.text())

    def _open_project(self) -> None:
        self.linked.emit("projects", self._project)

    def _edit(self) -> None:
        if self._enterprise is None:
            return
        line = self.year_table.current_row()
        year = line.year if isinstance(line, YearLine) else self._services.settings.workspace().year
        name = self._enterprise.draft.name
        year_editor.ask(self._services, self._desk, self._enterprise.uid, name, year, self)

    def _estimate(self) -> None:
        if self._enterprise is not None:
            year, name = self._services.settings.workspace().year, self._enterprise.draft.name
            if run(estimate_dialog(self._services, self._desk, self._enterprise.uid, name, year, self)):
                self._desk.say_kept(f"已记：{name} 自报的全年预计")

    def _link(self) -> None:
        if self._enterprise is None:
            return
        uid = self._enterprise.uid
        line = next((line for line in self.years.rows if line.current), None)
        rule = self._services.libraries.rules().route(line.said("route")) if line is not None else None
        kind = rule.asks if rule is not None else None
        link_editor.ask(self._services, self._desk, uid, self._enterprise.draft.name, kind, self)

    def _open_other(self) -> None:
        row = self.link_table.current_row() or next(iter(self.links.rows), None)
        if isinstance(row, LinkRow) and row.other:
            self.other_requested.emit(row.other)

    def _void(self) -> None:
        row = self.link_table.current_row()
        if not isinstance(row, LinkRow):
            return
        reason = ask_reason(self, "作废", f"与“{row.sector or row.name}”的关联将作废；两边的企业都保留。")
        if reason is not None:
            self._services.links.void(row.uid, reason)
            self._desk.say_kept("关联已作废")

    def _deed(self, text: str, slot: object) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(slot)
        self.addAction(action)
        return action

    def _table(self, name: str, model: TableModel, lines: int) -> TableView:  # type: ignore[type-arg]  # any rows
        table = TableView(name)
        table.setModel(model)
        table.setMinimumHeight(ROW_HEIGHT * (lines + 1) + _BAR)
        table.setMaximumHeight(ROW_HEIGHT * (lines + 2) + _BAR)
        return table

    def _build_layout(self) -> None:
        self._standing = words("", wrap=True)
        self._asked = words("", "question", wrap=True)
        self._project = ""
        self.project = button("", "link", tip="打开这个项目")
        self.project.clicked.connect(self._open_project)
        body = QWidget(self)
        body.setProperty("role", "sheet")
        box = QVBoxLayout(body)
        box.setContentsMargins(0, 8, 0, 0)
        box.setSpacing(6)
        box.addWidget(self._standing)
        box.addWidget(self._gap_table)
        box.addWidget(words(_ON_SCREEN, "hint", wrap=True))
        box.addLayout(self._head("培育年度", self.estimate, self.edit))
        box.addWidget(self.year_table, 1)
        box.addLayout(self._head("路径关联", self.open_other, self.void, self.link))
        box.addWidget(self._asked)
        box.addWidget(self.project, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self.link_table)
        self.setWidget(body)

    def _head(self, title: str, *actions: QAction) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(words(title, "subtitle"), 1)
        for action in actions:
            row.addWidget(deed_button(action))
        return row


def _standing_text(view: StandingView) -> str:
    parts = [f"按上年收入：{label(view.standing)}"]
    if view.reached_by:
        parts.append("本年已达到规模的口径：" + "、".join(label(measure) for measure in view.reached_by))
    if view.differs:
        parts.append("利润表收入与增值税申报销售额不相等，请与企业核实差异")
    if view.likelihood is not None:
        parts.append(f"培育研判：{label(view.likelihood)}（仅供工作研判）")
    return "；".join(parts) + "。"
