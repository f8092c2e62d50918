"""Whether the ledger holds together: the file, its references, its chain and its projections."""

from collections.abc import Iterator

from sqlalchemy import Connection, text

from db.chain import broken_links
from db.queries.projection import differing

_CELL = "entity, field, period, by_unit, site, seq"
_LATEST = f"SELECT {_CELL} FROM change WHERE (site, seq) NOT IN (SELECT parent_site, parent_seq FROM change_parent)"

# each finds rows that break a promise; the name is the finding's code
_PROMISES = {
    "township_differs": (
        "SELECT e.uid FROM enterprise e LEFT JOIN assignment a ON a.enterprise = e.uid"
        " AND a.dimension = 'territory' AND a.until IS NULL WHERE e.township IS NOT a.unit"
    ),
    "department_differs": (
        "SELECT e.uid FROM enterprise e LEFT JOIN assignment a ON a.enterprise = e.uid"
        " AND a.dimension = 'sector' AND a.until IS NULL WHERE e.department IS NOT a.unit"
    ),
    "tier_differs": (
        "SELECT e.uid FROM enterprise e LEFT JOIN tier_stay t ON t.enterprise = e.uid AND t.until IS NULL"
        " WHERE e.tier IS NOT t.tier"
    ),
    "state_differs": (
        "SELECT i.uid FROM issue i WHERE i.state IS NOT (SELECT s.state FROM issue_step s WHERE s.issue = i.uid"
        " ORDER BY s.done_on DESC, s.place DESC, s.uid DESC LIMIT 1)"
    ),
    "application_state_differs": (
        "SELECT a.uid FROM application a WHERE a.state IS NOT (SELECT s.state FROM application_step s"
        " WHERE s.application = a.uid ORDER BY s.place DESC LIMIT 1)"
    ),
    "project_stage_differs": (
        "SELECT p.uid FROM project p WHERE p.stage IS NOT (SELECT s.stage FROM project_step s WHERE s.project = p.uid"
        " ORDER BY s.place DESC LIMIT 1)"
    ),
    "risk_grade_differs": (
        "SELECT r.uid FROM risk_stay r WHERE r.grade IS NOT (SELECT s.grade FROM risk_step s WHERE s.stay = r.uid"
        " AND s.grade IS NOT NULL ORDER BY s.done_on DESC, s.place DESC, s.uid DESC LIMIT 1)"
        " OR r.until IS NOT (SELECT min(s.done_on) FROM risk_step s WHERE s.stay = r.uid AND s.action = 'release')"
    ),
    "measure_state_differs": (
        "SELECT m.uid FROM retention_measure m WHERE m.state IS NOT (SELECT s.state FROM retention_step s"
        " WHERE s.measure = m.uid ORDER BY s.place DESC LIMIT 1)"
    ),
    "attachment_astray": (
        "SELECT a.uid FROM attachment a WHERE a.about = 'visit' AND a.record NOT IN (SELECT uid FROM visit)"
        " UNION SELECT a.uid FROM attachment a WHERE a.about = 'figure'"
        " AND substr(a.record, 1, instr(a.record, ':') - 1) NOT IN (SELECT uid FROM enterprise)"
    ),
    "figure_without_head": (
        "SELECT f.enterprise FROM figure f LEFT JOIN head h ON h.entity = f.enterprise AND h.field = f.measure"
        " AND h.period = f.period AND h.by_unit = f.by_unit WHERE h.entity IS NULL"
    ),
    "head_without_change": ("SELECT h.entity FROM head h LEFT JOIN change c USING (site, seq) WHERE c.seq IS NULL"),
    "head_differs": (
        f"SELECT entity FROM (SELECT {_CELL} FROM head EXCEPT SELECT {_CELL} FROM ({_LATEST}))"
        f" UNION SELECT entity FROM (SELECT {_CELL} FROM ({_LATEST}) EXCEPT SELECT {_CELL} FROM head)"
    ),
}


def damage(connection: Connection) -> tuple[tuple[str, str], ...]:
    """Return (code, where) of what a quick look at every page finds; every start can afford it."""
    return tuple(
        ("file_damaged", str(row[0])) for row in connection.exec_driver_sql("PRAGMA quick_check") if row[0] != "ok"
    )


def promises(connection: Connection) -> tuple[tuple[str, str], ...]:
    """Return (code, where) of what breaks a promise between tables or a link of the chain: what a copy is held to."""
    found = [(code, str(row[0])) for code, sql in _PROMISES.items() for row in connection.execute(text(sql))]
    return (*found, *_links(connection))


def whole(connection: Connection) -> tuple[tuple[str, str], ...]:
    """Return (code, where) of every broken page, reference, promise and link: what a start does after a crash."""
    rows = connection.exec_driver_sql("PRAGMA integrity_check")
    found = [("file_damaged", str(row[0])) for row in rows if row[0] != "ok"]
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check")
    found += [("reference_broken", f"{row[0]}:{row[1]}") for row in broken]
    return (*found, *(() if found else promises(connection)))


def _links(connection: Connection) -> Iterator[tuple[str, str]]:
    for site, seq, what in broken_links(connection):
        yield f"chain_{what}", f"{site} {seq}"


def findings(connection: Connection, *, deep: bool) -> tuple[tuple[str, str], ...]:
    """Return (code, where) of everything that is wrong; *deep* also reads every page, value and link."""
    pragma = "integrity_check" if deep else "quick_check"
    found = [("file_damaged", str(row[0])) for row in connection.exec_driver_sql(f"PRAGMA {pragma}") if row[0] != "ok"]
    found += [
        ("reference_broken", f"{row[0]}:{row[1]}") for row in connection.exec_driver_sql("PRAGMA foreign_key_check")
    ]
    for code, sql in _PROMISES.items():
        found += [(code, str(row[0])) for row in connection.execute(text(sql))]
    if deep:
        found += [("value_differs", where) for where in differing(connection)]
        found += _links(connection)
    return tuple(found)
