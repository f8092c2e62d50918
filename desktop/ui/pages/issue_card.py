"""Draws a row of a list as a card: a heading, a few lines, and a last line in the colour of its urgency."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from desktop.domain.issue import IssueRow
from desktop.ui.models.table_model import ROW_ROLE, Index
from desktop.ui.pages.issue_columns import urgency_tone
from desktop.ui.theme import COLOURS, TONES

_PAD, _GAP, _LINES = 7, 6, 2


class CardDelegate(QStyledItemDelegate):
    """Cards are all of one height; what does not fit ends in dots and stands in the tip."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = QFontMetrics(option.font).lineSpacing()  # type: ignore[attr-defined]  # the stubs miss the option's fields
        return QSize(60, line * (2 + _LINES) + 2 * _PAD + _GAP)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        name, text, due = str(index.data()).split("\n")
        card: QRect = option.rect.adjusted(1, 1, -1, -_GAP)  # type: ignore[attr-defined]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.save()
        painter.setPen(QColor(COLOURS["accent" if chosen else "line"]))
        painter.setBrush(QColor(COLOURS["accent_ground" if chosen else "card"]))
        painter.drawRoundedRect(card, 4, 4)
        self._write(painter, card.adjusted(_PAD, _PAD, -_PAD, -_PAD), (name, text, due), row, option)
        painter.restore()

    def _write(
        self, painter: QPainter, room: QRect, texts: tuple[str, str, str], row: IssueRow, option: QStyleOptionViewItem
    ) -> None:
        name, text, due = texts
        ink = option.palette.color(QPalette.ColorRole.Text)  # type: ignore[attr-defined]
        font = option.font  # type: ignore[attr-defined]
        font.setStrikeOut(row.voided)
        measure = QFontMetrics(font)
        line, dots = measure.lineSpacing(), Qt.TextElideMode.ElideRight
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(room.left(), room.top() + measure.ascent(), measure.elidedText(name, dots, room.width()))
        painter.setPen(QColor(COLOURS["faint"]))
        for place, part in enumerate(_lines(text, measure, room.width())):
            painter.drawText(room.left(), room.top() + measure.ascent() + line * (place + 1), part)
        tone = TONES.get(urgency_tone(row))
        painter.setPen(QColor(tone) if tone else ink)
        below = room.top() + measure.ascent() + line * (1 + _LINES)
        painter.drawText(room.left(), below, measure.elidedText(due, dots, room.width()))


def _lines(text: str, measure: QFontMetrics, width: int) -> list[str]:
    """Return *text* in as many lines as a card has; Chinese may break anywhere."""
    lines: list[str] = []
    rest = text
    while rest and len(lines) < _LINES - 1:
        count = next((n for n in range(len(rest), 0, -1) if measure.horizontalAdvance(rest[:n]) <= width), 1)
        lines.append(rest[:count])
        rest = rest[count:]
    return [*lines, measure.elidedText(rest, Qt.TextElideMode.ElideRight, width)] if rest else lines
