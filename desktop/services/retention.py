"""Keeping admitted enterprises in (稳规): who may fall out, what a person says of it, plans, exits and their caps."""

from collections.abc import Callable
from pathlib import Path

from db.county import county_of
from db.models.retention import RetentionPlan, RevenueEstimate
from db.queries import enterprises, retention, retention_plans
from db.unit_of_work import Database
from desktop.domain.library_exit import CapLine, ExitDraft, ExitRow, caps_of, check_exit
from desktop.domain.month import Month, last_complete
from desktop.domain.overview import TodoItem
from desktop.domain.problems import Problem, blocks
from desktop.domain.retention import (
    EstimateDraft,
    RetentionRow,
    RetentionView,
    RiskDraft,
    check_estimate,
    check_risk,
    shown_in,
)
from desktop.domain.retention_case import RetentionCase, todo_of, wants_plan
from desktop.domain.retention_plan import (
    Measure,
    MeasureDraft,
    Plan,
    PlanDraft,
    PlanStepDraft,
    check_measure,
    check_plan,
    check_plan_step,
)
from desktop.domain.retention_reader import RetentionRules
from desktop.domain.saved import Saved
from desktop.domain.text import tidied, tidy
from desktop.domain.workspace import OwnTarget
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.services.office import Office
from desktop.services.printing import PrintedFile
from desktop.services.steps.facts import MonthFacts
from desktop.services.steps.outgoing import OutgoingPapers
from desktop.services.steps.paper import FormPrinter
from desktop.services.steps.retaining import (
    add_measure,
    keep_estimate,
    leave_directory,
    make_plan,
    plan_columns,
    say_risk,
    take_back_exit,
    take_plan_step,
)
from desktop.services.steps.retention_case import RetentionReader
from desktop.services.steps.retention_paper import RetentionPapers, library_lines

Problems = list[Problem]  # inside the class, list is the method


