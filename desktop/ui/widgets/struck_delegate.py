"""Strikes through the rows that were voided (作废)."""

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from desktop.ui.models.table_model import ROW_ROLE, Index
from desktop.ui.theme import COLOURS


class StruckDelegate(QStyledItemDelegate):
    """Draws a row whose `voided` is true struck through and faint; a column of the table says the word."""

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if not getattr(index.data(ROW_ROLE), "voided", False):
            return
        font = option.font  # type: ignore[attr-defined]  # the stubs miss the fields of the option
        font.setStrikeOut(True)
        option.font = font  # type: ignore[attr-defined]
        option.palette.setColor(QPalette.ColorRole.Text, QColor(COLOURS["off"]))  # type: ignore[attr-defined]
