"""What is remembered of a data folder beside its ledger: checks, rehearsals, where copies are carried to.

It belongs to this folder on this computer, so it stands in a small file of its own and comes back with no copy.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop.kernel.files import replacing

NOTEBOOK = "keeping.json"


@dataclass(frozen=True, slots=True)
class Notebook:
    """One folder's notes; times are ISO text, empty means never."""

    checked_at: str = ""
    rehearsed_at: str = ""
    rehearsed_copy: str = ""
    rehearsal_ok: bool = True
    second_place: str = ""
    carried_at: str = ""
    carried_copy: str = ""


def read_notebook(folder: Path) -> Notebook:
    """Return what is remembered of *folder*; what cannot be read was never noted."""
    try:
        found = json.loads((folder / NOTEBOOK).read_text(encoding="utf-8"))
        return replace(Notebook(), **{name: kind(found[name]) for name, kind in _KINDS.items() if name in found})
    except (OSError, ValueError, TypeError):
        return Notebook()


def note_down(folder: Path, **notes: Any) -> Notebook:
    """Remember *notes* of *folder* beside what was remembered before."""
    kept = replace(read_notebook(folder), **notes)
    with replacing(folder / NOTEBOOK) as part:
        part.write_text(json.dumps(asdict(kept), ensure_ascii=False, indent=1), encoding="utf-8")
    return kept


def moment(text: str) -> datetime | None:
    """Return the time that *text* notes, or None."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


_KINDS: dict[str, Callable[[Any], Any]] = {
    name: bool if name == "rehearsal_ok" else str for name in Notebook.__dataclass_fields__
}
