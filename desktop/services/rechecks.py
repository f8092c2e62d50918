"""Figures given back to the units that told them (退回核对): the county asks, the unit corrects or confirms."""

from collections.abc import Mapping, Sequence

from db.models.recheck import Recheck
from db.models.recheck import RecheckAnswer as AnswerTable
from db.queries import questions, rechecks
from db.unit_of_work import Database
from desktop.domain.codes import Measure, UnitKind
from desktop.domain.overview import TodoItem, TodoKind
from desktop.domain.problems import Problem
from desktop.domain.question import FigureQuestion, check_reason
from desktop.domain.recheck import RecheckDraft, RecheckRow, RecheckState, check_ask, check_recheck_answer, latest
from desktop.domain.saved import Saved
from desktop.domain.text import tidy
from desktop.kernel.errors import KnownError
from desktop.services.office import Office

Figure = tuple[str, str, str]


class RecheckService:
    """A request names the unit's own figure and nobody else's; it travels to that unit alone."""

    def __init__(self, database: Database, office: Office) -> None:
        self._database = database
        self._office = office

    def asked(self) -> Mapping[Figure, tuple[RecheckRow, ...]]:
        """Return the last request to each unit, by the figure it is about."""
        found: dict[Figure, list[RecheckRow]] = {}
        for row in latest(self._database.read(rechecks.rows)):
            found.setdefault(row.figure, []).append(row)
        return {figure: tuple(rows) for figure, rows in found.items()}

    def open(self) -> tuple[RecheckRow, ...]:
        """Return what this unit has been asked to check and has neither corrected nor confirmed."""
        if self._is_county:
            return ()
        rows = latest(self._database.read(rechecks.rows, self._office.workspace.unit))
        return tuple(row for row in rows if row.state is RecheckState.OPEN)

    def todo(self) -> tuple[TodoItem, ...]:
        """Return for today's page each figure that this unit is asked to check."""
        return tuple(TodoItem(TodoKind.RECHECK, 1, row.uid, row.name, row.asked_on, recheck=row) for row in self.open())

    def ask(self, enterprise: str, period: str, measure: Measure, reason: str) -> Saved:
        """Give the figure back to the units that tell it differently; one that was asked and is silent is left.

        Raise `KnownError` `county_decides` elsewhere, `question_gone` where the units agree or a value was adopted.
        """
        self._county_only()
        figure = (enterprise, period, measure.value)
        asked = self._question(figure)
        if problems := check_ask(tidy(reason)):
            return Saved(problems=tuple(problems))
        waiting = {row.unit for row in self.asked().get(figure, ()) if row.state is RecheckState.OPEN}
        units = [unit for unit in asked.units if unit not in waiting]
        if not units:
            return Saved(problems=(Problem("choice", "rechecked_already"),))
        with self._database.work("recheck.ask", self._office.who) as work:
            for unit in units:
                said = work.read(rechecks.told_amount, enterprise, period, measure, unit)
                work.add(self._request(work.new_id(), figure, unit, said or "", tidy(reason)), reason=tidy(reason))
        return Saved(enterprise)

    def answer(self, uid: str, draft: RecheckDraft) -> Saved:
        """Say that the figure the county asked about stands (核对无误)."""
        row = self._row(uid)
        if row.unit != self._office.workspace.unit:
            raise KnownError("recheck_not_ours")
        if row.state is not RecheckState.OPEN:
            return Saved(problems=(Problem("choice", "recheck_settled"),))
        problems = check_recheck_answer(draft)
        if problems or draft.source is None:
            return Saved(problems=tuple(problems))
        with self._database.work("recheck.answer", self._office.who) as work:
            record = AnswerTable(
                uid=work.new_id(),
                recheck=uid,
                by_unit=self._office.workspace.unit,
                said=row.said,
                source=draft.source,
                reason=tidy(draft.reason),
                answered_on=self._office.today,
                person=self._office.who,
            )
            return Saved(work.add(record))

    def take_back(self, enterprise: str, period: str, measure: Measure, reason: str) -> Saved:
        """Take the requests about a figure that nobody answered yet back, with a reason."""
        self._county_only()
        if problems := check_reason(reason):
            return Saved(problems=tuple(problems))
        rows = self.asked().get((enterprise, period, measure.value), ())
        waiting = [row for row in rows if row.state is RecheckState.OPEN]
        if not waiting:
            raise KnownError("no_such_recheck", uid=f"{enterprise}:{period}:{measure}")
        with self._database.work("recheck.void", self._office.who) as work:
            for row in waiting:
                work.void(Recheck, row.uid, tidy(reason))
        return Saved(enterprise)

    def _request(self, uid: str, figure: Figure, unit: str, said: str, reason: str) -> Recheck:
        enterprise, period, measure = figure
        return Recheck(
            uid=uid,
            enterprise=enterprise,
            period=period,
            measure=measure,
            unit=unit,
            said=said,
            asked_on=self._office.today,
            reason=reason,
            by_unit=self._office.workspace.unit,
        )

    def _question(self, figure: Figure) -> FigureQuestion:
        found: Sequence[FigureQuestion] = self._database.read(questions.figure_questions)
        asked = next((each for each in found if (each.enterprise, each.period, each.measure) == figure), None)
        if asked is None:
            raise KnownError("question_gone", id=":".join(figure))
        return asked

    def _row(self, uid: str) -> RecheckRow:
        found = next((row for row in self._database.read(rechecks.rows) if row.uid == uid), None)
        if found is None:
            raise KnownError("no_such_recheck", uid=uid)
        return found

    @property
    def _is_county(self) -> bool:
        return self._office.workspace.unit_kind is UnitKind.COUNTY

    def _county_only(self) -> None:
        if not self._is_county:
            raise KnownError("county_decides")
