"""What an enterprise was recognised as (资质), and whether it does research (研发): dated facts with their basis."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.codes import LibraryStatus
from desktop.domain.enterprise import LONG_TEXT, SHORT_TEXT
from desktop.domain.problems import Problem
from desktop.domain.section import BrokenKey, Section


class RecognitionGroup(StrEnum):
    """What kind of fact a recognition is."""

    GRADE = "grade"
    TECHNOLOGY = "technology"
    RESEARCH = "research"


@dataclass(frozen=True, slots=True)
class RecognitionKind:
    """One recognition there is; *level* is its step of the ladder, 0 outside it; a *yearly* one is of one year."""

    id: str
    label: str
    group: RecognitionGroup
    level: int
    yearly: bool
    document: str
    clause: str
    note: str


@dataclass(frozen=True, slots=True)
class RecognitionDraft:
    """One recognition of *enterprise* since a day, until the day its validity ends where that is known."""

    enterprise: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None
    basis: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class RecognitionRow:
    """One recognition as it is kept; *label* is its name, *level* as of its kind."""

    uid: str
    enterprise: str
    name: str
    kind: str
    label: str
    level: int
    since: date
    until: date | None
    basis: str
    note: str
    reason_out: str

    def holds(self, day: date) -> bool:
        """Return whether it is in force on *day*."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class ResearchCoverage:
    """How many admitted enterprises have research noted for *year* (技术创新全覆盖); *without* names the rest."""

    year: int
    admitted: int
    noted: int
    without: tuple[tuple[str, str], ...]


def read_recognitions(data: Mapping[str, object]) -> tuple[RecognitionKind, ...]:
    """Return the recognitions that *data* holds; raise `BrokenKey`."""
    rows = Section(data).sections("kinds")
    kinds = tuple(_kind(row) for row in rows)
    for place, kind in enumerate(kinds):
        if kind.id in [each.id for each in kinds[:place]]:
            raise BrokenKey(rows[place].path("id"))
    return kinds


def check_recognition(
    draft: RecognitionDraft, kind: RecognitionKind | None, kept: Sequence[RecognitionRow], *, today: date
) -> list[Problem]:
    """Return what is wrong with a recognition; the same one is noted once at a time."""
    problems = _check_span(draft, kind, today)
    if not draft.kind:
        problems.append(_missing("kind"))
    elif kind is None:
        problems.append(Problem("kind", "unknown_recognition", {"text": draft.kind}))
    if not draft.basis.strip():
        problems.append(_missing("basis"))
    for row in kept:
        if draft.since is not None and row.kind == draft.kind and _meets(draft, draft.since, row):
            problems.append(Problem("since", "recognised_already", {"label": row.label, "on": row.since.isoformat()}))
            break
    limits = {"basis": SHORT_TEXT, "note": LONG_TEXT}
    return problems + [
        Problem(name, "too_long", {"limit": str(limit)})
        for name, limit in limits.items()
        if len(getattr(draft, name)) > limit
    ]


def check_ending(row: RecognitionRow, on: date | None, reason: str, *, today: date) -> list[Problem]:
    """Return what is wrong with ending a recognition (取消、到期) on a day."""
    problems = [] if reason.strip() else [_missing("reason")]
    if on is None:
        problems.append(_missing("on"))
    elif on > today:
        problems.append(Problem("on", "in_future"))
    elif on < row.since:
        problems.append(Problem("on", "ends_before_it_begins", {"on": row.since.isoformat()}))
    return problems


def standing_grade(rows: Sequence[RecognitionRow], day: date) -> RecognitionRow | None:
    """Return the highest step of the ladder that holds on *day*, or None."""
    held = [row for row in rows if row.level and row.holds(day)]
    return max(held, key=lambda row: row.level, default=None)


def research_of(
    year: int, enterprises: Sequence[tuple[str, str, LibraryStatus]], rows: Sequence[RecognitionRow], kind: str
) -> ResearchCoverage:
    """Return which of the admitted *enterprises* (uid, name, status) have *kind* noted in *year*."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    noted = {row.enterprise for row in rows if row.kind == kind and _overlaps(row, first, last)}
    admitted = [(uid, name) for uid, name, status in enterprises if status is LibraryStatus.ADMITTED]
    without = tuple(each for each in admitted if each[0] not in noted)
    return ResearchCoverage(year, len(admitted), len(admitted) - len(without), without)


def _kind(row: Section) -> RecognitionKind:
    return RecognitionKind(
        id=row.text("id"),
        label=row.text("label"),
        group=row.code("group", RecognitionGroup),
        level=row.whole_or_none("level") or 0,
        yearly=row.flag("yearly"),
        document=row.text("document"),
        clause=row.text("clause"),
        note=row.text_or("note"),
    )


def _check_span(draft: RecognitionDraft, kind: RecognitionKind | None, today: date) -> list[Problem]:
    if draft.since is None:
        return [_missing("since")]
    if draft.since > today:
        return [Problem("since", "in_future")]
    if draft.until is not None and draft.until < draft.since:
        return [Problem("until", "ends_before_it_begins", {"on": draft.since.isoformat()})]
    if kind is not None and kind.yearly and draft.until is not None and draft.until.year != draft.since.year:
        return [Problem("until", "one_year_only", {"label": kind.label})]
    return []


def _meets(draft: RecognitionDraft, since: date, row: RecognitionRow) -> bool:
    return _overlaps(row, since, draft.until or date.max)


def _overlaps(row: RecognitionRow, first: date, last: date) -> bool:
    return row.since <= last and (row.until is None or first <= row.until)


def _missing(name: str) -> Problem:
    return Problem(name, "missing")
