"""Every clause that a visit may have explained: the office's own entries and those of the plans."""

from collections.abc import Callable

from db.queries import incentives
from db.unit_of_work import Database
from desktop.domain.policy import Policy
from desktop.domain.reward_reader import PolicyRules


class PolicyClauses:
    """Called, it gives the clauses as they stand now, void ones too: an old visit still says its own."""

    def __init__(self, database: Database, rules: Callable[[], PolicyRules]) -> None:
        self._database = database
        self._rules = rules

    def __call__(self) -> tuple[Policy, ...]:
        """Return the clauses, the office's own first."""
        return (*self._database.read(incentives.policies), *self._rules().policies)
