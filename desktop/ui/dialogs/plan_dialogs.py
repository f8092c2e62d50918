"""The forms of a plan for one enterprise (一企一策): the plan itself, a measure, a step, its end."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from desktop.domain.codes import Dimension, Subject
from desktop.domain.retention import RetentionRow
from desktop.domain.retention_plan import Measure, MeasureDraft, Plan, PlanDraft, PlanStepDraft, needs
from desktop.domain.risk_codes import Outcome, PlanAction
from desktop.domain.saved import Saved
from desktop.ui.desk import Desk
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.widgets.inputs import ChoiceBox, DayEdit
from desktop.ui.widgets.text_box import TextBox
from desktop.wording import retention_words as words
from desktop.wording.labels import label

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services


def plan_dialog(
    services: Services, desk: Desk, row: RetentionRow, plan: Plan | None, parent: QWidget | None = None
) -> FormDialog:
    """Return the form of a new plan for *row*, or of *plan* as it stands."""
    rules = services.retention.rules()
    chosen = rules.help_class(row.stay.help_class) if row.stay else None
    hint = words.help_text(chosen) if chosen is not None else "写明困难、谁负责；措施在下面逐项添。"
    title = f"{'制定' if plan is None else '修改'}一企一策：{row.name}"
    dialog = FormDialog(title, "保存", Subject.RETENTION_PLAN, parent, hint=hint)
    draft = PlanDraft(desk.today(), unit=services.settings.workspace().unit_name) if plan is None else plan.draft
    read = _plan_fields(dialog, services, desk, draft)

    def keep() -> Saved:
        if plan is None:
            return services.retention.make_plan(row.uid, read())
        return services.retention.edit_plan(plan.uid, read())

    dialog.keep = keep
    return dialog


def _plan_fields(dialog: FormDialog, services: Services, desk: Desk, draft: PlanDraft) -> Callable[[], PlanDraft]:
    """Add the fields of a plan filled with *draft*; return what reads them."""
    made_on = DayEdit(desk.today)
    made_on.set_value(draft.made_on)
    difficulty, approach, outlook = TextBox(3), TextBox(2), QLineEdit(draft.outlook)
    difficulty.set_text(draft.difficulty)
    approach.set_text(draft.approach)
    leader, officer = QLineEdit(draft.leader), QLineEdit(draft.officer)
    chain_leader, unit = QLineEdit(draft.chain_leader), _unit_line(services, draft.unit)
    dialog.add_day("made_on", "制定日期", made_on, needed=True)
    add = dialog.fields.add
    add("difficulty", "主要困难", difficulty, needed=True)
    add("approach", "帮扶思路", approach)
    add("leader", "包联领导", leader)
    add("unit", "责任单位", unit, needed=True)
    add("officer", "责任人", officer, needed=True)
    add("chain_leader", "链上龙头企业", chain_leader, hint="由龙头企业带动配套的写它的名称")
    add("outlook", "预计结果", outlook, hint="经办人的判断，只写话，不写数")

    def read() -> PlanDraft:
        lines = (difficulty, approach, leader, unit, officer, outlook, chain_leader)
        return PlanDraft(made_on.value(), *(line.text().strip() for line in lines))

    return read


def measure_dialog(services: Services, desk: Desk, plan: Plan, parent: QWidget | None = None) -> FormDialog:
    """Return the form of a new measure of *plan*."""
    dialog = FormDialog("添帮扶措施", "保存", Subject.RETENTION_MEASURE, parent)
    what, officer = TextBox(3, "做什么，做到什么程度"), QLineEdit(plan.draft.officer)
    unit = _unit_line(services, plan.draft.unit)
    due_on, on = DayEdit(desk.today), DayEdit(desk.today)
    on.set_value(desk.today())
    dialog.fields.add("what", "帮扶措施", what, needed=True)
    dialog.fields.add("unit", "责任单位", unit, needed=True)
    dialog.fields.add("officer", "责任人", officer, needed=True)
    dialog.add_day("due_on", "完成时限", due_on, needed=True)
    dialog.add_day("on", "列入日期", on, needed=True)

    def keep() -> Saved:
        draft = MeasureDraft(
            what.text().strip(), unit.text().strip(), officer.text().strip(), due_on.value(), on.value()
        )
        return services.retention.add_measure(plan.uid, draft)

    dialog.keep = keep
    return dialog


def step_dialog(
    services: Services,
    desk: Desk,
    plan: Plan,
    measure: Measure | None,
    action: PlanAction,
    parent: QWidget | None = None,
) -> FormDialog:
    """Return the form of *action* on *measure*, or of the end of *plan* where there is none."""
    whole = measure is None
    title = "结束一企一策" if whole else f"{label(action)}：{measure.what if measure else ''}"
    dialog = FormDialog(title, label(action), Subject.RETENTION_STEP, parent)
    on, due_on, note = DayEdit(desk.today), DayEdit(desk.today), TextBox(3)
    on.set_value(desk.today())
    outcome = ChoiceBox(tuple(Outcome), blank="请选择")
    needed = needs(action)
    dialog.add_day("on", "日期", on, needed=True)
    if "outcome" in needed:
        dialog.fields.add("outcome", "实际结果", outcome, needed=True)
    if "due_on" in needed:
        dialog.add_day("due_on", "新的时限", due_on, needed=True)
    dialog.fields.add("note", "情况", note, needed="note" in needed)

    def keep() -> Saved:
        draft = PlanStepDraft(
            action,
            on.value(),
            note.text().strip(),
            due_on.value() if "due_on" in needed else None,
            outcome.value() if "outcome" in needed else None,
        )
        return services.retention.step(plan.uid, "" if measure is None else measure.uid, draft)

    dialog.keep = keep
    return dialog


def _unit_line(services: Services, text: str) -> QLineEdit:
    """Return a line for a unit's name that suggests those of the plan."""
    line = QLineEdit(text)
    units = [unit.name for dimension in Dimension for unit in services.settings.units(dimension)]
    completer = QCompleter(units, line)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    line.setCompleter(completer)
    return line
