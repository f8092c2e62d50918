"""Keys, letters sent and taken, rounds that came in, answers: read and noted."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, text, update

from db.models.letter import Answer, LetterIn, LetterSent, OfficeKey, OwnKey, RoundIn

_OWN = OwnKey.__table__  # type: ignore[attr-defined]
_OFFICE = OfficeKey.__table__  # type: ignore[attr-defined]
_SENT = LetterSent.__table__  # type: ignore[attr-defined]
_IN = LetterIn.__table__  # type: ignore[attr-defined]
_ROUND = RoundIn.__table__  # type: ignore[attr-defined]
_ANSWER = Answer.__table__  # type: ignore[attr-defined]

_CHUNK = 400
_AUTHORS = text("SELECT DISTINCT entity, site FROM change WHERE entity IN :entities").bindparams(
    bindparam("entities", expanding=True)
)


def own_keys(connection: Connection) -> Sequence[Row[Any]]:
    """Return the keys of this office, the one in use first."""
    return connection.execute(select(_OWN).order_by(_OWN.c.retired_at.is_not(None), _OWN.c.made_at.desc())).all()


def keep_own_key(connection: Connection, values: Mapping[str, Any]) -> None:
    """Keep a key of this office; those before it are retired."""
    connection.execute(update(_OWN).where(_OWN.c.retired_at.is_(None)).values(retired_at=values["made_at"]))
    connection.execute(insert(_OWN), [dict(values)])


def offices(connection: Connection) -> Sequence[Row[Any]]:
    """Return the keys of other offices, by unit, those that count first."""
    order = (_OFFICE.c.unit, _OFFICE.c.retired_from.is_not(None), _OFFICE.c.compared_at.desc())
    return connection.execute(select(_OFFICE).order_by(*order)).all()


def office_by_key(connection: Connection, key_id: str) -> Row[Any] | None:
    """Return the office that key *key_id* was bound to."""
    return connection.execute(select(_OFFICE).where(_OFFICE.c.key_id == key_id)).first()


def office_of(connection: Connection, unit: str) -> Row[Any] | None:
    """Return the key of *unit* that counts now."""
    query = select(_OFFICE).where(_OFFICE.c.unit == unit, _OFFICE.c.retired_from.is_(None))
    return connection.execute(query.order_by(_OFFICE.c.compared_at.desc())).first()


def keep_office(connection: Connection, values: Mapping[str, Any], *, why: str) -> None:
    """Bind a key to its unit; the one before it counts no more from its next letter on."""
    before = office_of(connection, str(values["unit"]))
    if before is not None:
        retire_office(connection, before, why)
    connection.execute(insert(_OFFICE), [dict(values)])


def retire_office(connection: Connection, office: Row[Any], why: str) -> None:
    """Let the key of *office* count no more from its next letter on, nor for any other incarnation."""
    incarnation, last = last_by_key(connection, office.key_id) or (office.incarnation, 0)
    values = {"retired_from": last + 1, "retired_why": why, "incarnation": incarnation}
    connection.execute(update(_OFFICE).where(_OFFICE.c.key_id == office.key_id).values(**values))


def last_sent(connection: Connection, incarnation: str, recipient: str) -> tuple[int, str] | None:
    """Return number and digest of the last letter from *incarnation* to *recipient*."""
    query = select(_SENT.c.seq, _SENT.c.manifest_sha256).where(
        _SENT.c.incarnation == incarnation, _SENT.c.recipient == recipient
    )
    row = connection.execute(query.order_by(_SENT.c.seq.desc())).first()
    return None if row is None else (row.seq, row.manifest_sha256)


def sent(connection: Connection) -> Sequence[Row[Any]]:
    """Return every letter that was sent, newest first."""
    return connection.execute(select(_SENT).order_by(_SENT.c.made_at.desc(), _SENT.c.seq.desc())).all()


def sent_one(connection: Connection, package_id: str) -> Row[Any] | None:
    """Return one letter that was sent."""
    return connection.execute(select(_SENT).where(_SENT.c.package_id == package_id)).first()


def taken_letters(connection: Connection) -> Sequence[Row[Any]]:
    """Return every letter that was taken, newest first."""
    return connection.execute(select(_IN).order_by(_IN.c.taken_at.desc(), _IN.c.seq.desc())).all()


def taken_one(connection: Connection, package_id: str) -> Row[Any] | None:
    """Return one letter that was taken."""
    return connection.execute(select(_IN).where(_IN.c.package_id == package_id)).first()


def last_taken(connection: Connection, unit: str, incarnation: str) -> tuple[int, str] | None:
    """Return number and digest of the last letter taken from *incarnation* of *unit*."""
    query = select(_IN.c.seq, _IN.c.manifest_sha256).where(_IN.c.unit == unit, _IN.c.incarnation == incarnation)
    row = connection.execute(query.order_by(_IN.c.seq.desc())).first()
    return None if row is None else (row.seq, row.manifest_sha256)


def last_by_key(connection: Connection, key_id: str) -> tuple[str, int] | None:
    """Return incarnation and number of the letter signed with *key_id* that was taken last."""
    query = select(_IN.c.incarnation, _IN.c.seq).where(_IN.c.key_id == key_id, _IN.c.signed)
    row = connection.execute(query.order_by(text("letter_in.rowid DESC"))).first()
    return None if row is None else (row.incarnation, row.seq)


def unknown_to(connection: Connection, unit: str, have: Mapping[str, int]) -> int:
    """Return how many Changes of *unit*'s own sites are known here that a ledger of it which has read *have* lacks."""
    known = connection.execute(
        text("SELECT site, next_seq - 1 FROM site WHERE substr(site, 1, length(:head)) = :head"), {"head": f"{unit}#"}
    )
    return sum(max(last - have.get(site, 0), 0) for site, last in known)


