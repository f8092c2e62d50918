"""Opens other people's workbooks: xlsx, xls, et and csv, by what the bytes say."""

from pathlib import Path

from desktop.intake import limits
from desktop.intake.grid import EMPTY, Cell, CellKind, Row, Sheet, Span, Workbook
from desktop.intake.sniff import FileKind, kind_of
from desktop.intake.text_table import read_text_table
from desktop.intake.xls import read_xls
from desktop.intake.xlsx import read_xlsx
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress

__all__ = ["EMPTY", "Cell", "CellKind", "Row", "Sheet", "Span", "Workbook", "open_workbook"]


def open_workbook(path: Path, progress: Progress) -> Workbook:
    """Return what stands in the file at *path*, which is only read; raise `KnownError` if it cannot be."""
    data = _bytes(path)
    kind = kind_of(data, path.name)
    if kind is FileKind.XLSX:
        return read_xlsx(data, path.name, progress)
    if kind is FileKind.XLS:
        return read_xls(data, path.name, progress)
    return read_text_table(data, path, progress)


def _bytes(path: Path) -> bytes:
    """Return the whole content; the file is closed again before anything is parsed."""
    try:
        if path.stat().st_size > limits.FILE_BYTES:
            raise KnownError("workbook_too_big", file=path.name)
        return path.read_bytes()
    except PermissionError as error:
        raise KnownError("workbook_in_use", file=path.name) from error
    except OSError as error:
        raise KnownError("workbook_unreadable", file=path.name) from error
