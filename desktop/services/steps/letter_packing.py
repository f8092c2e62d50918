"""Puts together what a letter holds: Changes with their deeds, filing rounds, attachments, and what they may tell."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from db.queries import attachments, filings, letters, post
from db.unit_of_work import Database
from desktop.domain.carried import Carried, CarriedSave, withheld
from desktop.domain.change import Value
from desktop.domain.codes import FilingState, Subject
from desktop.domain.letter import Leaving, Told, may_tell
from desktop.exchange.changes import OPS, OPS_SCHEMA, SAVES, SAVES_SCHEMA, change_line, save_line
from desktop.exchange.reader import ATTACHMENTS
from desktop.exchange.rounds import FILING, FILING_SCHEMA, round_line
from desktop.exchange.writer import Content, lines


@dataclass(frozen=True, slots=True)
class Scope:
    """What a letter to *recipient* may tell: by ledger, and only of *entities* where that is given."""

    recipient: str
    rules: Mapping[Subject, Told]
    personal: bool = False
    entities: frozenset[str] | None = None
    full: bool = False
    attachments: bool = False


@dataclass(slots=True)
class Packed:
    """The Changes of a letter in the order of their chains, and what else goes with them."""

    changes: list[Carried] = field(default_factory=list)
    saves: dict[str, CarriedSave] = field(default_factory=dict)
    first: dict[str, int] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)
    heads: dict[str, str] = field(default_factory=dict)
    rounds: list[dict[str, Value]] = field(default_factory=list)
    round_uids: list[str] = field(default_factory=list)
    files: dict[str, Path] = field(default_factory=dict)

    def contents(self) -> list[Content]:
        """Return the files of the package, those of the letter's own kind not among them."""
        found = [
            Content(OPS, lines(map(change_line, self.changes)), OPS_SCHEMA),
            Content(SAVES, lines(save_line(self.saves[uid]) for uid in sorted(self.saves)), SAVES_SCHEMA),
        ]
        if self.rounds:
            found.append(Content(FILING, lines(self.rounds), FILING_SCHEMA))
        return found + [Content(f"{ATTACHMENTS}{name}", path.read_bytes()) for name, path in sorted(self.files.items())]

    def leaving(self, *, personal: bool) -> Leaving:
        """Return what would leave this computer with it."""
        told = Counter(each.change.cell.subject for each in self.changes if each.told)
        kept = Counter(each.change.cell.subject for each in self.changes if not each.told)
        enterprises = {
            each.change.cell.entity
            for each in self.changes
            if each.told and each.change.cell.subject is Subject.ENTERPRISE
        }
        return Leaving(
            changes=len(self.changes),
            told=told,
            withheld=kept,
            enterprises=len(enterprises),
            rounds=tuple(self.round_uids),
            attachments=len(self.files),
            personal=personal,
        )


def pack_changes(database: Database, unit: str, scope: Scope) -> Packed:
    """Return what this office wrote since *scope*'s recipient last said what it has read; everything for a full letter.

    What the recipient may not see is in the chain without its value. Records that it may see only since now are told
    again from their beginning, personal facts whenever they are asked for.
    """
    have = {} if scope.full else database.read(post.read_by, scope.recipient)
    known = database.read(letters.known)
    late = _told_late(database, scope)
    packed = Packed()
    for site in database.read(post.own_sites, unit):
        after = have.get(site, 0)
        last, digest = known[site]
        again = bool(late) or (scope.personal and not scope.full)
        run = _read(database, site, 0 if again else after)
        if again:
            run = [each for each in run if each.change.id.seq > after or _concerns(each, late) or _asked(each, scope)]
        if not run:
            continue
        packed.changes += [each if _open(each, scope) else withheld(each) for each in run]
        packed.saves |= {save.id: save for save in database.read(letters.saves, site, 0 if again else after)}
        if last > after:
            packed.first[site], packed.last[site], packed.heads[site] = after + 1, last, digest
    used = {each.change.save for each in packed.changes}
    packed.saves = {uid: save for uid, save in packed.saves.items() if uid in used}
    return packed


def give_back(database: Database, packed: Packed, unit: str, scope: Scope) -> None:
    """Add to *packed* what *unit* itself wrote and told before, so that a ledger that was lost is filled again.

    *scope* says what may leave of it; every site of the unit's is there from its beginning.
    """
    known = database.read(letters.known)
    for site in database.read(post.own_sites, unit):
        run = _read(database, site, 0)
        packed.changes += [each if _open(each, scope) else withheld(each) for each in run]
        packed.saves |= {save.id: save for save in database.read(letters.saves, site, 0)}
        packed.last[site], packed.heads[site] = known[site]
        packed.first[site] = 1


def add_rounds(database: Database, packed: Packed, *, unit: str, full: bool) -> None:
    """Add the filing rounds that were made and stand in no letter yet; all of them to a *full* letter."""
    gone = frozenset[str]() if full else database.read(post.rounds_sent)
    for each in database.read(filings.rounds):
        if each.uid in gone or each.state is FilingState.DRAFT:
            continue
        packed.rounds.append(round_line(each, unit, database.read(filings.facts, each.uid)))
        packed.round_uids.append(each.uid)


def add_attachments(database: Database, packed: Packed, store: Path) -> None:
    """Add the kept files of the records that *packed* tells of."""
    told = {each.change.cell.entity for each in packed.changes if each.told}
    for kept in database.read(attachments.everything):
        path = store / f"{kept.sha256}.{kept.kind}"
        if kept.record in told and path.is_file():
            packed.files[path.name] = path


def _read(database: Database, site: str, after: int) -> list[Carried]:
    return database.read(lambda connection: list(letters.carried(connection, site, after)))


def _told_late(database: Database, scope: Scope) -> frozenset[str]:
    """Return the entities that the recipient may see now and has not been told of."""
    if scope.entities is None or scope.full:
        return frozenset()
    return scope.entities - database.read(post.told_to, scope.recipient)


def _concerns(each: Carried, entities: frozenset[str]) -> bool:
    return each.change.cell.entity in entities


def _asked(each: Carried, scope: Scope) -> bool:
    """Return whether *each* is a personal fact, withheld unless asked for, that is asked for now and may be told."""
    rule = scope.rules.get(each.change.cell.subject)
    return scope.personal and rule is not None and each.change.cell.field in rule.personal and _open(each, scope)


def _open(each: Carried, scope: Scope) -> bool:
    subject = each.change.cell.subject
    if scope.entities is not None and subject is not Subject.PERSON and not _concerns(each, scope.entities):
        return False
    return may_tell(each, scope.rules, personal=scope.personal)