def read_by(connection: Connection, unit: str) -> Mapping[str, int]:
    """Return up to which Change of each site *unit* has read, as its last letter said."""
    # as they came: this computer's clock may have been ten years ahead once
    query = select(_IN.c.have).where(_IN.c.unit == unit).order_by(text("letter_in.rowid DESC"))
    found = connection.execute(query).scalars().first()
    return dict(found or {})


def told_to(connection: Connection, recipient: str) -> frozenset[str]:
    """Return the enterprises that letters to *recipient* have told everything about."""
    found = connection.execute(select(_SENT.c.told).where(_SENT.c.recipient == recipient)).scalars()
    return frozenset(uid for told in found for uid in told)


def told_before(connection: Connection, recipient: str, package_id: str) -> frozenset[str]:
    """Return the enterprises that letters to *recipient* before *package_id* told everything about."""
    this = sent_one(connection, package_id)
    if this is None:
        return frozenset()
    query = select(_SENT.c.told).where(
        _SENT.c.recipient == recipient, _SENT.c.made_at <= this.made_at, _SENT.c.package_id != package_id
    )
    found = connection.execute(query.where((_SENT.c.incarnation != this.incarnation) | (_SENT.c.seq < this.seq)))
    return frozenset(uid for told in found.scalars() for uid in told)


def rounds_sent(connection: Connection) -> frozenset[str]:
    """Return the filing rounds that stand in a letter already."""
    return frozenset(uid for uids in connection.execute(select(_SENT.c.rounds)).scalars() for uid in uids)


def keep(connection: Connection, model: type[Any], rows: Iterable[Mapping[str, Any]]) -> None:
    """Keep *rows* of a table of letters."""
    values = [dict(row) for row in rows]
    if values:
        connection.execute(insert(model.__table__), values)


def rounds_in(connection: Connection, month: str = "") -> Sequence[Row[Any]]:
    """Return the rounds that came in, or those of *month*, with when they came and when their letters were made."""
    query = select(_ROUND, _IN.c.taken_at, _IN.c.made_at).join(_IN, _IN.c.package_id == _ROUND.c.package)
    if month:
        query = query.where(_ROUND.c.month == month)
    order = (_ROUND.c.month, _ROUND.c.unit, _ROUND.c.form, _ROUND.c.round)
    return connection.execute(query.order_by(*order)).all()


def round_in(connection: Connection, uid: str) -> Row[Any] | None:
    """Return one round that came in."""
    query = select(_ROUND, _IN.c.taken_at).join(_IN, _IN.c.package_id == _ROUND.c.package)
    return connection.execute(query.where(_ROUND.c.uid == uid)).first()


def known_rounds(connection: Connection, uids: Sequence[str]) -> frozenset[str]:
    """Return those of *uids* that came in before."""
    found: set[str] = set()
    for start in range(0, len(uids), _CHUNK):
        query = select(_ROUND.c.uid).where(_ROUND.c.uid.in_(uids[start : start + _CHUNK]))
        found |= set(connection.execute(query).scalars())
    return frozenset(found)


def decide(connection: Connection, uid: str, values: Mapping[str, Any]) -> None:
    """Note what was decided on round *uid*."""
    connection.execute(update(_ROUND).where(_ROUND.c.uid == uid).values(**values))


def answers(connection: Connection, letter: str = "") -> Sequence[Row[Any]]:
    """Return the lines of receipts, or those about *letter*, as the receipts came and in their order."""
    query = select(_ANSWER).join(_IN, _IN.c.package_id == _ANSWER.c.receipt)
    if letter:
        query = query.where(_ANSWER.c.letter == letter)
    return connection.execute(query.order_by(text("letter_in.rowid"), _ANSWER.c.place)).all()


def authors(connection: Connection, entities: Sequence[str]) -> Mapping[str, frozenset[str]]:
    """Return the sites that wrote each of *entities*."""
    found: dict[str, set[str]] = {}
    for start in range(0, len(entities), _CHUNK):
        for entity, site in connection.execute(_AUTHORS, {"entities": list(entities[start : start + _CHUNK])}):
            found.setdefault(entity, set()).add(site)
    return {entity: frozenset(sites) for entity, sites in found.items()}


def own_sites(connection: Connection, unit: str) -> tuple[str, ...]:
    """Return the sites that *unit* wrote as, in order of their names."""
    query = text("SELECT site FROM site WHERE substr(site, 1, length(:head)) = :head ORDER BY site")
    return tuple(connection.execute(query, {"head": f"{unit}#"}).scalars())
