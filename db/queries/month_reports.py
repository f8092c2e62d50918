"""The months told in sentences."""

from typing import NamedTuple

from sqlalchemy import Connection, func, select

from db.models.journal import ChangeRow
from db.models.month_report import MonthReport
from db.models.setting import Person
from desktop.domain.month_report import ReportDraft

_REPORT = MonthReport.__table__  # type: ignore[attr-defined]
_PERSON = Person.__table__  # type: ignore[attr-defined]
_CHANGE = ChangeRow.__table__  # type: ignore[attr-defined]


class KeptReport(NamedTuple):
    """A report as it is kept: its words, who kept it last and when."""

    uid: str
    draft: ReportDraft
    who: str
    at: str


def of_month(connection: Connection, month: str, unit: str) -> KeptReport | None:
    """Return what *unit* keeps of *month*, or None."""
    last = select(func.max(_CHANGE.c.wall)).where(_CHANGE.c.entity == _REPORT.c.uid).scalar_subquery()
    query = (
        select(_REPORT, _PERSON.c.name, last.label("at"))
        .outerjoin(_PERSON, _PERSON.c.uid == _REPORT.c.person)
        .where(_REPORT.c.month == month, _REPORT.c.by_unit == unit)
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    draft = ReportDraft(row.indicators or "", row.cultivation or "", row.next_steps or "")
    return KeptReport(row.uid, draft, row.name or row.person, row.at or "")
