"""A Change: one immutable line of the journal, and the cell it is about."""

import json
from dataclasses import dataclass
from hashlib import sha256
from json.encoder import encode_basestring
from typing import NamedTuple, TypeAlias

from desktop.domain.codes import ChangeKind, Subject

Value: TypeAlias = "str | int | bool | None | list[Value] | dict[str, Value]"

_SAFE = 2**53 - 1  # beyond it a JSON number is not exact everywhere
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
_quoted = encode_basestring  # as the encoder writes a text


class ChangeId(NamedTuple):
    """Which Change: the site that wrote it and its number there; unique everywhere, for ever."""

    site: str
    seq: int


class Cell(NamedTuple):
    """What a Change is about: a field of an entity, for figures also a period and the reporting unit."""

    subject: Subject
    entity: str
    field: str
    period: str = ""
    by_unit: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One edit of one cell, as the chain keeps it; value and reason stand apart (*sealed* covers them).

    *parents* are all heads of the cell that the author saw; *hlc* orders display only; *save* groups the Changes that
    one deed of a person made.
    """

    id: ChangeId
    cell: Cell
    kind: ChangeKind
    parents: tuple[ChangeId, ...]
    who: str
    save: str
    hlc: str
    wall: str
    tz: str
    sealed: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One step in the life of a cell as a person reads it; *old* and *new* are canonical values.

    *erased*: the value is not here; *withheld*: because the office that wrote it did not tell it in its letter.
    """

    at: str
    who: str
    subject: Subject
    entity: str
    field: str
    period: str
    old: Value
    new: Value
    reason: str
    kind: ChangeKind
    site: str
    seq: int
    erased: bool
    withheld: bool = False


def canonical(value: Value) -> str:
    """Return the one JSON text of *value* (RFC 8785); raise ValueError for what the journal never holds.

    Floats, numbers beyond 2**53, keys that are not ASCII and unpaired surrogates are refused: for the rest RFC 8785
    and this agree.
    """
    if value is None:
        return "null"
    if not isinstance(value, str):
        _refuse_unsafe(value)
    found = _quoted(value) if isinstance(value, str) else _ENCODER.encode(value)
    found.encode()  # an unpaired surrogate is no text anywhere else
    return found


def seal(value: str, reason: str | None, salt: str) -> str:
    """Return the digest that stands in the chain for *value* (canonical text) and *reason*, so that both can go."""
    return sha256(f"{salt}[{value},{canonical(reason)}]".encode()).hexdigest()


def link(previous: str, change: Change) -> str:
    """Return the chain hash of *change* after the one whose hash is *previous* (empty for the first)."""
    cell = change.cell
    # what the encoder would write, its keys in their order; a journal of a long import is made of these
    body = (
        f'{{"by_unit":{_quoted(cell.by_unit)},"ent":{_quoted(cell.entity)},"fld":{_quoted(cell.field)},'
        f'"hlc":{_quoted(change.hlc)},"kind":{_quoted(change.kind)},"parents":{_parents(change)},'
        f'"period":{_quoted(cell.period)},"save":{_quoted(change.save)},"seq":{change.id.seq},'
        f'"site":{_quoted(change.id.site)},"subject":{_quoted(cell.subject)},"tz":{_quoted(change.tz)},'
        f'"wall":{_quoted(change.wall)},"who":{_quoted(change.who)}}}'
    )
    return sha256(f"OP1{previous}{body}{change.sealed}".encode()).hexdigest()


def _parents(change: Change) -> str:
    return "[" + ",".join(f"[{_quoted(parent.site)},{parent.seq}]" for parent in change.parents) + "]"


def _refuse_unsafe(value: Value) -> None:
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return
    if isinstance(value, int):
        if abs(value) > _SAFE:
            raise ValueError("number too large for the journal")
    elif isinstance(value, list):
        for item in value:
            _refuse_unsafe(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if not key.isascii():
                raise ValueError("key is not ASCII")
            _refuse_unsafe(item)
    else:
        raise ValueError(type(value).__name__)
