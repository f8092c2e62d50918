"""What the county's papers over merged data are fed with: each enterprise with what counts, and one line a unit."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from db.queries import enterprises, issues, places, visits
from db.unit_of_work import Database
from desktop.domain.codes import Dimension, Measure, Source
from desktop.domain.county import CountyLine
from desktop.domain.county_summary import Merged, SummaryLine, summary
from desktop.domain.effective import Basis, Cells
from desktop.domain.figure import MONTHLY
from desktop.domain.filing import FactRow, FactValue
from desktop.domain.issue_rates import Ratio, Tally, rates_of
from desktop.domain.month import Month
from desktop.kernel.errors import KnownError
from desktop.render.form_parts import Form
from desktop.services.office import Office
from desktop.services.steps.facts import MonthFacts, enterprise_rows, listed, pages_of
from desktop.services.steps.figure_rows import figure_line
from desktop.services.steps.month_figures import month_figures
from desktop.wording import form_facts_county as words
from desktop.wording.form_facts import fact_words
from desktop.wording.labels import label
from desktop.wording.words_project import unit_word

_DIMENSIONS = (Dimension.TERRITORY, Dimension.SECTOR)


def county_list(database: Database, office: Office, form: Form, month: Month) -> MonthFacts:
    """Return every enterprise on *form* with what counts, who told it, and its units on the month's last day."""
    _refuse_elsewhere(office)
    kept = month_figures(database, office, month, listed(database, office, form, month))
    found = enterprise_rows(database, office, form, month, kept)
    owners, names = database.read(places.owners_on, month.last_day), office.unit_names
    rows = tuple(
        replace(
            row,
            facts=dict(row.facts)
            | _owners(owners.get(row.owner, {}), names)
            | _who_told(kept.cells.get(row.owner, Cells()), office, form)
            | {"to_check": _items(kept.open.get(row.owner, frozenset()), form)},
        )
        for row in found.rows
    )
    return replace(found, rows=rows)


def county_month(database: Database, office: Office, form: Form, month: Month) -> MonthFacts:
    """Return a line for each unit that holds enterprises on *form*, by territory and by sector, with their sums."""
    _refuse_elsewhere(office)
    units = {dimension: [unit.id for unit in office.units(dimension)] for dimension in _DIMENSIONS}
    lines = summary(_merged(database, office, form, month), units)
    names = office.unit_names
    rows = tuple(FactRow(line.unit, _name(line, names), _facts(line, names, month)) for line in lines)
    whole = next((line for line in lines if line.whole), None)
    return MonthFacts(rows, more={"year": str(month.year)}, remarks=_left_out(whole, form))


def _merged(database: Database, office: Office, form: Form, month: Month) -> Merged:
    uids = listed(database, office, form, month)
    kept = month_figures(database, office, month, uids)
    rules = replace(office.rules, year=month.year)
    rows = [row for page in pages_of(uids) for row in database.read(enterprises.rows, page, rules)]
    threshold, first = office.preset.threshold_fen, date(month.year, 1, 1)
    return Merged(
        lines=tuple(
            CountyLine(
                figure_line(row, month, kept.values.get(row.uid, {}), threshold),
                row.department,
                kept.cells.get(row.uid, Cells()),
                kept.open.get(row.uid, frozenset()),
            )
            for row in rows
        ),
        places=database.read(places.owners_on, month.last_day),
        visits=database.read(visits.made, first, month.first_day, month.last_day),
        issues=database.read(issues.raised_on, first, month.last_day, office.unit_names),
    )


def _facts(line: SummaryLine, names: Mapping[str, str], month: Month) -> dict[str, FactValue]:
    now, then, compared = line.compared
    sums: dict[str, FactValue] = {measure: each.amount for measure, each in line.sums.items()}
    return {
        "dimension": label(line.dimension),
        "name": _name(line, names),
        "enterprises": len(line.lines),
        "reported": line.reported,
        "unreported": len(line.lines) - line.reported,
        "waiting": line.waiting,
        **sums,
        "compared": compared,
        "compared_now": now if compared else None,
        "compared_then": then if compared else None,
        "source": _sources(line),
        "visits": sum(visit.in_month for visit in line.visits),
        "own_visits": None if line.whole else line.own_visits,
        "visited": line.visited(in_month=True),
        "visits_year": len(line.visits),
        "visited_year": line.visited(in_month=False),
        **_issue_facts(line, month),
    }


def _sources(line: SummaryLine) -> str | None:
    """Return which tables and words the figures that count come from (数据口径)."""
    found = {value.source for each in line.lines for value in each.cells.values.values()}
    return words.JOINED.join(label(source) for source in Source if source in found) or None


def _issue_facts(line: SummaryLine, month: Month) -> dict[str, FactValue]:
    rates = rates_of(line.issues, year=month.year, as_of=month.last_day)
    return {
        "issues_received": rates.count(Tally.RECEIVED),
        "issues_resolved": rates.count(Tally.RESOLVED),
        "resolved_rate": words.rate(rates.ratio(Ratio.RESOLVED)),
        "issues_closed": rates.count(Tally.CLOSED),
        "issues_late": rates.count(Tally.LATE),
        "followed_up": rates.count(Tally.FOLLOWED_UP),
        "satisfied": rates.count(Tally.SATISFIED),
        "satisfied_rate": words.rate(rates.ratio(Ratio.SATISFIED)),
    }


def _name(line: SummaryLine, names: Mapping[str, str]) -> str:
    return unit_word(names.get(line.unit, line.unit), whole=line.whole)


def _left_out(whole: SummaryLine | None, form: Form) -> tuple[str, ...]:
    if whole is None:
        return ()
    return tuple(
        words.TO_CHECK_NOTE.format(name=fact_words(form.subject, measure), count=each.open)
        for measure, each in whole.sums.items()
        if each.open and measure in form.shown
    )


def _owners(found: Mapping[Dimension, str], names: Mapping[str, str]) -> dict[str, FactValue]:
    town, bureau = (found.get(dimension, "") for dimension in _DIMENSIONS)
    return {"township": names.get(town, town) or None, "department": names.get(bureau, bureau) or None}


def _who_told(cells: Cells, office: Office, form: Form) -> dict[str, FactValue]:
    """Return which units told figures of the month, and for which of them the county adopted a value."""
    names, county = office.unit_names, office.workspace.unit
    units = sorted({unit for said in cells.said.values() for unit in said.told} - {county})
    adopted = [measure for measure, said in cells.said.items() if said.basis is Basis.ADOPTED]
    return {
        "told_by": words.JOINED.join(names.get(unit, unit) for unit in units) or None,
        "adopted": _items(adopted, form),
    }


def _items(measures: Sequence[Measure] | frozenset[Measure], form: Form) -> str | None:
    named = [fact_words(form.subject, measure) for measure in MONTHLY if measure in measures]
    return words.JOINED.join(named) or None


def _refuse_elsewhere(office: Office) -> None:
    if not office.workspace.is_county:
        raise KnownError("county_paper")
