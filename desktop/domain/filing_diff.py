"""What changed between two fillings of a form: cell by cell, old beside new, rows that came and rows that left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.filing import FactRow, FactValue

CAME = "row_came"
LEFT = "row_left"


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell that differs; *fact* is its name, or `row_came` / `row_left` for a whole row."""

    owner: str
    name: str
    fact: str
    before: FactValue = None
    after: FactValue = None


def changes(before: Sequence[FactRow], after: Sequence[FactRow]) -> tuple[CellChange, ...]:
    """Return what differs, in the order of *after*, rows that left at the end."""
    old, new = _placed(before), _placed(after)
    found: list[CellChange] = []
    for key, row in new.items():
        earlier = old.get(key)
        if earlier is None:
            found.append(CellChange(row.owner, row.name, CAME, None, row.name))
        else:
            found += _cells(earlier, row)
    found += [CellChange(row.owner, row.name, LEFT, row.name, None) for key, row in old.items() if key not in new]
    return tuple(found)


def _placed(rows: Sequence[FactRow]) -> Mapping[tuple[str, int], FactRow]:
    # an owner may stand on a form more than once: the first of the one belongs to the first of the other
    counts: dict[str, int] = {}
    placed: dict[tuple[str, int], FactRow] = {}
    for row in rows:
        number = counts[row.owner] = counts.get(row.owner, 0) + 1
        placed[row.owner, number] = row
    return placed


def _cells(before: FactRow, after: FactRow) -> list[CellChange]:
    names = dict.fromkeys((*after.facts, *before.facts))
    return [
        CellChange(after.owner, after.name, name, before.facts.get(name), after.facts.get(name))
        for name in names
        if before.facts.get(name) != after.facts.get(name)
    ]
