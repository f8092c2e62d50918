"""Finding back what was written after a copy that has been restored (找回): looked at first, taken by choice."""

import json
from collections.abc import Collection
from pathlib import Path

from db.queries import copies, settings, titles
from db.queries.standing import standing_of
from db.restore import quarantined
from db.salvage import changes_after
from db.unit_of_work import Database
from desktop.domain.find_back import ABOVE, FindBack, FoundTaken, FoundValue, found_records
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.services.office import Office
from desktop.services.steps.taking_back import take_found


class FindBackService:
    """Looks into the ledgers that were moved aside in *folder*; the present one stays what it is until `take`."""

    def __init__(self, database: Database, office: Office, folder: Path) -> None:
        self._database = database
        self._office = office
        self._folder = folder

    def quarantined(self) -> tuple[Path, ...]:
        """Return the ledgers that were moved aside, latest first."""
        return quarantined(self._folder)

    def look(self, ledger: Path | None, progress: Progress) -> FindBack:
        """Return what *ledger*, or the one moved aside last, holds that the present one does not; nothing is written.

        Damaged or not: only what its own chain vouches for counts. Raises `KnownError("nothing_quarantined")`.
        """
        if ledger is None:
            ledger = next(iter(self.quarantined()), None)
        if ledger is None or not ledger.is_file():
            raise KnownError("nothing_quarantined")
        progress.step(0, 0, ledger.parent.name)
        facts = self._database.read(copies.ledger_facts)
        salvaged = changes_after(ledger, facts.heads)
        values = [
            FoundValue(each.cell, json.loads(each.value), each.who, each.wall)
            for each in salvaged.changes
            if each.value is not None  # erased: it does not come back
        ]
        entities = {value.cell.entity for value in values}
        standing = self._database.read(standing_of, entities)
        wanted = [(value.cell.subject, value.cell.entity) for value in values]
        wanted += [(ABOVE[value.cell.field], str(value.value)) for value in values if value.cell.field in ABOVE]
        called = self._database.read(titles.titles, wanted)
        records = found_records(values, standing, called)
        return FindBack(ledger, records, len(salvaged.changes), salvaged.lost, facts.changes)

    def take(
        self, found: FindBack, progress: Progress, *, only: Collection[str] | None = None, reason: str
    ) -> FoundTaken:
        """Write those records of *found* that can be taken, or *only* those of them that were chosen, in one save.

        Raises `KnownError("plan_stale")` where the ledger changed since it was looked at.
        """
        chosen = [each for each in found.takeable if only is None or each.entity in only]
        progress.step(0, len(chosen), found.ledger.parent.name)
        if not chosen:
            return FoundTaken((), ())
        with self._database.work("ledger.find_back", self._office.who) as work:
            if work.read(settings.journal_size)[0] != found.basis:
                raise KnownError("plan_stale")
            return take_found(work, chosen, reason)
