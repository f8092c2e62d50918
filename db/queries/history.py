"""The life of every cell, read from the journal."""

import json
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, text

from desktop.domain.change import HistoryLine
from desktop.domain.codes import ChangeKind, Subject

# an enterprise's history includes what hangs on it
_HANGS_ON = (
    "SELECT :uid UNION SELECT uid FROM assignment WHERE enterprise = :uid"
    " UNION SELECT uid FROM tier_stay WHERE enterprise = :uid"
    " UNION SELECT uid FROM cultivation_year WHERE enterprise = :uid"
    " UNION SELECT uid FROM coverage_step WHERE enterprise = :uid"
    " UNION SELECT uid FROM enterprise_link WHERE enterprise = :uid OR other = :uid"
    " UNION SELECT uid FROM recognition WHERE enterprise = :uid"
    " UNION SELECT uid FROM tax_pair WHERE enterprise = :uid"
    " UNION SELECT uid FROM contact_officer WHERE enterprise = :uid"
    " UNION SELECT uid FROM recheck WHERE enterprise = :uid"
    " UNION SELECT a.uid FROM recheck_answer a JOIN recheck r ON r.uid = a.recheck WHERE r.enterprise = :uid"
    " UNION SELECT uid FROM attachment WHERE record = :uid OR (about = 'figure' AND record LIKE :uid || ':%')"
    " UNION SELECT uid FROM issue_step WHERE issue = :uid"
    " UNION SELECT uid FROM application_step WHERE application = :uid"
    " UNION SELECT uid FROM application_material WHERE application = :uid"
    " UNION SELECT uid FROM application_snapshot WHERE application = :uid"
    " UNION SELECT uid FROM project_step WHERE project = :uid"
    " UNION SELECT uid FROM project_plan WHERE project = :uid"
    " UNION SELECT uid FROM project_month WHERE project = :uid"
    " UNION SELECT uid FROM project_task WHERE project = :uid"
    " UNION SELECT uid FROM project_issue WHERE project = :uid"
    " UNION SELECT uid FROM risk_stay WHERE enterprise = :uid"
    " UNION SELECT uid FROM risk_step WHERE enterprise = :uid"
    " UNION SELECT uid FROM revenue_estimate WHERE enterprise = :uid"
    " UNION SELECT uid FROM library_exit WHERE enterprise = :uid"
    " UNION SELECT uid FROM retention_plan WHERE enterprise = :uid"
    " UNION SELECT m.uid FROM retention_measure m JOIN retention_plan p ON p.uid = m.plan WHERE p.enterprise = :uid"
    " UNION SELECT uid FROM reward_answer WHERE enterprise = :uid"
    " UNION SELECT uid FROM reward_claim WHERE enterprise = :uid"
    " UNION SELECT s.uid FROM claim_step s JOIN reward_claim c ON c.uid = s.claim"
    " WHERE :uid IN (c.uid, c.enterprise)"
    " UNION SELECT uid FROM roster_stay WHERE enterprise = :uid"
    " UNION SELECT uid FROM training_seat WHERE training = :uid"
    " UNION SELECT uid FROM meeting_action WHERE meeting = :uid"
    " UNION SELECT s.uid FROM action_step s JOIN meeting_action a ON a.uid = s.action"
    " WHERE :uid IN (a.uid, a.meeting)"
    " UNION SELECT s.uid FROM retention_step s JOIN retention_plan p ON p.uid = s.plan WHERE p.enterprise = :uid"
    # a step that an undo took out stands in no table; the journal still says where it hung
    " UNION SELECT c.entity FROM change c JOIN change_value v USING (site, seq) WHERE v.value = '\"' || :uid || '\"'"
    " AND c.entity IN (SELECT x.entity FROM change x JOIN save s ON s.id = x.save WHERE s.undoes IS NOT NULL)"
)

# what a record hangs on is told only where it is put right: at first it tells a reader nothing
_LINKS = frozenset(
    {
        "about",
        "action",
        "application",
        "claim",
        "enterprise",
        "found",
        "issue",
        "measure",
        "meeting",
        "ordinal",
        "plan",
        "project",
        "recheck",
        "record",
        "stay",
        "training",
        "visit",
        "dimension",
        "place",
        "by_unit",
    }
)


def of_entity(connection: Connection, uid: str, field: str = "") -> tuple[HistoryLine, ...]:
    """Return every step in the life of *uid*'s fields (or of *field*), oldest first, old value beside new."""
    sql = (
        "SELECT c.*, v.value, v.salt, v.reason, v.site IS NULL AS withheld, coalesce(p.name, c.who) AS name"
        " FROM change c LEFT JOIN change_value v USING (site, seq) LEFT JOIN person p ON p.uid = c.who"
        f" WHERE c.entity IN ({_HANGS_ON})" + (" AND c.field = :field" if field else "") + " ORDER BY c.hlc, c.seq"
    )
    before: dict[tuple[str, str, str, str], Any] = {}
    lines = []
    for row in connection.execute(text(sql), {"uid": uid, "field": field}):
        cell = (row.entity, row.field, row.period, row.by_unit)
        value = None if row.value is None else json.loads(row.value)
        if row.field not in _LINKS or cell in before:
            lines.append(_line(row, before.get(cell), value))
        before[cell] = value
    return tuple(_named(connection, line) if line.field == "enterprise" else line for line in lines)


def _named(connection: Connection, line: HistoryLine) -> HistoryLine:
    """Return *line* with enterprises by name, since an id tells a reader nothing."""
    sql = "SELECT uid, name FROM enterprise WHERE uid IN (:old, :new)"
    names = {row.uid: row.name for row in connection.execute(text(sql), {"old": line.old, "new": line.new})}
    return replace(line, old=names.get(line.old, line.old), new=names.get(line.new, line.new))


def _line(row: Any, old: Any, new: Any) -> HistoryLine:
    return HistoryLine(
        at=row.wall,
        who=row.name,
        subject=Subject(row.subject),
        entity=row.entity,
        field=row.field,
        period=row.period,
        old=old,
        new=new,
        reason=row.reason or "",
        kind=ChangeKind(row.kind),
        site=row.site,
        seq=row.seq,
        erased=row.salt is None,
        withheld=bool(row.withheld),
    )
