"""The plan for one enterprise (一企一策): measures with people and deadlines, and their dated steps."""

from dataclasses import dataclass
from datetime import date

from desktop.domain.problems import Problem
from desktop.domain.risk_codes import MeasureState, Outcome, PlanAction

TEXT_LIMIT = 2_000

_AFTER = {
    PlanAction.ADD: MeasureState.OPEN,
    PlanAction.NOTE: None,
    PlanAction.EXTEND: MeasureState.OPEN,
    PlanAction.DONE: MeasureState.DONE,
    PlanAction.DROP: MeasureState.DROPPED,
}
_NEEDS: dict[PlanAction, tuple[str, ...]] = {
    PlanAction.NOTE: ("note",),
    PlanAction.EXTEND: ("note", "due_on"),
    PlanAction.DONE: ("note",),
    PlanAction.DROP: ("note",),
    PlanAction.END: ("outcome", "note"),
}


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A plan as it is entered; *unit* and *officer* are who answers for it, *outlook* a person's own words.

    *chain_leader* is the leading enterprise of its chain that takes it along (龙头带动), where there is one.
    """

    made_on: date | None = None
    difficulty: str = ""
    approach: str = ""
    leader: str = ""
    unit: str = ""
    officer: str = ""
    outlook: str = ""
    chain_leader: str = ""


@dataclass(frozen=True, slots=True)
class MeasureDraft:
    """One measure as it is entered."""

    what: str = ""
    unit: str = ""
    officer: str = ""
    due_on: date | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class PlanStepDraft:
    """One dated step of a measure or, for `END`, of the plan."""

    action: PlanAction
    on: date | None = None
    note: str = ""
    due_on: date | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One step as it is kept; *measure* is empty for a step of the whole plan."""

    uid: str
    measure: str
    action: PlanAction
    on: date
    note: str
    due_on: date | None
    outcome: Outcome | None
    who: str


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure with where it stands now; *result* is what its last step said."""

    uid: str
    number: int
    what: str
    unit: str
    officer: str
    due_on: date
    state: MeasureState
    result: str
    done_on: date | None
    since: date

    def late(self, today: date) -> bool:
        """Return whether its day has passed and nobody said it was done."""
        return self.state is MeasureState.OPEN and self.due_on < today


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan whole; *outcome* is None while it runs."""

    uid: str
    enterprise: str
    stay: str
    draft: PlanDraft
    measures: tuple[Measure, ...]
    steps: tuple[PlanStep, ...]
    outcome: Outcome | None
    ended_on: date | None
    voided: bool

    @property
    def open_measures(self) -> tuple[Measure, ...]:
        """The measures that are not done."""
        return tuple(measure for measure in self.measures if measure.state is MeasureState.OPEN)

    @property
    def next_due(self) -> date | None:
        """The nearest deadline that is not met yet."""
        return min((measure.due_on for measure in self.open_measures), default=None)


def possible_steps(measure: Measure) -> tuple[PlanAction, ...]:
    """Return the steps that *measure* allows."""
    if measure.state is not MeasureState.OPEN:
        return ()
    return (PlanAction.NOTE, PlanAction.EXTEND, PlanAction.DONE, PlanAction.DROP)


def after(state: MeasureState, action: PlanAction) -> MeasureState:
    """Return where *action* leads from *state*."""
    return _AFTER[action] or state


def needs(action: PlanAction) -> tuple[str, ...]:
    """Return the fields that *action* must fill beside its date."""
    return _NEEDS.get(action, ())


def check_plan(draft: PlanDraft, *, today: date, since: date | None = None) -> list[Problem]:
    """Return what is wrong with a plan about to be kept for a stay that began on *since*."""
    problems = [Problem(name, "missing") for name in ("difficulty", "unit", "officer") if not getattr(draft, name)]
    problems += _check_day("made_on", draft.made_on, since, today)
    for name in ("difficulty", "approach", "outlook"):
        problems += _check_length(name, getattr(draft, name))
    return problems


def check_measure(draft: MeasureDraft, *, made_on: date, today: date) -> list[Problem]:
    """Return what is wrong with a measure about to be added to a plan made on *made_on*."""
    problems = [Problem(name, "missing") for name in ("what", "unit", "officer", "due_on") if not getattr(draft, name)]
    problems += _check_day("on", draft.on, made_on, today)
    if draft.due_on is not None and draft.due_on < made_on:
        problems.append(Problem("due_on", "before_start"))
    return problems + _check_length("what", draft.what)


def check_plan_step(draft: PlanStepDraft, plan: Plan, measure: Measure | None, *, today: date) -> list[Problem]:
    """Return what is wrong with a step of *measure*, or with the end of *plan* where there is no measure."""
    if plan.outcome is not None or plan.voided:
        return [Problem("action", "plan_ended")]
    allowed = (PlanAction.END,) if measure is None else possible_steps(measure)
    if draft.action not in allowed:
        return [Problem("action", "plan_step_not_now")]
    problems = [Problem(name, "missing") for name in needs(draft.action) if not getattr(draft, name)]
    problems += _check_day("on", draft.on, _since(plan, measure), today)
    if draft.due_on is not None and draft.on is not None and draft.due_on < draft.on:
        problems.append(Problem("due_on", "before_start"))
    if draft.action is PlanAction.END and plan.open_measures:
        problems.append(Problem("action", "measures_open", {"count": str(len(plan.open_measures))}))
    return problems + _check_length("note", draft.note)


def _since(plan: Plan, measure: Measure | None) -> date | None:
    of_it = [step.on for step in plan.steps if measure is None or step.measure == measure.uid]
    return max(of_it, default=plan.draft.made_on)


def _check_day(name: str, day: date | None, since: date | None, today: date) -> list[Problem]:
    if day is None:
        return [Problem(name, "missing")]
    if day > today:
        return [Problem(name, "in_future")]
    if since is not None and day < since:
        return [Problem(name, "before_last_step", {"since": since.isoformat()})]
    return []


def _check_length(name: str, text: str) -> list[Problem]:
    return [Problem(name, "too_long", {"limit": str(TEXT_LIMIT)})] if len(text) > TEXT_LIMIT else []
