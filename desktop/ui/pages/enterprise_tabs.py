"""What the ledgers know of one enterprise, a tab each: its facts and figures, its years, visits, problems, changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget

from desktop.domain.admission import AdmissionRow
from desktop.domain.claim import ClaimRow
from desktop.domain.codes import LibraryStatus
from desktop.domain.enterprise import Enterprise
from desktop.domain.issue import IssueRow
from desktop.domain.visit import VisitRow
from desktop.ui.desk import Desk
from desktop.ui.dialogs import year_revenue_dialog
from desktop.ui.pages.enterprise_applications import EnterpriseApplications
from desktop.ui.pages.enterprise_facts import EnterpriseFacts
from desktop.ui.pages.enterprise_figures import EnterpriseFigures
from desktop.ui.pages.enterprise_lists import EnterpriseIssues, EnterpriseVisits
from desktop.ui.pages.enterprise_recognitions import EnterpriseRecognitions
from desktop.ui.pages.enterprise_rewards import EnterpriseRewards
from desktop.ui.pages.enterprise_years import EnterpriseYears
from desktop.ui.pages.retention_panel import RetentionPanel
from desktop.ui.pages.visit_hand import VisitHand
from desktop.ui.widgets.history_view import HistoryView

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services


class EnterpriseTabs(QTabWidget):
    """Reads only the tab that is looked at; `linked` names the page and the argument of a link.

    *names* are the units' names by their ids; `history_requested` names a field, `other_requested` an enterprise.
    """

    linked = Signal(str, str)
    other_requested = Signal(str)
    history_requested = Signal(str)

    def __init__(self, services: Services, desk: Desk, names: Mapping[str, str]) -> None:
        super().__init__()
        self._services, self._desk = services, desk
        self._enterprise: Enterprise | None = None
        self._build_facts(names)
        self._build_lists()
        self._build_steps()
        self.setDocumentMode(True)
        self.tabBar().setProperty("role", "narrow")  # all of them are seen in the drawer
        self._fillers: list[Callable[[Enterprise], None]] = []
        self._add_tabs()
        self.currentChanged.connect(self._fill)

    def show_enterprise(self, enterprise: Enterprise) -> None:
        """Show *enterprise* in the tab that is open; retention only of one that was ever in the directory."""
        self._enterprise = enterprise
        once_in = enterprise.draft.library_status is not LibraryStatus.BELOW and not enterprise.voided
        self.setTabVisible(self.indexOf(self.retention), once_in)
        self._fill()

    def show_history(self) -> None:
        """Turn to the tab of changes."""
        self.setCurrentWidget(self.history)

    def _fill(self) -> None:
        if self._enterprise is not None:
            self._fillers[self.currentIndex()](self._enterprise)

    def _fill_facts(self, enterprise: Enterprise) -> None:
        year = self._services.settings.workspace().year - 1
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

    @property
    def _uid(self) -> str:
        return self._enterprise.uid if self._enterprise else ""

    def _new_visit(self) -> None:
        self.linked.emit("visits", f"new:{self._uid}")

    def _prepare_visit(self) -> None:
        if self._enterprise is not None:
            VisitHand(self, self._services, self._desk).prepare(self._uid, self._enterprise.draft.name)

    def _blank_visit(self) -> None:
        if self._enterprise is not None:
            VisitHand(self, self._services, self._desk).blank(self._uid, self._enterprise.draft.name)

    def _open_visit(self, row: VisitRow) -> None:
        self.linked.emit("visits", row.uid)

    def _open_issue(self, row: IssueRow) -> None:
        self.linked.emit("issues", row.uid)

    def _new_application(self) -> None:
        self.linked.emit("admissions", f"new:{self._uid}")

    def _open_application(self, row: AdmissionRow) -> None:
        self.linked.emit("admissions", row.uid)

    def _look_at_policies(self) -> None:
        self.linked.emit("policies", f"enterprise:{self._uid}")

    def _open_claim(self, row: ClaimRow) -> None:
        self.linked.emit("policies", row.uid)

    def _build_facts(self, names: Mapping[str, str]) -> None:
        industries = {industry.code: industry.name for industry in self._services.presets.industries()}
        self.facts = EnterpriseFacts(names, industries)
        self.facts.history_requested.connect(self.history_requested)
        self.figures = EnterpriseFigures(self._services.figures)
        self.history = HistoryView(names)

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

    def _build_steps(self) -> None:
        self.retention = RetentionPanel(self._services, self._desk, named=False)
        self.retention.linked.connect(self.linked)
        self.years = EnterpriseYears(self._services, self._desk)
        self.years.other_requested.connect(self.other_requested)
        self.years.linked.connect(self.linked)
        self.recognitions = EnterpriseRecognitions(self._services, self._desk)

    def _add_tabs(self) -> None:
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
            self.addTab(tab, title)
            self._fillers.append(fill)
