"""Whether the ledger holds together."""

from dataclasses import dataclass
from hashlib import sha256

from db.queries import filings, health
from db.unit_of_work import Database


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
        """Return what is wrong; *deep* reads every page, the whole chain and every kept PDF."""
        found = [Finding(code, where) for code, where in self._database.read(health.findings, deep=deep)]
        if deep:
            for uid, digest, content in self._database.read(filings.all_documents):
                if sha256(content).hexdigest() != digest:
                    found.append(Finding("document_damaged", uid))
        return tuple(found)
