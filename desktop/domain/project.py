"""Key projects (重点项目): the stages they pass, what is kept of one, and what can be wrong with it."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.admission import ProjectNature
from desktop.domain.enterprise import LONG_TEXT, SHORT_TEXT, check_phone
from desktop.domain.problems import Problem, Severity

_CALENDAR_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


class ProjectStage(StrEnum):
    """How far a project is; dropped (终止) is the way out that may be taken back."""

    PLANNED = "planned"
    SIGNED = "signed"
    BUILDING = "building"
    COMPLETED = "completed"
    PRODUCING = "producing"
    EFFECTIVE = "effective"
    ADMITTED = "admitted"
    DROPPED = "dropped"


class ApprovalKind(StrEnum):
    """How a project was approved (立项类型)."""

    APPROVED = "approved"
    RATIFIED = "ratified"
    FILED = "filed"


ROAD = tuple(stage for stage in ProjectStage if stage is not ProjectStage.DROPPED)
_WITH_CONTACT = frozenset(ROAD) - {ProjectStage.PLANNED}
_BUILT = frozenset(ROAD[2:])
_AT_WORK = frozenset(ROAD[4:])
OPEN_STAGES = frozenset(ROAD) - {ProjectStage.ADMITTED}


@dataclass(frozen=True, slots=True)
class ProjectDraft:
    """What a person types of one project; empty text means not known, money is in 分.

    *stated_revenue* is what the builder itself says a year will bring; *year_plan* the investment planned for *year*.
    """

    name: str = ""
    builder: str = ""
    township: str = ""
    site: str = ""
    goal: str = ""
    approval_kind: ApprovalKind | None = None
    approval_number: str = ""
    approved_on: date | None = None
    nature: ProjectNature | None = None
    total_investment: int | None = None
    year_plan: int | None = None
    responsible_unit: str = ""
    responsible_person: str = ""
    contact: str = ""
    contact_phone: str = ""
    production_month: str = ""
    stated_revenue: int | None = None
    route: str = ""
    invited: bool = False
    first_upgrade: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class StageDraft:
    """A stage reached: when, on which paper, and why where it goes back or ends."""

    stage: ProjectStage | None = None
    on: date | None = None
    basis: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class StageStep:
    """One stage as it was recorded."""

    uid: str
    stage: ProjectStage
    on: date
    basis: str
    note: str
    who: str


@dataclass(frozen=True, slots=True)
class ProgressDraft:
    """What a month brought: investment done in it and altogether, the look of the site (形象进度), what is needed."""

    month_done: int | None = None
    total_done: int | None = None
    look: str = ""
    needs: str = ""

    def over(self, kept: "ProgressLine | None") -> "ProgressDraft":
        """Return *kept* with what this draft says in its place; an empty draft stays empty."""
        if kept is None or self == ProgressDraft():
            return self
        done = kept.month_done if self.month_done is None else self.month_done
        total = kept.total_done if self.total_done is None else self.total_done
        return ProgressDraft(done, total, self.look or kept.look, self.needs or kept.needs)


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """One month of a project as it is kept; *month* is `YYYY-MM`."""

    month: str
    month_done: int | None
    total_done: int | None
    look: str
    needs: str
    by_unit: str


@dataclass(frozen=True, slots=True)
class MilestoneDraft:
    """One task on the way (节点任务)."""

    name: str = ""
    planned_on: date | None = None
    done_on: date | None = None
    responsible: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Milestone:
    """One task as it is kept."""

    uid: str
    name: str
    planned_on: date
    done_on: date | None
    responsible: str
    note: str
    voided: bool


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One line of the ledger; *done* and *look* are of the last month that was reported.

    *waiting* counts the tasks not done, *late* those of them past their day, *issues* the linked ones still open.
    """

    uid: str
    number: str
    draft: ProjectDraft
    stage: ProjectStage
    stage_on: date
    enterprise: str
    enterprise_name: str
    became_on: date | None
    done: int | None
    month_done: int | None
    reported: str
    look: str
    needs: str
    tasks: int
    waiting: int
    late: int
    issues: int
    voided: bool
    void_reason: str


@dataclass(frozen=True, slots=True)
class ProjectFilter:
    """What the ledger of projects shows; an empty *stages* means all, *late* only those with a task past its day."""

    text: str = ""
    stages: frozenset[ProjectStage] = frozenset()
    enterprise: str = ""
    late: bool = False
    voided: bool = False


