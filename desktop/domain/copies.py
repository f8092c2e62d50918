"""Copies of the ledger (备份): what one tells of itself, when one is due, and which are kept."""

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

EVERY = timedelta(minutes=30)  # while somebody works
WEEK, MONTH = timedelta(days=7), timedelta(days=30)
KEPT_ALWAYS = 3  # the newest verified ones are never thrown away
_ALL_OF = timedelta(hours=48)
_ALL_AT_MOST = 48


class CopyReason(StrEnum):
    """Why a copy was made."""

    START = "start"
    INTERVAL = "interval"
    CLOSE = "close"
    MANUAL = "manual"
    IMPORT = "import"
    FILING = "filing"
    BULK = "bulk"
    MIGRATION = "migration"
    RESTORE = "restore"
    DAMAGED = "damaged"


# deeds that change much at once and have a copy made before them; see `UnitOfWork`
GUARDED: Mapping[str, CopyReason] = {
    "import.take": CopyReason.IMPORT,
    "import.undo": CopyReason.BULK,
    "package.take": CopyReason.IMPORT,
    "merge.take": CopyReason.IMPORT,
    "filing.file": CopyReason.FILING,
    "year.roll": CopyReason.BULK,
    "ledger.find_back": CopyReason.RESTORE,
}


@dataclass(frozen=True, slots=True)
class SiteHead:
    """How far one site had written: the number of its next Change and the hash of its last."""

    site: str
    next_seq: int
    last_hash: str


@dataclass(frozen=True, slots=True)
class LedgerFacts:
    """What a ledger holds, in few words; *mark* is equal for two states of it only if they hold the same deeds.

    *last_change* is the wall clock of its latest deed, empty where there is none; *findings* is what its check found.
    """

    schema: int
    unit: str
    unit_name: str
    enterprises: int
    visits: int
    changes: int
    saves: int
    last_change: str
    mark: str
    heads: tuple[SiteHead, ...]
    findings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CopyLabel:
    """What stands on a copy: when and why it was made, what it holds, the digest and size of its ledger, its files."""

    at: datetime
    reason: str
    facts: LedgerFacts
    sha256: str
    size: int
    attachments: tuple[str, ...]

    @property
    def verified(self) -> bool:
        """Whether the ledger in it passed every check when the copy was made."""
        return not self.facts.findings


@dataclass(frozen=True, slots=True)
class CopyRow:
    """One copy in the list; *label* is None for a file that cannot be read as one."""

    path: Path
    size: int
    label: CopyLabel | None

    @property
    def verified(self) -> bool:
        """Whether it can be relied on as far as is known without reading all of it."""
        return self.label is not None and self.label.verified


@dataclass(frozen=True, slots=True)
class CopyCheck:
    """What reading a whole copy found; no *findings* and no *missing* files means it would come back whole."""

    row: CopyRow
    findings: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether all of it is there and right."""
        return not self.findings and not self.missing


def newest_first(rows: Sequence[CopyRow]) -> tuple[CopyRow, ...]:
    """Return *rows* from the latest to the oldest; those that cannot be read stand last, in their own order."""
    labelled = [(row.label, row) for row in rows if row.label is not None]
    labelled.sort(key=lambda each: (each[0].at, each[0].facts.saves), reverse=True)
    return (*(row for _, row in labelled), *(row for row in rows if row.label is None))


def is_due(now: datetime, last: datetime | None, begun: datetime | None) -> bool:
    """Return whether a changed ledger wants its copy of every half hour; *last* copy, or since it was *begun*."""
    since = last or begun
    return since is not None and (now - since >= EVERY or now < since)


def to_drop(rows: Sequence[CopyRow], now: datetime, *, scarce: bool = False) -> tuple[CopyRow, ...]:
    """Return which of *rows* the rule of keeping lets go: all of 48 hours (at most 48), 14 days, 10 weeks, 24 months.

    The newest three verified ones stay whatever the rule says, and so does what cannot be read: it may be somebody's
    only trace. With little room (*scarce*) only those three, a day's last for a week and a month's last are kept.
    """
    dated = [(row, row.label.at) for row in newest_first(rows) if row.label is not None]
    newest = [row for row, _ in dated if row.verified][:KEPT_ALWAYS]
    kept = {row.path for row in newest} | ({dated[0][0].path} if dated else set())
    if not scarce:
        recent = [row for row, at in dated if now - at <= _ALL_OF]
        kept |= {row.path for row in recent[:_ALL_AT_MOST]}
    kept |= _last_of(dated, lambda at: at.date(), 7 if scarce else 14)
    if not scarce:
        kept |= _last_of(dated, lambda at: at.isocalendar()[:2], 10)
    kept |= _last_of(dated, lambda at: (at.year, at.month), 24)
    return tuple(row for row, _ in dated if row.path not in kept)


def _last_of(dated: Collection[tuple[CopyRow, datetime]], span: Callable[[datetime], Hashable], most: int) -> set[Path]:
    """Return the last copy of each of the latest *most* spans; a verified one before one that is not."""
    chosen: dict[Hashable, CopyRow] = {}
    for row, at in dated:  # newest first
        found = chosen.setdefault(span(at), row)
        if row.verified and not found.verified:
            chosen[span(at)] = row
    return {row.path for row in list(chosen.values())[:most]}
