"""Half-typed forms, kept by themselves."""

from collections.abc import Callable, Mapping
from datetime import datetime

from db.queries import settings
from db.unit_of_work import Database
from desktop.domain.draft import Draft


class DraftService:
    """Keeps forms while they are being typed, outside the journal."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def keep(self, key: str, body: Mapping[str, str]) -> datetime:
        """Keep the form *key* as it stands and return when."""
        at = self._clock()
        self._database.note(settings.keep_draft, key, dict(body), at)
        return at

    def drop(self, key: str) -> None:
        """Forget the form *key*; saving or throwing it away did its work."""
        self._database.note(settings.drop_draft, key)

    def all(self) -> tuple[Draft, ...]:
        """Return the forms left half-typed, latest first."""
        return self._database.read(settings.drafts)

    def get(self, key: str) -> Draft | None:
        """Return the form *key*, or None."""
        return next((draft for draft in self.all() if draft.key == key), None)
