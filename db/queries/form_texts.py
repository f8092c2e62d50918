"""The forms that the office added, and those it does not use any more."""

from sqlalchemy import Connection, select, text

from db.county import heard_offices
from db.models.form import FormRetirement, FormText
from db.models.setting import Person
from desktop.domain.form_entry import KeptForm, Retirement

_TEXT = FormText.__table__  # type: ignore[attr-defined]
_RETIREMENT = FormRetirement.__table__  # type: ignore[attr-defined]
_PERSON = Person.__table__  # type: ignore[attr-defined]


def kept(connection: Connection) -> tuple[KeptForm, ...]:
    """Return every edition that was added, by form and edition."""
    query = select(_TEXT, _PERSON.c.name).outerjoin(_PERSON, _PERSON.c.uid == _TEXT.c.added_by)
    return tuple(
        KeptForm(
            uid=row.uid,
            form=row.form,
            edition=row.edition,
            text=row.text,
            digest=row.digest,
            effective_from=row.effective_from,
            added_at=row.added_at,
            added_by=row.name or row.added_by,
            issued_by=row.issued_by or "",
        )
        for row in connection.execute(query.order_by(_TEXT.c.form, _TEXT.c.edition))
    )


def retirements(connection: Connection) -> tuple[Retirement, ...]:
    """Return since when forms are not used any more, as this office and the county say, by form and month."""
    own, county = heard_offices(connection)
    query = select(_RETIREMENT).where(_RETIREMENT.c.voided == 0, _RETIREMENT.c.by_unit.in_((own, county)))
    order = (_RETIREMENT.c.form, _RETIREMENT.c.since, _RETIREMENT.c.by_unit != own, _RETIREMENT.c.uid)
    return tuple(
        Retirement(row.uid, row.form, row.since, row.reason, by_county=row.by_unit != own)
        for row in connection.execute(query.order_by(*order))
    )


def retirement(connection: Connection, uid: str) -> tuple[Retirement, bool] | None:
    """Return the retirement *uid*, whoever wrote it, and whether it is void; None where it is not there."""
    row = connection.execute(select(_RETIREMENT).where(_RETIREMENT.c.uid == uid)).first()
    return None if row is None else (Retirement(row.uid, row.form, row.since, row.reason), bool(row.voided))


def mark(connection: Connection) -> tuple[int, ...]:
    """Return numbers that differ once a form was added, retired or taken up again."""
    query = (
        "SELECT (SELECT count(*) FROM form_text), (SELECT count(*) FROM form_retirement),"
        " (SELECT count(*) FROM form_retirement WHERE voided = 1)"
    )
    return tuple(connection.execute(text(query)).one())
