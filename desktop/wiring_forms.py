"""Where the rows of each form come from, and which ones there are of those that want to be told; no Qt and no rule."""

from collections.abc import Callable
from functools import cache, cached_property
from typing import Protocol

from db.unit_of_work import Database
from desktop.domain.filing import FormSubject
from desktop.domain.month import Month
from desktop.domain.windows import AdmissionWindow
from desktop.render.form_parts import Form
from desktop.services.admissions import AdmissionService
from desktop.services.libraries import LibraryService
from desktop.services.month_reports import MonthReportService
from desktop.services.office import Office
from desktop.services.officers import OfficerService
from desktop.services.papers import Several
from desktop.services.policies import PolicyService
from desktop.services.presets import PresetService
from desktop.services.projects import ProjectService
from desktop.services.retention import RetentionService
from desktop.services.rewards import RewardService
from desktop.services.steps.county_rows import county_list, county_month
from desktop.services.steps.enterprise_paper import Reference, base_lines
from desktop.services.steps.facts import MonthFacts, enterprise_rows
from desktop.services.steps.gathering import Source
from desktop.services.steps.moves_paper import MovePapers
from desktop.services.steps.paper import FormPrinter
from desktop.services.steps.report_facts import ReportSources
from desktop.services.targets import TargetService
from desktop.services.trainings import TrainingService


class Ledgers(Protocol):
    """The ledgers that tell the rows of their forms."""

    @property
    def admissions(self) -> AdmissionService:
        """The applications."""

    @property
    def libraries(self) -> LibraryService:
        """The libraries of the year."""

    @property
    def officers(self) -> OfficerService:
        """Who answers for whom."""

    @property
    def policies(self) -> PolicyService:
        """The library of policies, and lists that go out."""

    @property
    def projects(self) -> ProjectService:
        """The ledger of projects."""

    @property
    def retention(self) -> RetentionService:
        """Enterprises that may fall out."""

    @property
    def rewards(self) -> RewardService:
        """The ledger of claims."""

    @property
    def targets(self) -> TargetService:
        """Targets and progress."""

    @property
    def trainings(self) -> TrainingService:
        """The ledger of trainings."""


class FormSources:
    """Asks the *ledgers* for rows when a form needs them; nothing is read before. *monthly* are a month's forms."""

    def __init__(
        self,
        database: Database,
        office: Office,
        presets: PresetService,
        ledgers: Callable[[], Ledgers],
        monthly: Callable[[Month], tuple[Form, ...]],
    ) -> None:
        self._database = database
        self._office = office
        self._presets = presets
        self._ledgers = ledgers
        self._monthly = monthly

    def sources(self) -> dict[FormSubject, Source]:
        """Return where the rows of each subject come from."""
        database, office, made = self._database, self._office, self._ledgers
        return {
            FormSubject.ENTERPRISE: lambda form, month, _: base_lines(database, office, form, month, self._reference),
            FormSubject.COUNTY_LIST: lambda form, month, _: county_list(database, office, form, month),
            FormSubject.COUNTY_MONTH: lambda form, month, _: county_month(database, office, form, month),
            FormSubject.LIBRARY: lambda form, month, _: made().libraries.facts(month, form.tiers),
            FormSubject.RISK_LIBRARY: lambda _, month, __: made().retention.facts(month),
            FormSubject.PROJECT: lambda _, month, __: made().projects.facts(month),
            FormSubject.TARGET: lambda _, month, __: made().targets.facts(month),
            FormSubject.ADMITTED: lambda _, month, __: self._moves().admitted(month),
            FormSubject.MOVE: lambda _, month, __: self._moves().changes(month),
            FormSubject.MATERIALS: lambda _, __, which: made().admissions.facts(which),
            FormSubject.HANDED_IN: lambda _, __, which: made().admissions.facts(which, months=True),
            FormSubject.OFFICER: lambda _, __, ___: made().officers.facts(),
            FormSubject.TRAINING: lambda _, month, __: made().trainings.facts(month.year),
            FormSubject.POLICY: lambda _, month, __: made().policies.facts(month.last_day),
            FormSubject.REWARD: lambda _, month, __: made().rewards.facts(month.year),
            FormSubject.ROSTER: lambda _, __, which: made().policies.roster_facts(which),
        }

    def reports(self, printer: FormPrinter) -> MonthReportService:
        """Return the service of the months told in sentences."""
        sources = ReportSources(self._monitored, self._risk, self._projects, self._windows)
        rules = cache(self._presets.report_rules)
        return MonthReportService(self._database, self._office, printer, sources, rules=rules)

    def _risk(self, month: Month) -> MonthFacts:
        return self._ledgers().retention.facts(month)

    def _projects(self, month: Month) -> MonthFacts:
        return self._ledgers().projects.facts(month)

    def _windows(self, year: int) -> tuple[AdmissionWindow, ...]:
        return self._ledgers().admissions.windows(year)

    def _monitored(self, month: Month) -> MonthFacts:
        forms = self._monthly(month)
        form = next((form for form in forms if form.subject is FormSubject.ENTERPRISE_MONTH), None)
        return MonthFacts(()) if form is None else enterprise_rows(self._database, self._office, form, month)

    def several(self) -> dict[FormSubject, Several]:
        """Return what there is to choose from of each form of which there are several."""
        made = self._ledgers
        return {
            FormSubject.ROSTER: lambda: tuple((each.id, each.label) for each in made().policies.rosters()),
            FormSubject.MATERIALS: self._applications,
            FormSubject.HANDED_IN: self._applications,
        }

    def _applications(self) -> tuple[tuple[str, str], ...]:
        return self._ledgers().admissions.named()

    @cached_property
    def _reference(self) -> Reference:
        kinds = {kind.id: kind for kind in self._presets.recognitions()}
        return Reference(self._presets.section_names(), kinds)

    def _moves(self) -> MovePapers:
        made = self._ledgers()
        routes, rules = made.libraries.routes(), made.retention.rules()
        return MovePapers(self._database, self._office, routes=routes, rules=rules)
