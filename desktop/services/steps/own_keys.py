"""The keys of this office, made at the first asking, and those of others that a person compared."""

from collections.abc import Callable

from db.queries import letters, post
from db.unit_of_work import Database
from desktop.domain.codes import UnitKind
from desktop.domain.preset import Unit
from desktop.exchange.directory import Introduced
from desktop.exchange.signing import OwnKey, key_id
from desktop.kernel.errors import KnownError
from desktop.services.office import Office


class OwnKeys:
    """Keeps the keys of one office; *new_key* draws fresh ones."""

    def __init__(self, database: Database, office: Office, new_key: Callable[[], OwnKey]) -> None:
        self._database = database
        self._office = office
        self._new_key = new_key

    def current(self) -> OwnKey:
        """Return the key that signs here, made at the first asking."""
        kept = self._database.read(post.own_keys)
        if kept and kept[0].retired_at is None:
            return OwnKey(kept[0].sign, kept[0].receive)
        return self.renew()

    def identities(self) -> tuple[str, ...]:
        """Return what opens letters sealed to this office, now or in the past."""
        return tuple(row.receive for row in self._database.read(post.own_keys))

    def renew(self) -> OwnKey:
        """Make a new key; the one before signs no more."""
        key = self._new_key()
        with self._database.work("package.key", self._office.who) as work:
            post.keep_own_key(work.connection, self._values(key))
        return key

    def succeed(self, tell: Callable[[OwnKey, Introduced, OwnKey], Callable[[], None]]) -> OwnKey:
        """Make a new key after the present one; *tell* (old key, office, new key) returns what puts it in writing.

        Where the writing fails the old key still signs, and nothing is kept.
        """
        old, key = self.current(), self._new_key()
        put = tell(old, self.introduced(key), key)
        with self._database.work("package.key", self._office.who) as work:
            post.keep_own_key(work.connection, self._values(key))
            put()
        return key

    def introduced(self, key: OwnKey | None = None) -> Introduced:
        """Return this office as it introduces itself to others, with *key* where that is not the one in use."""
        workspace = self._office.workspace
        incarnation = self._database.read(letters.own_site).partition("#")[2]
        public = (key or self.current()).public
        return Introduced(workspace.unit, workspace.unit_name, workspace.unit_kind, incarnation, public)

    def _values(self, key: OwnKey) -> dict[str, object]:
        return {
            "key_id": key_id(key.public.sign),
            "sign": key.sign,
            "receive": key.receive,
            "made_at": self._office.now,
        }


def check_office(office: Office, introduced: Introduced) -> None:
    """Raise `KnownError` if *introduced* is this office itself, or says to be the county office of a plan it is not."""
    if introduced.unit == office.workspace.unit:
        raise KnownError("office_is_own")
    county = _planned_county(office)
    if introduced.kind is UnitKind.COUNTY and county is not None and introduced.unit != county.id:
        raise KnownError("office_not_county", unit=introduced.name, county=county.name)


def county_for(known: str, office: Office, sender: str) -> str:
    """Return the unit id of the county office: *known* here, else the plan's, else the *sender* of a first letter."""
    planned = _planned_county(office)
    return known or (sender if planned is None else planned.id)


def _planned_county(office: Office) -> Unit | None:
    return next((unit for unit in office.preset.units if unit.kind is UnitKind.COUNTY), None)


def bind_office(database: Database, office: Office, introduced: Introduced) -> None:
    """Keep the key of another office that a person compared with paper; the one before it counts no more."""
    found = key_id(introduced.key.sign)
    if database.read(post.office_by_key, found) is not None:
        return
    values = {
        "key_id": found,
        "unit": introduced.unit,
        "unit_name": introduced.name,
        "unit_kind": introduced.kind,
        "county": introduced.kind is UnitKind.COUNTY,
        "sign": introduced.key.sign,
        "receive": introduced.key.receive,
        "incarnation": introduced.incarnation,
        "compared_at": office.now,
        "compared_by": office.who,
    }
    with database.work("package.register", office.who) as work:
        post.keep_office(work.connection, values, why="replaced")
