"""The records of an Excel 97 workbook stream (BIFF8): what stands for the whole book, and each sheet's own part."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from desktop.intake.formats import Format, format_of, format_written

BOF, EOF, CONTINUE = 0x0809, 0x000A, 0x003C
_FILEPASS, _DATEMODE, _FORMAT, _XF, _BOUNDSHEET, _SST = 0x002F, 0x0022, 0x041E, 0x00E0, 0x0085, 0x00FC
_EIGHT = 0x0600
_WIDE, _EXTENDED, _RICH = 0x01, 0x04, 0x08


class BrokenBook(ValueError):
    """A record is cut or says what cannot be."""


class LockedBook(ValueError):
    """The book is encrypted with a password."""


class OldBook(ValueError):
    """The book is older than Excel 97."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record; *chunks* are its own bytes and those of the records that continue it."""

    kind: int
    chunks: tuple[bytes, ...]

    @property
    def data(self) -> bytes:
        """All bytes of the record."""
        return b"".join(self.chunks)


@dataclass(frozen=True, slots=True)
class BookSheet:
    """A sheet as the book lists it: where its records begin, and whether it holds cells."""

    name: str
    start: int
    hidden: bool
    holds_cells: bool


@dataclass(slots=True)
class Globals:
    """What the records before the sheets say."""

    epoch_1904: bool = False
    texts: list[str] = field(default_factory=list)
    formats: list[Format] = field(default_factory=list)
    sheets: list[BookSheet] = field(default_factory=list)


def records(stream: bytes, start: int) -> Iterator[Record]:
    """Return the records from *start* to the end of the part that begins there; parts inside it are left out."""
    depth = 0
    for record in _joined(stream, start):
        if record.kind == BOF:
            depth += 1
        if depth <= 1:
            yield record
        if record.kind == EOF:
            depth -= 1
            if depth <= 0:
                return
    raise BrokenBook


def read_globals(stream: bytes) -> Globals:
    """Return what stands for the whole book; raise `OldBook`, `LockedBook` or `BrokenBook`."""
    found = Globals()
    custom: dict[int, Format] = {}
    styles: list[int] = []
    for record in records(stream, 0):
        data = record.data
        if record.kind == BOF and unpack("<H", data, 0)[0] != _EIGHT:
            raise OldBook
        if record.kind == _FILEPASS:
            raise LockedBook
        if record.kind == _DATEMODE:
            found.epoch_1904 = unpack("<H", data, 0)[0] == 1
        elif record.kind == _FORMAT:
            custom[unpack("<H", data, 0)[0]] = format_written(text_at(data, 2))
        elif record.kind == _XF:
            styles.append(unpack("<H", data, 2)[0])
        elif record.kind == _BOUNDSHEET:
            found.sheets.append(_listed(data))
        elif record.kind == _SST:
            found.texts = list(_shared(record))
    found.formats = [format_of(style, custom) for style in styles]
    return found


def unpack(form: str, data: bytes, place: int) -> tuple[int, ...]:
    """Return the numbers at *place*; raise `BrokenBook` if the record is too short for them."""
    try:
        return struct.unpack_from(form, data, place)
    except struct.error as error:
        raise BrokenBook from error


def text_at(data: bytes, place: int) -> str:
    """Return the text whose length (two bytes) stands at *place*."""
    length, flags = unpack("<HB", data, place)
    return _decoded(data[place + 3 :], length, flags)


def float_at(data: bytes, place: int) -> Decimal | None:
    """Return the number at *place* by its shortest writing; None if it is not finite."""
    try:
        number = Decimal(repr(struct.unpack_from("<d", data, place)[0]))
    except struct.error as error:
        raise BrokenBook from error
    return number if number.is_finite() else None


def packed_number(bits: int) -> Decimal:
    """Return the number that four bytes hold: an integer or the upper half of a float, perhaps in hundredths."""
    if bits & 2:
        whole = (bits >> 2) - (1 << 30 if bits & 0x80000000 else 0)
        number = Decimal(whole)
    else:
        number = Decimal(repr(struct.unpack("<d", struct.pack("<II", 0, bits & 0xFFFFFFFC))[0]))
    return number / 100 if bits & 1 else number


def _joined(stream: bytes, start: int) -> Iterator[Record]:
    """Return the records from *start* on, each with those that continue it."""
    kind = -1
    chunks: list[bytes] = []
    while start + 4 <= len(stream):
        this, size = struct.unpack_from("<HH", stream, start)
        data = stream[start + 4 : start + 4 + size]
        if len(data) < size:
            raise BrokenBook
        start += 4 + size
        if this == CONTINUE and chunks:
            chunks.append(data)
            continue
        if chunks:
            yield Record(kind, tuple(chunks))
        kind, chunks = this, [data]
    if chunks:
        yield Record(kind, tuple(chunks))


def _listed(data: bytes) -> BookSheet:
    """Return a sheet of the book's list."""
    start, state, kind, length, flags = unpack("<IBBBB", data, 0)
    return BookSheet(_decoded(data[8:], length, flags), start, state & 3 != 0, kind == 0)


def _decoded(data: bytes, length: int, flags: int) -> str:
    """Return *length* characters of one or two bytes each."""
    width = 2 if flags & _WIDE else 1
    if len(data) < width * length:
        raise BrokenBook
    text = data[: width * length]
    return text.decode("utf-16-le", errors="surrogatepass") if flags & _WIDE else text.decode("latin-1")


def _shared(record: Record) -> Iterator[str]:
    """Return the shared texts; one may run over into the next chunk, and there says anew how wide it is."""
    reader = _ChunkReader(record.chunks)
    _, count = struct.unpack("<II", reader.take(8))
    for _ in range(count):
        length, flags = struct.unpack("<HB", reader.take(3))
        runs = struct.unpack("<H", reader.take(2))[0] if flags & _RICH else 0
        extra = struct.unpack("<I", reader.take(4))[0] if flags & _EXTENDED else 0
        yield reader.text(length, flags)
        reader.take(4 * runs)
        reader.take(extra)


class _ChunkReader:
    """Reads across the chunks of one record."""

    def __init__(self, chunks: tuple[bytes, ...]) -> None:
        self._chunks = chunks
        self._chunk = 0
        self._place = 0

    def take(self, size: int) -> bytes:
        """Return the next *size* bytes."""
        taken = bytearray()
        while len(taken) < size:
            piece = self._piece(size - len(taken))
            taken += piece
        return bytes(taken)

    def text(self, length: int, flags: int) -> str:
        """Return the next *length* characters."""
        # counted in units of UTF-16, of which a rare character takes two
        units = bytearray()
        while len(units) < 2 * length:
            missing = length - len(units) // 2
            if flags & _WIDE:
                units += self._piece(2 * missing)
            else:
                units += self._piece(missing).decode("latin-1").encode("utf-16-le")
            if len(units) < 2 * length:
                flags = self.take(1)[0]
        return units.decode("utf-16-le", errors="surrogatepass")

    def _piece(self, most: int) -> bytes:
        """Return up to *most* bytes of the chunk at hand, or of the next one."""
        while self._place >= len(self._chunks[self._chunk]):
            self._chunk += 1
            self._place = 0
            if self._chunk >= len(self._chunks):
                raise BrokenBook
        piece = self._chunks[self._chunk][self._place : self._place + most]
        self._place += len(piece)
        return piece
