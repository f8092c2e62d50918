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


class YearForm(FormDialog):
    """The form of one year of one enterprise; *reason* says why a closed year is mended."""

    def __init__(
        self, services: Services, uid: str, name: str, year: int, reason: str = "", parent: QWidget | None = None
    ) -> None:
        hint = _CLOSED if reason else _HINT
        super().__init__(f"{year}年培育记录：{name}", "保存", Subject.CULTIVATION_YEAR, parent, hint=hint)
        self._services, self._uid, self._year, self._reason = services, uid, year, reason
        draft = services.years.draft(uid, year)
        self._build_choices(draft)
        self._build_texts(draft)
        self._add_fields()
        self.keep = self._kept

    def _build_choices(self, draft: YearDraft) -> None:
        categories = {each.id: each.label for each in self._services.settings.preset().categories}
        routes = self._services.libraries.routes()
        self._category = ChoiceBox(tuple(categories), categories.__getitem__, blank="（未定）")
        self._route = ChoiceBox(tuple(routes), routes.__getitem__, blank="（未定）")
        self._way = ChoiceBox(tuple(Way), blank="（未定）")
        self._category.set_value(draft.category or None)
        self._route.set_value(draft.route or None)
        self._way.set_value(draft.way)

    def _build_texts(self, draft: YearDraft) -> None:
        self._month, self._note = QLineEdit(draft.expected_month), QLineEdit(draft.note)
        self._month.setPlaceholderText(f"如 {self._year}-12")
        self._leader, self._officer, self._unit = (
            QLineEdit(draft.leader),
            QLineEdit(draft.officer),
            QLineEdit(draft.unit),
        )
        self._difficulty = TextBox(3)
        self._difficulty.set_text(draft.difficulty)

    def _add_fields(self) -> None:
        for name, caption, editor, hint in (
            ("category", "培育类别", self._category, ""),
            ("route", "升规路径", self._route, ""),
            ("expected_month", "预计升规时间", self._month, "工作安排用，不是对企业的要求"),
            ("way", "申报方式", self._way, ""),
            ("leader", "包联领导", self._leader, ""),
            ("officer", "包联责任人", self._officer, ""),
            ("unit", "责任单位", self._unit, ""),
            ("difficulty", "主要困难", self._difficulty, ""),
            ("note", "备注", self._note, ""),
        ):
            self.fields.add(name, caption, editor, hint=hint)

    def _kept(self) -> Saved:
        typed = YearDraft(
            enterprise=self._uid,
            year=self._year,
            category=self._category.value() or "",
            route=self._route.value() or "",
            expected_month=self._month.text().strip(),
            way=self._way.value(),
            leader=self._leader.text().strip(),
            officer=self._officer.text().strip(),
            unit=self._unit.text().strip(),
            difficulty=self._difficulty.text().strip(),
            note=self._note.text().strip(),
        )
        return self._services.years.save(typed, reason=self._reason)


def ask(services: Services, desk: Desk, uid: str, name: str, year: int, parent: QWidget | None) -> bool:
    """Let the user write the record of *year*; a closed year asks for the reason first."""
    reason = ""
    if year in services.years.closed():
        text = f"{year} 年已经结转，只能查看。确需更正“{name}”的记录，请写明原因。"
        reason = ask_reason(parent, "更正", text) or ""
        if not reason:
            return False
    if not run(YearForm(services, uid, name, year, reason, parent)):
        return False
    desk.say_kept(f"已保存：{name} {year}年培育记录")
    return True
