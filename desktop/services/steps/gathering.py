"""Gathers what any form shows for a month: the form says what it is about, a source for each subject has the rows."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from db.unit_of_work import Database
from desktop.domain.filing import COUNTY_SUBJECTS, OPEN, FactRow, FormSubject, waiting_facts
from desktop.domain.month import Month
from desktop.kernel.errors import KnownError
from desktop.render.condition import stands
from desktop.render.form_spec import Form
from desktop.services.office import Office
from desktop.services.steps.facts import MonthFacts, enterprise_rows, listed
from desktop.services.steps.issue_rows import assigned_issues, month_issues, year_issues
from desktop.services.steps.visit_rows import visit_rows

Source = Callable[[Form, Month, str], MonthFacts]  # the text says which one, where there are several


class Gatherer:
    """Every ledger of which a form can be filled; *sources* are those that a ledger's own service tells."""

    def __init__(self, database: Database, office: Office, sources: Mapping[FormSubject, Source]) -> None:
        self._database = database
        self._office = office
        self._sources = {**self._simple(), **sources}

    @property
    def subjects(self) -> frozenset[FormSubject]:
        """What there is a source for here; other forms are about one thing, or made by the county office alone."""
        found = frozenset(self._sources)
        return found if self._office.workspace.is_county else found - COUNTY_SUBJECTS

    def gather(self, form: Form, month: Month, of: str = "") -> MonthFacts:
        """Return what *form* shows for *month*, and nothing that it does not show; *of* says which of several."""
        found = self.everything(form, month, of)
        return replace(found, rows=tuple(_shown(row, form.shown) for row in found.rows))

    def everything(self, form: Form, month: Month, of: str = "") -> MonthFacts:
        """Return the rows that stand on *form* for *month* with every fact of its catalogue, shown there or not."""
        source = self._sources.get(form.subject)
        if source is None:
            raise KnownError("form_of_one_thing", form=form.id)
        found = source(form, month, of)
        return replace(found, rows=tuple(row for row in found.rows if stands(form.filters, row.facts)))

    def listed(self, form: Form, month: Month) -> tuple[str, ...]:
        """Return the enterprises that stand on *form* for *month*."""
        return listed(self._database, self._office, form, month)

    def _simple(self) -> dict[FormSubject, Source]:
        database, office = self._database, self._office
        return {
            FormSubject.ENTERPRISE_MONTH: lambda form, month, _: enterprise_rows(database, office, form, month),
            FormSubject.VISIT: lambda _, month, __: MonthFacts(visit_rows(database, office, month)),
            FormSubject.ISSUE: lambda _, month, __: MonthFacts(month_issues(database, office, month)),
            FormSubject.ISSUE_YEAR: lambda _, month, __: MonthFacts(
                year_issues(database, office, month), more={"year": str(month.year)}
            ),
            FormSubject.ISSUE_ASSIGNED: lambda _, month, __: MonthFacts(assigned_issues(database, office, month)),
        }


def _shown(row: FactRow, names: frozenset[str]) -> FactRow:
    # a paper that would look the same has the same digest
    facts = {name: value for name, value in row.facts.items() if name in names}
    waiting = sorted(waiting_facts(row.facts) & names)
    return FactRow(row.owner, row.name, facts | {OPEN: ",".join(waiting)} if waiting else facts)
