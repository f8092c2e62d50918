"""Letters between a unit and the county office: what they tell, what they keep back, and whether one may be taken."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from unicodedata import normalize

from desktop.domain.carried import Carried, unit_of
from desktop.domain.change import Cell, canonical
from desktop.domain.codes import Subject, UnitKind
from desktop.domain.merge import COUNTY_ALONE, Authority, authority
from desktop.domain.missing import missing_before, spans_text
from desktop.domain.package import Manifest, PackageType
from desktop.domain.permit import Permitted
from desktop.kernel.errors import KnownError

_PERIOD = re.compile(r"[0-9]{4}(-(0[2-9]|1[0-2]))?")  # the months that are filed, or a whole year

FINGERPRINT_TYPED = 16
"""Digits of a fingerprint that a person types from paper: four groups of four."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one ledger tells in a letter: all fields but *without*, and *personal* ones only when asked for."""

    subject: Subject
    without: frozenset[str] = frozenset()
    personal: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LetterRules:
    """What goes to the county and what to a unit; a ledger that is not named stays here."""

    to_county: Mapping[Subject, Told]
    to_unit: Mapping[Subject, Told]


class LetterState(StrEnum):
    """Where a letter that was sent stands; only a unit's is answered by a receipt, the county's is just *sent*."""

    SENT = "sent"
    UNANSWERED = "unanswered"
    ACCEPTED = "accepted"
    PARTLY_RETURNED = "partly_returned"
    RETURNED = "returned"


class Decision(StrEnum):
    """What the county says of a letter, a round or a record."""

    ACCEPTED = "accepted"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Office:
    """Another office whose key is known here; *retired_from* is the letter from which on it counts no more."""

    unit: str
    name: str
    kind: UnitKind
    key_id: str
    fingerprint: str
    compared_at: datetime
    retired_from: int | None = None


@dataclass(frozen=True, slots=True)
class Leaving:
    """What a letter would take out of this computer: records and values by ledger, and what stays behind.

    *forms* counts the editions of the county's that go along.
    """

    changes: int
    told: Mapping[Subject, int]
    withheld: Mapping[Subject, int]
    enterprises: int
    rounds: tuple[str, ...]
    attachments: int
    personal: bool
    forms: int = 0


@dataclass(frozen=True, slots=True)
class SentLetter:
    """A letter that was written here, and what became of it; *days* counts since then while it is unanswered."""

    package_id: str
    type: PackageType
    recipient: str
    seq: int
    period: str
    made_at: datetime
    file: str
    state: LetterState
    days: int


