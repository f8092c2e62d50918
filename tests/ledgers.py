"""Ledgers that have just been begun, as copies: making one anew for each test costs five times as much."""

import itertools
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from desktop.domain.workspace import FirstStart
from desktop.wiring import Services, World, create_ledger, open_ledger


class Shelf:
    """The templates of one process, one for each first start and hour; they go with the process."""

    def __init__(self) -> None:
        self._room = tempfile.TemporaryDirectory(prefix="shenggui-begun-")
        self._kept: dict[tuple[FirstStart, str], Path] = {}

    def copy(self, folder: Path, start: FirstStart, world: World) -> Services:
        """Return the services of a ledger in *folder* that was begun with *start* in *world*."""
        key = start, world.clock().isoformat()
        if key not in self._kept:
            self._kept[key] = self._make(start, world)
        shutil.copytree(self._kept[key], folder, dirs_exist_ok=True)
        return open_ledger(folder, world)

    def _make(self, start: FirstStart, world: World) -> Path:
        """Make a template; its ids are of its own, so that those of *world* still begin at the first."""
        made = Path(self._room.name) / str(len(self._kept))
        numbers = itertools.count(1)
        own = replace(world, new_id=lambda: f"tp{len(self._kept):02d}{next(numbers):028d}")
        begun = create_ledger(made, start, own)
        assert not isinstance(begun, tuple), begun
        begun.close()
        return made


shelf = Shelf()
