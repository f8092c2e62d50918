"""Everything a face may call on one open ledger; no Qt and no rule."""

from collections.abc import Callable
from functools import cache, cached_property
from pathlib import Path

from db.unit_of_work import Database
from desktop.domain.overview import TodoItem
from desktop.kernel.errors import KnownError
from desktop.services.backups import BackupService
from desktop.services.bulletins import BulletinService
from desktop.services.check import CheckService
from desktop.services.diagnostics import DiagnosticsService
from desktop.services.drafts import DraftService
from desktop.services.exports import ExportService
from desktop.services.filing_answers import FilingAnswerService
from desktop.services.filing_batch import FilingBatchService
from desktop.services.filing_dates import FilingDateService
from desktop.services.filing_rounds import FilingRoundService
from desktop.services.filings import FilingService
from desktop.services.finding_back import FindBackService
from desktop.services.forms import FormService
from desktop.services.handovers import Desk, HandoverService
from desktop.services.intake import IntakeService
from desktop.services.lists import ListService
from desktop.services.month_reports import MonthReportService
from desktop.services.overview import OverviewService
from desktop.services.papers import PaperService
from desktop.services.person_data import PersonDataService
from desktop.services.steps.attaching import STORE
from desktop.services.steps.filing_clock import FilingClock
from desktop.services.steps.form_preview import FormPreview
from desktop.services.steps.gathering import Gatherer
from desktop.services.steps.month_forms import MonthForms
from desktop.services.steps.paper_reading import PaperReader
from desktop.services.steps.round_making import RoundMaker
from desktop.services.steps.side_files import side_folders
from desktop.services.undoing import UndoService
from desktop.services.voided import VoidedService
from desktop.services.workbooks import WorkbookService
from desktop.wiring_forms import FormSources
from desktop.wiring_ledger import Ledgers
from desktop.wiring_letters import LetterServices, letter_services
from desktop.world import World


