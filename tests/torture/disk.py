"""A disk that loses its power: what was not flushed may be there, not be there, or be there by halves.

A file system for APSW (a VFS in Python) that notes every write, every flush and every change of a name. From the notes
any moment can be rebuilt as a computer may find it after the cut.
"""

import random
from typing import NamedTuple

import apsw

SECTOR = 512


class Note(NamedTuple):
    """One thing that was done: `write`, `cut` (to a length), `flush`, `make`, `drop`, or `told` (what a person saw)."""

    deed: str
    name: str
    offset: int = 0
    data: bytes = b""


class Recorder(apsw.VFS):
    """Files in memory; *notes* is everything that was done to them, in order."""

    def __init__(self, name: str, *, flushes: bool = True) -> None:
        super().__init__(name, base="")
        self.files: dict[str, bytearray] = {}
        self.notes: list[Note] = []
        self._flushes = flushes

    def xOpen(self, name, flags):
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        flags[1] = flags[0]
        assert path is not None, "the program keeps scratch files in memory"
        if path not in self.files:
            self.files[path] = bytearray()
            self.notes.append(Note("make", path))
        return _File(self, path, flushes=self._flushes)

    def xDelete(self, name, syncdir):
        if self.files.pop(name, None) is None:
            raise apsw.IOErrorDeleteNoEntError
        self.notes.append(Note("drop", name))

    def xAccess(self, name, flags):
        return name in self.files

    def xFullPathname(self, name):
        return name


class _File:
    def __init__(self, disk: Recorder, name: str, *, flushes: bool) -> None:
        self._disk, self._name, self._flushes = disk, name, flushes

    @property
    def _data(self) -> bytearray:
        return self._disk.files[self._name]

    def xRead(self, amount, offset):
        return bytes(self._data[offset : offset + amount])

    def xWrite(self, data, offset):
        put(self._data, offset, data)
        self._disk.notes.append(Note("write", self._name, offset, bytes(data)))

    def xTruncate(self, size):
        del self._data[size:]
        self._disk.notes.append(Note("cut", self._name, size))

    def xSync(self, flags):
        if self._flushes:
            self._disk.notes.append(Note("flush", self._name))

    def xFileSize(self):
        return len(self._data)

    def xSectorSize(self):
        return 4096

    def xDeviceCharacteristics(self):
        # what SQLite believes of an ordinary disk
        return apsw.SQLITE_IOCAP_POWERSAFE_OVERWRITE

    def xFileControl(self, op, pointer):
        return False

    def xLock(self, level):
        pass

    def xUnlock(self, level):
        pass

    def xCheckReservedLock(self):
        return False

    def xClose(self):
        pass


def put(data: bytearray, offset: int, written: bytes) -> None:
    """Write into *data* as a file takes it; a hole before *offset* reads as zeros."""
    if len(data) < offset:
        data.extend(bytes(offset - len(data)))
    data[offset : offset + len(written)] = written


class Disk:
    """What is surely on the disk after the notes so far, and what is still on its way."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self._sure = {name: bytearray(data) for name, data in files.items()}
        self._going: dict[str, list[Note]] = {}
        self._made: set[str] = set()  # names that no flush has carried to the disk

    def take(self, note: Note) -> None:
        """Let *note* happen."""
        if note.deed in {"write", "cut"}:
            self._going.setdefault(note.name, []).append(note)
        elif note.deed == "make":
            self._made.add(note.name)
            self._sure[note.name] = bytearray()
        elif note.deed == "drop":
            self._sure.pop(note.name, None)
            self._going.pop(note.name, None)
        elif note.deed == "flush":
            for each in self._going.pop(note.name, []):
                _apply(self._sure[note.name], each)
            self._made.discard(note.name)  # SQLite flushes the folder with the first flush of a new log

    def cut(self, chance: random.Random) -> dict[str, bytes]:
        """Return the files as they may be found if the power goes now."""
        found = {}
        for name, sure in self._sure.items():
            if name in self._made and chance.random() < 0.5:
                continue
            data = bytearray(sure)
            for note in self._going.get(name, []):
                _perhaps(data, note, chance)
            found[name] = bytes(data)
        return found


def _apply(data: bytearray, note: Note) -> None:
    if note.deed == "cut":
        del data[note.offset :]
    else:
        put(data, note.offset, note.data)


def _perhaps(data: bytearray, note: Note, chance: random.Random) -> None:
    """Let each sector of an unflushed *note* come, stay away, or come by halves."""
    if note.deed == "cut":
        if chance.random() < 0.5:
            _apply(data, note)
        return
    start = 0
    while start < len(note.data):
        end = min(len(note.data), start + SECTOR - (note.offset + start) % SECTOR)
        fate = chance.random()
        if fate < 0.4:
            put(data, note.offset + start, note.data[start:end])
        elif fate < 0.5:
            torn = chance.randint(start, end)
            put(data, note.offset + start, note.data[start:torn])
        start = end
