"""The codes of keeping admitted enterprises in (稳规): signs of risk, grades, deeds and outcomes."""

from enum import StrEnum


class RiskSign(StrEnum):
    """Why an admitted enterprise may leave the directory (风险情形); plans and the reference name them."""

    BELOW_LAST_YEAR = "below_last_year"
    BELOW_TWELVE = "below_twelve"
    ESTIMATE_BELOW = "estimate_below"
    NEAR_LIMIT = "near_limit"
    STOPPED = "stopped"
    HALF_STOPPED = "half_stopped"
    ABNORMAL = "abnormal"
    MOVING = "moving"
    DEREGISTERING = "deregistering"
    FALLING = "falling"
    UNCOLLECTED = "uncollected"


class RiskGrade(StrEnum):
    """How weighty a risk is (风险等级), the weightiest first; computed, then confirmed by a person."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class RiskAction(StrEnum):
    """A person's dated word on the risk of one enterprise; each is a record of its own."""

    ENTER = "enter"
    CONFIRM = "confirm"
    DISMISS = "dismiss"
    RELEASE = "release"


class PlanAction(StrEnum):
    """A dated step of a plan for one enterprise (一企一策) or of one of its measures."""

    ADD = "add"
    NOTE = "note"
    EXTEND = "extend"
    DONE = "done"
    DROP = "drop"
    END = "end"


class MeasureState(StrEnum):
    """Where one measure of a plan stands; overdue is computed, never a state."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Outcome(StrEnum):
    """How the enterprise came out of its plan (实际结果), as a person tells it."""

    STAYED = "stayed"
    EXITED = "exited"
    OTHER = "other"
