"""One enterprise beside the list or on the whole page: who it is, its figures, visits, problems and history."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QTabWidget, QVBoxLayout, QWidget

from desktop.domain.admission import AdmissionRow
from desktop.domain.claim import ClaimRow
from desktop.domain.codes import Dimension, LibraryStatus, Measure
from desktop.domain.enterprise import Enterprise
from desktop.domain.issue import IssueRow
from desktop.domain.visit import VisitRow
from desktop.ui.desk import Desk
from desktop.ui.dialogs import enterprise_editor, tier_dialog, year_revenue_dialog
from desktop.ui.dialogs.history_dialog import show_history
from desktop.ui.dialogs.reason_dialog import ask_reason
from desktop.ui.pages.enterprise_applications import EnterpriseApplications
from desktop.ui.pages.enterprise_facts import EnterpriseFacts
from desktop.ui.pages.enterprise_figures import EnterpriseFigures
from desktop.ui.pages.enterprise_head import EnterpriseHead
from desktop.ui.pages.enterprise_lists import EnterpriseIssues, EnterpriseVisits
from desktop.ui.pages.enterprise_recognitions import EnterpriseRecognitions
from desktop.ui.pages.enterprise_rewards import EnterpriseRewards
from desktop.ui.pages.enterprise_years import EnterpriseYears
from desktop.ui.pages.retention_panel import RetentionPanel
from desktop.ui.pages.visit_hand import VisitHand
from desktop.ui.widgets.history_view import HistoryView

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

# what the list shows under a name that the history does not have
_KEPT_AS = {
    "last_year_revenue": Measure.MAIN_REVENUE_YEAR.value,
    "standing": Measure.MAIN_REVENUE_YEAR.value,
    "township": "unit",
    "department": "unit",
}


class EnterpriseDetail(QFrame):
    """Reads only the tab that is looked at; `whole_requested` asks for the whole page or back to the drawer."""

    whole_requested = Signal(bool)
    closed = Signal()
    gone = Signal()
    open_requested = Signal(str, str)
    other_requested = Signal(str)

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "drawer")
        self.setAccessibleName("企业详情")
        self._services = services
        self._desk = desk
        self._enterprise: Enterprise | None = None
        self._names = {unit.id: unit.name for dimension in Dimension for unit in services.settings.units(dimension)}
        self._build_tabs()
        self._build_layout()

    @property
    def uid(self) -> str:
        """The enterprise shown, or nothing."""
        return self._enterprise.uid if self._enterprise else ""

    @property
    def whole(self) -> bool:
        """True while the whole page is asked for."""
        return self.head.whole

    def show_enterprise(self, uid: str) -> None:
        """Show the enterprise *uid* in the tab that is open."""
        enterprise = self._services.enterprises.get(uid)
        self._enterprise = enterprise
        self.head.show_enterprise(enterprise)
        once_in = enterprise.draft.library_status is not LibraryStatus.BELOW and not enterprise.voided
        self.tabs.setTabVisible(self.tabs.indexOf(self.retention), once_in)
        self._fill_tab()

    def reload(self) -> None:
        """Read the enterprise anew."""
        if self.uid:
            self.show_enterprise(self.uid)

    def go_whole(self, whole: bool) -> None:
        """Ask for the whole page, or for the drawer."""
        self.head.go_whole(whole)

    def step_back(self) -> None:
        """Go from the whole page back to the drawer, and from the drawer away."""
        if self.whole:
            self.go_whole(False)
        else:
            self.closed.emit()

    def edit(self) -> None:
        """Open the form of this enterprise."""
        if self._enterprise is None or self._enterprise.voided:
            return
        following = enterprise_editor.ask(self._services, self._desk, self, self.uid)
        if following:
            self.other_requested.emit(following)

    def change_tier(self) -> None:
        """Move this enterprise between tiers."""
        if self._enterprise is not None:
            tier_dialog.ask(self._services, self._desk, self._enterprise, self)

    def type_revenue(self) -> None:
        """Type last year's main revenue with its source."""
        if self._enterprise is not None:
            name, year = self._enterprise.draft.name, self._last_year()
            year_revenue_dialog.ask(self._services, self._desk, self.uid, name, year, self)

    def void(self) -> None:
        """Void this enterprise with a reason; nothing is deleted."""
        if self._enterprise is None:
            return
        name = self._enterprise.draft.name
        text = f"“{name}”将从名单里划去，已有的走访、问题和月度数据都保留，可在修改记录里查到。"
        reason = ask_reason(self, "作废", text)
        if reason is None:
            return
        self._services.enterprises.void(self.uid, reason)
        self._enterprise = None
        self.gone.emit()
        self._desk.say_kept(f"已作废：{name}")

    def show_field_history(self, field: str) -> None:
        """Show who changed *field*, when, from what, to what and why."""
        if self._enterprise is None:
            return
        lines = self._services.enterprises.history(self.uid)
        show_history(self, self._enterprise.draft.name, lines, self._names, _KEPT_AS.get(field, field))

    def show_history(self) -> None:
        """Turn to the tab of changes."""
        self.tabs.setCurrentWidget(self.history)

    def _last_year(self) -> int:
        return self._services.settings.workspace().year - 1

    def _fill_tab(self) -> None:
        if self._enterprise is not None:
            self._fillers[self.tabs.currentIndex()](self._enterprise)

    def _fill_facts(self, enterprise: Enterprise) -> None:
        year = self._last_year()
        revenue = self._services.figures.year_revenue(enterprise.uid, year)
        self.facts.show_enterprise(enterprise, year_revenue_dialog.value_text(revenue), year)

    def _fill_figures(self, enterprise: Enterprise) -> None:
        self.figures.show_enterprise(enterprise.uid, self._desk.month())

    def _fill_visits(self, enterprise: Enterprise) -> None:
        self.visits.show_enterprise(enterprise.uid)

    def _fill_issues(self, enterprise: Enterprise) -> None:
        self.issues.show_enterprise(enterprise.uid)

    def _fill_applications(self, enterprise: Enterprise) -> None:
        self.applications.show_enterprise(enterprise.uid)

    def _fill_retention(self, enterprise: Enterprise) -> None:
        self.retention.show_enterprise(enterprise.uid)

    def _fill_rewards(self, enterprise: Enterprise) -> None:
        self.rewards.show_enterprise(enterprise.uid)

    def _fill_history(self, enterprise: Enterprise) -> None:
        self.history.show_lines(self._services.enterprises.history(enterprise.uid))

    def _new_visit(self) -> None:
        self.open_requested.emit("visits", f"new:{self.uid}")

    def _prepare_visit(self) -> None:
        if self._enterprise is not None:
            VisitHand(self, self._services, self._desk).prepare(self.uid, self._enterprise.draft.name)

    def _blank_visit(self) -> None:
        if self._enterprise is not None:
            VisitHand(self, self._services, self._desk).blank(self.uid, self._enterprise.draft.name)

    def _open_visit(self, row: VisitRow) -> None:
        self.open_requested.emit("visits", row.uid)

    def _open_issue(self, row: IssueRow) -> None:
        self.open_requested.emit("issues", row.uid)

    def _new_application(self) -> None:
        self.open_requested.emit("admissions", f"new:{self.uid}")

    def _open_application(self, row: AdmissionRow) -> None:
        self.open_requested.emit("admissions", row.uid)

    def _look_at_policies(self) -> None:
        self.open_requested.emit("policies", f"enterprise:{self.uid}")

    def _open_claim(self, row: ClaimRow) -> None:
        self.open_requested.emit("policies", row.uid)

    def _build_tabs(self) -> None:
        industries = {industry.code: industry.name for industry in self._services.presets.industries()}
        self.facts = EnterpriseFacts(self._names, industries)
        self.facts.history_requested.connect(self.show_field_history)
        self.figures = EnterpriseFigures(self._services.figures)
        self._build_lists()
        self.retention = RetentionPanel(self._services, self._desk, named=False)
        self.retention.linked.connect(self.open_requested)
        self.years = EnterpriseYears(self._services, self._desk)
        self.years.other_requested.connect(self.other_requested)
        self.years.linked.connect(self.open_requested)
        self.recognitions = EnterpriseRecognitions(self._services, self._desk)
        self.history = HistoryView(self._names)
        self._fillers: list[Callable[[Enterprise], None]] = []
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setProperty("role", "narrow")  # all of them are seen in the drawer
        for title, tab, fill in (
            ("基本情况", self.facts, self._fill_facts),
            ("经营数据", self.figures, self._fill_figures),
            ("升规", self.years, self.years.show_enterprise),
            ("资质", self.recognitions, self.recognitions.show_enterprise),
            ("走访", self.visits, self._fill_visits),
            ("问题", self.issues, self._fill_issues),
            ("申报", self.applications, self._fill_applications),
            ("稳规", self.retention, self._fill_retention),
            ("奖补", self.rewards, self._fill_rewards),
            ("修改记录", self.history, self._fill_history),
        ):
            self.tabs.addTab(tab, title)
            self._fillers.append(fill)
        self.tabs.currentChanged.connect(self._fill_tab)

    def _build_lists(self) -> None:
        self.visits = EnterpriseVisits(self._services.visits, self._services.officers)
        self.visits.prepare_requested.connect(self._prepare_visit)
        self.visits.blank_requested.connect(self._blank_visit)
        self.visits.new_requested.connect(self._new_visit)
        self.visits.opened.connect(self._open_visit)
        self.issues = EnterpriseIssues(self._services.issues)
        self.issues.opened.connect(self._open_issue)
        self.applications = EnterpriseApplications(self._services.admissions)
        self.applications.new_requested.connect(self._new_application)
        self.applications.opened.connect(self._open_application)
        self.rewards = EnterpriseRewards(self._services.rewards)
        self.rewards.new_requested.connect(self._look_at_policies)
        self.rewards.opened.connect(self._open_claim)

    def _build_layout(self) -> None:
        self.head = EnterpriseHead(
            (
                ("编辑", "Ctrl+E", "", self.edit),
                ("调入、调出", "调整所在的培育库", "", self.change_tier),
                ("上年收入", "填写上年主营业务收入和数据口径", "", self.type_revenue),
                ("新建走访", "", "", self._new_visit),
                ("作废", "写明原因后从名单里划去，不删除", "danger", self.void),
            )
        )
        self.head.whole_requested.connect(self.whole_requested)
        self.head.closed.connect(self.closed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 10, 8)
        layout.setSpacing(6)
        layout.addWidget(self.head)
        layout.addWidget(self.tabs, 1)
