"""What becomes of references when one row of a sheet turns into many: ranges over it grow, what is below moves."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token

_SHEET = r"(?P<sheet>(?:'(?:[^']|'')+'|[^'!\s]+)!)?"
_CELL = re.compile(
    _SHEET + r"(?P<col>\$?[A-Za-z]{1,3})(?P<row>\$?[0-9]{1,7})"
    r"(?::(?P<col2>\$?[A-Za-z]{1,3})(?P<row2>\$?[0-9]{1,7}))?"
)
_ROWS = re.compile(_SHEET + r"(?P<row>\$?[0-9]{1,7}):(?P<row2>\$?[0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class Growth:
    """Row *row* of a sheet stands there *count* times now."""

    row: int
    count: int

    @property
    def added(self) -> int:
        """How far what stands below moves down."""
        return self.count - 1

    def start(self, row: int) -> int:
        """Return where a row, or the first row of a range, stands now."""
        return row if row <= self.row else row + self.added

    def end(self, row: int) -> int:
        """Return where the last row of a range stands now; a range that ends on the row grows."""
        return row if row < self.row else row + self.added


def moved_range(text: str, growth: Growth) -> str:
    """Return the range or cell *text* (`B5`, `A5:H5`) as it is after *growth*."""
    found = _CELL.fullmatch(text)
    if found is None:
        return text
    return _joined(found, growth, None)


def moved_ranges(text: str, growth: Growth) -> str:
    """Return a list of ranges set apart by spaces; a cell of the row itself becomes the whole column of rows."""
    return " ".join(moved_range(_doubled(each, growth), growth) for each in text.split())


def moved_formula(text: str, home: str, growths: Mapping[str, Growth], copy: int | None = None) -> str:
    """Return the formula *text* of sheet *home* as it reads after the *growths* of the sheets named there.

    *copy* says that it stands in the repeated row, as its copy number *copy* from 0: what it names without `$` in or
    above that row goes down with it, as when a person fills a column.
    """
    tokens = Tokenizer(f"={text}")
    return "".join(_moved(token, home, growths, copy) for token in tokens.items)


def moved_series(text: str, growths: Mapping[str, Growth]) -> str:
    """Return the range that a chart draws as it reads after the *growths*; a cell of a row that grew becomes all."""
    found = _CELL.fullmatch(text)
    growth = growths.get(sheet_named(found["sheet"])) if found and found["sheet"] else None
    if found is not None and growth is not None and not found["row2"] and _number(found["row"]) == growth.row:
        text = f"{text}:{found['col']}{found['row']}"
    return moved_formula(text, "", growths)


def names_one_cell_of(text: str, home: str, growth: Growth) -> bool:
    """Return whether the formula *text* names a single cell of the row that grows, and so only its first copy."""
    for token in Tokenizer(f"={text}").items:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            found = _CELL.fullmatch(token.value)
            if found and not found["row2"] and _sheet_of(found, home) == home and _number(found["row"]) == growth.row:
                return True
    return False


def sheet_named(prefix: str) -> str:
    """Return the sheet that `'名称'!` or `名称!` means."""
    name = prefix.removesuffix("!")
    return name[1:-1].replace("''", "'") if name.startswith("'") else name


def _moved(token: Token, home: str, growths: Mapping[str, Growth], copy: int | None) -> str:
    text: str = token.value
    if token.type != Token.OPERAND or token.subtype != Token.RANGE:
        return text
    found = _CELL.fullmatch(text) or _ROWS.fullmatch(text)
    if found is None:
        return text
    sheet = _sheet_of(found, home)
    growth = growths.get(sheet)
    if growth is None:
        return text
    return _joined(found, growth, copy if sheet == home else None)


def _sheet_of(found: re.Match[str], home: str) -> str:
    return sheet_named(found["sheet"]) if found["sheet"] else home


def _joined(found: re.Match[str], growth: Growth, copy: int | None) -> str:
    named = found.groupdict()
    first = named.get("col") or ""
    if not named["row2"]:
        return f"{named['sheet'] or ''}{first}{_placed(named['row'], growth, copy, last=False)}"
    start = _placed(named["row"], growth, copy, last=False)
    end = _placed(named["row2"], growth, copy, last=True)
    return f"{named['sheet'] or ''}{first}{start}:{named.get('col2') or ''}{end}"


def _placed(row: str, growth: Growth, copy: int | None, *, last: bool) -> str:
    number = _number(row)
    mark = "$" if row.startswith("$") else ""
    if copy is not None and not mark and number <= growth.row:
        return str(number + copy)
    return f"{mark}{growth.end(number) if last else growth.start(number)}"


def _doubled(text: str, growth: Growth) -> str:
    found = _CELL.fullmatch(text)
    alone = found is not None and not found["row2"] and _number(found["row"]) == growth.row
    return f"{text}:{text}" if alone else text


def _number(row: str) -> int:
    return int(row.lstrip("$"))
