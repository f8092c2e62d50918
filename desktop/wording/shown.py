"""How amounts, months, days and the values of the journal are shown."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from desktop.domain import figure
from desktop.domain.change import Value
from desktop.domain.codes import (
    Delivery,
    Dimension,
    EnterpriseKind,
    LibraryStatus,
    Measure,
    Obtained,
    OperatingStatus,
    Source,
    Subject,
    TargetMeasure,
    Tier,
    UnitKind,
    VisitMode,
    VisitPurpose,
)
from desktop.domain.figure import MEASURES
from desktop.domain.money import Scale, from_plain, show
from desktop.domain.month import Month
from desktop.wording import (
    words_admission,
    words_filing,
    words_issue,
    words_library,
    words_permit,
    words_policy,
    words_project,
    words_recognition,
    words_retention,
    words_visit,
)
from desktop.wording.labels import label_of
from desktop.wording.units import shown_scale, unit_word

BLANK = "未报"
DASH = "—"

_EMPTY = "（空）"
_ERASED, _WITHHELD = "（已依法删除）", "（对方的包没有带来）"

# which kind of code a field of the journal holds
_CODES: Mapping[tuple[Subject, str], type[StrEnum]] = {
    (Subject.ENTERPRISE, "kind"): EnterpriseKind,
    (Subject.ENTERPRISE, "status"): OperatingStatus,
    (Subject.ENTERPRISE, "library_status"): LibraryStatus,
    (Subject.ASSIGNMENT, "dimension"): Dimension,
    (Subject.TIER, "tier"): Tier,
    (Subject.VISIT, "mode"): VisitMode,
    (Subject.VISIT, "purposes"): VisitPurpose,
    (Subject.VISIT, "deliveries"): Delivery,
    (Subject.TARGET, "measure"): TargetMeasure,
    (Subject.TARGET, "dimension"): Dimension,
    (Subject.WORKSPACE, "unit_kind"): UnitKind,
    **words_admission.CODES,
    **words_issue.CODES,
    **words_filing.CODES,
    **words_library.CODES,
    **words_permit.CODES,
    **words_policy.CODES,
    **words_project.CODES,
    **words_recognition.CODES,
    **words_retention.CODES,
    **words_visit.CODES,
}

# which of them are money
_MONEY = words_policy.MONEY | words_project.MONEY | words_recognition.MONEY | words_retention.MONEY


def money(value: int | None, scale: Scale = Scale.TEN_THOUSAND, *, blank: str = BLANK) -> str:
    """Return an amount in 分 in *scale* without its unit word: `1,850.00`; *blank* where nothing was reported."""
    return blank if value is None else show(value, scale)


def amount(measure: Measure, value: int | None, *, blank: str = BLANK, unit: bool = False) -> str:
    """Return a figure as its column shows it (万元, 万千瓦时, 人), with the unit word where *unit* is asked for."""
    if value is None:
        return blank
    scale, places = shown_scale(measure), MEASURES[measure].places
    text = show(value, scale, decimals=places, places=places)
    return text + unit_word(measure) if unit else text


def month(value: Month) -> str:
    """Return a reporting month as people say it: 2026年10月, 2026年1—2月."""
    return f"{value.year}年1—2月" if value.number == 2 else f"{value.year}年{value.number}月"


def month_text(text: str) -> str:
    """Return a stored period (`2026-10`, a bare year, a calendar month) as people say it."""
    year, _, number = text.partition("-")
    if not number:
        return f"{year}年" if year else ""
    return month(Month(int(year), int(number)))


def calendar_month(text: str) -> str:
    """Return a month of the calendar (`2026-01`), where January and February are months like any other."""
    year, _, number = text.partition("-")
    return f"{year}年{int(number)}月" if number else text


def day(value: date | None, *, blank: str = "") -> str:
    """Return a day as tables show it: 2026-10-31."""
    return blank if value is None else value.isoformat()


def long_day(value: date) -> str:
    """Return a day as a sentence says it: 2026年10月31日."""
    return f"{value.year}年{value.month}月{value.day}日"


def moment(value: datetime | str) -> str:
    """Return a point in time as lists show it, in the time it was written in: 2026-11-05 09:31."""
    then = datetime.fromisoformat(value) if isinstance(value, str) else value
    return then.strftime("%Y-%m-%d %H:%M")


def percent(ratio: Decimal | None, *, blank: str = DASH) -> str:
    """Return a ratio (0.123) in percent with one decimal: 12.3%; a dash where there is no base."""
    shown = figure.percent(ratio)
    return blank if shown is None else f"{shown}%"


def yes_no(value: bool | None) -> str:
    """Return 是, 否, or nothing where it is not known."""
    return "" if value is None else ("是" if value else "否")


def history_value(subject: Subject, field: str, value: Value, names: Mapping[str, str] | None = None) -> str:
    """Return a canonical value of the journal as the history shows it; *names* gives the names behind ids."""
    if isinstance(value, bool):
        return yes_no(value)
    if not value and value != 0:
        return _EMPTY
    if isinstance(value, list):
        if field == "extra":
            return _pairs(value)
        return "、".join(history_value(subject, field, item, names) for item in value)
    if isinstance(value, dict):
        return _figure(field, value)
    return _plain(subject, field, str(value), names or {})


def erased(*, withheld: bool = False) -> str:
    """Return what stands where personal data was erased, or *withheld* by the office that wrote it."""
    return _WITHHELD if withheld else _ERASED


def _plain(subject: Subject, field: str, text: str, names: Mapping[str, str]) -> str:
    if (subject, field) == (Subject.WORKSPACE, "figure_leads"):
        measure, _, unit = text.partition("=")
        return f"{label_of(Measure, measure)}：{names.get(unit, unit)}"
    if codes := _CODES.get((subject, field)):
        return label_of(codes, text)
    if (subject, field) == (Subject.ENTERPRISE, "registered_capital") or (subject, field) in _MONEY:
        return money(from_plain(text)) + "万元"
    return names.get(text, text)


def _figure(field: str, value: Mapping[str, Value]) -> str:
    measure = Measure(field)
    source, obtained = str(value.get("source", "")), str(value.get("obtained", ""))
    about = [label_of(Source, source) if source else "", label_of(Obtained, obtained) if obtained else ""]
    told = "，".join(word for word in (*about, str(value.get("given_by") or "")) if word)
    shown = amount(measure, from_plain(str(value["amount"]), places=MEASURES[measure].places), unit=True)
    return f"{shown}（{told}）" if told else shown


def _pairs(value: list[Value]) -> str:
    # a map stands in the journal as pairs, since its keys may be Chinese
    return "；".join("：".join(str(item) for item in pair) for pair in value if isinstance(pair, list))


def overdue_word(*, late: bool) -> str | None:
    """Return the word for an issue past the day it had to be ended by (办结逾期), or None."""
    return "办结逾期" if late else None
