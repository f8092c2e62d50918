"""A PDF on screen, page under page: the very file that is printed, as pictures."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.ui.theme import COLOURS

SCREEN_DPI = 96
SMALLEST, LARGEST = 0.25, 4.0

_GAP = 12
_STEP = 1.2
_PROBE_DPI = 18  # enough to learn how large a page is


class PageImage(Protocol):
    """A page as a picture: four bytes (red, green, blue, alpha) a pixel, rows from the top."""

    @property
    def width(self) -> int:
        """Pixels across."""

    @property
    def height(self) -> int:
        """Pixels down."""

    @property
    def rgba(self) -> bytes:
        """The pixels."""


ImageOf = Callable[[Path, int, int], PageImage]  # path, number from 0, dots an inch


def to_image(page: PageImage) -> QImage:
    """Return *page* as Qt has it, with pixels of its own."""
    shared = QImage(page.rgba, page.width, page.height, page.width * 4, QImage.Format.Format_RGBA8888)
    return shared.copy()


class _Sheet(QWidget):
    """One page; blank until its picture is there."""

    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.pixmap = QPixmap()
        self.setAccessibleName(f"第 {number + 1} 页")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(COLOURS["card"]))
        if not self.pixmap.isNull():
            painter.drawPixmap(self.rect(), self.pixmap)
        painter.setPen(QColor(COLOURS["edge"]))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class PdfView(QScrollArea):
    """Shows the pages of one file; only those in sight have a picture. `moved` tells the page in sight and the zoom."""

    moved = Signal(int, int, int)  # page from 1, pages, zoom in per cent

    def __init__(self, image_of: ImageOf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image_of = image_of
        self._path = Path()
        self._sizes: list[QSize] = []  # pages at the probe's resolution
        self._sheets: list[_Sheet] = []
        self._zoom = 0.0  # 0 fits the width
        self.setAccessibleName("报表预览")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # a bar that comes and goes would change the width that a page fits, and so its own reason, for ever
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().valueChanged.connect(self._look)

    def show_pdf(self, path: Path, pages: int) -> None:
        """Show the file at *path*, which has *pages* pages, from its first."""
        self._path = path
        # one page tells the size of all: a form has one paper
        probe = self._image_of(path, 0, _PROBE_DPI)
        self._sizes = [QSize(probe.width, probe.height)] * pages
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(_GAP, _GAP, _GAP, _GAP)
        column.setSpacing(_GAP)
        self._sheets = [_Sheet(number, holder) for number in range(pages)]
        for sheet in self._sheets:
            column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        self.setWidget(holder)
        self.verticalScrollBar().setValue(0)
        self._lay_out()

    @property
    def path(self) -> Path:
        """The file that is shown."""
        return self._path

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return len(self._sheets)

    @property
    def page(self) -> int:
        """The page in the middle of the view, from 1."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        passed = sum(sheet.y() - _GAP // 2 <= middle for sheet in self._sheets)
        return max(passed, 1)

    @property
    def zoom(self) -> float:
        """How large a page is shown beside its size on paper."""
        return self._zoom or self._fitting()

    def fit_width(self) -> None:
        """Show a page as wide as the view."""
        self._zoom = 0.0
        self._lay_out()

    def zoom_in(self) -> None:
        """Show everything a step larger."""
        self._set_zoom(self.zoom * _STEP)

    def zoom_out(self) -> None:
        """Show everything a step smaller."""
        self._set_zoom(self.zoom / _STEP)

    def turn(self, pages: int) -> None:
        """Move on by *pages* pages, or back."""
        if self._sheets:
            number = min(max(self.page - 1 + pages, 0), self.pages - 1)
            self.verticalScrollBar().setValue(self._sheets[number].y() - _GAP)

    def _set_zoom(self, zoom: float) -> None:
        before, bar = self.zoom, self.verticalScrollBar()
        self._zoom = min(max(zoom, SMALLEST), LARGEST)
        place = bar.value()
        self._lay_out()
        bar.setValue(round(place * self._zoom / before))

    def _fitting(self) -> float:
        if not self._sizes:
            return 1.0
        room = self.viewport().width() - 2 * _GAP
        return max(room / (self._sizes[0].width() * SCREEN_DPI / _PROBE_DPI), SMALLEST)

    def _lay_out(self) -> None:
        scale = self.zoom * SCREEN_DPI / _PROBE_DPI
        for sheet, size in zip(self._sheets, self._sizes, strict=True):
            sheet.setFixedSize(round(size.width() * scale), round(size.height() * scale))
            sheet.pixmap = QPixmap()
        holder = self.widget()
        if holder is not None:
            holder.adjustSize()
        self._look()

    def _look(self) -> None:
        """Draw what is in sight and let go of what is far from it."""
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        for number, sheet in enumerate(self._sheets):
            if sheet.y() < bottom and sheet.y() + sheet.height() > top:
                self._draw(number, sheet)
            elif abs(sheet.y() - top) > 3 * sheet.height():
                sheet.pixmap = QPixmap()
        if self._sheets:
            self.moved.emit(self.page, self.pages, round(self.zoom * 100))

    def _draw(self, number: int, sheet: _Sheet) -> None:
        if not sheet.pixmap.isNull():
            return
        ratio = self.devicePixelRatioF()
        dpi = max(round(self.zoom * SCREEN_DPI * ratio), _PROBE_DPI)
        sheet.pixmap = QPixmap.fromImage(to_image(self._image_of(self._path, number, dpi)))
        sheet.pixmap.setDevicePixelRatio(ratio)
        sheet.update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._sheets and not self._zoom:
            self._lay_out()
        else:
            self._look()
