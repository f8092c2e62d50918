"""Plans what was read of a workbook against the ledger, as what it was read as."""

from collections.abc import Iterator
from dataclasses import replace

from db.queries import campaigns, enterprises, figures, issues, libraries, targets, visits
from db.unit_of_work import Database
from desktop.domain.codes import Obtained, Source
from desktop.domain.cultivation import YearDraft
from desktop.domain.importing import Asked, Blanks, Bucket, Mode, PlanRow
from desktop.domain.issue import IssueFilter
from desktop.domain.month import Month
from desktop.domain.problems import Problem, Severity
from desktop.domain.visit import VisitFilter
from desktop.intake.read_as import OF_BUREAUS
from desktop.intake.readings import SheetReading
from desktop.intake.words import Kind
from desktop.kernel.progress import Progress
from desktop.services.office import Office
from desktop.services.steps.import_enterprises import Ground, Kept, plan_enterprises
from desktop.services.steps.import_figures import FigureGround, plan_figures
from desktop.services.steps.import_issues import IssueGround, plan_issues
from desktop.services.steps.import_targets import TargetGround, plan_targets
from desktop.services.steps.import_visits import VisitGround, plan_visits
from desktop.services.steps.matching import Matcher
from desktop.services.steps.planning import plan_problem

Readings = tuple[SheetReading, ...]
# where the figures of another bureau come from, and how
_ORIGINS = {Kind.TAX: (Source.TAX_RETURN, Obtained.TAX_QUERY), Kind.POWER: (Source.DEPARTMENT, Obtained.POWER_BILL)}


class ImportPlanner:
    """Plans the rows of one workbook; reads of the ledger what that needs, and writes nothing."""

    def __init__(self, database: Database, office: Office, asked: Asked, file: str, progress: Progress) -> None:
        self._database = database
        self._office = office
        self._asked = asked
        self._file = file
        self._progress = progress
        self._clears = asked.blanks is Blanks.CLEAR

    def plan(self, kind: Kind, readings: Readings) -> tuple[PlanRow, ...]:
        """Return the preview of every row, those that the mode leaves out among the ignored."""
        return tuple(self._within(row) for row in self._planned(kind, readings))

    def _planned(self, kind: Kind, readings: Readings) -> tuple[PlanRow, ...]:
        matcher = Matcher(self._database.read(enterprises.identities))
        if kind in (Kind.FIGURES, *OF_BUREAUS):
            return plan_figures(readings, self._figure_ground(kind, readings, matcher))
        if kind is Kind.VISITS:
            return plan_visits(readings, self._visit_ground(matcher))
        if kind is Kind.ISSUES:
            return plan_issues(readings, self._issue_ground(matcher))
        if kind is Kind.TARGETS:
            return plan_targets(readings, self._target_ground())
        return plan_enterprises(readings, self._ground(matcher))

    def _within(self, row: PlanRow) -> PlanRow:
        """Return *row*, set aside where only new ones, or only changed ones, are wanted."""
        unwanted = {Mode.CREATE: Bucket.CHANGED, Mode.UPDATE: Bucket.NEW}.get(self._asked.mode)
        if unwanted is None or row.bucket is not unwanted:
            return row
        code = "mode_new_only" if unwanted is Bucket.CHANGED else "mode_changed_only"
        place = {"sheet": row.sheet, "row": str(row.row), "column": ""}
        told = plan_problem(Problem("name", code, place, Severity.NOTE))
        return replace(row, bucket=Bucket.IGNORED, problems=(*row.problems, told))

    def _ground(self, matcher: Matcher) -> Ground:
        office, database = self._office, self._database
        workspace, names = office.workspace, office.unit_names
        revenues = database.read(figures.whole_years, workspace.unit)
        records = {
            each.draft.enterprise: each.draft
            for each in database.read(libraries.records_of, workspace.year, workspace.unit)
        }
        kept = {
            uid: Kept(draft, tier, revenues.get(uid, {}), records.get(uid, YearDraft(uid, workspace.year)))
            for uid, draft, tier in database.read(enterprises.all_drafts)
        }
        return Ground(workspace, office.preset, office.today, matcher, kept, names, self._clears, self._progress)

    def _figure_ground(self, kind: Kind, readings: Readings, matcher: Matcher) -> FigureGround:
        month, office = self._asked.month, self._office
        periods = {str(each) for each in _months(readings, month)}
        kept = self._database.read(figures.by_enterprise, periods, office.workspace.unit)
        source, obtained = _ORIGINS.get(kind, (Source.ENTERPRISE, Obtained.FILE))
        bureau = kind in OF_BUREAUS
        threshold = office.preset.threshold_fen if kind is Kind.TAX else None
        clears = self._clears and not bureau
        return FigureGround(
            matcher, kept, month, self._file, source, obtained, bureau, threshold, clears, self._progress
        )

    def _visit_ground(self, matcher: Matcher) -> VisitGround:
        office = self._office
        rows = self._database.read(visits.rows, VisitFilter(), {})
        founded = {uid: draft.established_on for uid, draft, _ in self._database.read(enterprises.all_drafts)}
        rules, preset = office.visit_rules, office.workspace.preset
        own = self._database.read(campaigns.own, voided=False)
        named = {each.name: each.id for each in rules.campaigns_of(preset)}
        return VisitGround(
            matcher=matcher,
            known=frozenset((row.enterprise, row.visited_on, row.summary) for row in rows),
            founded=founded,
            visitors=office.person.name,
            today=office.today,
            campaigns=named | {each.draft.name: each.uid for each in own},
            topics={each.name: each.id for each in rules.topics_of(preset)},
            progress=self._progress,
        )

    def _issue_ground(self, matcher: Matcher) -> IssueGround:
        rows = self._database.read(issues.rows, IssueFilter(), {})
        known = frozenset((row.enterprise, row.raised_on, row.description) for row in rows)
        return IssueGround(matcher, known, self._office.today, self._progress)

    def _target_ground(self) -> TargetGround:
        kept = {draft.key: draft.value for draft in self._database.read(targets.every)}
        return TargetGround(self._office.preset, kept, self._office.workspace.year, self._file)


def _months(readings: Readings, asked: Month | None) -> Iterator[Month]:
    """Return the months that are read, and those before them."""
    known = {row.values.get("month") for reading in readings for row in reading.rows} | {asked}
    for each in known:
        if isinstance(each, Month):
            yield each
            if each.previous is not None:
                yield each.previous
