"""What reading enterprises, figures and visits share: open a sheet's table, read its data rows, tell the rest."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from desktop.domain.money import Scale, fold
from desktop.domain.month import Month
from desktop.domain.problems import Problem, Severity
from desktop.intake import control
from desktop.intake.cells import CellReader, Reading
from desktop.intake.columns import ColumnMapping, FieldColumn, map_columns
from desktop.intake.grid import Row, Sheet, Workbook, letters
from desktop.intake.header import Layout, find_header
from desktop.intake.headings import HeadingReader
from desktop.intake.notes import mapping_notes, note
from desktop.intake.readings import ControlTotal, ReadRow, SheetReading, SkippedRow
from desktop.intake.rows import PASSED, RowSorter, Sorted
from desktop.intake.unread import soften_unread
from desktop.intake.words import FieldKind, FieldTable, Kind, Words
from desktop.kernel.progress import Progress


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person said about a workbook before it is read.

    *choices* maps headings (or column letters) to fields or `ignore`; *year* is the year a list is made in; *month* the
    one the clerk asked for, which gives the year to headings that state only a month; *scale* is the unit of amounts
    where the sheet states none; *hidden_sheets* are read although they are hidden.
    """

    choices: Mapping[str, str]
    today: date
    year: int | None = None
    month: Month | None = None
    scale: Scale | None = None
    hidden_sheets: frozenset[str] = frozenset()
    progress: Progress = field(default_factory=Progress)


@dataclass(frozen=True, slots=True)
class ReadCells:
    """The cells of one data row as read, by column; *extras* are the columns nobody knows, by heading."""

    row: Row
    group: str
    cells: dict[int, tuple[FieldColumn, Reading]]
    extras: dict[str, Reading]
    problems: tuple[Problem, ...] = ()  # of the row as a whole

    @property
    def raw(self) -> dict[str, str]:
        """Heading → text as written."""
        raw = {column.heading: reading.raw for column, reading in self.cells.values()}
        return raw | {heading: reading.raw for heading, reading in self.extras.items()}

    def told(self) -> tuple[dict[str, object], list[Problem]]:
        """Return what the row says, by field, and what is wrong with it."""
        values: dict[str, object] = {}
        problems = [*self.problems]
        for column, reading in self.cells.values():
            values[column.field] = reading.value
            problems.extend(reading.problems)
        extra_values, extra_problems = self.told_beside()
        return values | extra_values, problems + extra_problems

    def told_beside(self) -> tuple[dict[str, object], list[Problem]]:
        """Return what the columns nobody knows say, and what is wrong there: nobody asked, so the row stays good."""
        values: dict[str, object] = {f"extra:{heading}": reading.value for heading, reading in self.extras.items()}
        problems = [problem for reading in self.extras.values() for problem in reading.problems]
        return values, [replace(problem, severity=Severity.NOTE) for problem in problems]


class TableReader:
    """Reads the table of one sheet whose header was found."""

    def __init__(self, sheet: Sheet, layout: Layout, table: FieldTable, words: Words, wish: Wish) -> None:
        self.sheet = sheet
        self.layout = layout
        self._table = table
        self._words = words
        self._progress = wish.progress
        self._year, self._month = _stated_month(sheet, layout, words)
        mapping = map_columns(
            layout.headings,
            table,
            words,
            corner=layout.corner,
            title=HeadingReader(words).read(0, (*layout.titles, sheet.name)),
            choices=wish.choices,
            year=wish.year,
            scale=wish.scale,
        )
        self.mapping: ColumnMapping = mapping
        year = self._year or (wish.month.year if wish.month else None)
        self.title_year = year
        self._reader = CellReader(words, today=wish.today, year=year, epoch_1904=sheet.epoch_1904)
        self._sorted = RowSorter(layout, mapping, words).sort()

    @property
    def kind(self) -> Kind:
        """What the sheet is read as."""
        return self._table.kind

    @property
    def month(self) -> Month | None:
        """The reporting month the title or the sheet's name states, if it states one whole."""
        if self._year is None or self._month is None or self._month == 1:
            return None
        return Month(self._year, self._month)

    def data(self) -> Iterator[ReadCells]:
        """Return the data rows as read."""
        for place, sorted_row in enumerate(self._sorted, start=1):
            if place % 200 == 0:
                self._progress.step(place, len(self._sorted), self.sheet.name)
            if not sorted_row.reason:
                yield self._read(sorted_row)

    def skipped(self) -> tuple[SkippedRow, ...]:
        """Return the rows that are no data, and why."""
        return tuple(SkippedRow(one.row.number, one.reason, one.text) for one in self._sorted if one.reason)

    def control_totals(self) -> tuple[ControlTotal, ...]:
        """Return the totals the sheet states beside what its columns add up to."""
        return control.totals(self._sorted, self.mapping, self._reader, self.sheet.name)

    def notes(self) -> list[Problem]:
        """Return what to tell about the sheet as a whole."""
        name = self.sheet.name
        notes = [*self.sheet.notes, *mapping_notes(name, self.mapping), *self._hidden_notes()]
        notes.extend(_total_note(name, total) for total in self.control_totals() if not total.agrees)
        skipped = [one for one in self.skipped() if one.reason == "total"]
        if skipped:
            rows = "、".join(str(one.row) for one in skipped)
            notes.append(note("totals_left_out", name, Severity.NOTE, rows=rows, count=str(len(skipped))))
        if passed := sum(one.reason == PASSED for one in self._sorted):
            notes.append(note("passed_before", name, Severity.NOTE, count=str(passed)))
        elif not any(not one.reason for one in self._sorted):
            notes.append(note("no_rows", name, Severity.ERROR, row=str(self.layout.header_rows[0])))
        return notes

    def reading(self, rows: Iterator[ReadRow], notes: Sequence[Problem]) -> SheetReading:
        """Return the reading of this sheet; where *notes* tell of an error, its *rows* are not even read."""
        wrong = any(told.severity is Severity.ERROR for told in notes)
        headings = tuple(heading.text for heading in self.layout.headings)
        return SheetReading(
            sheet=self.sheet.name,
            kind=self._table.kind,
            hidden=self.sheet.hidden,
            header_rows=self.layout.header_rows,
            skipped=self.skipped(),
            control_totals=self.control_totals(),
            columns=tuple(self.mapping.fields.values()),
            extras=tuple(self.mapping.extras.values()),
            headings=headings,
            refused=tuple(self.mapping.refused),
            month=self.month,
            rows=() if wrong else tuple(rows),
            notes=tuple(notes),
        )

    def _read(self, sorted_row: Sorted) -> ReadCells:
        """Return one data row as read."""
        row, name = sorted_row.row, self.sheet.name
        cells = {
            column.column: (column, self._reader.read(row.cell(column.column), column, name, row.number))
            for column in self.mapping.fields.values()
            if column.kind is not FieldKind.SERIAL
        }
        extras = {
            heading: self._reader.read(row.cell(column), _extra(column, heading), name, row.number)
            for column, heading in self.mapping.extras.items()
        }
        return ReadCells(row, sorted_row.group, cells, extras, self._shifted(row))

    def _shifted(self, row: Row) -> tuple[Problem, ...]:
        """Return that a line of text has more columns than the header: a separator too many shifts what follows."""
        wanted = max((heading.column for heading in self.layout.headings), default=0) + 1
        used = [column for column, cell in enumerate(row.cells, start=1) if not cell.blank]
        if not self.sheet.divided or not used or used[-1] <= wanted:
            return ()
        place = {"sheet": self.sheet.name, "row": str(row.number)}
        return (Problem("sheet", "columns_shifted", place | {"found": str(used[-1]), "wanted": str(wanted)}),)

    def _hidden_notes(self) -> Iterator[Problem]:
        """Tell which rows and columns are hidden; they were read."""
        name = self.sheet.name
        if rows := [str(row.number) for row in self.sheet.rows if row.hidden]:
            yield note("hidden_rows", name, Severity.CHECK, rows="、".join(rows[:20]), count=str(len(rows)))
        used = {heading.column for heading in self.layout.headings}
        if columns := sorted(self.sheet.hidden_columns & used):
            yield note("hidden_columns", name, Severity.CHECK, columns="、".join(map(letters, columns)))


