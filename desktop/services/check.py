"""Whether the ledger holds together."""

from dataclasses import dataclass
from hashlib import sha256

from db.queries import admissions, filings, health
from db.unit_of_work import Database
from desktop.domain.handed_in import digest_of
from desktop.domain.month import Month


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: its *code* and *where* it was found (ids only)."""

    code: str
    where: str


class CheckService:
    """Looks the ledger through; changes nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def run(self, *, deep: bool = False) -> tuple[Finding, ...]:
        """Return what is wrong; *deep* reads every page, the whole chain, every kept PDF and series handed in."""
        found = [Finding(code, where) for code, where in self._database.read(health.findings, deep=deep)]
        if deep:
            for uid, digest, content in self._database.read(filings.all_documents):
                if sha256(content).hexdigest() != digest:
                    found.append(Finding("document_damaged", uid))
            for uid, cutoff, frozen, content in self._database.read(admissions.all_snapshots):
                if digest_of(Month.parse(cutoff), content) != frozen:
                    found.append(Finding("snapshot_differs", uid))
        return tuple(found)
