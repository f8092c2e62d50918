"""The header tree of a table: paths such as (主营业务收入, 累计, 本年) become boxes with spans."""

from collections.abc import Sequence

from desktop.render.sheet import HeaderCell


def header_tree(paths: Sequence[tuple[str, ...]]) -> tuple[tuple[HeaderCell, ...], ...]:
    """Return the boxes level by level: neighbours with the same beginning share one, a short path reaches down."""
    depth = max(map(len, paths), default=0)
    levels: list[list[HeaderCell]] = [[] for _ in range(depth)]
    for level in range(depth):
        col = 0
        while col < len(paths):
            end = _end(paths, col, level)
            if level < len(paths[col]):
                last = level == len(paths[col]) - 1
                levels[level].append(HeaderCell(paths[col][level], level, col, depth - level if last else 1, end - col))
            col = end
    return tuple(tuple(level) for level in levels)


def _end(paths: Sequence[tuple[str, ...]], col: int, level: int) -> int:
    # a box is shared only where a deeper level tells the columns apart
    path = paths[col]
    end = col + 1
    if level >= len(path) - 1:
        return end
    while end < len(paths) and len(paths[end]) > level + 1 and paths[end][: level + 1] == path[: level + 1]:
        end += 1
    return end
