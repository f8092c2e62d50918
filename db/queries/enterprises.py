"""The list of enterprises: which ones, in what order, and one page of rows."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, select, text

from db.models.enterprise import Enterprise as EnterpriseTable
from db.models.enterprise import TierStay
from db.queries.list_rules import ListRules
from desktop.domain.codes import EnterpriseKind, LibraryStatus, OperatingStatus, Standing, Tier
from desktop.domain.enterprise import (
    Chip,
    EnterpriseDraft,
    EnterpriseFilter,
    EnterpriseRow,
    Likeness,
    TierSpan,
)
from desktop.domain.tiers import standing as standing_of

_LAST_VISIT = "(SELECT max(v.visited_on) FROM visit v WHERE v.enterprise = e.uid AND v.voided = 0)"
_OPEN_ISSUES = "(SELECT count(*) FROM issue i WHERE i.enterprise = e.uid AND i.voided = 0 AND i.state <> 'closed')"
_VISITED = (
    "EXISTS (SELECT 1 FROM visit v WHERE v.enterprise = e.uid AND v.voided = 0"
    " AND v.visited_on >= :year_start AND v.visited_on < :year_end)"
)
_RECOGNISED = (
    "EXISTS (SELECT 1 FROM recognition g WHERE g.enterprise = e.uid AND g.voided = 0 AND g.kind = :recognition"
    " AND g.since < :year_end AND (g.until IS NULL OR g.until >= :year_start))"
)
_OUTSIDE = "e.library_status <> 'admitted'"

_CHIPS: dict[Chip, str] = {
    Chip.ALL: "1",
    Chip.BASE: "e.tier = 'base'",
    Chip.KEY: "e.tier = 'key'",
    Chip.NEAR: f"{_OUTSIDE} AND r.amount >= :near AND r.amount < :threshold",
    Chip.REACHED: f"{_OUTSIDE} AND r.amount >= :threshold",
    Chip.EXIT_RISK: "EXISTS (SELECT 1 FROM risk_stay k WHERE k.enterprise = e.uid AND k.until IS NULL)",
    Chip.ADMITTED: "e.library_status = 'admitted'",
    Chip.STOPPED: "e.status IN ('half_stopped', 'stopped')",
    Chip.UNVISITED: f"NOT {_VISITED}",
}

_ORDERS = {
    "name": "e.sort_name",
    "credit_code": "e.credit_code",
    "township": "e.township",
    "department": "e.department",
    "industry_code": "e.industry_code",
    "tier": "e.tier",
    "standing": "r.amount",
    "status": "e.status",
    "library_status": "e.library_status",
    "last_year_revenue": "r.amount",
    "last_visit_on": _LAST_VISIT,
    "open_issues": _OPEN_ISSUES,
    "contact": "e.contact",
    "contact_phone": "e.contact_phone",
}

_NEED_REVENUE = (Chip.NEAR, Chip.REACHED)


def ids(connection: Connection, query: EnterpriseFilter, rules: ListRules) -> tuple[str, ...]:
    """Return the uids of the enterprises that *query* finds, in its order."""
    where, values = _conditions(query, rules)
    joins = rules.revenue if query.chip in _NEED_REVENUE or query.sort in {"standing", "last_year_revenue"} else ""
    joins += rules.so_far if query.band is not None else ""
    turn = "DESC" if query.descending else "ASC"
    # blanks come last either way round; the name settles ties
    tie = "" if query.sort == "name" else ", e.sort_name"
    order = f"{_ORDERS[query.sort]} {turn} NULLS LAST{tie}, e.uid"
    sql = f"SELECT e.uid FROM enterprise e{joins} WHERE {where} ORDER BY {order}"
    return tuple(connection.execute(text(sql), values).scalars())


def counts(connection: Connection, rules: ListRules) -> dict[Chip, int]:
    """Return how many enterprises each chip would show."""
    sums = ", ".join(f"coalesce(sum({condition}), 0)" for condition in _CHIPS.values())
    sql = f"SELECT {sums} FROM enterprise e{rules.revenue} WHERE e.voided = 0"
    row = connection.execute(text(sql), rules.parameters()).one()
    return dict(zip(_CHIPS, row, strict=True))


def band_counts(connection: Connection, month: str, rules: ListRules) -> tuple[list[int], int]:
    """Return how many enterprises stand in each band of cumulative revenue, and how many reported none."""
    sql = f"SELECT m.amount FROM enterprise e{rules.so_far} WHERE e.voided = 0 AND {_OUTSIDE}"
    values = rules.parameters() | {"month": month}
    found = [0] * (len(rules.bands) + 1)
    unreported = 0
    for (amount,) in connection.execute(text(sql), values):
        if amount is None:
            unreported += 1
        else:
            found[sum(amount >= edge for edge in rules.bands)] += 1
    return found, unreported


def rows(connection: Connection, uids: Sequence[str], rules: ListRules) -> tuple[EnterpriseRow, ...]:
    """Return the rows of *uids* in their order; unknown ones are left out."""
    names = {f"u{place}": uid for place, uid in enumerate(uids)}
    marks = ", ".join(f":{name}" for name in names)
    sql = (
        "SELECT e.uid, e.name, e.credit_code, e.township, e.department, e.industry_code, e.tier, e.status,"
        f" e.library_status, r.amount, {_LAST_VISIT}, {_OPEN_ISSUES}, e.contact, e.contact_phone"
        f" FROM enterprise e{rules.revenue} WHERE e.uid IN ({marks})"
    )
    found = {row[0]: _row(row, rules) for row in connection.execute(text(sql), rules.parameters() | names)}
    return tuple(found[uid] for uid in uids if uid in found)


def _row(row: Any, rules: ListRules) -> EnterpriseRow:
    status = LibraryStatus(row[8])
    return EnterpriseRow(
        uid=row[0],
        name=row[1],
        credit_code=row[2] or "",
        township=rules.unit_names.get(row[3] or "", row[3] or ""),
        department=rules.unit_names.get(row[4] or "", row[4] or ""),
        industry_code=row[5] or "",
        tier=Tier(row[6]) if row[6] else None,
        standing=_standing(row[9], status, rules),
        status=OperatingStatus(row[7]),
        library_status=status,
        last_year_revenue=row[9],
        last_visit_on=date.fromisoformat(row[10]) if row[10] else None,
        open_issues=row[11],
        contact=row[12] or "",
        contact_phone=row[13] or "",
    )


def _standing(revenue: int | None, status: LibraryStatus, rules: ListRules) -> Standing:
    return standing_of(revenue, threshold_fen=rules.threshold, near_from_fen=rules.near_from, status=status)


def _conditions(query: EnterpriseFilter, rules: ListRules) -> tuple[str, dict[str, Any]]:
    values = rules.parameters() | {"month": query.month}
    parts = ["e.voided = 0", _CHIPS[query.chip]]
    for place, word in enumerate(query.text.split()):
        parts.append(f"e.search LIKE :word{place} ESCAPE '\\'")
        values[f"word{place}"] = pattern(word)
    for name in ("township", "department"):
        if unit := getattr(query, name):
            parts.append(f"e.{name} = :{name}")
            values[name] = unit
    if query.industries:
        parts.append(f"({' OR '.join(_industries(query.industries, values))})")
    if query.recognition:
        parts.append(f"NOT {_RECOGNISED}" if query.lacking else _RECOGNISED)
        values["recognition"] = query.recognition
    if query.band is not None:
        parts += [_OUTSIDE, *_band(query.band, rules)]
    return " AND ".join(parts), values


def _industries(prefixes: Sequence[str], values: dict[str, Any]) -> list[str]:
    """Return a condition for each beginning of an industry code, its text put among *values*."""
    values |= {f"industry{place}": prefix for place, prefix in enumerate(prefixes)}
    return [f"substr(e.industry_code, 1, {len(each):d}) = :industry{place}" for place, each in enumerate(prefixes)]


def _band(index: int, rules: ListRules) -> list[str]:
    if index < 0:
        return ["m.amount IS NULL"]
    edges = (None, *rules.bands, None)
    low, high = edges[index], edges[index + 1]
    parts = ["m.amount IS NOT NULL"]
    parts += [f"m.amount >= {low:d}"] if low is not None else []
    return parts + ([f"m.amount < {high:d}"] if high is not None else [])


def pattern(word: str) -> str:
    """Return the LIKE pattern that finds *word* anywhere; its own % and _ are letters."""
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def draft_of(connection: Connection, uid: str) -> tuple[EnterpriseDraft, bool] | None:
    """Return what is kept of enterprise *uid* and whether it is void; None if there is no such enterprise."""
    table = EnterpriseTable.__table__  # type: ignore[attr-defined]
    row = connection.execute(select(table).where(table.c.uid == uid)).mappings().first()
    return None if row is None else (_draft(row), bool(row["voided"]))


def all_drafts(connection: Connection) -> tuple[tuple[str, EnterpriseDraft, Tier | None], ...]:
    """Return (uid, draft, tier) of every enterprise that is not void."""
    table = EnterpriseTable.__table__  # type: ignore[attr-defined]
    found = connection.execute(select(table).where(table.c.voided == 0)).mappings()
    return tuple((row["uid"], _draft(row), Tier(row["tier"]) if row["tier"] else None) for row in found)


def _draft(row: RowMapping) -> EnterpriseDraft:
    values = {name: row[name] for name in EnterpriseDraft.__dataclass_fields__}
    values["former_names"] = tuple(values["former_names"])
    plain = {"code_seen", "established_on", "registered_capital", "general_taxpayer", "former_names", "extra"}
    values = {name: value if name in plain else value or "" for name, value in values.items()}
    values["kind"], values["status"] = EnterpriseKind(row["kind"]), OperatingStatus(row["status"])
    values["library_status"] = LibraryStatus(row["library_status"])
    codes = {"kind": EnterpriseKind, "status": OperatingStatus, "library_status": LibraryStatus}
    return EnterpriseDraft(**values | {name: code(values[name]) for name, code in codes.items()})


def tier_spans(connection: Connection, uid: str) -> tuple[TierSpan, ...]:
    """Return the stays of enterprise *uid* in the tiers, oldest first."""
    table = TierStay.__table__  # type: ignore[attr-defined]
    query = select(table).where(table.c.enterprise == uid).order_by(table.c.since, table.c.until.is_(None))
    return tuple(
        TierSpan(
            uid=row.uid,
            tier=Tier(row.tier),
            category=row.category or "",
            route=row.route or "",
            since=row.since,
            until=row.until,
            reason=row.reason or "",
            reason_out=row.reason_out or "",
        )
        for row in connection.execute(query)
    )


def last_year_revenue(connection: Connection, uid: str, rules: ListRules) -> tuple[int | None, Standing]:
    """Return last year's revenue of enterprise *uid* in 分 and the standing that follows from it."""
    sql = f"SELECT e.library_status, r.amount FROM enterprise e{rules.revenue} WHERE e.uid = :uid"
    status, amount = connection.execute(text(sql), rules.parameters() | {"uid": uid}).one()
    return amount, _standing(amount, LibraryStatus(status), rules)


def alike(connection: Connection, code: str, name_key: str, besides: str) -> tuple[Likeness, ...]:
    """Return enterprises with the same *code* or the same *name_key*, other than *besides*."""
    sql = (
        "SELECT uid, name, credit_code, credit_code = :code AND :code <> '' FROM enterprise WHERE voided = 0"
        " AND uid <> :besides AND ((credit_code = :code AND :code <> '') OR (name_key = :key AND :key <> ''))"
        " ORDER BY sort_name LIMIT 8"
    )
    found = connection.execute(text(sql), {"code": code, "key": name_key, "besides": besides})
    return tuple(Likeness(row[0], row[1], row[2] or "", "code" if row[3] else "name") for row in found)


def identities(connection: Connection) -> tuple[tuple[str, str, str, str], ...]:
    """Return (uid, name, code, name key) of every enterprise that is not void, for matching an import."""
    sql = "SELECT uid, name, coalesce(credit_code, ''), name_key FROM enterprise WHERE voided = 0"
    return tuple((row[0], row[1], row[2], row[3]) for row in connection.execute(text(sql)))
