"""A PDF with what moves it: zoom, pages."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.theme import button, words
from desktop.ui.widgets.pdf_view import ImageOf, PdfView


class PdfPanel(QWidget):
    """The view and a bar above it; Ctrl and + or - zoom, Ctrl+0 fits the width."""

    def __init__(self, image_of: ImageOf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = PdfView(image_of)
        self.place = words("", "hint")
        self.place.setMinimumWidth(150)
        bar = QHBoxLayout()
        for text, name, keys, deed in (
            ("－", "缩小", "Ctrl+-", self.view.zoom_out),
            ("＋", "放大", "Ctrl++", self.view.zoom_in),
            ("适合宽度", "适合宽度", "Ctrl+0", self.view.fit_width),
            ("上一页", "上一页", "Ctrl+PgUp", self._back),
            ("下一页", "下一页", "Ctrl+PgDown", self._on),
        ):
            press = button(text, "flat", tip=f"{name}（{keys}）")
            press.setAccessibleName(name)
            press.clicked.connect(deed)
            QShortcut(QKeySequence(keys), self, deed)
            bar.addWidget(press)
        bar.addWidget(self.place)
        bar.addStretch()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(bar)
        box.addWidget(self.view, 1)
        self.view.moved.connect(self._say)
        self.setFocusProxy(self.view)

    def show_pdf(self, path: Path, pages: int) -> None:
        """Show the file at *path*, which has *pages* pages."""
        self.view.show_pdf(path, pages)

    def _back(self) -> None:
        self.view.turn(-1)

    def _on(self) -> None:
        self.view.turn(1)

    @Slot(int, int, int)
    def _say(self, page: int, pages: int, zoom: int) -> None:
        self.place.setText(f"第 {page} 页，共 {pages} 页　{zoom}%")
