"""Reasons before filing: why a figure is blank, and that an odd one was checked; each is asked for once."""

from collections.abc import Sequence
from typing import Any

from db.models.filing import FilingAnswer
from db.queries import figures, filings
from db.statements import Statement
from db.unit_of_work import Database, UnitOfWork
from desktop.domain.codes import Measure
from desktop.domain.filing import FactValue, FilingProblem
from desktop.domain.filing_answer import Answer, AnswerDraft, check_answer, said_of
from desktop.domain.month import Month
from desktop.domain.problems import Problem
from desktop.domain.saved import Saved
from desktop.domain.text import tidy
from desktop.kernel.errors import KnownError
from desktop.services.office import Office
from desktop.services.steps.facts import MonthFacts
from desktop.services.steps.month_forms import MonthForms

_FIGURES_OWN = frozenset(
    {"factor_up", "factor_down", "cumulative_falls", "month_differs", "off_own_range", "off_own_ratio"}
)


class FilingAnswerService:
    """Everything a person does to explain what filing asks about."""

    def __init__(self, database: Database, office: Office, forms: MonthForms) -> None:
        self._database = database
        self._office = office
        self._forms = forms

    def open(self, month: Month, form: str) -> tuple[FilingProblem, ...]:
        """Return what *form* of *month* still asks about."""
        return self._forms.open_questions(form, month, self._forms.gather(form, month))

    def given(self, month: Month) -> tuple[Answer, ...]:
        """Return the reasons given for *month*."""
        return self._database.read(filings.answers, self._office.workspace.unit, str(month))

    def answer(self, form: str, drafts: Sequence[AnswerDraft]) -> Saved:
        """Keep *drafts*, all or none; each must answer something that *form* asks about now.

        A reason for an odd figure goes with the figure itself, so that the grid of figures knows it too.
        """
        if not drafts:
            return Saved()
        if problems := [problem for draft in drafts for problem in check_answer(draft)]:
            return Saved(problems=tuple(problems))
        month = drafts[0].month
        facts = self._forms.gather(form, month)
        asked = {_key(each): each for each in self._forms.open_questions(form, month, facts)}
        found = [asked.get((draft.owner, draft.field, draft.code)) for draft in drafts]
        questions = [each for each in found if each is not None]
        if len(questions) < len(drafts):
            return Saved(problems=(Problem("field", "nothing_asked"),))
        with self._database.work("filing.answer", self._office.who) as work:
            for draft, question in zip(drafts, questions, strict=True):
                self._keep(work, draft, question, _fact(facts, question))
        return Saved(drafts[0].owner)

    def _keep(self, work: UnitOfWork, draft: AnswerDraft, question: FilingProblem, fact: FactValue) -> None:
        if draft.code in _FIGURES_OWN:
            self._restate(work, draft)
            return
        office = self._office
        values: dict[str, Any] = {
            "said": said_of(question.problem, fact),
            "why": draft.why,
            "note": tidy(draft.note) or None,
            "person": office.who,
            "answered_on": office.today,
        }
        given = work.read(filings.answers, office.workspace.unit, str(draft.month))
        key = draft.owner, draft.field, draft.code
        earlier = next((each.uid for each in given if (each.owner, each.field, each.code) == key), None)
        if earlier is not None:
            work.change(FilingAnswer, earlier, values)
            return
        work.add(
            FilingAnswer(
                uid=work.new_id(),
                by_unit=office.workspace.unit,
                month=str(draft.month),
                owner=draft.owner,
                field=draft.field,
                question=draft.code,
                **values,
            )
        )

    def _restate(self, work: UnitOfWork, draft: AnswerDraft) -> None:
        unit, period, measure = self._office.workspace.unit, str(draft.month), Measure(draft.field)
        kept = work.read(figures.by_enterprise, [period], unit, [draft.owner])
        value = kept.get(draft.owner, {}).get(period, {}).get(measure)
        if value is None:
            raise KnownError("no_such_enterprise", uid=draft.owner)
        work.set_figures([Statement(draft.owner, period, measure, value, tidy(draft.note))], unit)


def _key(question: FilingProblem) -> tuple[str, str, str]:
    return question.owner, question.problem.field, question.problem.code


def _fact(facts: MonthFacts, question: FilingProblem) -> FactValue:
    row = next(row for row in facts.rows if row.owner == question.owner)
    return row.facts.get(question.problem.field)
