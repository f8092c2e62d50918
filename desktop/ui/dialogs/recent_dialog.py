"""最近操作: the last saves by name; any of them can be looked at and taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from desktop.domain.undo import Save
from desktop.ui.models.table_model import RIGHT, Column, TableModel
from desktop.ui.theme import give_role, words
from desktop.ui.widgets.table_view import TableView
from desktop.wording.shown import moment
from desktop.wording.words_undo import save_name, save_state

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.undoing import UndoService


SAVES: tuple[Column[Save], ...] = (
    Column("时间", lambda save: moment(save.at), width=130),
    Column("经办人", lambda save: save.who, width=80),
    Column("操作", save_name, width=420, tip=save_name),
    Column("记录", lambda save: save.records, align=RIGHT, width=60),
    Column("项目", lambda save: save.cells, align=RIGHT, width=60),
    Column("情况", save_state, width=90, tone=lambda save: "off" if save.undone_by or save.final else ""),
)


class RecentDialog(QDialog):
    """Lists the saves; *ask* shows what taking one back would do and answers whether it was done."""

    def __init__(self, undo: UndoService, ask: Callable[[str], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._undo, self._ask = undo, ask
        self.setWindowTitle("最近操作")
        self.resize(940, 520)
        self.model = TableModel(SAVES, self)
        self.table = TableView("最近操作")
        self.table.setModel(self.model)
        self.table.opened.connect(self._take)
        self.imports = QCheckBox("只看导入")
        self.imports.toggled.connect(self.reload)
        buttons = QDialogButtonBox()
        self.take_button = buttons.addButton("撤销所选…", QDialogButtonBox.ButtonRole.ActionRole)
        give_role(self.take_button, "primary")
        self.take_button.clicked.connect(self._take_chosen)
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        hint = "撤销前会先列出改回什么、保留什么。撤销本身也记在这里，可以再撤销回来。"
        box.addWidget(words(hint, "hint", wrap=True))
        box.addWidget(self.imports)
        box.addWidget(self.table, 1)
        box.addWidget(buttons)
        self.reload()

    def reload(self) -> None:
        """Read the saves anew."""
        self.model.set_rows(self._undo.imports() if self.imports.isChecked() else self._undo.recent())
        if self.model.rowCount():
            self.table.selectRow(0)
        self.take_button.setEnabled(bool(self.model.rowCount()))

    def _take_chosen(self) -> None:
        place = self.table.currentIndex()
        if place.isValid():
            self._take(self.model.row_at(place))

    def _take(self, save: Save) -> None:
        if self._ask(save.id):
            self.reload()
