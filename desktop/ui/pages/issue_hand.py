"""Does what the page of issues asks: opens the form of each deed, prints, and says what was kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.domain.issue import IssueRow, IssueStep, possible
from desktop.domain.issue_codes import IssueAction
from desktop.ui.desk import Desk
from desktop.ui.dialogs.choice_dialog import ask_choice
from desktop.ui.dialogs.follow_up import ask_follow_up
from desktop.ui.dialogs.history_dialog import show_history
from desktop.ui.dialogs.issue_editor import ask_issue
from desktop.ui.dialogs.issue_relay import ask_pass_on, ask_relay
from desktop.ui.dialogs.issue_step import ask_step
from desktop.ui.dialogs.paper_dialog import ask_place, show_paper
from desktop.ui.dialogs.reason_dialog import ask_reason
from desktop.ui.job_dialog import run_job
from desktop.wording.labels import label

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_SHEET = "交办单"


class IssueHand(QObject):
    """`kept` comes with the uid after something was kept; the status bar has been told by then."""

    kept = Signal(str)

    def __init__(self, services: Services, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._services, self._desk, self._page = services, desk, page

    def add(self, enterprise: str = "") -> None:
        """Enter a problem by hand."""
        self._say(ask_issue(self._services, self._desk, self._page, enterprise=enterprise), "问题已登记")

    def edit(self, row: IssueRow) -> None:
        """Mend what was written of *row*."""
        if not row.voided:
            self._say(ask_issue(self._services, self._desk, self._page, issue=row), "问题已修改")

    def step(self, row: IssueRow, action: IssueAction) -> None:
        """Write the deed *action* on *row*."""
        if action is IssueAction.FOLLOW_UP:
            done = ask_follow_up(self._services, self._desk, row, self._page)
        elif action is IssueAction.RELAY:
            done = ask_relay(self._services, self._desk, row, self._page)
        elif action is IssueAction.PASS_ON:
            done = ask_pass_on(self._services, self._desk, row, self._page)
        else:
            done = ask_step(self._services, self._desk, row, action, self._page)
        self._say(row.uid if done else None, f"已记：{row.enterprise_name} {label(action)}")

    def deeds(self, row: IssueRow) -> tuple[IssueAction, ...]:
        """Return the deeds that *row* allows here, those of the county office among them."""
        if row.voided:
            return ()
        return (*possible(row.state, relayed=row.relay is not None), *self._services.relays.deeds(row))

    def story(self, row: IssueRow) -> tuple[IssueStep, ...]:
        """Return every deed on *row*, oldest first, and what the offices wrote that it was relayed to."""
        there = [
            replace(step, office=f"{step.office}，转办件")
            for _, steps in self._services.relays.copies(row.uid)
            for step in steps
            if step.office
        ]
        return tuple(sorted((*self._services.issues.steps(row.uid), *there), key=lambda step: step.on))

    def own(self, row: IssueRow) -> bool:
        """Return whether this office entered *row*, so that it may mend and void it."""
        return row.by_unit == self._services.settings.workspace().unit

    def void(self, row: IssueRow) -> None:
        """Void *row* with a reason."""
        if row.voided:
            return
        text = f"{row.enterprise_name} 的这个问题将作废：划线保留，不再计入台账，不能恢复。\n\n{row.description}"
        reason = ask_reason(self._page, "作废", text)
        if reason is not None:
            self._services.issues.void(row.uid, reason)
            self._say(row.uid, "问题已作废")

    def show_history(self, row: IssueRow) -> None:
        """Show who changed what of *row*."""
        names = {row.enterprise: row.enterprise_name}
        show_history(self._page, row.enterprise_name, self._services.issues.history(row.uid), names)

    def print_sheet(self, row: IssueRow, place: Path | None = None) -> None:
        """Write the assignment sheet of *row* for one of its units and show it, ready to be printed."""
        units = self._services.issues.recipients(row.uid)
        if not units:
            return
        told = "一个单位一张，单上写明发给谁。"
        unit = units[0] if len(units) == 1 else ask_choice(self._page, f"{_SHEET}发给谁", told, units)
        if unit is None:
            return
        target = place or ask_place(self._page, self._desk, f"{_SHEET}存到", f"{_SHEET}_{row.number}_{unit}.pdf")
        if target is None:
            return
        issues = self._services.issues
        printed = run_job(
            self._page,
            self._desk,
            _SHEET,
            lambda progress: issues.print_assignment(row.uid, target, progress, recipient=unit),
        )
        if printed is not None:
            show_paper(self._page, self._desk, _SHEET, printed, self._services.filings.page_image)

    def menu(self, row: IssueRow, actions: tuple[QAction, ...]) -> QMenu:
        """Return the menu of *row*: the deeds its state allows, then *actions*."""
        menu = QMenu(self._page)
        for action in self.deeds(row):
            menu.addAction(f"{label(action)}…").setData(action.value)
        menu.addSeparator()
        menu.addActions(actions)
        menu.triggered.connect(self._chosen)
        menu.setProperty("issue", row.uid)
        return menu

    def _chosen(self, chosen: QAction) -> None:
        menu = self.sender()
        if isinstance(menu, QMenu) and chosen.data():
            self.step(self._services.issues.get(str(menu.property("issue"))), IssueAction(chosen.data()))

    def _say(self, uid: str | None, told: str) -> None:
        if uid:
            self._desk.say_kept(told)
            self.kept.emit(uid)
