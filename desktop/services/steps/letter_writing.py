"""Writes a letter: signed, sealed, kept in the outbox, written where it is wanted, read back and noted."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from db.models.letter import LetterSent
from db.queries import letters, post
from db.unit_of_work import Database
from desktop.domain.package import FormEdition, Manifest, PackageType, Sender
from desktop.domain.passphrase import fresh_passphrase, is_weak
from desktop.domain.release import ExportDraft, ExportKind, ReleaseLevel
from desktop.exchange import sealing
from desktop.exchange.limits import ENTRIES, MEGABYTE, PACKAGE
from desktop.exchange.signing import OwnKey, key_id
from desktop.exchange.writer import Content, Written, write_package
from desktop.kernel.errors import KnownError
from desktop.kernel.files import replacing
from desktop.services.office import Office
from desktop.services.steps.letter_packing import Packed
from desktop.services.steps.noting_exports import note_in

_OWN_ENTRIES = 3
"""Type, manifest and signature stand in a package beside what the manifest names."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Whom a letter goes to, and how it is closed: to *receive*, or with a *passphrase* told another way."""

    recipient: str
    receive: str = ""
    passphrase: str = ""

    def __post_init__(self) -> None:
        """Raise `KnownError` `passphrase_weak` for one that could be guessed."""
        if self.passphrase and is_weak(self.passphrase):
            raise KnownError("passphrase_weak")


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter before it is written."""

    type: PackageType
    envelope: Envelope
    packed: Packed
    contents: Sequence[Content] = ()
    period: str = ""
    form: FormEdition | None = None
    note: str = ""
    told: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Posted:
    """A letter that was written: its id, number, digest, and where it lies."""

    package_id: str
    seq: int
    manifest_sha256: str
    path: Path
    outbox: Path


class LetterWriter:
    """Writes the letters of one office; *outbox* keeps the very bytes of each."""

    def __init__(
        self, database: Database, office: Office, outbox: Path, *, app: str, new_id: Callable[[], str]
    ) -> None:
        self._database = database
        self._office = office
        self._outbox = outbox
        self._app = app
        self._new_id = new_id

    def new_passphrase(self) -> str:
        """Return a passphrase that nobody has had yet."""
        return fresh_passphrase(self._new_id())

    def write(self, draft: Draft, key: OwnKey, folder: Path) -> Posted:
        """Write *draft* into *folder*; neither a file nor a note is left if any step fails.

        What was written to *folder* is read back and compared before the letter counts as sent.
        """
        written = self._written(draft, key)
        content = _closed(written.content, draft.envelope, key)
        if len(content) > PACKAGE or len(written.manifest.parts) + _OWN_ENTRIES > ENTRIES:
            raise KnownError("letter_too_large", size=len(content) // MEGABYTE, most=PACKAGE // MEGABYTE)
        manifest = written.manifest
        # no name of an office or an enterprise: the stick may be lost
        name = f"{manifest.period or manifest.created_at[:7]}_{manifest.seq:06d}_{manifest.package_id[:6]}.sgb"
        outbox, path = self._outbox / f"{manifest.package_id}.sgb", folder / name
        self._outbox.mkdir(parents=True, exist_ok=True)
        stood = path.exists()
        try:
            with self._database.work("package.make", self._office.who) as work:
                last = work.read(post.last_sent, manifest.sender.incarnation, draft.envelope.recipient)
                if (last or (0, "")) != (manifest.seq - 1, manifest.previous):
                    raise KnownError("letter_overtaken")
                post.keep(work.connection, LetterSent, [self._row(draft, written, name, content, work.save)])
                note_in(work, self._office, self._leaving(draft, manifest), path, content)
                put(outbox, content)
                put(path, content)
        except BaseException:
            outbox.unlink(missing_ok=True)
            if not stood:
                with suppress(OSError):  # the stick may be gone
                    path.unlink(missing_ok=True)
            raise
        return Posted(manifest.package_id, manifest.seq, written.manifest_sha256, path, outbox)

    def _written(self, draft: Draft, key: OwnKey) -> Written:
        workspace = self._office.workspace
        incarnation = self._database.read(letters.own_site).partition("#")[2]
        last = self._database.read(post.last_sent, incarnation, draft.envelope.recipient)
        known = self._database.read(letters.known)
        packed = draft.packed
        head = Manifest(
            type=draft.type,
            package_id=self._new_id(),
            created_at=self._office.now.isoformat(timespec="seconds"),
            app=self._app,
            sender=Sender(workspace.unit, incarnation, key_id(key.public.sign)),
            recipients=(draft.envelope.recipient,),
            period=draft.period,
            form=draft.form,
            seq=1 if last is None else last[0] + 1,
            previous="" if last is None else last[1],
            have={site: place for site, (place, _) in known.items()},
            changes_from=packed.first,
            changes_to=packed.last,
            log_head=packed.heads,
            counts={"ops": len(packed.changes), "rounds": len(packed.rounds), "attachments": len(packed.files)},
            note=draft.note,
        )
        return write_package(head, [*packed.contents(), *draft.contents], key)

    def _leaving(self, draft: Draft, manifest: Manifest) -> ExportDraft:
        """Return what is noted of the letter in the log of what left this computer."""
        told = [each.change.cell for each in draft.packed.changes if each.told]
        return ExportDraft(
            kind=ExportKind.PACKAGE,
            what=f"{manifest.type}-{manifest.seq}",
            level=ReleaseLevel.FULL,
            rows=len({(cell.subject, cell.entity) for cell in told}),
            recipient=self._office.unit_names.get(draft.envelope.recipient, draft.envelope.recipient),
            fields=tuple(sorted({cell.subject.value for cell in told})),
            sealed=True,
        )

    def _row(self, draft: Draft, written: Written, name: str, content: bytes, save: str) -> dict[str, object]:
        manifest = written.manifest
        return {
            "package_id": manifest.package_id,
            "type": manifest.type,
            "recipient": draft.envelope.recipient,
            "incarnation": manifest.sender.incarnation,
            "seq": manifest.seq,
            "period": manifest.period,
            "manifest_sha256": written.manifest_sha256,
            "made_at": self._office.now,
            "save": save,
            "upto": dict(manifest.changes_to),
            "told": sorted(draft.told),
            "rounds": list(draft.packed.round_uids),
            "file": name,
            "file_sha256": sha256(content).hexdigest(),
        }


def put(path: Path, content: bytes) -> None:
    """Write *content* to *path*, read it back and compare; raise `KnownError` `package_lost` if it differs."""
    with replacing(path) as part:
        part.write_bytes(content)
    try:
        same = sha256(path.read_bytes()).digest() == sha256(content).digest()
    except OSError as error:
        raise KnownError("package_lost", path=path) from error
    if not same:
        raise KnownError("package_lost", path=path)


def _closed(content: bytes, envelope: Envelope, key: OwnKey) -> bytes:
    if envelope.passphrase:
        return sealing.seal_with(content, envelope.passphrase)
    # to ourselves too, so that what was sent can be looked at again
    return sealing.seal_to(content, [envelope.receive, key.public.receive])
