"""The rows of the grid of figures: what was reported of one enterprise, and what follows from it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from desktop.domain.codes import LibraryStatus, Measure, Source
from desktop.domain.enterprise import EnterpriseRow
from desktop.domain.figure import FigureLine, FigureValue, growth, month_amount, progress
from desktop.domain.month import Month
from desktop.domain.problems import Problem
from desktop.services.steps.figure_questions import left

Values = Mapping[Measure, FigureValue]


def figure_line(row: EnterpriseRow, month: Month, kept: Mapping[str, Values], threshold: int) -> FigureLine:
    """Return the row of one enterprise in *month* out of what is *kept* of it by period; nothing is asked yet."""
    values, previous = kept.get(str(month), {}), kept.get(str(month.previous), {})
    before = kept.get(str(month.last_year), {})
    ytd, typed = values.get(Measure.MAIN_REVENUE_YTD), values.get(Measure.MAIN_REVENUE_MONTH)
    stored = amount_of(before.get(Measure.MAIN_REVENUE_YTD))
    derived = month_amount(amount_of(ytd), amount_of(previous.get(Measure.MAIN_REVENUE_YTD)), month)
    last = amount_of(values.get(Measure.MAIN_REVENUE_YTD_LAST))
    ytd_last = stored if last is None else last
    return FigureLine(
        enterprise=row.uid,
        name=row.name,
        credit_code=row.credit_code,
        township=row.township,
        values=values,
        previous=previous,
        month_revenue=derived if typed is None else typed.amount,
        month_derived=typed is None and derived is not None,
        ytd_last=ytd_last,
        ytd_last_stored=stored,
        growth=growth(amount_of(ytd), ytd_last),
        progress=_progress(row, amount_of(ytd), threshold),
        problems=(),
    )


def answered(line: FigureLine, asked: Sequence[Problem], reasons: Mapping[Measure, str]) -> FigureLine:
    """Return *line* with what is asked about it and not answered by *reasons*."""
    return replace(line, problems=left(asked, reasons), answers=reasons) if asked else line


def _progress(row: EnterpriseRow, ytd: int | None, threshold: int) -> Decimal | None:
    return None if row.library_status is LibraryStatus.ADMITTED else progress(ytd, threshold)


def figure_point(month: Month, kept: Mapping[str, Values]) -> tuple[Month, int | None, Source | None]:
    """Return the month's own revenue out of what is *kept* of an enterprise by period, and where it comes from."""
    values = kept.get(str(month), {})
    typed, ytd = values.get(Measure.MAIN_REVENUE_MONTH), values.get(Measure.MAIN_REVENUE_YTD)
    if typed is not None:
        return month, typed.amount, typed.source
    before = kept.get(str(month.previous), {}).get(Measure.MAIN_REVENUE_YTD)
    return month, month_amount(amount_of(ytd), amount_of(before), month), ytd.source if ytd else None


def amount_of(value: FigureValue | None) -> int | None:
    """Return the bare amount, None where nothing was reported."""
    return None if value is None else value.amount


def amounts_of(values: Values) -> dict[Measure, int]:
    """Return the bare amounts of *values*."""
    return {measure: value.amount for measure, value in values.items()}
