"""Reasons given before filing (报送前说明): why a figure is blank, and that an odd one was checked."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.change import Value, canonical
from desktop.domain.filing import FactRow, FactValue, FilingProblem
from desktop.domain.month import Month
from desktop.domain.problems import Problem, Severity

_WHOLE = re.compile(r"-?[0-9]+")
BLANK = "not_reported"  # the code of the question about a blank
STANDS = "stands"  # the value of a question that says what stood there: `name=text,name=text`
TOLERANCE = "tolerance"  # by how many per cent those figures may change while a reason still holds


class AnswerWhy(StrEnum):
    """Why a cell is blank, or that what it says was checked; an enterprise that refuses is a normal state."""

    NOT_OBTAINED = "not_obtained"
    NOT_APPLICABLE = "not_applicable"
    REFUSED = "refused"
    STOPPED = "stopped"
    CHECKED = "checked"


BLANK_WHYS = tuple(why for why in AnswerWhy if why is not AnswerWhy.CHECKED)


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """One reason for the cell *field* of the row *owner* in *month*; *code* is the question it answers."""

    month: Month
    owner: str
    field: str
    why: AnswerWhy | None
    note: str = ""
    code: str = BLANK


@dataclass(frozen=True, slots=True)
class Answer:
    """A kept reason; *said* is what stood there when it was given."""

    uid: str
    month: Month
    owner: str
    field: str
    code: str
    said: str
    why: AnswerWhy
    note: str
    person: str
    on: date


def check_answer(draft: AnswerDraft) -> list[Problem]:
    """Return what is wrong with *draft*: a blank has one of four reasons, an odd figure needs words."""
    if draft.why is None:
        return [Problem("why", "missing")]
    if (draft.code == BLANK) == (draft.why is AnswerWhy.CHECKED):
        return [Problem("why", "why_does_not_fit")]
    if draft.why is AnswerWhy.CHECKED and not draft.note.strip():
        return [Problem("note", "missing")]
    return []


def said_of(question: Problem, fact: FactValue) -> str:
    """Return what a reason for *question* is about: it holds only as long as this stays the same."""
    # a number and the same digits as text are two things, and amounts pass any float
    value: Value = [str(fact)] if isinstance(fact, int) else fact
    values: Value = [[name, said] for name, said in sorted(question.values.items())]
    return canonical([question.code, value, values])


def unanswered(
    questions: Sequence[FilingProblem], rows: Sequence[FactRow], answers: Sequence[Answer]
) -> tuple[FilingProblem, ...]:
    """Return those of *questions* that no reason in *answers* still holds for; what only tells always stays."""
    kept = {(each.owner, each.field, each.code): each.said for each in answers}
    facts: Mapping[str, Mapping[str, FactValue]] = {row.owner: row.facts for row in rows}
    return tuple(each for each in questions if not _holds(each, kept, facts))


def _holds(
    question: FilingProblem, kept: Mapping[tuple[str, str, str], str], facts: Mapping[str, Mapping[str, FactValue]]
) -> bool:
    problem = question.problem
    if problem.severity is not Severity.CHECK:
        return False
    said = kept.get((question.owner, problem.field, problem.code))
    if said is None:
        return False
    now = said_of(problem, facts.get(question.owner, {}).get(problem.field))
    return said == now or (TOLERANCE in problem.values and _is_near(said, now, int(problem.values[TOLERANCE])))


def _is_near(said: str, now: str, tolerance: int) -> bool:
    """Return whether the same question is asked and every figure in it changed by *tolerance* per cent at most."""
    code_then, _, values_then = json.loads(said)
    code_now, _, values_now = json.loads(now)
    then, today = dict(values_then), dict(values_now)
    before, after = _figures(then.pop(STANDS, "")), _figures(today.pop(STANDS, ""))
    if (code_then, then) != (code_now, today) or before.keys() != after.keys():
        return False
    return all(_near(before[name], after[name], tolerance) for name in before)


def _figures(stands: str) -> dict[str, str]:
    return {name: text for name, _, text in (each.partition("=") for each in stands.split(","))}


def _near(before: str, after: str, tolerance: int) -> bool:
    if before == after:
        return True
    if not (_WHOLE.fullmatch(before) and _WHOLE.fullmatch(after)):
        return False
    return abs(int(after) - int(before)) * 100 <= tolerance * abs(int(before))
