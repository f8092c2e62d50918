"""Where units trouble one enterprise twice: seen in merged data, so that they can go together and one may handle it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from db.queries import doubles
from db.unit_of_work import Database
from desktop.domain.doubles import DoubleIssue, DoubleVisit
from desktop.domain.visit_reader import DoubleSpans
from desktop.services.office import Office


class DoubleService:
    """Shows what several offices do at one enterprise; it decides nothing."""

    def __init__(self, database: Database, office: Office) -> None:
        self._database = database
        self._office = office

    def spans(self) -> DoubleSpans:
        """Return within how many days two visits, and two issues, count as double where nobody says otherwise."""
        return self._office.visit_rules.doubles

    def visits(self, days: int | None = None) -> tuple[DoubleVisit, ...]:
        """Return the visits of two offices to one enterprise at most *days* apart this year."""
        span, names = self.spans().visit_days if days is None else days, self._office.unit_names
        return tuple(
            replace(each, first_unit=_named(each.first_unit, names), then_unit=_named(each.then_unit, names))
            for each in self._database.read(doubles.double_visits, span, self._since)
        )

    def issues(self, days: int | None = None) -> tuple[DoubleIssue, ...]:
        """Return the issues of one kind that one enterprise raised with two offices at most *days* apart this year."""
        span, names = self.spans().issue_days if days is None else days, self._office.unit_names
        return tuple(
            replace(each, first_unit=_named(each.first_unit, names), then_unit=_named(each.then_unit, names))
            for each in self._database.read(doubles.double_issues, span, self._since)
        )

    @property
    def _since(self) -> date:
        return date(self._office.workspace.year, 1, 1)


def _named(unit: str, names: Mapping[str, str]) -> str:
    return names.get(unit, unit)
