"""Reads xlsx and xlsm: one streaming pass over each sheet's XML, in memory, nothing unpacked to disk."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError

from desktop.domain.problems import Problem, Severity
from desktop.intake.grid import Sheet, Workbook
from desktop.intake.xlsx_package import Package
from desktop.intake.xlsx_sheet import SheetReader
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress


def read_xlsx(data: bytes, file: str, progress: Progress) -> Workbook:
    """Return the workbook in *data*; numbers are exact, macros and links are never followed."""
    with _told(file), zipfile.ZipFile(BytesIO(data)) as archive:
        package = Package(archive, file)
        texts = package.shared_texts()
        date_formats = package.formats()
        sheets: list[Sheet] = []
        for listed in package.sheets:
            reader = SheetReader(listed, texts, date_formats, package, progress)
            with archive.open(listed.part) as part:
                sheets.append(reader.read(part))
        return Workbook(tuple(sheets), _notes(package))


def _notes(package: Package) -> tuple[Problem, ...]:
    """Return what to tell about the file as a whole."""
    notes = []
    if package.has_macros:
        notes.append(Problem("file", "macros_ignored", {"file": package.file}, Severity.NOTE))
    return tuple(notes)


@contextmanager
def _told(file: str) -> Iterator[None]:
    """Turn what the zip and XML libraries raise into the sentences of this room."""
    try:
        yield
    except DefusedXmlException as error:
        raise KnownError("suspicious_file", file=file) from error
    except (ParseError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeError) as error:
        raise KnownError("broken_file", file=file) from error
