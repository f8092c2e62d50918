"""The parts of an xlsx file: which there are, the shared texts, and which number formats are dates."""

import posixpath
import re
import zipfile
from collections import Counter
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse, parse

from desktop.intake import limits
from desktop.intake.formats import Format, format_of, format_written
from desktop.kernel.errors import KnownError


@dataclass(frozen=True, slots=True)
class ListedSheet:
    """A sheet as the workbook lists it."""

    name: str
    part: str
    hidden: bool


def local(tag: str) -> str:
    """Return *tag* without its namespace; two editions of the format use different ones."""
    return tag.rpartition("}")[2]


class Package:
    """An opened xlsx file whose outer shape has been checked."""

    def __init__(self, archive: zipfile.ZipFile, file: str) -> None:
        self.file = file
        self._archive = archive
        self._check_entries()
        self._names = frozenset(archive.namelist())
        if "[Content_Types].xml" not in self._names:
            raise KnownError("broken_file", file=file)
        self._workbook = self._workbook_part()
        self._targets = self._relations(self._workbook)
        root = self._root(self._workbook)
        self.epoch_1904 = any(
            local(node.tag) == "workbookPr" and node.get("date1904") in ("1", "true") for node in root.iter()
        )
        self.sheets = self._listed(root)
        self.has_macros = any(name.lower().endswith("vbaproject.bin") for name in self._names)

    def shared_texts(self) -> list[str]:
        """Return the table of shared texts, without the reading aids some hold."""
        part = self._part_of_type("/sharedStrings")
        if part is None:
            return []
        texts: list[str] = []
        with self._archive.open(part) as stream:
            for _, node in iterparse(stream, events=("end",), forbid_dtd=True):
                if local(node.tag) == "si":
                    texts.append(text_of(node))
                    node.clear()
        return texts

    def formats(self) -> list[Format]:
        """Return what each cell style makes of a number."""
        part = self._part_of_type("/styles")
        if part is None:
            return []
        root = self._root(part)
        custom = {
            int(node.get("numFmtId", "0")): format_written(node.get("formatCode", ""))
            for node in root.iter()
            if local(node.tag) == "numFmt" and node.get("numFmtId", "").isdecimal()
        }
        styles = next((node for node in root if local(node.tag) == "cellXfs"), None)
        return [_format(style.get("numFmtId", "0"), custom) for style in styles] if styles is not None else []

    def _check_entries(self) -> None:
        """Refuse bombs, doubles and names that lead elsewhere, before anything is inflated."""
        entries = self._archive.infolist()
        if len(entries) > limits.ENTRIES or sum(entry.file_size for entry in entries) > limits.INFLATED_BYTES:
            raise KnownError("too_big_inside", file=self.file)
        if any(
            entry.file_size > limits.RATIO_FROM and entry.file_size > limits.PART_RATIO * max(entry.compress_size, 1)
            for entry in entries
        ):
            raise KnownError("too_big_inside", file=self.file)
        if any(entry.flag_bits & 1 for entry in entries):
            raise KnownError("password", file=self.file)
        doubled = any(count > 1 for count in Counter(entry.filename for entry in entries).values())
        if doubled or any(_leads_out(entry.filename) for entry in entries):
            raise KnownError("odd_zip", file=self.file)

    def _workbook_part(self) -> str:
        """Return the name of the workbook part."""
        for target, kind in self._relations("").values():
            if kind.endswith("/officeDocument") and target in self._names:
                return target
        if "xl/workbook.xml" in self._names:
            return "xl/workbook.xml"
        raise KnownError("broken_file", file=self.file)

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return the relations of *part*: id → (target, type)."""
        folder, name = posixpath.split(part)
        listing = posixpath.join(folder, "_rels", f"{name}.rels")
        if listing not in self._names:
            return {}
        return {
            node.get("Id", ""): (_target(folder, node.get("Target", "")), node.get("Type", ""))
            for node in self._root(listing)
            if node.get("TargetMode") != "External"
        }

    def _listed(self, root: Element) -> tuple[ListedSheet, ...]:
        """Return the sheets that hold cells, in order."""
        listed: list[ListedSheet] = []
        for node in root.iter():
            if local(node.tag) != "sheet":
                continue
            name = node.get("name", "")
            relation = next((value for key, value in node.attrib.items() if local(key) == "id"), "")
            target, kind = self._targets.get(relation, ("", ""))
            if kind and not kind.endswith("/worksheet"):
                continue
            if target not in self._names:
                raise KnownError("sheet_missing", file=self.file, sheet=name)
            listed.append(ListedSheet(name, target, node.get("state", "visible") != "visible"))
        if not listed:
            raise KnownError("no_sheet", file=self.file)
        return tuple(listed)

    def _part_of_type(self, ending: str) -> str | None:
        """Return the part the workbook relates to with a type of this ending; raise if it is named but missing."""
        for target, kind in self._targets.values():
            if kind.endswith(ending):
                if target not in self._names:
                    raise KnownError("broken_file", file=self.file)
                return target
        return None

    def _root(self, part: str) -> Element:
        """Return the parsed root of a small part."""
        with self._archive.open(part) as stream:
            root: Element | None = parse(stream, forbid_dtd=True).getroot()
        if root is None:
            raise KnownError("broken_file", file=self.file)
        return root


def text_of(node: Element) -> str:
    """Return the text of a shared or inline string; phonetic runs are left out."""
    parts: list[str] = []
    for child in node:
        name = local(child.tag)
        if name == "t":
            parts.append(child.text or "")
        elif name == "r":
            parts.extend(piece.text or "" for piece in child if local(piece.tag) == "t")
    return "".join(parts)


def _target(folder: str, target: str) -> str:
    """Return the name in the zip that *target* means, seen from *folder*."""
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def _leads_out(name: str) -> bool:
    """Return whether an entry's name would leave the folder it is unpacked to."""
    return name.startswith(("/", "\\")) or ":" in name or ".." in re.split(r"[/\\]", name)


def _format(number: str, custom: dict[int, Format]) -> Format:
    """Return what the number format with this id makes of a number."""
    return format_of(int(number) if number.isdecimal() else 0, custom)
