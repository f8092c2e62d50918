"""Builds the services for either face; knows every room, no Qt and no rule."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from db.ledger import Means, discard_ledger, has_ledger, make_ledger
from db.ledger import open_ledger as open_database
from db.models.setting import Person, Workspace
from db.queries import settings as setting_queries
from db.unit_of_work import Database
from desktop.domain.library_codes import CategorySign
from desktop.domain.problems import Problem
from desktop.domain.text import tidied
from desktop.domain.workspace import FirstStart, check_first_start
from desktop.kernel.errors import KnownError
from desktop.kernel.lock import DataLock
from desktop.kernel.progress import Progress
from desktop.services.admissions import AdmissionService
from desktop.services.attachments import AttachmentService
from desktop.services.campaigns import CampaignService
from desktop.services.check import CheckService
from desktop.services.coverage import CoverageService
from desktop.services.drafts import DraftService
from desktop.services.enterprises import EnterpriseService
from desktop.services.figures import FigureService
from desktop.services.filings import FilingService
from desktop.services.intake import IntakeService
from desktop.services.issues import IssueService
from desktop.services.libraries import LibraryService
from desktop.services.links import LinkService
from desktop.services.meetings import MeetingService
from desktop.services.office import Office
from desktop.services.officers import OfficerService
from desktop.services.overview import OverviewService
from desktop.services.policies import PolicyService
from desktop.services.presets import PresetService
from desktop.services.projects import ProjectService
from desktop.services.retention import RetentionService
from desktop.services.rewards import RewardService
from desktop.services.settings import SettingsService
from desktop.services.steps.attaching import STORE
from desktop.services.steps.issue_clock import IssueClocks
from desktop.services.steps.paper import FormPrinter
from desktop.services.targets import TargetService
from desktop.services.trainings import TrainingService
from desktop.services.visits import VisitService
from desktop.services.years import YearService
from desktop.world import World

__all__ = ["Services", "World", "create_ledger", "create_sample", "has_ledger", "open_ledger", "presets_only"]

DESK = "looked-at"  # papers that were only looked at; emptied when the ledger is closed
SAMPLE_LIST = "sample-list.xlsx"


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
    admissions: AdmissionService
    projects: ProjectService
    targets: TargetService
    retention: RetentionService
    policies: PolicyService
    rewards: RewardService
    trainings: TrainingService
    meetings: MeetingService
    filings: FilingService
    intake: IntakeService
    overview: OverviewService
    drafts: DraftService
    check: CheckService
    close: Callable[[], None]


def presets_only(world: World) -> PresetService:
    """Return the plans, for a first start that has no ledger yet."""
    return PresetService(world.resources)


def open_ledger(folder: Path, world: World) -> Services:
    """Open the ledger in *folder* and hold it until `close`; raise `KnownError` for what forbids it."""
    folder = folder.absolute()  # it stays this one wherever the program goes
    if not has_ledger(folder):
        raise KnownError("no_ledger", path=folder)
    lock = _locked(folder, world)
    try:
        database = open_database(folder, _means(world))
    except BaseException:
        lock.release()
        raise
    return _services(folder, database, lock, world)


def create_ledger(
    folder: Path, start: FirstStart, world: World, *, demo: bool = False
) -> Services | tuple[Problem, ...]:
    """Make a new ledger in *folder* and open it, or return what *start* still lacks; nothing is made then.

    *demo* marks it as holding invented data (演示).
    """
    start = tidied(start)
    if problems := check_first_start(start):
        return tuple(problems)
    return _create(folder.absolute(), start, world, demo=demo)


def create_sample(folder: Path, world: World) -> Services:
    """Make a ledger of invented enterprises (演示) in *folder* and open it."""
    # openpyxl is slow to load, and only the sample needs it here
    from desktop.services.sample import play
    from desktop.services.sample_data import read_sample
    from desktop.services.sample_list import write_list

    sample = read_sample(world.resources)
    services = create_ledger(folder, sample.start, world, demo=True)
    if isinstance(services, tuple):
        raise LookupError(services)
    try:
        listed = folder / SAMPLE_LIST
        write_list(sample, listed, world.resources)
        play(services, sample, listed, Progress())
    except BaseException:
        services.close()
        discard_ledger(folder)  # half a sample is none
        raise
    return services


def _create(folder: Path, start: FirstStart, world: World, *, demo: bool) -> Services | tuple[Problem, ...]:
    preset = PresetService(world.resources).load(start.preset)
    unit = preset.find_unit(start.unit_name)
    kind = start.unit_kind if unit is None else unit.kind
    if kind is None:
        return (Problem("unit_kind", "missing"),)
    if has_ledger(folder):
        raise KnownError("ledger_exists", path=folder)
    # a unit the plan does not list gets an id of its own, which an alias can bind later
    unit_id = f"{preset.region_code}-{world.new_id()[:8]}" if unit is None else unit.id
    workspace = Workspace(
        uid=world.new_id(),
        unit=unit_id,
        unit_name=start.unit_name if unit is None else unit.name,
        unit_kind=kind,
        preset=preset.id,
        year=start.year,
        demo=demo,
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError("data_folder_not_writable", path=folder) from error
    lock = _locked(folder, world)
    try:
        database = _begun(folder, workspace, start, world)
    except BaseException:
        lock.release()
        raise
    return _services(folder, database, lock, world)


def _begun(folder: Path, workspace: Workspace, start: FirstStart, world: World) -> Database:
    if has_ledger(folder):  # another program was quicker
        raise KnownError("ledger_exists", path=folder)
    try:
        database = make_ledger(folder, workspace.unit, world.new_id()[:8], _means(world))
        try:
            _begin(database, workspace, start, world)
        except BaseException:
            database.close()
            raise
    except BaseException:
        # a ledger without its unit could neither be opened nor begun anew
        discard_ledger(folder)
        raise
    return database


def _begin(database: Database, workspace: Workspace, start: FirstStart, world: World) -> None:
    person = world.new_id()
    with database.work("workspace.begin", person) as work:
        work.add(
            Person(
                uid=person,
                name=start.person_name,
                post=start.person_post or None,
                phone=start.person_phone or None,
            )
        )
        work.add(workspace)
    database.note(setting_queries.sit_down, person)


def _locked(folder: Path, world: World) -> DataLock:
    lock = DataLock(folder, pid=world.pid, host=world.host, started=world.clock())
    lock.acquire()
    return lock


def _means(world: World) -> Means:
    return Means(clock=world.clock, new_id=world.new_id, salt=world.salt)


def _services(folder: Path, database: Database, lock: DataLock, world: World) -> Services:
    presets = PresetService(world.resources)
    office = Office(database, presets.load, world.clock, visit_rules=presets.visit_rules)
    printer = FormPrinter(world.resources / "forms", world.resources / "fonts")
    desk = folder / DESK
    figures = FigureService(database, office)
    officers = OfficerService(database, office, printer)
    clocks = IssueClocks(database, office, presets.clocks, presets.calendar)
    issues = IssueService(database, office, printer, clocks)
    settings = SettingsService(database, office, folder)
    filings = FilingService(database, office, printer, desk)
    admissions = AdmissionService(database, office, printer, rules=presets.admission_rules, calendar=presets.calendar)
    retention = RetentionService(
        database, office, printer, rules=presets.retention_rules, own_targets=settings.own_targets
    )
    projects = ProjectService(database, office, printer)
    rules = cache(presets.library_rules)  # a service asks for each enterprise, the file is read once
    coverage = CoverageService(database, office, rules)
    policy_rules, meetings = cache(presets.policy_rules), MeetingService(database, office)

    def returning() -> frozenset[str]:
        return frozenset(name for name, sign in rules().signs.items() if sign is CategorySign.EXITED)

    rewards = RewardService(database, office, printer, rules=cache(presets.reward_rules), returning=returning)

    def close() -> None:
        try:
            database.close()
        finally:
            lock.release()
        _sweep(desk)

    return Services(
        folder=folder,
        settings=settings,
        presets=presets,
        enterprises=EnterpriseService(database, office),
        figures=figures,
        visits=VisitService(database, office, printer, calendar=presets.calendar),
        officers=officers,
        campaigns=CampaignService(database, office),
        attachments=AttachmentService(database, office, folder / STORE),
        issues=issues,
        libraries=LibraryService(
            database,
            office,
            printer,
            rules=rules,
            new_since=lambda: presets.admission_rules().precheck.new_since_month,
        ),
        years=YearService(database, office, rules),
        coverage=coverage,
        links=LinkService(database, office, rules),
        admissions=admissions,
        projects=projects,
        targets=TargetService(database, office, printer),
        retention=retention,
        policies=PolicyService(database, office, printer, rules=policy_rules, returning=returning),
        rewards=rewards,
        trainings=TrainingService(database, office, printer, policy_rules),
        meetings=meetings,
        filings=filings,
        intake=IntakeService(database, office, world.resources / "intake"),
        overview=OverviewService(
            database,
            office,
            lines=lambda month: figures.lines_of(filings.listed(month), month),
            targets=settings.own_targets,
            form_ids=lambda: tuple(form.id for form in filings.forms()),
            more=(
                issues.todo,
                officers.todo,
                admissions.todo,
                retention.todo,
                projects.todo,
                coverage.todo,
                rewards.todo,
                meetings.todo,
            ),
        ),
        drafts=DraftService(database, world.clock),
        check=CheckService(database, folder / STORE),
        close=close,
    )


def _sweep(desk: Path) -> None:
    # a paper that another program still shows stays until next time
    for path in desk.iterdir() if desk.is_dir() else ():
        with contextlib.suppress(OSError):
            path.unlink()
    with contextlib.suppress(OSError):
        desk.rmdir()
