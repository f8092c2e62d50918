"""Does what the panel of retention asks: opens the form of each deed, prints, and says what was kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.month import Month
from desktop.domain.retention import Estimate, RetentionRow
from desktop.domain.retention_plan import Measure, Plan
from desktop.domain.risk_codes import PlanAction, RiskAction
from desktop.ui.desk import Desk
from desktop.ui.dialogs.form_dialog import FormDialog, run
from desktop.ui.dialogs.paper_dialog import ask_place, show_paper
from desktop.ui.dialogs.papers_dialog import show_papers
from desktop.ui.dialogs.plan_dialogs import measure_dialog, plan_dialog, step_dialog
from desktop.ui.dialogs.reason_dialog import ask_reason
from desktop.ui.dialogs.risk_dialogs import estimate_dialog, exit_dialog, risk_dialog
from desktop.ui.job_dialog import run_job
from desktop.wording.labels import label

if TYPE_CHECKING:  # the window paints before the services are loaded
    from pathlib import Path

    from desktop.wiring import Services

PLAN = "一企一策帮扶表"


class RetentionHand(QObject):
    """`kept` comes after something was kept; the status bar has been told by then."""

    kept = Signal()

    def __init__(self, services: Services, desk: Desk, owner: QWidget) -> None:
        super().__init__(owner)
        self._services, self._desk, self._owner = services, desk, owner

    def say_risk(self, row: RetentionRow, action: RiskAction, month: Month) -> None:
        """Record a person's word about the risk of *row*."""
        dialog = risk_dialog(self._services, self._desk, row, action, month, self._owner)
        self._run(dialog, f"已{label(action)}：{row.name}")

    def estimate(self, row: RetentionRow, month: Month) -> None:
        """Record what the enterprise itself expects of the year."""
        dialog = estimate_dialog(self._services, self._desk, row.uid, row.name, month.year, self._owner)
        self._run(dialog, "已记企业自报预计")

    def void_estimate(self, estimate: Estimate) -> None:
        """Void an estimate with a reason."""
        reason = ask_reason(self._owner, "作废", "这条企业自报预计将作废：不再用来对照，记录保留。")
        if reason is not None:
            self._services.retention.void_estimate(estimate.uid, reason)
            self._say("企业自报预计已作废")

    def plan(self, row: RetentionRow, plan: Plan | None) -> None:
        """Make the plan of *row*, or mend *plan*."""
        dialog = plan_dialog(self._services, self._desk, row, plan, self._owner)
        self._run(dialog, "一企一策已保存")

    def measure(self, plan: Plan) -> None:
        """Add a measure to *plan*."""
        self._run(measure_dialog(self._services, self._desk, plan, self._owner), "帮扶措施已保存")

    def step(self, plan: Plan, measure: Measure | None, action: PlanAction) -> None:
        """Record a step of *measure*, or the end of *plan*."""
        dialog = step_dialog(self._services, self._desk, plan, measure, action, self._owner)
        self._run(dialog, f"已记：{label(action)}")

    def leave(self, row: RetentionRow) -> None:
        """Record that *row* left the directory."""
        self._run(exit_dialog(self._services, self._desk, row, self._owner), f"已登记退库：{row.name}")

    def void_exit(self, row: RetentionRow) -> None:
        """Void the last exit of *row* with a reason."""
        if not row.exits:
            return
        text = f"“{row.name}”的退库登记将作废，企业恢复原来的在库状态；记录保留。风险库和一企一策不自动恢复。"
        reason = ask_reason(self._owner, "作废退库", text)
        if reason is not None:
            self._services.retention.void_exit(row.exits[-1].uid, reason)
            self._say("退库登记已作废")

    def print_plan(self, plan: Plan, name: str, month: Month) -> None:
        """Write the sheet of *plan* where the user says, and show it."""
        place = ask_place(self._owner, self._desk, PLAN, f"{PLAN}_{name}.pdf")
        if place is not None:
            self.write_plan(plan, month, place)

    def write_plan(self, plan: Plan, month: Month, place: Path) -> None:
        """Write the sheet of *plan* to *place* and show it."""
        retention = self._services.retention
        printed = run_job(
            self._owner, self._desk, PLAN, lambda progress: retention.print_plan(plan.uid, place, progress, month)
        )
        if printed is not None:
            show_paper(self._owner, self._desk, PLAN, printed, self._services.filings.page_image)

    def print_library(self) -> None:
        """Let the user look at the library as of the window's month, save and print it."""
        show_papers(self._owner, self._services, self._desk, ("risk-library", "changes"))

    def _run(self, dialog: FormDialog, said: str) -> None:
        if run(dialog):
            self._say(said)

    def _say(self, said: str) -> None:
        self._desk.say_kept(said)
        self.kept.emit()
