"""Workbooks bent by chance from a seed, for the tests (a hundred) and for the long run (thousands)."""

import random
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from desktop.kernel.errors import KnownError

FALLS = frozenset({"reading_fell", "reading_too_long", "reading_too_large"})
Look = Callable[[Path], object]


class Outcome(NamedTuple):
    """What came of the run: answers by code (`read` for a preview), the slowest file, and what fell, by its seed."""

    answers: Counter[str]
    slowest: float
    fell: tuple[tuple[str, str], ...]


def mutate_workbooks(seeds: Sequence[Path], folder: Path, look: Look, *, count: int, seed: int) -> Outcome:
    """Bend *seeds* *count* times into *folder*, let *look* import each, and return what came of it.

    A `KnownError` is an answer, unless it says that the reader itself fell; that and any other exception is a fall,
    kept with the name that makes the file again.
    """
    answers: Counter[str] = Counter()
    fell: list[tuple[str, str]] = []
    slowest = 0.0
    for number in range(count):
        chance = random.Random(f"{seed}/{number}")
        source = seeds[number % len(seeds)]
        path = folder / f"变异{seed}-{number}{source.suffix}"
        path.write_bytes(mutated(source.read_bytes(), chance))
        since = time.monotonic()
        try:
            look(path)
            answers["read"] += 1
        except KnownError as error:
            answers[error.code] += 1
            if error.code in FALLS:
                fell.append((path.name, error.code))
        except Exception as error:  # noqa: BLE001 (a fall is what the run looks for)
            fell.append((path.name, repr(error)[:200]))
        slowest = max(slowest, time.monotonic() - since)
        path.unlink()
    return Outcome(answers, slowest, tuple(fell))


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return *data* bent in one of several ways; inside a zip the parts are bent, not only the container."""
    deeds: list[Callable[[bytes, random.Random], bytes]] = [_flipped, _cut, _doubled, _blanked]
    if data.startswith(b"PK") and chance.random() < 0.8:
        return _part_bent(data, chance, chance.choice([*deeds, _digits, _tags]))
    return chance.choice(deeds)(data, chance)


def _part_bent(data: bytes, chance: random.Random, deed: Callable[[bytes, random.Random], bytes]) -> bytes:
    """Bend one part of a zip, the sheet most often."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheets = [name for name in parts if "sheet" in name]
    name = chance.choice(sheets if sheets and chance.random() < 0.6 else sorted(parts))
    parts[name] = deed(parts[name], chance)
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in parts.items():
            archive.writestr(each, content)
    return made.getvalue()


def _flipped(data: bytes, chance: random.Random) -> bytes:
    bent = bytearray(data)
    for _ in range(chance.choice((1, 3, 20))):
        if bent:
            bent[chance.randrange(len(bent))] ^= 1 << chance.randrange(8)
    return bytes(bent)


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _doubled(data: bytes, chance: random.Random) -> bytes:
    start, length = chance.randrange(len(data) + 1), chance.randrange(1, 2000)
    return data[: start + length] + data[start:]


def _blanked(data: bytes, chance: random.Random) -> bytes:
    start, length = chance.randrange(len(data) + 1), chance.randrange(1, 200)
    return data[:start] + chance.choice((b"\0", b"\xff", b" ")) * length + data[start + length :]


def _digits(data: bytes, chance: random.Random) -> bytes:
    """Put odd numbers where numbers stand: rows, styles, shared texts, values."""
    odd = chance.choice((b"0", b"-1", b"4294967296", b"1e400", b"NaN", b"99999999999999999999", b""))
    places = [place for place in range(len(data)) if data[place : place + 1].isdigit()]
    if not places:
        return data
    place = chance.choice(places)
    return data[:place] + odd + data[place + 1 :]


def _tags(data: bytes, chance: random.Random) -> bytes:
    """Put markup where none belongs."""
    odd = chance.choice(
        (b"<x>" * 50_000, b"<row>", b"</c>", b"<mergeCell ref='A1:XFD1048576'/>", b"<!DOCTYPE x>", b"&a;")
    )
    place = data.find(b">", chance.randrange(len(data) + 1)) + 1
    return data[:place] + odd + data[place:]