class Services(Ledgers):
    """Everything a face may call on one open ledger, each service made when it is first asked for.

    *notes* is what the start has to tell; `close` ends it.
    """

    def __init__(
        self,
        folder: Path,
        desk: Path,
        database: Database,
        world: World,
        *,
        close: Callable[[], None],
        notes: tuple[KnownError, ...] = (),
    ) -> None:
        super().__init__(folder, desk, database, world)
        self.close = close
        self.notes = notes
        _ = self.backups  # from the beginning on it hears of the deeds that want a copy first

    @cached_property
    def filings(self) -> FilingService:
        """Filing the month."""
        forms = self._month_forms
        maker = RoundMaker(self.database, self.office, self.printer, forms, self._filing_clock)
        return FilingService(self.database, self.office, self.printer, forms, maker, self.desk)

    @cached_property
    def rounds(self) -> FilingRoundService:
        """Rounds on their way."""
        return FilingRoundService(self.database, self.office, self._month_forms, PaperReader(self.printer, self.desk))

    @cached_property
    def answers(self) -> FilingAnswerService:
        """Reasons that filing asked for."""
        return FilingAnswerService(self.database, self.office, self._month_forms)

    @cached_property
    def filing_batch(self) -> FilingBatchService:
        """Papers for every enterprise at once."""
        return FilingBatchService(self.database, self.office, self.printer, self._month_forms)

    @cached_property
    def filing_dates(self) -> FilingDateService:
        """By when a month is filed."""
        return FilingDateService(self.database, self.office, self.printer, self._filing_clock)

    @cached_property
    def papers(self) -> PaperService:
        """Any form, filled or blank."""
        return PaperService(
            self.office,
            self.printer,
            self._gatherer,
            self.desk,
            self._form_sources.several(),
            database=self.database,
            release=self.presets.release_rules,
        )

    @cached_property
    def month_reports(self) -> MonthReportService:
        """The month in sentences."""
        return self._form_sources.reports(self.printer)

    @cached_property
    def forms(self) -> FormService:
        """Forms and their editions."""
        preview = FormPreview(self.office, self.printer, self._gatherer)
        return FormService(self.database, self.office, self.shelf, preview, self.desk)

    @cached_property
    def intake(self) -> IntakeService:
        """Workbooks of others."""
        return IntakeService(self.database, self.office, self.world.resources / "intake", self.world.reader)

    @cached_property
    def drafts(self) -> DraftService:
        """Forms left half-typed."""
        return DraftService(self.database, self.world.clock, side_folders(self.folder, self.world.side_folders))

    @cached_property
    def check(self) -> CheckService:
        """Whether the ledger is whole."""
        return CheckService(self.database, self.folder / STORE)

    @cached_property
    def undo(self) -> UndoService:
        """Taking saves back."""
        return UndoService(self.database, self.office)

    @cached_property
    def voided(self) -> VoidedService:
        """Voided records."""
        return VoidedService(self.database, self.office)

    @cached_property
    def exports(self) -> ExportService:
        """What left this computer."""
        return ExportService(self.database, self.office)

    @cached_property
    def diagnostics(self) -> DiagnosticsService:
        """A bundle for whoever helps."""
        return DiagnosticsService(self.database, self.office, self.folder)

    @cached_property
    def person_data(self) -> PersonDataService:
        """What is kept about a person."""
        return PersonDataService(self.database, self.office)

    @cached_property
    def lists(self) -> ListService:
        """Any list to a file."""
        return ListService(self.database, self.office, self.printer)

    @cached_property
    def workbooks(self) -> WorkbookService:
        """The county's own workbooks."""
        return WorkbookService(self.database, self.office, self.printer, self._gatherer)

    @cached_property
    def backups(self) -> BackupService:
        """Copies of the ledger."""
        backups = BackupService(self.database, self.folder, self.world.clock, self.office)
        self.database.guard(backups.before)
        return backups

    @cached_property
    def find_back(self) -> FindBackService:
        """What a ledger that was moved aside still holds."""
        return FindBackService(self.database, self.office, self.folder)

    @cached_property
    def handovers(self) -> HandoverService:
        """Handing the desk over."""
        desk = Desk(self.issues.list, self.filings.board, self.letters.outgoing.log, lambda: self._filing_clock)
        return HandoverService(self.database, self.office, self.printer, desk)

    @cached_property
    def bulletins(self) -> BulletinService:
        """The county office's bulletins."""
        return BulletinService(self.database, self.office, self.printer, lambda: self._filing_clock, self.targets.page)

    @cached_property
    def letters(self) -> LetterServices:
        """Letters between offices."""
        return letter_services(
            self.database,
            self.office,
            self.presets,
            self.plans,
            self.printer,
            self.folder,
            self.world,
            shelf=self.shelf,
            clock=lambda: self._filing_clock,
        )

    @cached_property
    def overview(self) -> OverviewService:
        """What today's page shows."""
        figures, filings = self.figures, self.filings
        return OverviewService(
            self.database,
            self.office,
            lines=lambda month: figures.lines_of(filings.listed(month), month),
            asked=filings.asked,
            targets=self.settings.own_targets,
            form_ids=lambda: tuple(form.id for form in filings.forms()),
            more=self._waiting(),
        )

    def _waiting(self) -> tuple[Callable[[], tuple[TodoItem, ...]], ...]:
        """What today's page asks for things that wait, in its order."""
        return (
            self.issues.todo,
            self.officers.todo,
            self.admissions.todo,
            self.retention.todo,
            self.projects.todo,
            self.coverage.todo,
            self.rewards.todo,
            self.meetings.todo,
            self.letters.outgoing.todo,
            self.letters.answering.todo,
            self.letters.rechecks.todo,
            self.letters.questions.todo,
            self.duties.todo,
            self.backups.todo,
        )

    @cached_property
    def _gatherer(self) -> Gatherer:
        return Gatherer(self.database, self.office, self._form_sources.sources())

    @cached_property
    def _month_forms(self) -> MonthForms:
        return MonthForms(self.database, self.office, self.printer, self._gatherer, self.figure_questions)

    @cached_property
    def _form_sources(self) -> FormSources:
        return FormSources(self.database, self.office, self.presets, lambda: self, self.printer.monthly)

    @cached_property
    def _filing_clock(self) -> FilingClock:
        return FilingClock(self.database, self.office, cache(self.presets.filing_rule), self.calendar)
