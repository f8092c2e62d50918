"""The columns of the county's look at a month: what counts of each enterprise, who told it and what waits."""

from collections.abc import Callable, Sequence

from desktop.domain.codes import Measure
from desktop.domain.county import CountyLine
from desktop.domain.figure import MONTHLY
from desktop.domain.month import Month
from desktop.ui.models.table_model import RIGHT, Column
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.units import unit_word
from desktop.wording.words_county import TO_CHECK, told_words

ADOPTED = "采用 "
_TITLES: tuple[tuple[Measure, str, int], ...] = (
    (Measure.MAIN_REVENUE_MONTH, "当月", 112),
    (Measure.MAIN_REVENUE_YTD, "累计", 124),
    (Measure.MAIN_REVENUE_YTD_LAST, "同期", 112),
    (Measure.VAT_SALES_YTD, "增值税销售额", 156),
    (Measure.OUTPUT_YTD, "产值", 112),
    (Measure.ELECTRICITY_YTD, "用电量", 136),
    (Measure.TAX_YTD, "税收", 104),
    (Measure.PROFIT_YTD, "利润", 104),
    (Measure.STAFF, "从业人员", 104),
)
MEASURED = tuple(measure for measure, _, _ in _TITLES)
FIRST = 3
"""How many columns stand before the first measure."""


def columns(names: Callable[[], dict[str, str]], county: str) -> tuple[Column[CountyLine], ...]:
    """Return the columns; *names* gives the name of each office, *county* is the own unit."""

    def units(line: CountyLine) -> str:
        told = sorted({unit for said in line.cells.said.values() for unit in said.told} - {county})
        return "、".join(names().get(unit, unit) for unit in told)

    return (
        Column("企业", lambda line: line.line.name, width=200, tip=lambda line: line.line.name),
        Column("乡镇", lambda line: line.line.township, width=84),
        Column("主管部门", lambda line: line.department, width=96),
        *(_measured(measure, title, width) for measure, title, width in _TITLES),
        Column("同比", lambda line: line.line.growth, shown.percent, RIGHT, 72),
        Column("谁报的", units, width=170, tip=units),
    )


def measure_at(place: int) -> Measure | None:
    """Return the measure of the column *place*, None for the others."""
    return MEASURED[place - FIRST] if FIRST <= place < FIRST + len(MEASURED) else None


def story(line: CountyLine, month: Month, names: dict[str, str], county: str) -> str:
    """Return every office's word about each figure of the enterprise, the county's adopted value first."""
    lines = [line.line.name, shown.month(month)]
    for measure in MONTHLY:
        said = line.cells.said.get(measure)
        if said is not None:
            waits = f"　{TO_CHECK}" if measure in line.open else ""
            lines += ["", f"{label(measure)}{waits}", *told_words(measure, said, names, county)]
        elif measure in line.open:
            lines += ["", f"{label(measure)}　{TO_CHECK}", "由别的待核对的数推算，核对好了才有"]
    return "\n".join(lines if line.cells.said else [*lines, "", "还没有单位报这个月的数。"])


def _measured(measure: Measure, title: str, width: int) -> Column[CountyLine]:
    return Column(
        f"{title}（{unit_word(measure)}）",
        lambda line: _cell(line, measure),
        _text(measure),
        RIGHT,
        width,
        tone=lambda line: "soon" if measure in line.open else "good" if measure in line.adopted else "",
    )


class _Cell(int):
    """An amount that knows whether it was adopted or waits, so that it sorts as a number and reads as words."""

    adopted: bool = False
    waits: bool = False


def _cell(line: CountyLine, measure: Measure) -> _Cell | None:
    amount = line.amount(measure)
    if measure not in line.open and amount is None:
        return None
    cell = _Cell(amount or 0)
    cell.adopted, cell.waits = measure in line.adopted, measure in line.open
    return cell


def _text(measure: Measure) -> Callable[[object], str]:
    def text(value: object) -> str:
        if not isinstance(value, _Cell):
            return shown.amount(measure, None)
        if value.waits:
            return TO_CHECK
        return f"{ADOPTED if value.adopted else ''}{shown.amount(measure, int(value))}"

    return text


def groups(lines: Sequence[CountyLine]) -> dict[str, list[CountyLine]]:
    """Return the rows behind each filter."""
    ytd = Measure.MAIN_REVENUE_YTD
    return {
        "all": list(lines),
        "open": [line for line in lines if line.open],
        "adopted": [line for line in lines if line.adopted],
        "unreported": [line for line in lines if ytd not in line.cells.said],
    }
