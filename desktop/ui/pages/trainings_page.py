"""Trainings and meetings (培训): the ledger, the coverage of the key list, meetings and bulletins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.ui.desk import Desk
from desktop.ui.pages.meeting_tab import MeetingTab
from desktop.ui.pages.tabbed_page import TabbedPage
from desktop.ui.pages.training_tabs import CoverageTab, TrainingTab

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services


class TrainingsPage(TabbedPage):
    """Three tabs; only the one that is looked at is read.

    `open` takes the uid of a meeting, `coverage:`, `meetings:` or `new:` for an empty training.
    """

    key = "trainings"
    title = "培训"

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(services, desk, parent)
        self.ledger, self.coverage = TrainingTab(services, desk), CoverageTab(services, desk)
        self.meetings = MeetingTab(services, desk)
        tabs = (("培训台账", self.ledger), ("覆盖情况", self.coverage), ("会议和通报", self.meetings))
        self._build("培训、会议和通报", tabs)

    @override
    def open(self, argument: str) -> None:
        kind, _, _ = argument.partition(":")
        match kind:
            case "":
                pass
            case "new":
                self.tabs.setCurrentWidget(self.ledger)
                self.ledger.add()
            case "coverage":
                self.tabs.setCurrentWidget(self.coverage)
            case "meetings":
                self.tabs.setCurrentWidget(self.meetings)
            case uid:
                self.tabs.setCurrentWidget(self.meetings)
                self.meetings.show_meeting(uid)
