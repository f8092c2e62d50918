"""What offices say differently (待核对): settled with a reason, adopted, enterprises found to be one."""

import json
from collections.abc import Collection, Mapping

from db.models.enterprise import Enterprise
from db.projection import column_value, figure_said, models
from db.queries import asides, figures, post, questions, twins
from db.statements import Statement
from db.unit_of_work import Database
from desktop.domain.aside import Aside
from desktop.domain.carried import unit_of
from desktop.domain.change import Cell, Value
from desktop.domain.codes import ChangeKind, Measure, Subject, UnitKind
from desktop.domain.figure import FigureValue
from desktop.domain.overview import TodoItem, TodoKind
from desktop.domain.problems import Problem
from desktop.domain.question import FigureQuestion, Question, QuestionKind, Saying, United, check_reason
from desktop.domain.saved import Saved
from desktop.domain.text import tidy
from desktop.kernel.errors import KnownError
from desktop.services.office import Office
from desktop.services.steps.found_anew import make_findable


class QuestionService:
    """Everything a person does with what offices say differently; the county office decides its own cells."""

    def __init__(self, database: Database, office: Office) -> None:
        self._database = database
        self._office = office

    def list(self) -> tuple[Question, ...]:
        """Return every cell to decide, proposals of units among them at the county."""
        return self._database.read(questions.questions)

    def figures(self) -> tuple[FigureQuestion, ...]:
        """Return the figures that two units tell differently and that have no adopted value yet."""
        return self._database.read(questions.figure_questions)

    def aside(self) -> tuple[Aside, ...]:
        """Return every record that letters brought and that cannot be shown in the ledger yet."""
        return self._database.read(asides.asides)

    def count_aside(self) -> int:
        """Return how many these are."""
        return self._database.read(asides.count)

    def todo(self) -> tuple[TodoItem, ...]:
        """Return for today's page how much is to be checked here; before the first letter came there is nothing."""
        if not self._database.read(post.taken_letters):
            return ()
        cells = self.list()
        if self._is_county:
            count = len(cells) + len(self.figures()) + len(self.alike())
        else:
            count = sum(each.kind is QuestionKind.DIFFERENT for each in cells)
        return (TodoItem(TodoKind.TO_CHECK, count),) if count else ()

    def resolve(self, question_id: str, saying: Saying | str, reason: str) -> Saved:
        """Settle a question with what one office said, or with a text of our own, and the reason why.

        Only the county office decides what is its own to decide; raise `KnownError` `county_decides` elsewhere.
        """
        if problems := check_reason(reason):
            return Saved(problems=tuple(problems))
        question = self._question(question_id)
        if question.kind is QuestionKind.PROPOSAL and not self._is_county:
            raise KnownError("county_decides")
        if question.cell.subject is Subject.FIGURE:
            return self._resolve_figure(question.cell, saying, tidy(reason))
        cell, model = question.cell, models()[question.cell.subject]
        said: Value = saying if isinstance(saying, str) else None
        if isinstance(saying, Saying) and saying.value is not None:
            said = json.loads(saying.value)
        why = tidy(reason)
        with self._database.work("package.resolve", self._office.who) as work:
            value = column_value(model, cell.field, said)
            # the value that is shown is said again, so that it is the one word
            if not work.change(model, cell.entity, {cell.field: value}, reason=why, kind=ChangeKind.RESOLVE):
                work.say(model, cell.entity, cell.field, reason=why, kind=ChangeKind.RESOLVE)
            make_findable(work, [(cell.subject, cell.entity)])
        return Saved(cell.entity)

    def _resolve_figure(self, cell: Cell, saying: Saying | str, why: str) -> Saved:
        """Settle a figure that one office told differently on two computers; only that office may."""
        if cell.by_unit != self._office.workspace.unit:
            raise KnownError("record_of_other", unit=self._office.unit_names.get(cell.by_unit, cell.by_unit))
        if isinstance(saying, str):
            return Saved(problems=(Problem("value", "figure_typed"),))
        measure = Measure(cell.field)
        value = None if saying.value is None else figure_said(measure, json.loads(saying.value))
        with self._database.work("package.resolve", self._office.who) as work:
            statement = Statement(cell.entity, cell.period, measure, value, why)
            work.set_figures([statement], cell.by_unit, kind=ChangeKind.RESOLVE)
        return Saved(cell.entity)

    def adopt(self, enterprise: str, period: str, measure: Measure, said: str | FigureValue, reason: str) -> Saved:
        """Adopt (采用值) what unit *said* told of a figure, or a checked value; the words of both units stay."""
        if not self._is_county:
            raise KnownError("county_decides")
        if problems := check_reason(reason):
            return Saved(problems=tuple(problems))
        value = said
        if isinstance(said, str):
            found = self._database.read(figures.told, enterprise, period, measure)
            if said not in found:
                return Saved(problems=(Problem("unit", "not_told_by", {"unit": said}),))
            value = found[said]
        if isinstance(value, str):
            raise TypeError(value)
        with self._database.work("package.adopt", self._office.who) as work:
            statement = Statement(enterprise, period, measure, value, tidy(reason))
            work.set_figures([statement], self._office.workspace.unit, kind=ChangeKind.ADOPT)
        return Saved(enterprise)

    def told(self, enterprise: str, period: str, measure: Measure) -> Mapping[str, FigureValue]:
        """Return unit → what it told of a figure, the county's adopted value among them."""
        return self._database.read(figures.told, enterprise, period, measure)

    def alike(self) -> tuple[tuple[str, str], ...]:
        """Return the pairs of enterprises that have one code or one name, and may be the same."""
        return self._database.read(twins.pairs)

    def makers(self, enterprises: Collection[str]) -> Mapping[str, str]:
        """Return enterprise → the unit that entered it."""
        sites = self._database.read(twins.makers, sorted(enterprises))
        return {uid: unit_of(site) for uid, site in sites.items()}

    def united(self) -> tuple[United, ...]:
        """Return the enterprises that were found to be one with another, and may be parted again."""
        return self._database.read(twins.united)

    def same(self, kept: str, other: str, reason: str) -> Saved:
        """Let *other* be the same enterprise as *kept* (合并); what hangs on it is shown there until it is parted."""
        return self._point(other, kept, reason)

    def part(self, other: str, reason: str) -> Saved:
        """Let *other* be an enterprise of its own again."""
        return self._point(other, None, reason)

    def _point(self, other: str, kept: str | None, reason: str) -> Saved:
        if not self._is_county:
            raise KnownError("county_decides")
        if problems := check_reason(reason):
            return Saved(problems=tuple(problems))
        if kept == other:
            return Saved(problems=(Problem("enterprise", "same_enterprise"),))
        if kept is None and other not in {each.other for each in self.united()}:
            raise KnownError("question_gone", id=other)
        if kept is not None:
            found = self._database.read(twins.standing, [kept, other])
            if missing := {kept, other} - found.keys():
                raise KnownError("no_such_record", uid=min(missing))
            if not all(found.values()):
                return Saved(problems=(Problem("enterprise", "same_enterprise"),))
        why = tidy(reason)
        values = {"alias_of": kept, "voided": kept is not None, "void_reason": why if kept is not None else None}
        with self._database.work("package.same" if kept else "package.part", self._office.who) as work:
            work.change(Enterprise, other, values, reason=why, kind=ChangeKind.RESOLVE)
        return Saved(other)

    @property
    def _is_county(self) -> bool:
        return self._office.workspace.unit_kind is UnitKind.COUNTY

    def _question(self, question_id: str) -> Question:
        found = next((each for each in self.list() if each.id == question_id), None)
        if found is None:
            raise KnownError("question_gone", id=question_id)
        return found
