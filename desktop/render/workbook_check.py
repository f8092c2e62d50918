"""What a county workbook cannot be filled with, and what would not be as it was: told before anything is kept."""

from collections import Counter
from collections.abc import Iterator

from desktop.domain.problems import Problem, Severity
from desktop.domain.workbook import CheckedSheet, CheckedWorkbook
from desktop.render.workbook_cells import SharedTexts, plain
from desktop.render.workbook_file import WorkbookFile, cells_of
from desktop.render.workbook_marks import BRACES, Fields, Mark, mark_problems, marks_in, replaced
from desktop.render.workbook_plan import SheetPlan, header_lines, plan_of
from desktop.render.workbook_rows import Growth, names_one_cell_of
from desktop.render.workbook_xml import MAIN
from desktop.wording.sheets import PAGE_EDGE

# parts that are kept as they are but do not follow the filled rows: folder or name → what is told
_NOT_FOLLOWED = (
    ("xl/pivotTables/", "county_pivot"),
    ("xl/slicers/", "county_slicers"),
    ("xl/timelines/", "county_slicers"),
    ("xl/ctrlProps/", "county_controls"),
    ("xl/activeX/", "county_controls"),
    ("xl/externalLinks/", "county_external"),
)
# parts whose texts are looked through for marks that nobody would fill
_OTHER_TEXTS = ("xl/drawings/", "xl/comments", "xl/threadedComments/", "xl/charts/")
_SHOWN = 40  # so much of a text says which one is meant
_COMMENTS = "xl/comments"
_KEPT = (("xl/media/", "pictures"), ("xl/charts/chart", "charts"), (_COMMENTS, "comments"))


def check_workbook(file: WorkbookFile, fields: Fields) -> CheckedWorkbook:
    """Return what *file* holds to be filled with *fields*, and what stands against it."""
    shared = SharedTexts(file)
    plans = [plan_of(file, sheet, shared) for sheet in file.sheets]
    problems = [problem for plan in plans for problem in _sheet_problems(plan, fields)]
    problems += [problem for plan in plans for problem in _broken_marks(plan, shared)]
    if not any(_filled(plan) for plan in plans):
        problems.append(Problem("", "county_no_marks"))
    problems += _package_problems(file)
    sheets = tuple(_checked(plan) for plan in plans if _filled(plan))
    counted = ((kind, _count(file, start)) for start, kind in _KEPT)
    return CheckedWorkbook(sheets, tuple(problems), tuple(each for each in counted if each[1]))


def _filled(plan: SheetPlan) -> bool:
    return bool(plan.marked or _header_marks(plan))


def _header_marks(plan: SheetPlan) -> list[Mark]:
    return [mark for line in header_lines(plan.tree.root) for mark in marks_in(line.text or "")]


def _checked(plan: SheetPlan) -> CheckedSheet:
    marks = [mark for cell in plan.marked for mark in cell.marks] + _header_marks(plan)
    listed = tuple(dict.fromkeys(mark.text for mark in marks))
    return CheckedSheet(plan.sheet.name, plan.sheet.hidden, sum(not mark.repeats for mark in marks), plan.row, listed)


def _broken_marks(plan: SheetPlan, shared: SharedTexts) -> Iterator[Problem]:
    """Yield the cells where a brace is left over: a mark that was not finished would stand on the paper as it is."""
    for _, _, cell in cells_of(plan.tree.root):
        text = plain(shared.runs(cell))
        if BRACES & set(replaced(text, lambda _: "")):
            place = _place(plan, cell.get("r", ""))
            yield Problem(place, "mark_broken", {"place": place, "text": text[:_SHOWN]}, Severity.CHECK)


