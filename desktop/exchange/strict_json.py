"""Reads JSON that somebody else wrote: no key twice, no fractions, no depth without end."""

import json
from collections.abc import Iterator

from desktop.domain.change import Value
from desktop.exchange.limits import DEPTH, LINE, SAFE_NUMBER
from desktop.kernel.errors import KnownError

_DIGITS = len(str(SAFE_NUMBER)) + 1


def read_json(content: bytes, place: str) -> dict[str, Value]:
    """Return the object that *content* holds; raise `KnownError` naming *place* for anything else."""
    if _depth(content) > DEPTH:
        raise KnownError("package_hostile", place=place)
    try:
        found = json.loads(
            content.decode("utf-8"),
            object_pairs_hook=_object,
            parse_int=_whole,
            parse_float=_fraction,
            parse_constant=_fraction,
        )
        if b"\\u" in content:  # only so can half a character come in, which is no text anywhere else
            json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:  # ours, the decoder's and Unicode's are all ValueErrors
        raise KnownError("package_hostile", place=place) from error
    if not isinstance(found, dict):
        raise KnownError("package_hostile", place=place)
    return found


def read_lines(content: bytes, place: str) -> Iterator[dict[str, Value]]:
    """Return the objects of *content*, one a line; every line ends with a line feed and none is empty."""
    if not content:
        return
    if not content.endswith(b"\n"):
        raise KnownError("package_hostile", place=place)
    for number, line in enumerate(content[:-1].split(b"\n"), start=1):
        if len(line) > LINE:
            raise KnownError("package_hostile", place=f"{place}:{number}")
        yield read_json(line, f"{place}:{number}")


def _depth(content: bytes) -> int:
    """Return how deep *content* nests, counted before any parser follows it down."""
    if content.count(b"{") + content.count(b"[") <= DEPTH:
        return 0
    deepest = depth = 0
    inside = escaped = False
    for byte in content:
        if inside:
            if escaped:
                escaped = False
            elif byte == 0x5C:
                escaped = True
            elif byte == 0x22:
                inside = False
        elif byte == 0x22:
            inside = True
        elif byte in b"{[":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"}]":
            depth -= 1
    return deepest


def _object(pairs: list[tuple[str, Value]]) -> dict[str, Value]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    for key in found:
        if not key.isascii():
            raise ValueError("key is not ASCII")
    return found


def _whole(digits: str) -> int:
    if len(digits) > _DIGITS or abs(int(digits)) > SAFE_NUMBER:
        raise ValueError("number is not exact everywhere")
    return int(digits)


def _fraction(_: str) -> Value:
    raise ValueError("the format has no fractions")
