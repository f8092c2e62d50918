"""The county's look at the figures of a month: what each office told, what counts, and whose word decides a measure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from db.models.setting import Workspace as WorkspaceTable
from db.queries import county_figures, enterprises, figures
from db.queries.county_figures import CountyFigures, values_of
from db.unit_of_work import Database
from desktop.domain.codes import Measure
from desktop.domain.county import CountyLine, Sum, open_of, sums_of
from desktop.domain.effective import Cells, effective
from desktop.domain.enterprise import EnterpriseFilter
from desktop.domain.figure import MEASURES
from desktop.domain.month import Month
from desktop.domain.preset import Unit
from desktop.domain.problems import Problem
from desktop.domain.question import check_reason
from desktop.domain.saved import Saved
from desktop.domain.text import tidy
from desktop.kernel.errors import KnownError
from desktop.services.office import Office
from desktop.services.steps.facts import pages_of
from desktop.services.steps.figure_rows import figure_line
from desktop.services.steps.finding import folded


class CountyFigureService:
    """Looks at merged figures; a unit's word is never changed here, the county adopts (`questions.adopt`)."""

    def __init__(self, database: Database, office: Office) -> None:
        self._database = database
        self._office = office

    def lines(self, month: Month, query: EnterpriseFilter | None = None, by: str = "") -> tuple[CountyLine, ...]:
        """Return the enterprises that *query* finds with what counts in *month*, or with the word of the unit *by*.

        Raise `KnownError` `county_figures` where this is not the county office.
        """
        self._refuse_elsewhere()
        office, wanted = self._office, query or EnterpriseFilter()
        wanted = replace(wanted, text=folded(wanted.text))
        uids = self._database.read(enterprises.ids, wanted, office.rules)
        rows = [row for page in pages_of(uids) for row in self._database.read(enterprises.rows, page, office.rules)]
        kept = self._kept(month, uids, by)
        values, threshold = values_of(kept), office.preset.threshold_fen
        return tuple(
            CountyLine(
                figure_line(row, month, values.get(row.uid, {}), threshold),
                row.department,
                kept.get(row.uid, {}).get(str(month), Cells()),
                open_of(month, kept.get(row.uid, {})),
            )
            for row in rows
        )

    def sums(self, lines: Sequence[CountyLine]) -> dict[Measure, Sum]:
        """Return the sum of each measure over *lines*; what is open is left out and counted."""
        return sums_of(lines)

    def units(self, month: Month) -> tuple[tuple[str, str], ...]:
        """Return (id, name) of the offices that told a figure of *month*."""
        names = self._office.unit_names
        found = self._database.read(county_figures.units_telling, str(month))
        return tuple((unit, names.get(unit, unit)) for unit in found)

    def leads(self) -> Mapping[Measure, str]:
        """Return whose word counts where units differ about a measure (字段归口), by measure; others stay open."""
        return self._office.workspace.leads

    def set_lead(self, measure: Measure, unit: str, reason: str) -> Saved:
        """Let the word of *unit* about *measure* count where units differ; an empty *unit* lets it stay open again."""
        self._refuse_elsewhere()
        problems = check_reason(reason)
        if measure not in MEASURES:
            problems.append(Problem("measure", "missing"))
        if unit and unit not in {each.id for each in self._holders()}:
            problems.append(Problem("unit", "lead_not_a_unit", {"unit": unit}))
        if problems:
            return Saved(problems=tuple(problems))
        leads = {kept: lead for kept, lead in self.leads().items() if kept is not measure}
        leads |= {measure: unit} if unit else {}
        kept = [f"{each}={leads[each]}" for each in Measure if each in leads]
        uid = self._office.workspace_uid
        with self._database.work("workspace.leads", self._office.who) as work:
            work.change(WorkspaceTable, uid, {"figure_leads": kept}, reason=tidy(reason))
        return Saved(uid)

    def _holders(self) -> tuple[Unit, ...]:
        return tuple(unit for unit in self._office.preset.units if unit.dimension is not None)

    def _kept(self, month: Month, uids: Sequence[str], by: str) -> CountyFigures:
        beside = [str(each) for each in (month.previous, month.last_year) if each is not None]
        if not by:
            return self._database.read(county_figures.of_month, str(month), beside, uids)
        county = self._office.workspace.unit
        return {
            uid: {
                period: Cells({measure: effective({by: value}, county) for measure, value in values.items()})
                for period, values in kept.items()
            }
            for uid, kept in self._database.read(figures.of_unit, [str(month), *beside], by, uids).items()
        }

    def _refuse_elsewhere(self) -> None:
        if not self._office.workspace.is_county:
            raise KnownError("county_figures")
