"""What each service of one open ledger is made with; no Qt and no rule."""

from collections.abc import Callable
from functools import cache, cached_property
from pathlib import Path

from db.unit_of_work import Database
from desktop.domain.library_codes import CategorySign
from desktop.domain.overview import TodoItem
from desktop.kernel.errors import KnownError
from desktop.services.admissions import AdmissionService
from desktop.services.attachments import AttachmentService
from desktop.services.backups import BackupService
from desktop.services.calendars import CalendarService
from desktop.services.campaigns import CampaignService
from desktop.services.check import CheckService
from desktop.services.coverage import CoverageService
from desktop.services.diagnostics import DiagnosticsService
from desktop.services.drafts import DraftService
from desktop.services.duties import DutyService
from desktop.services.enterprises import EnterpriseService
from desktop.services.exports import ExportService
from desktop.services.figures import FigureService
from desktop.services.filing_answers import FilingAnswerService
from desktop.services.filing_batch import FilingBatchService
from desktop.services.filing_dates import FilingDateService
from desktop.services.filing_rounds import FilingRoundService
from desktop.services.filings import FilingService
from desktop.services.finding_back import FindBackService
from desktop.services.forms import FormService
from desktop.services.intake import IntakeService
from desktop.services.issues import IssueService
from desktop.services.libraries import LibraryService
from desktop.services.links import LinkService
from desktop.services.lists import ListService
from desktop.services.meetings import MeetingService
from desktop.services.office import Office
from desktop.services.officers import OfficerService
from desktop.services.overview import OverviewService
from desktop.services.papers import PaperService
from desktop.services.person_data import PersonDataService
from desktop.services.policies import PolicyService
from desktop.services.presets import PresetService
from desktop.services.projects import ProjectService
from desktop.services.recognitions import RecognitionService
from desktop.services.retention import RetentionService
from desktop.services.rewards import RewardService
from desktop.services.settings import SettingsService
from desktop.services.steps.attaching import STORE
from desktop.services.steps.filing_clock import FilingClock
from desktop.services.steps.form_preview import FormPreview
from desktop.services.steps.gathering import Gatherer
from desktop.services.steps.issue_clock import IssueClocks
from desktop.services.steps.month_forms import MonthForms
from desktop.services.steps.office_calendar import OfficeCalendar
from desktop.services.steps.paper import FormPrinter
from desktop.services.steps.paper_reading import PaperReader
from desktop.services.steps.policy_clauses import PolicyClauses
from desktop.services.steps.round_making import RoundMaker
from desktop.services.steps.shelf import FormShelf
from desktop.services.steps.side_files import side_folders
from desktop.services.targets import TargetService
from desktop.services.trainings import TrainingService
from desktop.services.undoing import UndoService
from desktop.services.visits import VisitService
from desktop.services.voided import VoidedService
from desktop.services.workbooks import WorkbookService
from desktop.services.years import YearService
from desktop.wiring_forms import FormSources
from desktop.wiring_ledger import Services
from desktop.wiring_letters import letter_services
from desktop.world import World


