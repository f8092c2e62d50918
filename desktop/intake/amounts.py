"""Cells that hold figures: money, electricity, counts. The unit is stated or asked for; a blank is not 0."""

import re
from dataclasses import replace
from decimal import Context, Decimal

from desktop.domain.money import Amount, NotAnAmount, Scale, fold, is_blank, read_amount, to_hundredths
from desktop.domain.problems import Severity
from desktop.intake.columns import FieldColumn
from desktop.intake.grid import Cell, CellKind
from desktop.intake.outcome import Outcome
from desktop.intake.words import Words

# What a person sees of a number in a spreadsheet; the digits after are of the binary writing (0.1 + 0.2).
_SEEN = Context(prec=15)
_CODES = {
    "not_a_number": "amount_unclear",
    "unit_missing": "amount_unit_missing",
    "too_precise": "amount_too_precise",
    "too_large": "amount_too_large",
}
_NUMBER = re.compile(r"[+-]?[0-9][0-9,]*(?:\.[0-9]+)?")
_SEPARATOR = "\u3001"  # 、
_NAMED = 3  # units named to who took another
_DAY = re.compile(r"(?:19|20)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}")


class AmountReader:
    """Reads figures exactly, without a float."""

    def __init__(self, words: Words) -> None:
        self._units = words.units
        self._currency = words.cells.currency

    def money(self, cell: Cell, column: FieldColumn) -> Outcome:
        """Return an `Amount` in hundredths of a yuan."""
        return self._amount(cell, column, group="money", places=2)

    def electricity(self, cell: Cell, column: FieldColumn) -> Outcome:
        """Return an `Amount` in hundredths of a kilowatt hour."""
        return self._amount(cell, column, group="electricity", places=2)

    def count(self, cell: Cell, column: FieldColumn) -> Outcome:
        """Return a whole number, not below 0."""
        outcome = self._amount(cell, column, group="count", places=0)
        if isinstance(outcome.value, Amount):
            if outcome.value.value < 0:
                return Outcome.wrong("negative_count")
            return replace(outcome, value=outcome.value.value)
        if any(finding.code == "amount_too_precise" for finding in outcome.findings):
            return Outcome.wrong("count_not_whole")
        return outcome

    def _amount(self, cell: Cell, column: FieldColumn, *, group: str, places: int) -> Outcome:
        """Return the amount, or why it is none."""
        if cell.merged:
            return Outcome(None).told("merged_amount", severity=Severity.CHECK)
        folded = fold(cell.raw)
        if cell.kind is CellKind.DATE or _DAY.fullmatch(folded):
            return Outcome.wrong("date_in_money")
        if folded.endswith("%"):
            return Outcome.wrong("percent_in_money")
        if is_blank(cell.raw):
            return Outcome(None)
        try:
            amount = self._read(cell, column, group, places)
        except NotAnAmount as error:
            return self._other_unit(folded.lower(), column, group) or Outcome.wrong(_CODES[error.reason])
        if amount.value < 0 and not column.negative:
            return Outcome.wrong("negative_revenue")
        return Outcome(amount)

    def _read(self, cell: Cell, column: FieldColumn, group: str, places: int) -> Amount:
        """Return the amount of a number or of text; raise `NotAnAmount`."""
        if isinstance(cell.value, Decimal):
            if column.scale is None:
                raise NotAnAmount("unit_missing")
            if not cell.value.is_finite() or abs(cell.value.adjusted()) > 300:
                raise NotAnAmount("not_a_number")
            seen = _SEEN.plus(cell.value)
            return Amount(to_hundredths(seen, column.scale, places=places), cell.raw, column.scale)
        if isinstance(cell.value, bool):
            raise NotAnAmount("not_a_number")
        text = cell.raw.lower()
        folded = fold(text)
        for sign in self._currency:
            text = folded.removeprefix(sign) if folded.startswith(sign) else text
        amount = read_amount(text, scale=column.scale, words=self._words(group), places=places)
        return replace(amount, raw=cell.raw.strip())

    def _other_unit(self, text: str, column: FieldColumn, group: str) -> Outcome | None:
        """Return that a number has a unit of something else (electricity in yuan), if that is what is wrong."""
        known = self._words(group)
        others = [unit for units in self._units.values() for unit in units if unit not in known]
        said = next((unit for unit in sorted(others, key=len, reverse=True) if text.endswith(unit)), "")
        number = text.removesuffix(said)
        unit = said if said and _NUMBER.fullmatch(number) else ""
        if not unit and column.unit in others and _NUMBER.fullmatch(text):
            unit = column.unit
        wanted = _SEPARATOR.join(list(known)[:_NAMED])
        return Outcome.wrong("amount_other_unit", unit=unit, wanted=wanted) if unit else None

    def _words(self, group: str) -> dict[str, Scale]:
        """Return the unit words of *group*."""
        return dict(self._units[group])
