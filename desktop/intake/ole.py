"""The directory of an OLE compound file (old .xls, .et, and the wrapper of a file with a password)."""

import struct
from dataclasses import dataclass

_END = 0xFFFFFFFA  # from here on the numbers are marks, not sectors
_ENTRY = 128
_SMALL = 4096  # streams below this live in the sectors of the root entry
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
        directory = b"".join(self._chain(struct.unpack_from("<I", data, 48)[0]))
        places = range(0, len(directory) - _ENTRY + 1, _ENTRY)
        self.streams = tuple(stream for place in places if (stream := _stream(directory, place)).name)

    @property
    def names(self) -> frozenset[str]:
        """The names of all streams and storages."""
        return frozenset(stream.name for stream in self.streams)

    def is_whole(self, name: str) -> bool:
        """Return whether every sector of the stream *name* stands in the file; its reader trusts that."""
        by_name = {stream.name: stream for stream in self.streams}
        stream = by_name.get(name)
        if stream is not None and stream.size < _SMALL:
            stream = by_name.get(_ROOT)
        if stream is None:
            return False
        try:
            return len(self._chain(stream.start)) << self._shift >= stream.size
        except NotOle:
            return False

    def _table(self) -> list[int]:
        """Return the table of sectors: for each the one that follows."""
        listed = list(struct.unpack_from(f"<{_IN_HEADER}I", self._data, 76))
        more = struct.unpack_from("<I", self._data, 68)[0]
        seen: set[int] = set()
        while more < _END:
            if more in seen:
                raise NotOle
            seen.add(more)
            *numbers, more = self._numbers(more)
            listed.extend(numbers)
        return [number for sector in listed if sector < _END for number in self._numbers(sector)]

    def _numbers(self, sector: int) -> tuple[int, ...]:
        """Return a sector as numbers."""
        return struct.unpack(f"<{(1 << self._shift) // 4}I", self._sector(sector))

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


def _stream(directory: bytes, place: int) -> Stream:
    """Return the directory entry at *place*; without a name if it is unused."""
    length = struct.unpack_from("<H", directory, place + 64)[0]
    start, size = struct.unpack_from("<II", directory, place + 116)
    if not 2 <= length <= 64 or directory[place + 66] == 0:
        return Stream("", start, size)
    return Stream(directory[place : place + length - 2].decode("utf-16-le", errors="replace"), start, size)