class Bench:
    """Makes the services of one ledger; what several of them are given is made once."""

    def __init__(self, folder: Path, desk: Path, database: Database, world: World) -> None:
        self._folder = folder
        self._desk = desk
        self._database = database
        self._world = world
        self._presets = PresetService(world.resources)
        self._policy_rules = cache(self._presets.policy_rules)
        self._clauses = PolicyClauses(database, self._policy_rules)
        rules = self._presets.visit_rules
        self._office = Office(database, self._presets.load, world.clock, visit_rules=rules, clauses=self._clauses)
        self._shelf = FormShelf(world.resources / "forms", database, self._office)
        self._printer = FormPrinter(self._shelf, world.resources / "fonts")
        # a service asks for each enterprise, the file is read once
        self._library_rules = cache(self._presets.library_rules)
        self._calendar = OfficeCalendar(database, self._presets.calendar)

    def services(self, close: Callable[[], None], notes: tuple[KnownError, ...]) -> Services:
        """Return everything a face may call; *close* ends it, *notes* is what the start has to tell."""
        database, office, printer = self._database, self._office, self._printer
        self._opened = Services(
            folder=self._folder,
            settings=self._settings,
            presets=self._presets,
            enterprises=EnterpriseService(database, office),
            figures=self._figures,
            visits=VisitService(database, office, printer, calendar=self._calendar),
            officers=self._officers,
            campaigns=CampaignService(database, office, self._clauses),
            attachments=AttachmentService(database, office, self._folder / STORE),
            issues=self._issues,
            libraries=self._libraries,
            years=YearService(database, office, self._library_rules),
            coverage=self._coverage,
            links=LinkService(database, office, self._library_rules),
            recognitions=RecognitionService(database, office, cache(self._presets.recognitions)),
            duties=self._duties,
            calendars=CalendarService(database, office, cache(self._presets.calendar_years), self._calendar),
            admissions=self._admissions,
            projects=self._projects,
            targets=self._targets,
            retention=self._retention,
            policies=self._policies,
            rewards=self._rewards,
            trainings=self._trainings,
            meetings=self._meetings,
            filings=self._filings,
            rounds=FilingRoundService(database, office, self._month_forms, PaperReader(printer, self._desk)),
            answers=FilingAnswerService(database, office, self._month_forms),
            filing_batch=FilingBatchService(office, printer, self._month_forms),
            filing_dates=FilingDateService(database, office, printer, self._filing_clock),
            forms=self._forms,
            month_reports=self._form_sources.reports(printer),
            papers=PaperService(
                office,
                printer,
                self._gatherer,
                self._desk,
                self._form_sources.several(),
                database=database,
                release=self._presets.release_rules,
            ),
            intake=IntakeService(database, office, self._world.resources / "intake", self._world.reader),
            overview=self._overview(),
            drafts=DraftService(database, self._world.clock, side_folders(self._folder, self._world.side_folders)),
            check=CheckService(database, self._folder / STORE),
            undo=UndoService(database, office),
            voided=VoidedService(database, office),
            exports=ExportService(database, office),
            person_data=PersonDataService(database, office),
            diagnostics=DiagnosticsService(database, office, self._folder),
            lists=ListService(database, office, printer),
            workbooks=WorkbookService(database, office, printer, self._gatherer),
            backups=self._backups,
            find_back=FindBackService(database, office, self._folder),
            letters=letter_services(database, office, self._presets, self._folder, self._world),
            notes=notes,
            close=close,
        )
        return self._opened

    @cached_property
    def _backups(self) -> BackupService:
        backups = BackupService(self._database, self._folder, self._world.clock)
        self._database.guard(backups.before)
        return backups

    @cached_property
    def _settings(self) -> SettingsService:
        return SettingsService(self._database, self._office, self._folder)

    @cached_property
    def _figures(self) -> FigureService:
        return FigureService(self._database, self._office)

    @cached_property
    def _officers(self) -> OfficerService:
        return OfficerService(self._database, self._office, self._printer)

    @cached_property
    def _issues(self) -> IssueService:
        clocks = IssueClocks(self._database, self._office, self._presets.clocks, self._calendar)
        return IssueService(self._database, self._office, self._printer, clocks)

    @cached_property
    def _coverage(self) -> CoverageService:
        return CoverageService(self._database, self._office, self._library_rules)

    @cached_property
    def _admissions(self) -> AdmissionService:
        rules, calendar = self._presets.admission_rules, self._calendar
        return AdmissionService(self._database, self._office, self._printer, rules=rules, calendar=calendar)

    @cached_property
    def _projects(self) -> ProjectService:
        return ProjectService(self._database, self._office, self._printer)

    @cached_property
    def _retention(self) -> RetentionService:
        rules, targets = self._presets.retention_rules, self._settings.own_targets
        return RetentionService(self._database, self._office, self._printer, rules=rules, own_targets=targets)

    @cached_property
    def _rewards(self) -> RewardService:
        rules = cache(self._presets.reward_rules)
        return RewardService(self._database, self._office, self._printer, rules=rules, returning=self._returning)

    @cached_property
    def _duties(self) -> DutyService:
        return DutyService(self._database, self._office, cache(self._presets.duties))

    @cached_property
    def _meetings(self) -> MeetingService:
        return MeetingService(self._database, self._office)

    @cached_property
    def _form_sources(self) -> FormSources:
        return FormSources(self._database, self._office, self._presets, lambda: self._opened, self._printer.monthly)

    @cached_property
    def _gatherer(self) -> Gatherer:
        return Gatherer(self._database, self._office, self._form_sources.sources())

    @cached_property
    def _targets(self) -> TargetService:
        return TargetService(self._database, self._office, self._printer)

    @cached_property
    def _trainings(self) -> TrainingService:
        return TrainingService(self._database, self._office, self._printer, self._policy_rules)

    @cached_property
    def _filings(self) -> FilingService:
        forms = self._month_forms
        maker = RoundMaker(self._database, self._office, self._printer, forms, self._filing_clock)
        return FilingService(self._database, self._office, self._printer, forms, maker, self._desk)

    @cached_property
    def _month_forms(self) -> MonthForms:
        return MonthForms(self._database, self._office, self._printer, self._gatherer)

    @cached_property
    def _forms(self) -> FormService:
        preview = FormPreview(self._office, self._printer, self._gatherer)
        return FormService(self._database, self._office, self._shelf, preview, self._desk)

    @cached_property
    def _filing_clock(self) -> FilingClock:
        return FilingClock(self._database, self._office, cache(self._presets.filing_rule), self._calendar)

    @cached_property
    def _libraries(self) -> LibraryService:
        return LibraryService(
            self._database,
            self._office,
            self._printer,
            rules=self._library_rules,
            new_since=lambda: self._presets.admission_rules().precheck.new_since_month,
            rosters=lambda: {each.id: each.label for each in self._policy_rules().rosters},
        )

    @cached_property
    def _policies(self) -> PolicyService:
        rules = self._policy_rules
        returning, release = self._returning, self._presets.release_rules
        return PolicyService(
            self._database, self._office, self._printer, rules=rules, returning=returning, release=release
        )

    def _overview(self) -> OverviewService:
        figures, filings = self._figures, self._filings
        return OverviewService(
            self._database,
            self._office,
            lines=lambda month: figures.lines_of(filings.listed(month), month),
            targets=self._settings.own_targets,
            form_ids=lambda: tuple(form.id for form in filings.forms()),
            more=self._waiting(),
        )

    def _waiting(self) -> tuple[Callable[[], tuple[TodoItem, ...]], ...]:
        """What today's page asks for things that wait, in its order."""
        return (
            self._issues.todo,
            self._officers.todo,
            self._admissions.todo,
            self._retention.todo,
            self._projects.todo,
            self._coverage.todo,
            self._rewards.todo,
            self._meetings.todo,
            self._duties.todo,
            self._backups.todo,
        )

    def _returning(self) -> frozenset[str]:
        """The categories whose enterprises left the directory once."""
        return frozenset(name for name, sign in self._library_rules().signs.items() if sign is CategorySign.EXITED)
