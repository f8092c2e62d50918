"""The plan (方案) that a ledger goes by: the file of the program, or the edition that the county's letter set."""

from collections.abc import Callable

from db.queries.terms import plan_in_force
from db.unit_of_work import Database
from desktop.domain.preset import Preset


class PlanShelf:
    """Knows which file of a plan is in force; *own* and *own_text* read those of the program, *read* any text."""

    def __init__(
        self,
        database: Database,
        own: Callable[[str], Preset],
        own_text: Callable[[str], str],
        read: Callable[[str, str], Preset],
    ) -> None:
        self._database = database
        self._own = own
        self._own_text = own_text
        self._read = read

    def load(self, plan: str) -> Preset:
        """Return the plan as it is in force."""
        text = self._database.read(plan_in_force, plan)
        return self._own(plan) if text is None else self._read(plan, text)

    def text(self, plan: str) -> str:
        """Return its file word for word."""
        text = self._database.read(plan_in_force, plan)
        return self._own_text(plan) if text is None else text

    def read(self, plan: str, text: str) -> Preset:
        """Return *plan* as *text* has it; raise `KnownError` if this program cannot read that."""
        return self._read(plan, text)
