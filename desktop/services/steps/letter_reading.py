"""Reads a letter and asks whether it may be taken: whose it is, for whom, in which order, what it may say."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.county import county_of
from db.queries import letters, post
from db.unit_of_work import Database
from desktop.domain.carried import Carried, CarriedSave, unit_of
from desktop.domain.codes import FilingKind, UnitKind
from desktop.domain.filing import facts_digest
from desktop.domain.filing_code import paper_code
from desktop.domain.letter import Trust, check_authors, check_given_back, check_order, fingerprint_typed
from desktop.domain.month import Month
from desktop.domain.package import Manifest, PackageType
from desktop.exchange.answers import RECEIPT, CarriedAnswer, read_answers
from desktop.exchange.changes import OPS, SAVES, read_changes, read_saves
from desktop.exchange.directory import KEYS, Introduced, read_introduced
from desktop.exchange.reader import Package, open_package
from desktop.exchange.rounds import FILING, CarriedRound, fact_rows, read_rounds
from desktop.exchange.signing import fingerprint
from desktop.exchange.terms import FORMS, PLAN, CarriedForm, CarriedPlan, read_forms, read_plans
from desktop.kernel.errors import KnownError
from desktop.services.office import Office
from desktop.services.steps.own_keys import check_office, county_for


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything a package holds, read; *introduced* are the offices whose keys it tells."""

    package: Package
    changes: Sequence[Carried]
    saves: Sequence[CarriedSave]
    rounds: Sequence[CarriedRound]
    answers: Sequence[CarriedAnswer]
    introduced: Sequence[Introduced]
    forms: Sequence[CarriedForm] = ()
    plans: Sequence[CarriedPlan] = ()

    @property
    def manifest(self) -> Manifest:
        """Its head."""
        return self.package.manifest


def read_letter(content: bytes, identities: Sequence[str], passphrase: str = "") -> Letter:
    """Return the letter that *content* is; raise `KnownError` as `open_package` does."""
    package = open_package(content, identities, passphrase)
    if package.manifest.type is PackageType.REGISTRATION:
        raise KnownError("package_is_registration")
    if package.manifest.type is PackageType.KEY_ROLLOVER:
        raise KnownError("package_is_rollover")
    return Letter(
        package=package,
        changes=tuple(read_changes(package.lines(OPS))),
        saves=tuple(read_saves(package.lines(SAVES))),
        rounds=tuple(read_rounds(package.lines(FILING))),
        answers=tuple(read_answers(package.lines(RECEIPT))),
        introduced=tuple(read_introduced(package.lines(KEYS))),
        forms=tuple(read_forms(package.lines(FORMS))),
        plans=tuple(read_plans(package.lines(PLAN))),
    )


def check_letter(database: Database, office: Office, letter: Letter, trust: Trust) -> Introduced | None:
    """Raise `KnownError` unless *letter* may be taken; return the office whose key *trust* binds by it, if one."""
    manifest, own = letter.manifest, office.workspace.unit
    if own not in manifest.recipients or manifest.sender.unit == own:
        named = [office.unit_names.get(each, each) for each in manifest.recipients]
        raise KnownError("package_not_for_us", recipient=", ".join(named))
    bound = _check_key(database, office, letter, trust)
    last = database.read(post.last_taken, manifest.sender.unit, manifest.sender.incarnation)
    check_order(manifest, last)
    if manifest.period and manifest.period > f"{office.today:%Y-%m}":
        raise KnownError("package_period", period=manifest.period, state="future")
    authors = database.read(post.authors, sorted({each.change.cell.entity for each in letter.changes}))
    owners = {entity: unit_of(min(sites)) for entity, sites in authors.items()}
    county = county_for(database.read(county_of), office, manifest.sender.unit)
    senders = {manifest.sender.unit}
    if manifest.type is PackageType.SNAPSHOT and manifest.sender.unit == county:
        senders.add(own)  # the county gives back what this office told
        site = database.read(letters.own_site)
        check_given_back(letter.changes, site, database.read(letters.known)[site][0])
    check_authors(letter.changes, senders, county, owners)
    if (letter.forms or letter.plans) and manifest.sender.unit != county:  # only the county sets anything for others
        raise KnownError("package_forged", place=FORMS if letter.forms else PLAN)
    _check_rounds(letter)
    return bound


def _check_rounds(letter: Letter) -> None:
    """Raise `KnownError` `package_forged` for a round of another unit, or with a digest or code of other facts."""
    for number, each in enumerate(letter.rounds, start=1):
        month, kind = Month.parse(each.month), FilingKind(each.kind)
        digest = facts_digest(each.form, each.edition, month, kind, fact_rows(each))
        code = paper_code(each.unit, each.form, month, each.round, digest)
        if (each.unit, each.digest, each.code) != (letter.manifest.sender.unit, digest, code):
            raise KnownError("package_forged", place=f"{FILING}:{number}")


def _check_key(database: Database, office: Office, letter: Letter, trust: Trust) -> Introduced | None:
    signature, sender = letter.package.signature, letter.manifest.sender
    names = office.unit_names
    if signature is None:
        if not trust.unsigned:
            raise KnownError("package_unsigned")
        return None
    known = database.read(post.office_by_key, signature.key_id)
    if known is not None:
        if known.unit != sender.unit:
            raise KnownError("package_foreign_key", unit=names.get(sender.unit, sender.unit), owner=known.unit_name)
        if known.retired_from is not None:
            # whoever has the key can begin another incarnation with letter 1
            elsewhere = sender.incarnation != known.incarnation
            # a full letter keeps to no order: a low number is no sign that it was written before
            early = letter.manifest.seq < known.retired_from and letter.manifest.type is not PackageType.SNAPSHOT
            if elsewhere or not (early or trust.late):
                raise KnownError("package_revoked_key", unit=known.unit_name, since=known.retired_from)
        return None
    introduced = next((each for each in letter.introduced if each.key.sign == signature.public), None)
    if introduced is None or introduced.unit != sender.unit:
        raise KnownError("package_unknown_key", unit=names.get(sender.unit, sender.unit))
    check_office(office, introduced)
    if trust.typed and fingerprint_typed(trust.typed, fingerprint(introduced.key)):
        return introduced
    if introduced.kind is UnitKind.COUNTY and database.read(post.office_of, sender.unit) is not None:
        raise KnownError("county_key_changed")
    if trust.typed:
        raise KnownError("fingerprint_differs")
    raise KnownError("package_unknown_key", unit=introduced.name)
