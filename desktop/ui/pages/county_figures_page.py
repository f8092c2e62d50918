"""月度数据 at the county: what counts of every enterprise, who told it, what waits to be checked, and the sums."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.codes import Measure
from desktop.domain.county import CountyLine
from desktop.domain.enterprise import EnterpriseFilter
from desktop.domain.question import FigureQuestion
from desktop.ui.desk import Desk
from desktop.ui.dialogs.lead_dialog import lead_dialog
from desktop.ui.dialogs.papers_action import COUNTY_PAPERS, PapersAction
from desktop.ui.dialogs.settle_dialog import settle_dialog
from desktop.ui.letter_writing import unit_names
from desktop.ui.models.county_columns import FIRST, MEASURED, columns, groups, measure_at, story
from desktop.ui.models.question_lines import Questions
from desktop.ui.page import Page
from desktop.ui.pages.ledger_tab import LedgerTab
from desktop.ui.theme import words
from desktop.ui.widgets.chip_bar import ChipBar
from desktop.ui.widgets.deed_button import deed_button
from desktop.ui.widgets.inputs import ChoiceBox
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.words_county import sum_words

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_EMPTY = "没有这样的企业，或者还没有收到各单位的包。各单位的数在“交换—收包”里读入。"
_CHIPS = (("all", "全部"), ("open", "待核对"), ("adopted", "县里采用"), ("unreported", "未报"))
_YTD = Measure.MAIN_REVENUE_YTD
_SUMMED = (Measure.MAIN_REVENUE_MONTH, _YTD, Measure.MAIN_REVENUE_YTD_LAST, Measure.ELECTRICITY_YTD)


class CountyFiguresTab(LedgerTab[CountyLine]):
    """The enterprises in the window's month; a unit's word is never changed here, only adopted or not."""

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        self._names: dict[str, str] = {}
        self._county = services.settings.workspace().unit
        shown_columns = columns(lambda: self._names, self._county)
        super().__init__(services, desk, "全县月度数据", shown_columns, _EMPTY, parent)
        self.by: ChoiceBox[str] = ChoiceBox((), blank="采用的（全县）")
        self.by.setAccessibleName("看谁的数")
        self.chips = ChipBar(_CHIPS, "显示哪些企业")
        self.chips.choose("all")
        self.text = QLineEdit()
        self.text.setAccessibleName("查找企业")
        self.text.setPlaceholderText("企业名称、拼音首字母、代码")
        self.text.setClearButtonEnabled(True)
        self.text.setMaximumWidth(240)
        self.sums = words("", "hint", wrap=True)
        for part in (QLabel("看谁的数"), self.by, self.chips, self.text):
            self.filters.addWidget(part)
        self.filters.addStretch()
        self.split.setSizes([900, 300])
        self.layout().addWidget(self.sums)  # type: ignore[union-attr]  # the tab has one
        self.adopt = self.deed("采用…", self._adopt, "primary")
        self.lead = self.deed("字段归口…", self._lead)
        self.firm = self.deed("打开企业", self._open_firm)
        self.papers = PapersAction("打印汇总表…", self, services, desk, COUNTY_PAPERS)
        self.head.addWidget(deed_button(self.papers))
        self.by.currentIndexChanged.connect(self.reload)
        self.chips.chosen.connect(self.reload)
        self.text.textChanged.connect(self.reload)
        self.table.opened.connect(self._open)
        self.table.selectionModel().currentColumnChanged.connect(self.show_current)

    @override
    @Slot()
    def reload(self) -> None:
        month, service = self.desk.month(), self.services.county_figures
        self._names = dict(unit_names(self.services))
        self._offer(dict(service.units(month)))
        query = EnterpriseFilter(text=self.text.text().strip())
        found = groups(service.lines(month, query, by=self.by.value() or ""))
        self.chips.show_counts({code: len(rows) for code, rows in found.items()})
        rows = found[self.chips.choice or "all"]
        whose = "采用的数" if not self.by.value() else f"{self.by.currentText()}报的数"
        self.show_rows(rows, f"{shown.month(month)}　{len(rows)} 户，{whose}", lambda line: line.line.enterprise)
        sums = service.sums(rows)
        told = [each for each in _SUMMED if sums[each].counted or sums[each].open]
        self.sums.setText("合计　" + "；".join(f"{label(each)} {sum_words(each, sums[each])}" for each in told))
        self.sums.setVisible(bool(told))

    @override
    def describe(self, row: CountyLine) -> str:
        return story(row, self.desk.month(), self._names, self._county)

    @override
    def judge(self, row: CountyLine | None) -> None:
        self.adopt.setEnabled(row is not None and self._wanted(row) is not None)
        self.firm.setEnabled(row is not None)

    def show_enterprise(self, uid: str, field: str = "") -> None:
        """Put the cursor on the figure *field* of an enterprise, whatever was filtered."""
        self.text.clear()
        self.chips.choose("all")
        self.by.setCurrentIndex(0)
        self.reload()
        if self.select(uid, lambda line: line.line.enterprise):
            measured = (place for place, each in enumerate(MEASURED, FIRST) if each.value == field)
            place = next(measured, FIRST + MEASURED.index(_YTD))
            self.table.setCurrentIndex(self.model.index(self.table.currentIndex().row(), place))
            self.table.setFocus()

    def _offer(self, units: dict[str, str]) -> None:
        """Offer the offices that told something this month; who was looked at stays if she is still there."""
        chosen = self.by.value()
        self.by.blockSignals(True)
        self.by.offer(tuple(unit for unit in units if unit != self._county), lambda unit: units[unit])
        place = [*(unit for unit in units if unit != self._county)].index(chosen) + 1 if chosen in units else 0
        self.by.setCurrentIndex(place)
        self.by.blockSignals(False)

    def _wanted(self, row: CountyLine) -> Measure | None:
        """Return the figure the cursor is on where a unit told it, else the first one that waits."""
        at = measure_at(self.table.currentIndex().column())
        told = [each for each, said in row.cells.said.items() if set(said.told) - {self._county}]
        if at in told:
            return at
        return next((each for each in MEASURED if each in told and each in row.open), None)

    def _open(self, row: object) -> None:
        if isinstance(row, CountyLine) and self._wanted(row) is not None:
            self._adopt()

    def _adopt(self) -> None:
        row = self.table.current_row()
        measure = None if row is None else self._wanted(row)
        if row is None or measure is None:
            return
        month = str(self.desk.month())
        told = self.services.letters.questions.told(row.line.enterprise, month, measure)
        units = tuple(unit for unit in told if unit != self._county)
        line = Questions(self.services).of_figure(FigureQuestion(row.line.enterprise, month, measure.value, units))
        self.run(settle_dialog(self.services, self.desk, line, self), "已记下采用的数")

    def _lead(self) -> None:
        row = self.table.current_row()
        measure = measure_at(self.table.currentIndex().column()) if row is not None else None
        self.run(lead_dialog(self.services, measure or _YTD, self), "字段归口已保存")

    def _open_firm(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.linked.emit("enterprises", row.line.enterprise)


class CountyFiguresPage(Page):
    """`open` takes `open:`, `unreported:`, or an enterprise (`uid` or `uid:measure`)."""

    key = "figures"
    title = "月度数据"

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(services, desk, parent)
        self.tab = CountyFiguresTab(services, desk)
        self.tab.linked.connect(self.open_requested)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.addWidget(words("全县月度数据", "title"))
        box.addWidget(self.tab, 1)
        self.setFocusProxy(self.tab)

    @override
    @Slot()
    def reload(self) -> None:
        self.tab.reload()

    @override
    def open(self, argument: str) -> None:
        head, _, field = argument.partition(":")
        if head in dict(_CHIPS):
            self.tab.chips.choose(head)
        elif head:
            self.tab.show_enterprise(head, field)
