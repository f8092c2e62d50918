"""Half-typed forms, kept by themselves."""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from db.queries import settings
from db.unit_of_work import Database
from desktop.domain.draft import Draft
from desktop.kernel.errors import KnownError
from desktop.services.steps.side_files import drop_aside, read_aside, write_aside

logger = logging.getLogger(__name__)


class DraftService:
    """Keeps forms while they are being typed, outside the journal; *aside* are folders for when the ledger fails."""

    def __init__(self, database: Database, clock: Callable[[], datetime], aside: Sequence[Path] = ()) -> None:
        self._database = database
        self._clock = clock
        self._aside = tuple(aside)

    def keep(self, key: str, body: Mapping[str, str]) -> datetime:
        """Keep the form *key* as it stands and return when; in a file beside the ledger where that does not take it."""
        at = self._clock()
        try:
            self._database.note(settings.keep_draft, key, dict(body), at)
        except KnownError as error:
            if write_aside(self._aside, key, body, at) is None:
                raise
            logger.warning("a draft went aside: %s", error)
        return at

    def drop(self, key: str) -> None:
        """Forget the form *key*; saving or throwing it away did its work."""
        drop_aside(self._aside, key)
        self._database.note(settings.drop_draft, key)

    def all(self) -> tuple[Draft, ...]:
        """Return the forms left half-typed, latest first; of one that lies in two places the later one."""
        latest: dict[str, Draft] = {}
        for draft in (*self._database.read(settings.drafts), *read_aside(self._aside)):
            if draft.key not in latest or draft.saved_at > latest[draft.key].saved_at:
                latest[draft.key] = draft
        return tuple(sorted(latest.values(), key=lambda draft: draft.saved_at, reverse=True))

    def get(self, key: str) -> Draft | None:
        """Return the form *key*, or None."""
        return next((draft for draft in self.all() if draft.key == key), None)
