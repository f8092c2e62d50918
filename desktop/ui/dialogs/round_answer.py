"""The county's answer to rounds that came in: accepted, or given back with what is to be mended and by when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.domain.codes import Subject
from desktop.domain.saved import Saved
from desktop.ui.desk import Desk
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.widgets.inputs import DayEdit
from desktop.ui.widgets.text_box import TextBox

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.answering import AnsweringService


def answer_dialog(
    answering: AnsweringService, desk: Desk, uids: Sequence[str], *, back: bool, parent: QWidget | None
) -> FormDialog:
    """Return the form of the answer to the rounds *uids*; *back* gives them back."""
    title = f"{'退回' if back else '接收'}：{len(uids)} 份"
    hint = "写进回执，送到单位后才看得到。" + ("退回的表单位改好以后重报，原来报的原样留着。" if back else "")
    dialog = FormDialog(title, "退回" if back else "接收", Subject.FILING, parent, hint=hint)
    comment, due = TextBox(3, "例如 缺用电量，请向企业补收" if back else "可以不写"), DayEdit(desk.today)
    dialog.fields.add("comment", "意见", comment, needed=back)
    if back:
        dialog.add_day("due_on", "几号前重报", due)

    def keep() -> Saved:
        if back:
            return answering.give_back(uids, comment.text(), due.value())
        return answering.accept(uids, comment.text())

    dialog.keep = keep
    return dialog
