"""Pictures of PDF pages for the preview: what is seen is the very file that is printed."""

from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import pypdfium2
from pypdfium2 import raw

from desktop.kernel.errors import KnownError

_PDFIUM = Lock()  # pdfium is one library for the whole process and allows one thread at a time


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page as a picture: rows of *width* pixels from the top, four bytes (red, green, blue, alpha) each."""

    width: int
    height: int
    rgba: bytes


def pages(path: Path) -> int:
    """Return how many pages the PDF at *path* has."""
    with _PDFIUM, _opened(path) as document:
        return len(document)


def page_image(path: Path, number: int, dpi: int) -> PageImage:
    """Return page *number* (from 1) of the PDF at *path* as a picture of *dpi* dots an inch."""
    with _PDFIUM, _opened(path) as document:
        page = document[number - 1]
        bitmap = page.render(scale=dpi / 72, force_bitmap_format=raw.FPDFBitmap_BGRA, rev_byteorder=True)
        return PageImage(bitmap.width, bitmap.height, bytes(bitmap.buffer))


def page_text(path: Path, number: int) -> str:
    """Return the text of page *number* (from 1) as a reader would copy it."""
    with _PDFIUM, _opened(path) as document:
        return str(document[number - 1].get_textpage().get_text_range())


def page_texts(path: Path) -> tuple[str, ...]:
    """Return the text of each page of the PDF at *path*, first to last."""
    with _PDFIUM, _opened(path) as document:
        return tuple(str(page.get_textpage().get_text_range()) for page in document)


def keywords(path: Path) -> str:
    """Return the keywords of the PDF at *path*; empty where it has none or is no PDF that can be read."""
    try:
        with _PDFIUM, _opened(path) as document:
            return str(document.get_metadata_value("Keywords"))
    except KnownError:
        return ""


def _opened(path: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path)
    except (FileNotFoundError, pypdfium2.PdfiumError) as error:
        raise KnownError("pdf_unreadable", path=path) from error
