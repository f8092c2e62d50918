"""Whether everybody who reached the size is where they belong (应达尽达、应统尽统), and how each is handled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.coverage import Coverage, CoverageRow
from desktop.ui.desk import Desk
from desktop.ui.dialogs import handling_dialog
from desktop.ui.models.library_columns import COVERAGE_COLUMNS
from desktop.ui.models.table_model import TableModel
from desktop.ui.theme import button, words
from desktop.ui.widgets.deed_button import deed_button
from desktop.ui.widgets.empty_note import EmptyNote
from desktop.ui.widgets.table_view import TableView
from desktop.wording import shown

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_NOBODY = "已收集的数里没有达到规模而没入库的企业。上年收入、本年累计收集得越全，这里核对得越准。"
_RULE = (
    "达规未入：上年主营业务收入或本年累计主营业务收入已达到规模、还没有入库的企业，只看已收集的数。"
    "愿不愿意入规由企业自己决定。"
)


class CoveragePanel(QWidget):
    """`opened(uid)` asks for an enterprise, `linked(page, argument)` for the rows behind a number."""

    opened = Signal(str)
    linked = Signal(str, str)
    proposals_wanted = Signal()

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._desk = services, desk
        self.say = QAction("记怎样处理", self)
        self.say.triggered.connect(self._say)
        self.apply = QAction("列入申报", self)
        self.apply.triggered.connect(self._apply)
        self.addActions([self.say, self.apply])
        self.model = TableModel(COVERAGE_COLUMNS, self)
        self.table = TableView("达规未入企业")
        self.table.setModel(self.model)
        self.table.make_sortable()
        self.table.opened.connect(self._open)
        self.table.addActions([self.say, self.apply])
        self._build_layout()

    def reload(self) -> None:
        """Check the year anew as of the window's month."""
        found = self._services.coverage.coverage(self._desk.month())
        rows = sorted(found.rows, key=lambda row: not row.open)
        current = self.table.currentIndex().row()
        self.model.set_rows(rows)
        if 0 <= current < len(rows):
            self.table.selectRow(current)
        self._pile.setCurrentIndex(0 if rows else 1)
        self._tell(found)

    def _tell(self, found: Coverage) -> None:
        month = shown.month(self._desk.month())
        self._summary.setText(f"达规未入 {len(found.rows)} 户（截至 {month}），还没有写明怎样处理的 {found.waiting} 户")
        self._known.setText(f"没入库的 {found.listed} 户里，{found.known} 户有上年收入，{found.unknown} 户未报")
        self.unlisted.setText(f"达到建库条件、还没进培育库的 {found.unlisted} 户")
        self.unlisted.setEnabled(bool(found.unlisted))

    def _say(self) -> None:
        row = self.table.current_row()
        if isinstance(row, CoverageRow):
            handling_dialog.ask(self._services, self._desk, row, self)

    def _apply(self) -> None:
        row = self.table.current_row()
        if isinstance(row, CoverageRow):
            self.linked.emit("admissions", f"new:{row.uid}")

    def _open(self, row: CoverageRow) -> None:
        self.opened.emit(row.uid)

    def _build_layout(self) -> None:
        self._summary = words("", "subtitle", wrap=True)
        self._known = words("", "hint")
        self.unlisted: QPushButton = button("", "link", tip="打开按方案建库的名单")
        self.unlisted.clicked.connect(self.proposals_wanted)
        row = QHBoxLayout()
        row.addWidget(self._known)
        row.addWidget(self.unlisted)
        row.addStretch(1)
        row.addWidget(deed_button(self.apply))
        row.addWidget(deed_button(self.say, "primary"))
        self._pile = QStackedWidget()
        self._pile.addWidget(self.table)
        self._pile.addWidget(EmptyNote(_NOBODY))
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 10, 12, 10)
        box.setSpacing(8)
        box.addWidget(self._summary)
        box.addWidget(words(_RULE, "hint", wrap=True))
        box.addLayout(row)
        box.addWidget(self._pile, 1)
