"""The year's forms at a glance: months down, forms across, each cell saying where it stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.codes import FilingKind, FilingState
from desktop.domain.filing import FilingCell, FormHead
from desktop.domain.filing_calendar import Stage, Timing
from desktop.domain.filing_rates import FilingRates
from desktop.domain.filing_round import LOCKED
from desktop.domain.month import Month
from desktop.ui.models.table_model import Column, TableModel
from desktop.ui.theme import button, words
from desktop.ui.widgets.table_view import TableView
from desktop.wording import shown
from desktop.wording.filing_words import rates_words
from desktop.wording.labels import label
from desktop.wording.words_filing import dates_words, timing_words

_MADE = {FilingState.READY: "已生成，未交接", FilingState.DRAFT: "草稿"}
NOT_FILED = "不用报"
_TONES = {
    "有疑问": "soon",
    "已报": "good",
    "零报告": "good",
    "已接收": "good",
    "已退回": "late",
    "未到": "off",
    "草稿": "soon",
}
_BEFORE = 3  # columns before those of the forms
_NEAR = {Stage.SOON: "soon", Stage.LATE: "late", Stage.CLOSED: "late", Stage.FUTURE: "off", Stage.RUNNING: "off"}


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One month with the cell of each form, in the order of the forms; None where the form is not filed."""

    month: Month
    cells: tuple[FilingCell | None, ...]
    timing: Timing
    at_rest: str  # why its day does not press any more, empty where it does


def state_words(cell: FilingCell, now: Month) -> str:
    """Return where one form of one month stands, as of the month *now*."""
    if cell.latest is not None:
        state = _MADE.get(cell.latest.state, label(cell.latest.state))
        kinds = {FilingKind.NOTHING: "零报告 ", FilingKind.CORRECTION: f"更正第{cell.latest.correction}次 "}
        kind = kinds.get(cell.latest.kind, "")
        changed = "，之后有改动" if cell.changed_since else ""
        return f"{kind}{state}（第{cell.latest.round}次）{changed}"
    if cell.month > now:
        return "未到"
    if not cell.rows:
        return "本月无记录"
    if cell.untouched:
        return "未填"
    return f"有疑问（{cell.asked} 户）" if cell.asked else "可报"


def up_to_date(cell: FilingCell) -> bool:
    """Return whether the last round of *cell* is good as it is: making it again would say the same."""
    again = {FilingState.DRAFT, FilingState.RETURNED}
    return cell.latest is not None and cell.latest.state not in again and not cell.changed_since


def tone_of(text: str) -> str:
    """Return the colour of a state; the words say the same."""
    if text.endswith("之后有改动"):
        return "soon"
    return next((tone for start, tone in _TONES.items() if text.startswith(start)), "")


def _at_rest(cells: Collection[FilingCell], timing: Timing, since: date) -> str:
    if all(cell.latest is not None and cell.latest.state in LOCKED for cell in cells):
        return "已报"
    untouched = all(cell.latest is None for cell in cells)
    return "建账以前" if untouched and timing.dates.due_on < since else ""


def _near(row: MonthRow) -> str:
    return row.at_rest or timing_words(row.timing)


def _near_tone(row: MonthRow) -> str:
    return "off" if row.at_rest else _NEAR.get(row.timing.stage, "")


