"""The list of visits (走访记录) below what narrows it: words, a campaign, the window's month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.visit import VisitFilter, VisitRow, count_visits
from desktop.ui.desk import Desk
from desktop.ui.models.table_model import TableModel
from desktop.ui.pages.campaign_panel import CampaignChoice
from desktop.ui.pages.visit_columns import COLUMNS
from desktop.ui.widgets.rows_or_note import RowsOrNote, search_line
from desktop.ui.widgets.struck_delegate import StruckDelegate
from desktop.ui.widgets.table_view import TableView
from desktop.wording import shown

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_REMEMBERED = "visits"
_NOTHING_YET = "这里记每一次入企走访。点“新建走访”写第一次；走访中提出的问题会自动登记到“问题”台账。"
_NOTHING_FOUND = "这个月没有符合条件的走访。去掉“只看本所属期”可以看全部。"


class VisitLog(QWidget):
    """Newest first; `counted` says how many, `moved` comes with the cursor, `opened` with the row to look at.

    An empty log offers *new*.
    """

    counted = Signal(str)
    moved = Signal()
    opened = Signal(object)

    def __init__(self, services: Services, desk: Desk, new: QAction) -> None:
        super().__init__()
        self._visits, self._desk = services.visits, desk
        self.model = TableModel(COLUMNS, self)
        self.table = TableView("走访记录")
        self.table.setModel(self.model)
        self.table.setItemDelegate(StruckDelegate(self.table))
        self.table.make_sortable(0, descending=True)
        self.table.remember(desk.remember, _REMEMBERED)
        self.table.opened.connect(self.opened)
        self.table.selectionModel().currentRowChanged.connect(self.moved)
        self.listed = RowsOrNote(self.table, self.model, _NOTHING_YET, (new,))
        self.campaign = CampaignChoice(services)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 0)
        box.addLayout(self._build_filters())
        box.addWidget(self.listed, 1)

    @Slot()
    def reload(self) -> None:
        """Read the visits asked for anew."""
        month = self._desk.month()
        self.campaign.refresh()
        self.this_month.setText(f"只看 {shown.month(month)}")
        query = VisitFilter(
            month=str(month) if self.this_month.isChecked() else "",
            text=self.text.text().strip(),
            voided=self.voided.isChecked(),
            campaign=self.campaign.value() or "",
        )
        self._show(self._visits.list(query))

    def current(self) -> VisitRow | None:
        """Return the row under the cursor."""
        row = self.table.current_row()
        return row if isinstance(row, VisitRow) else None

    def show_visit(self, uid: str) -> None:
        """Put the cursor on the visit *uid*, widening what is listed where need be."""
        if not self.listed.select(uid):
            self.text.clear()
            self.campaign.setCurrentIndex(0)
            self.this_month.setChecked(False)
            self.voided.setChecked(self._visits.get(uid).voided)
            self.reload()
            self.listed.select(uid)
        self.table.setFocus()

    def show_campaign(self, uid: str) -> None:
        """List every visit of the campaign *uid*, of whatever month."""
        self.campaign.refresh()
        self.this_month.setChecked(False)
        self.campaign.set_value(uid)

    def _show(self, rows: tuple[VisitRow, ...]) -> None:
        firms = len({row.enterprise for row in rows if not row.voided})
        any_kept = bool(rows) or bool(self._visits.list(VisitFilter(voided=True)))
        self.listed.show_rows(rows, _NOTHING_FOUND if any_kept else _NOTHING_YET)
        self.counted.emit(f"{count_visits(rows)} 次，{firms} 户企业")
        self.moved.emit()

    def _build_filters(self) -> QHBoxLayout:
        self.text = search_line("查找走访", "企业名称、拼音首字母、走访人员、走访情况", 320)
        self.this_month = QCheckBox("只看本所属期")
        self.this_month.setChecked(True)
        self.voided = QCheckBox("显示作废")
        self.text.textChanged.connect(self.reload)
        self.this_month.toggled.connect(self.reload)
        self.voided.toggled.connect(self.reload)
        self.campaign.currentIndexChanged.connect(self.reload)
        row = QHBoxLayout()
        for part in (self.text, self.campaign, self.this_month, self.voided):
            row.addWidget(part)
        row.addStretch()
        return row
