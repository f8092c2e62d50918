"""Tells data rows from totals, signatures, remarks, sub-headings and repeated headers."""

import re
from dataclasses import dataclass

from desktop.domain.money import fold
from desktop.intake.columns import ColumnMapping
from desktop.intake.grid import CellKind, Row
from desktop.intake.header import Layout, numbers_columns
from desktop.intake.words import FieldKind, Words

PASSED = "passed"  # of our own workbook of errors: the row was good the last time
_FIGURES = frozenset((FieldKind.MONEY, FieldKind.COUNT, FieldKind.ELECTRICITY))


@dataclass(frozen=True, slots=True)
class Sorted:
    """One row below the header: data if *reason* is empty; *group* is the sub-heading it stands under."""

    row: Row
    reason: str = ""
    text: str = ""
    group: str = ""


class RowSorter:
    """Sorts the rows below one header."""

    def __init__(self, layout: Layout, mapping: ColumnMapping, words: Words) -> None:
        self._layout = layout
        self._mapping = mapping
        self._all_words = words
        self._words = words.rows
        self._blank = words.cells.blank
        keys = [heading.key for heading in layout.headings]
        self._keys = frozenset(part for key in keys for part in (key, *key.split(";")))
        self._own = next((each.column for each in layout.headings if each.key in words.cells.own_headings), None)
        self._passed = fold(words.cells.passed)
        self._name = mapping.column_of("name")
        self._code = mapping.column_of("credit_code")

    def sort(self) -> list[Sorted]:
        """Return every row with what it is, in order."""
        found: list[Sorted] = []
        group = ""
        for row in self._layout.body:
            reason, text = self._reason(row)
            if reason == "group":
                group = text
            found.append(Sorted(row, reason, text, group))
        return found

    def _reason(self, row: Row) -> tuple[str, str]:
        """Return why *row* is no data, and its leading text; an empty reason for data."""
        texts = [cell.raw.strip() for cell in row.cells if not cell.blank and not cell.merged]
        first = next((text for text in texts if not fold(text).isdecimal()), "")
        folded = fold(first).lower()
        if self._own is not None and fold(row.cell(self._own).raw) == self._passed:
            return PASSED, first
        if self._is_total(row, folded):
            return "total", first
        if folded.startswith(self._words.signatures) and not self._code_text(row):
            return "signature", first
        if folded.startswith(self._words.notes) and not self._code_text(row):
            return "note", first
        if self._is_header_again(row) or numbers_columns(row, self._all_words):
            return "header_again", first
        if self._has_key(row):
            return "", first
        if not texts or (len(texts) == 1 and fold(texts[0]).isdecimal()):
            return "only_number", first
        if len(texts) == 1 and (name := self._group_name(folded)):
            return "group", name
        return ("", first) if self._says_something(row) else ("nameless", first)

    def _is_total(self, row: Row, folded: str) -> bool:
        """Return whether the row is a total: its first word or its name says so, and it has no code."""
        if self._code_text(row):
            return False
        name = fold(row.cell(self._name.column).raw).lower() if self._name else ""
        said = [text for text in (folded, name) if text]
        return any(text.strip(":()") in self._words.totals or _ends(text, self._words.total_endings) for text in said)

    def _code_text(self, row: Row) -> str:
        """Return what stands in the code column, if it could be a code."""
        text = fold(row.cell(self._code.column).raw) if self._code else ""
        return text if sum(char.isalnum() and char.isascii() for char in text) >= 8 else ""

    def _has_key(self, row: Row) -> bool:
        """Return whether the row has a name or a code of its own."""
        if self._code_text(row):
            return True
        cell = row.cell(self._name.column) if self._name else None
        if cell is None or cell.blank or cell.merged:
            return False
        others = [other for other in row.cells if not other.blank and not other.merged and other is not cell]
        # a sub-heading may stand in the name column, alone
        return bool(others) or not self._group_name(fold(cell.raw).lower())

    def _is_header_again(self, row: Row) -> bool:
        """Return whether the row repeats headings, as on every printed page."""
        texts = [fold(cell.raw).lower() for cell in row.cells if not cell.blank]
        same = sum(text in self._keys for text in texts)
        return len(texts) >= 2 and same >= max(2, len(texts) * 0.7)

    def _group_name(self, folded: str) -> str:
        """Return the name of a sub-heading such as 一、秀水镇（5户）, or empty."""
        bare = re.sub(rf"^[(]?(?:[{self._words.ordinals}]+|[0-9]+)[)]?[、.,:]?", "", folded)
        bare = re.sub(r"\(.*\)$|[:0-9]+.*$", "", bare)
        if not bare or bare.endswith(self._words.company_endings):
            return ""
        numbered = folded != bare and re.match(rf"[(]?[{self._words.ordinals}]+[)、.]", folded) is not None
        return bare if numbered or bare.endswith(self._words.group_endings) else ""

    def _says_something(self, row: Row) -> bool:
        """Return whether a row without name and code still holds words of an enterprise, not only figures."""
        for column in self._mapping.fields.values():
            cell = row.cell(column.column)
            known = column.kind not in _FIGURES and column.kind is not FieldKind.SERIAL
            if known and not cell.blank and not cell.merged and cell.kind is CellKind.TEXT:
                return fold(cell.raw).lower() not in self._blank
        return False


def _ends(text: str, endings: tuple[str, ...]) -> bool:
    """Return whether *text* ends in one of *endings*, brackets and colons aside."""
    return text.rstrip(":)").endswith(endings)
