"""Gathers what to know before a visit (走访准备)."""

from db.queries import enterprises, figures, issues, officers, visits
from db.unit_of_work import Database
from desktop.domain.codes import Measure
from desktop.domain.filing import FormSubject
from desktop.domain.issue import OPEN_STATES, IssueFilter
from desktop.domain.month import Month
from desktop.domain.officer import OfficerFilter
from desktop.domain.visit_brief import VisitBrief, missing_fields, missing_measures, missing_months, trend
from desktop.kernel.errors import KnownError
from desktop.services.office import Office
from desktop.services.steps.paper import FormPrinter


def brief_of(database: Database, office: Office, printer: FormPrinter, enterprise: str, month: Month) -> VisitBrief:
    """Return everything one sheet says of *enterprise*, its figures up to *month*; raise `no_such_enterprise`."""
    found = database.read(enterprises.draft_of, enterprise)
    if found is None:
        raise KnownError("no_such_enterprise", uid=enterprise)
    draft, names, unit = found[0], office.unit_names, office.workspace.unit
    periods = [str(Month(year, number)) for year in (month.year, month.year - 1) for number in range(2, 13)]
    kept = database.read(figures.by_enterprise, periods, unit, [enterprise]).get(enterprise, {})
    last = database.read(visits.last_of, enterprise)
    told = database.read(visits.topics_told, enterprise)
    topics = office.visit_rules.topics_of(office.workspace.preset)
    return VisitBrief(
        enterprise=enterprise,
        draft=draft,
        township=names.get(draft.township, draft.township),
        department=names.get(draft.department, draft.department),
        month=month,
        officers=database.read(officers.rows, OfficerFilter(enterprise=enterprise), names, office.today),
        last=None if last is None else database.read(visits.get, last),
        issues=database.read(issues.rows, IssueFilter(states=OPEN_STATES, enterprise=enterprise), names),
        figures=trend(kept, month),
        missing_months=missing_months(kept, month),
        missing_measures=missing_measures(kept, month, _wanted(printer)),
        missing=missing_fields(draft),
        topics=tuple(topic for topic in topics if topic.id not in told),
        told=tuple(topic for topic in topics if topic.id in told),
    )


def _wanted(printer: FormPrinter) -> tuple[str, ...]:
    """Return the measures that the forms of a month need of every enterprise; revenue is told by its months."""
    told = {Measure.MAIN_REVENUE_YTD, Measure.MAIN_REVENUE_MONTH}
    forms = (form for form in printer.monthly() if form.subject is FormSubject.ENTERPRISE_MONTH)
    wanted = {name for form in forms for name in form.required}
    return tuple(measure for measure in Measure if measure in wanted - told)