class FilingBoard(QWidget):
    """`chosen` carries the month and the form of the cell that was opened."""

    chosen = Signal(object, str)
    year_wanted = Signal(int)
    all_wanted = Signal()
    papers_wanted = Signal()
    report_wanted = Signal()
    verify_wanted = Signal()
    dates_wanted = Signal()

    def __init__(self, forms: Sequence[FormHead], now: Month, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.forms = tuple(forms)
        self._now = now
        self._year = now.year
        self.model = TableModel(self._columns(), self)
        self.table = TableView("各月报表")
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.table.opened.connect(self._open)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.title = words("", "title")
        self.make_all = button("", "primary")
        self.make_all.clicked.connect(self.all_wanted)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.addLayout(self._build_head())
        self.rates = words("", wrap=True)
        box.addWidget(self.rates)
        box.addWidget(words("双击或按回车打开一张表：先看要核实的，再生成、打印、登记交接。", "hint"))
        box.addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    def _build_head(self) -> QHBoxLayout:
        earlier, later = button("‹", "flat", tip="上一年"), button("›", "flat", tip="下一年")
        earlier.setAccessibleName("上一年")
        later.setAccessibleName("下一年")
        earlier.clicked.connect(self._back)
        later.clicked.connect(self._on)
        row = QHBoxLayout()
        for part in (self.title, earlier, later):
            row.addWidget(part)
        row.addStretch()
        self.report = button("本月工作情况", tip="三段文字，按台账起草，可以改、复制、印成 PDF")
        self.report.clicked.connect(self.report_wanted)
        self.papers = button("打印其他表", tip="不按月报送、用时才印的表：基础库、名册、台账、名单，填好的和空白的")
        self.papers.clicked.connect(self.papers_wanted)
        self.verify = button("核对纸件", tip="输入或扫描纸上的核对码，看与台账是否相符")
        self.dates = button("报送日期", tip="按县里的通知填写这个月的报送期限")
        self.verify.clicked.connect(self.verify_wanted)
        self.dates.clicked.connect(self.dates_wanted)
        for press in (self.verify, self.dates, self.report, self.papers, self.make_all):
            row.addWidget(press)
        return row

    def _columns(self) -> tuple[Column[MonthRow], ...]:
        columns = [
            Column[MonthRow]("所属期", lambda row: row.month, shown.month, width=130),
            Column[MonthRow](
                "报送期限",
                lambda row: row.timing.dates.due_on,
                shown.day,
                width=100,
                tip=lambda row: dates_words(row.timing.dates),
            ),
            Column[MonthRow]("现在", _near, width=150, tone=_near_tone),
        ]
        return (*columns, *(self._column(place, form) for place, form in enumerate(self.forms)))

    def _column(self, place: int, form: FormHead) -> Column[MonthRow]:
        def said(row: MonthRow) -> str:
            cell = row.cells[place]
            return NOT_FILED if cell is None else state_words(cell, self._now)

        return Column(form.title, said, width=230, tone=lambda row: tone_of(said(row)))

    def offer(self, forms: Sequence[FormHead]) -> None:
        """Let these be the columns, where they are others than before."""
        if tuple(forms) != self.forms:
            self.forms = tuple(forms)
            self.model = TableModel(self._columns(), self)
            self.table.setModel(self.model)

    def show_year(
        self,
        year: int,
        cells: Sequence[FilingCell],
        month: Month,
        *,
        timings: Mapping[Month, Timing],
        rates: FilingRates,
        since: date,
        unknown: Sequence[int] = (),
    ) -> None:
        """Show the *cells* of *year* with the cursor on *month*, when each is due, and the year's *rates*.

        What was due before the ledger was begun (*since*) is not called late; the holidays of the years *unknown* are
        not entered yet.
        """
        self._year = year
        self.title.setText(f"报表　{year}年")
        self.make_all.setText(f"生成 {shown.month(month)} 全部报表")
        by_month: dict[Month, dict[str, FilingCell]] = {}
        for cell in cells:
            by_month.setdefault(cell.month, {})[cell.form] = cell
        rows = [
            MonthRow(
                each,
                tuple(by_form.get(form.id) for form in self.forms),
                timings[each],
                _at_rest(by_form.values(), timings[each], since),
            )
            for each, by_form in sorted(by_month.items())
        ]
        doubt = "".join(f"　{each}年节假日还没有录入，期限只按双休日推算。" for each in unknown)
        self.rates.setText(rates_words(year, rates) + doubt)
        at = self.table.currentIndex()
        self.model.set_rows(rows)
        place = next((number for number, row in enumerate(rows) if row.month == month), 0)
        self.table.setCurrentIndex(self.model.index(place, max(at.column(), _BEFORE)))
        self.table.scrollTo(self.table.currentIndex())

    def text_at(self, month: Month, form: str) -> str:
        """Return what the cell of *month* and *form* says."""
        column = _BEFORE + next(place for place, each in enumerate(self.forms) if each.id == form)
        row = next(place for place, each in enumerate(self.model.rows) if each.month == month)
        return str(self.model.index(row, column).data(Qt.ItemDataRole.DisplayRole))

    def _open(self, row: MonthRow) -> None:
        place = max(self.table.currentIndex().column() - _BEFORE, 0)
        if row.cells[place] is not None:
            self.chosen.emit(row.month, self.forms[place].id)

    def _back(self) -> None:
        self.year_wanted.emit(self._year - 1)

    def _on(self) -> None:
        self.year_wanted.emit(self._year + 1)