def _sheet_problems(plan: SheetPlan, fields: Fields) -> Iterator[Problem]:
    merges = plan.merges()
    for cell in plan.marked:
        place = _place(plan, cell.address)
        for mark in cell.marks:
            yield from mark_problems(mark, fields, place)
        over = next((merge for merge in merges if merge.hides(cell.address)), None)
        if over is not None:
            yield Problem(place, "mark_in_merge", {"place": place, "merge": over.text})
        if cell.splits_looks:
            yield Problem(place, "mark_splits_looks", {"place": place}, Severity.NOTE)
    for mark in _header_marks(plan):
        place = _place(plan, PAGE_EDGE)
        if mark.repeats:
            yield Problem(place, "mark_repeats_in_header", {"place": place, "mark": mark.text})
        else:
            yield from mark_problems(mark, fields, place)
    if len(plan.rows) > 1:
        rows = "、".join(map(str, plan.rows))
        yield Problem(plan.sheet.name, "mark_two_rows", {"sheet": plan.sheet.name, "rows": rows})
    elif plan.row:
        yield from _row_problems(plan)
    if plan.marked:
        yield from _sheet_notes(plan)


def _row_problems(plan: SheetPlan) -> Iterator[Problem]:
    row, growth = plan.row, Growth(plan.row, 2)
    for merge in plan.merges():
        if merge.top <= row <= merge.bottom and merge.top != merge.bottom:
            place = _place(plan, merge.text)
            yield Problem(place, "row_merged_down", {"place": place, "row": str(row)})
    for number, _, cell in cells_of(plan.tree.root):
        formula = cell.find(f"{MAIN}f")
        if formula is None:
            continue
        place = _place(plan, cell.get("r", ""))
        if number == row and formula.get("t") in {"array", "dataTable"}:
            yield Problem(place, "row_array_formula", {"place": place})
        elif number != row and names_one_cell_of(formula.text or "", plan.sheet.name, growth):
            values = {"place": place, "formula": formula.text or "", "row": str(row)}
            yield Problem(place, "formula_first_row_only", values, Severity.CHECK)


def _sheet_notes(plan: SheetPlan) -> Iterator[Problem]:
    name = {"sheet": plan.sheet.name}
    root = plan.tree.root
    if root.find(f"{MAIN}sheetProtection") is not None:
        yield Problem(plan.sheet.name, "county_protected", name, Severity.NOTE)
    if plan.sheet.hidden:
        yield Problem(plan.sheet.name, "county_hidden", name, Severity.NOTE)
    links = root.find(f"{MAIN}hyperlinks")
    if plan.row and any(str(plan.row) == _row_of(link.get("ref", "")) for link in (links if links is not None else ())):
        yield Problem(plan.sheet.name, "county_link_once", {**name, "row": str(plan.row)}, Severity.CHECK)
    if any(cell.find(f"{MAIN}f") is not None for _, _, cell in cells_of(root)):
        yield Problem(plan.sheet.name, "county_recalculates", name, Severity.NOTE)


def _package_problems(file: WorkbookFile) -> Iterator[Problem]:
    told = Counter(code for part in file.names() for start, code in _NOT_FOLLOWED if _is_part(part, start))
    for code, count in told.items():
        yield Problem("", code, {"count": str(count)}, Severity.CHECK)
    for part in file.names():
        if part.startswith(_OTHER_TEXTS) and part.endswith(".xml"):
            marks = dict.fromkeys(mark.text for text in _texts(file, part) for mark in marks_in(text))
            if marks:
                yield Problem("", "mark_out_of_cells", {"marks": "、".join(marks)}, Severity.CHECK)


def _texts(file: WorkbookFile, part: str) -> Iterator[str]:
    # a text box splits a line into runs as it likes
    for node in file.tree(part).root.iter():
        if node.tag.rpartition("}")[2] in {"p", "text"}:
            yield "".join(node.itertext())


def _count(file: WorkbookFile, start: str) -> int:
    parts = [part for part in file.names() if _is_part(part, start)]
    if start != _COMMENTS:
        return len(parts)
    # all comments of a sheet stand in one part
    return sum(node.tag == f"{MAIN}comment" for part in parts for node in file.tree(part).root.iter())


def _is_part(part: str, start: str) -> bool:
    return part.startswith(start) and "/_rels/" not in part


def _row_of(reference: str) -> str:
    return "".join(char for char in reference.partition(":")[0] if char.isdecimal())


def _place(plan: SheetPlan, address: str) -> str:
    return f"{plan.sheet.name}!{address}"
