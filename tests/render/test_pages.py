"""Rows are parted into pages without losing a line."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.render.pages import Room, Slice, paginate

ROOM = Room(first=60, next=100, bare=130, line=10, padding=5)


def test_rows_that_fit_share_a_page() -> None:
    pages = paginate([1, 1, 1], [10], ROOM)
    assert [page.slices for page in pages] == [[Slice(0, 0, 1), Slice(1, 0, 1), Slice(2, 0, 1)]]
    assert pages[0].blocks == [0]


def test_row_that_fits_a_page_is_not_broken() -> None:
    pages = paginate([2, 5], [], ROOM)
    assert [page.slices for page in pages] == [[Slice(0, 0, 2)], [Slice(1, 0, 5)]]


def test_row_higher_than_a_page_runs_on() -> None:
    pages = paginate([25], [], ROOM)
    assert [page.slices for page in pages] == [
        [Slice(0, 0, 5)],
        [Slice(0, 5, 14)],
        [Slice(0, 14, 23)],
        [Slice(0, 23, 25)],
    ]


def test_signatures_take_a_row_with_them() -> None:
    pages = paginate([1, 1, 1, 1], [20], ROOM)
    assert [page.slices for page in pages] == [[Slice(0, 0, 1), Slice(1, 0, 1), Slice(2, 0, 1)], [Slice(3, 0, 1)]]
    assert pages[-1].blocks == [0]


def test_long_notes_run_over_pages() -> None:
    pages = paginate([1], [10] * 30, ROOM)
    assert [number for page in pages for number in page.blocks] == list(range(30))
    assert [len(page.blocks) for page in pages] == [4, 13, 13]


@given(st.lists(st.integers(1, 40), max_size=30), st.lists(st.floats(1, 60), max_size=8))
def test_every_line_and_block_stands_once_and_no_page_overflows(lines: list[int], blocks: list[float]) -> None:
    pages = paginate(lines, blocks, ROOM)
    seen = [(part.row, line) for page in pages for part in page.slices for line in range(part.start, part.stop)]
    assert seen == [(row, line) for row, count in enumerate(lines) for line in range(count)]
    assert [number for page in pages for number in page.blocks] == list(range(len(blocks)))
    for place, page in enumerate(pages):
        used = sum(ROOM.height(part.stop - part.start) for part in page.slices)
        used += sum(blocks[number] for number in page.blocks)
        room = ROOM.first if place == 0 else ROOM.next if page.slices else ROOM.bare
        assert used <= room + 1e-6 or (len(page.blocks) == 1 and not page.slices)


@given(st.floats(0, 200), st.integers(1, 60))
def test_no_room_at_all_still_ends(first: float, lines: int) -> None:
    pages = paginate([lines], [], Room(first=first, next=8, bare=8, line=10, padding=5))
    assert sum(part.stop - part.start for page in pages for part in page.slices) == lines


def test_heading_and_last_row_stay_with_what_follows() -> None:
    # 15 high each: four fit the first page, and the fourth must not be parted from the fifth
    pages = paginate([1] * 5, [], ROOM, stays={3})
    assert [[part.row for part in page.slices] for page in pages] == [[0, 1, 2], [3, 4]]


def test_what_fits_no_page_together_loses_nothing() -> None:
    pages = paginate([1] * 20, [], ROOM, stays=range(20))
    assert [part.row for page in pages for part in page.slices] == list(range(20))
    assert all(len(page.slices) <= 6 for page in pages)


def test_signatures_take_the_row_before_a_sum_with_them() -> None:
    # row 3 is the sum of what stands above it; row 2 must not be parted from it
    pages = paginate([1, 1, 1, 1], [20], ROOM, stays={2})
    assert [[part.row for part in page.slices] for page in pages] == [[0, 1], [2, 3]]
    assert pages[-1].blocks == [0]
