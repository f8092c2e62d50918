"""What has to be done once a year by a day (年度事项), and whether it was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.enterprise import LONG_TEXT
from desktop.domain.problems import Problem
from desktop.domain.section import BrokenKey, Section

MonthDay = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Duty:
    """One yearly duty: called to mind from *remind* until *until*, to be done by *due* (months and days)."""

    id: str
    label: str
    presets: frozenset[str]
    remind: MonthDay
    due: MonthDay
    until: MonthDay
    document: str
    clause: str
    note: str
    hint: str

    def due_on(self, year: int) -> date:
        """Return the day by which it has to be done in *year*."""
        return date(year, *self.due)

    def waits(self, today: date) -> bool:
        """Return whether it is called to mind on *today*, done or not."""
        return date(today.year, *self.remind) <= today <= date(today.year, *self.until)


@dataclass(frozen=True, slots=True)
class DutyDraft:
    """The word that a duty was done in a year."""

    duty: str = ""
    year: int = 0
    on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class DutyDone:
    """That word as it is kept."""

    uid: str
    draft: DutyDraft
    who: str


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One duty in one year; *done* is None while it waits."""

    duty: Duty
    year: int
    due_on: date
    done: DutyDone | None


def read_duties(data: Mapping[str, object]) -> tuple[Duty, ...]:
    """Return the duties that *data* holds; raise `BrokenKey`."""
    return tuple(_duty(row) for row in Section(data).sections("duties"))


def check_duty(draft: DutyDraft, done: Sequence[DutyDone], *, today: date) -> list[Problem]:
    """Return what is wrong with the word that a duty was done."""
    problems = []
    if draft.on is None:
        problems.append(Problem("on", "missing"))
    elif draft.on > today:
        problems.append(Problem("on", "in_future"))
    if not draft.note.strip():
        problems.append(Problem("note", "missing"))
    elif len(draft.note) > LONG_TEXT:
        problems.append(Problem("note", "too_long", {"limit": str(LONG_TEXT)}))
    for each in done:
        if (each.draft.duty, each.draft.year) == (draft.duty, draft.year) and each.draft.on is not None:
            said = {"year": str(draft.year), "on": each.draft.on.isoformat()}
            problems.append(Problem("year", "duty_done_already", said))
    return problems


def lines_of(duties: Sequence[Duty], done: Sequence[DutyDone], year: int) -> tuple[DutyLine, ...]:
    """Return every duty of *year* with the word that it was done, if there is one."""
    kept = {(each.draft.duty, each.draft.year): each for each in done}
    return tuple(DutyLine(duty, year, duty.due_on(year), kept.get((duty.id, year))) for duty in duties)


def _duty(row: Section) -> Duty:
    return Duty(
        id=row.text("id"),
        label=row.text("label"),
        presets=frozenset(row.texts("presets")),
        remind=_month_day(row, "remind"),
        due=_month_day(row, "due"),
        until=_month_day(row, "until"),
        document=row.text("document"),
        clause=row.text("clause"),
        note=row.text_or("note"),
        hint=row.text_or("hint"),
    )


def _month_day(row: Section, key: str) -> MonthDay:
    try:
        # 29 February is no day of every year
        day = date.fromisoformat(f"2025-{row.text(key)}")
    except ValueError as error:
        raise BrokenKey(row.path(key)) from error
    return day.month, day.day
