"""What is told about a workbook and its sheets as a whole: headers found, hidden parts, totals, columns."""

from html import escape

from desktop.domain.importing import ImportPlan, PlanProblem, PlanSheet
from desktop.domain.problems import Severity
from desktop.ui.theme import COLOURS

INKS = {Severity.ERROR: COLOURS["red"], Severity.CHECK: COLOURS["amber"], Severity.NOTE: COLOURS["faint"]}
_LEADS = {Severity.ERROR: "× 错误", Severity.CHECK: "? 核实", Severity.NOTE: "提示"}
_ASKING = (Severity.ERROR, Severity.CHECK)


def notes_text(plan: ImportPlan) -> str:
    """Return the notes of *plan* as rich text: what asks, what was read of each sheet, what is only told."""
    asking = [note for weight in _ASKING for note in plan.notes if note.severity is weight]
    lines = [problem_text(note) for note in asking]
    lines += [f"<div>{escape(sheet_text(sheet, plan))}</div>" for sheet in plan.sheets]
    lines += [problem_text(note) for note in plan.notes if note.severity is Severity.NOTE]
    return "".join(lines)


def problem_text(problem: PlanProblem) -> str:
    """Return one problem as rich text: its weight in words, its number and the sentence, which names the place."""
    told = f"{_LEADS[problem.severity]}　{escape(problem.code)}　{escape(problem.message)}"
    return f"<div style='color:{INKS[problem.severity]}'>{told}</div>"


def sheet_text(sheet: PlanSheet, plan: ImportPlan) -> str:
    """Return what was read of one sheet: 工作表“名单”：表头在第 2、3 行，读到 25 行."""
    rows = sum(row.sheet == sheet.name for row in plan.rows)
    hidden = "（隐藏）" if sheet.hidden else ""
    if not sheet.header_rows:
        return f"工作表“{sheet.name}”{hidden}：没有读。"
    header = "、".join(str(number) for number in sheet.header_rows)
    return f"工作表“{sheet.name}”{hidden}：表头在第 {header} 行，读到 {rows} 行。"
