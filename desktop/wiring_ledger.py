"""Everything a face may call on one open ledger."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

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
from desktop.services.month_reports import MonthReportService
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
from desktop.services.targets import TargetService
from desktop.services.trainings import TrainingService
from desktop.services.undoing import UndoService
from desktop.services.visits import VisitService
from desktop.services.voided import VoidedService
from desktop.services.workbooks import WorkbookService
from desktop.services.years import YearService
from desktop.wiring_letters import LetterServices


@dataclass(frozen=True, slots=True)
class Services:
    """Everything a face may call, on one open ledger."""

    folder: Path
    settings: SettingsService
    presets: PresetService
    enterprises: EnterpriseService
    figures: FigureService
    visits: VisitService
    officers: OfficerService
    campaigns: CampaignService
    attachments: AttachmentService
    issues: IssueService
    libraries: LibraryService
    years: YearService
    coverage: CoverageService
    links: LinkService
    recognitions: RecognitionService
    duties: DutyService
    calendars: CalendarService
    admissions: AdmissionService
    projects: ProjectService
    targets: TargetService
    retention: RetentionService
    policies: PolicyService
    rewards: RewardService
    trainings: TrainingService
    meetings: MeetingService
    filings: FilingService
    rounds: FilingRoundService
    answers: FilingAnswerService
    filing_batch: FilingBatchService
    filing_dates: FilingDateService
    papers: PaperService
    month_reports: MonthReportService
    forms: FormService
    intake: IntakeService
    overview: OverviewService
    drafts: DraftService
    check: CheckService
    undo: UndoService
    voided: VoidedService
    exports: ExportService
    diagnostics: DiagnosticsService
    person_data: PersonDataService
    lists: ListService
    workbooks: WorkbookService
    backups: BackupService
    find_back: FindBackService
    letters: LetterServices
    notes: tuple[KnownError, ...]
    close: Callable[[], None]
