"""A Change: one immutable line of the journal, and the cell it is about."""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple, TypeAlias

from desktop.domain.codes import ChangeKind, Subject

Value: TypeAlias = "str | int | bool | None | list[Value] | dict[str, Value]"

_SAFE = 2**53 - 1  # beyond it a JSON number is not exact everywhere
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


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
    """One step in the life of a cell as a person reads it; *old* and *new* are canonical values."""

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


def canonical(value: Value) -> str:
    """Return the one JSON text of *value* (RFC 8785); raise ValueError for what the journal never holds.

    Floats, numbers beyond 2**53, keys that are not ASCII and unpaired surrogates are refused: for the rest RFC 8785
    and this agree.
    """
    _refuse_unsafe(value)
    found = _ENCODER.encode(value)
    found.encode()  # an unpaired surrogate is no text anywhere else
    return found


def seal(value: str, reason: str | None, salt: str) -> str:
    """Return the digest that stands in the chain for *value* (canonical text) and *reason*, so that both can go."""
    return sha256(f"{salt}[{value},{canonical(reason)}]".encode()).hexdigest()


def link(previous: str, change: Change) -> str:
    """Return the chain hash of *change* after the one whose hash is *previous* (empty for the first)."""
    body = _ENCODER.encode(  # our own codes and numbers: nothing in it to refuse
        {
            "site": change.id.site,
            "seq": change.id.seq,
            "subject": change.cell.subject.value,
            "ent": change.cell.entity,
            "fld": change.cell.field,
            "period": change.cell.period,
            "by_unit": change.cell.by_unit,
            "kind": change.kind.value,
            "parents": [[parent.site, parent.seq] for parent in change.parents],
            "who": change.who,
            "save": change.save,
            "hlc": change.hlc,
            "wall": change.wall,
            "tz": change.tz,
        }
    )
    return sha256(f"OP1{previous}{body}{change.sealed}".encode()).hexdigest()


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
