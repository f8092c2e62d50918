"""Whether the ledger holds together."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from db.queries import admissions, attachments, filings, health, workbooks
from db.unit_of_work import Database
from desktop.domain.handed_in import digest_of
from desktop.domain.month import Month
from desktop.services.steps.attaching import store_findings


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: its *code* and *where* it was found (ids only)."""

    code: str
    where: str


class CheckService:
    """Looks the ledger through; changes nothing. *store* is the folder of kept files."""

    def __init__(self, database: Database, store: Path) -> None:
        self._database = database
        self._store = store

    def run(self, *, deep: bool = False) -> tuple[Finding, ...]:
        """Return what is wrong; *deep* reads every page, the whole chain, every kept PDF, series and file."""
        found = [Finding(code, where) for code, where in self._database.read(health.findings, deep=deep)]
        if deep:
            for uid, digest, content in self._database.read(filings.all_documents):
                if sha256(content).hexdigest() != digest:
                    found.append(Finding("document_damaged", uid))
            for uid, digest, content in self._database.read(workbooks.contents):
                if sha256(content).hexdigest() != digest:
                    found.append(Finding("template_damaged", uid))
            for uid, cutoff, frozen, content in self._database.read(admissions.all_snapshots):
                if digest_of(Month.parse(cutoff), content) != frozen:
                    found.append(Finding("snapshot_differs", uid))
            kept = self._database.read(attachments.everything)
            found += [Finding(code, uid) for code, uid in store_findings(self._store, kept)]
        return tuple(found)
