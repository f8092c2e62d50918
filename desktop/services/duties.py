"""What is done once a year by a day (年度事项): called to mind until a person says that it was done."""

from collections.abc import Callable

from db.models.duty import DutyStep
from db.queries import duties
from db.unit_of_work import Database
from desktop.domain.duty import Duty, DutyDraft, DutyLine, check_duty, lines_of
from desktop.domain.overview import TodoItem, TodoKind
from desktop.domain.problems import Problem, blocks
from desktop.domain.saved import Saved
from desktop.domain.text import tidied, tidy
from desktop.kernel.errors import KnownError
from desktop.services.office import Office


class DutyService:
    """The duties of the ledger's plan, year by year; *rules* are read from the reference once."""

    def __init__(self, database: Database, office: Office, rules: Callable[[], tuple[Duty, ...]]) -> None:
        self._database = database
        self._office = office
        self._rules = rules

    def lines(self, year: int) -> tuple[DutyLine, ...]:
        """Return every duty of *year* and whether it was done."""
        return lines_of(self._own(), self._database.read(duties.done), year)

    def check(self, draft: DutyDraft) -> list[Problem]:
        """Return what is wrong with the word that a duty was done."""
        self._duty(draft.duty)
        return check_duty(tidied(draft), self._database.read(duties.done), today=self._office.today)

    def done(self, draft: DutyDraft) -> Saved:
        """Note that a duty was done on a day, and how."""
        draft = tidied(draft)
        problems = self.check(draft)
        if blocks(problems) or draft.on is None:
            return Saved(problems=tuple(problems))
        with self._database.work("duty.done", self._office.who) as work:
            step = DutyStep(
                uid=work.new_id(),
                duty=draft.duty,
                year=draft.year,
                by_unit=self._office.workspace.unit,
                done_on=draft.on,
                note=draft.note,
                person=work.who,
            )
            return Saved(work.add(step), tuple(problems))

    def void(self, uid: str, reason: str) -> Saved:
        """Mark the word *uid* as void (作废) with a reason; the duty waits again."""
        if uid not in {each.uid for each in self._database.read(duties.done)}:
            raise KnownError("no_such_duty_step", uid=uid)
        if not tidy(reason):
            return Saved(problems=(Problem("reason", "missing"),))
        with self._database.work("duty.void", self._office.who) as work:
            work.void(DutyStep, uid, tidy(reason))
        return Saved(uid)

    def todo(self) -> tuple[TodoItem, ...]:
        """Return the duties to be called to mind today."""
        today = self._office.today
        return tuple(
            TodoItem(TodoKind.DUTY_DUE, 1, f"duty:{line.duty.id}", line.duty.label, line.due_on)
            for line in self.lines(today.year)
            if line.done is None and line.duty.waits(today)
        )

    def _own(self) -> tuple[Duty, ...]:
        preset = self._office.workspace.preset
        return tuple(duty for duty in self._rules() if preset in duty.presets)

    def _duty(self, duty_id: str) -> Duty:
        found = next((duty for duty in self._own() if duty.id == duty_id), None)
        if found is None:
            raise KnownError("no_such_duty", text=duty_id)
        return found
