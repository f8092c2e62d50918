"""Letters out: a unit's submission (上报包), the county's assignment (下发包), and the log of what was sent."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from db.queries import post
from db.unit_of_work import Database
from desktop.domain.codes import UnitKind
from desktop.domain.letter import Answer, Decision, Leaving, LetterRules, LetterState, SentLetter, state_of
from desktop.domain.month import Month
from desktop.domain.overview import TodoItem, TodoKind
from desktop.domain.package import PackageType
from desktop.domain.release import ExportDraft, ExportKind, ReleaseLevel
from desktop.exchange.directory import KEYS, KEYS_SCHEMA, introduce
from desktop.exchange.writer import Content, lines
from desktop.kernel.errors import KnownError
from desktop.services.office import Office
from desktop.services.steps.letter_packing import Packed, add_attachments, add_rounds, give_back, pack_changes
from desktop.services.steps.letter_scope import scope_for, scope_of_own_words
from desktop.services.steps.letter_terms import CountyTerms
from desktop.services.steps.letter_writing import Draft, Envelope, LetterWriter, Posted, put
from desktop.services.steps.noting_exports import note_export
from desktop.services.steps.own_keys import OwnKeys

_FILING = frozenset({PackageType.SUBMISSION, PackageType.SNAPSHOT})


class OutgoingService:
    """Everything a person does to send; *store* holds the attachments, *outbox* the bytes of what was sent."""

    def __init__(
        self,
        database: Database,
        office: Office,
        keys: OwnKeys,
        writer: LetterWriter,
        terms: CountyTerms,
        *,
        rules: Callable[[], LetterRules],
        store: Path,
        outbox: Path,
    ) -> None:
        self._database = database
        self._office = office
        self._keys = keys
        self._writer = writer
        self._terms = terms
        self._rules = rules
        self._store = store
        self._outbox = outbox

    def leaving(
        self, unit: str = "", *, personal: bool = False, attachments: bool = False, full: bool = False
    ) -> Leaving:
        """Return what a letter to *unit* (empty: the county office) would take out of this computer."""
        packed = self._packed(unit, personal=personal, attachments=attachments, full=full)
        county = self._office.workspace.unit_kind is UnitKind.COUNTY
        return replace(packed.leaving(personal=personal), forms=self._terms.count() if county else 0)

    def send(
        self,
        folder: Path,
        unit: str = "",
        *,
        month: Month | None = None,
        personal: bool = False,
        attachments: bool = False,
        full: bool = False,
        passphrase: str = "",
        note: str = "",
    ) -> Posted:
        """Write the letter to *unit* (empty: the county office) into *folder*.

        It tells what was written here since the recipient last said what it has read, or everything where *full*: the
        county's letter then brings a unit back what it told before. It is sealed to the recipient's key, or with
        *passphrase* where that is given. Raise `KnownError` `office_unknown` where neither is there; nothing is left
        behind if any step fails.
        """
        recipient = self._recipient(unit)
        envelope = self._envelope(recipient, passphrase)
        packed = self._packed(unit, personal=personal, attachments=attachments, full=full)
        to_unit = self._office.workspace.unit_kind is UnitKind.COUNTY
        draft = Draft(
            type=PackageType.SNAPSHOT if full else PackageType.ASSIGNMENT if to_unit else PackageType.SUBMISSION,
            envelope=envelope,
            packed=packed,
            contents=[
                Content(KEYS, lines([introduce(self._keys.introduced())]), KEYS_SCHEMA),
                *(self._terms.contents() if to_unit else ()),
            ],
            period="" if month is None else str(month),
            note=note,
            told=scope_for(self._database, self._office, self._rules(), recipient).entities or frozenset(),
        )
        return self._writer.write(draft, self._keys.current(), folder)

    def log(self) -> tuple[SentLetter, ...]:
        """Return every letter that was sent, newest first, and what became of it."""
        found: dict[tuple[str, str], list[Answer]] = {}
        latest: dict[str, str] = {}  # a later receipt says everything about a letter again, and counts instead
        for row in self._database.read(post.answers):
            answer = Answer(
                row.letter, Decision(row.decision), row.subject, row.record, row.field, row.period, row.text
            )
            found.setdefault((row.letter, row.receipt), []).append(answer)
            latest[row.letter] = row.receipt
        today, county = self._office.today, self._office.workspace.unit_kind is UnitKind.COUNTY
        letters = []
        for row in self._database.read(post.sent):
            answers = found.get((row.package_id, latest.get(row.package_id, "")), ())
            state = LetterState.SENT if county else state_of(answers)
            waited = (today - row.made_at.astimezone(self._office.now.tzinfo).date()).days
            letters.append(
                SentLetter(
                    package_id=row.package_id,
                    type=PackageType(row.type),
                    recipient=row.recipient,
                    seq=row.seq,
                    period=row.period,
                    made_at=row.made_at,
                    file=row.file,
                    state=state,
                    days=waited if state is LetterState.UNANSWERED else 0,
                )
            )
        return tuple(letters)

    def todo(self) -> tuple[TodoItem, ...]:
        """Return for today's page the last filing letter if it was given back or waits for a receipt.

        A receipt covers all letters before it, so that only the last one tells; the owner of the item is its month.
        """
        if self._office.workspace.unit_kind is UnitKind.COUNTY:
            return ()
        last = next((each for each in self.log() if each.type in _FILING), None)
        if last is None or last.state is LetterState.ACCEPTED:
            return ()
        on = last.made_at.astimezone(self._office.now.tzinfo).date()
        if last.state is LetterState.UNANSWERED:
            return (TodoItem(TodoKind.LETTER_UNANSWERED, last.days + 1, last.period, on=on),)
        return (TodoItem(TodoKind.LETTER_RETURNED, 1, last.period, on=on),)

    def resend(self, package_id: str, folder: Path) -> Path:
        """Write the very bytes of a letter that was sent into *folder* again."""
        row = self._database.read(post.sent_one, package_id)
        if row is None:
            raise KnownError("no_such_letter", package=package_id)
        kept = self._outbox / f"{package_id}.sgb"
        content = kept.read_bytes() if kept.is_file() else b""
        if sha256(content).hexdigest() != row.file_sha256:
            raise KnownError("letter_not_kept", path=kept)
        path = folder / str(row.file)
        put(path, content)
        recipient = self._office.unit_names.get(row.recipient, row.recipient)
        draft = ExportDraft(ExportKind.PACKAGE, f"{row.type}-{row.seq}", ReleaseLevel.FULL, 0, recipient, sealed=True)
        note_export(self._database, self._office, draft, path)
        return path

    def _packed(self, unit: str, *, personal: bool, attachments: bool, full: bool) -> Packed:
        scope = scope_for(
            self._database,
            self._office,
            self._rules(),
            self._recipient(unit),
            personal=personal,
            attachments=attachments,
            full=full,
        )
        packed = pack_changes(self._database, self._office.workspace.unit, scope)
        if self._office.workspace.unit_kind is not UnitKind.COUNTY:
            add_rounds(self._database, packed, unit=self._office.workspace.unit, full=full)
        elif full:  # the unit may have lost its ledger: what it told comes back to it
            give_back(self._database, packed, unit, scope_of_own_words(self._rules(), scope))
        if attachments:
            add_attachments(self._database, packed, self._store)
        return packed

    def _recipient(self, unit: str) -> str:
        """Return whom a letter to *unit* goes to: the county writes to its units, a unit to the county office alone."""
        county = next((each.id for each in self._office.preset.units if each.kind is UnitKind.COUNTY), "")
        if self._office.workspace.unit_kind is UnitKind.COUNTY:
            if unit in {"", self._office.workspace.unit}:
                raise KnownError("letter_needs_unit")
            return unit
        # it would take a unit's whole ledger to a neighbour, and the county would never get the forms in it
        if unit not in {"", county}:
            raise KnownError("letter_to_county", unit=self._office.unit_names.get(unit, unit))
        return county

    def new_passphrase(self) -> str:
        """Return a passphrase that nobody can guess, to be told by telephone."""
        return self._writer.new_passphrase()

    def _envelope(self, recipient: str, passphrase: str) -> Envelope:
        found = self._database.read(post.office_of, recipient)
        if found is None and not passphrase:
            raise KnownError("office_unknown", unit=self._office.unit_names.get(recipient, recipient))
        return Envelope(recipient, "" if found is None else found.receive, passphrase)
