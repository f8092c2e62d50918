"""Takes out of a photograph what tells where and by whom it was taken; not one pixel is decoded.

Of a JPEG only the parts that draw it stay, and its orientation; of a PNG only the chunks that draw it.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from struct import error, pack, unpack, unpack_from

_SOI, _EOI, _SOS, _APP0, _APP1, _COM = 0xD8, 0xD9, 0xDA, 0xE0, 0xE1, 0xFE
_RESTARTS = range(0xD0, 0xD8)
_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # the markers of a frame
_APP2, _APP14 = 0xE2, 0xEE
_EXIF = b"Exif\0\0"
_PROFILE, _ADOBE = b"ICC_PROFILE\0", b"Adobe"  # without them colours change
_ORIENTATION, _SHORT = 0x0112, 3

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_DRAWN = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs"})


class BrokenPicture(ValueError):
    """The bytes do not hold together as a picture."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture without what it told beside itself; *removed* says whether anything was taken out."""

    content: bytes
    width: int
    height: int
    removed: bool


def clean_jpeg(content: bytes) -> Picture:
    """Return the JPEG of *content* without EXIF, GPS, thumbnails, comments and what stands behind its end."""
    kept, size, turned = [b"\xff\xd8"], (0, 0), 1
    for marker, part in _segments(content):
        if marker in _SIZES:
            size = unpack_from(">HH", part, 5)[::-1]
        elif marker == _APP1 and part[4:].startswith(_EXIF):
            turned = _orientation(part[4 + len(_EXIF) :]) or turned
        if _stays(marker, part):
            kept.append(part)
    if not all(size):
        raise BrokenPicture
    if turned != 1:
        kept.insert(1, _turned(turned))
    cleaned = b"".join(kept)
    return Picture(cleaned, size[0], size[1], removed=cleaned != content)


def clean_png(content: bytes) -> Picture:
    """Return the PNG of *content* without texts, times, EXIF and what stands behind its end."""
    kept, size = [PNG_SIGNATURE], (0, 0)
    for name, body, whole in _chunks(content):
        if name == b"IHDR" and len(body) >= 8:
            size = unpack(">II", body[:8])
        if name in _DRAWN:
            kept.append(whole)
    if not all(size):
        raise BrokenPicture
    cleaned = b"".join(kept)
    return Picture(cleaned, size[0], size[1], removed=cleaned != content)


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield (marker, bytes with marker) of every part behind the start, the compressed data with its scan."""
    place = 2
    while True:
        while content[place : place + 2] == b"\xff\xff":  # fill bytes
            place += 1
        if len(content) < place + 2 or content[place] != 0xFF:
            raise BrokenPicture
        marker = content[place + 1]
        if marker == _EOI:
            yield marker, content[place : place + 2]
            return
        if len(content) < place + 4:
            raise BrokenPicture
        end = place + 2 + unpack_from(">H", content, place + 2)[0]
        if end > len(content) or end < place + 4:
            raise BrokenPicture
        if marker == _SOS:
            end = _end_of_scan(content, end)
        yield marker, content[place:end]
        place = end


def _end_of_scan(content: bytes, place: int) -> int:
    """Return where the marker behind the compressed data stands."""
    while True:
        place = content.find(b"\xff", place)
        if place < 0 or place + 1 >= len(content):
            raise BrokenPicture
        if content[place + 1] != 0 and content[place + 1] not in _RESTARTS:
            return place
        place += 2


def _stays(marker: int, part: bytes) -> bool:
    if marker == _COM:
        return False
    if not _APP0 <= marker <= 0xEF:
        return True
    body = part[4:]
    if marker == _APP0:
        return body.startswith(b"JFIF\0")
    return (marker == _APP2 and body.startswith(_PROFILE)) or (marker == _APP14 and body.startswith(_ADOBE))


def _orientation(tiff: bytes) -> int:
    """Return how the camera was turned (1 to 8), or 0 where that cannot be read."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2], "")
    if not order:
        return 0
    try:
        start = unpack_from(f"{order}I", tiff, 4)[0]
        for entry in range(unpack_from(f"{order}H", tiff, start)[0]):
            tag, kind, count, value = unpack_from(f"{order}HHIH", tiff, start + 2 + entry * 12)
            if (tag, kind, count) == (_ORIENTATION, _SHORT, 1):
                return value if 1 <= value <= 8 else 0
    except error:
        return 0
    return 0


def _turned(orientation: int) -> bytes:
    """Return an EXIF part that says nothing but the orientation, or photographs would lie on their side."""
    tiff = b"MM\0*" + pack(">IHHHIHHI", 8, 1, _ORIENTATION, _SHORT, 1, orientation, 0, 0)
    body = _EXIF + tiff
    return b"\xff\xe1" + pack(">H", len(body) + 2) + body


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Yield (name, body, bytes with length and sum) of every chunk up to the last."""
    place = len(PNG_SIGNATURE)
    while True:
        if len(content) < place + 12:
            raise BrokenPicture
        length = unpack_from(">I", content, place)[0]
        end = place + 12 + length
        if end > len(content):
            raise BrokenPicture
        name, body = content[place + 4 : place + 8], content[place + 8 : end - 4]
        if zlib.crc32(name + body) != unpack_from(">I", content, end - 4)[0]:
            raise BrokenPicture
        yield name, body, content[place:end]
        if name == b"IEND":
            return
        place = end
