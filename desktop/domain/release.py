"""What leaves this computer: at which level of detail (全部, 脱敏), and the note of every export."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import PurePath

from desktop.domain.filing import FactRow, FactValue
from desktop.domain.problems import Problem, Severity

_MOBILE = re.compile(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])")
_HEAD, _TAIL = 3, 4
WRITTEN_BESIDE = "written_beside"


class ReleaseLevel(StrEnum):
    """How much of a list goes out."""

    FULL = "full"
    MASKED = "masked"


class ExportKind(StrEnum):
    """Which deed wrote the file."""

    FILING = "filing"
    ROSTER = "roster"
    LIST = "list"
    PAPER = "paper"
    PACKAGE = "package"
    DIAGNOSTICS = "diagnostics"
    COPY = "copy"


@dataclass(frozen=True, slots=True)
class ReleaseRules:
    """What 脱敏 leaves blank and what it covers, by the name of the fact; *note* says so to people."""

    leave_out: frozenset[str]
    cover: frozenset[str]
    note: str


@dataclass(frozen=True, slots=True)
class Release:
    """How much of a paper goes out, and to whom."""

    level: ReleaseLevel = ReleaseLevel.FULL
    to: str = ""


WHOLE = Release()


@dataclass(frozen=True, slots=True)
class ExportDraft:
    """What is noted of one export beside its file: *what* names the list, *recipient* to whom it goes."""

    kind: ExportKind
    what: str
    level: ReleaseLevel
    rows: int
    recipient: str = ""
    fields: tuple[str, ...] = ()
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One line of the log of exports."""

    uid: str
    at: datetime
    who: str
    kind: ExportKind
    what: str
    level: ReleaseLevel
    rows: int
    file: str
    folder: str
    size: int
    sha256: str
    recipient: str
    fields: tuple[str, ...]
    sealed: bool


def read_release(data: Mapping[str, object]) -> ReleaseRules:
    """Return the rules that the reference *data* states."""
    masked = data["masked"]
    if not isinstance(masked, dict):
        raise TypeError("masked")
    left_out, covered = (frozenset(str(each) for each in masked[key]) for key in ("leave_out", "cover"))
    return ReleaseRules(left_out, covered, str(masked["note"]))


def released(rows: tuple[FactRow, ...], level: ReleaseLevel, rules: ReleaseRules) -> tuple[FactRow, ...]:
    """Return *rows* as they go out at *level*."""
    if level is ReleaseLevel.FULL:
        return rows
    return tuple(FactRow(row.owner, row.name, _masked(row.facts, rules)) for row in rows)


def stands_beside(asked: PurePath, path: PurePath) -> tuple[Problem, ...]:
    """Return what is said where a file that was to stand at *asked* stands at *path*, because that one was in use."""
    if asked == path:
        return ()
    return (Problem("", WRITTEN_BESIDE, {"asked": asked.name, "file": path.name}, Severity.NOTE),)


def cover(text: str) -> str:
    """Return *text* with its middle covered: 138****5678; a short one is covered whole."""
    if len(text) <= _HEAD + _TAIL:
        return "*" * len(text)
    return f"{text[:_HEAD]}{'*' * (len(text) - _HEAD - _TAIL)}{text[-_TAIL:]}"


def covered_phones(text: str) -> str:
    """Return *text* with every mobile number in it covered."""
    return _MOBILE.sub(lambda found: cover(found[0]), text)


def same_when_covered(incoming: str, kept: str) -> bool:
    """Return whether *incoming* is what *kept* looks like when it is covered: then nothing was changed."""
    return "*" in incoming and bool(kept) and incoming in {cover(kept), covered_phones(kept)}


def _masked(facts: Mapping[str, FactValue], rules: ReleaseRules) -> dict[str, FactValue]:
    shown: dict[str, FactValue] = {}
    for name, value in facts.items():
        if name in rules.leave_out:
            shown[name] = None
        elif isinstance(value, str):
            shown[name] = cover(value) if name in rules.cover else covered_phones(value)
        else:
            shown[name] = value
    return shown
