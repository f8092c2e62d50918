"""Fills a county workbook: the parts that change are written anew, everything else stays byte for byte as it came."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from xml.etree.ElementTree import Element

from desktop.domain.filing import FactValue
from desktop.domain.problems import Problem, Severity
from desktop.kernel.progress import Progress
from desktop.render.excel_cells import TEXT_LIMIT, unwritable, writable
from desktop.render.fact_kinds import Kind
from desktop.render.workbook_around import moved_parts
from desktop.render.workbook_blocks import move_blocks, move_formula, share_no_formula
from desktop.render.workbook_cells import CellStyles, Run, SharedTexts, cell_xml, plain
from desktop.render.workbook_file import WorkbookFile
from desktop.render.workbook_marks import CellContent, Fields, Mark, content_of, in_words, replaced
from desktop.render.workbook_plan import MarkedCell, SheetPlan, header_lines, plan_of, whole_marks
from desktop.render.workbook_room import Rooms
from desktop.render.workbook_rows import Growth, moved_formula
from desktop.render.workbook_xml import MAIN, escaped

_STEP = 200
_DATA, _FORMULA = f"{MAIN}sheetData", f"{MAIN}f"

Facts = Mapping[str, FactValue | Decimal]


@dataclass(frozen=True, slots=True)
class Filling:
    """What goes in: *single* values once, *rows* once for each row of the list; both by the keys of *fields*."""

    fields: Fields
    single: Facts
    rows: Sequence[Facts]


def fill_workbook(file: WorkbookFile, filling: Filling, path: Path, progress: Progress) -> tuple[Problem, ...]:
    """Write *file* filled to *path* and return what a cell holds otherwise than the ledger.

    The workbook must have passed `check_workbook`. What stood at *path* is left as it was if anything fails.
    """
    shared, styles = SharedTexts(file), CellStyles(file)
    plans = [plan_of(file, sheet, shared) for sheet in file.sheets]
    growths = {plan.sheet.name: Growth(plan.row, max(1, len(filling.rows))) for plan in plans if plan.row}
    changed: dict[str, bytes] = {}
    problems: list[Problem] = []
    for plan in plans:
        sheet = _SheetFiller(plan, filling, styles, growths)
        changed[plan.sheet.part] = sheet.fill(progress)
        problems += sheet.problems
    moved, dropped = moved_parts(file, growths)
    file.write(path, {**changed, **styles.changed(), **moved}, dropped)
    if growths and not filling.rows:
        problems.append(Problem("", "county_no_rows", severity=Severity.NOTE))
    return tuple(problems)


class _SheetFiller:
    """Fills one sheet."""

    def __init__(self, plan: SheetPlan, filling: Filling, styles: CellStyles, growths: Mapping[str, Growth]) -> None:
        self._plan = plan
        self._filling = filling
        self._styles = styles
        self._growths = growths
        self._home = plan.sheet.name
        self._growth = growths.get(self._home)
        self._marked = {cell.address: cell for cell in plan.marked}
        self._rooms = Rooms(plan, styles)
        self._hidden: dict[str, list[str]] = {}  # the county's cell → where what was filled in cannot be seen whole
        self.problems: list[Problem] = []

    def fill(self, progress: Progress) -> bytes:
        """Return the part of the sheet, filled."""
        root = self._plan.tree.root
        share_no_formula(root)
        raw: dict[int, str] = {}
        data = root.find(_DATA)
        for row in data if data is not None else ():
            number = int(row.get("r", "0"))
            if self._growth is not None and number == self._growth.row:
                raw[id(row)] = "".join(self._copies(row, progress))
            else:
                raw |= self._filled_once(row, number)
        move_blocks(root, self._home, self._growths)
        for line in header_lines(root):
            # & begins a code there
            line.text = self._in_text(line.text or "", self._filling.single, lambda text: text.replace("&", "&&"))
        for places in self._hidden.values():
            values = {"place": f"{self._home}!{places[0]}", "count": str(len(places))}
            self.problems.append(Problem(values["place"], "county_may_not_show", values, Severity.NOTE))
        return self._plan.tree.to_bytes(raw)

    def _filled_once(self, row: Element, number: int) -> dict[int, str]:
        moved = number if self._growth is None else self._growth.start(number)
        raw = {}
        for cell in row:
            address = cell.get("r", "")
            cell.set("r", address.replace(str(number), str(moved)))
            marked = self._marked.get(address)
            if marked is not None:
                raw[id(cell)] = self._cell(marked, cell, cell.get("r", ""), self._filling.single)
            else:
                move_formula(cell, self._home, self._growths)
        row.set("r", str(moved))
        return raw

    def _copies(self, row: Element, progress: Progress) -> Iterator[str]:
        """Yield the row once for each row of the list, or once with its marks empty."""
        number = int(row.get("r", "0"))
        opening = self._plan.tree.opening(row)
        closing = f"</{opening[1:].split(' ')[0].rstrip('>')}>"
        makers = [self._maker(cell, number) for cell in row]
        rows = self._filling.rows or ({},)
        for copy, facts in enumerate(rows):
            if copy % _STEP == 0:
                progress.step(copy, len(rows), self._home)
            place = number + copy
            yield opening.replace(f' r="{number}"', f' r="{place}"', 1)
            for make in makers:
                yield make(copy, place, facts)
            yield closing

    def _maker(self, cell: Element, number: int) -> Callable[[int, int, Facts], str]:
        """Return what writes *cell* of the repeated row into a copy of it."""
        address = cell.get("r", "")
        column = address.removesuffix(str(number))
        marked = self._marked.get(address)
        if marked is not None:
            single = self._filling.single
            return lambda _, place, facts: self._cell(marked, cell, f"{column}{place}", facts, single)
        formula = cell.find(_FORMULA)
        if formula is not None:
            head = f' s="{cell.get("s")}"' if cell.get("s") else ""
            text = formula.text or ""
            return lambda copy, place, _: (
                f'<c r="{column}{place}"{head}>'
                f"<f>{escaped(moved_formula(text, self._home, self._growths, copy))}</f></c>"
            )
        written = self._plan.tree.text_of(cell)
        return lambda _, place, __: written.replace(f' r="{address}"', f' r="{column}{place}"', 1)

    def _cell(self, marked: MarkedCell, cell: Element, address: str, *facts: Facts) -> str:
        style = cell.get("s", "")
        values = {**facts[-1], **facts[0]}
        whole = plain(marked.runs)
        if len(marked.marks) == 1 and marked.marks[0].text == whole.strip():
            content, kind = self._value(marked.marks[0], values)
            if kind is Kind.RATIO and isinstance(content, Decimal) and self._styles.is_percent(style):
                content /= 100
            self._look_at(marked.address, style, content, address)
            if not isinstance(content, str):
                return cell_xml(address, style, content, self._styles)
            runs: tuple[Run, ...] = (
                Run(marked.runs[0].look if len(marked.runs) == 1 else None, self._written(content, address)),
            )
        else:
            runs = self._runs(marked, values, address)
            self._look_at(marked.address, style, plain(runs), address)
        return cell_xml(address, style, plain(runs), self._styles, runs)

    def _runs(self, marked: MarkedCell, values: Facts, address: str) -> tuple[Run, ...]:
        """Return the text of the cell with its marks replaced, each piece in its look."""
        pieces = whole_marks(marked)
        return tuple(Run(run.look, self._written(self._in_text(run.text, values), address)) for run in pieces)

    def _in_text(self, text: str, values: Facts, guard: Callable[[str], str] = str) -> str:
        return replaced(text, lambda mark: guard(in_words(self._value(mark, values)[0])))

    def _look_at(self, template: str, style: str, content: CellContent, address: str) -> None:
        if not self._rooms.shows(template, style, content):
            self._hidden.setdefault(template, []).append(address)

    def _value(self, mark: Mark, values: Facts) -> tuple[CellContent, Kind]:
        field = self._filling.fields.of(mark)
        if field is None:
            raise LookupError(mark.name)
        return content_of(values.get(field.key), field, mark.unit), field.kind

    def _written(self, text: str, address: str) -> str:
        """Return *text* as a cell holds it; what had to be changed is told."""
        place = f"{self._home}!{address}"
        if len(text) > TEXT_LIMIT:
            values = {"place": place, "limit": str(TEXT_LIMIT)}
            self.problems.append(Problem(place, "county_text_cut", values, Severity.NOTE))
        if unwritable(text):
            self.problems.append(Problem(place, "county_character", {"place": place}, Severity.NOTE))
        return writable(text)
