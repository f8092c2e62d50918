"""Trainings with who took part, and meetings with what was decided."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from db.models.enterprise import Enterprise
from db.models.issue import Issue
from db.models.training import ActionStep, Meeting, MeetingAction, Training, TrainingSeat
from desktop.domain import meeting
from desktop.domain.meeting import ActionDraft, MeetingDraft, MeetingRow
from desktop.domain.policy_codes import ActionState, Audience, MeetingKind, TrainingKind, TrainingTopic
from desktop.domain.training import Attendance, TrainingDraft, TrainingRow

_TRAINING = Training.__table__  # type: ignore[attr-defined]
_SEAT = TrainingSeat.__table__  # type: ignore[attr-defined]
_MEETING = Meeting.__table__  # type: ignore[attr-defined]
_ACTION = MeetingAction.__table__  # type: ignore[attr-defined]
_STEP = ActionStep.__table__  # type: ignore[attr-defined]
_ENTERPRISE = Enterprise.__table__  # type: ignore[attr-defined]
_ISSUE = Issue.__table__  # type: ignore[attr-defined]


def trainings(connection: Connection, year: int = 0, *, voided: bool = False) -> tuple[TrainingRow, ...]:
    """Return the trainings of *year* (0 means all), oldest first."""
    query = select(_TRAINING).order_by(_TRAINING.c.held_on, _TRAINING.c.number)
    if year:
        query = query.where(func.substr(_TRAINING.c.held_on, 1, 4) == str(year))
    if not voided:
        query = query.where(_TRAINING.c.voided == 0)
    came = _attended(connection)
    return tuple(_training(row, came.get(row.uid, ())) for row in connection.execute(query))


def training(connection: Connection, uid: str) -> TrainingRow | None:
    """Return the training *uid*, void or not, or None."""
    row = connection.execute(select(_TRAINING).where(_TRAINING.c.uid == uid)).first()
    return None if row is None else _training(row, _attended(connection).get(uid, ()))


def seats(connection: Connection, uid: str) -> Mapping[str, tuple[str, int, bool]]:
    """Return enterprise → (record, people, void) of everyone who ever stood on the list of training *uid*."""
    found = connection.execute(select(_SEAT).where(_SEAT.c.training == uid))
    return {row.enterprise: (row.uid, row.people, bool(row.voided)) for row in found}


def meetings(
    connection: Connection, today: date, year: int = 0, *, voided: bool = False, uid: str = ""
) -> tuple[MeetingRow, ...]:
    """Return the meetings of *year* (0 means all), newest first, or the one called *uid*."""
    query = select(_MEETING).order_by(_MEETING.c.held_on.desc(), _MEETING.c.number.desc())
    if uid:
        query = query.where(_MEETING.c.uid == uid)
    elif year:
        query = query.where(func.substr(_MEETING.c.held_on, 1, 4) == str(year))
    if not voided and not uid:
        query = query.where(_MEETING.c.voided == 0)
    decided: dict[str, list[meeting.Action]] = {}
    for action in actions(connection):
        decided.setdefault(action.meeting, []).append(action)
    return tuple(_meeting(row, decided.get(row.uid, []), today) for row in connection.execute(query))


def actions(connection: Connection, *, meeting_uid: str = "", uid: str = "") -> tuple[meeting.Action, ...]:
    """Return the decisions of every meeting that is not void, of one, or the one called *uid*; void ones left out."""
    columns = (_MEETING.c.title, _ENTERPRISE.c.name, _ISSUE.c.number.label("issue_number"))
    query = (
        select(_ACTION, *columns)
        .join(_MEETING, _MEETING.c.uid == _ACTION.c.meeting)
        .outerjoin(_ENTERPRISE, _ENTERPRISE.c.uid == _ACTION.c.enterprise)
        .outerjoin(_ISSUE, _ISSUE.c.uid == _ACTION.c.issue)
        .order_by(_MEETING.c.held_on, _ACTION.c.meeting, _ACTION.c.ordinal)
    )
    if uid:
        query = query.where(_ACTION.c.uid == uid)
    elif meeting_uid:
        query = query.where(_ACTION.c.meeting == meeting_uid, _ACTION.c.voided == 0)
    else:
        query = query.where(_MEETING.c.voided == 0, _ACTION.c.voided == 0)
    last = _last_steps(connection)
    return tuple(_action(row, last.get(row.uid)) for row in connection.execute(query))


def next_ordinal(connection: Connection, meeting_uid: str) -> int:
    """Return the place of the next decision of the meeting."""
    query = select(func.max(_ACTION.c.ordinal)).where(_ACTION.c.meeting == meeting_uid)
    return int(connection.execute(query).scalar() or 0) + 1


def next_step(connection: Connection, action: str) -> int:
    """Return the place of the next word on a decision."""
    return int(connection.execute(select(func.max(_STEP.c.place)).where(_STEP.c.action == action)).scalar() or 0) + 1


def _attended(connection: Connection) -> dict[str, tuple[Attendance, ...]]:
    query = (
        select(_SEAT.c.training, _SEAT.c.enterprise, _SEAT.c.people, _ENTERPRISE.c.name)
        .join(_ENTERPRISE, _ENTERPRISE.c.uid == _SEAT.c.enterprise)
        .where(_SEAT.c.voided == 0)
        .order_by(_ENTERPRISE.c.sort_name)
    )
    found: dict[str, tuple[Attendance, ...]] = {}
    for row in connection.execute(query):
        came = Attendance(row.enterprise, row.people, row.name)
        found[row.training] = (*found.get(row.training, ()), came)
    return found


def _training(row: Any, attended: tuple[Attendance, ...]) -> TrainingRow:
    draft = TrainingDraft(
        held_on=row.held_on,
        title=row.title,
        kind=TrainingKind(row.kind),
        topics=tuple(TrainingTopic(each) for each in row.topics),
        audiences=tuple(Audience(each) for each in row.audiences),
        organiser=row.organiser,
        venue=row.venue or "",
        people=row.people,
        materials=row.materials or "",
        note=row.note or "",
        attended=attended,
    )
    return TrainingRow(row.uid, row.number, draft, bool(row.voided), row.void_reason or "")


def _meeting(row: Any, decided: list[meeting.Action], today: date) -> MeetingRow:
    texts = ("document", "organiser", "chair", "attended", "venue", "addressed", "reported", "copied", "note")
    draft = MeetingDraft(row.held_on, MeetingKind(row.kind), row.title, minutes=row.minutes)
    said: dict[str, Any] = {name: getattr(row, name) or "" for name in texts}
    draft = replace(draft, **said)
    return MeetingRow(
        row.uid,
        row.number,
        draft,
        actions=len(decided),
        waiting=sum(each.state is ActionState.OPEN and not each.issue for each in decided),
        late=sum(meeting.late(each, today) for each in decided),
        voided=bool(row.voided),
        void_reason=row.void_reason or "",
    )


def _last_steps(connection: Connection) -> dict[str, Any]:
    found = connection.execute(select(_STEP).order_by(_STEP.c.action, _STEP.c.place))
    return {row.action: row for row in found}  # the last of each stays


def _action(row: Any, step: Any) -> meeting.Action:
    return meeting.Action(
        uid=row.uid,
        meeting=row.meeting,
        meeting_title=row.title,
        place=row.ordinal,
        draft=ActionDraft(row.content, row.unit, row.responsible or "", row.due_on, row.enterprise or ""),
        enterprise_name=row.name or "",
        state=ActionState(row.state),
        state_on=None if step is None else step.done_on,
        note="" if step is None else step.note,
        issue=row.issue or "",
        issue_number=row.issue_number or "",
        voided=bool(row.voided),
    )
