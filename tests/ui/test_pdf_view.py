"""A PDF on screen and on a printer."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from desktop.kernel.errors import KnownError
from desktop.render import raster
from desktop.ui.printing import PRINT_DPI, chosen, paint, prepare, print_pdf
from desktop.ui.widgets.pdf_panel import PdfPanel
from desktop.ui.widgets.pdf_view import LARGEST, PdfView, to_image

PAGES = 12


@dataclass
class Drawn:
    """Counts which pages were asked for, and draws them."""

    asked: list[tuple[int, int]]

    def __call__(self, path: Path, number: int, dpi: int) -> raster.PageImage:
        self.asked.append((number, dpi))
        return raster.page_image(path, number + 1, dpi)


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "twelve.pdf"
    canvas = Canvas(str(path), pagesize=landscape(A4))
    for _ in range(PAGES):
        canvas.setFillColorRGB(1, 0, 0)
        canvas.rect(0, 0, 200, 100, stroke=0, fill=1)  # the lower left corner is red
        canvas.showPage()
    canvas.save()
    return path


@pytest.fixture
def drawn():
    return Drawn([])


@pytest.fixture
def view(drawn, paper, qtbot):
    view = PdfView(drawn)
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    view.show_pdf(paper, PAGES)
    return view


def test_a_picture_has_its_colours_the_right_way_round(paper):
    image = to_image(raster.page_image(paper, 1, 72))
    assert (image.width(), image.height()) == (842, 596)
    assert image.pixelColor(5, 590).name() == "#ff0000"
    assert image.pixelColor(5, 5).name() == "#ffffff"


def test_only_pages_in_sight_are_drawn(view, drawn):
    assert {number for number, _ in drawn.asked} <= {0, 1}


def test_a_page_as_high_as_the_view_comes_to_rest(drawn, paper, qtbot):
    view = PdfView(drawn)
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.show()
    view.show_pdf(paper, 1)
    high = view.widget().height()
    for height in range(high - 24, high + 24):  # where a bar would come, make the page smaller, and go again
        drawn.asked.clear()
        view.resize(700, height)
        for _ in range(10):
            QApplication.processEvents()
        assert len(drawn.asked) <= 2


def test_a_page_fits_the_width_until_somebody_zooms(view):
    width = view.widget().layout().itemAt(0).widget().width()
    assert abs(width - (view.viewport().width() - 24)) <= 12
    before = view.zoom
    view.zoom_in()
    assert view.zoom > before
    view.fit_width()
    assert view.zoom == pytest.approx(before, rel=0.05)


def test_zoom_has_an_end(view):
    for _ in range(20):
        view.zoom_in()
    assert view.zoom == LARGEST


def test_turning_shows_the_next_page_and_stops_at_the_last(view, drawn):
    view.turn(1)
    assert view.page == 2
    view.turn(100)
    assert view.page == PAGES
    assert any(number == PAGES - 1 for number, _ in drawn.asked)


def test_pictures_far_away_are_let_go(view):
    first = view.widget().layout().itemAt(0).widget()
    assert not first.pixmap.isNull()
    view.turn(100)
    assert first.pixmap.isNull()


def test_the_panel_says_the_page_and_the_zoom(drawn, paper, qtbot):
    panel = PdfPanel(drawn)
    qtbot.addWidget(panel)
    panel.resize(900, 600)
    panel.show()
    panel.show_pdf(paper, PAGES)
    panel.view.turn(1)
    assert panel.place.text().startswith("第 2 页，共 12 页")


def test_paper_is_as_large_and_lies_as_the_page(paper, tmp_path, qapp):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    prepare(printer, raster.page_image(paper, 1, 72))
    layout = printer.pageLayout()
    assert printer.fullPage()
    assert layout.orientation() == QPageLayout.Orientation.Landscape
    assert layout.pageSize().id() == layout.pageSize().PageSizeId.A4


def test_every_page_is_printed_whole(paper, tmp_path, qapp):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printed = tmp_path / "printed.pdf"
    printer.setOutputFileName(str(printed))
    prepare(printer, raster.page_image(paper, 1, 72))
    paint(printer, [raster.page_image(paper, number, PRINT_DPI) for number in (1, 2, 3)])
    assert raster.pages(printed) == 3
    image = to_image(raster.page_image(printed, 2, 72))
    assert abs(image.width() - 842) <= 1
    assert image.pixelColor(100, 550).red() > 240
    assert image.pixelColor(100, 550).blue() < 40
    assert image.pixelColor(100, 20).lightness() > 240


def test_a_range_of_pages_is_printed_alone(qapp):
    printer = QPrinter()
    assert chosen(printer, 5) == range(5)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    assert chosen(printer, 5) == range(1, 3)


def test_without_a_printer_the_user_is_told(desk, paper, drawn, qtbot):
    view = PdfView(drawn)
    qtbot.addWidget(view)
    with pytest.raises(KnownError) as told:
        print_pdf(view, desk, paper, PAGES, drawn)
    assert told.value.code == "no_printer"
