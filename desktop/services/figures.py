"""Monthly figures: the grid, what to ask about it, and keeping what was typed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from db.queries import enterprises, figures, filings
from db.statements import Statement
from db.unit_of_work import AlreadySaved, Database
from desktop.domain.codes import Measure, Obtained, Source
from desktop.domain.enterprise import EnterpriseFilter
from desktop.domain.figure import (
    MEASURES,
    FigureEntry,
    FigureInput,
    FigureLine,
    FigureValue,
)
from desktop.domain.money import NotAnAmount, Scale, is_blank, read_amount
from desktop.domain.month import Month
from desktop.domain.own_history import Series
from desktop.domain.plausibility_reader import WrittenRule
from desktop.domain.problems import Problem, Severity, blocks
from desktop.domain.saved import Saved
from desktop.domain.text import tidy
from desktop.kernel.errors import KnownError
from desktop.services.office import Office
from desktop.services.steps.adopting import kind_of_word, unexplained
from desktop.services.steps.facts import pages_of
from desktop.services.steps.figure_questions import FigureQuestions
from desktop.services.steps.figure_rows import Values, amount_of, amounts_of, answered, figure_line, figure_point
from desktop.services.steps.finding import folded
from desktop.services.steps.presence import refuse_absent
from desktop.wording.units import words_for


class FigureService:
    """Everything a person does with monthly figures; all of them are the own unit's statements."""

    def __init__(self, database: Database, office: Office, questions: FigureQuestions) -> None:
        self._database = database
        self._office = office
        self._questions = questions

    def rules(self) -> tuple[WrittenRule, ...]:
        """Return the questions from an enterprise's own history, each with its two examples."""
        return self._questions.rules.written

    def lines(self, month: Month, query: EnterpriseFilter | None = None) -> tuple[FigureLine, ...]:
        """Return the grid of *month*: one line for each enterprise that *query* finds."""
        wanted = query or EnterpriseFilter()
        wanted = replace(wanted, text=folded(wanted.text))
        uids = self._database.read(enterprises.ids, wanted, self._office.rules)
        return self._lines(uids, month)

    def lines_of(self, uids: Sequence[str], month: Month) -> tuple[FigureLine, ...]:
        """Return the lines of the enterprises *uids* for *month*, in their order."""
        return self._lines(uids, month)

    def line(self, enterprise: str, month: Month) -> FigureLine:
        """Return one enterprise's line of *month*."""
        found = self._lines((enterprise,), month)
        if not found:
            raise KnownError("no_such_enterprise", uid=enterprise)
        return found[0]

    def read(self, measure: Measure, text: str, scale: Scale | None) -> FigureInput | Problem:
        """Return what *text* says in a cell of *measure* (a unit word in it wins over *scale*), or its problem."""
        if is_blank(text):
            return FigureInput(measure, None)
        try:
            amount = read_amount(text, scale=scale, words=words_for(measure), places=MEASURES[measure].places)
        except NotAnAmount as refusal:
            return Problem(measure, refusal.reason, {"text": tidy(text)[:40]})
        return FigureInput(measure, amount.value, amount.raw, amount.scale)

    def check(self, entry: FigureEntry) -> list[Problem]:
        """Return what is wrong or odd about *entry* beside what is kept; the field is the measure's code."""
        return self._checked([entry])[0]

    def save(self, entry: FigureEntry, *, save_id: str = "") -> Saved:
        """Keep *entry* whole if no error forbids it; questions are kept with the reasons the inputs carry."""
        problems = [*self.check(entry), *self._waiting([entry])[0]]
        if blocks(problems):
            return Saved(problems=tuple(problems))
        try:
            with self._database.work("figure.save", self._office.who, save_id) as work:
                work.set_figures(self._statements(entry), self._unit, kind=kind_of_word(self._office.workspace))
        except AlreadySaved as earlier:
            return Saved(earlier.result)
        return Saved(entry.enterprise, tuple(problems))

    def save_many(self, entries: Sequence[FigureEntry]) -> tuple[Saved, ...]:
        """Keep those of *entries* that no error forbids, in one transaction; the answers come in their order."""
        pairs = zip(self._checked(entries), self._waiting(entries), strict=True)
        found = [[*told, *waiting] for told, waiting in pairs]
        answers = tuple(
            Saved("" if blocks(problems) else entry.enterprise, tuple(problems))
            for entry, problems in zip(entries, found, strict=True)
        )
        kept = [entry for entry, answer in zip(entries, answers, strict=True) if answer.uid]
        if kept:
            with self._database.work("figure.save_many", self._office.who) as work:
                statements = [each for entry in kept for each in self._statements(entry)]
                work.set_figures(statements, self._unit, kind=kind_of_word(self._office.workspace))
        return answers

    def waits_for(self, entries: Sequence[FigureEntry]) -> tuple[Problem, ...]:
        """Return what *entries* wait for: a reason where the month was filed already, a yes where it is to come.

        Only a figure that becomes another one needs the reason; a reason that comes with it is enough.
        """
        return tuple(problem for problems in self._waiting(entries) for problem in problems)

    def _waiting(self, entries: Sequence[FigureEntry]) -> list[list[Problem]]:
        months = dict.fromkeys(entry.month for entry in entries)
        filed = {month: self._database.read(filings.handed_over, str(month)) for month in months}
        locked = [entry for entry in entries if entry.enterprise in filed[entry.month]]
        kept = {month: self._kept_beside(locked, month) for month in months} if locked else {}
        waits = [self._waits(entry, kept.get(entry.month, {}) if entry in locked else None) for entry in entries]
        typed = [(entry.enterprise, str(entry.month), entry.inputs) for entry in entries]
        adopted = unexplained(self._database, self._office, typed)
        return [[*waiting, *reasons] for waiting, reasons in zip(waits, adopted, strict=True)]

    def _waits(self, entry: FigureEntry, kept: figures.Figures | None) -> list[Problem]:
        problems: list[Problem] = []
        if entry.month.first_day > self._office.today:
            problems.append(Problem("month", "future_month", {"period": str(entry.month)}, Severity.CHECK))
        if kept is not None:
            now = kept.get(entry.enterprise, {}).get(str(entry.month), {})
            changed = [given for given in entry.inputs if given.amount != amount_of(now.get(given.measure))]
            problems += [Problem(given.measure, "reason_after_filing") for given in changed if not tidy(given.reason)]
        return problems

    def year_revenue(self, enterprise: str, year: int) -> FigureValue | None:
        """Return the main revenue reported for the whole of *year*, or None."""
        found = self._database.read(figures.by_enterprise, [str(year)], self._unit, [enterprise])
        return found.get(enterprise, {}).get(str(year), {}).get(Measure.MAIN_REVENUE_YEAR)

    def set_year_revenue(
        self, enterprise: str, year: int, given: FigureInput, source: Source, obtained: Obtained, given_by: str = ""
    ) -> Saved:
        """Keep the main revenue of the whole of *year*."""
        if given.amount is not None and given.amount < 0:
            return Saved(problems=(Problem(Measure.MAIN_REVENUE_YEAR, "negative_amount"),))
        refuse_absent(self._database, [enterprise])
        if problems := unexplained(self._database, self._office, [(enterprise, str(year), (given,))])[0]:
            return Saved(problems=tuple(problems))
        value = _value(given, source, obtained, given_by, self._office)
        with self._database.work("figure.save", self._office.who) as work:
            work.set_figure(
                enterprise, str(year), Measure.MAIN_REVENUE_YEAR, self._unit, value, reason=tidy(given.reason) or None
            )
        return Saved(enterprise)

    def last_values(
        self, enterprise: str, measure: Measure, month: Month, count: int = 12
    ) -> tuple[tuple[Month, FigureValue | None], ...]:
        """Return the last *count* values of a cell up to *month*, oldest first."""
        months = [month.back(steps) for steps in range(count - 1, -1, -1)]
        found = self._database.read(figures.by_enterprise, map(str, months), self._unit, [enterprise])
        kept = found.get(enterprise, {})
        return tuple((each, kept.get(str(each), {}).get(measure)) for each in months)

    def series(
        self, enterprise: str, until: Month, months: int = 22
    ) -> tuple[tuple[Month, int | None, Source | None], ...]:
        """Return the month's own revenue over *months* reporting months up to *until*, oldest first."""
        wanted = [until.back(steps) for steps in range(months - 1, -1, -1)]
        span = [*wanted, *(month.previous for month in wanted if month.previous is not None)]
        found = self._database.read(figures.by_enterprise, map(str, span), self._unit, [enterprise])
        kept = found.get(enterprise, {})
        return tuple(figure_point(month, kept) for month in wanted)

    def all(self, month: Month | None) -> tuple[tuple[str, str, str, str, FigureValue], ...]:
        """Return (enterprise, period, measure, unit, value) of every figure, or of those of *month*."""
        return self._database.read(figures.all_of, None if month is None else str(month))

    @property
    def _unit(self) -> str:
        return self._office.workspace.unit

    def _checked(self, entries: Sequence[FigureEntry]) -> list[list[Problem]]:
        """Return the problems of each of *entries*, having read every month once."""
        refuse_absent(self._database, (entry.enterprise for entry in entries))
        months = dict.fromkeys(Month.of(*entry.month) for entry in entries)
        kept = {month: self._kept_beside(entries, month) for month in months}
        before = {month: self._questions.history(month, _of(entries, month)) for month in months}
        return [
            self._asked(
                entry, kept[entry.month].get(entry.enterprise, {}), before[entry.month].get(entry.enterprise, {})
            )
            for entry in entries
        ]

    def _asked(self, entry: FigureEntry, kept: Mapping[str, Values], history: Series) -> list[Problem]:
        after = amounts_of(kept.get(str(entry.month), {}))
        for given in entry.inputs:
            if given.amount is None:
                after.pop(given.measure, None)
            else:
                after[given.measure] = given.amount
        touched = {given.measure for given in entry.inputs}
        previous = amounts_of(kept.get(str(entry.month.previous), {}))
        problems = self._questions.asked(after, previous, entry.month, history)
        return [problem for problem in problems if problem.field in touched]

    def _kept_beside(self, entries: Sequence[FigureEntry], month: Month) -> figures.Figures:
        periods = [str(each) for each in (month, month.previous) if each is not None]
        return self._database.read(figures.by_enterprise, periods, self._unit, _of(entries, month))

    def _statements(self, entry: FigureEntry) -> list[Statement]:
        office, period = self._office, str(entry.month)
        return [
            Statement(
                entry.enterprise,
                period,
                given.measure,
                _value(given, entry.source, entry.obtained, entry.given_by, office),
                tidy(given.reason) or None,
            )
            for given in entry.inputs
        ]

    def _lines(self, uids: Sequence[str], month: Month) -> tuple[FigureLine, ...]:
        periods = [str(month), str(month.last_year)] + ([str(month.previous)] if month.previous else [])
        found = self._database.read(figures.by_enterprise, periods, self._unit, uids)
        rules = self._office.rules
        rows = [row for page in pages_of(uids) for row in self._database.read(enterprises.rows, page, rules)]
        threshold = self._office.preset.threshold_fen
        return self._with_questions([figure_line(row, month, found.get(row.uid, {}), threshold) for row in rows], month)

    def _with_questions(self, lines: Sequence[FigureLine], month: Month) -> tuple[FigureLine, ...]:
        """Return *lines* with what is asked about them; a reason is wanted once (F21) and holds for small changes."""
        history = self._questions.history(month, [line.enterprise for line in lines if line.values])
        amounts = {line.enterprise: amounts_of(line.values) for line in lines}
        asked = {
            line.enterprise: self._questions.asked(
                amounts[line.enterprise], amounts_of(line.previous), month, history.get(line.enterprise, {})
            )
            for line in lines
        }
        reasons = self._questions.explained(asked, amounts, month)
        return tuple(answered(line, asked[line.enterprise], reasons.get(line.enterprise, {})) for line in lines)


def _of(entries: Sequence[FigureEntry], month: Month) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.enterprise for entry in entries if entry.month == month))


def _value(given: FigureInput, source: Source, obtained: Obtained, given_by: str, office: Office) -> FigureValue | None:
    if given.amount is None:
        return None
    return FigureValue(given.amount, tidy(given.raw), given.scale, source, obtained, tidy(given_by), office.today)
