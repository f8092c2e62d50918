"""Plans the rows of figures and of visit logs against the ledger."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from desktop.domain.codes import Delivery, Measure, Obtained, Source, VisitMode, VisitPurpose
from desktop.domain.figure import MONTHLY, FigureEntry, FigureInput, FigureValue
from desktop.domain.importing import FigureIntent, PlanRow, VisitIntent
from desktop.domain.issue import IssueDraft
from desktop.domain.money import Amount, Scale
from desktop.domain.month import Month
from desktop.domain.plausibility import check_line
from desktop.domain.problems import Problem
from desktop.domain.visit import VisitDraft, check_visit
from desktop.intake.readings import ReadRow, SheetReading
from desktop.services.steps.matching import Matcher
from desktop.services.steps.planning import heading_of, plan_row, text_of
from desktop.wording.fields import field_label
from desktop.wording.labels import obtained_words, source_words, words
from desktop.wording.shown import amount

_Code = TypeVar("_Code")
_Kept = Mapping[str, Mapping[str, Mapping[Measure, FigureValue]]]


@dataclass(frozen=True, slots=True)
class FigureGround:
    """What planning figures stands on; *kept* is enterprise → period → measure → value."""

    matcher: Matcher
    kept: _Kept
    month: Month | None
    giver: str


@dataclass(frozen=True, slots=True)
class VisitGround:
    """What planning visits stands on.

    *known* are (enterprise, day, summary) of the visits kept, *founded* the days the enterprises were established,
    *visitors* who made visits whose row names nobody.
    """

    matcher: Matcher
    known: frozenset[tuple[str, date, str]]
    founded: Mapping[str, date | None]
    visitors: str
    today: date


def plan_figures(readings: Iterable[SheetReading], ground: FigureGround) -> tuple[PlanRow, ...]:
    """Return the preview of every row of figures."""
    return tuple(_figure_row(reading, row, ground) for reading in readings for row in reading.rows)


def _figure_row(reading: SheetReading, read: ReadRow, ground: FigureGround) -> PlanRow:
    columns = [(column.heading, column.field) for column in reading.columns]
    problems = list(read.problems)
    match = ground.matcher.find(text_of(read.values.get("name")), text_of(read.values.get("credit_code")))
    if match.problem is not None:
        problems.append(_placed(match.problem, read, columns))
    elif not match.uid:
        problems.append(_placed(Problem("name", "enterprise_not_listed"), read, columns))
    month = read.values.get("month") or ground.month
    if not isinstance(month, Month):
        problems.append(_placed(Problem("month", "month_not_stated"), read, columns))
        return plan_row(read, problems, (), uid=match.uid, intent=None, fresh=False)
    inputs = tuple(_inputs(read))
    kept = ground.kept.get(match.uid, {})
    before = kept.get(str(month), {})
    changes = tuple(_figure_changes(before, inputs))
    problems += [_placed(each, read, columns) for each in _questions(before, kept, inputs, month)]
    source = source_words().get(text_of(read.values.get("source")), Source.ENTERPRISE)
    obtained = obtained_words().get(text_of(read.values.get("obtained")), Obtained.FILE)
    entry = FigureEntry(match.uid, month, inputs, source, obtained, ground.giver)
    return plan_row(
        read, problems, changes, uid=match.uid, intent=FigureIntent(entry), fresh=not before and bool(inputs)
    )


def _inputs(read: ReadRow) -> Iterable[FigureInput]:
    for measure in MONTHLY:
        value = read.values.get(measure.value)
        if isinstance(value, Amount):
            yield FigureInput(measure, value.value, value.raw, value.scale)
        elif isinstance(value, int):
            yield FigureInput(measure, value, str(value), Scale.ONE)


def _figure_changes(
    before: Mapping[Measure, FigureValue], inputs: Iterable[FigureInput]
) -> Iterable[tuple[str, str, str]]:
    for given in inputs:
        old = before.get(given.measure)
        if old is None or old.amount != given.amount:
            was = amount(given.measure, None if old is None else old.amount, blank="")
            yield field_label(given.measure), was, amount(given.measure, given.amount, blank="")


def _questions(
    before: Mapping[Measure, FigureValue],
    kept: Mapping[str, Mapping[Measure, FigureValue]],
    inputs: tuple[FigureInput, ...],
    month: Month,
) -> list[Problem]:
    after = {measure: value.amount for measure, value in before.items()}
    after |= {given.measure: given.amount for given in inputs if given.amount is not None}
    earlier = {measure: value.amount for measure, value in kept.get(str(month.previous), {}).items()}
    touched = {given.measure for given in inputs}
    return [each for each in check_line(after, earlier, month) if each.field in touched]


def plan_visits(readings: Iterable[SheetReading], ground: VisitGround) -> tuple[PlanRow, ...]:
    """Return the preview of every row of a visit log; a visit already kept is left as it is."""
    return tuple(_visit_row(reading, row, ground) for reading in readings for row in reading.rows)


def _visit_row(reading: SheetReading, read: ReadRow, ground: VisitGround) -> PlanRow:
    columns = [(column.heading, column.field) for column in reading.columns]
    problems = list(read.problems)
    match = ground.matcher.find(text_of(read.values.get("name")), text_of(read.values.get("credit_code")))
    if match.problem is not None:
        problems.append(_placed(match.problem, read, columns))
    elif not match.uid:
        problems.append(_placed(Problem("name", "enterprise_not_listed"), read, columns))
    draft = _visit_draft(read, match.uid, ground.visitors)
    known = draft.visited_on is not None and (match.uid, draft.visited_on, draft.summary) in ground.known
    if match.uid and draft.visited_on is not None:
        found = check_visit(draft, today=ground.today, founded_on=ground.founded.get(match.uid))
        problems += [_placed(each, read, columns) for each in found]
    return plan_row(read, problems, (), uid=match.uid, intent=VisitIntent(draft), fresh=not known)


def _visit_draft(read: ReadRow, enterprise: str, visitors: str) -> VisitDraft:
    values = read.values
    day, next_on = values.get("visited_on"), values.get("next_on")
    issue, answer = text_of(values.get("issue")), text_of(values.get("answer"))
    return VisitDraft(
        enterprise=enterprise,
        visited_on=day if isinstance(day, date) else None,
        mode=words(VisitMode).get(text_of(values.get("kind")), VisitMode.ON_SITE),
        purposes=_several(text_of(values.get("purpose")), words(VisitPurpose)),
        deliveries=_several(text_of(values.get("purpose")), words(Delivery)),
        visitors=text_of(values.get("officers")) or visitors,
        leader=text_of(values.get("leader")),
        received_by=text_of(values.get("host")),
        received_phone=text_of(values.get("host_phone")),
        summary=text_of(values.get("summary")),
        policies=text_of(values.get("policies")),
        issues=(IssueDraft(description=issue, answered_on_spot=bool(answer), answer=answer),) if issue else (),
        next_step=text_of(values.get("next_step")),
        next_on=next_on if isinstance(next_on, date) else None,
    )


def _several(text: str, known: Mapping[str, _Code]) -> tuple[_Code, ...]:
    return tuple(dict.fromkeys(code for word, code in known.items() if word in text))


def _placed(problem: Problem, read: ReadRow, columns: list[tuple[str, str]]) -> Problem:
    column = heading_of(read, problem.field, columns)
    place = {"sheet": read.sheet, "row": str(read.row), "column": column}
    return replace(problem, values={**place, **problem.values})