class RetentionService:
    """Everything a person does to keep admitted enterprises in; *rules* are read from the reference once.

    *own_targets* gives the own unit's targets of a year, among them a cap that was typed.
    """

    def __init__(
        self,
        database: Database,
        office: Office,
        printer: FormPrinter,
        *,
        rules: Callable[[], RetentionRules],
        own_targets: Callable[[int], tuple[OwnTarget, ...]],
    ) -> None:
        self._database = database
        self._office = office
        self._papers = RetentionPapers(office, OutgoingPapers(database, office, printer))
        self._load_rules = rules
        self._own_targets = own_targets
        self._loaded: RetentionRules | None = None

    def rules(self) -> RetentionRules:
        """Return what the reference says of signs, classes of help and grounds of exit."""
        if self._loaded is None:
            self._loaded = self._load_rules()
        return self._loaded

    def list(
        self, month: Month, view: RetentionView = RetentionView.ADMITTED, words: str = ""
    ) -> tuple[RetentionRow, ...]:
        """Return the enterprises of *view* as they stand in *month*, by name; only those with *words*, if any."""
        return tuple(row for row in self.rows(month, words) if shown_in(row, view))

    def rows(self, month: Month, words: str = "") -> tuple[RetentionRow, ...]:
        """Return every enterprise that is or was in the directory, as it stands in *month*."""
        return self._reader(month).rows(words=words)

    def get(self, uid: str, month: Month) -> RetentionRow:
        """Return the enterprise *uid*; raise `KnownError("never_admitted")` where it never was in the directory."""
        found = self._reader(month).rows(uid)
        if not found:
            raise KnownError("never_admitted", uid=uid)
        return found[0]

    def case(self, uid: str, month: Month) -> RetentionCase:
        """Return the enterprise *uid* with its stays, the words about its risk, its plans and its open issues."""
        return self._reader(month).case(self.get(uid, month))

    def check_risk(self, uid: str, draft: RiskDraft, month: Month) -> Problems:
        """Return what is wrong with a person's word about a risk."""
        return check_risk(draft, self.get(uid, month), self.rules(), today=self._office.today)

    def say_risk(self, uid: str, draft: RiskDraft, month: Month) -> Saved:
        """Keep a person's word about a risk beside what was computed for *month*.

        The county says its own on stays that units keep; it goes to each with the next letter.
        """
        draft = tidied(draft)
        if blocks(problems := self.check_risk(uid, draft, month)):
            return Saved(problems=tuple(problems))
        row, unit = self.get(uid, month), self._office.workspace.unit
        with self._database.work(f"risk.{draft.action}", self._office.who) as work:
            return Saved(say_risk(work, row, draft, self._place(uid), month, unit=unit), tuple(problems))

    def add_estimate(self, uid: str, draft: EstimateDraft) -> Saved:
        """Keep what the enterprise *uid* itself expects of a year (预计)."""
        draft = tidied(draft)
        if blocks(problems := check_estimate(draft, today=self._office.today)):
            return Saved(problems=tuple(problems))
        if self._database.read(enterprises.draft_of, uid) is None:  # a cultivated one may say what it expects too
            raise KnownError("no_such_enterprise", uid=uid)
        with self._database.work("estimate.add", self._office.who) as work:
            return Saved(keep_estimate(work, uid, draft, unit=self._office.workspace.unit))

    def void_estimate(self, uid: str, reason: str) -> Saved:
        """Void an estimate that was entered by mistake."""
        found = self._database.read(retention.estimate_year, uid)
        if found is None or found[1]:
            raise KnownError("no_such_estimate", uid=uid)
        if not tidy(reason):
            return Saved(problems=(Problem("reason", "missing"),))
        with self._database.work("estimate.void", self._office.who) as work:
            work.void(RevenueEstimate, uid, tidy(reason))
        return Saved(uid)

    def plan(self, uid: str) -> Plan:
        """Return the plan *uid*; raise `KnownError("no_such_plan")`."""
        found = self._database.read(retention_plans.get, uid)
        if found is None:
            raise KnownError("no_such_plan", uid=uid)
        return found

    def make_plan(self, enterprise: str, draft: PlanDraft) -> Saved:
        """Begin a plan (一企一策) for an enterprise in the library of risk; 出清 gets none."""
        draft, row = tidied(draft), self.get(enterprise, self._now())
        if not wants_plan(row, self.rules()):
            code = "not_in_risk_library" if row.stay is None else "plan_exists" if row.plan else "no_help_no_plan"
            return Saved(problems=(Problem("enterprise", code),))
        since = None if row.stay is None else row.stay.since
        if blocks(problems := check_plan(draft, today=self._office.today, since=since)):
            return Saved(problems=tuple(problems))
        with self._database.work("plan.make", self._office.who) as work:
            return Saved(make_plan(work, row, draft, unit=self._office.workspace.unit))

    def edit_plan(self, uid: str, draft: PlanDraft) -> Saved:
        """Mend what a running plan says; its measures and steps stay as they are."""
        draft = tidied(draft)
        self._running(uid)
        if blocks(problems := check_plan(draft, today=self._office.today)):
            return Saved(problems=tuple(problems))
        with self._database.work("plan.edit", self._office.who) as work:
            work.change(RetentionPlan, uid, plan_columns(draft))
        return Saved(uid)

    def void_plan(self, uid: str, reason: str) -> Saved:
        """Void a plan that was entered by mistake."""
        self._running(uid)
        if not tidy(reason):
            return Saved(problems=(Problem("reason", "missing"),))
        with self._database.work("plan.void", self._office.who) as work:
            work.void(RetentionPlan, uid, tidy(reason))
        return Saved(uid)

    def add_measure(self, plan_uid: str, draft: MeasureDraft) -> Saved:
        """Add a measure to a running plan: what, who answers for it, until when."""
        draft, plan = tidied(draft), self._running(plan_uid)
        made_on = plan.draft.made_on or self._office.today
        if blocks(problems := check_measure(draft, made_on=made_on, today=self._office.today)):
            return Saved(problems=tuple(problems))
        with self._database.work("plan.measure", self._office.who) as work:
            return Saved(add_measure(work, plan, draft, unit=self._office.workspace.unit))

    def step(self, plan_uid: str, measure_uid: str, draft: PlanStepDraft) -> Saved:
        """Write a step of a measure, or the end of the plan where no measure is named."""
        draft, plan = tidied(draft), self.plan(plan_uid)
        measure = self._measure(plan, measure_uid)
        if blocks(problems := check_plan_step(draft, plan, measure, today=self._office.today)):
            return Saved(problems=tuple(problems))
        with self._database.work(f"plan.{draft.action}", self._office.who) as work:
            return Saved(take_plan_step(work, plan, measure, draft, unit=self._office.workspace.unit))

    def check_exit(self, uid: str, draft: ExitDraft) -> Problems:
        """Return what is wrong or odd about an exit."""
        row = self.get(uid, self._now())
        last_year = row.watched.last_year
        return check_exit(
            draft,
            self.rules(),
            status=row.library_status,
            admitted_month=row.admitted_month,
            last_year=None if last_year is None else last_year.amount,
            threshold=self._office.preset.threshold_fen,
            today=self._office.today,
        )

    def leave(self, uid: str, draft: ExitDraft) -> Saved:
        """Record that the enterprise *uid* left the directory, as it was told; one deed with what follows from it."""
        draft = tidied(draft)
        if blocks(problems := self.check_exit(uid, draft)):
            return Saved(problems=tuple(problems))
        row, unit, month = self.get(uid, self._now()), self._office.workspace.unit, self._now()
        with self._database.work("exit.record", self._office.who) as work:
            return Saved(leave_directory(work, row, draft, self._place(uid), month, unit=unit), tuple(problems))

    def void_exit(self, uid: str, reason: str) -> Saved:
        """Void an exit that was entered by mistake; the enterprise is again what it was before."""
        found = self._database.read(retention.exit_of, uid, self._office.unit_names)
        if found is None or found.voided:
            raise KnownError("no_such_exit", uid=uid)
        if not tidy(reason):
            return Saved(problems=(Problem("reason", "missing"),))
        with self._database.work("exit.void", self._office.who) as work:
            take_back_exit(work, found, tidy(reason))
        return Saved(uid)

    def exits(self, year: int = 0, *, voided: bool = False) -> tuple[ExitRow, ...]:
        """Return the exits of *year* (the ledger's, where none is said) by day."""
        asked = year or self._office.workspace.year
        return self._database.read(retention.exits_in, asked, self._office.unit_names, voided=voided)

    def caps(self, year: int = 0) -> tuple[CapLine, ...]:
        """Return the caps of *year* beside the exits that this ledger has; none means 未下达."""
        asked = year or self._office.workspace.year
        return caps_of(self._office.preset, self._own_targets(asked), asked, len(self.exits(asked)))

    def print_plan(self, plan_uid: str, path: Path, progress: Progress, month: Month | None = None) -> PrintedFile:
        """Write the sheet of one plan (一企一策) as a PDF at *path*."""
        plan = self.plan(plan_uid)
        case = self.case(plan.enterprise, month or self._now())
        return self._papers.plan(case, plan, self.rules(), path, progress)

    def print_list(self, month: Month, path: Path, progress: Progress) -> PrintedFile:
        """Write the library of risk as it stands in *month* as a PDF at *path*."""
        return self._papers.library(self.facts(month), month, path, progress)

    def facts(self, month: Month) -> MonthFacts:
        """Return what forms about the library of risk show as of *month*; one that fell out this year stays listed."""
        rows = (row for row in self.rows(month) if row.stay is not None or _left(row, month.year))
        return library_lines(tuple(rows), month, self.rules())

    def todo(self) -> tuple[TodoItem, ...]:
        """Return what waits for a person, for today's page."""
        unit = self._office.workspace.unit
        county = self._database.read(county_of)
        return todo_of(
            self.rows(self._now()),
            self.caps(),
            self.rules(),
            today=self._office.today,
            unit=unit,
            county="" if county == unit else county,
        )

    def _now(self) -> Month:
        return last_complete(self._office.today)

    def _reader(self, month: Month) -> RetentionReader:
        return RetentionReader(self._database, self._office, self.rules(), month)

    def _place(self, uid: str) -> int:
        return self._database.read(retention.next_place, uid)

    def _running(self, uid: str) -> Plan:
        plan = self.plan(uid)
        if plan.voided or plan.outcome is not None:
            raise KnownError("plan_over", uid=uid)
        return plan

    def _measure(self, plan: Plan, uid: str) -> Measure | None:
        if not uid:
            return None
        found = next((measure for measure in plan.measures if measure.uid == uid), None)
        if found is None:
            raise KnownError("no_such_measure", uid=uid)
        return found


def _left(row: RetentionRow, year: int) -> bool:
    return any(each.on.year == year for each in row.exits)
