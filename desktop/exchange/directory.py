"""Offices and their public keys as lines of a package: schema `keys/1`."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from desktop.domain.change import Value
from desktop.domain.codes import UnitKind
from desktop.domain.package import PublicKey
from desktop.exchange.fields import Fields
from desktop.kernel.errors import KnownError

KEYS, KEYS_SCHEMA = "data/keys.jsonl", "keys/1"
PROOF = "data/new-key.sig"
"""In a key-rollover package: the new key's own signature over the bytes of `KEYS`."""


class Introduced(NamedTuple):
    """An office and its public key, as a letter introduces it."""

    unit: str
    name: str
    kind: UnitKind
    incarnation: str
    key: PublicKey


def introduce(office: Introduced) -> dict[str, Value]:
    """Return *office* as a line."""
    return {
        "unit": office.unit,
        "name": office.name,
        "kind": office.kind.value,
        "incarnation": office.incarnation,
        "sign": office.key.sign,
        "receive": office.key.receive,
    }


def read_introduced(lines: Iterable[Mapping[str, Value]]) -> Iterator[Introduced]:
    """Return the offices of *lines*; raise `KnownError` for a line that is none."""
    for number, line in enumerate(lines, start=1):
        fields = Fields(line, f"{KEYS}:{number}")
        kind = fields.text("kind", low=1)
        if kind not in set(UnitKind):
            raise KnownError("package_too_new", wanted=kind)
        yield Introduced(
            unit=fields.text("unit", low=1),
            name=fields.text("name", low=1),
            kind=UnitKind(kind),
            incarnation=fields.text("incarnation", low=1),
            key=PublicKey(fields.text("sign", low=1), fields.text("receive", low=1)),
        )