@dataclass(frozen=True, slots=True)
class ReceivedLetter:
    """A letter that was taken here."""

    package_id: str
    type: PackageType
    unit: str
    seq: int
    period: str
    taken_at: datetime
    signed: bool
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RoundIn:
    """A filing round of another office, and what was decided on it here; *permit* is what it says it was made under.

    *reason* is why it was filed again or late, *knew* where the rounds before it stood as its unit knew. *permitted* is
    how it stands to the county's permissions; None where it needed none.
    """

    uid: str
    unit: str
    month: str
    form: str
    edition: int
    round: int
    kind: str
    correction: int
    rows: int
    code: str
    state: str
    received_at: datetime
    comment: str = ""
    due_on: date | None = None
    decided_on: date | None = None
    permit: str = ""
    knew: str = ""
    reason: str = ""
    permitted: Permitted | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One line of a receipt, about a letter as a whole (*record* empty) or one record or cell in it."""

    letter: str
    decision: Decision
    subject: str = ""
    record: str = ""
    field: str = ""
    period: str = ""
    text: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Trust:
    """What a person vouches for: *typed* is a fingerprint read from paper, *unsigned* a telephone call.

    *late* is a telephone call about a letter that was signed before its key was retired.
    """

    typed: str = ""
    unsigned: bool = False
    late: bool = False


def fingerprint_typed(said: str, fingerprint: str) -> bool:
    """Return whether *said* are at least the first four groups of *fingerprint*, as a person types them."""
    # an input method may be switched to full width
    digits = "".join(letter for letter in normalize("NFKC", said) if letter.isdecimal())
    right = fingerprint.replace(" ", "")
    return len(digits) >= FINGERPRINT_TYPED and right.startswith(digits)


def check_order(manifest: Manifest, last: tuple[int, str] | None) -> None:
    """Raise `KnownError` unless *manifest* is the next letter after *last* (number and digest), or holds everything.

    A letter that was taken before is for the caller to know. A first letter of a new incarnation has number 1.
    """
    if manifest.type is PackageType.SNAPSHOT or manifest.type is PackageType.REGISTRATION:
        return
    number, digest = last or (0, "")
    if manifest.seq == number:
        raise KnownError("package_fork", seq=manifest.seq)
    if manifest.seq < number:
        raise KnownError("package_older", seq=manifest.seq, last=number)
    if manifest.seq > number + 1:
        raise KnownError("package_gap", numbers=spans_text(missing_before(manifest.seq, number)))
    if manifest.previous != digest:
        raise KnownError("package_fork", seq=manifest.seq)


def check_authors(carried: Iterable[Carried], senders: Collection[str], county: str, owners: Mapping[str, str]) -> None:
    """Raise `KnownError` `package_forged` for a Change that is of none of *senders*, or that its author may not write.

    *owners* tells the unit of every record that is known here already.
    """
    for each in carried:
        change, cell = each.change, each.change.cell
        author, place = unit_of(change.id.site), f"{change.id.site}:{change.id.seq}"
        if author not in senders:
            raise KnownError("package_forged", place=place)
        if not _in_place(cell, author):
            raise KnownError("package_forged", place=place)
        if cell.field == "by_unit" and each.value not in {None, "null", canonical(author)}:
            raise KnownError("package_forged", place=place)  # a record in another office's name
        owned = authority(cell.subject, cell.field) is Authority.OWNER and cell.subject is not Subject.FIGURE
        if owned and owners.get(cell.entity, author) != author:
            raise KnownError("package_forged", place=place)
        if (cell.field == "alias_of" or cell.subject in COUNTY_ALONE) and author != county:
            raise KnownError("package_forged", place=place)


def check_given_back(carried: Iterable[Carried], site: str, last: int) -> None:
    """Raise `KnownError` `ledger_behind` if *carried* holds Changes of our own *site* behind *last*, its last one here.

    The ledger was put back to an older state by hand then, and goes on as what it wrote already.
    """
    for each in carried:
        if each.change.id.site == site and each.change.id.seq > last:
            raise KnownError("ledger_behind", seq=each.change.id.seq)


def _in_place(cell: Cell, author: str) -> bool:
    """Return whether *cell* is where *author* may write: a figure under its own name, a record without month or unit.

    A second cell of one field beside the first would be a word that no rule of authority weighs.
    """
    if cell.subject is Subject.FIGURE:
        return cell.by_unit == author and _PERIOD.fullmatch(cell.period) is not None
    return not cell.period and not cell.by_unit


def may_tell(each: Carried, rules: Mapping[Subject, Told], *, personal: bool) -> bool:
    """Return whether the value of *each* may leave under *rules*."""
    told = rules.get(each.change.cell.subject)
    if told is None or each.change.cell.field in told.without:
        return False
    return personal or each.change.cell.field not in told.personal


def state_of(answers: Collection[Answer]) -> LetterState:
    """Return where a letter with *answers* stands."""
    if not answers:
        return LetterState.UNANSWERED
    whole = [answer.decision for answer in answers if not answer.record]
    if Decision.RETURNED in whole:
        return LetterState.RETURNED
    if any(answer.decision is Decision.RETURNED for answer in answers):
        return LetterState.PARTLY_RETURNED
    return LetterState.ACCEPTED
