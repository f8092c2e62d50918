"""Tells what a file is from its bytes; its suffix is never believed."""

import re
import zipfile
from enum import StrEnum
from io import BytesIO

from desktop.intake.ole import Compound, NotOle
from desktop.kernel.errors import KnownError

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00\x00\x05")
_MARKUP = re.compile(
    rb"\s*(?:<!doctype\s+html|<html|<head|<meta|<style|<body|<table|<div|<!--|MIME-Version:|<\?xml|<Workbook)",
    re.IGNORECASE,
)
_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"MZ", b"SQLite format")
_COMMON = re.compile(r"[\u2014-\u2026\u3000-\u303f\u4e00-\u9fff\uff00-\uffef\u3400-\u4dbf\u25a0-\u25ff\u00b7\u00d7]")


# GB 18030-2022 gave these characters places of their own; older programs kept them among the private ones
_GIVEN_PLACES = {
    0xE78D: 0xFE10,
    0xE78E: 0xFE12,
    0xE78F: 0xFE11,
    0xE790: 0xFE13,
    0xE791: 0xFE14,
    0xE792: 0xFE15,
    0xE793: 0xFE16,
    0xE794: 0xFE17,
    0xE795: 0xFE18,
    0xE796: 0xFE19,
    0xE81E: 0x9FB4,
    0xE826: 0x9FB5,
    0xE82B: 0x9FB6,
    0xE82C: 0x9FB7,
    0xE832: 0x9FB8,
    0xE843: 0x9FB9,
    0xE854: 0x9FBA,
    0xE864: 0x9FBB,
    0xE7C7: 0x1E3F,
}


class FileKind(StrEnum):
    """The kinds of file that can be read."""

    XLSX = "xlsx"
    XLS = "xls"
    CSV = "csv"


def kind_of(data: bytes, file: str) -> FileKind:
    """Return what *data* is; *file* is its name for the message.

    Raises `KnownError` empty_file, broken_file, not_excel, html_table, old_excel, password or unsupported.
    """
    if not data:
        raise KnownError("empty_file", file=file)
    if data.startswith((_ZIP, _EMPTY_ZIP)):
        return _kind_of_zip(data, file)
    if data.startswith(_OLE):
        return _kind_of_ole(data, file)
    if data.startswith(_OLD_BIFF):
        raise KnownError("old_excel", file=file)
    start = data[:2048].removeprefix(b"\xef\xbb\xbf")
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = data[:4096].decode("utf-16", errors="replace").encode("utf-8", errors="replace")
    if _MARKUP.match(start):
        raise KnownError("html_table", file=file)
    if data.startswith(_OTHERS) or decode(data) is None:
        raise KnownError("not_excel", file=file)
    return FileKind.CSV


def decode(data: bytes) -> tuple[str, str] | None:
    """Return the text of *data* and its encoding, tried in order: its mark, UTF-8, GB 18030; None if it is no text."""
    text: str | None = None
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            text = _strict(data[len(mark) :], encoding)
            return (text, encoding) if text is not None and _plausible(text) else None
    for encoding in ("utf-8", "gb18030"):
        text = _strict(data, encoding)
        if text is not None:
            text = text.translate(_GIVEN_PLACES) if encoding == "gb18030" else text
            return (text, encoding) if _plausible(text) else None
    return None


def _strict(data: bytes, encoding: str) -> str | None:
    """Return *data* decoded, or None where a byte does not fit."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _plausible(text: str) -> bool:
    """Return whether *text* reads like a table a person made: hardly any control characters, mostly common Chinese."""
    sample = text[:20_000]
    if "\x00" in sample or sum(char < " " and char not in "\t\r\n" for char in sample) > len(sample) // 50:
        return False
    foreign = sum(char > "\x7f" for char in sample)
    return not foreign or len(_COMMON.findall(sample)) >= foreign * 0.7


def _kind_of_zip(data: bytes, file: str) -> FileKind:
    """Return XLSX if the zip holds a workbook; say what else it is."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = {name.lower() for name in archive.namelist()}
            mime = archive.read("mimetype")[:80] if "mimetype" in names else b""
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, KeyError, RuntimeError) as error:
        raise KnownError("broken_file", file=file) from error
    if "xl/workbook.bin" in names or b"opendocument" in mime:
        raise KnownError("unsupported", file=file)
    if "[content_types].xml" in names or any(name.startswith("xl/") for name in names):
        if any(name.startswith(("word/", "ppt/")) for name in names):
            raise KnownError("not_excel", file=file)
        return FileKind.XLSX
    raise KnownError("not_excel", file=file)


def _kind_of_ole(data: bytes, file: str) -> FileKind:
    """Return XLS if the compound file holds a workbook of Excel 97 or later; say what else it is."""
    try:
        compound = Compound(data)
    except NotOle as error:
        raise KnownError("broken_file", file=file) from error
    names = compound.names
    if "EncryptedPackage" in names or "EncryptionInfo" in names:
        raise KnownError("password", file=file)
    if "Workbook" in names:
        return FileKind.XLS
    raise KnownError("old_excel" if "Book" in names else "not_excel", file=file)
