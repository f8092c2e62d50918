"""Reads xls and et (Excel 97 to 2003).

It is our own reader, not calamine's: a bent file makes that one abort the whole program, and it tells neither hidden
rows nor hidden columns.
"""

from desktop.intake.biff import BrokenBook, LockedBook, OldBook, read_globals
from desktop.intake.grid import Workbook
from desktop.intake.ole import Compound, NotOle
from desktop.intake.xls_sheet import XlsSheetReader
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress


def read_xls(data: bytes, file: str, progress: Progress) -> Workbook:
    """Return the workbook in *data*."""
    try:
        stream = Compound(data).read("Workbook")
        book = read_globals(stream)
        listed = [sheet for sheet in book.sheets if sheet.holds_cells]
        sheets = tuple(XlsSheetReader(sheet, book, file, progress).read(stream) for sheet in listed)
    except LockedBook as error:
        raise KnownError("password", file=file) from error
    except OldBook as error:
        raise KnownError("old_excel", file=file) from error
    except (BrokenBook, NotOle, UnicodeDecodeError) as error:
        raise KnownError("broken_file", file=file) from error
    if not sheets:
        raise KnownError("no_sheet", file=file)
    return Workbook(sheets)
