"""Trainings (培训台账): what was taught to whom, and how far the key list is covered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from desktop.domain.enterprise import LONG_TEXT, SHORT_TEXT
from desktop.domain.policy_codes import Audience, TrainingKind, TrainingTopic
from desktop.domain.problems import Problem, Severity

_MOST = 100_000
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Attendance:
    """One enterprise that took part with so many people."""

    enterprise: str  # uid
    people: int = 1
    name: str = ""


@dataclass(frozen=True, slots=True)
class TrainingDraft:
    """One training as it is written down; *people* are all who came, officials too."""

    held_on: date | None = None
    title: str = ""
    kind: TrainingKind = TrainingKind.OWN
    topics: tuple[TrainingTopic, ...] = ()
    audiences: tuple[Audience, ...] = ()
    organiser: str = ""
    venue: str = ""
    people: int | None = None
    materials: str = ""
    note: str = ""
    attended: tuple[Attendance, ...] = ()


@dataclass(frozen=True, slots=True)
class TrainingRow:
    """One training as it is kept."""

    uid: str
    number: str
    draft: TrainingDraft
    voided: bool
    void_reason: str


@dataclass(frozen=True, slots=True)
class CoveredLine:
    """One enterprise of the key list with how often it took part in the year, and the topics it heard."""

    uid: str
    name: str
    township: str
    times: int
    last_on: date | None
    topics: tuple[TrainingTopic, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far the key list is covered: *covered* of *listed*; by topic likewise."""

    listed: int
    covered: int
    by_topic: tuple[tuple[TrainingTopic, int], ...]
    lines: tuple[CoveredLine, ...]

    @property
    def percent(self) -> Decimal | None:
        """Covered ÷ listed in percent, one decimal; None where the list is empty."""
        return percent(self.covered, self.listed)


def percent(part: int, whole: int) -> Decimal | None:
    """Return *part* ÷ *whole* in percent with one decimal, or None where there is nothing to divide by."""
    if not whole:
        return None
    return (Decimal(part * 100) / Decimal(whole)).quantize(_TENTH, ROUND_HALF_UP)


def check_training(draft: TrainingDraft, *, today: date) -> list[Problem]:
    """Return what is wrong with *draft*."""
    problems = [Problem(name, "missing") for name in ("title", "organiser") if not getattr(draft, name).strip()]
    if draft.held_on is None:
        problems.append(Problem("held_on", "missing"))
    elif draft.held_on > today:
        problems.append(Problem("held_on", "in_future"))
    if not draft.topics:
        problems.append(Problem("topics", "missing"))
    limits = dict.fromkeys(("title", "organiser", "venue"), SHORT_TEXT)
    limits |= dict.fromkeys(("materials", "note"), LONG_TEXT)
    for name, limit in limits.items():
        if len(getattr(draft, name)) > limit:
            problems.append(Problem(name, "too_long", {"limit": str(limit)}))
    return problems + _check_people(draft)


def _check_people(draft: TrainingDraft) -> list[Problem]:
    problems = []
    if draft.people is None or draft.people <= 0:
        problems.append(Problem("people", "missing"))
    elif draft.people > _MOST:
        problems.append(Problem("people", "training_too_many"))
    if any(each.people < 1 for each in draft.attended):
        problems.append(Problem("attended", "training_nobody_came"))
    told = sum(each.people for each in draft.attended)
    if draft.people is not None and told > draft.people:
        problems.append(Problem("people", "training_more_came", {"told": str(told)}, Severity.CHECK))
    return problems


def coverage(listed: Sequence[tuple[str, str, str]], trainings: Iterable[TrainingRow], year: int) -> Coverage:
    """Return how the trainings of *year* cover *listed* (uid, name, township); void ones count for nothing."""
    kept = [row for row in trainings if not row.voided and row.draft.held_on and row.draft.held_on.year == year]
    lines = tuple(_line(*each, kept) for each in listed)
    by_topic = tuple((topic, sum(topic in line.topics for line in lines)) for topic in TrainingTopic)
    return Coverage(len(lines), sum(line.times > 0 for line in lines), by_topic, lines)


def _line(uid: str, name: str, township: str, trainings: Sequence[TrainingRow]) -> CoveredLine:
    came = [row.draft for row in trainings if any(each.enterprise == uid for each in row.draft.attended)]
    days = [draft.held_on for draft in came if draft.held_on is not None]
    heard = {topic for draft in came for topic in draft.topics}
    topics = tuple(topic for topic in TrainingTopic if topic in heard)
    return CoveredLine(uid, name, township, len(came), max(days, default=None), topics)
