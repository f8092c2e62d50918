"""Parts a table into pages: rows stand whole where they can, a row higher than a page runs on."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Slice(NamedTuple):
    """Lines *start* to *stop* of row *row* on one page."""

    row: int
    start: int
    stop: int


@dataclass(slots=True)
class Leaf:
    """What stands on one page: slices of rows, then blocks (notes, footer) by number."""

    slices: list[Slice] = field(default_factory=list)
    blocks: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Room:
    """How high things are, in points.

    *first* and *next* are the room for rows on the first and each later page, *bare* that of a page without table
    header, *line* a line of text and *padding* what a row adds to its lines.
    """

    first: float
    next: float
    bare: float
    line: float
    padding: float

    def height(self, lines: int) -> float:
        """Return the height of a row of *lines* lines."""
        return lines * self.line + self.padding

    def fitting(self, left: float) -> int:
        """Return how many lines of a row fit into what is *left*."""
        return int((left - self.padding + 1e-6) // self.line)


def paginate(
    lines: Sequence[int], blocks: Sequence[float], room: Room, stays: Collection[int] = frozenset()
) -> list[Leaf]:
    """Return the pages for rows of so many *lines* each, followed by *blocks* of the given heights.

    A row in *stays* is never the last of a page where it and those it stays with fit one page.
    """
    pages = [Leaf()]
    left = room.first
    for row, count in enumerate(lines):
        start = 0
        if row in stays and pages[-1].slices and left < _together(row, lines, room, stays) <= room.next:
            pages.append(Leaf())
            left = room.next
        while start < count:
            height = room.height(count - start)
            if height <= left + 1e-6:
                pages[-1].slices.append(Slice(row, start, count))
                left -= height
                start = count
            elif _turns(pages, height, left, room):
                pages.append(Leaf())
                left = room.next
            else:
                stop = start + max(1, room.fitting(left))
                pages[-1].slices.append(Slice(row, start, stop))
                start = stop
                pages.append(Leaf())
                left = room.next
    _place_blocks(pages, blocks, room, left, _Rows(lines, stays))
    return pages


def _together(row: int, lines: Sequence[int], room: Room, stays: Collection[int]) -> float:
    """Return how high *row* is with the rows it must not be parted from."""
    last = row
    while last in stays and last + 1 < len(lines):
        last += 1
    return sum(room.height(count) for count in lines[row : last + 1])


def _turns(pages: list[Leaf], height: float, left: float, room: Room) -> bool:
    # a row that fits a page of its own is not broken, one that does not fills the page it is on
    if pages[-1].slices:
        return height <= room.next + 1e-6 or room.fitting(left) < 1
    return len(pages) == 1 and room.fitting(left) < 1


class _Rows(NamedTuple):
    """How many lines each row has, and which must not be the last of a page."""

    lines: Sequence[int]
    stays: Collection[int]


def _place_blocks(pages: list[Leaf], blocks: Sequence[float], room: Room, left: float, rows: _Rows) -> None:
    last = pages[-1].slices
    if blocks and sum(blocks) > left and len(last) > 1 and last[-1].start == 0:
        # signatures never stand on a page without a row of what they sign, nor with a sum alone
        moved = [last.pop()]
        while len(last) > 1 and last[-1].row in rows.stays and last[-1].start == 0:
            moved.insert(0, last.pop())
        pages.append(Leaf(moved))
        left = room.next - sum(room.height(rows.lines[each.row]) for each in moved)
    for number, height in enumerate(blocks):
        if height > left and (pages[-1].slices or pages[-1].blocks):
            pages.append(Leaf())
            left = room.bare
        pages[-1].blocks.append(number)
        left -= height
