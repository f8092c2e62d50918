"""Shows what reads otherwise now than on a round's paper: old beside new, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

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
    """The changed cells of *kept*, and under them those that this round corrected itself."""

    def __init__(
        self,
        kept: FilingRound,
        title: str,
        since: Sequence[ChangedCell],
        corrected: Sequence[ChangedCell],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("改动对照")
        self.resize(720, 460)
        box = QVBoxLayout(self)
        box.addWidget(words(f"{round_name(kept, title)}　{state_text(kept)}", "subtitle", wrap=True))
        self.since = TableModel(changed_columns("纸上", "台账现在"), self)
        self.since.set_rows(tuple(since))
        box.addWidget(words(badge(kept, len(since)) or "与台账现在的数一致，没有改动。", wrap=True))
        box.addWidget(_table("之后的改动", self.since), 2)
        if kept.correction:
            self.corrected = TableModel(changed_columns("原报", "更正为"), self)
            self.corrected.set_rows(tuple(corrected))
            box.addWidget(words(f"更正第 {kept.correction} 次，原因：{kept.reason}", wrap=True))
            box.addWidget(_table("这一次更正的", self.corrected), 1)
        buttons = QDialogButtonBox()
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        box.addWidget(buttons)


def _table(name: str, model: TableModel[ChangedCell]) -> TableView:
    table = TableView(name)
    table.setModel(model)
    table.horizontalHeader().setStretchLastSection(True)
    return table


def show_changes(rounds: FilingRoundService, kept: FilingRound, title: str, parent: QWidget | None) -> None:
    """Show the changes of *kept*."""
    corrected = rounds.corrected(kept.uid) if kept.correction else ()
    dialog = ChangesDialog(kept, title, rounds.changes(kept.uid), corrected, parent)
    dialog.exec()
    dialog.deleteLater()
