"""The printers of a plain list: workbook, paper, text."""

from pathlib import Path

from desktop.domain.listing import ListFormat, Listing
from desktop.kernel.progress import Progress
from desktop.render.excel import print_excel
from desktop.render.fonts import Fonts
from desktop.render.list_csv import print_csv
from desktop.render.list_sheet import list_sheet
from desktop.render.pdf import print_pdf
from desktop.render.printed import Printed


def print_listing(listing: Listing, path: Path, progress: Progress, *, fonts: Fonts, unit: str, on: str) -> Printed:
    """Write *listing* of *unit*, as it stood *on* a day, to *path* as what its suffix says (`ListFormat`)."""
    kind = ListFormat(path.suffix.lower().removeprefix("."))
    if kind is ListFormat.CSV:
        return print_csv(listing, path, progress)
    sheet = list_sheet(listing, unit=unit, on=on)
    if kind is ListFormat.XLSX:
        return print_excel(sheet, path, progress, fonts=fonts)
    return print_pdf(sheet, path, progress, fonts=fonts)
