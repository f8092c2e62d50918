"""Takes names, codes and amounts out of lines of a log, so that they can be handed to a technician."""

import re

_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
_CLOCK = "^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2},[0-9]{3} "
_HEAD = re.compile(_CLOCK + "(?:" + "|".join(_LEVELS) + ") [A-Za-z0-9_.]+: ")
_STAMP = re.compile(_CLOCK)
_FOREIGN = re.compile("[^\x00-\x7f]+")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_NUMBER = re.compile(r"[0-9](?:[.,]?[0-9]){2,}")
_TOKEN = re.compile(r"\b[0-9A-Z]{8,}\b|\b[0-9a-f]{16,}\b")
_PATH = re.compile(r"(?:[A-Za-z]:)?[/\\][^\s,;:]*")


def scrubbed(line: str) -> str:
    """Return *line* with its stamp, level and place, and the rest without quotations, paths, numbers and codes."""
    head = _HEAD.match(line) or _STAMP.match(line)
    start = head.end() if head is not None else 0
    rest = line[start:]
    for pattern, sign in ((_QUOTED, "<cut>"), (_PATH, "<cut>"), (_TOKEN, "#"), (_NUMBER, "#")):
        rest = pattern.sub(sign, rest)
    return line[:start] + _FOREIGN.sub("□", rest)
