"""演示 across the page, so that nobody takes invented data for real."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.overriding import override

_WORD = "演示"
_STEP_X, _STEP_Y, _PIXELS, _TURN = 420, 260, 56, -24


class Watermark(QWidget):
    """Lies over *below* as its sibling, follows it and lets every click through."""

    def __init__(self, below: QWidget) -> None:
        super().__init__(below.parentWidget())
        self._below = below
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        below.installEventFilter(self)
        self._follow()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what lies below."""
        if watched is self._below and event.type() in {QEvent.Type.Resize, QEvent.Type.Move}:
            self._follow()
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        self.setGeometry(self._below.geometry())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Write the word again and again, aslant."""
        painter = QPainter(self)
        font = self.font()
        font.setPixelSize(_PIXELS)
        painter.setFont(font)
        painter.setPen(QColor(29, 95, 191, 20))
        for top in range(_STEP_Y // 2, self.height() + _STEP_Y, _STEP_Y):
            for left in range(_STEP_X // 3, self.width() + _STEP_X, _STEP_X):
                painter.save()
                painter.translate(left, top)
                painter.rotate(_TURN)
                painter.drawText(QPoint(0, 0), _WORD)
                painter.restore()
        painter.end()
