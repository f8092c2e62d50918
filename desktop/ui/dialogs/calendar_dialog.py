"""The form of one year's days off and weekends worked, a line each, as the notice has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from desktop.domain.calendar_year import CalendarDraft, OffSpan, read_days, read_spans
from desktop.domain.codes import Subject
from desktop.domain.problems import Problem
from desktop.domain.saved import Saved
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.widgets.text_box import TextBox

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_FIRST_YEAR, _LAST_YEAR = 2000, 2100


def spoken(span: OffSpan) -> str:
    """Return *span* as people write it: 2027-01-01至2027-01-03 元旦."""
    return span.text.replace("..", "至")


def calendar_dialog(services: Services, draft: CalendarDraft, parent: QWidget | None = None) -> FormDialog:
    """Return the form of the calendar *draft*."""
    hint = "每行一段放假：2027-01-01至2027-01-03 元旦；单日只写一个日期。调休上班每行一个日期。"
    dialog = FormDialog("填写工作日历", "保存", Subject.CALENDAR_YEAR, parent, hint=hint)
    year, off, working, basis = QSpinBox(), TextBox(8), TextBox(5), QLineEdit()
    year.setRange(_FIRST_YEAR, _LAST_YEAR)
    year.setValue(draft.year)
    off.set_text("\n".join(map(spoken, draft.off)))
    working.set_text("\n".join(day.isoformat() for day in draft.working))
    basis.setText(draft.basis)
    basis.setPlaceholderText("放假通知的名称和文号")
    dialog.fields.add("year", "年度", year, needed=True)
    dialog.fields.add("off", "放假日期", off, needed=True)
    dialog.fields.add("working", "调休上班日", working)
    dialog.fields.add("basis", "依据", basis, needed=True)

    def keep() -> Saved | list[Problem]:
        spans, wrong = read_spans(off.text().replace("至", ".."))
        days, odd = read_days(working.text())
        if wrong or odd:
            return [*wrong, *odd]
        return services.calendars.set(CalendarDraft(year.value(), spans, days, basis.text().strip()))

    dialog.keep = keep
    return dialog
