"""A day typed the way people type it, or picked from a calendar."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from desktop.ui.theme import button

_FULL = re.compile(r"([0-9]{4})\D+([0-9]{1,2})\D+([0-9]{1,2})\D*")
_SHORT = re.compile(r"([0-9]{1,2})\D+([0-9]{1,2})\D*")
_SOLID = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_WORDS = {"今天": 0, "昨天": -1, "前天": -2, "明天": 1, "后天": 2}


def read_day(text: str, today: date) -> date | None:
    """Return the day that *text* names (2026-10-05, 2026.10.5, 20261005, 10-5, 10月5日, 今天, 昨天), or None.

    A month and a day alone mean those of the year of *today*.
    """
    folded = unicodedata.normalize("NFKC", text).strip()
    if folded in _WORDS:
        return today + timedelta(days=_WORDS[folded])
    match = _FULL.fullmatch(folded) or _SOLID.fullmatch(folded)
    if match is not None:
        year, month, day = (int(part) for part in match.groups())
    elif (match := _SHORT.fullmatch(folded)) is not None:
        year, month, day = today.year, int(match[1]), int(match[2])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:  # a thirteenth month or the 31st of June
        return None


class DayEdit(QWidget):
    """A day, or None; *today* gives the day that 今天 means. Up and Down move by a day.

    What cannot be read stays on screen and `unreadable` is true, so that a form can refuse it and nothing is lost.
    """

    changed = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._calendar: QCalendarWidget | None = None
        self.line = QLineEdit()
        self.line.setPlaceholderText("如 2026-10-05、10-5、今天")
        self.line.setMinimumWidth(112)
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self.changed)
        self.line.editingFinished.connect(self._tidy)
        self._open = button("日历", "flat", tip="从日历里选")
        self._open.clicked.connect(self._pop_up)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(self._open)
        self.setFocusProxy(self.line)

    @override
    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)
        self._open.setAccessibleName(f"{name}：日历")

    def value(self) -> date | None:
        """Return the day, or None where nothing readable stands."""
        return read_day(self.line.text(), self._today())

    @property
    def unreadable(self) -> bool:
        """True where something stands that names no day."""
        return bool(self.line.text().strip()) and self.value() is None

    def text(self) -> str:
        """Return what stands in the field, as typed."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Put back what was typed before."""
        self.line.setText(text)

    def set_value(self, day: date | None) -> None:
        """Show *day*, or nothing."""
        self.line.setText("" if day is None else day.isoformat())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self.set_value((self.value() or self._today()) + timedelta(days=step if self.value() else 0))
                return True
        return super().eventFilter(watched, event)

    def _tidy(self) -> None:
        day = self.value()
        if day is not None and self.line.text() != day.isoformat():
            self.set_value(day)

    def _pop_up(self) -> None:
        if self._calendar is None:
            self._calendar = self._build_calendar()
        day = self.value() or self._today()
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self._calendar.move(self.line.mapToGlobal(QPoint(0, self.line.height() + 2)))
        self._calendar.show()
        self._calendar.setFocus()

    def _build_calendar(self) -> QCalendarWidget:
        calendar = QCalendarWidget(self)
        calendar.setWindowFlag(Qt.WindowType.Popup)
        calendar.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.activated.connect(self._picked)
        calendar.clicked.connect(self._picked)
        return calendar

    def _picked(self, day: QDate) -> None:
        self.set_value(date(day.year(), day.month(), day.day()))
        if self._calendar is not None:
            self._calendar.hide()
        self.line.setFocus()
