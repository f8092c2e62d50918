"""Filing rounds, their documents, the words about them, reasons and dates."""

from typing import Any

from sqlalchemy import Connection, func, literal_column, select, text

from db.models.filing import Filing, FilingAnswer, FilingDate, FilingDocument, FilingStep
from desktop.domain.codes import FilingKind, FilingState
from desktop.domain.filing import FactRow, FilingRound
from desktop.domain.filing_answer import Answer, AnswerWhy
from desktop.domain.filing_calendar import TypedDates
from desktop.domain.filing_round import FilingStep as Step
from desktop.domain.filing_round import FilingWord
from desktop.domain.month import Month

FORM = "form"
CORRECTION = "correction"

_FILING = Filing.__table__  # type: ignore[attr-defined]
_DOCUMENT = FilingDocument.__table__  # type: ignore[attr-defined]
_STEP = FilingStep.__table__  # type: ignore[attr-defined]
_ANSWER = FilingAnswer.__table__  # type: ignore[attr-defined]
_DATE = FilingDate.__table__  # type: ignore[attr-defined]
_POSTED = "filing.uid IN (SELECT j.value FROM letter_sent l, json_each(l.rounds) j)"
_HEAD = [
    *(column for column in _FILING.c if column.name not in {"facts", "sheet"}),
    literal_column(_POSTED).label("posted"),
]
_HANDED_OVER = text(
    "SELECT DISTINCT json_extract(row.value, '$[0]') FROM filing, json_each(filing.facts) AS row"
    " WHERE filing.month = :month AND filing.state IN ('sent', 'accepted')"
)
_BEGUN = text("SELECT min(wall) FROM save")


def rounds(connection: Connection, month: str = "", form: str = "") -> tuple[FilingRound, ...]:
    """Return the rounds kept, all or of one month or form, latest round last."""
    query = select(*_HEAD).order_by(_FILING.c.month, _FILING.c.form, _FILING.c.round)
    query = query.where(_FILING.c.month == month) if month else query
    query = query.where(_FILING.c.form == form) if form else query
    return tuple(_round(row) for row in connection.execute(query))


def one(connection: Connection, uid: str) -> FilingRound | None:
    """Return round *uid*, or None."""
    row = connection.execute(select(*_HEAD).where(_FILING.c.uid == uid)).first()
    return None if row is None else _round(row)


def of_code(connection: Connection, code: str) -> FilingRound | None:
    """Return the round whose papers carry *code*, or None."""
    row = connection.execute(select(*_HEAD).where(_FILING.c.code == code).order_by(_FILING.c.made_at.desc())).first()
    return None if row is None else _round(row)


def of_document(connection: Connection, sha256: str) -> FilingRound | None:
    """Return the round one of whose papers has exactly these bytes, or None."""
    uid = connection.execute(select(_DOCUMENT.c.filing).where(_DOCUMENT.c.sha256 == sha256)).scalar()
    return None if uid is None else one(connection, uid)


def facts(connection: Connection, uid: str) -> tuple[FactRow, ...]:
    """Return what round *uid* was made from, as it was then, those that left the list at the end."""
    found = connection.execute(select(_FILING.c.facts).where(_FILING.c.uid == uid)).scalar()
    return tuple(FactRow(owner, name, said) for owner, name, said in found or ())


def sheet(connection: Connection, uid: str) -> dict[str, Any]:
    """Return the sheet of round *uid* as it was laid out."""
    found: dict[str, Any] = connection.execute(select(_FILING.c.sheet).where(_FILING.c.uid == uid)).scalar_one()
    return found


def next_round(connection: Connection, month: str, form: str) -> int:
    """Return the number that the next round of *form* for *month* gets."""
    query = select(func.max(_FILING.c.round)).where(_FILING.c.month == month, _FILING.c.form == form)
    return int(connection.execute(query).scalar() or 0) + 1


def document(connection: Connection, uid: str, kind: str = FORM) -> tuple[bytes, str] | None:
    """Return the kept PDF of round *uid* and its SHA-256, or None."""
    query = select(_DOCUMENT).where(_DOCUMENT.c.filing == uid, _DOCUMENT.c.kind == kind)
    row = connection.execute(query).first()
    return None if row is None else (row.content, row.sha256)


def all_documents(connection: Connection) -> tuple[tuple[str, str, bytes], ...]:
    """Return (round, SHA-256, bytes) of every kept PDF, for the check."""
    return tuple((row.filing, row.sha256, row.content) for row in connection.execute(select(_DOCUMENT)))


def steps(connection: Connection, uid: str) -> tuple[Step, ...]:
    """Return the words about round *uid*, first to last."""
    query = select(_STEP).where(_STEP.c.filing == uid).order_by(_STEP.c.place)
    return tuple(
        Step(
            row.place,
            FilingWord(row.word),
            FilingState(row.state),
            row.done_on,
            row.told_by or "",
            row.basis or "",
            row.note or "",
            row.person,
        )
        for row in connection.execute(query)
    )


def answers(connection: Connection, unit: str, month: str) -> tuple[Answer, ...]:
    """Return the reasons *unit* gave for cells of *month*."""
    query = select(_ANSWER).where(_ANSWER.c.by_unit == unit, _ANSWER.c.month == month)
    found = connection.execute(query.order_by(_ANSWER.c.owner, _ANSWER.c.field, _ANSWER.c.question))
    return tuple(
        Answer(
            row.uid,
            Month.parse(row.month),
            row.owner,
            row.field,
            row.question,
            row.said,
            AnswerWhy(row.why),
            row.note or "",
            row.person,
            row.answered_on,
        )
        for row in found
    )


def typed_dates(connection: Connection, unit: str) -> tuple[tuple[str, TypedDates], ...]:
    """Return (uid, dates) that *unit* typed, by month."""
    query = select(_DATE).where(_DATE.c.by_unit == unit).order_by(_DATE.c.month)
    return tuple(
        (
            row.uid,
            TypedDates(Month.parse(row.month), row.due_on, row.opens_on, row.closes_on, row.onward, row.basis),
        )
        for row in connection.execute(query)
    )


def handed_over(connection: Connection, month: str) -> frozenset[str]:
    """Return what stands on a round of *month* that was handed over and not returned: uids of its rows."""
    return frozenset(connection.execute(_HANDED_OVER, {"month": month}).scalars())


def begun_at(connection: Connection) -> str:
    """Return the moment of the ledger's first deed, as ISO text; empty where nothing was done yet."""
    return str(connection.execute(_BEGUN).scalar() or "")


def _round(row: Any) -> FilingRound:
    return FilingRound(
        uid=row.uid,
        month=Month.parse(row.month),
        form=row.form,
        edition=row.edition,
        round=row.round,
        kind=FilingKind(row.kind),
        state=FilingState(row.state),
        made_at=row.made_at,
        made_by=row.made_by,
        digest=row.digest,
        rows=row.rows,
        sent_on=row.sent_on,
        code=row.code,
        correction=row.correction,
        reason=row.reason or "",
        permit=row.permit or "",
        knew=row.knew or "",
        posted=bool(row.posted),
    )
