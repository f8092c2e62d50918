"""Changes and deeds as lines of a package: schemas `ops/1` and `saves/1`."""

import json
from collections.abc import Iterable, Iterator, Mapping

from desktop.domain.carried import Carried, CarriedSave
from desktop.domain.change import Cell, Change, ChangeId, Value, canonical
from desktop.domain.codes import ChangeKind, Measure, Subject
from desktop.exchange.fields import Fields
from desktop.kernel.errors import KnownError

OPS, OPS_SCHEMA = "data/ops.jsonl", "ops/1"
SAVES, SAVES_SCHEMA = "data/saves.jsonl", "saves/1"


def change_line(carried: Carried) -> dict[str, Value]:
    """Return *carried* as a line of `ops/1`; members this version did not know are written back."""
    change, cell = carried.change, carried.change.cell
    return {
        **carried.extra,
        "site": change.id.site,
        "seq": change.id.seq,
        "subject": cell.subject.value,
        "ent": cell.entity,
        "fld": cell.field,
        "period": cell.period,
        "by_unit": cell.by_unit,
        "kind": change.kind.value,
        "parents": [[parent.site, parent.seq] for parent in change.parents],
        "who": change.who,
        "save": change.save,
        "hlc": change.hlc,
        "wall": change.wall,
        "tz": change.tz,
        "sealed": change.sealed,
        "hash": carried.hash,
        "val": None if carried.value is None else json.loads(carried.value),
        "val_salt": carried.salt,
        "reason": carried.reason,
    }


def read_changes(lines: Iterable[Mapping[str, Value]]) -> Iterator[Carried]:
    """Return the Changes of *lines*; raise `KnownError` for a line that is none, or needs a newer program."""
    for number, line in enumerate(lines, start=1):
        fields = Fields(line, f"{OPS}:{number}")
        yield _carried(fields)


def save_line(save: CarriedSave) -> dict[str, Value]:
    """Return *save* as a line of `saves/1`."""
    return dict(save._asdict())


def read_saves(lines: Iterable[Mapping[str, Value]]) -> Iterator[CarriedSave]:
    """Return the deeds of *lines*."""
    for number, line in enumerate(lines, start=1):
        fields = Fields(line, f"{SAVES}:{number}")
        yield CarriedSave(
            id=fields.text("id", low=1),
            action=fields.text("action"),
            who=fields.text("who"),
            wall=fields.moment("wall"),
        )


def _carried(fields: Fields) -> Carried:
    cell = Cell(
        subject=_subject(fields.text("subject", low=1)),
        entity=fields.text("ent", low=1),
        field=fields.text("fld", low=1),
        period=fields.text("period"),
        by_unit=fields.text("by_unit"),
    )
    if cell.subject is Subject.FIGURE and cell.field not in set(Measure):
        raise KnownError("package_too_new", wanted=cell.field)  # a measure is counted and shown, or not known
    change = Change(
        id=ChangeId(fields.text("site", low=1), fields.whole("seq", low=1)),
        cell=cell,
        kind=_kind(fields.text("kind", low=1)),
        parents=_parents(fields),
        who=fields.text("who"),
        save=fields.text("save", low=1),
        hlc=fields.text("hlc"),
        wall=fields.moment("wall"),
        tz=fields.text("tz"),
        sealed=fields.text("sealed", low=64),
    )
    chain_hash = fields.text("hash", low=64)
    value, salt, reason = fields.value("val"), fields.text_or_none("val_salt"), fields.text_or_none("reason")
    told = None if salt is None else canonical(value)
    return Carried(change, chain_hash, told, salt, reason, fields.rest())


def _parents(fields: Fields) -> tuple[ChangeId, ...]:
    found = fields.value("parents")
    parents: list[ChangeId] = []
    for each in found if isinstance(found, list) else [None]:
        match each:
            case [str() as site, int() as seq] if seq > 0 and not isinstance(seq, bool):
                parents.append(ChangeId(site, seq))
            case _:
                raise fields.broken("parents")
    if parents != sorted(set(parents)):  # the journal keeps them as a set; the hash is of this one order
        raise fields.broken("parents")
    return tuple(parents)


def _subject(code: str) -> Subject:
    # a ledger that came later needs the program that knows it; a field that came later is only kept
    if code not in set(Subject):
        raise KnownError("package_too_new", wanted=code)
    return Subject(code)


def _kind(code: str) -> ChangeKind:
    if code not in set(ChangeKind):
        raise KnownError("package_too_new", wanted=code)
    return ChangeKind(code)
