"""Shows what reads otherwise now than on a round's paper: old beside new, cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from desktop.domain.filing import FilingRound
from desktop.ui.models.table_model import Column, TableModel
from desktop.ui.theme import words
from desktop.ui.widgets.table_view import TableView
from desktop.wording.filing_words import badge, round_name, state_text

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.filing_rounds import ChangedCell, FilingRoundService


def changed_columns(before: str, after: str) -> tuple[Column[ChangedCell], ...]:
    """Return the columns of a list of changed cells; *before* and *after* head the two values."""
    return (
        Column("企业（事项）", lambda row: row.name, width=190),
        Column("项目", lambda row: row.item, width=170),
        Column(before, lambda row: row.before, width=130),
        Column(after, lambda row: row.after, width=130),
    )


class ChangesDialog(QDialog):
    """The cells of *kept* that read otherwise now, or in another round, and those that it corrected itself."""

    def __init__(
        self, rounds: FilingRoundService, kept: FilingRound, title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rounds, self._kept = rounds, kept
        self.setWindowTitle("改动对照")
        self.resize(720, 460)
        box = QVBoxLayout(self)
        box.addWidget(words(f"{round_name(kept, title)}　{state_text(kept)}", "subtitle", wrap=True))
        self.against = QComboBox()
        self.against.setAccessibleName("和哪一次对照")
        self.against.addItem("和台账现在的数对照", "")
        for other in rounds.beside(kept):
            self.against.addItem(f"和第 {other.round} 次对照（{state_text(other)}）", other.uid)
        self.against.currentIndexChanged.connect(self._compare)
        box.addWidget(self.against)
        self.said = words("", wrap=True)
        box.addWidget(self.said)
        self._cells = TableView("改动的格")
        box.addWidget(self._cells, 2)
        if kept.correction:
            self.corrected = TableModel(changed_columns("原报", "更正为"), self)
            self.corrected.set_rows(rounds.corrected(kept.uid))
            box.addWidget(words(f"更正第 {kept.correction} 次，原因：{kept.reason}", wrap=True))
            box.addWidget(_table("这一次更正的", self.corrected), 1)
        buttons = QDialogButtonBox()
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        box.addWidget(buttons)
        self._compare()

    @Slot()
    def _compare(self) -> None:
        """Show the cells that differ from what was chosen."""
        kept, other = self._kept, self.against.currentData()
        if not other:
            cells = self._rounds.changes(kept.uid)
            said = badge(kept, len(cells)) or "与台账现在的数一致，没有改动。"
            heads = "纸上", "台账现在"
        else:
            earlier, later = sorted((kept, self._rounds.get(other)), key=lambda each: each.round)
            cells = self._rounds.between(earlier.uid, later.uid)
            said = f"两次有 {len(cells)} 处不同。" if cells else "两次完全一致。"
            heads = f"第 {earlier.round} 次", f"第 {later.round} 次"
        self.said.setText(said)
        self.since = TableModel(changed_columns(*heads), self)
        self.since.set_rows(cells)
        self._cells.setModel(self.since)
        self._cells.horizontalHeader().setStretchLastSection(True)


def _table(name: str, model: TableModel[ChangedCell]) -> TableView:
    table = TableView(name)
    table.setModel(model)
    table.horizontalHeader().setStretchLastSection(True)
    return table


def show_changes(rounds: FilingRoundService, kept: FilingRound, title: str, parent: QWidget | None) -> None:
    """Show the changes of *kept*."""
    dialog = ChangesDialog(rounds, kept, title, parent)
    dialog.exec()
    dialog.deleteLater()
