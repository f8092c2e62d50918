"""The streams of an OLE compound file (old .xls, .et, and the wrapper of a file with a password)."""

import struct
from dataclasses import dataclass

_END = 0xFFFFFFFA  # from here on the numbers are marks, not sectors
_ENTRY = 128
_SMALL = 4096  # streams below this live in the small sectors of the root entry
_SMALL_SECTOR = 64
_ROOT = "Root Entry"
_IN_HEADER = 109  # sectors of the table that the header itself lists


class NotOle(ValueError):
    """The file says it is a compound file but is cut or bent."""


@dataclass(frozen=True, slots=True)
class Stream:
    """One entry of the directory."""

    name: str
    start: int
    size: int


class Compound:
    """The streams of a compound file; raises `NotOle` where a chain leaves the file or bites its tail."""

    def __init__(self, data: bytes) -> None:
        if len(data) < 512:
            raise NotOle
        self._data = data
        self._shift = int(struct.unpack_from("<H", data, 30)[0])
        if self._shift not in (9, 12):
            raise NotOle
        self._following = self._table()
        self._small_start = int(struct.unpack_from("<I", data, 60)[0])
        directory = b"".join(self._chain(struct.unpack_from("<I", data, 48)[0]))
        places = range(0, len(directory) - _ENTRY + 1, _ENTRY)
        self.streams = tuple(stream for place in places if (stream := _stream(directory, place)).name)

    @property
    def names(self) -> frozenset[str]:
        """The names of all streams and storages."""
        return frozenset(stream.name for stream in self.streams)

    def read(self, name: str) -> bytes:
        """Return the bytes of the stream *name*; a small one lives in the stream of the root entry."""
        stream = self._named(name)
        if stream.size >= _SMALL:
            return self._whole(b"".join(self._chain(stream.start)), stream)
        root = self._named(_ROOT)
        container = self._whole(b"".join(self._chain(root.start)), root)
        following = [number for block in self._chain(self._small_start) for number in _numbers(block)]
        pieces: list[bytes] = []
        sector = stream.start
        while sector < _END:
            if sector >= len(following) or len(pieces) > len(following):
                raise NotOle
            pieces.append(container[sector * _SMALL_SECTOR : (sector + 1) * _SMALL_SECTOR])
            sector = following[sector]
        return self._whole(b"".join(pieces), stream)

    def _named(self, name: str) -> Stream:
        """Return the stream with this name."""
        found = next((stream for stream in self.streams if stream.name == name), None)
        if found is None:
            raise NotOle
        return found

    def _whole(self, data: bytes, stream: Stream) -> bytes:
        """Return as much of *data* as the stream is long."""
        if len(data) < stream.size:
            raise NotOle
        return data[: stream.size]

    def _table(self) -> list[int]:
        """Return the table of sectors: for each the one that follows."""
        listed = list(struct.unpack_from(f"<{_IN_HEADER}I", self._data, 76))
        more = struct.unpack_from("<I", self._data, 68)[0]
        seen: set[int] = set()
        while more < _END:
            if more in seen:
                raise NotOle
            seen.add(more)
            *numbers, more = _numbers(self._sector(more))
            listed.extend(numbers)
        return [number for sector in listed if sector < _END for number in _numbers(self._sector(sector))]

    def _chain(self, sector: int) -> list[bytes]:
        """Return the sectors that follow from *sector* on."""
        found: list[bytes] = []
        while sector < _END:
            if sector >= len(self._following) or len(found) > len(self._following):
                raise NotOle
            found.append(self._sector(sector))
            sector = self._following[sector]
        return found

    def _sector(self, number: int) -> bytes:
        """Return the bytes of one sector; the last one of a file may be short."""
        start = (number + 1) << self._shift
        block = self._data[start : start + (1 << self._shift)]
        if not block:
            raise NotOle
        return block.ljust(1 << self._shift, b"\0")


def _numbers(sector: bytes) -> tuple[int, ...]:
    """Return a sector as numbers."""
    return struct.unpack(f"<{len(sector) // 4}I", sector)


def _stream(directory: bytes, place: int) -> Stream:
    """Return the directory entry at *place*; without a name if it is unused."""
    length = struct.unpack_from("<H", directory, place + 64)[0]
    start, size = struct.unpack_from("<II", directory, place + 116)
    if not 2 <= length <= 64 or directory[place + 66] == 0:
        return Stream("", start, size)
    return Stream(directory[place : place + length - 2].decode("utf-16-le", errors="replace"), start, size)
