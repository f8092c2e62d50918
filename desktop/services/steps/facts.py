"""What the monthly form of figures is fed with: codes as words, money as 分, what is not known as None."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from db.queries import enterprises, filings, forms, officers
from db.unit_of_work import Database
from desktop.domain.codes import Measure, Obtained, Source
from desktop.domain.enterprise import EnterpriseRow
from desktop.domain.figure import MONTHLY, FigureValue, month_amount
from desktop.domain.filing import FactRow, FactValue
from desktop.domain.filing_answer import AnswerWhy
from desktop.domain.month import Month
from desktop.domain.officer import OfficerFilter
from desktop.render.form_spec import Form
from desktop.services.office import Office
from desktop.services.steps.month_figures import MonthFigures, month_figures
from desktop.wording.labels import label

_JOINED = "\u3001"  # 、
_LISTED = "\uff1b"  # ；


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """The rows of a form for a month, and those that left its list during the month.

    *more* fills the gaps of its heading beside those that every form has; *remarks* stand before its own notes.
    """

    rows: tuple[FactRow, ...]
    closing: tuple[FactRow, ...] = ()
    more: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


def listed(database: Database, office: Office, form: Form, month: Month) -> tuple[str, ...]:
    """Return the enterprises that stand on *form* for *month*."""
    unit = office.workspace.unit
    return database.read(forms.listed_on, form.tiers, month.last_day, unit=unit, unsorted=form.unsorted)


def enterprise_rows(
    database: Database, office: Office, form: Form, month: Month, kept: MonthFigures | None = None
) -> MonthFacts:
    """Return the enterprises that stand on *form* for *month* with their figures, and those that left its list.

    *kept* are the month's figures where they were read already.
    """
    uids = listed(database, office, form, month)
    # last year is the one before the month's, whatever year the office works on now
    rules = replace(office.rules, year=month.year)
    rows = [row for page in pages_of(uids) for row in database.read(enterprises.rows, page, rules)]
    unit, span = office.workspace.unit, (month.first_day, month.last_day)
    kept = kept or month_figures(database, office, month, uids)
    named, said = _officers(database, office, month), _reasons(database, unit, month)
    left = database.read(forms.left_between, form.tiers, *span, unit=unit, unsorted=form.unsorted)
    return MonthFacts(
        tuple(
            FactRow(
                row.uid,
                row.name,
                _enterprise_facts(row, kept.values.get(row.uid, {}), month)
                | named.get(row.uid, {})
                | {"reason": said.get(row.uid)}
                | kept.marks(row.uid),
            )
            for row in rows
        ),
        tuple(FactRow(uid, name, {"name": name}) for uid, name in left),
    )


def _officers(database: Database, office: Office, month: Month) -> Mapping[str, dict[str, FactValue]]:
    """Return who answered for each enterprise on the month's last day."""
    names: dict[str, dict[str, None]] = {}
    for row in database.read(officers.rows, OfficerFilter(), office.unit_names, month.last_day):
        names.setdefault(row.draft.enterprise, {})[row.draft.person] = None
    return {enterprise: {"officer": _JOINED.join(people)} for enterprise, people in names.items()}


def _reasons(database: Database, unit: str, month: Month) -> Mapping[str, str]:
    """Return what was said of blanks and odd figures of each enterprise before filing (报送前说明)."""
    told: dict[str, dict[str, None]] = {}
    for answer in database.read(filings.answers, unit, str(month)):
        why = "" if answer.why is AnswerWhy.CHECKED else label(answer.why)
        told.setdefault(answer.owner, {})[_JOINED.join(filter(None, (why, answer.note)))] = None
    return {owner: _LISTED.join(words) for owner, words in told.items()}


def _enterprise_facts(
    row: EnterpriseRow, kept: Mapping[str, Mapping[Measure, FigureValue]], month: Month
) -> dict[str, FactValue]:
    values = kept.get(str(month), {})
    amounts: dict[str, FactValue] = {measure: _amount(values, measure) for measure in MONTHLY}
    ytd, before = _amount(values, Measure.MAIN_REVENUE_YTD), kept.get(str(month.previous), {})
    if amounts[Measure.MAIN_REVENUE_MONTH] is None:
        derived = month_amount(ytd, _amount(before, Measure.MAIN_REVENUE_YTD), month)
        amounts[Measure.MAIN_REVENUE_MONTH] = derived
    if amounts[Measure.MAIN_REVENUE_YTD_LAST] is None:
        last_year = kept.get(str(month.last_year), {})
        amounts[Measure.MAIN_REVENUE_YTD_LAST] = _amount(last_year, Measure.MAIN_REVENUE_YTD)
    sources = sorted({value.source for value in values.values()}, key=list(Source).index)
    ways = sorted({value.obtained for value in values.values()}, key=list(Obtained).index)
    givers = dict.fromkeys(value.given_by for value in values.values() if value.given_by)
    return {
        "name": row.name,
        "credit_code": row.credit_code or None,
        "township": row.township or None,
        "department": row.department or None,
        "industry": row.industry_code or None,
        "tier": label(row.tier) if row.tier else None,
        "operating_status": label(row.status),
        "officer": None,
        "last_year_revenue": row.last_year_revenue,
        **amounts,
        "main_revenue_ytd_previous": _amount(before, Measure.MAIN_REVENUE_YTD),
        "source": _JOINED.join(label(source) for source in sources) or None,
        "obtained": _JOINED.join(label(way) for way in ways) or None,
        "given_by": _JOINED.join(givers) or None,
    }


def pages_of(uids: Sequence[str], size: int = 400) -> Iterator[Sequence[str]]:
    """Yield *uids* in pieces that one statement takes."""
    for start in range(0, len(uids), size):
        yield uids[start : start + size]


def _amount(values: Mapping[Measure, FigureValue], measure: Measure) -> int | None:
    found = values.get(measure)
    return None if found is None else found.amount
