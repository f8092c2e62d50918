"""What there is to choose from when papers are printed: a form, and which one where there are several of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services


class Wanted(NamedTuple):
    """One line of the choice: a form, and which one where there are several of it."""

    form: str
    of: str
    title: str

    @property
    def key(self) -> str:
        """What tells this line from the others."""
        return f"{self.form} {self.of}"


def wanted_of(services: Services, forms: Sequence[str] = ()) -> tuple[Wanted, ...]:
    """Return what there is to choose from of *forms*, in that order: a form that there are several of once for each."""
    heads = {head.id: head for head in services.papers.forms()}
    # what is filed each month has a place of its own, and one of several is first asked for: both come behind
    every = sorted(heads.values(), key=lambda head: (head.record, head.chosen, head.monthly))
    asked = [heads[name] for name in forms if name in heads] if forms else every
    found: list[Wanted] = []
    for head in asked:
        if head.chosen:
            several = services.papers.several(head.id)
            found += [Wanted(head.id, uid, f"{head.title}：{name}") for uid, name in several]
        else:
            found.append(Wanted(head.id, "", head.title))
    return tuple(found)