def read_sheets(
    workbook: Workbook, kind: Kind, words: Words, wish: Wish, read: Callable[[TableReader], SheetReading]
) -> list[SheetReading]:
    """Return the reading of every sheet of *workbook*; *read* reads one whose table was found."""
    opened = (_open_table(sheet, words.tables[kind], words, wish) for sheet in workbook.sheets)
    return soften_unread([read(each) if isinstance(each, TableReader) else each for each in opened])


def _open_table(sheet: Sheet, table: FieldTable, words: Words, wish: Wish) -> TableReader | SheetReading:
    """Return the reader of the sheet's table, or a reading without rows that says why there is none."""
    if sheet.hidden and sheet.name not in wish.hidden_sheets:
        return _unread(sheet, table, note("hidden_sheet", sheet.name, Severity.CHECK))
    if not sheet.rows:
        return _unread(sheet, table, note("sheet_empty", sheet.name, Severity.NOTE))
    if fold(sheet.name) in words.ignored_sheets:
        return _unread(sheet, table, note("sheet_ignored", sheet.name, Severity.NOTE))
    layout = find_header(sheet, table, words, wish.choices)
    if layout is None:
        return _unread(sheet, table, note("header_not_found", sheet.name, Severity.ERROR))
    if edition := _other_edition(layout, table, words):
        return _unread(sheet, table, note("old_template", sheet.name, Severity.ERROR, edition=edition))
    return TableReader(sheet, layout, table, words, wish)


def _unread(sheet: Sheet, table: FieldTable, told: Problem) -> SheetReading:
    """Return a reading without rows."""
    return SheetReading(sheet.name, table.kind, sheet.hidden, notes=(told, *sheet.notes))


def _total_note(sheet: str, total: ControlTotal) -> Problem:
    """Return what to tell about a total that does not agree; with rows unread it cannot be judged."""
    row = str(total.row)
    if total.unread:
        rows = "、".join(map(str, total.unread[:20]))
        return note("total_unread", sheet, Severity.NOTE, row=row, column=total.heading, rows=rows)
    return note("total_differs", sheet, Severity.CHECK, row=row, column=total.heading)


def _extra(column: int, heading: str) -> FieldColumn:
    """Return how a column nobody knows is read: as text."""
    return FieldColumn(column, f"extra:{heading}", FieldKind.TEXT, heading)


def _stated_month(sheet: Sheet, layout: Layout, words: Words) -> tuple[int | None, int | None]:
    """Return the year and month in the title, else in the sheet's name."""
    reader = HeadingReader(words)
    year = month = None
    for text in (*layout.titles, sheet.name):
        found_year, found_month = reader.month_in(text)
        year, month = year or found_year, month or found_month
    return year, month


def _other_edition(layout: Layout, table: FieldTable, words: Words) -> str:
    """Return the edition of our template that the sheet states, if it is one we do not read."""
    for text in map(fold, layout.titles):
        for word in words.rows.template:
            match = re.search(rf"{re.escape(word)}[:]?[Vv]?([0-9]+)", text)
            if match and int(match[1]) not in table.editions:
                return match[1]
    return ""
