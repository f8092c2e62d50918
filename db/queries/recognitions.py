"""What enterprises were recognised as, and the taxes they paid before and after admission."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from db.models.enterprise import Enterprise
from db.models.recognition import Recognition
from db.models.recognition import TaxPair as TaxPairTable
from desktop.domain.codes import LibraryStatus, Source
from desktop.domain.recognition import RecognitionKind, RecognitionRow
from desktop.domain.tax_pair import TaxPair, TaxPairDraft

_RECOGNITION = Recognition.__table__  # type: ignore[attr-defined]
_PAIR = TaxPairTable.__table__  # type: ignore[attr-defined]
_ENTERPRISE = Enterprise.__table__  # type: ignore[attr-defined]


def rows(
    connection: Connection, kinds: Mapping[str, RecognitionKind], enterprise: str = ""
) -> tuple[RecognitionRow, ...]:
    """Return the recognitions of *enterprise* (of all that are not void where it is empty), newest first."""
    query = (
        select(_RECOGNITION, _ENTERPRISE.c.name)
        .join(_ENTERPRISE, _ENTERPRISE.c.uid == _RECOGNITION.c.enterprise)
        .where(_RECOGNITION.c.voided == 0)
        .order_by(_RECOGNITION.c.since.desc(), _ENTERPRISE.c.sort_name, _RECOGNITION.c.uid)
    )
    condition = _RECOGNITION.c.enterprise == enterprise if enterprise else _ENTERPRISE.c.voided == 0
    return tuple(_row(row, kinds) for row in connection.execute(query.where(condition)))


def one(connection: Connection, kinds: Mapping[str, RecognitionKind], uid: str) -> RecognitionRow | None:
    """Return the recognition *uid*, or None where there is none or it is void."""
    query = (
        select(_RECOGNITION, _ENTERPRISE.c.name)
        .join(_ENTERPRISE, _ENTERPRISE.c.uid == _RECOGNITION.c.enterprise)
        .where(_RECOGNITION.c.uid == uid, _RECOGNITION.c.voided == 0)
    )
    row = connection.execute(query).first()
    return None if row is None else _row(row, kinds)


def statuses(connection: Connection) -> tuple[tuple[str, str, LibraryStatus], ...]:
    """Return (uid, name, library status) of every enterprise that is not void, by name."""
    query = select(_ENTERPRISE.c.uid, _ENTERPRISE.c.name, _ENTERPRISE.c.library_status)
    found = connection.execute(query.where(_ENTERPRISE.c.voided == 0).order_by(_ENTERPRISE.c.sort_name))
    return tuple((row.uid, row.name, LibraryStatus(row.library_status)) for row in found)


def tax_pairs(connection: Connection, enterprise: str) -> tuple[TaxPair, ...]:
    """Return the taxes before and after admission of *enterprise* as they were told, newest first."""
    query = select(_PAIR).where(_PAIR.c.enterprise == enterprise, _PAIR.c.voided == 0)
    return tuple(_pair(row) for row in connection.execute(query.order_by(_PAIR.c.told_on.desc(), _PAIR.c.uid)))


def tax_pair_owner(connection: Connection, uid: str) -> str | None:
    """Return whose the pair *uid* is, or None where there is none or it is void."""
    return connection.execute(select(_PAIR.c.enterprise).where(_PAIR.c.uid == uid, _PAIR.c.voided == 0)).scalar()


def _row(row: Any, kinds: Mapping[str, RecognitionKind]) -> RecognitionRow:
    kind = kinds.get(row.kind)
    return RecognitionRow(
        uid=row.uid,
        enterprise=row.enterprise,
        name=row.name,
        kind=row.kind,
        label=row.kind if kind is None else kind.label,
        level=0 if kind is None else kind.level,
        since=row.since,
        until=row.until,
        basis=row.basis,
        note=row.note or "",
        reason_out=row.reason_out or "",
    )


def _pair(row: Any) -> TaxPair:
    return TaxPair(
        uid=row.uid,
        draft=TaxPairDraft(
            enterprise=row.enterprise,
            year_before=row.year_before,
            before=row.before,
            source_before=Source(row.source_before),
            year_after=row.year_after,
            after=row.after,
            source_after=Source(row.source_after),
            told_by=row.told_by,
            on=row.told_on,
            note=row.note or "",
        ),
    )
