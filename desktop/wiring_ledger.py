"""The services of the ledgers of one office; no Qt and no rule."""

from functools import cache, cached_property

from desktop.domain.library_codes import CategorySign
from desktop.services.admissions import AdmissionService
from desktop.services.attachments import AttachmentService
from desktop.services.calendars import CalendarService
from desktop.services.campaigns import CampaignService
from desktop.services.county_figures import CountyFigureService
from desktop.services.coverage import CoverageService
from desktop.services.duties import DutyService
from desktop.services.enterprises import EnterpriseService
from desktop.services.figures import FigureService
from desktop.services.issues import IssueService
from desktop.services.libraries import LibraryService
from desktop.services.links import LinkService
from desktop.services.meetings import MeetingService
from desktop.services.officers import OfficerService
from desktop.services.plan_files import PlanFileService
from desktop.services.policies import PolicyService
from desktop.services.projects import ProjectService
from desktop.services.recognitions import RecognitionService
from desktop.services.relays import RelayService
from desktop.services.retention import RetentionService
from desktop.services.rewards import RewardService
from desktop.services.settings import SettingsService
from desktop.services.steps.attaching import STORE
from desktop.services.steps.issue_clock import IssueClocks
from desktop.services.targets import TargetService
from desktop.services.trainings import TrainingService
from desktop.services.visits import VisitService
from desktop.services.years import YearService
from desktop.wiring_parts import Parts


class Ledgers(Parts):
    """The services of the ledgers, each made when it is first asked for."""

    @cached_property
    def settings(self) -> SettingsService:
        """The office's settings, its people and its own targets."""
        return SettingsService(self.database, self.office, self.folder)

    @cached_property
    def plan_files(self) -> PlanFileService:
        """A mended file of the plan."""
        return PlanFileService(self.database, self.office, self.plans)

    @cached_property
    def enterprises(self) -> EnterpriseService:
        """The list of enterprises."""
        return EnterpriseService(self.database, self.office)

    @cached_property
    def figures(self) -> FigureService:
        """Monthly figures."""
        return FigureService(self.database, self.office, self.figure_questions)

    @cached_property
    def county_figures(self) -> CountyFigureService:
        """Merged figures as the county sees them."""
        return CountyFigureService(self.database, self.office)

    @cached_property
    def visits(self) -> VisitService:
        """The log of visits."""
        return VisitService(self.database, self.office, self.printer, calendar=self.calendar)

    @cached_property
    def officers(self) -> OfficerService:
        """Who answers for whom."""
        return OfficerService(self.database, self.office, self.printer)

    @cached_property
    def campaigns(self) -> CampaignService:
        """Campaigns of visits."""
        return CampaignService(self.database, self.office, self.clauses)

    @cached_property
    def attachments(self) -> AttachmentService:
        """Files kept with records."""
        return AttachmentService(self.database, self.office, self.folder / STORE)

    @cached_property
    def issues(self) -> IssueService:
        """The ledger of issues."""
        return IssueService(self.database, self.office, self.printer, self._issue_clocks)

    @cached_property
    def relays(self) -> RelayService:
        """Issues handed on to a third office."""
        return RelayService(self.database, self.office, self._issue_clocks)

    @cached_property
    def _issue_clocks(self) -> IssueClocks:
        return IssueClocks(self.database, self.office, self.presets.clocks, self.calendar)

    @cached_property
    def libraries(self) -> LibraryService:
        """The libraries of the year."""
        return LibraryService(
            self.database,
            self.office,
            self.printer,
            rules=self.library_rules,
            new_since=lambda: self.presets.admission_rules().precheck.new_since_month,
            rosters=lambda: {each.id: each.label for each in self.policy_rules().rosters},
        )

    @cached_property
    def years(self) -> YearService:
        """Cultivation years and their roll."""
        return YearService(self.database, self.office, self.library_rules)

    @cached_property
    def coverage(self) -> CoverageService:
        """Who reached the size and is not admitted."""
        return CoverageService(self.database, self.office, self.library_rules)

    @cached_property
    def links(self) -> LinkService:
        """What stands behind a route."""
        return LinkService(self.database, self.office, self.library_rules)

    @cached_property
    def recognitions(self) -> RecognitionService:
        """What enterprises were recognised as, and taxes before and after."""
        return RecognitionService(self.database, self.office, cache(self.presets.recognitions))

    @cached_property
    def duties(self) -> DutyService:
        """What is done once a year."""
        return DutyService(self.database, self.office, cache(self.presets.duties))

    @cached_property
    def calendars(self) -> CalendarService:
        """The office's own days off."""
        return CalendarService(self.database, self.office, cache(self.presets.calendar_years), self.calendar)

    @cached_property
    def admissions(self) -> AdmissionService:
        """Applications and windows."""
        rules, calendar = self.presets.admission_rules, self.calendar
        return AdmissionService(self.database, self.office, self.printer, rules=rules, calendar=calendar)

    @cached_property
    def projects(self) -> ProjectService:
        """The ledger of projects."""
        return ProjectService(self.database, self.office, self.printer)

    @cached_property
    def targets(self) -> TargetService:
        """Targets and progress."""
        return TargetService(self.database, self.office, self.printer)

    @cached_property
    def retention(self) -> RetentionService:
        """Enterprises that may fall out."""
        rules, targets = self.presets.retention_rules, self.settings.own_targets
        return RetentionService(self.database, self.office, self.printer, rules=rules, own_targets=targets)

    @cached_property
    def policies(self) -> PolicyService:
        """The library of policies, and lists that go out."""
        rules = self.policy_rules
        returning, release = self.returning, self.presets.release_rules
        return PolicyService(
            self.database, self.office, self.printer, rules=rules, returning=returning, release=release
        )

    @cached_property
    def rewards(self) -> RewardService:
        """Hints and claims of rewards."""
        rules = cache(self.presets.reward_rules)
        return RewardService(self.database, self.office, self.printer, rules=rules, returning=self.returning)

    @cached_property
    def trainings(self) -> TrainingService:
        """Trainings."""
        return TrainingService(self.database, self.office, self.printer, self.policy_rules)

    @cached_property
    def meetings(self) -> MeetingService:
        """Meetings and what they decided."""
        return MeetingService(self.database, self.office)

    def returning(self) -> frozenset[str]:
        """Return the categories whose enterprises left the directory once."""
        return frozenset(name for name, sign in self.library_rules().signs.items() if sign is CategorySign.EXITED)
