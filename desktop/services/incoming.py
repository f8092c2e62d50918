"""Letters in: looked at first, then taken whole or not at all; a folder of them is rehearsed together."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from db.queries import letters, post
from db.unit_of_work import Database, UnitOfWork
from desktop.domain.letter import ReceivedLetter, Trust
from desktop.domain.package import PackageType
from desktop.domain.rehearsal import GAP, RehearsalLine, waiting_for
from desktop.exchange.limits import PACKAGE
from desktop.exchange.signing import fingerprint
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.services.office import Office
from desktop.services.steps.letter_files import keep_attachments, read_file
from desktop.services.steps.letter_reading import Letter, check_letter, read_letter
from desktop.services.steps.letter_taking import Effect, take_letter
from desktop.services.steps.letter_terms import CountyTerms
from desktop.services.steps.letter_writing import put
from desktop.services.steps.own_keys import OwnKeys, bind_office

NOTHING_VOUCHED = Trust()
"""Neither a fingerprint nor a telephone call."""


class _Rehearsed(Exception):
    """Ends a rehearsal: everything it wrote is undone."""


@dataclass(frozen=True, slots=True)
class LetterPlan:
    """A letter that was looked at: whose it is, and what taking it would do.

    *taken_at* tells that it was taken before and would change nothing; *effect* is None then. *fingerprint* is that of
    the sender's key where nobody has compared it yet.
    """

    path: Path
    package_id: str
    type: PackageType
    unit: str
    unit_name: str
    seq: int
    period: str
    made_at: str
    signed: bool
    sealed: bool
    note: str
    effect: Effect | None
    taken_at: datetime | None = None
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class FolderPlan:
    """A folder of letters looked at together: each that can be taken, and each that cannot with its error.

    *heads* says whose those are that could be opened and still may not be taken.
    """

    plans: tuple[LetterPlan, ...]
    refused: tuple[tuple[Path, KnownError], ...]
    taken: bool
    state_digest: str
    heads: Mapping[Path, LetterPlan] = field(default_factory=dict)

    def lines(self) -> tuple[RehearsalLine, ...]:
        """Return a line for each file of the folder, those that cannot be taken first."""
        return (
            *(_line(path, self.heads.get(path), error) for path, error in self.refused),
            *(_line(plan.path, plan, None) for plan in self.plans),
        )


class IncomingService:
    """Everything a person does with letters that came; *inbox* keeps a copy of each, *store* the attachments."""

    def __init__(
        self, database: Database, office: Office, keys: OwnKeys, terms: CountyTerms, *, inbox: Path, store: Path
    ) -> None:
        self._database = database
        self._office = office
        self._keys = keys
        self._terms = terms
        self._inbox = inbox
        self._store = store

    def look(self, path: Path, trust: Trust = NOTHING_VOUCHED, passphrase: str = "") -> LetterPlan:
        """Return what taking the letter at *path* would do; raise `KnownError` if it may not be taken."""
        return self._each(path, trust, passphrase, take=False)

    def take(self, path: Path, trust: Trust = NOTHING_VOUCHED, passphrase: str = "") -> LetterPlan:
        """Take the letter at *path* after a verified copy of the ledger; taking it a second time changes nothing."""
        return self._each(path, trust, passphrase, take=True)

    def look_folder(self, folder: Path, progress: Progress, *, unsigned: bool = False) -> FolderPlan:
        """Return what taking every letter of *folder* together would do; a bad one does not stop the others."""
        return self.look_all(letters_in(folder), progress, unsigned=unsigned)

    def take_folder(self, folder: Path, progress: Progress, *, unsigned: bool = False) -> FolderPlan:
        """Take every letter of *folder* that may be taken, each whole, in the order of their senders' numbers."""
        return self.take_all(letters_in(folder), progress, unsigned=unsigned)

    def look_all(self, paths: Sequence[Path], progress: Progress, *, unsigned: bool = False) -> FolderPlan:
        """Return what taking the letters at *paths* together would do."""
        return self._all(paths, progress, unsigned=unsigned, take=False)

    def take_all(self, paths: Sequence[Path], progress: Progress, *, unsigned: bool = False) -> FolderPlan:
        """Take those of *paths* that may be taken, each whole, in the order of their senders' numbers."""
        return self._all(paths, progress, unsigned=unsigned, take=True)

    def taken(self) -> tuple[ReceivedLetter, ...]:
        """Return every letter that was taken, newest first."""
        return tuple(
            ReceivedLetter(
                package_id=row.package_id,
                type=PackageType(row.type),
                unit=row.unit,
                seq=row.seq,
                period=row.period,
                taken_at=row.taken_at,
                signed=row.signed,
                counts=row.counts,
            )
            for row in self._database.read(post.taken_letters)
        )

    def state_digest(self) -> str:
        """Return a digest of what all known Changes say together; the order in which they came does not matter."""
        return self._database.read(letters.state_digest)

    def _each(self, path: Path, trust: Trust, passphrase: str, *, take: bool) -> LetterPlan:
        content = read_file(path, PACKAGE)
        letter = read_letter(content, self._keys.identities(), passphrase)
        if (taken_at := _taken_at(self._database.read, letter)) is not None:
            return self._plan(path, letter, None, taken_at=taken_at)
        bound = check_letter(self._database, self._office, letter, trust)
        if not take:
            effects: list[Effect] = []
            with suppress(_Rehearsed), self._database.work("package.look", self._office.who) as work:
                effects.append(take_letter(work, self._office, letter, self._terms))
                work.finish()
                raise _Rehearsed
            return self._plan(path, letter, effects[0], print_=fingerprint(bound.key) if bound else "")
        if bound is not None:
            bind_office(self._database, self._office, bound)
        put_aside = self._inbox / f"{letter.manifest.package_id}.sgb"
        self._inbox.mkdir(parents=True, exist_ok=True)
        put(put_aside, content)
        keep_attachments(letter.package, self._store)
        with self._database.work("package.take", self._office.who) as work:
            effect = take_letter(work, self._office, letter, self._terms)
        self._office.forget_plan()
        return self._plan(path, letter, effect)

    def _all(self, paths: Sequence[Path], progress: Progress, *, unsigned: bool, take: bool) -> FolderPlan:
        found, refused = self._read_all(paths, progress)
        plans: list[LetterPlan] = []
        digests: list[str] = []
        trust = Trust(unsigned=unsigned)
        heads = {path: self._plan(path, letter, None) for path, letter in found}
        if take:
            for number, (path, _) in enumerate(found, start=1):
                progress.step(number, len(found), path.name)
                try:
                    plans.append(self.take(path, trust))
                except KnownError as error:
                    refused.append((path, error))
            refused = self._named(found, refused)
            return FolderPlan(tuple(plans), tuple(refused), taken=True, state_digest=self.state_digest(), heads=heads)
        with suppress(_Rehearsed), self._database.work("merge.look", self._office.who) as work:
            for number, (path, letter) in enumerate(found, start=1):
                progress.step(number, len(found), path.name)
                self._rehearse(work, path, letter, trust, plans, refused)
            work.finish()
            digests.append(work.read(letters.state_digest))
            refused = self._named(found, refused)
            raise _Rehearsed
        return FolderPlan(tuple(plans), tuple(refused), taken=False, state_digest=digests[0], heads=heads)

    def _rehearse(
        self,
        work: UnitOfWork,
        path: Path,
        letter: Letter,
        trust: Trust,
        plans: list[LetterPlan],
        refused: list[tuple[Path, KnownError]],
    ) -> None:
        try:
            if (taken_at := _taken_at(work.read, letter)) is not None:
                plans.append(self._plan(path, letter, None, taken_at=taken_at))
                return
            check_letter(self._database, self._office, letter, trust)
            with work.connection.begin_nested():
                plans.append(self._plan(path, letter, take_letter(work, self._office, letter, self._terms)))
        except KnownError as error:
            refused.append((path, error))

    def _named(
        self, found: Sequence[tuple[Path, Letter]], refused: Sequence[tuple[Path, KnownError]]
    ) -> list[tuple[Path, KnownError]]:
        """Return *refused*, where letters that wait name all that are missing and do not lie beside them."""
        heads = {path: letter.manifest for path, letter in found}
        waiting: dict[tuple[str, str], set[int]] = {}
        for path, error in refused:
            if error.code == GAP:
                waiting.setdefault(heads[path].sender[:2], set()).add(heads[path].seq)
        last = {sender: (self._database.read(post.last_taken, *sender) or (0, ""))[0] for sender in waiting}

        def named(path: Path, error: KnownError) -> KnownError:
            if error.code != GAP:
                return error
            sender = heads[path].sender[:2]
            return waiting_for(heads[path].seq, last[sender], waiting[sender])

        return [(path, named(path, error)) for path, error in refused]

    def _read_all(
        self, paths: Sequence[Path], progress: Progress
    ) -> tuple[list[tuple[Path, Letter]], list[tuple[Path, KnownError]]]:
        found: list[tuple[Path, Letter]] = []
        refused: list[tuple[Path, KnownError]] = []
        seen: dict[str, Path] = {}
        for number, path in enumerate(paths, start=1):
            progress.step(number, len(paths), path.name)
            try:
                letter = read_letter(read_file(path, PACKAGE), self._keys.identities())
                # a copy of a file is no second letter
                if (same := seen.setdefault(letter.package.manifest_sha256, path)) is not path:
                    raise KnownError("letter_twice", file=same.name)
                found.append((path, letter))
            except KnownError as error:
                refused.append((path, error))
        found.sort(key=lambda each: (each[1].manifest.sender.unit, each[1].manifest.seq))
        return found, refused

    def _plan(
        self, path: Path, letter: Letter, effect: Effect | None, *, taken_at: datetime | None = None, print_: str = ""
    ) -> LetterPlan:
        manifest = letter.manifest
        return LetterPlan(
            path=path,
            package_id=manifest.package_id,
            type=manifest.type,
            unit=manifest.sender.unit,
            unit_name=self._office.unit_names.get(manifest.sender.unit, manifest.sender.unit),
            seq=manifest.seq,
            period=manifest.period,
            made_at=manifest.created_at,
            signed=letter.package.signature is not None,
            sealed=letter.package.was_sealed,
            note=manifest.note,
            effect=effect,
            taken_at=taken_at,
            fingerprint=print_,
        )


def _taken_at(read: Callable[..., Any], letter: Letter) -> datetime | None:
    """Return when *letter* was taken; raise `KnownError` `package_fork` if another came under its id."""
    kept = read(post.taken_one, letter.manifest.package_id)
    if kept is None:
        return None
    if kept.manifest_sha256 != letter.package.manifest_sha256:
        raise KnownError("package_fork", seq=letter.manifest.seq)
    found: datetime = kept.taken_at
    return found


def _line(path: Path, plan: LetterPlan | None, error: KnownError | None) -> RehearsalLine:
    if plan is None:
        return RehearsalLine(path.name, error=error)
    effect = plan.effect
    return RehearsalLine(
        file=path.name,
        unit=plan.unit_name,
        type=plan.type,
        seq=plan.seq,
        period=plan.period,
        added=None if effect is None else effect.added,
        changed=None if effect is None else effect.changed,
        to_check=None if effect is None else effect.to_check,
        rounds=None if effect is None else effect.rounds,
        taken_at=plan.taken_at,
        error=error,
    )


def letters_in(folder: Path) -> list[Path]:
    """Return the package files of *folder*, by name."""
    return sorted(folder.glob("*.sgb"))
