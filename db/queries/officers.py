"""Who answers for which enterprise, with the visits that keep the rhythm."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, func, or_, select

from db.models.enterprise import Enterprise
from db.models.officer import ContactOfficer
from db.models.visit import Visit
from db.queries.enterprises import pattern
from desktop.domain.codes import VisitMode
from desktop.domain.officer import OfficerDraft, OfficerFilter, OfficerRow, due_on, in_force, keeps
from desktop.domain.visit_codes import RhythmUnit, RhythmWay

_OFFICER = ContactOfficer.__table__  # type: ignore[attr-defined]
_ENTERPRISE = Enterprise.__table__  # type: ignore[attr-defined]
_VISIT = Visit.__table__  # type: ignore[attr-defined]

Lasts = Mapping[tuple[str, str], date]  # (enterprise, mode) → day


def rows(
    connection: Connection, query: OfficerFilter, unit_names: Mapping[str, str], today: date
) -> tuple[OfficerRow, ...]:
    """Return the lines that *query* finds as of *today*, by enterprise."""
    found = (
        select(_OFFICER, _ENTERPRISE.c.name, _ENTERPRISE.c.township)
        .join(_ENTERPRISE, _ENTERPRISE.c.uid == _OFFICER.c.enterprise)
        .where(_ENTERPRISE.c.voided == 0)
        .order_by(_ENTERPRISE.c.sort_name, _OFFICER.c.since, _OFFICER.c.uid)
    )
    if not query.voided:
        found = found.where(_OFFICER.c.voided == 0)
    if query.enterprise:
        found = found.where(_OFFICER.c.enterprise == query.enterprise)
    for word in query.text.split():
        like = pattern(word)
        columns = (_ENTERPRISE.c.search, _OFFICER.c.person, _OFFICER.c.leader, _OFFICER.c.unit)
        found = found.where(or_(*(column.like(like, escape="\\") for column in columns)))
    kept = connection.execute(found).all()
    lasts = _lasts(connection, sorted({row.enterprise for row in kept}))
    lines = (_row(row, unit_names, lasts, today) for row in kept)
    return tuple(
        line
        for line in lines
        if (line.current or not query.current)
        and (not query.due or (line.current and line.due_on is not None and line.due_on <= today))
    )


def get(connection: Connection, uid: str, unit_names: Mapping[str, str], today: date) -> OfficerRow | None:
    """Return line *uid*, or None."""
    query = select(_OFFICER, _ENTERPRISE.c.name, _ENTERPRISE.c.township).join(
        _ENTERPRISE, _ENTERPRISE.c.uid == _OFFICER.c.enterprise
    )
    row = connection.execute(query.where(_OFFICER.c.uid == uid)).first()
    return None if row is None else _row(row, unit_names, _lasts(connection, [row.enterprise]), today)


def _lasts(connection: Connection, enterprises: Sequence[str]) -> Lasts:
    # more than a statement takes: all of them, rather than many statements
    query = select(_VISIT.c.enterprise, _VISIT.c.mode, func.max(_VISIT.c.visited_on)).where(_VISIT.c.voided == 0)
    values: dict[str, Any] = {}
    if len(enterprises) <= 500:
        query = query.where(_VISIT.c.enterprise.in_(bindparam("enterprises", expanding=True)))
        values["enterprises"] = list(enterprises)
    query = query.group_by(_VISIT.c.enterprise, _VISIT.c.mode)
    return {(row[0], row[1]): row[2] for row in connection.execute(query, values)}


def _row(row: Any, unit_names: Mapping[str, str], lasts: Lasts, today: date) -> OfficerRow:
    draft = OfficerDraft(
        enterprise=row.enterprise,
        leader=row.leader or "",
        leader_post=row.leader_post or "",
        person=row.person,
        post=row.post or "",
        unit=row.unit or "",
        since=row.since,
        until=row.until,
        until_reason=row.until_reason or "",
        every=row.every,
        rhythm=RhythmUnit(row.rhythm) if row.rhythm else RhythmUnit.MONTHS,
        way=RhythmWay(row.way),
        basis=row.basis or "",
        note=row.note or "",
    )
    days = (lasts.get((draft.enterprise, mode)) for mode in VisitMode if keeps(draft.way, mode))
    last = max((day for day in days if day is not None), default=None)
    return OfficerRow(
        uid=row.uid,
        draft=draft,
        enterprise_name=row.name,
        township=unit_names.get(row.township or "", row.township or ""),
        last_on=last,
        due_on=due_on(draft, last),
        current=in_force(draft, today),
        voided=bool(row.voided),
        void_reason=row.void_reason or "",
    )
