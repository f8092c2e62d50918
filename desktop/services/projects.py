"""The ledger of key projects (重点项目库、推进台账)."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from db.models.project import Project, ProjectTask
from db.queries import enterprises, history, issues, projects
from db.unit_of_work import Database
from desktop.domain.change import HistoryLine
from desktop.domain.enterprise import EnterpriseDraft, check_enterprise, name_key
from desktop.domain.issue import IssueDraft, IssueRow, check_issue
from desktop.domain.month import Month
from desktop.domain.overview import TodoItem
from desktop.domain.problems import Problem, Severity, blocks
from desktop.domain.project import (
    Milestone,
    MilestoneDraft,
    ProgressDraft,
    ProgressLine,
    ProjectDraft,
    ProjectFilter,
    ProjectRow,
    ProjectStage,
    StageDraft,
    StageStep,
    check_milestone,
    check_progress,
    check_project,
    check_stage,
)
from desktop.domain.saved import Saved
from desktop.domain.text import tidied, tidy
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.services.office import Office
from desktop.services.printing import PrintedFile
from desktop.services.steps.facts import MonthFacts
from desktop.services.steps.finding import folded
from desktop.services.steps.keeping import open_issue
from desktop.services.steps.outgoing import OutgoingPapers
from desktop.services.steps.paper import FormPrinter
from desktop.services.steps.project_paper import project_lines
from desktop.services.steps.projecting import (
    add_stage,
    become,
    enter_project,
    keep_progress,
    keep_task,
    link_issue,
    make_enterprise,
    mend_project,
    own_units,
    todo_of,
)

Problems = list[Problem]  # inside the class, list is the method
_PRODUCING = frozenset({ProjectStage.PRODUCING, ProjectStage.EFFECTIVE, ProjectStage.ADMITTED})


class ProjectService:
    """Everything a person does with projects; rows are told as of a month, the last one with its figures."""

    def __init__(self, database: Database, office: Office, printer: FormPrinter) -> None:
        self._database = database
        self._office = office
        self._papers = OutgoingPapers(database, office, printer)

    def list(self, query: ProjectFilter, month: Month) -> tuple[ProjectRow, ...]:
        """Return the projects that *query* finds as of *month*, by number."""
        wanted = replace(query, text=folded(query.text))
        year, today = self._office.workspace.year, self._office.today
        return self._database.read(projects.rows, wanted, year=year, month=str(month), today=today)

    def get(self, uid: str, month: Month | None = None) -> ProjectRow:
        """Return project *uid* as of *month* (or of today); raise `KnownError("no_such_project")`."""
        today, year = self._office.today, self._office.workspace.year
        until = str(month or Month.containing(today))
        found = self._database.read(projects.get, uid, year=year, month=until, today=today)
        if found is None:
            raise KnownError("no_such_project", uid=uid)
        return found

    def steps(self, uid: str) -> tuple[StageStep, ...]:
        """Return the stages of project *uid*, oldest first."""
        return self._database.read(projects.steps, uid)

    def months(self, uid: str) -> tuple[ProgressLine, ...]:
        """Return the months that were reported of project *uid*, oldest first."""
        return self._database.read(projects.months, uid)

    def tasks(self, uid: str) -> tuple[Milestone, ...]:
        """Return the tasks of project *uid* by their day."""
        return self._database.read(projects.tasks, uid)

    def issues(self, uid: str) -> tuple[IssueRow, ...]:
        """Return the issues that project *uid* gave rise to."""
        names = self._office.unit_names
        found = (self._database.read(issues.get, each, names) for each in self._database.read(projects.issues_of, uid))
        return tuple(row for row in found if row is not None)

    def became(self, enterprise: str) -> tuple[tuple[str, str, date | None], ...]:
        """Return (uid, name, day) of the projects that became *enterprise*."""
        return tuple(self._database.read(projects.became, enterprise))

    def todo(self) -> tuple[TodoItem, ...]:
        """Return what waits: tasks past their day, and projects that produce and are no enterprise."""
        return todo_of(self._database, self._office.today)

    def check(self, draft: ProjectDraft, stage: ProjectStage) -> Problems:
        """Return what is wrong with *draft* of a project in *stage*."""
        return check_project(draft, stage, today=self._office.today)

    def add(self, draft: ProjectDraft, first: StageDraft) -> Saved:
        """Enter a project at the stage it has reached."""
        draft, first = tidied(draft), tidied(first)
        stage = first.stage or ProjectStage.PLANNED
        begun = replace(first, stage=stage)
        problems = self.check(draft, stage)
        if begun.on is None:
            problems.append(Problem("on", "missing"))
        elif begun.on > self._office.today:
            problems.append(Problem("on", "in_future"))
        if stage is ProjectStage.ADMITTED:
            problems.append(Problem("stage", "project_admitted_needs_enterprise"))
        if blocks(problems):
            return Saved(problems=tuple(problems))
        workspace = self._office.workspace
        with self._database.work("project.add", self._office.who) as work:
            uid = enter_project(work, draft, begun, unit=workspace.unit, year=workspace.year)
        return Saved(uid, tuple(problems))

    def edit(self, uid: str, draft: ProjectDraft) -> Saved:
        """Mend what is written of project *uid*; its stages stay as they are."""
        draft = tidied(draft)
        problems = self.check(draft, self._refuse_void(uid).stage)
        if blocks(problems):
            return Saved(problems=tuple(problems))
        workspace = self._office.workspace
        with self._database.work("project.edit", self._office.who) as work:
            mend_project(work, uid, draft, unit=workspace.unit, year=workspace.year)
        return Saved(uid, tuple(problems))

    def step(self, uid: str, draft: StageDraft) -> Saved:
        """Record a stage of project *uid*."""
        draft = tidied(draft)
        row, steps, today = self._refuse_void(uid), self.steps(uid), self._office.today
        since = steps[-1].on
        problems = check_stage(draft, row.draft, row.stage, enterprise=row.enterprise, since=since, today=today)
        if blocks(problems):
            return Saved(problems=tuple(problems))
        with self._database.work("project.stage", self._office.who) as work:
            kept = add_stage(work, uid, draft, len(steps) + 1, unit=self._office.workspace.unit)
        return Saved(kept, tuple(problems))

    def report(self, uid: str, month: Month, draft: ProgressDraft) -> Saved:
        """Keep what *month* brought to project *uid*."""
        draft = tidied(draft)
        row = self._refuse_void(uid)
        before = next((line for line in reversed(self.months(uid)) if line.month < str(month)), None)
        problems = check_progress(draft, month=str(month), whole=row.draft.total_investment, before=before)
        if month.first_day > self._office.today:
            problems.append(Problem("month", "future_month", {"period": str(month)}, Severity.CHECK))
        if blocks(problems):
            return Saved(problems=tuple(problems))
        with self._database.work("project.report", self._office.who) as work:
            kept = keep_progress(work, uid, str(month), draft, unit=self._office.workspace.unit)
        return Saved(kept, tuple(problems))

    def keep_task(self, project: str, draft: MilestoneDraft, uid: str = "") -> Saved:
        """Add a task to *project*, or mend task *uid*."""
        draft = tidied(draft)
        self._refuse_void(project)
        if uid:
            self.task(uid)
        problems = check_milestone(draft, today=self._office.today)
        if blocks(problems):
            return Saved(problems=tuple(problems))
        with self._database.work("project.task", self._office.who) as work:
            kept = keep_task(work, project, uid, draft, unit=self._office.workspace.unit)
        return Saved(kept, tuple(problems))

    def task(self, uid: str) -> tuple[str, Milestone]:
        """Return (project, task) of task *uid*; raise `KnownError("no_such_task")`."""
        found = self._database.read(projects.task, uid)
        if found is None:
            raise KnownError("no_such_task", uid=uid)
        return found

    def void_task(self, uid: str, reason: str) -> Saved:
        """Mark task *uid* as void (作废) with a reason."""
        self.task(uid)
        return self._void(ProjectTask, uid, reason)

    def raise_issue(self, uid: str, draft: IssueDraft) -> Saved:
        """Enter an issue of project *uid* in the issue ledger, for the enterprise that builds it."""
        row = self._refuse_void(uid)
        if not row.enterprise:
            return Saved(problems=(Problem("enterprise", "project_needs_enterprise"),))
        draft = replace(tidied(draft), enterprise=row.enterprise)
        problems = check_issue(draft, today=self._office.today)
        if blocks(problems):
            return Saved(problems=tuple(problems))
        unit = self._office.workspace.unit
        with self._database.work("project.issue", self._office.who) as work:
            issue = open_issue(work, draft, unit=unit)
            link_issue(work, uid, issue, unit=unit)
        return Saved(issue, tuple(problems))

    def link_issue(self, uid: str, issue: str) -> Saved:
        """Let an issue that is already in the ledger be one of project *uid*."""
        row, found = self._refuse_void(uid), self._database.read(issues.get, issue, {})
        if found is None:
            raise KnownError("no_such_issue", uid=issue)
        if found.voided:
            raise KnownError("voided", uid=issue)
        if not row.enterprise:
            return Saved(problems=(Problem("enterprise", "project_needs_enterprise"),))
        if found.enterprise != row.enterprise:
            return Saved(problems=(Problem("issue", "project_issue_elsewhere", {"name": found.enterprise_name}),))
        with self._database.work("project.issue", self._office.who) as work:
            return Saved(link_issue(work, uid, issue, unit=self._office.workspace.unit))

    def become(self, uid: str, on: date, *, enterprise: str = "", name: str = "") -> Saved:
        """Let project *uid* become an enterprise: the one named, or a new one that its builder is entered as."""
        row = self._refuse_void(uid)
        problems = self._check_becoming(row, on, enterprise, tidy(name))
        if blocks(problems):
            return Saved(problems=tuple(problems))
        workspace, producing = self._office.workspace, row.stage in _PRODUCING
        with self._database.work("project.become", self._office.who) as work:
            made = enterprise or make_enterprise(
                work,
                row.draft,
                tidy(name),
                on=on,
                year=workspace.year,
                own=own_units(self._office),
                producing=producing,
            )
            become(work, uid, made, on)
        return Saved(made, tuple(problems))

    def part(self, uid: str, reason: str) -> Saved:
        """Take back the link of project *uid* to its enterprise, with a reason; the enterprise stays."""
        row = self._refuse_void(uid)
        if not tidy(reason):
            return Saved(problems=(Problem("reason", "missing"),))
        if not row.enterprise:
            return Saved(problems=(Problem("enterprise", "project_not_linked"),))
        with self._database.work("project.part", self._office.who) as work:
            work.change(Project, uid, {"enterprise": None, "became_on": None}, reason=tidy(reason))
        return Saved(uid)

    def void(self, uid: str, reason: str) -> Saved:
        """Mark project *uid* as void (作废) with a reason."""
        self._refuse_void(uid)
        return self._void(Project, uid, reason)

    def history(self, uid: str) -> tuple[HistoryLine, ...]:
        """Return who changed what of project *uid* and of what hangs on it, oldest first."""
        return self._database.read(history.of_entity, uid)

    def print_ledger(self, month: Month, path: Path, progress: Progress) -> PrintedFile:
        """Write the ledger (重点项目推进台账) as of *month* as a PDF at *path*."""
        return self._papers.listing("project-ledger", self.facts(month), month, path, progress)

    def facts(self, month: Month) -> MonthFacts:
        """Return what forms about projects show for *month*."""
        return project_lines(self.list(ProjectFilter(), month), self.tasks, self.issues, self._office)

    def _check_becoming(self, row: ProjectRow, on: date, enterprise: str, name: str) -> Problems:
        if row.enterprise:
            return [Problem("enterprise", "project_linked_already", {"name": row.enterprise_name})]
        if on > self._office.today:
            return [Problem("on", "in_future")]
        if enterprise:
            if self._database.read(enterprises.draft_of, enterprise) is None:
                raise KnownError("no_such_enterprise", uid=enterprise)
            return []
        named = name or row.draft.builder
        alike = self._database.read(enterprises.alike, "", name_key(named), "")
        problems = check_enterprise(EnterpriseDraft(name=named), today=self._office.today)
        told = ({"name": each.name, "uid": each.uid} for each in alike)
        return problems + [Problem("name", "name_taken", values, Severity.CHECK) for values in told]

    def _void(self, model: type[Project] | type[ProjectTask], uid: str, reason: str) -> Saved:
        if not tidy(reason):
            return Saved(problems=(Problem("reason", "missing"),))
        with self._database.work("project.void", self._office.who) as work:
            work.void(model, uid, tidy(reason))
        return Saved(uid)

    def _refuse_void(self, uid: str) -> ProjectRow:
        row = self.get(uid)
        if row.voided:
            raise KnownError("voided", uid=uid)
        return row
