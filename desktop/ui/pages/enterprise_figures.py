"""The figures of one enterprise over two years: a picture, and the table behind it (经营数据)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from desktop.domain.codes import Measure, Source
from desktop.domain.figure import FigureValue, growth
from desktop.domain.money import Scale
from desktop.domain.month import Month
from desktop.ui.models.table_model import RIGHT, Column, TableModel
from desktop.ui.theme import words
from desktop.ui.widgets.line_chart import ChartLine, LineChart
from desktop.ui.widgets.table_view import TableView
from desktop.wording import shown
from desktop.wording.labels import label

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.figures import FigureService

MONTHS = 22  # two years: there is no January
_AXIS = ("1—2月", *(f"{number}月" for number in range(3, 13)))
_TABLED = (
    Measure.MAIN_REVENUE_YTD,
    Measure.VAT_SALES_YTD,
    Measure.OUTPUT_YTD,
    Measure.ELECTRICITY_YTD,
    Measure.TAX_YTD,
    Measure.PROFIT_YTD,
    Measure.STAFF,
)
_READ = (*_TABLED, Measure.MAIN_REVENUE_YTD_LAST)
_WITH_BASE = MONTHS + 11  # a year more, to compare the oldest with
_HINT = "指向图上的点或按左右方向键，看该月数额和口径；没报的月份留空。"

Point = tuple[Month, "int | None", "Source | None"]


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """One month of one enterprise as the table shows it; *growth* is of the cumulative revenue."""

    month: Month
    revenue: int | None
    growth: Decimal | None
    values: Mapping[Measure, FigureValue]

    @property
    def sources(self) -> str:
        """Which tables the figures come from, each named once."""
        return "、".join(dict.fromkeys(label(value.source) for value in self.values.values()))

    @property
    def ways(self) -> str:
        """How the figures were obtained, each way named once."""
        return "、".join(dict.fromkeys(label(value.obtained) for value in self.values.values()))


class EnterpriseFigures(QWidget):
    """A line of this year against last year's, and every figure of the last 24 months with its source."""

    def __init__(self, figures: FigureService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures = figures
        self.chart = LineChart("万元", Scale.TEN_THOUSAND.factor * 100, self)
        self.chart.setAccessibleName("当月主营业务收入，本年与上年")
        self.readout = words(_HINT, "hint", wrap=True)
        self.readout.setMinimumHeight(36)
        self.chart.pointed.connect(self.readout.setText)
        self.model = TableModel(_columns(), self)
        self.table = TableView("经营数据", self)
        self.table.setModel(self.model)
        self._build_layout()

    def show_enterprise(self, uid: str, until: Month) -> None:
        """Show the figures of the enterprise *uid* up to the month *until*."""
        points = self._figures.series(uid, until, MONTHS)
        self.readout.setText(_HINT)
        self.chart.show_lines(_AXIS, [_line(points, until.year), _line(points, until.year - 1)])
        values = {measure: dict(self._figures.last_values(uid, measure, until, _WITH_BASE)) for measure in _READ}
        self.model.set_rows(_rows(points, values))

    def _build_layout(self) -> None:
        top = QWidget(self)
        upper = QVBoxLayout(top)
        upper.setContentsMargins(0, 8, 0, 0)
        upper.addWidget(words("当月主营业务收入", "subtitle"))
        upper.addWidget(self.chart, 1)
        upper.addWidget(self.readout)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.addWidget(top)
        split.addWidget(self.table)
        split.setChildrenCollapsible(False)
        split.setSizes([290, 290])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)


def _line(points: Sequence[Point], year: int) -> ChartLine:
    own = [point for point in points if point[0].year == year and point[1] is not None]
    return ChartLine(
        name=f"{year}年",
        values={month.number - 2: amount for month, amount, _ in own if amount is not None},
        tips={month.number - 2: _tip(month, amount, source) for month, amount, source in own},
    )


def _tip(month: Month, amount: int | None, source: Source | None) -> str:
    told = f"数据口径：{label(source)}" if source else "数据口径：不一致或未注明"
    return f"{shown.month(month)}　当月 {shown.money(amount)} 万元　{told}"


def _rows(points: Sequence[Point], values: Mapping[Measure, Mapping[Month, FigureValue | None]]) -> list[MonthFigures]:
    ytd, typed = values[Measure.MAIN_REVENUE_YTD], values[Measure.MAIN_REVENUE_YTD_LAST]
    rows = []
    for month, revenue, _ in sorted(points, reverse=True):
        found = {measure: value for measure in _TABLED if (value := values[measure].get(month)) is not None}
        now, then = ytd.get(month), typed.get(month) or ytd.get(month.last_year)
        grown = growth(now.amount if now else None, then.amount if then else None)
        rows.append(MonthFigures(month, revenue, grown, found))
    return rows


def _columns() -> tuple[Column[MonthFigures], ...]:
    return (
        Column("所属期", lambda row: row.month, shown.month, width=104),
        Column("当月收入（万元）", lambda row: row.revenue, shown.money, RIGHT, width=120),
        *(_measure_column(measure) for measure in _TABLED[:1]),
        Column("累计同比", lambda row: row.growth, shown.percent, RIGHT, width=76),
        *(_measure_column(measure) for measure in _TABLED[1:]),
        Column("数据口径", lambda row: row.sources, width=110),
        Column("取得方式", lambda row: row.ways, width=110),
    )


_HEADINGS = {
    Measure.MAIN_REVENUE_YTD: "累计收入（万元）",
    Measure.VAT_SALES_YTD: "增值税销售额累计（万元）",
    Measure.OUTPUT_YTD: "工业产值累计（万元）",
    Measure.ELECTRICITY_YTD: "用电累计（万千瓦时）",
    Measure.TAX_YTD: "税收累计（万元）",
    Measure.PROFIT_YTD: "利润累计（万元）",
    Measure.STAFF: "从业人员（人）",
}


def _measure_column(measure: Measure) -> Column[MonthFigures]:
    def value(row: MonthFigures) -> int | None:
        found = row.values.get(measure)
        return None if found is None else found.amount

    def text(amount: int | None) -> str:
        return shown.amount(measure, amount)

    def tip(row: MonthFigures) -> str:
        found = row.values.get(measure)
        if found is None:
            return shown.BLANK
        given = f"，提供人：{found.given_by}" if found.given_by else ""
        return f"{label(found.source)}，{label(found.obtained)}，{found.on.isoformat()} 取得{given}"

    heading = _HEADINGS[measure]
    return Column(heading, value, text, RIGHT, width=24 + 13 * len(heading), tip=tip)
