"""A Change on its way in a letter: with its chain hash, and with its value or with the value withheld."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from desktop.domain.change import Change, ChangeId, Value, canonical, link, seal
from desktop.kernel.errors import KnownError


@dataclass(frozen=True, slots=True)
class Carried:
    """A Change as a package carries it.

    *value* is canonical text; value, salt and reason are all None where they were erased or are withheld from the
    reader, and the chain still verifies. *extra* holds members of its line that this version does not know.
    """

    change: Change
    hash: str
    value: str | None
    salt: str | None
    reason: str | None
    extra: Mapping[str, Value] = field(default_factory=dict)

    @property
    def extra_text(self) -> str | None:
        """The members this version does not know, as canonical text; None where there are none."""
        return canonical(dict(self.extra)) if self.extra else None

    @property
    def told(self) -> bool:
        """Whether the reader may see the value."""
        return self.salt is not None


class CarriedSave(NamedTuple):
    """The deed that a Change belongs to: its id, what it was, who did it and when."""

    id: str
    action: str
    who: str
    wall: str


def withheld(carried: Carried) -> Carried:
    """Return *carried* without its value, reason and salt: it still stands in the chain."""
    return replace(carried, value=None, salt=None, reason=None)


def check_run(run: Sequence[Carried], *, after: int, last_hash: str) -> None:
    """Raise `KnownError` `package_forged` unless *run* is the next piece of one site's chain.

    *after* is the last number of the site that is known here and *last_hash* its hash (0 and empty for none). Numbers
    must follow one another, each hash must follow from the one before, every told value must fit its seal, and nothing
    can have been seen before it was written.
    """
    expected, previous = after + 1, last_hash
    for each in run:
        fits = each.change.id.seq == expected and link(previous, each.change) == each.hash
        if not fits or not sealed_right(each) or has_seen(each, each.change.id):
            raise KnownError("package_forged", place=f"{each.change.id.site}:{each.change.id.seq}")
        expected, previous = expected + 1, each.hash


def runs(carried: Iterable[Carried]) -> dict[str, list[Carried]]:
    """Return *carried* by site, each in the order of its numbers."""
    found: dict[str, list[Carried]] = {}
    for each in carried:
        found.setdefault(each.change.id.site, []).append(each)
    for run in found.values():
        run.sort(key=lambda each: each.change.id.seq)
    return found


def has_seen(each: Carried, change: ChangeId) -> bool:
    """Return whether *each* says that its author saw *change*, or a later one of the same site."""
    return any(parent.site == change.site and parent.seq >= change.seq for parent in each.change.parents)


def unit_of(site: str) -> str:
    """Return the unit whose ledger *site* is: `140322-xiushui#a1f3` is of 140322-xiushui."""
    return site.partition("#")[0]


def sealed_right(each: Carried) -> bool:
    """Return whether what *each* tells is what its author sealed."""
    if each.salt is None:
        return each.value is None and each.reason is None
    return each.value is not None and seal(each.value, each.reason, each.salt) == each.change.sealed
