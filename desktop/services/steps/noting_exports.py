"""Notes what leaves this computer: every service that writes a file for others calls this when the file stands."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from db.models.export import ExportNote
from db.queries import exports
from db.unit_of_work import Database, UnitOfWork
from desktop.domain.release import ExportDraft
from desktop.kernel import security
from desktop.services.office import Office

_BLOCK = 1 << 20


def note_export(database: Database, office: Office, draft: ExportDraft, path: Path) -> None:
    """Note that the file at *path* was written, with its digest; for deeds that write nothing else to the ledger."""
    size, digest = weighed(path)
    security.note("export", kind=draft.kind.value, level=draft.level.value, rows=draft.rows)
    database.note(exports.keep, _note(draft, path, size, digest, office, database.new_id))


def note_in(work: UnitOfWork, office: Office, draft: ExportDraft, path: Path, content: bytes) -> None:
    """Note a file of *content* that is about to stand at *path*, in the same deed as what is kept of it."""
    note = _note(draft, path, len(content), sha256(content).hexdigest(), office, work.new_id)
    work.attach(note)
    security.note("export", kind=draft.kind.value, level=draft.level.value, rows=draft.rows)


def weighed(path: Path) -> tuple[int, str]:
    """Return the size and SHA-256 of the file at *path*, read a block at a time."""
    digest, size = sha256(), 0
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
            size += len(block)
    return size, digest.hexdigest()


def _note(
    draft: ExportDraft, path: Path, size: int, digest: str, office: Office, new_id: Callable[[], str]
) -> ExportNote:
    return ExportNote(
        uid=new_id(),
        at=office.now,
        who=office.who,
        kind=draft.kind,
        what=draft.what,
        level=draft.level,
        rows=draft.rows,
        file=path.name,
        folder=str(path.parent),
        size=size,
        sha256=digest,
        recipient=draft.recipient,
        fields=",".join(draft.fields),
        sealed=draft.sealed,
    )