def check_project(draft: ProjectDraft, stage: ProjectStage, *, today: date) -> list[Problem]:
    """Return what is wrong with *draft* of a project that has reached *stage*."""
    problems = [Problem(name, "missing") for name in ("name", "builder") if not getattr(draft, name).strip()]
    problems += check_contact(draft, stage)
    for name in ("total_investment", "year_plan", "stated_revenue"):
        value = getattr(draft, name)
        if value is not None and value < 0:
            problems.append(Problem(name, "negative"))
    if draft.approved_on is not None and draft.approved_on > today:
        problems.append(Problem("approved_on", "in_future"))
    if draft.production_month and not _CALENDAR_MONTH.fullmatch(draft.production_month):
        problems.append(Problem("production_month", "bad_calendar_month"))
    if draft.year_plan is not None and draft.total_investment is not None and draft.year_plan > draft.total_investment:
        problems.append(Problem("year_plan", "plan_over_total", severity=Severity.CHECK))
    problems += check_phone("contact_phone", draft.contact_phone)
    limits = dict.fromkeys(("name", "builder", "site"), SHORT_TEXT) | dict.fromkeys(("goal", "note"), LONG_TEXT)
    for name, limit in limits.items():
        if len(getattr(draft, name)) > limit:
            problems.append(Problem(name, "too_long", {"limit": str(limit)}))
    return problems


def check_contact(draft: ProjectDraft, stage: ProjectStage) -> list[Problem]:
    """Return what is wrong where a signed project has no named contact (000 三(三): 确定专人对接)."""
    if stage in _WITH_CONTACT and not draft.contact.strip():
        return [Problem("contact", "project_contact_needed")]
    return []


def possible(stage: ProjectStage) -> tuple[ProjectStage, ...]:
    """Return the stages that may be recorded after *stage*, in the order of the road."""
    return tuple(each for each in ProjectStage if each is not stage)


def goes_back(stage: ProjectStage, to: ProjectStage) -> bool:
    """Return whether *to* lies before *stage* or ends the project; either needs a reason."""
    if to is ProjectStage.DROPPED:
        return True
    return stage is not ProjectStage.DROPPED and ROAD.index(to) < ROAD.index(stage)


def check_stage(
    draft: StageDraft, row: ProjectDraft, stage: ProjectStage, *, enterprise: str, since: date, today: date
) -> list[Problem]:
    """Return what is wrong with recording a stage of project *row*, now in *stage* since *since*."""
    to = draft.stage
    if to is None:
        return [Problem("stage", "missing")]
    if to is stage:
        return [Problem("stage", "project_same_stage")]
    problems = []
    if draft.on is None:
        problems.append(Problem("on", "missing"))
    elif draft.on > today:
        problems.append(Problem("on", "in_future"))
    elif draft.on < since:
        problems.append(Problem("on", "before_last_step", {"since": since.isoformat()}))
    if goes_back(stage, to) and not draft.note.strip():
        problems.append(Problem("note", "project_back_needs_reason"))
    problems += check_contact(row, to)
    if to is ProjectStage.ADMITTED and not enterprise:
        problems.append(Problem("stage", "project_admitted_needs_enterprise"))
    elif to in _AT_WORK and not enterprise:
        problems.append(Problem("stage", "project_not_enterprise_yet", severity=Severity.CHECK))
    if to in _BUILT and not row.approval_number.strip():
        problems.append(Problem("stage", "project_approval_missing", severity=Severity.CHECK))
    return problems


def check_progress(
    draft: ProgressDraft, *, month: str, whole: int | None, before: ProgressLine | None
) -> list[Problem]:
    """Return what is wrong with a month's progress; *whole* is the total investment, *before* the last month kept."""
    names = ("month_done", "total_done")
    problems = [
        Problem(name, "negative") for name in names if getattr(draft, name) is not None and getattr(draft, name) < 0
    ]
    if draft == ProgressDraft():
        problems.append(Problem("look", "missing"))
    done, total = draft.month_done, draft.total_done
    if whole is not None and total is not None and total > whole:
        problems.append(Problem("total_done", "invested_over_total", severity=Severity.CHECK))
    if done is not None and total is not None and done > total:
        problems.append(Problem("month_done", "month_over_total", severity=Severity.CHECK))
    if before is None or before.total_done is None or total is None:
        return problems
    if total < before.total_done:
        problems.append(Problem("total_done", "invested_fell", {"before": before.month}, Severity.CHECK))
    elif done is not None and _follows(before.month, month) and before.total_done + done != total:
        problems.append(Problem("total_done", "invested_no_sum", {"before": before.month}, Severity.CHECK))
    return problems


def check_milestone(draft: MilestoneDraft, *, today: date) -> list[Problem]:
    """Return what is wrong with a task on the way."""
    problems = []
    if not draft.name.strip():
        problems.append(Problem("name", "missing"))
    if draft.planned_on is None:
        problems.append(Problem("planned_on", "missing"))
    if draft.done_on is not None and draft.done_on > today:
        problems.append(Problem("done_on", "in_future"))
    return problems


def late(milestone: Milestone, today: date) -> bool:
    """Return whether *milestone* is past its day and not done; computed, never stored."""
    return not milestone.voided and milestone.done_on is None and milestone.planned_on < today


def _follows(before: str, month: str) -> bool:
    """Return whether *month* comes right after *before* in one year (February stands for January to February)."""
    return before[:4] == month[:4] and int(month[5:]) - int(before[5:]) == 1
