"""Cells to values; what is wrong comes back as problems, all of it at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop.domain.money import fold
from desktop.domain.problems import Problem, Severity
from desktop.intake import amounts, codes, days
from desktop.intake.columns import FieldColumn
from desktop.intake.grid import Cell, CellKind, letters
from desktop.intake.outcome import Outcome
from desktop.intake.texts import clean
from desktop.intake.words import FieldKind, Words

_CHECKED = frozenset(("rtl_mark", "broken_character", "private_character"))
_REFUSED = frozenset(("nul_character", "text_too_long"))
_SHOWN = 40
_LONGEST_BLANK = 20  # no word for nothing is longer, spaces and all

_Reader = Callable[[Cell, FieldColumn], Outcome]


@dataclass(frozen=True, slots=True)
class Reading:
    """A cell as read: its value (None if there is none), its text as written, and what is wrong with it."""

    value: object
    raw: str
    problems: tuple[Problem, ...] = ()


class CellReader:
    """Reads the cells of one workbook; *today* and the words come from outside, *year* from the sheet's title."""

    def __init__(self, words: Words, *, today: date, year: int | None = None, epoch_1904: bool = False) -> None:
        self._words = words
        day_reader = days.DayReader(words, today=today, year=year, epoch_1904=epoch_1904)
        amount_reader = amounts.AmountReader(words)
        self._readers: Mapping[FieldKind, _Reader] = {
            FieldKind.TEXT: self._text,
            FieldKind.NAME: self._text,
            FieldKind.CREDIT_CODE: lambda cell, _: codes.credit_code(cell, words),
            FieldKind.INDUSTRY_CODE: lambda cell, _: codes.industry_code(cell),
            FieldKind.PHONE: lambda cell, _: codes.phone(cell),
            FieldKind.YES_NO: self._yes_no,
            FieldKind.DATE: lambda cell, _: day_reader.day(cell),
            FieldKind.PAST_DATE: lambda cell, _: day_reader.past_day(cell),
            FieldKind.MONTH: lambda cell, _: day_reader.year_month(cell),
            FieldKind.REPORT_MONTH: lambda cell, _: day_reader.report_month(cell),
            FieldKind.MONEY: amount_reader.money,
            FieldKind.ELECTRICITY: amount_reader.electricity,
            FieldKind.COUNT: amount_reader.count,
        }

    def read(self, cell: Cell, column: FieldColumn, sheet: str, row: int) -> Reading:
        """Return what *cell* says as a value of its column's kind."""
        outcome = self._outcome(cell, column)
        raw = "" if outcome.secret else cell.raw
        problems = tuple(
            Problem(
                column.heading,
                finding.code,
                {
                    "sheet": sheet,
                    "row": str(row),
                    "column": column.heading,
                    "cell": f"{letters(column.column)}{row}",
                    "text": raw.strip()[:_SHOWN],
                    **finding.values,
                },
                finding.severity,
            )
            for finding in outcome.findings
        )
        return Reading(outcome.value, raw, problems)

    def is_blank(self, cell: Cell) -> bool:
        """Return whether *cell* says nothing: empty, a dash, or a word for it."""
        if cell.blank:
            return True
        short = cell.kind is CellKind.TEXT and len(cell.raw) <= _LONGEST_BLANK
        return short and fold(cell.raw).lower() in self._words.cells.blank

    def _outcome(self, cell: Cell, column: FieldColumn) -> Outcome:
        """Return the outcome for a cell that may be blank, an error or a formula without a result."""
        if cell.kind is CellKind.ERROR:
            return Outcome.wrong("error_cell")
        if cell.kind is CellKind.FORMULA_WITHOUT_RESULT:
            return Outcome.wrong("formula_without_result")
        if column.kind is FieldKind.SERIAL:
            return Outcome(None)
        if self.is_blank(cell) and column.kind is not FieldKind.CREDIT_CODE and column.kind is not FieldKind.YES_NO:
            return Outcome(None)
        if cell.blank:
            return Outcome(None)
        return self._readers[column.kind](cell, column)

    def _text(self, cell: Cell, column: FieldColumn) -> Outcome:
        """Return clean text; an identity number in it is refused."""
        if isinstance(cell.value, Decimal):
            return Outcome(f"{cell.value:f}" if abs(cell.value.adjusted()) < 20 else cell.raw)
        cleaned = clean(cell.raw)
        if codes.holds_identity_number(cleaned.text):
            return Outcome.refused("cell_identity_number")
        text = " ".join(cleaned.text.split()) if column.kind is FieldKind.NAME else cleaned.text
        outcome = Outcome(text or None)
        for code in cleaned.found:
            severity = Severity.CHECK if code in _CHECKED else Severity.NOTE
            outcome = outcome.told(code, severity=Severity.ERROR if code in _REFUSED else severity)
        return outcome

    def _yes_no(self, cell: Cell, column: FieldColumn) -> Outcome:
        """Return True or False; other words are asked about."""
        if isinstance(cell.value, bool):
            return Outcome(cell.value)
        folded = fold(cell.raw).lower()
        if folded in self._words.cells.yes:
            return Outcome(True)
        if folded in self._words.cells.no:
            return Outcome(False)
        blank = folded in self._words.cells.blank
        return Outcome(None) if blank else Outcome(None).told("not_yes_no", severity=Severity.CHECK)
