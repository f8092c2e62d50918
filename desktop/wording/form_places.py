"""Where something stands in a form file (表样文件), as people count: the second column, the first box of a line."""

import re

_NUMBERED = re.compile(r"^(\w+)\[(\d+)\]$")
_COUNTED = {
    "columns": "第{number}栏",
    "lines": "第{number}行",
    "boxes": "第{number}格",
    "filters": "筛选条件第{number}条",
    "rules": "核实规则第{number}条",
    "when": "前提第{number}条",
    "required_when": "必报条件第{number}条",
}
_OTHER = "{name}第{number}项"
_TABLE = "[{name}]"
_OF = "{around}的 {key}"


def place_words(place: str) -> str:
    """Return *place* (`columns[2].width`, `page.margins.top`) in words: 第2栏的 width, [page.margins]的 top."""
    *around, key = [_counted(part) for part in place.split(".")]
    if not around:
        return key
    counted = [part for part in around if not _plain(part)]
    tables = ".".join(part for part in around if _plain(part))
    words = "".join(counted) + (_TABLE.format(name=tables) if tables else "")
    return _OF.format(around=words, key=key) if _plain(key) else words + key


def table_of(place: str) -> str:
    """Return the heading that a table at *place* is written under: `columns` for `columns[2]`."""
    return re.sub(r"\[\d+\]", "", place)


def _counted(part: str) -> str:
    found = _NUMBERED.match(part)
    if found is None:
        return part
    name, number = found.groups()
    return _COUNTED.get(name, _OTHER).format(name=name, number=number)


def _plain(part: str) -> bool:
    return part.isascii()
