"""What a form of a month would say now: its facts, their digest, what is still to be explained, and its names."""

from collections.abc import Mapping, Sequence

from db.queries import figures, filings
from db.unit_of_work import Database
from desktop.domain.codes import FilingKind, Measure
from desktop.domain.filing import FactRow, FilingProblem, FilingRound, FormSubject, facts_digest, missing_figures
from desktop.domain.filing_answer import unanswered
from desktop.domain.filing_code import paper_code
from desktop.domain.filing_diff import CellChange, changes
from desktop.domain.month import Month
from desktop.kernel.errors import KnownError
from desktop.render.form_spec import Form
from desktop.services.office import Office
from desktop.services.steps.facts import MonthFacts
from desktop.services.steps.figure_questions import FigureQuestions, left
from desktop.services.steps.form_questions import rule_questions
from desktop.services.steps.gathering import Gatherer
from desktop.services.steps.paper import FormPrinter
from desktop.wording.paths import filing_name, form_name


class MonthForms:
    """The forms of a month as the ledger would fill them now; what several deeds of filing share."""

    def __init__(
        self, database: Database, office: Office, printer: FormPrinter, gatherer: Gatherer, questions: FigureQuestions
    ) -> None:
        self._database = database
        self._office = office
        self._printer = printer
        self._gatherer = gatherer
        self._questions = questions

    def form(self, form_id: str, month: Month | None = None) -> Form:
        """Return the form in the edition of *month* (now where not said); raise `KnownError("form_unknown")`."""
        return self._printer.form(form_id, month)

    def listed(self, form: Form, month: Month) -> tuple[str, ...]:
        """Return the enterprises that stand on *form* for *month*."""
        return self._gatherer.listed(form, month)

    def gather(self, form_id: str, month: Month) -> MonthFacts:
        """Return what *form_id* shows for *month* as it stands now."""
        return self._gatherer.gather(self.form(form_id, month), Month.of(*month))

    def digest(self, form_id: str, month: Month, facts: MonthFacts, kind: FilingKind) -> str:
        """Return the digest that names *facts* on *form_id*."""
        return facts_digest(form_id, self.form(form_id, month).edition, month, kind, facts.rows + facts.closing)

    def code(self, form_id: str, month: Month, number: int, digest: str) -> str:
        """Return the code that the papers of round *number* carry."""
        return paper_code(self._office.workspace.unit, form_id, month, number, digest)

    def title(self, form_id: str, month: Month) -> str:
        """Return what the form is called in the edition of *month*, without the month."""
        return form_name(self.form(form_id, month).title)

    def file_name(self, form_id: str, month: Month, number: int) -> str:
        """Return the file name, without suffix, of round *number* as it would be made now."""
        return filing_name(self._office.workspace.unit_name, self.title(form_id, month), month, number)

    def kept_title(self, kept: FilingRound) -> str:
        """Return what the paper of a round that was kept is called: by its own edition, whatever came later."""
        try:
            return form_name(self._printer.edition(kept.form, kept.edition).title)
        except KnownError:
            return kept.form  # what was handed out is printed again even where its form can no longer be read

    def kept_name(self, kept: FilingRound) -> str:
        """Return the file name, without suffix, of a round that was kept."""
        return filing_name(self._office.workspace.unit_name, self.kept_title(kept), kept.month, kept.round)

    def open_questions(self, form_id: str, month: Month, facts: MonthFacts) -> tuple[FilingProblem, ...]:
        """Return the blanks and odd figures of *form_id* that nobody has given a reason for, by row."""
        form = self.form(form_id, month)
        asked = (
            *(blank for row in facts.rows for blank in missing_figures((row,), form.wanted(row.facts))),
            *self._odd_figures(form, month, facts.rows),
            *rule_questions(form.rules, facts.rows, month),
        )
        if not asked:
            return ()
        answers = self._database.read(filings.answers, self._office.workspace.unit, str(month))
        order = {row.owner: place for place, row in enumerate(facts.rows)}
        left = unanswered(asked, facts.rows, answers)
        return tuple(sorted(left, key=lambda each: order.get(each.owner, len(order))))

    def changes_since(self, uid: str, facts: MonthFacts) -> tuple[CellChange, ...]:
        """Return what differs between round *uid* and *facts*, cell by cell."""
        return changes(self._database.read(filings.facts, uid), facts.rows + facts.closing)

    def _odd_figures(self, form: Form, month: Month, rows: Sequence[FactRow]) -> list[FilingProblem]:
        """Return the questions about collected figures that *form* shows; one whose figure has a reason is answered."""
        shown = form.shown & set(Measure)
        if form.subject is not FormSubject.ENTERPRISE_MONTH or not shown or not rows:
            return []
        uids = [row.owner for row in rows]
        kept = self._amounts(month, uids)
        before = {} if month.previous is None else self._amounts(month.previous, uids)
        history = self._questions.history(month, uids)
        asked = {
            uid: self._questions.asked(kept.get(uid, {}), before.get(uid, {}), month, history.get(uid, {}))
            for uid in uids
        }
        reasons = self._questions.explained(asked, kept, month)
        return [
            FilingProblem(problem, row.owner, row.name)
            for row in rows
            for problem in left(asked[row.owner], reasons.get(row.owner, {}))
            if problem.field in shown
        ]

    def _amounts(self, month: Month, uids: Sequence[str]) -> Mapping[str, Mapping[Measure, int]]:
        found = self._database.read(figures.amounts, [str(month)], self._office.workspace.unit, Measure, uids)
        return {uid: periods[str(month)] for uid, periods in found.items()}
