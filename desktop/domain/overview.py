"""Today's page (今日): what to do now, how far the month is, and where the list stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.enterprise import Chip
from desktop.domain.month import Month
from desktop.domain.recheck import RecheckRow
from desktop.domain.workspace import OwnTarget, Workspace


class TodoKind(StrEnum):
    """What waits for a person."""

    ISSUE_LATE = "issue_late"
    ISSUE_UNANSWERED = "issue_unanswered"
    ISSUE_UNASSIGNED = "issue_unassigned"
    ISSUE_SOON = "issue_soon"
    ISSUE_PARKED = "issue_parked"
    ISSUE_TO_FOLLOW_UP = "issue_to_follow_up"
    VISIT_DUE = "visit_due"
    FIGURES_MISSING = "figures_missing"
    FIGURES_ODD = "figures_odd"
    PROJECT_TASK_LATE = "project_task_late"
    PROJECT_WITHOUT_ENTERPRISE = "project_without_enterprise"
    DRAFT_OPEN = "draft_open"
    WINDOW_NEAR = "window_near"
    WINDOW_UNTYPED = "window_untyped"
    ADMISSION_RETURNED = "admission_returned"
    ADMISSION_MATERIALS = "admission_materials"
    EXIT_CAP = "exit_cap"
    REACHED_OPEN = "reached_open"
    YEAR_TO_ROLL = "year_to_roll"
    RISK_TO_CONFIRM = "risk_to_confirm"
    RISK_OF_COUNTY = "risk_of_county"
    RISK_WITHOUT_PLAN = "risk_without_plan"
    MEASURE_LATE = "measure_late"
    CLAIM_RETURNED = "claim_returned"
    DECISION_LATE = "decision_late"
    VISIT_BY_RHYTHM = "visit_by_rhythm"
    DUTY_DUE = "duty_due"
    LETTER_RETURNED = "letter_returned"
    RECHECK = "recheck"
    TO_CHECK = "to_check"
    ROUNDS_TO_ANSWER = "rounds_to_answer"
    LETTER_UNANSWERED = "letter_unanswered"
    REHEARSAL_FAILED = "rehearsal_failed"
    COPY_HERE_ONLY = "copy_here_only"
    COPY_NOT_CARRIED = "copy_not_carried"


class StepState(StrEnum):
    """How far one step of the filing is."""

    DONE = "done"
    NOW = "now"
    LATER = "later"


class StepCode(StrEnum):
    """The steps of filing a month (数据 → 核对 → 生成 → 签章交接)."""

    FIGURES = "figures"
    CHECK = "check"
    MAKE = "make"
    HAND_OVER = "hand_over"


@dataclass(frozen=True, slots=True)
class TodoItem:
    """One thing to do; *owner* is the uid it opens (enterprise, issue or draft key), empty for a count.

    *recheck* is the figure that the county wants checked, where that is it.
    """

    kind: TodoKind
    count: int
    owner: str = ""
    name: str = ""
    on: date | None = None
    recheck: RecheckRow | None = None


@dataclass(frozen=True, slots=True)
class FilingStep:
    """One step of the month's filing: *done* of *total*; of the rest *explained* ones have a reason instead."""

    code: StepCode
    state: StepState
    done: int
    total: int
    explained: int = 0


@dataclass(frozen=True, slots=True)
class Band:
    """How many enterprises stand between *low* and *high* (分, None is open) of cumulative revenue."""

    index: int
    low: int | None
    high: int | None
    count: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything today's page shows; *targets* empty means 未下达."""

    workspace: Workspace
    month: Month
    todo: tuple[TodoItem, ...]
    steps: tuple[FilingStep, ...]
    targets: tuple[OwnTarget, ...]
    additions: int
    exits: int
    net_increase: int
    bands: tuple[Band, ...]
    unreported: int
    chips: Mapping[Chip, int]
