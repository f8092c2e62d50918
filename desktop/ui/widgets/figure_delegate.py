"""How a cell of the figures grid is drawn and typed into."""

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from desktop.ui.models.figure_columns import COLUMNS
from desktop.ui.models.figure_grid_model import MARK_ROLE, Index
from desktop.ui.theme import COLOURS
from desktop.wording.labels import label

_SIGNS = {"error": ("×", COLOURS["red"]), "question": ("?", COLOURS["amber"])}
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class FigureDelegate(QStyledItemDelegate):
    """Draws the mark of a cell beside its number, and edits a number as text and a source as a choice.

    `left` says that Up or Down was pressed while typing: the text is kept and the cursor moves by that many rows.
    """

    left = Signal(int)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if ground is not None:  # a style sheet with borders drops the model's ground
            painter.fillRect(option.rect, ground)  # type: ignore[attr-defined]  # the stubs miss `rect`
        super().paint(painter, option, index)
        sign = _SIGNS.get(index.data(MARK_ROLE))
        if sign is None:
            return
        painter.save()
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(sign[1]))
        place = option.rect.adjusted(6, 0, 0, 0)  # type: ignore[attr-defined]  # the stubs miss `rect`
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, sign[0])
        painter.restore()

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = COLUMNS[index.column()]
        name = f"{column.title} {column.unit}".strip()
        if column.choice is not None:
            box = QComboBox(parent)
            box.addItems([label(code) for code in column.choice])
            box.setAccessibleName(name)
            box.activated.connect(self._chosen)
            return box
        line = QLineEdit(parent)
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.setAccessibleName(name)
        line.setFrame(False)
        return line

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findText(text))
        elif isinstance(editor, QLineEdit) and not editor.isModified():  # what is being typed is never overwritten
            editor.setText(text)

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        text: Any = ""
        if isinstance(editor, QComboBox):
            text = editor.currentText()
        elif isinstance(editor, QLineEdit):
            text = editor.text()
        model.setData(index, text)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QLineEdit) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = _MOVES.get(Qt.Key(event.key()))
            if steps is not None:
                self._close(watched)
                self.left.emit(steps)
                return True
        return super().eventFilter(watched, event)

    def _chosen(self) -> None:
        editor = self.sender()
        if isinstance(editor, QComboBox):
            self._close(editor)

    def _close(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
