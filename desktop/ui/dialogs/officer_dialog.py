"""Writes down who answers for an enterprise (包联), lets it end, and adds a campaign (专项活动)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop.domain.campaign import CampaignDraft
from desktop.domain.codes import Subject
from desktop.domain.officer import OfficerDraft, OfficerRow
from desktop.domain.problems import Problem
from desktop.domain.saved import Saved
from desktop.domain.visit_codes import RhythmUnit, RhythmWay
from desktop.ui.desk import Desk
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.theme import words
from desktop.ui.widgets.inputs import ChoiceBox, DayEdit, EnterprisePicker

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_TEXTS = (
    ("person", "责任人", "姓名"),
    ("post", "责任人职务", "可不填"),
    ("unit", "责任单位", "科室或单位"),
    ("leader", "包联领导", "姓名（可不填）"),
    ("leader_post", "领导职务", "可不填"),
    ("basis", "依据文件", "文号（可不填）"),
    ("note", "备注", "可不填"),
)


class RhythmEdit(QWidget):
    """Every so many days or months; an empty number means that nothing is required."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = QLineEdit()
        self.number.setPlaceholderText("没有规定就空着")
        self.number.setAccessibleName("要求频次")
        self.unit = ChoiceBox(tuple(RhythmUnit))
        self.unit.setAccessibleName("频次单位")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(words("每"))
        row.addWidget(self.number, 1)
        row.addWidget(self.unit)
        row.addWidget(words("一次"))
        self.setFocusProxy(self.number)

    def value(self) -> int | None:
        """Return the number, None for none; 0, which is refused, where it cannot be read."""
        text = self.number.text().strip()
        if not text:
            return None
        return int(text) if text.isdecimal() else 0

    def show_rhythm(self, every: int | None, rhythm: RhythmUnit) -> None:
        """Show how often."""
        self.number.setText("" if every is None else str(every))
        self.unit.set_value(rhythm)


class OfficerDialog(FormDialog):
    """The form of the line *row*, or of a new one (for *enterprise*, where that is known)."""

    def __init__(
        self, services: Services, desk: Desk, row: OfficerRow | None, enterprise: str, parent: QWidget | None
    ) -> None:
        title = "登记包联" if row is None else f"修改包联：{row.enterprise_name}"
        super().__init__(
            title, "保存", Subject.CONTACT_OFFICER, parent, hint="频次只用来提醒该走访了，不排名、不按人计数。"
        )
        self._services = services
        self._row = row
        self.enterprise = EnterprisePicker(services.enterprises)
        self.lines = {name: QLineEdit() for name, _, _ in _TEXTS}
        self.since = DayEdit(desk.today)
        self.rhythm = RhythmEdit()
        self.way = ChoiceBox(tuple(RhythmWay))
        self._build()
        begun = row.draft if row is not None else OfficerDraft(enterprise=enterprise, since=desk.today())
        self._show(begun, row.enterprise_name if row is not None else "")
        self.keep = self._keep

    def _build(self) -> None:
        self.fields.add("enterprise", "包联企业", self.enterprise, needed=True)
        for name, caption, hint in _TEXTS[:5]:
            self.lines[name].setPlaceholderText(hint)
            self.fields.add(name, caption, self.lines[name], needed=name == "person")
        self.add_day("since", "包联开始日期", self.since, needed=True)
        self.fields.add("every", "要求频次", self.rhythm)
        self.fields.add("way", "怎样算一次", self.way)
        for name, caption, hint in _TEXTS[5:]:
            self.lines[name].setPlaceholderText(hint)
            self.fields.add(name, caption, self.lines[name])

    def _show(self, draft: OfficerDraft, name: str) -> None:
        if draft.enterprise:
            self.enterprise.set_value(draft.enterprise, name)
        for field, line in self.lines.items():
            line.setText(str(getattr(draft, field)))
        self.since.set_value(draft.since)
        self.rhythm.show_rhythm(draft.every, draft.rhythm)
        self.way.set_value(draft.way)

    def _keep(self) -> Saved:
        kept = self._row.draft if self._row is not None else OfficerDraft()
        draft = OfficerDraft(
            enterprise=self.enterprise.value(),
            leader=self.lines["leader"].text(),
            leader_post=self.lines["leader_post"].text(),
            person=self.lines["person"].text(),
            post=self.lines["post"].text(),
            unit=self.lines["unit"].text(),
            since=self.since.value(),
            until=kept.until,
            until_reason=kept.until_reason,
            every=self.rhythm.value(),
            rhythm=self.rhythm.unit.value() or RhythmUnit.MONTHS,
            way=self.way.value() or RhythmWay.ANY,
            basis=self.lines["basis"].text(),
            note=self.lines["note"].text(),
        )
        return self._services.officers.save(draft, self._row.uid if self._row is not None else "")


def end_dialog(services: Services, desk: Desk, row: OfficerRow, parent: QWidget | None) -> FormDialog:
    """Return the form that lets the line *row* end."""
    hint = f"{row.draft.person} 不再包联 {row.enterprise_name}；这条记录保留。"
    dialog = FormDialog("结束包联", "结束", Subject.CONTACT_OFFICER, parent, hint=hint)
    until, reason = DayEdit(desk.today), QLineEdit()
    until.set_value(desk.today())
    reason.setPlaceholderText("例如：换人、企业已入库、活动结束")
    dialog.add_day("until", "最后一天", until, needed=True)
    dialog.fields.add("until_reason", "结束原因", reason, needed=True)

    def keep() -> Saved:
        return services.officers.end(row.uid, OfficerDraft(until=until.value(), until_reason=reason.text()))

    dialog.keep = keep
    return dialog


def campaign_dialog(services: Services, desk: Desk, parent: QWidget | None) -> FormDialog:
    """Return the form of a new campaign of the office's own."""
    hint = "方案里的专项活动已经列好，不用再加。这里加本单位另外开展的。"
    dialog = FormDialog("加专项活动", "保存", Subject.CAMPAIGN, parent, hint=hint)
    name, document, note = QLineEdit(), QLineEdit(), QLineEdit()
    since, until = DayEdit(desk.today), DayEdit(desk.today)
    document.setPlaceholderText("文号，例如 运政办发电〔2021〕11号")
    dialog.fields.add("name", "专项活动名称", name, needed=True)
    dialog.fields.add("document", "依据文件", document)
    dialog.add_day("since", "开始日期", since)
    dialog.add_day("until", "结束日期", until)
    dialog.fields.add("note", "备注", note)

    def keep() -> Saved | list[Problem]:
        draft = CampaignDraft(name.text(), document.text(), since.value(), until.value(), note.text())
        return services.campaigns.save(draft)

    dialog.keep = keep
    return dialog
