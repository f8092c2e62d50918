"""The columns of the grid of monthly figures (月度数据): what each shows and in which unit it is typed."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from desktop.domain.codes import Measure, Obtained, Source
from desktop.domain.figure import MEASURES, FigureLine, FigureValue
from desktop.domain.money import Scale
from desktop.domain.month import Month
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.units import shown_scale, unit_word

MIXED = "不一致"


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """One column: a *measure* to type, a *choice* of codes for the row, or a value worked out from others."""

    title: str
    unit: str = ""
    measure: Measure | None = None
    choice: type[Source] | type[Obtained] | None = None
    derived: Callable[[FigureLine], Decimal | None] | None = None
    width: int = 96

    @property
    def typed(self) -> bool:
        """Whether a person may type here."""
        return self.derived is None

    def heading(self, month: Month) -> str:
        """Return the heading with its unit below; February's own amount is that of January and February."""
        title = "1—2月" if self.measure is Measure.MAIN_REVENUE_MONTH and month.number == 2 else self.title
        return f"{title}\n({self.unit})" if self.unit else title


def _figure(title: str, measure: Measure, width: int = 86) -> FigureColumn:
    return FigureColumn(title, unit_word(measure), measure, width=width)


COLUMNS: tuple[FigureColumn, ...] = (
    _figure("当月", Measure.MAIN_REVENUE_MONTH),
    _figure("累计", Measure.MAIN_REVENUE_YTD),
    _figure("同期", Measure.MAIN_REVENUE_YTD_LAST),
    FigureColumn("同比", "%", derived=lambda line: line.growth, width=58),
    FigureColumn("进度", "%", derived=lambda line: line.progress, width=58),
    _figure("增值税销售额", Measure.VAT_SALES_YTD, 100),
    _figure("产值", Measure.OUTPUT_YTD),
    _figure("用电量", Measure.ELECTRICITY_YTD, 92),
    _figure("税收", Measure.TAX_YTD, 78),
    _figure("利润", Measure.PROFIT_YTD, 78),
    _figure("从业人员", Measure.STAFF, 72),
    FigureColumn("数据口径", choice=Source, width=104),
    FigureColumn("取得方式", choice=Obtained, width=84),
)


def scale_of(measure: Measure) -> Scale:
    """Return the scale a bare number in the column of *measure* is read in: the one its heading names."""
    return shown_scale(measure)


def exact(measure: Measure, amount: int) -> str:
    """Return *amount* in its column's unit with every digit it has and no separators: what is edited and copied."""
    number = Decimal(amount) / (scale_of(measure).factor * 10 ** MEASURES[measure].places)
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def worked_out(column: FigureColumn, line: FigureLine) -> int | None:
    """Return the amount an empty cell may show because it follows from others: 当月 from 累计, 同期 from last year."""
    if column.measure is Measure.MAIN_REVENUE_MONTH:
        return line.month_revenue
    if column.measure is Measure.MAIN_REVENUE_YTD_LAST:
        return line.ytd_last
    return None


def text_of(column: FigureColumn, line: FigureLine) -> str:
    """Return what the cell shows; an empty one says that nothing was reported, never 0."""
    if column.derived is not None:
        return shown.percent(column.derived(line)).removesuffix("%")
    if column.choice is not None:
        return _choice_text(column.choice, line)
    if column.measure is None:
        return ""
    value = line.values.get(column.measure)
    amount = value.amount if value is not None else worked_out(column, line)
    return shown.amount(column.measure, amount)


def copied(column: FigureColumn, line: FigureLine) -> str:
    """Return what the cell gives to the clipboard: the exact number, or nothing where nothing was reported."""
    if column.measure is None:
        text = text_of(column, line)
        return "" if text == shown.DASH else text
    value = line.values.get(column.measure)
    amount = value.amount if value is not None else worked_out(column, line)
    return "" if amount is None else exact(column.measure, amount)


def said(measure: Measure, value: FigureValue) -> str:
    """Return a figure in words: amount with unit, source and how it was obtained."""
    about = [label(value.source), label(value.obtained), value.given_by]
    return f"{shown.amount(measure, value.amount, unit=True)}（{'，'.join(word for word in about if word)}）"


def _choice_text(choice: type[Source] | type[Obtained], line: FigureLine) -> str:
    if not line.values:
        return ""
    found = line.source if choice is Source else line.obtained
    return label(found) if found is not None else MIXED
