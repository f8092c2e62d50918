"""Tells on which line of a form file each key stands; tomllib keeps no places."""

import re
from collections import Counter

_HEADING = re.compile(r"\s*\[(?P<list>\[)?\s*(?P<path>[A-Za-z0-9_.\- ]+?)\s*\]")
_KEY = re.compile(r"\s*([A-Za-z0-9_\-]+)\s*=")
# what a Chinese keyboard types where TOML wants its plain brother
WIDE_MARKS = "＝“”‘’，【】［］＃｛｝：。"


def lines_of(text: str) -> dict[str, int]:
    """Return the line of every table and plain key of *text*, counted from 1, by its path (`columns[3].width`)."""
    lines: dict[str, int] = {}
    counts: Counter[str] = Counter()
    table, long = "", False
    for number, line in enumerate(text.split("\n"), 1):
        if not long:
            if heading := _HEADING.match(line):
                table = _path(heading["path"].replace(" ", ""), heading["list"] is not None, counts)
                lines.setdefault(table, number)
            elif key := _KEY.match(line):
                lines.setdefault(f"{table}.{key[1]}" if table else key[1], number)
        long ^= (line.count('"""') + line.count("'''")) % 2 == 1
    return lines


def wide_mark(line: str) -> str:
    """Return the first full-width mark of *line* outside its quoted texts, empty for none."""
    bare = re.sub(r"\"[^\"]*\"|'[^']*'", "", line).partition("#")[0]
    return next((char for char in bare if char in WIDE_MARKS), "")


def _path(name: str, listed: bool, counts: Counter[str]) -> str:
    parts = name.split(".")
    if listed:
        counts[name] += 1
    # a table inside a list belongs to the item that was begun last
    path = ""
    for depth, part in enumerate(parts, 1):
        path = f"{path}.{part}" if path else part
        if begun := counts[".".join(parts[:depth])]:
            path += f"[{begun}]"
    return path
