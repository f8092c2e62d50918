"""Sends pages to a printer: the pictures of the PDF that was kept, nothing laid out anew."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.ui.desk import Desk
from desktop.ui.job_dialog import run_job
from desktop.ui.widgets.pdf_view import ImageOf, PageImage, to_image

PRINT_DPI = 300

_PROBE_DPI = 72  # a point a pixel: the size of the page in points


def print_pdf(parent: QWidget, desk: Desk, path: Path, pages: int, image_of: ImageOf) -> bool:
    """Ask for a printer and print the file at *path*; False when the user thought better of it.

    Raises `KnownError` (no_printer) where the computer has none, and (printer_failed) where it does not take the job.
    """
    if not QPrinterInfo.availablePrinterNames():
        raise KnownError("no_printer")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    prepare(printer, image_of(path, 0, _PROBE_DPI))
    printer.setFromTo(1, pages)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("打印")
    dialog.setMinMax(1, pages)
    wanted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    if not wanted:
        return False
    numbers = chosen(printer, pages)
    pictures = run_job(parent, desk, "正在准备打印", lambda progress: _pictures(path, numbers, image_of, progress))
    if pictures is None:
        return False
    paint(printer, pictures)
    return True


def prepare(printer: QPrinter, first: PageImage) -> None:
    """Set *printer* to the paper and the direction of the page *first*, which has a pixel a point."""
    short, long = sorted((first.width, first.height))
    printer.setPageSize(QPageSize(QSizeF(short, long), QPageSize.Unit.Point))
    across = first.width > first.height
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)  # the margins are in the PDF
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))


def chosen(printer: QPrinter, pages: int) -> range:
    """Return the pages (from 0) that the user asked *printer* for."""
    if printer.printRange() == QPrinter.PrintRange.PageRange and printer.fromPage() > 0:
        return range(printer.fromPage() - 1, min(printer.toPage() or pages, pages))
    return range(pages)


def paint(printer: QPrinter, pictures: Sequence[PageImage]) -> None:
    """Print *pictures*, each as large as its paper allows and not distorted."""
    painter = QPainter()
    if not painter.begin(printer):
        raise KnownError("printer_failed")
    for place, picture in enumerate(pictures):
        if place and not printer.newPage():
            painter.end()
            raise KnownError("printer_failed")
        paper = printer.paperRect(QPrinter.Unit.DevicePixel)
        painter.drawImage(_fitted(paper, picture), to_image(picture))
    painter.end()


def _fitted(paper: QRectF, picture: PageImage) -> QRectF:
    scale = min(paper.width() / picture.width, paper.height() / picture.height)
    width, height = picture.width * scale, picture.height * scale
    return QRectF((paper.width() - width) / 2, (paper.height() - height) / 2, width, height)


def _pictures(path: Path, numbers: range, image_of: ImageOf, progress: Progress) -> list[PageImage]:
    pictures = []
    for done, number in enumerate(numbers):
        progress.step(done, len(numbers), f"第 {number + 1} 页")
        pictures.append(image_of(path, number, PRINT_DPI))
    return pictures
