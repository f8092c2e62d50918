"""The visit log."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, func, or_, select, text

from db.models.attachment import Attachment
from db.models.enterprise import Enterprise
from db.models.issue import Issue
from db.models.visit import Visit as VisitTable
from db.queries.enterprises import pattern
from desktop.domain.codes import Delivery, Subject, VisitMode, VisitPurpose
from desktop.domain.county_summary import VisitMade
from desktop.domain.month import Month
from desktop.domain.visit import NearVisit, Visit, VisitDraft, VisitFilter, VisitRow, week_of
from desktop.domain.visit_codes import Appointment, DayPart, VisitNature

_VISIT = VisitTable.__table__  # type: ignore[attr-defined]
_ENTERPRISE = Enterprise.__table__  # type: ignore[attr-defined]
_ISSUE = Issue.__table__  # type: ignore[attr-defined]
_ATTACHMENT = Attachment.__table__  # type: ignore[attr-defined]

_CHUNK = 400  # SQLite's limit of variables stays far away
_WHOLE = (
    select(_VISIT, _ENTERPRISE.c.name, _ENTERPRISE.c.credit_code)
    .join(_ENTERPRISE, _ENTERPRISE.c.uid == _VISIT.c.enterprise)
    .where(_VISIT.c.uid.in_(bindparam("visits", expanding=True)))
)
_RAISED = (
    select(_ISSUE.c.visit, _ISSUE.c.uid)
    .where(_ISSUE.c.visit.in_(bindparam("visits", expanding=True)), _ISSUE.c.voided == 0)
    .order_by(_ISSUE.c.number)
)


def rows(connection: Connection, query: VisitFilter, unit_names: Mapping[str, str]) -> tuple[VisitRow, ...]:
    """Return the visits that *query* finds, newest first."""
    issues = select(func.count()).where(_ISSUE.c.visit == _VISIT.c.uid, _ISSUE.c.voided == 0).scalar_subquery()
    attached = select(func.count()).where(
        _ATTACHMENT.c.record == _VISIT.c.uid, _ATTACHMENT.c.about == Subject.VISIT, _ATTACHMENT.c.voided == 0
    )
    counts = (issues.label("issues"), attached.scalar_subquery().label("attachments"))
    found = (
        select(_VISIT, _ENTERPRISE.c.name, _ENTERPRISE.c.township, *counts)
        .join(_ENTERPRISE, _ENTERPRISE.c.uid == _VISIT.c.enterprise)
        .order_by(_VISIT.c.visited_on.desc(), _VISIT.c.number.desc())
    )
    if not query.voided:
        found = found.where(_VISIT.c.voided == 0)
    if query.enterprise:
        found = found.where(_VISIT.c.enterprise == query.enterprise)
    if query.campaign:
        found = found.where(_VISIT.c.campaign == query.campaign)
    if query.trip:
        found = found.where(or_(_VISIT.c.trip == query.trip, _VISIT.c.uid == query.trip))
    if query.month:
        month = Month.parse(query.month)
        found = found.where(_VISIT.c.visited_on.between(month.first_day, month.last_day))
    for word in query.text.split():
        like = pattern(word)
        columns = (_ENTERPRISE.c.search, _VISIT.c.summary, _VISIT.c.visitors, _VISIT.c.number)
        found = found.where(or_(*(column.like(like, escape="\\") for column in columns)))
    return tuple(_row(row, unit_names) for row in connection.execute(found))


def made(connection: Connection, first: date, since: date, last: date) -> tuple[VisitMade, ...]:
    """Return who visited whom from *first* to *last*, whatever office wrote it down; the month begins on *since*."""
    query = select(_VISIT.c.enterprise, _VISIT.c.by_unit, _VISIT.c.visited_on).where(
        _VISIT.c.voided == 0, _VISIT.c.visited_on.between(first, last)
    )
    return tuple(VisitMade(row.enterprise, row.by_unit, row.visited_on >= since) for row in connection.execute(query))


def _row(row: Any, unit_names: Mapping[str, str]) -> VisitRow:
    return VisitRow(
        uid=row.uid,
        number=row.number,
        enterprise=row.enterprise,
        enterprise_name=row.name,
        township=unit_names.get(row.township or "", row.township or ""),
        visited_on=row.visited_on,
        mode=VisitMode(row.mode),
        purposes=tuple(VisitPurpose(code) for code in row.purposes),
        visitors=row.visitors,
        summary=row.summary,
        issues=row.issues,
        next_step=row.next_step or "",
        next_on=row.next_on,
        voided=bool(row.voided),
        void_reason=row.void_reason or "",
        campaign=row.campaign or "",
        attachments=row.attachments,
        trip=row.trip or "",
    )


def get(connection: Connection, uid: str) -> Visit | None:
    """Return visit *uid* whole, or None."""
    return whole(connection, [uid]).get(uid)


def whole(connection: Connection, uids: Sequence[str]) -> dict[str, Visit]:
    """Return those of *uids* that are visits, whole."""
    found: dict[str, Visit] = {}
    for start in range(0, len(uids), _CHUNK):
        wanted = list(uids[start : start + _CHUNK])
        raised: dict[str, list[str]] = {}
        for visit, issue in connection.execute(_RAISED, {"visits": wanted}):
            raised.setdefault(visit, []).append(issue)
        for row in connection.execute(_WHOLE, {"visits": wanted}):
            found[row.uid] = _visit(row, tuple(raised.get(row.uid, ())))
    return found


def _visit(row: Any, issues: tuple[str, ...]) -> Visit:
    return Visit(
        uid=row.uid,
        number=row.number,
        draft=_draft(row),
        enterprise_name=row.name,
        credit_code=row.credit_code or "",
        issue_uids=issues,
        voided=bool(row.voided),
        void_reason=row.void_reason or "",
    )


def _draft(row: Any) -> VisitDraft:
    return VisitDraft(
        enterprise=row.enterprise,
        visited_on=row.visited_on,
        mode=VisitMode(row.mode),
        purposes=tuple(VisitPurpose(code) for code in row.purposes),
        deliveries=tuple(Delivery(code) for code in row.deliveries),
        visitors=row.visitors,
        leader=row.leader or "",
        received_by=row.received_by or "",
        received_phone=row.received_phone or "",
        situation=row.situation or "",
        summary=row.summary,
        policies=row.policies or "",
        next_step=row.next_step or "",
        next_on=row.next_on,
        opinion=row.opinion or "",
        day_part=DayPart(row.day_part) if row.day_part else None,
        nature=VisitNature(row.nature),
        appointment=Appointment(row.appointment) if row.appointment else None,
        campaign=row.campaign or "",
        topics=tuple(row.topics),
        trip=row.trip or "",
    )


def near(connection: Connection, enterprise: str, day: date, besides: str) -> tuple[NearVisit, ...]:
    """Return the visits to *enterprise* in the week of *day* without *besides*, oldest first."""
    first, last = week_of(day)
    query = select(_VISIT.c.uid, _VISIT.c.number, _VISIT.c.visited_on, _VISIT.c.visitors).where(
        _VISIT.c.enterprise == enterprise,
        _VISIT.c.visited_on.between(first, last),
        _VISIT.c.voided == 0,
        _VISIT.c.uid != besides,
    )
    return tuple(NearVisit(*row) for row in connection.execute(query.order_by(_VISIT.c.visited_on, _VISIT.c.number)))


def topics_told(connection: Connection, enterprise: str) -> frozenset[str]:
    """Return the topics that visits to *enterprise* explained."""
    query = select(_VISIT.c.topics).where(_VISIT.c.enterprise == enterprise, _VISIT.c.voided == 0)
    return frozenset(topic for topics in connection.execute(query).scalars() for topic in topics)


def last_of(connection: Connection, enterprise: str) -> str | None:
    """Return the uid of the latest visit to *enterprise* that is not void."""
    query = select(_VISIT.c.uid).where(_VISIT.c.enterprise == enterprise, _VISIT.c.voided == 0)
    return connection.execute(query.order_by(_VISIT.c.visited_on.desc(), _VISIT.c.number.desc()).limit(1)).scalar()


def due(connection: Connection, until: date) -> tuple[tuple[str, str, date], ...]:
    """Return (enterprise, name, day) of promised next visits up to *until* that nobody has made since."""
    sql = (
        "SELECT v.enterprise, e.name, v.next_on FROM visit v JOIN enterprise e ON e.uid = v.enterprise"
        " WHERE v.voided = 0 AND e.voided = 0 AND v.next_on IS NOT NULL AND v.next_on <= :until"
        " AND NOT EXISTS (SELECT 1 FROM visit w WHERE w.enterprise = v.enterprise AND w.voided = 0"
        " AND (w.visited_on > v.visited_on OR (w.visited_on = v.visited_on AND w.number > v.number)))"
        " ORDER BY v.next_on"
    )
    found = connection.execute(text(sql), {"until": until.isoformat()})
    return tuple((row[0], row[1], date.fromisoformat(row[2])) for row in found)


def next_number(connection: Connection, table: str, unit: str, year: int) -> str:
    """Return the next number of *unit* in *year* in *table* (`visit` or `issue`): `140322-xiushui-2026-0007`."""
    start = f"{unit}-{year:04d}-"
    # ":" follows the digits, so that the index finds this unit and year alone
    serial = "max(CAST(substr(number, :length) AS INTEGER))"
    sql = f'SELECT {serial} FROM "{table}" WHERE number >= :start AND number < :end'
    last = connection.execute(text(sql), {"length": len(start) + 1, "start": start, "end": f"{start}:"}).scalar()
    return f"{start}{(last or 0) + 1:04d}"
