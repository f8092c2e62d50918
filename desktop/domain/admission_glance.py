"""Where the year's applications stand and which windows come next, for the page and for today."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.admission import AWAY, UNDER_WAY, AdmissionRow, AdmissionState
from desktop.domain.calendar import WorkCalendar
from desktop.domain.overview import TodoItem, TodoKind
from desktop.domain.preset import Preset
from desktop.domain.windows import (
    AdmissionWindow,
    Milestone,
    WindowOrigin,
    WindowRules,
    backward_plan,
    current_step,
    upcoming,
    working_days_left,
)

_AT_HOME = UNDER_WAY - AWAY - {AdmissionState.RETURNED}


@dataclass(frozen=True, slots=True)
class WindowGlance:
    """One window that is still open: days left, what the plan backwards asks for next, and who is on the way to it.

    *last_day* is its last working day; *begun* says that the first day of the plan has come.
    """

    window: AdmissionWindow
    days: int
    working_days: int
    last_day: date
    plan: tuple[Milestone, ...]
    step: Milestone | None
    begun: bool
    under_way: int
    holidays_known: bool


@dataclass(frozen=True, slots=True)
class AdmissionGlance:
    """The next window of each kind, and how many applications stand where; *untyped* asks for the local notice."""

    year: int
    windows: tuple[WindowGlance, ...]
    preparing: int
    away: int
    returned: int
    admitted: int
    untyped: bool


def glance_of(
    windows: Iterable[AdmissionWindow],
    rows: Sequence[AdmissionRow],
    rules: WindowRules,
    preset: Preset,
    calendar: WorkCalendar,
    *,
    year: int,
    today: date,
) -> AdmissionGlance:
    """Return where *year* stands on *today*."""
    following = upcoming(windows, today)
    nearest = {window.kind: window for window in reversed(following)}
    ordered = sorted(nearest.values(), key=lambda window: window.closes_on)
    states = [row.state for row in rows if not row.voided]
    return AdmissionGlance(
        year=year,
        windows=tuple(_glance(window, rows, rules, preset, calendar, today) for window in ordered),
        preparing=sum(state in _AT_HOME for state in states),
        away=sum(state in AWAY for state in states),
        returned=states.count(AdmissionState.RETURNED),
        admitted=states.count(AdmissionState.ADMITTED),
        untyped=bool(following) and all(window.origin is WindowOrigin.EXAMPLE for window in following),
    )


def todo_of(glance: AdmissionGlance, rows: Iterable[AdmissionRow]) -> tuple[TodoItem, ...]:
    """Return what waits for a person: windows that come near, what came back, what is missing."""
    near = [each for each in glance.windows if each.begun and each.working_days >= 0]
    keys = {each.window.key for each in near}
    items = [
        TodoItem(TodoKind.WINDOW_NEAR, each.working_days, each.window.kind.value, on=each.last_day)
        for each in near
        if each.under_way
    ]
    if glance.untyped:
        items.append(TodoItem(TodoKind.WINDOW_UNTYPED, glance.year))
    for row in rows:
        if row.state is AdmissionState.RETURNED:
            items.append(TodoItem(TodoKind.ADMISSION_RETURNED, 1, row.uid, row.enterprise_name, row.due_on))
        elif row.state in _AT_HOME and row.missing and (row.window, row.window_month) in keys:
            items.append(TodoItem(TodoKind.ADMISSION_MATERIALS, row.missing, row.uid, row.enterprise_name))
    return tuple(items)


def _glance(
    window: AdmissionWindow,
    rows: Iterable[AdmissionRow],
    rules: WindowRules,
    preset: Preset,
    calendar: WorkCalendar,
    today: date,
) -> WindowGlance:
    plan = backward_plan(window, rules, preset, calendar)
    on_the_way = [
        row
        for row in rows
        if (row.window, row.window_month) == window.key and row.state in UNDER_WAY and not row.voided
    ]
    return WindowGlance(
        window=window,
        days=(window.closes_on - today).days,
        working_days=working_days_left(window, today, calendar),
        last_day=calendar.last_working(window.closes_on),
        plan=plan,
        step=current_step(plan, today),
        begun=bool(plan) and plan[0].on <= today,
        under_way=len(on_the_way),
        holidays_known=calendar.knows(window.closes_on.year),
    )
