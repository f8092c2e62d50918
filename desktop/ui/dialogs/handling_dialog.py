"""What is done about an enterprise that reached the size and is not in the directory (应统尽统)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.domain.codes import Subject
from desktop.domain.coverage import CoverageRow, HandlingDraft
from desktop.domain.library_codes import Handling
from desktop.domain.saved import Saved
from desktop.ui.desk import Desk
from desktop.ui.dialogs.form_dialog import FormDialog, run
from desktop.ui.widgets.inputs import ChoiceBox, DayEdit
from desktop.ui.widgets.text_box import TextBox
from desktop.wording import shown
from desktop.wording.labels import label

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_HINT = "逐次记录，不覆盖。企业暂不愿入规是企业自己的决定，属正常情形，不影响任何事项；不得要求企业改数。"


def handling_dialog(services: Services, desk: Desk, row: CoverageRow, parent: QWidget | None = None) -> FormDialog:
    """Return the form of a word about *row*."""
    dialog = FormDialog(f"怎样处理：{row.name}", "记下", Subject.COVERAGE_STEP, parent, hint=_HINT)
    choice, on, note = ChoiceBox(tuple(Handling)), DayEdit(desk.today), TextBox(3)
    on.set_value(desk.today())
    if row.step is not None:
        choice.set_value(row.step.handling)
    earlier = [
        f"{shown.day(word.on)} {label(word.handling)} {word.note}".strip() for word in services.coverage.words(row.uid)
    ]
    dialog.fields.add("handling", "处理情况", choice, needed=True)
    dialog.add_day("on", "日期", on, needed=True)
    dialog.fields.add("note", "说明", note, hint="；".join(earlier))

    def keep() -> Saved:
        return services.coverage.say(HandlingDraft(row.uid, choice.value(), on.value(), note.text().strip()))

    dialog.keep = keep
    return dialog


def ask(services: Services, desk: Desk, row: CoverageRow, parent: QWidget | None) -> bool:
    """Let the user say what is done about *row*; return whether it was kept."""
    if not run(handling_dialog(services, desk, row, parent)):
        return False
    desk.say_kept(f"已记：{row.name}")
    return True
