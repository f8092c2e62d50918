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
from desktop.services.steps.planning import chosen, heading_of, placed, plan_row, text_of
from desktop.wording.fields import field_label
from desktop.wording.labels import obtained_words, source_words, words
from desktop.wording.shown import amount

_Code = TypeVar("_Code")
_Kept = Mapping[str, Mapping[str, Mapping[Measure, FigureValue]]]
_Known = tuple[str, date, str]

_EXTRA = "extra:"
_COLON = "\uff1a"  # ：


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
    known: frozenset[_Known]
    founded: Mapping[str, date | None]
    visitors: str
    today: date


def plan_figures(readings: Iterable[SheetReading], ground: FigureGround) -> tuple[PlanRow, ...]:
    """Return the preview of every row of figures."""
    return tuple(_figure_row(reading, row, ground) for reading in readings for row in reading.rows)


def _figure_row(reading: SheetReading, read: ReadRow, ground: FigureGround) -> PlanRow:
    columns = [(column.heading, column.field) for column in reading.columns]
    problems, uid = _found(read, ground.matcher, columns)
    month = read.values.get("month") or ground.month
    if not isinstance(month, Month):
        problems.append(placed(Problem("month", "month_not_stated"), read, columns))
        return plan_row(read, problems, (), uid=uid, intent=None, fresh=False)
    kept = ground.kept.get(uid, {})
    before, inputs = kept.get(str(month), {}), tuple(_inputs(read))
    asked = _questions(before, kept, inputs, month)
    source, told = chosen(read, "source", source_words(), Source.ENTERPRISE, columns)
    obtained, also_told = chosen(read, "obtained", obtained_words(), Obtained.FILE, columns)
    problems += [placed(each, read, columns) for each in asked] + told + also_told
    # what stands already keeps its source and how it was obtained
    new = [each for each in inputs if each.measure not in before or before[each.measure].amount != each.amount]
    entry = FigureEntry(
        uid,
        month,
        _answered(new, asked, text_of(read.values.get("note"))),
        source,
        obtained,
        text_of(read.values.get("given_by")) or ground.giver,
    )
    fresh = not before and bool(inputs)
    changes = tuple(_figure_changes(before, new))
    return plan_row(read, problems, changes, uid=uid, intent=FigureIntent(entry), fresh=fresh)


def _found(read: ReadRow, matcher: Matcher, columns: list[tuple[str, str]]) -> tuple[list[Problem], str]:
    match = matcher.find(text_of(read.values.get("name")), text_of(read.values.get("credit_code")))
    told = match.problem if match.problem is not None or match.uid else Problem("name", "enterprise_not_listed")
    return [*read.problems, *([placed(told, read, columns)] if told is not None else [])], match.uid


def _answered(inputs: Iterable[FigureInput], asked: Iterable[Problem], note: str) -> tuple[FigureInput, ...]:
    fields = {problem.field for problem in asked}
    return tuple(replace(each, reason=note) if note and each.measure in fields else each for each in inputs)


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
    """Return the preview of every row of a visit log; a visit already kept, or told further up, is left as it is."""
    known = set(ground.known)
    return tuple(_visit_row(reading, row, ground, known) for reading in readings for row in reading.rows)


def _visit_row(reading: SheetReading, read: ReadRow, ground: VisitGround, known: set[_Known]) -> PlanRow:
    columns = [(column.heading, column.field) for column in reading.columns]
    problems, uid = _found(read, ground.matcher, columns)
    mode, told = chosen(read, "kind", words(VisitMode), VisitMode.ON_SITE, columns)
    draft = _visit_draft(read, uid, ground.visitors, mode, columns)
    fresh = True
    if uid and draft.visited_on is not None:
        found = check_visit(draft, today=ground.today, founded_on=ground.founded.get(uid))
        problems += [placed(each, read, columns) for each in found]
        fresh = (uid, draft.visited_on, draft.summary) not in known
        known.add((uid, draft.visited_on, draft.summary))
    return plan_row(read, problems + told, (), uid=uid, intent=VisitIntent(draft), fresh=fresh)


def _visit_draft(
    read: ReadRow, enterprise: str, visitors: str, mode: VisitMode, columns: list[tuple[str, str]]
) -> VisitDraft:
    values = read.values
    day, next_on = values.get("visited_on"), values.get("next_on")
    issue, answer, purpose = (text_of(values.get(name)) for name in ("issue", "answer", "purpose"))
    purposes, deliveries = _several(purpose, words(VisitPurpose)), _several(purpose, words(Delivery))
    return VisitDraft(
        enterprise=enterprise,
        visited_on=day if isinstance(day, date) else None,
        mode=mode,
        purposes=purposes,
        deliveries=deliveries,
        visitors=text_of(values.get("officers")) or visitors,
        leader=text_of(values.get("leader")),
        received_by=text_of(values.get("host")),
        received_phone=text_of(values.get("host_phone")),
        situation=_beside(read, columns, () if purposes or deliveries else ("purpose",), () if issue else ("answer",)),
        summary=text_of(values.get("summary")),
        policies=text_of(values.get("policies")),
        issues=(IssueDraft(description=issue, answered_on_spot=bool(answer), answer=answer),) if issue else (),
        next_step=text_of(values.get("next_step")),
        next_on=next_on if isinstance(next_on, date) else None,
    )


def _beside(read: ReadRow, columns: list[tuple[str, str]], *unread: tuple[str, ...]) -> str:
    """Return what has no field of its own, behind its heading, so that nothing somebody wrote is lost."""
    told = [(heading_of(read, name, columns), name) for names in (("note",), *unread) for name in names]
    told += [(name.removeprefix(_EXTRA), name) for name in read.values if name.startswith(_EXTRA)]
    return "\n".join(f"{heading}{_COLON}{text}" for heading, name in told if (text := text_of(read.values.get(name))))


def _several(text: str, known: Mapping[str, _Code]) -> tuple[_Code, ...]:
    return tuple(dict.fromkeys(code for word, code in known.items() if word in text))
