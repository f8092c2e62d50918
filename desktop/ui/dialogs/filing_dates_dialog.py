"""Types the dates of a month's filing as the notice says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from desktop.domain.codes import Subject
from desktop.domain.filing_calendar import TypedDates
from desktop.domain.saved import Saved
from desktop.ui.desk import Desk
from desktop.ui.dialogs.form_dialog import FormDialog, run
from desktop.ui.widgets.inputs import DayEdit
from desktop.wording import shown
from desktop.wording.words_filing import dates_words

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.filing_dates import FilingDateService


def dates_dialog(dates: FilingDateService, desk: Desk, parent: QWidget | None = None) -> FormDialog:
    """Return the form of the window's month, filled with what was typed for it or what stands now."""
    month = desk.month()
    now = dates.dates(month)
    typed = next((each for each in dates.typed() if each.month == month), None)
    hint = f"现在：{dates_words(now)}"
    dialog = FormDialog(f"报送日期：{shown.month(month)}", "保存", Subject.FILING_DATE, parent, hint=hint)
    opens, due, closes = (DayEdit(desk.today) for _ in range(3))
    opens.set_value(typed.opens_on if typed else now.opens_on)
    due.set_value(now.due_on)
    closes.set_value(now.closes_on)
    basis = QLineEdit(typed.basis if typed else "")
    basis.setPlaceholderText("例如 县里11月3日通知")
    onward = QCheckBox("以后各月照此推算（节假日顺延到下一个工作日）")
    onward.setChecked(typed.onward if typed else True)
    dialog.add_day("opens_on", "开始报送日", opens)
    dialog.add_day("due_on", "报送期限", due, needed=True)
    dialog.add_day("closes_on", "截止日（没有就空着）", closes)
    dialog.fields.add("basis", "依据", basis, needed=True)
    dialog.fields.add("onward", "", onward)

    def keep() -> Saved:
        draft = TypedDates(month, due.value(), opens.value(), closes.value(), onward.isChecked(), basis.text().strip())
        return dates.set_dates(draft)

    dialog.keep = keep
    return dialog


def ask_dates(dates: FilingDateService, desk: Desk, parent: QWidget | None) -> bool:
    """Return whether dates were kept."""
    return bool(run(dates_dialog(dates, desk, parent)))
