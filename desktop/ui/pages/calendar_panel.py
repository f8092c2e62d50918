"""工作日历: the days off and the weekends worked of each year; a year nobody published yet is typed here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.calendar_year import CalendarDraft
from desktop.ui.desk import Desk
from desktop.ui.dialogs.calendar_dialog import calendar_dialog, spoken
from desktop.ui.dialogs.form_dialog import run
from desktop.ui.dialogs.reason_dialog import ask_reason
from desktop.ui.models.table_model import Column, TableModel
from desktop.ui.theme import button, words
from desktop.ui.widgets.table_view import TableView

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

Line = tuple[CalendarDraft, bool]


def _origin(line: Line) -> str:
    return "县里定的" if line[0].by_county else "自己填写" if line[1] else "程序自带"


def _off(line: Line) -> str:
    return "；".join(map(spoken, line[0].off))


def _working(line: Line) -> str:
    return "、".join(day.isoformat() for day in line[0].working)


COLUMNS: tuple[Column[Line], ...] = (
    Column("年度", lambda line: line[0].year, lambda year: f"{year}年", width=80),
    Column("由来", _origin, width=84),
    Column("放假", _off, width=430, tip=lambda line: "\n".join(map(spoken, line[0].off))),
    Column("调休上班", _working, width=260, tip=_working),
    Column("依据", lambda line: line[0].basis, width=300, tip=lambda line: line[0].basis),
)


class CalendarPanel(QWidget):
    """The years there are, latest first, and whether next year's is known."""

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._desk = services, desk
        self.model = TableModel(COLUMNS, self)
        self.table = TableView("工作日历")
        self.table.setModel(self.model)
        self.table.opened.connect(self._edit)
        self.void = QAction("作废自己填写的", self)
        self.void.triggered.connect(self._void)
        self.table.addAction(self.void)
        self.note = words("", "subtitle", wrap=True)
        self.add = button("填写一年", "primary")
        self.add.clicked.connect(self._add)
        head = QHBoxLayout()
        head.addWidget(self.note, 1)
        head.addWidget(self.add)
        hint = (
            "照国务院办公厅每年的放假通知填写，双击一年可以改；填写的一年代替程序自带的。"
            "申报窗口倒排、问题时限、走访日期都按这里算工作日。"
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 12, 0, 0)
        box.addLayout(head)
        box.addWidget(words(hint, "hint", wrap=True))
        box.addWidget(self.table, 1)

    def reload(self) -> None:
        """Read the years anew."""
        lines = self._services.calendars.years()
        self.model.set_rows(lines)
        missing = self._missing()
        known = {line[0].year for line in lines}
        self.note.setText(
            f"{missing}年的放假安排还没有，只按双休日计算。"
            if missing not in known
            else "本年和下一年的放假安排都已有。"
        )

    def _missing(self) -> int:
        """Return the year to be typed next: this one where it is not known, else the next."""
        known = {line[0].year for line in self.model.rows}
        this = self._desk.today().year
        return this if this not in known else this + 1

    def _add(self) -> None:
        self._ask(self._missing())

    def _edit(self, line: Line) -> None:
        self._ask(line[0].year)

    def _ask(self, year: int) -> None:
        draft = self._services.calendars.get(year)
        if run(calendar_dialog(self._services, draft, self)):
            self.reload()
            self._desk.say_kept(f"{year}年工作日历已保存")

    def _void(self) -> None:
        line = self.table.current_row()
        if not isinstance(line, tuple) or not line[1] or line[0].by_county:
            return
        year = line[0].year
        reason = ask_reason(self, "作废", f"自己填写的 {year} 年工作日历将作废；程序自带的有就恢复用程序的。")
        if reason is not None:
            self._services.calendars.void(year, reason)
            self.reload()
            self._desk.say_kept(f"{year}年工作日历已作废")
