"""The forms of what an enterprise was recognised as, and of its taxes before and after admission."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from desktop.domain.codes import Source, Subject
from desktop.domain.problems import Problem
from desktop.domain.recognition import RecognitionDraft, RecognitionRow
from desktop.domain.saved import Saved
from desktop.domain.tax_pair import TaxPairDraft
from desktop.ui.desk import Desk
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.widgets.inputs import ChoiceBox, DayEdit
from desktop.ui.widgets.money_edit import MoneyEdit
from desktop.ui.widgets.text_box import TextBox

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_FIRST_YEAR, _LAST_YEAR = 2000, 2100
_TAX_HINT = "两个年度实际缴纳的税收照来源填写，并列保存；程序只算相差，不折算、不评价，也不放在奖补旁边。"


def recognition_dialog(
    services: Services, desk: Desk, uid: str, name: str, parent: QWidget | None = None
) -> FormDialog:
    """Return the form of one recognition of the enterprise *uid*."""
    kinds = {kind.id: kind for kind in services.recognitions.kinds()}
    hint = "只记事实、日期和依据。研发活动按年登记；有效期不知道的不填。"
    dialog = FormDialog(f"登记资质和研发：{name}", "保存", Subject.RECOGNITION, parent, hint=hint)
    kind = ChoiceBox(tuple(kinds), lambda each: kinds[each].label, blank="请选择")
    since, until, basis, note = DayEdit(desk.today), DayEdit(desk.today), QLineEdit(), TextBox(2)
    basis.setPlaceholderText("文号、名单、证书或登记编号")
    dialog.fields.add("kind", "资质或研发", kind, needed=True)
    dialog.add_day("since", "认定日期", since, needed=True)
    dialog.add_day("until", "有效期至", until)
    dialog.fields.add("basis", "依据", basis, needed=True)
    dialog.fields.add("note", "备注", note)

    def keep() -> Saved:
        draft = RecognitionDraft(
            uid, kind.value() or "", since.value(), until.value(), basis.text().strip(), note.text().strip()
        )
        return services.recognitions.add(draft)

    dialog.keep = keep
    return dialog


def ending_dialog(services: Services, desk: Desk, row: RecognitionRow, parent: QWidget | None = None) -> FormDialog:
    """Return the form that ends the recognition *row* on a day."""
    dialog = FormDialog(
        f"终止：{row.label}", "保存", Subject.RECOGNITION, parent, hint="写明到期或取消的日期；记录保留。"
    )
    on, reason = DayEdit(desk.today), QLineEdit()
    on.set_value(desk.today())
    dialog.add_day("on", "终止日期", on, needed=True)
    dialog.fields.add("reason", "原因", reason, needed=True)
    dialog.keep = lambda: services.recognitions.end(row.uid, on.value(), reason.text().strip())
    return dialog


def tax_dialog(services: Services, desk: Desk, uid: str, name: str, parent: QWidget | None = None) -> FormDialog:
    """Return the form of the taxes of the enterprise *uid* before and after admission."""
    dialog = FormDialog(f"入规前后税负：{name}", "保存", Subject.TAX_PAIR, parent, hint=_TAX_HINT)
    this_year = desk.today().year
    years = {side: _year_box(this_year - back) for side, back in (("before", 2), ("after", 1))}
    amounts = {side: MoneyEdit() for side in years}
    sources = {side: ChoiceBox(tuple(Source), blank="请选择") for side in years}
    told_by, on, note = QLineEdit(), DayEdit(desk.today), QLineEdit()
    for side, word in (("before", "入规前"), ("after", "入规后")):
        dialog.fields.add(f"year_{side}", f"{word}年度", years[side], needed=True)
        dialog.fields.add(side, f"{word}实缴税收（万元）", amounts[side], needed=True)
        dialog.fields.add(f"source_{side}", f"{word}数据口径", sources[side], needed=True)
    dialog.fields.add("told_by", "提供人", told_by, needed=True)
    dialog.add_day("on", "提供日期", on, needed=True)
    dialog.fields.add("note", "备注", note)

    def keep() -> Saved | list[Problem]:
        before, odd = amounts["before"].read("before")
        after, more = amounts["after"].read("after")
        if odd or more:
            return [*odd, *more]
        draft = TaxPairDraft(
            enterprise=uid,
            year_before=years["before"].value(),
            before=before,
            source_before=sources["before"].value(),
            year_after=years["after"].value(),
            after=after,
            source_after=sources["after"].value(),
            told_by=told_by.text().strip(),
            on=on.value(),
            note=note.text().strip(),
        )
        return services.recognitions.add_taxes(draft)

    dialog.keep = keep
    return dialog


def _year_box(year: int) -> QSpinBox:
    box = QSpinBox()
    box.setRange(_FIRST_YEAR, _LAST_YEAR)
    box.setValue(year)
    box.setSuffix(" 年")
    return box
