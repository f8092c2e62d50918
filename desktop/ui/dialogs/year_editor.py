"""The record of one enterprise in one cultivation year (培育记录)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.domain.codes import Subject
from desktop.domain.cultivation import YearDraft
from desktop.domain.library_codes import Way
from desktop.domain.saved import Saved
from desktop.ui.desk import Desk
from desktop.ui.dialogs.form_dialog import FormDialog, run
from desktop.ui.dialogs.reason_dialog import ask_reason
from desktop.ui.widgets.inputs import ChoiceBox
from desktop.ui.widgets.text_box import TextBox

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_HINT = "一家企业一年一条记录。培育类别、升规路径照方案选；企业自己说的全年预计在“登记企业预计”里记，只照企业的话写。"
_CLOSED = "这一年已经结转。改动按更正处理，原来的内容留在修改记录里。"


def year_dialog(
    services: Services, uid: str, name: str, year: int, reason: str = "", parent: QWidget | None = None
) -> FormDialog:
    """Return the form of *year* of the enterprise *uid*; *reason* says why a closed year is mended."""
    draft = services.years.draft(uid, year)
    preset, routes = services.settings.preset(), services.libraries.routes()
    hint = _CLOSED if reason else _HINT
    dialog = FormDialog(f"{year}年培育记录：{name}", "保存", Subject.CULTIVATION_YEAR, parent, hint=hint)
    categories = {each.id: each.label for each in preset.categories}
    category = ChoiceBox(tuple(categories), categories.__getitem__, blank="（未定）")
    route = ChoiceBox(tuple(routes), routes.__getitem__, blank="（未定）")
    way = ChoiceBox(tuple(Way), blank="（未定）")
    category.set_value(draft.category or None)
    route.set_value(draft.route or None)
    way.set_value(draft.way)
    month, leader, officer = QLineEdit(draft.expected_month), QLineEdit(draft.leader), QLineEdit(draft.officer)
    month.setPlaceholderText(f"如 {year}-12")
    unit, difficulty, note = QLineEdit(draft.unit), TextBox(3), QLineEdit(draft.note)
    difficulty.set_text(draft.difficulty)
    dialog.fields.add("category", "培育类别", category)
    dialog.fields.add("route", "升规路径", route)
    dialog.fields.add("expected_month", "预计升规时间", month, hint="工作安排用，不是对企业的要求")
    dialog.fields.add("way", "申报方式", way)
    dialog.fields.add("leader", "包联领导", leader)
    dialog.fields.add("officer", "包联责任人", officer)
    dialog.fields.add("unit", "责任单位", unit)
    dialog.fields.add("difficulty", "主要困难", difficulty)
    dialog.fields.add("note", "备注", note)

    def keep() -> Saved:
        typed = YearDraft(
            enterprise=uid,
            year=year,
            category=category.value() or "",
            route=route.value() or "",
            expected_month=month.text().strip(),
            way=way.value(),
            leader=leader.text().strip(),
            officer=officer.text().strip(),
            unit=unit.text().strip(),
            difficulty=difficulty.text().strip(),
            note=note.text().strip(),
        )
        return services.years.save(typed, reason=reason)

    dialog.keep = keep
    return dialog


def ask(services: Services, desk: Desk, uid: str, name: str, year: int, parent: QWidget | None) -> bool:
    """Let the user write the record of *year*; a closed year asks for the reason first."""
    reason = ""
    if year in services.years.closed():
        text = f"{year} 年已经结转，只能查看。确需更正“{name}”的记录，请写明原因。"
        reason = ask_reason(parent, "更正", text) or ""
        if not reason:
            return False
    if not run(year_dialog(services, uid, name, year, reason, parent)):
        return False
    desk.say_kept(f"已保存：{name} {year}年培育记录")
    return True
