"""The county's workbook as a package of parts: what it holds, its sheets, and how it is written back."""

import posixpath
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element

from desktop.kernel.errors import KnownError
from desktop.kernel.files import replacing
from desktop.render.workbook_xml import MAIN, BrokenPart, Tree, read_tree

FILE_BYTES = 20 * 1024**2
_INFLATED_BYTES = 200 * 1024**2
_ENTRIES = 2_000
_OLE = b"\xd0\xcf\x11\xe0"
_REL_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_WHEN = (1980, 1, 1, 0, 0, 0)  # no clock: the same facts give the same bytes


@dataclass(frozen=True, slots=True)
class Relation:
    """One part that another names: *kind* is the last word of its type."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet of cells as the workbook lists it; *place* counts all its tabs from 0."""

    name: str
    part: str
    place: int
    hidden: bool


class WorkbookFile:
    """The parts of one workbook, read whole; `write` puts back changed ones and leaves the rest as they came."""

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        self._parts = _parts_of(content, name)
        self._refuse_what_is_no_form()
        self.workbook_part = self._main_part()

    @cached_property
    def sheets(self) -> tuple[SheetPart, ...]:
        """The sheets of cells, in order; a tab that is a chart is left out."""
        targets = {relation.id: relation for relation in self.relations(self.workbook_part)}
        listed = self.tree(self.workbook_part).root.find(f"{MAIN}sheets")
        found = []
        for place, node in enumerate(listed if listed is not None else ()):
            relation = targets.get(node.get(_REL_ID, ""))
            if relation is not None and relation.kind == "worksheet":
                hidden = node.get("state", "visible") != "visible"
                found.append(SheetPart(node.get("name", ""), relation.target, place, hidden))
        if not found:
            raise KnownError("county_broken", file=self.name)
        return tuple(found)

    def names(self) -> tuple[str, ...]:
        """Return the names of all parts."""
        return tuple(self._parts)

    def content(self, part: str) -> bytes:
        """Return the bytes of *part*; raise `KnownError` if the workbook names a part it lacks."""
        if part not in self._parts:
            raise KnownError("county_broken", file=self.name)
        return self._parts[part]

    def tree(self, part: str) -> Tree:
        """Return *part* as a fresh tree; raise `KnownError` for one that cannot be read."""
        try:
            return read_tree(self.content(part))
        except BrokenPart as error:
            raise KnownError("county_broken", file=self.name) from error

    def relations(self, part: str) -> tuple[Relation, ...]:
        """Return what *part* names."""
        listing = relations_of(part)
        if listing not in self._parts:
            return ()
        folder = posixpath.dirname(part)
        return tuple(_relation(node, folder) for node in self.tree(listing).root)

    def related(self, part: str, kind: str) -> tuple[str, ...]:
        """Return the parts of *kind* that *part* names and that are there."""
        return tuple(each.target for each in self.relations(part) if each.kind == kind and each.target in self._parts)

    def write(self, path: Path, changed: Mapping[str, bytes], dropped: frozenset[str] = frozenset()) -> None:
        """Write the workbook to *path* with *changed* parts, without the *dropped* ones."""
        with replacing(path) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self._parts.items():
                if name not in dropped:
                    entry = zipfile.ZipInfo(name, _WHEN)
                    entry.compress_type = zipfile.ZIP_DEFLATED
                    archive.writestr(entry, changed.get(name, content))

    def _refuse_what_is_no_form(self) -> None:
        lower = [name.lower() for name in self._parts]
        if any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in lower):
            raise KnownError("county_macros", file=self.name)
        if any(name.startswith("_xmlsignatures/") for name in lower):
            raise KnownError("county_signed", file=self.name)

    def _main_part(self) -> str:
        found = next((each for each in self.relations("") if each.kind == "officeDocument"), None)
        if found is None or found.target not in self._parts:
            raise KnownError("county_not_xlsx", file=self.name)
        if not self.tree(found.target).root.tag.startswith(MAIN):  # the strict edition of the format, or xlsb
            raise KnownError("county_not_xlsx", file=self.name)
        return found.target


def open_workbook(path: Path) -> WorkbookFile:
    """Return the workbook at *path*; raise `KnownError` for what is none or cannot be read."""
    try:
        if path.stat().st_size > FILE_BYTES:
            raise KnownError("county_too_big", file=path.name)
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise KnownError("county_missing", path=path) from error
    except OSError as error:
        raise KnownError("county_unreadable", path=path) from error
    return WorkbookFile(content, path.name)


def relations_of(part: str) -> str:
    """Return the name of the part that lists what *part* names."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def cells_of(root: Element) -> Iterator[tuple[int, Element, Element]]:
    """Yield (row number, row, cell) of a sheet; rows and cells without an address are given theirs."""
    data = root.find(f"{MAIN}sheetData")
    number = 0
    for row in data if data is not None else ():
        number = int(row.get("r", "") or number + 1)
        row.set("r", str(number))
        column = 0
        for cell in row:
            address = cell.get("r", "")
            column = column_number(address) if address else column + 1
            cell.set("r", f"{column_letters(column)}{number}")
            yield number, row, cell


def column_number(address: str) -> int:
    """Return the number of the column of *address* (`B5`), from 1."""
    number = 0
    for char in address.replace("$", ""):
        if not char.isalpha():
            break
        number = number * 26 + ord(char.upper()) - 64
    return number


def column_letters(number: int) -> str:
    """Return the letters of column *number*, from 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _parts_of(content: bytes, name: str) -> dict[str, bytes]:
    if not content.startswith(b"PK"):
        raise KnownError("county_locked" if _is_encrypted(content) else "county_not_xlsx", file=name)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check(entries, name)
            parts = {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError) as error:
        raise KnownError("county_broken", file=name) from error
    if "[Content_Types].xml" not in parts:
        raise KnownError("county_not_xlsx", file=name)
    return parts


def _check(entries: list[zipfile.ZipInfo], name: str) -> None:
    """Refuse bombs, doubles and names that lead elsewhere, before anything is inflated."""
    if len(entries) > _ENTRIES or sum(entry.file_size for entry in entries) > _INFLATED_BYTES:
        raise KnownError("county_too_big", file=name)
    if any(entry.flag_bits & 1 for entry in entries):
        raise KnownError("county_locked", file=name)
    doubled = any(count > 1 for count in Counter(entry.filename for entry in entries).values())
    if doubled or any(_leads_out(entry.filename) for entry in entries):
        raise KnownError("county_broken", file=name)


def _leads_out(name: str) -> bool:
    return name.startswith(("/", "\\")) or ":" in name or ".." in re.split(r"[/\\]", name)


def _is_encrypted(content: bytes) -> bool:
    return content.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in content


def _relation(node: Element, folder: str) -> Relation:
    target = node.get("Target", "")
    external = node.get("TargetMode") == "External"
    if not external:
        target = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    return Relation(node.get("Id", ""), node.get("Type", "").rpartition("/")[2], target, external)
