"""Enterprises in the directory that may fall out (稳规): what was computed, what was confirmed, what is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.assessment import CapState
from desktop.domain.library_exit import CapLine
from desktop.domain.retention import RetentionRow, RetentionView, shown_in
from desktop.ui.desk import Desk
from desktop.ui.models.table_model import TableModel
from desktop.ui.page import Page
from desktop.ui.pages.retention_columns import columns
from desktop.ui.pages.retention_panel import RetentionPanel
from desktop.ui.theme import give_role, words
from desktop.ui.widgets.chip_bar import ChipBar
from desktop.ui.widgets.deed_button import deed_button
from desktop.ui.widgets.rows_or_note import RowsOrNote, beside, search_line
from desktop.ui.widgets.table_view import TableView
from desktop.wording import retention_words as said
from desktop.wording import shown
from desktop.wording.labels import label

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_NOTHING_YET = "这里是在库的规上工业企业。在库状态为“已入库”的企业列在这里，按收集的数提示退规风险，由您确认。"
_NOTHING_FOUND = "这一类现在没有企业。点“在规企业”可以看全部。"


class RetentionPage(Page):
    """The list, narrowed by view and words, and one enterprise beside it.

    `open` takes a uid or `view:<view>`.
    """

    key = "retention"
    title = "稳规"

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(services, desk, parent)
        self.paper = QAction("打印风险库", self)
        self.paper.setShortcut(QKeySequence("Ctrl+P"))
        self.paper.triggered.connect(self._print)
        self.addAction(self.paper)
        self.model = TableModel(columns(services.retention.rules(), desk.today()), self)
        self.table = TableView("在规企业和退规风险")
        self.panel = RetentionPanel(services, desk)
        self.chips = ChipBar(tuple((view.value, label(view)) for view in RetentionView), "稳规范围")
        self._build()
        self._connect()

    def _build(self) -> None:
        self.table.setModel(self.model)
        self.table.make_sortable()
        self.table.remember(self.desk.remember, self.key)
        self.listed = RowsOrNote(self.table, self.model, _NOTHING_YET)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.addLayout(self._build_head())
        box.addLayout(self._build_filters())
        box.addWidget(beside(self.listed, self.panel, (800, 400)), 1)
        self.setFocusProxy(self.table)

    def _build_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(words(self.title, "title"))
        self.count = words("", "hint")
        self.caps = words("", "hint")
        row.addWidget(self.count)
        row.addSpacing(16)
        row.addWidget(self.caps)
        row.addStretch()
        row.addWidget(deed_button(self.paper))
        return row

    def _build_filters(self) -> QHBoxLayout:
        self.text = search_line("查找企业", "企业名称、拼音首字母、代码", 230)
        self.text.setMinimumWidth(170)
        row = QHBoxLayout()
        row.addWidget(self.chips, 1)
        row.addWidget(self.text)
        return row

    def _connect(self) -> None:
        self.chips.choose(RetentionView.ADMITTED.value)
        self.chips.chosen.connect(self.reload)
        self.text.textChanged.connect(self.reload)
        self.table.selectionModel().currentRowChanged.connect(self._show_current)
        self.panel.changed.connect(self.reload)
        self.panel.linked.connect(self.open_requested)

    @override
    @Slot()
    def reload(self) -> None:
        month = self.desk.month()
        asked, chosen = self.text.text().strip(), RetentionView(self.chips.choice)
        everyone = self.services.retention.rows(month, asked)
        self.chips.show_counts({view.value: sum(shown_in(row, view) for row in everyone) for view in RetentionView})
        rows = [row for row in everyone if shown_in(row, chosen)]
        self.count.setText(f"{len(rows)} 户，数看到{shown.month(month)}")
        self._show_caps(self.services.retention.caps(month.year), month.year)
        self._show(rows, any_kept=bool(everyone) or bool(asked))

    def _show_caps(self, caps: tuple[CapLine, ...], year: int) -> None:
        self.caps.setText("；".join(said.cap_text(line, year) for line in caps) or said.NO_CAP)
        states = {line.state for line in caps}
        role = "problem" if CapState.OVER in states else "question" if CapState.REACHED in states else "hint"
        give_role(self.caps, role)

    def _show(self, rows: list[RetentionRow], *, any_kept: bool) -> None:
        self.listed.show_rows(rows, _NOTHING_FOUND if any_kept else _NOTHING_YET)
        self._show_current()

    @override
    def open(self, argument: str) -> None:
        kind, _, rest = argument.partition(":")
        if kind == "view":
            self.text.clear()
            self.chips.choose(RetentionView(rest).value)
        elif kind and not self.listed.select(kind):
            self.text.clear()
            everyone = self.services.retention.get(kind, self.desk.month())
            admitted = shown_in(everyone, RetentionView.ADMITTED)
            self.chips.choose((RetentionView.ADMITTED if admitted else RetentionView.EXITED).value)
            self.listed.select(kind)

    def _print(self) -> None:
        self.panel.hand.print_library()

    @Slot()
    def _show_current(self) -> None:
        row = self.table.current_row()
        self.panel.show_enterprise(row.uid if row is not None else "")


def _matches(row: RetentionRow, text: str) -> bool:
    return text in row.name or text.upper() in row.credit_code
