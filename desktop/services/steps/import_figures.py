"""Plans the rows of monthly figures, and of other bureaus' lists of them, against the ledger."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from desktop.domain.codes import Measure, Obtained, Source
from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.figure import MONTHLY, FigureEntry, FigureInput, FigureValue
from desktop.domain.importing import Bucket, FigureIntent, PlanRow
from desktop.domain.money import Amount, Scale
from desktop.domain.month import Month
from desktop.domain.plausibility import check_line
from desktop.domain.problems import Problem, Severity
from desktop.intake.readings import ReadRow, SheetReading
from desktop.kernel.progress import Progress
from desktop.services.steps.matching import Matcher
from desktop.services.steps.planning import (
    UNDECIDED,
    Columns,
    chosen,
    each_row,
    found_in,
    is_empty,
    placed,
    plan_problem,
    plan_row,
    text_of,
)
from desktop.wording.fields import field_label
from desktop.wording.labels import obtained_words, source_words
from desktop.wording.shown import amount
from desktop.wording.shown import month as month_said

_JOINED = "\u3001"  # 、
_Kept = Mapping[str, Mapping[str, Mapping[Measure, FigureValue]]]
_OUTSIDE = frozenset({"matched_by_name", "enterprise_not_listed"})  # what a list of another bureau does not settle


@dataclass(frozen=True, slots=True)
class FigureGround:
    """What planning figures stands on; *kept* is enterprise → period → measure → value.

    A list of another *bureau* is matched by code; a name only suggests. *threshold* is the size of the plan, where the
    list can tell who reached it. With *clears* an empty cell clears what the ledger has.
    """

    matcher: Matcher
    kept: _Kept
    month: Month | None
    giver: str
    source: Source = Source.ENTERPRISE
    obtained: Obtained = Obtained.FILE
    bureau: bool = False
    threshold: int | None = None
    clears: bool = False
    progress: Progress = field(default_factory=Progress)


def plan_figures(readings: Iterable[SheetReading], ground: FigureGround) -> tuple[PlanRow, ...]:
    """Return the preview of every row of figures; rows that say different things of one cell are held."""
    planned = [
        (reading, read, _figure_row(reading, read, ground)) for reading, read in each_row(readings, ground.progress)
    ]
    clashing = _clashing([row for _, _, row in planned])
    return tuple(
        _held(reading, read, row, clashing[place]) if place in clashing else row
        for place, (reading, read, row) in enumerate(planned)
    )


def _clashing(rows: list[PlanRow]) -> dict[int, str]:
    """Return the places of rows that tell another figure of the same enterprise, month and measure, with their numbers.

    One may be found by its code and the other by its name, so that nothing in the file itself shows it.
    """
    told: dict[tuple[str, Month, Measure], list[tuple[int, int | None]]] = defaultdict(list)
    for place, row in enumerate(rows):
        if isinstance(row.intent, FigureIntent) and row.intent.entry.enterprise:
            entry = row.intent.entry
            for given in entry.inputs:
                told[entry.enterprise, entry.month, given.measure].append((place, given.amount))
    found: dict[int, str] = {}
    for places in told.values():
        if len({given for _, given in places}) > 1:
            shown = _JOINED.join(dict.fromkeys(str(rows[place].row) for place, _ in places))
            found |= dict.fromkeys((place for place, _ in places), shown)
    return found


def _held(reading: SheetReading, read: ReadRow, row: PlanRow, rows: str) -> PlanRow:
    """Return *row* held until a person has chosen one of *rows* in the file."""
    columns = [(column.heading, column.field) for column in reading.columns]
    told = Problem("name", "figure_twice", {"text": row.name, "rows": rows}, Severity.CHECK)
    problems = (*row.problems, plan_problem(placed(told, read, columns)))
    bucket = row.bucket if row.bucket is Bucket.ERROR else Bucket.TO_CHECK
    return replace(row, problems=problems, bucket=bucket, confirmable=False)


def _figure_row(reading: SheetReading, read: ReadRow, ground: FigureGround) -> PlanRow:
    columns = [(column.heading, column.field) for column in reading.columns]
    problems, uid = found_in(read, ground.matcher, columns)
    month = read.values.get("month") or ground.month
    if not isinstance(month, Month):
        problems.append(placed(Problem("month", "month_not_stated"), read, columns))
        return plan_row(read, problems, (), uid=uid, intent=None, fresh=False)
    kept = ground.kept.get(uid, {})
    before, inputs = kept.get(str(month), {}), tuple(_inputs(read))
    asked = _questions(before, kept, inputs, month)
    source, told = chosen(read, "source", source_words(), ground.source, columns)
    obtained, also_told = chosen(read, "obtained", obtained_words(), ground.obtained, columns)
    problems += [placed(each, read, columns) for each in asked] + told + also_told
    # what stands already keeps its source and how it was obtained
    new = [each for each in inputs if each.measure not in before or before[each.measure].amount != each.amount]
    if ground.clears:
        new += _cleared(read, before, columns)
    giver = text_of(read.values.get("given_by")) or ground.giver
    entry = FigureEntry(uid, month, _answered(new, asked, text_of(read.values.get("note"))), source, obtained, giver)
    changes = tuple(_figure_changes(before, new, month))
    coded = ground.matcher.holds(text_of(read.values.get("credit_code")))
    if ground.bureau and not coded and not any(problem.code in UNDECIDED for problem in problems):
        return _outside(read, problems, columns, entry, ground)
    fresh = not before and bool(inputs)
    return plan_row(read, problems, changes, uid=uid, intent=FigureIntent(entry), fresh=fresh)


def _outside(
    read: ReadRow, problems: list[Problem], columns: Columns, entry: FigureEntry, ground: FigureGround
) -> PlanRow:
    """Return the preview of a row of a bureau's list that no code ties to the ledger.

    A name only suggests; who is not in the ledger and reached the size is for a person to look into; others are left.
    """
    rest = [problem for problem in problems if problem.code not in _OUTSIDE]
    changes = tuple(_figure_changes({}, entry.inputs, entry.month))
    if entry.enterprise:
        name = next((each.values["name"] for each in problems if each.code == "matched_by_name"), _name(read))
        told = Problem("name", "name_suggests", {"name": name}, Severity.CHECK)
        found = [*rest, placed(told, read, columns)]
        return plan_row(read, found, changes, uid=entry.enterprise, intent=FigureIntent(entry), fresh=True)
    sales = next((each.amount for each in entry.inputs if each.measure is Measure.VAT_SALES_YTD), None)
    if ground.threshold is None or sales is None or sales < ground.threshold:
        told = Problem("name", "outside_below", {}, Severity.NOTE)
        row = plan_row(read, [placed(told, read, columns)], (), uid="", intent=None, fresh=False)
        return replace(row, bucket=Bucket.IGNORED)
    amounts = {
        name: amount(Measure.VAT_SALES_YTD, value, unit=True)
        for name, value in (("amount", sales), ("threshold", ground.threshold))
    }
    told = Problem("name", "reached_outside", amounts, Severity.CHECK)
    draft = EnterpriseDraft(name=_name(read), credit_code=text_of(read.values.get("credit_code")))
    found = [*rest, placed(told, read, columns)]
    return plan_row(read, found, changes, uid="", intent=FigureIntent(entry, draft), fresh=True)


def _name(read: ReadRow) -> str:
    return text_of(read.values.get("name"))


def _cleared(read: ReadRow, before: Mapping[Measure, FigureValue], columns: Columns) -> list[FigureInput]:
    """Return the figures that an empty cell takes back; one that could not be read takes nothing back."""
    return [FigureInput(measure, None) for measure in before if is_empty(read, measure.value, columns)]


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
    before: Mapping[Measure, FigureValue], inputs: Iterable[FigureInput], month: Month
) -> Iterable[tuple[str, str, str]]:
    """Return what each figure would be, with its month: a row of months side by side shows which goes where."""
    for given in inputs:
        old = before.get(given.measure)
        was = amount(given.measure, None if old is None else old.amount, blank="")
        named = f"{month_said(month)} {field_label(given.measure)}"
        yield named, was, amount(given.measure, given.amount, blank="")


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
