"""Keys of this office and of others: made, told in a registration package (登记包), compared from paper, retired."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from db.queries import post
from db.unit_of_work import Database
from desktop.domain.codes import UnitKind
from desktop.domain.letter import Office as OtherOffice
from desktop.domain.letter import fingerprint_typed
from desktop.domain.package import Manifest, PackageType, PublicKey, Sender, Signature
from desktop.domain.problems import Problem
from desktop.domain.release import ExportDraft, ExportKind, ReleaseLevel
from desktop.domain.saved import Saved
from desktop.exchange import signing
from desktop.exchange.directory import KEYS, KEYS_SCHEMA, PROOF, Introduced, introduce, read_introduced
from desktop.exchange.limits import PACKAGE
from desktop.exchange.reader import Package, open_package
from desktop.exchange.signing import OwnKey, fingerprint, key_id
from desktop.exchange.writer import Content, lines, write_package
from desktop.kernel.errors import KnownError
from desktop.services.office import Office
from desktop.services.steps.handing_out import made
from desktop.services.steps.letter_files import read_file
from desktop.services.steps.letter_writing import put
from desktop.services.steps.noting_exports import note_export
from desktop.services.steps.own_keys import OwnKeys, bind_office, check_office
from desktop.wording.words_release import NEW_KEY, REGISTRATION


@dataclass(frozen=True, slots=True)
class Registration:
    """A registration package that was looked at: who it introduces, and how its key stands to what is known here.

    *announced* tells that the key known here signed for the new one (换钥匙): nothing has to be typed from paper.
    """

    unit: str
    name: str
    kind: UnitKind
    key_id: str
    fingerprint: str
    known: bool
    replaces: str
    announced: bool = False


class KeyService:
    """Everything a person does with keys."""

    def __init__(
        self, database: Database, office: Office, keys: OwnKeys, *, app: str, new_id: Callable[[], str]
    ) -> None:
        self._database = database
        self._office = office
        self._app = app
        self._keys = keys
        self._new_id = new_id

    def own_fingerprint(self) -> str:
        """Return the fingerprint of this office's key, which is made at the first asking."""
        return fingerprint(self._keys.current().public)

    def renew(self) -> str:
        """Make a new key for this office, from which on the old one signs no more; return its fingerprint."""
        return fingerprint(self._keys.renew().public)

    def announce(self, folder: Path) -> tuple[Path, str]:
        """Make a new key and write the package that the old one signs for it (换钥匙的包) into *folder*.

        Return where it stands and the fingerprint of the new key. Those who know the old key take it without paper;
        where the package cannot be written the old key stays in use.
        """
        made(folder)
        paths: list[Path] = []

        def tell(old: OwnKey, introduced: Introduced, key: OwnKey) -> Callable[[], None]:
            keys = lines([introduce(introduced)])
            head = self._head(PackageType.KEY_ROLLOVER, introduced, old)
            parts = [Content(KEYS, keys, KEYS_SCHEMA), Content(PROOF, signing.signature_bytes(keys, key))]
            written = write_package(head, parts, old)
            paths.append(folder / f"new-key_{key_id(key.public.sign)[:8]}.sgb")
            return lambda: put(paths[0], written.content)

        key = self._keys.succeed(tell)
        self._note(NEW_KEY, paths[0])
        return paths[0], fingerprint(key.public)

    def _head(self, kind: PackageType, introduced: Introduced, key: OwnKey) -> Manifest:
        return Manifest(
            type=kind,
            package_id=self._new_id(),
            created_at=self._office.now.isoformat(timespec="seconds"),
            app=self._app,
            sender=Sender(introduced.unit, introduced.incarnation, key_id(key.public.sign)),
            recipients=(),
            seq=1,
        )

    def register(self, folder: Path) -> Path:
        """Write the registration package of this office into *folder* and return it."""
        key, introduced = self._keys.current(), self._keys.introduced()
        head = self._head(PackageType.REGISTRATION, introduced, key)
        written = write_package(head, [Content(KEYS, lines([introduce(introduced)]), KEYS_SCHEMA)], key)
        path = made(folder) / f"registration_{key_id(key.public.sign)[:8]}.sgb"
        put(path, written.content)
        self._note(REGISTRATION, path)
        return path

    def _note(self, what: str, path: Path) -> None:
        draft = ExportDraft(ExportKind.PACKAGE, what, ReleaseLevel.FULL, 1)
        note_export(self._database, self._office, draft, path)

    def look(self, path: Path) -> Registration:
        """Return whom the package at *path* introduces, by registration or by its old key; raise `KnownError` else."""
        introduced, announced = self._introduced(path)
        found = key_id(introduced.key.sign)
        kept = self._database.read(post.office_by_key, found)
        current = self._database.read(post.office_of, introduced.unit)
        replaces = "" if current is None or current.key_id == found else str(current.key_id)
        return Registration(
            unit=introduced.unit,
            name=introduced.name,
            kind=introduced.kind,
            key_id=found,
            fingerprint=fingerprint(introduced.key),
            known=kept is not None and kept.retired_from is None,
            replaces=replaces,
            announced=announced,
        )

    def accept(self, path: Path, typed: str) -> Saved:
        """Bind the key in the package at *path* to its unit if *typed* are the groups on its stamped paper.

        A key that the one known here signed for needs no paper.
        """
        introduced, announced = self._introduced(path)
        if not announced and not fingerprint_typed(typed, fingerprint(introduced.key)):
            return Saved(problems=(Problem("fingerprint", "fingerprint_differs"),))
        bind_office(self._database, self._office, introduced)
        return Saved(introduced.unit)

    def unit_names(self) -> Mapping[str, str]:
        """Return unit id → name of every unit that the plan knows, this office among them."""
        return self._office.unit_names

    def offices(self) -> tuple[OtherOffice, ...]:
        """Return the offices whose keys were compared here."""
        return tuple(
            OtherOffice(
                unit=row.unit,
                name=row.unit_name,
                kind=UnitKind(row.unit_kind),
                key_id=row.key_id,
                fingerprint=fingerprint(PublicKey(row.sign, row.receive)),
                compared_at=row.compared_at,
                retired_from=row.retired_from,
            )
            for row in self._database.read(post.offices)
        )

    def retire(self, unit: str, why: str) -> Saved:
        """Let the key of *unit* count no more, from its next letter on."""
        found = self._database.read(post.office_of, unit)
        if found is None:
            return Saved(problems=(Problem("unit", "office_unknown", {"unit": unit}),))
        if not why.strip():
            return Saved(problems=(Problem("reason", "missing"),))
        with self._database.work("package.retire", self._office.who) as work:
            post.retire_office(work.connection, found, why.strip())
        return Saved(unit)

    def _introduced(self, path: Path) -> tuple[Introduced, bool]:
        """Return whom the package at *path* introduces, and whether a key known here signed for it."""
        package = open_package(read_file(path, PACKAGE))
        found = next(iter(read_introduced(package.lines(KEYS))), None)
        signature, kind = package.signature, package.manifest.type
        if found is None or signature is None or package.manifest.sender.unit != found.unit:
            raise KnownError("package_not_registration")
        signing.check_key(found.key)
        check_office(self._office, found)
        if kind is PackageType.KEY_ROLLOVER:
            self._check_announced(package, signature, found)
            self._check_known(found)
            return found, True
        if kind is not PackageType.REGISTRATION or signature.public != found.key.sign:
            raise KnownError("package_not_registration")
        self._check_known(found)
        return found, False

    def _check_known(self, found: Introduced) -> None:
        """Raise `KnownError` if the key of *found* was bound to another office, or stopped: it cannot come back."""
        known = self._database.read(post.office_by_key, key_id(found.key.sign))
        if known is not None and known.unit != found.unit:
            name = self._office.unit_names.get(found.unit, found.name)
            raise KnownError("package_foreign_key", unit=name, owner=known.unit_name)
        if known is not None and known.retired_from is not None:
            raise KnownError("office_key_retired", unit=known.unit_name)

    def _check_announced(self, package: Package, signature: Signature, found: Introduced) -> None:
        """Raise `KnownError` unless the key in force of its office signed *package*, and the new one for itself."""
        name = self._office.unit_names.get(found.unit, found.name)
        known = self._database.read(post.office_by_key, signature.key_id)
        if known is None:
            raise KnownError("package_unknown_key", unit=name)
        if known.unit != found.unit:
            raise KnownError("package_foreign_key", unit=name, owner=known.unit_name)
        new = self._database.read(post.office_by_key, key_id(found.key.sign))
        if known.retired_from is not None and (new is None or new.retired_from is not None):
            raise KnownError("package_revoked_key", unit=name, since=known.retired_from)
        if not package.has(PROOF):
            raise KnownError("package_damaged", place=PROOF)
        if signing.check_signature(package.content(KEYS), package.content(PROOF)).public != found.key.sign:
            raise KnownError("package_damaged", place=PROOF)
