"""From rows as read to rows of a preview: what each would do, in the words a person reads."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any, TypeVar

from desktop.domain.importing import Bucket, Intent, PlanProblem, PlanRow
from desktop.domain.problems import Problem, Severity
from desktop.intake.readings import ReadRow, SheetReading
from desktop.kernel.progress import Progress
from desktop.services.steps.matching import Matcher
from desktop.wording.labels import label
from desktop.wording.messages import code_of, sentence

Code = TypeVar("Code", bound=StrEnum)
Columns = Sequence[tuple[str, str]]

_WEIGHTS = tuple(Severity)  # what stops a row is told first
_EVERY = 100  # rows between two looks at whether somebody asked to stop
_EXTRA = "extra:"
_COLON = "\uff1a"  # ：
_JOINED = "\u3001"  # 、

# which enterprise a row means, or which of several rows counts, is not settled by looking at papers
UNDECIDED = frozenset(
    {"ledger_code_twice", "ledger_name_twice", "code_other_name", "name_other_code", "code_twice", "name_twice"}
)


def plan_problem(problem: Problem) -> PlanProblem:
    """Return *problem* with its code and sentence."""
    column = problem.values.get("column", problem.field)
    return PlanProblem(code_of(problem.code), column, sentence(problem), problem.severity)


def each_row(readings: Iterable[SheetReading], progress: Progress) -> Iterator[tuple[SheetReading, ReadRow]]:
    """Return every row with its sheet, telling how far the planning is and stopping where that was asked."""
    readings = tuple(readings)
    total = sum(len(reading.rows) for reading in readings)
    rows = ((reading, row) for reading in readings for row in reading.rows)
    for place, (reading, row) in enumerate(rows, start=1):
        if place % _EVERY == 0:
            progress.step(place, total, reading.sheet)
        yield reading, row


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
    told = tuple(sorted(map(plan_problem, found), key=lambda each: _WEIGHTS.index(each.severity)))
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
        confirmable=bucket is Bucket.TO_CHECK and not any(problem.code in UNDECIDED for problem in found),
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


def heading_of(read: ReadRow, field: str, columns: Columns) -> str:
    """Return the heading under which *read* has *field*, or the field's own name."""
    return next((heading for heading, key in columns if key == field and heading in read.raw), field)


def is_empty(read: ReadRow, field: str, columns: Columns) -> bool:
    """Return whether *read* has the column of *field* and nothing in it; what could not be read is not nothing."""
    wrong = {problem.field for problem in read.problems}
    return field in read.values and read.values[field] is None and heading_of(read, field, columns) not in wrong


def id_of(items: Iterable[Any], text: str) -> str:
    """Return the id of the one of *items* that is called *text*, or empty."""
    return next((str(item.id) for item in items if text and item.label == text), "")


def placed(problem: Problem, read: ReadRow, columns: Columns) -> Problem:
    """Return *problem* with the place where *read* stands."""
    place = {"sheet": read.sheet, "row": str(read.row), "column": heading_of(read, problem.field, columns)}
    return replace(problem, values={**place, **problem.values})


def found_in(read: ReadRow, matcher: Matcher, columns: Columns) -> tuple[list[Problem], str]:
    """Return the problems of *read*, with whose row it is among them, and the enterprise it means (empty for none)."""
    match = matcher.find(text_of(read.values.get("name")), text_of(read.values.get("credit_code")))
    told = match.problem if match.problem is not None or match.uid else Problem("name", "enterprise_not_listed")
    problems = [*read.problems, *([placed(told, read, columns)] if told is not None else [])]
    return problems + candidates(read, matcher, columns), match.uid


def candidates(read: ReadRow, matcher: Matcher, columns: Columns) -> list[Problem]:
    """Return whose code a damaged one may have been, for a person to look up; none of them is ever taken."""
    damaged = next((problem for problem in read.problems if problem.code == "code_damaged"), None)
    known = matcher.like_code(damaged.values.get("text", "")) if damaged is not None else ()
    if damaged is None or not known:
        return []
    shown = _JOINED.join(f"{each.name}({each.code})" for each in known)
    return [placed(Problem("credit_code", "code_candidates", {"names": shown}, Severity.NOTE), read, columns)]


def beside(read: ReadRow, columns: Columns, *unread: tuple[str, ...], note: bool = True) -> str:
    """Return what has no field of its own, behind its heading, so that nothing somebody wrote is lost.

    *unread* are the fields that found no place; with *note* the remarks and the unknown columns come too.
    """
    names = [name for group in unread for name in group]
    if note:
        names = ["note", *names]
    told = [(heading_of(read, name, columns), name) for name in names]
    if note:
        told += [(name.removeprefix(_EXTRA), name) for name in read.values if name.startswith(_EXTRA)]
    return "\n".join(f"{heading}{_COLON}{text}" for heading, name in told if (text := text_of(read.values.get(name))))


def chosen(
    read: ReadRow, field: str, words: Mapping[str, Code], otherwise: Code, columns: Columns
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
