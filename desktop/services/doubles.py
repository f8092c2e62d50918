"""Where units trouble one enterprise twice: seen in merged data, so that visits can be made together."""

from dataclasses import replace
from datetime import date

from db.queries import doubles
from db.unit_of_work import Database
from desktop.domain.doubles import DoubleVisit
from desktop.services.office import Office


class DoubleService:
    """Shows what several offices do at one enterprise; it decides nothing."""

    def __init__(self, database: Database, office: Office) -> None:
        self._database = database
        self._office = office

    def visits(self, days: int) -> tuple[DoubleVisit, ...]:
        """Return the visits of two offices to one enterprise at most *days* apart this year."""
        names, year = self._office.unit_names, self._office.workspace.year
        return tuple(
            replace(
                each,
                first_unit=names.get(each.first_unit, each.first_unit),
                then_unit=names.get(each.then_unit, each.then_unit),
            )
            for each in self._database.read(doubles.double_visits, days, date(year, 1, 1))
        )
