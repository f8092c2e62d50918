"""From rows as read to rows of a preview: what each would do, in the words a person reads."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from desktop.domain.importing import Bucket, Intent, PlanProblem, PlanRow
from desktop.domain.problems import Problem, Severity
from desktop.intake.readings import ReadRow
from desktop.wording.labels import label
from desktop.wording.messages import code_of, sentence

Code = TypeVar("Code", bound=StrEnum)

# which enterprise a row means, or which of several rows counts, is not settled by looking at papers
_UNDECIDED = frozenset(
    {"ledger_code_twice", "ledger_name_twice", "code_other_name", "name_other_code", "code_twice", "name_twice"}
)


def plan_problem(problem: Problem) -> PlanProblem:
    """Return *problem* with its code and sentence."""
    column = problem.values.get("column", problem.field)
    return PlanProblem(code_of(problem.code), column, sentence(problem), problem.severity)


def plan_row(
    read: ReadRow,
    problems: Iterable[Problem],
    changes: tuple[tuple[str, str, str], ...],
    *,
    uid: str,
    intent: Intent | None,
    fresh: bool,
) -> PlanRow:
    """Return the preview of *read*; *fresh* tells that it would add a record, *intent* what taking it would do."""
    found = tuple(problems)
    told = tuple(plan_problem(problem) for problem in found)
    bucket = bucket_of(told, changes, fresh=fresh)
    return PlanRow(
        sheet=read.sheet,
        row=read.row,
        bucket=bucket,
        name=text_of(read.values.get("name")),
        credit_code=text_of(read.values.get("credit_code")),
        problems=told,
        changes=changes,
        uid=uid,
        intent=intent,
        confirmable=bucket is Bucket.TO_CHECK and not any(problem.code in _UNDECIDED for problem in found),
    )


def bucket_of(told: tuple[PlanProblem, ...], changes: tuple[tuple[str, str, str], ...], *, fresh: bool) -> Bucket:
    """Return what would become of a row: an error stops it, an E-coded question holds it, a W only tells."""
    if any(problem.severity is Severity.ERROR for problem in told):
        return Bucket.ERROR
    if any(problem.severity is Severity.CHECK and problem.code.startswith("E") for problem in told):
        return Bucket.TO_CHECK
    if fresh:
        return Bucket.NEW
    return Bucket.CHANGED if changes else Bucket.UNCHANGED


def heading_of(read: ReadRow, field: str, columns: Iterable[tuple[str, str]]) -> str:
    """Return the heading under which *read* has *field*, or the field's own name."""
    return next((heading for heading, key in columns if key == field and heading in read.raw), field)


def placed(problem: Problem, read: ReadRow, columns: Iterable[tuple[str, str]]) -> Problem:
    """Return *problem* with the place where *read* stands."""
    place = {"sheet": read.sheet, "row": str(read.row), "column": heading_of(read, problem.field, columns)}
    return replace(problem, values={**place, **problem.values})


def chosen(
    read: ReadRow, field: str, words: Mapping[str, Code], otherwise: Code, columns: Iterable[tuple[str, str]]
) -> tuple[Code, list[Problem]]:
    """Return the code that the cell of *field* names, or *otherwise* and what to tell where its word is unknown."""
    text = text_of(read.values.get(field))
    if not text or text in words:
        return words.get(text, otherwise), []
    values = {"text": text[:40], "used": label(otherwise)}
    return otherwise, [placed(Problem(field, "word_assumed", values, Severity.CHECK), read, columns)]


def text_of(value: object) -> str:
    """Return *value* as text, nothing as empty."""
    return "" if value is None else str(value)
