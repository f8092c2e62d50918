"""The directory of an OLE compound file (old .xls, .et, and the wrapper of a file with a password)."""

import struct

_END = 0xFFFFFFFA  # from here on the numbers are marks, not sectors
_ENTRY = 128


class NotOle(ValueError):
    """The file says it is a compound file but its directory cannot be followed."""


def stream_names(data: bytes) -> frozenset[str]:
    """Return the names of all streams and storages in *data*; raise `NotOle` if it is cut or bent."""
    if len(data) < 512:
        raise NotOle
    shift, sector = struct.unpack_from("<H", data, 30)[0], struct.unpack_from("<I", data, 48)[0]
    if shift not in (9, 12):
        raise NotOle
    names: set[str] = set()
    seen: set[int] = set()
    while sector < _END:
        block = _sector(data, sector, shift)
        if sector in seen:
            raise NotOle
        seen.add(sector)
        names.update(_entry_name(block, place) for place in range(0, len(block), _ENTRY))
        sector = _next(data, sector, shift)
    return frozenset(names - {""})


def _entry_name(block: bytes, place: int) -> str:
    """Return the name of the directory entry at *place*; empty for an unused one."""
    length = struct.unpack_from("<H", block, place + 64)[0]
    if not 2 <= length <= 64 or block[place + 66] == 0:
        return ""
    return block[place : place + length - 2].decode("utf-16-le", errors="replace")


def _next(data: bytes, sector: int, shift: int) -> int:
    """Return the sector that follows *sector* in its chain."""
    per_table = (1 << shift) // 4
    table, place = divmod(sector, per_table)
    if table >= 109:  # only files above 7 MB have more tables; what matters stands in the first sector
        return _END
    at: int = struct.unpack_from("<I", data, 76 + 4 * table)[0]
    following: int = struct.unpack_from("<I", _sector(data, at, shift), 4 * place)[0]
    return following


def _sector(data: bytes, number: int, shift: int) -> bytes:
    """Return the bytes of one sector."""
    start = (number + 1) << shift
    block = data[start : start + (1 << shift)]
    if number >= _END or len(block) != 1 << shift:
        raise NotOle
    return block
