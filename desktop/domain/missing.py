"""Which letters are missing before one that may not be taken for want of them, as spans of their numbers."""

from collections.abc import Collection, Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """Numbers of letters from *first* to *last*, both among them."""

    first: int
    last: int


def missing_before(seq: int, last: int, beside: Collection[int] = ()) -> tuple[Span, ...]:
    """Return the numbers between *last*, the latest that was taken, and *seq*, those that lie *beside* it left out."""
    spans: list[Span] = []
    first = last + 1
    for number in (*sorted(each for each in set(beside) if last < each < seq), seq):
        if number > first:
            spans.append(Span(first, number - 1))
        first = number + 1
    return tuple(spans)


def spans_text(spans: Iterable[Span]) -> str:
    """Return *spans* as an error carries them: `3-5 8`."""
    return " ".join(f"{each.first}-{each.last}" if each.last > each.first else f"{each.first}" for each in spans)


def spans_of(text: str) -> tuple[Span, ...]:
    """Return the spans that *text* tells, as `spans_text` wrote them."""
    pairs = (part.partition("-") for part in text.split())
    return tuple(Span(int(first), int(last or first)) for first, _, last in pairs)


def united(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return *spans* in order, each number in one of them only."""
    found: list[Span] = []
    for each in sorted(spans):
        if found and each.first <= found[-1].last + 1:
            found[-1] = Span(found[-1].first, max(found[-1].last, each.last))
        else:
            found.append(each)
    return tuple(found)
