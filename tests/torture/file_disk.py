"""What the program does to whole files, noted step by step, and any step rebuilt as it may be found after a power cut.

A file's bytes are sure once it was flushed; a name is sure once its folder was. Until then each sector may have come or
not, and of the changes of names a part may have come, in their order (a journalling file system keeps that order).
"""

import os
import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from tests.torture.disk import SECTOR

Names = Mapping[str, int]  # path under the folder → number of the file


class Step(NamedTuple):
    """The folder after something was done: its names, the bytes of every file, and what was flushed by it, or told."""

    names: Names
    bytes_of: Mapping[int, bytes]
    flushed: str = ""
    told: bool = False


class Watch:
    """Notes every step that is done to the files of *folder*; `tell` notes that something was told to a person.

    Without *flushes* none is noted, as if none were done.
    """

    def __init__(self, folder: Path, *, flushes: bool = True) -> None:
        self._folder = folder
        self._flushes = flushes
        self._files: dict[int, int] = {}  # inode → our number: the system gives a free inode to another file
        self._next = 0
        self.steps: list[Step] = []
        self._look()

    def tell(self) -> None:
        """Note that what was done so far was told as done."""
        self._look(told=True)

    @contextmanager
    def noting(self) -> Iterator[None]:
        """Note what the block does."""
        fsync = os.fsync

        def around(deed: Callable[..., Any]) -> Callable[..., Any]:
            def done(*args: Any, **kwargs: Any) -> Any:
                self._look()
                answer = deed(*args, **kwargs)
                flushed = deed is fsync and self._flushes
                self._look(flushed=_name_of(args[0], self._folder) if flushed else "")
                return answer

            return done

        with ExitStack() as stack:
            for name in ("fsync", "replace", "rename", "unlink", "mkdir"):
                stack.enter_context(mock.patch.object(os, name, around(getattr(os, name))))
            yield

    def _look(self, *, flushed: str = "", told: bool = False) -> None:
        names: dict[str, int] = {}
        bytes_of: dict[int, bytes] = {}
        alive: dict[int, int] = {}
        before = self.steps[-1].bytes_of if self.steps else {}
        for path in sorted(self._folder.rglob("*")):
            if not path.is_file():
                continue
            inode = path.stat().st_ino
            if inode not in self._files:
                self._next += 1
            number = alive[inode] = self._files.get(inode, self._next)
            names[str(path.relative_to(self._folder))] = number
            data = path.read_bytes()
            bytes_of[number] = before[number] if before.get(number) == data else data
        self._files = alive
        self.steps.append(Step(names, bytes_of, flushed, told))


def _name_of(handle: int, folder: Path) -> str:
    """Return what *handle* is under *folder* (`.` for itself); nothing for what lies elsewhere."""
    path = Path(f"/proc/self/fd/{handle}").readlink()
    return str(path.relative_to(folder)) if path == folder or folder in path.parents else ""


class FileDisk:
    """What is surely on the disk after the steps so far."""

    def __init__(self, first: Step) -> None:
        self._names = dict(first.names)
        self._bytes = dict(first.bytes_of)
        self._going: list[tuple[Names, Names]] = []  # names before and after each change that is not sure
        self._now = first

    def take(self, step: Step) -> None:
        """Let *step* happen."""
        if step.names != self._now.names:
            self._going.append((self._now.names, step.names))
        self._now = step
        if not step.flushed:
            return
        if (file := step.names.get(step.flushed)) is not None:
            self._bytes[file] = step.bytes_of[file]
            return
        # a folder: every change up to the last one that touched it
        touching = [place for place, change in enumerate(self._going) if _touches(change, step.flushed)]
        if touching:
            for change in self._going[: touching[-1] + 1]:
                _rename(self._names, change)
            del self._going[: touching[-1] + 1]

    def cut(self, chance: random.Random) -> dict[str, bytes]:
        """Return the files as they may be found if the power goes now."""
        names = dict(self._names)
        for change in self._going[: chance.randint(0, len(self._going))]:
            _rename(names, change)
        return {name: self._found(file, chance) for name, file in names.items()}

    def _found(self, file: int, chance: random.Random) -> bytes:
        sure, now = self._bytes.get(file, b""), self._now.bytes_of.get(file)
        if now is None or now == sure:  # its name went away since: nothing is written to it any more
            return sure
        size = chance.choice((len(sure), len(now), chance.randint(0, len(now))))
        found = bytearray(size)
        for start in range(0, size, SECTOR):
            source = now if chance.random() < 0.5 else sure
            piece = source[start : min(start + SECTOR, size)]
            found[start : start + len(piece)] = piece
        return bytes(found)


def _touches(change: tuple[Names, Names], folder: str) -> bool:
    before, after = change
    moved = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    return any(str(Path(name).parent) == folder for name in moved)


def _rename(names: dict[str, int], change: tuple[Names, Names]) -> None:
    before, after = change
    for name in before:
        if name not in after:
            names.pop(name, None)
    names.update({name: file for name, file in after.items() if before.get(name) != file})
