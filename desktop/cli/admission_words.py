"""Applications and windows as lines of a terminal."""

from collections.abc import Mapping

from desktop.domain.admission import AdmissionRow
from desktop.domain.admission_case import AdmissionCase
from desktop.domain.materials import MaterialLine
from desktop.domain.precheck import Measured
from desktop.domain.windows import AdmissionWindow
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.messages import told
from desktop.wording.words_admission import reaches_word, route_word, wanted_word, window_word


def window_cells(found: AdmissionWindow) -> tuple[str, ...]:
    """Return the cells of one window."""
    return (
        window_word(found.kind, found.month),
        found.closes_on.isoformat() if found.held else "本年不设",
        str(found.cutoff) if found.held else "",
        "、".join(label(procedure) for procedure in found.accepts),
        label(found.origin),
        found.basis,
    )


def row_cells(row: AdmissionRow, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return the cells of one application."""
    return (
        row.uid,
        row.enterprise_name,
        str(row.year),
        route_word(row.route, names),
        window_word(row.window, row.window_month),
        row.cutoff,
        "已作废" if row.voided else label(row.state),
        row.state_on.isoformat(),
        str(row.missing),
        row.void_reason if row.voided else row.reason,
    )


def case_lines(case: AdmissionCase, names: Mapping[str, str]) -> list[str]:
    """Return one application whole."""
    row = case.row
    return [
        f"{row.enterprise_name}  {window_word(row.window, row.window_month, row.year)}"
        f"  {route_word(row.route, names)}  {label(row.state)}",
        f"截止月份：{shown.month_text(row.cutoff)}",
        *map(_measured, case.measures),
        *(
            f"{step.on.isoformat()}  {label(step.action)}  {step.told_by}  {step.basis}  {step.note}".rstrip()
            for step in case.steps
        ),
        *map(_material, case.materials),
        *(told(problem) for problem in case.questions),
        *(
            f"第 {each.number} 次交出的分月台账：{each.taken_on.isoformat()} 冻结，核对码 {each.digest[:8]}"
            for each in case.handed_in
        ),
        *(
            f"与交出的不一致：{shown.month(each.month)} {label(each.measure)}"
            f" 交出 {shown.amount(each.measure, each.handed_in)}，现在 {shown.amount(each.measure, each.now)}"
            for each in case.disagreements
        ),
    ]


def _measured(found: Measured) -> str:
    if found.value is None or found.month is None:
        return f"{label(found.measure)}：未报"
    amount = shown.amount(found.measure, found.value.amount, unit=True)
    return (
        f"{label(found.measure)}：{amount}（{shown.month(found.month)}，{label(found.value.source)}）"
        f"{reaches_word(found.reaches)}"
    )


def _material(line: MaterialLine) -> str:
    pages = "" if line.mark.pages is None else f" {line.mark.pages}页"
    have = "有" if line.mark.have else ("缺" if line.wanted else "—")
    problem = f"  问题：{line.mark.problem}" if line.mark.problem else ""
    return f"{line.material.number:>2} {line.material.label}  {wanted_word(line.wanted)}  {have}{pages}{problem}"
