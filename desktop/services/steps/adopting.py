"""At the county a figure that units told is not typed over: the county's own word is an adopted value with a reason."""

from collections.abc import Sequence

from db.queries import county_figures
from db.unit_of_work import Database
from desktop.domain.codes import ChangeKind
from desktop.domain.figure import FigureInput
from desktop.domain.problems import Problem
from desktop.domain.question import check_reason
from desktop.domain.workspace import Workspace
from desktop.services.office import Office

Typed = tuple[str, str, Sequence[FigureInput]]  # an enterprise, a period, and what is typed for them


def unexplained(database: Database, office: Office, typed: Sequence[Typed]) -> list[list[Problem]]:
    """Return what each of *typed* lacks at the county: a reason for a figure that a unit told; nothing elsewhere."""
    if not office.workspace.is_county:
        return [[] for _ in typed]
    periods, uids = sorted({period for _, period, _ in typed}), sorted({uid for uid, *_ in typed})
    kept = database.read(county_figures.of_periods, periods, uids)
    county = office.workspace.unit
    told = {
        (uid, period, measure)
        for uid, months in kept.items()
        for period, cells in months.items()
        for measure, each in cells.said.items()
        if set(each.told) - {county}
    }
    return [
        [
            Problem(given.measure, "adopt_with_reason")
            for given in inputs
            if (uid, period, given.measure) in told and check_reason(given.reason)
        ]
        for uid, period, inputs in typed
    ]


def kind_of_word(own: Workspace) -> ChangeKind:
    """Return as what the word of the office of *own* about a figure is written down."""
    return ChangeKind.ADOPT if own.is_county else ChangeKind.EDIT
