"""A year against the year before, painted as two lines over the months."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from desktop.ui.theme import COLOURS

_LEFT, _TOP, _RIGHT, _BOTTOM = 64.0, 34.0, 16.0, 28.0
_REACH = 18.0  # how near the pointer must be to a point, in pixels
_TICKS = 4
_RIGHT_MIDDLE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class ChartLine:
    """One line: its name, its whole-number value at each place of the axis, and what each of its points says."""

    name: str
    values: Mapping[int, int]
    tips: Mapping[int, str]


class LineChart(QWidget):
    """Paints up to two lines; the second is dashed, so that colour alone never tells them apart.

    A missing value is a gap and never 0. The pointer or the arrow keys show what a point says (`pointed`).
    """

    pointed = Signal(str)

    def __init__(self, unit: str, factor: int, parent: QWidget | None = None) -> None:
        """*factor* is how many of the values make one *unit* of the axis."""
        super().__init__(parent)
        self._unit = unit
        self._factor = factor
        self._axis: tuple[str, ...] = ()
        self._lines: tuple[ChartLine, ...] = ()
        self._cursor: tuple[int, int] | None = None
        self.setMinimumHeight(170)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)

    def show_lines(self, axis: Sequence[str], lines: Sequence[ChartLine]) -> None:
        """Show *lines* (the newest first) over the words of *axis*."""
        self._axis, self._lines, self._cursor = tuple(axis), tuple(lines), None
        self.setAccessibleDescription("；".join(tip for line in lines for tip in line.tips.values()))
        self.update()

    def points(self) -> list[tuple[int, int]]:
        """Return the points there are, line by line, each as its line and its place on the axis."""
        return [(number, place) for number, line in enumerate(self._lines) for place in sorted(line.values)]

    def position(self, number: int, place: int) -> QPointF:
        """Return where the point of line *number* at *place* is painted."""
        area = self._area()
        across = area.left() + area.width() * (place + 0.5) / max(len(self._axis), 1)
        value = self._lines[number].values[place]
        low, high, _ = self._range()
        return QPointF(across, area.bottom() - area.height() * (value - low) / (high - low))

    @override
    def sizeHint(self) -> QSize:
        return QSize(460, 230)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            near = self._nearest(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._tip(near) if near else "", self)
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        step = steps.get(Qt.Key(event.key()))
        points = self.points()
        if step is None or not points:
            super().keyPressEvent(event)
            return
        now = points.index(self._cursor) + step if self._cursor in points else 0
        self._cursor = points[now % len(points)]
        self.pointed.emit(self._tip(self._cursor))
        self.update()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_grid(painter)
        self._paint_axis(painter)
        for number in reversed(range(len(self._lines))):
            self._paint_line(painter, number)
        self._paint_legend(painter)
        if self._cursor is not None:
            painter.setPen(QPen(self._colour(0), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(self.position(*self._cursor), 7, 7)

    def _tip(self, point: tuple[int, int]) -> str:
        number, place = point
        return self._lines[number].tips.get(place, "")

    def _nearest(self, spot: QPointF) -> tuple[int, int] | None:
        found = [((self.position(*point) - spot).manhattanLength(), point) for point in self.points()]
        distance, point = min(found, default=(_REACH + 1, None))
        return point if distance <= _REACH else None

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_LEFT, _TOP, -_RIGHT, -_BOTTOM)

    def _range(self) -> tuple[int, int, int]:
        values = [value for line in self._lines for value in line.values.values()]
        low, high = min([0, *values]), max([0, *values])
        step = _round_step((high - low) // _TICKS, self._factor)
        return low // step * step, max(-(-high // step), 1) * step, step

    def _colour(self, number: int) -> QColor:
        return QColor(COLOURS["accent"] if number == 0 else COLOURS["faint"])

    def _paint_grid(self, painter: QPainter) -> None:
        area, (low, high, step) = self._area(), self._range()
        for value in range(low, high + 1, step):
            height = area.bottom() - area.height() * (value - low) / (high - low)
            painter.setPen(QPen(QColor(COLOURS["line"]), 1))
            painter.drawLine(QPointF(area.left(), height), QPointF(area.right(), height))
            painter.setPen(QColor(COLOURS["faint"]))
            box = QRectF(0, height - 10, _LEFT - 8, 20)
            painter.drawText(box, _RIGHT_MIDDLE, f"{value // self._factor:,}")

    def _paint_axis(self, painter: QPainter) -> None:
        area = self._area()
        painter.setPen(QColor(COLOURS["faint"]))
        width = area.width() / max(len(self._axis), 1)
        metrics = QFontMetricsF(self.font())
        widest = max((metrics.horizontalAdvance(word) for word in self._axis), default=0)
        step = 1 if widest < width else 2
        for place, word in list(enumerate(self._axis))[::step]:
            middle = area.left() + (place + 0.5) * width
            painter.drawText(
                QRectF(middle - width, area.bottom() + 6, 2 * width, 18), Qt.AlignmentFlag.AlignCenter, word
            )

    def _paint_line(self, painter: QPainter, number: int) -> None:
        style = Qt.PenStyle.SolidLine if number == 0 else Qt.PenStyle.DashLine
        pen = QPen(self._colour(number), 2, style)
        places = self._lines[number].values
        painter.setPen(pen)
        for place in places:
            if place + 1 in places:
                painter.drawLine(self.position(number, place), self.position(number, place + 1))
        pen.setStyle(Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.setBrush(self._colour(number) if number == 0 else QColor(COLOURS["card"]))
        for place in places:
            painter.drawEllipse(self.position(number, place), 3.5, 3.5)

    def _paint_legend(self, painter: QPainter) -> None:
        across, metrics = _LEFT, QFontMetricsF(self.font())
        for number, line in enumerate(self._lines):
            style = Qt.PenStyle.SolidLine if number == 0 else Qt.PenStyle.DashLine
            painter.setPen(QPen(self._colour(number), 2, style))
            painter.drawLine(QPointF(across, 15), QPointF(across + 24, 15))
            painter.setPen(QColor(COLOURS["ink"]))
            painter.drawText(QPointF(across + 30, 20), line.name)
            across += 30 + metrics.horizontalAdvance(line.name) + 22
        unit = QRectF(0, 4, self.width() - _RIGHT, 22)
        painter.drawText(unit, _RIGHT_MIDDLE, f"单位：{self._unit}")


def _round_step(rough: int, unit: int) -> int:
    """Return the next of 1, 2, 5 times a power of ten of *unit* that is not below *rough*."""
    power = unit
    while power * 10 <= rough:
        power *= 10
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)
