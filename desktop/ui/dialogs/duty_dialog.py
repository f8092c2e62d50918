"""The word that a yearly duty (年度事项) was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.domain.codes import Subject
from desktop.domain.duty import DutyDraft, DutyLine
from desktop.domain.saved import Saved
from desktop.ui.desk import Desk
from desktop.ui.dialogs.form_dialog import FormDialog, run
from desktop.ui.widgets.inputs import DayEdit
from desktop.ui.widgets.text_box import TextBox
from desktop.wording import shown

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services


def duty_dialog(services: Services, desk: Desk, line: DutyLine, parent: QWidget | None = None) -> FormDialog:
    """Return the form that says that the duty of *line* was done."""
    duty = line.duty
    hint = f"{duty.hint}\n应于 {shown.long_day(line.due_on)}前办完。出处：{duty.document} {duty.clause}。{duty.note}"
    dialog = FormDialog(f"{line.year}年{duty.label}", "记为办完", Subject.DUTY_STEP, parent, hint=hint)
    on, note = DayEdit(desk.today), TextBox(3, "比对了哪些名单，新增、核减多少户")
    on.set_value(desk.today())
    dialog.add_day("on", "完成日期", on, needed=True)
    dialog.fields.add("note", "完成情况", note, needed=True)

    def keep() -> Saved:
        return services.duties.done(DutyDraft(duty.id, line.year, on.value(), note.text().strip()))

    dialog.keep = keep
    return dialog


def ask_duty(services: Services, desk: Desk, duty_id: str, parent: QWidget | None = None) -> bool:
    """Let the user say that this year's duty *duty_id* was done; return whether that was kept."""
    year = desk.today().year
    line = next((line for line in services.duties.lines(year) if line.duty.id == duty_id), None)
    if line is None or line.done is not None or not run(duty_dialog(services, desk, line, parent)):
        return False
    desk.say_kept(f"已记为办完：{line.duty.label}")
    return True
