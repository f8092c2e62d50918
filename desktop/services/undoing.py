"""The saves of this ledger by name, and taking one back: looked at first, then one save of its own."""

from db.queries import reversal, saves, settings
from db.unit_of_work import Database
from desktop.domain.problems import Problem
from desktop.domain.text import tidy
from desktop.domain.undo import Fate, Reversal, Save, next_to_redo, next_to_undo
from desktop.kernel import security
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.services.office import Office
from desktop.services.steps.reversing import planned, take_back
from desktop.wording.words_undo import undo_reason

LISTED = 50  # a morning's work; an older save can still be named by its id
_IMPORTS = ("import.take",)


class UndoService:
    """最近操作 and 撤销: an undo is itself a save, so it can be taken back (恢复) like any other."""

    def __init__(self, database: Database, office: Office) -> None:
        self._database = database
        self._office = office

    def recent(self, count: int = LISTED) -> tuple[Save, ...]:
        """Return the last *count* saves, latest first, each with what it was about."""
        return self._database.read(saves.recent, count)

    def imports(self, count: int = LISTED) -> tuple[Save, ...]:
        """Return the last *count* imports, latest first, however long ago they were."""
        return self._database.read(saves.recent, count, actions=_IMPORTS)

    def next(self) -> Save | None:
        """Return the save that Ctrl+Z takes back, or None."""
        return self.around()[0]

    def next_redo(self) -> Save | None:
        """Return the undo that Ctrl+Y takes back, or None once something else was saved after it."""
        return self.around()[1]

    def around(self) -> tuple[Save | None, Save | None]:
        """Return what Ctrl+Z and what Ctrl+Y take back, read at once."""
        saves = self.recent()
        return next_to_undo(saves), next_to_redo(saves)

    def look(self, save: str) -> Reversal:
        """Return what taking *save* back would do; nothing is written. One that stands again goes back as it stands."""
        found = self._one(save)
        return planned(found, self._database.read(reversal.evidence, found))

    def size(self, save: str) -> int:
        """Return how many records *save* touched."""
        return self._one(save).records

    def take(
        self, plan: Reversal, reason: str = "", progress: Progress | None = None
    ) -> Reversal | tuple[Problem, ...]:
        """Put back what *plan* says, in one save, and return what was done; or what forbids it, and nothing is written.

        Raises `KnownError("undo_stale")` where the ledger changed since it was looked at.
        """
        if plan.needs_reason and not tidy(reason):
            return (Problem("reason", "undo_reason_missing"),)
        if not plan.possible:
            return (Problem("save", "nothing_to_undo"),)
        self._one(plan.save.id)
        if self._database.read(settings.journal_size)[0] != plan.basis:
            raise KnownError("undo_stale")
        with self._database.work("undo", self._office.who, undoes=plan.save.id) as work:
            take_back(work, plan, tidy(reason) or undo_reason(plan.save), progress or Progress())
        security.note("undo", action=plan.save.action, back=len(plan.of(Fate.REVERSED)), kept=len(plan.of(Fate.KEPT)))
        return plan

    def _one(self, save: str) -> Save:
        found = self._database.read(saves.one, save)
        if found is None:
            raise KnownError("no_such_save", uid=save)
        if found.undone_by:
            raise KnownError("undone_already")
        return self._one(found.again) if found.again else found
