"""The picture of the cultivation list: how many enterprises stand in each band of revenue; each band is a link."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.ui.theme import COLOURS

_HEIGHT, _LABEL, _COUNT, _GAP = 30, 108, 56, 8


@dataclass(frozen=True, slots=True)
class BandBar:
    """One band as it is painted: what it is called, how many stand in it, and where a click leads."""

    text: str
    count: int
    argument: str


class BandPicture(QWidget):
    """Bars under each other, all on one scale; `chosen(argument)` comes with a click or Enter."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(2)
        self.rows: list[BandRow] = []

    def show_bars(self, bars: Sequence[BandBar]) -> None:
        """Paint *bars* instead of what is painted."""
        while len(self.rows) > len(bars):
            row = self.rows.pop()
            self._box.removeWidget(row)
            row.deleteLater()
        while len(self.rows) < len(bars):
            row = BandRow()
            row.clicked.connect(self._choose)
            self._box.addWidget(row)
            self.rows.append(row)
        most = max((bar.count for bar in bars), default=0)
        for row, bar in zip(self.rows, bars, strict=True):
            row.show_bar(bar, most)

    def _choose(self) -> None:
        row = self.sender()
        if isinstance(row, BandRow):
            self.chosen.emit(row.bar.argument)


class BandRow(QAbstractButton):
    """One band: its name, a bar and the number."""

    def __init__(self) -> None:
        super().__init__()
        self.bar = BandBar("", 0, "")
        self._most = 0
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_bar(self, bar: BandBar, most: int) -> None:
        """Paint *bar* where the longest bar stands for *most*."""
        self.bar, self._most = bar, most
        self.setAccessibleName(f"{bar.text}：{bar.count}户")
        self.setToolTip(f"{bar.text}：{bar.count} 户，点击查看名单")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(_LABEL + _COUNT + 160, _HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = Qt.AlignmentFlag.AlignVCenter
        if self.underMouse() or self.hasFocus():
            painter.fillRect(self.rect(), QColor(COLOURS["accent_ground"]))
        painter.setPen(QColor(COLOURS["ink"]))
        painter.drawText(QRectF(4, 0, _LABEL, _HEIGHT), middle | Qt.AlignmentFlag.AlignLeft, self.bar.text)
        room = self.width() - _LABEL - _COUNT - _GAP
        length = room * self.bar.count / self._most if self._most else 0
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(COLOURS["accent"]))
        painter.drawRoundedRect(QRectF(_LABEL, 8, max(length, 2), _HEIGHT - 16), 2, 2)
        painter.setPen(QColor(COLOURS["accent"]))
        number = QRectF(self.width() - _COUNT, 0, _COUNT - 4, _HEIGHT)
        painter.drawText(number, middle | Qt.AlignmentFlag.AlignRight, f"{self.bar.count} 户")
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
