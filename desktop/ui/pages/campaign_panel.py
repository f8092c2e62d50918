"""The campaigns of visits (专项活动), beside the visit log, and the choice of one above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.campaign import CampaignRow
from desktop.ui.desk import Desk
from desktop.ui.dialogs.form_dialog import run
from desktop.ui.dialogs.officer_dialog import campaign_dialog
from desktop.ui.dialogs.reason_dialog import ask_reason
from desktop.ui.models.table_model import TableModel
from desktop.ui.pages.officer_columns import CAMPAIGN_COLUMNS
from desktop.ui.theme import words
from desktop.ui.widgets.deed_button import deed_row
from desktop.ui.widgets.inputs import ChoiceBox
from desktop.ui.widgets.table_view import TableView

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services


class CampaignChoice(ChoiceBox[str]):
    """One campaign, or all visits."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__((), blank="全部走访", parent=parent)
        self._services = services
        self.setAccessibleName("专项活动")

    def refresh(self) -> None:
        """Offer the campaigns there are now; what was chosen stays chosen where it still is one."""
        chosen = self.value()
        names = {row.uid: row.draft.name for row in self._services.campaigns.list()}
        self.blockSignals(True)
        self.offer(tuple(names), names.__getitem__)
        self.set_value(chosen if chosen in names else None)
        self.blockSignals(False)


class CampaignPanel(QWidget):
    """The campaigns of the plan and of the office; `chosen` asks for the visits of one."""

    chosen = Signal(str)

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._desk = services, desk
        self.new = QAction("加专项活动", self)
        self.void = QAction("作废", self)
        self.look = QAction("看它的走访", self)
        for action, deed in ((self.new, self.add), (self.void, self._void_current), (self.look, self._look_current)):
            action.triggered.connect(deed)
        self.model: TableModel[CampaignRow] = TableModel(CAMPAIGN_COLUMNS, self)
        self.table = TableView("专项活动")
        self.table.setModel(self.model)
        self.table.make_sortable()
        self.table.opened.connect(self._look)
        self.table.selectionModel().currentRowChanged.connect(self._judge)
        told = words("方案里的专项活动照文号列出；本单位另外开展的可以自己加。", "hint")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 0)
        box.addLayout(deed_row((told,), (self.void, self.look, self.new), self.new))
        box.addWidget(self.table, 1)
        self._judge()

    @Slot()
    def reload(self) -> None:
        """Read the campaigns anew."""
        self.model.set_rows(self._services.campaigns.list())
        self._judge()

    @Slot()
    def add(self) -> None:
        """Add a campaign of the office's own."""
        if run(campaign_dialog(self._services, self._desk, self)):
            self._desk.say_kept("专项活动已加")
            self.reload()

    @Slot(object)
    def _look(self, row: CampaignRow) -> None:
        self.chosen.emit(row.uid)

    def _look_current(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self._look(row)

    def _void_current(self) -> None:
        row = self.table.current_row()
        if row is None or row.planned:
            return
        reason = ask_reason(self, "作废", f"专项活动“{row.draft.name}”将不再列出；已记的走访仍写着它。")
        if reason is not None:
            self._services.campaigns.void(row.uid, reason)
            self._desk.say_kept("专项活动已作废")
            self.reload()

    @Slot()
    def _judge(self) -> None:
        row = self.table.current_row()
        self.look.setEnabled(row is not None)
        self.void.setEnabled(row is not None and not row.planned)
