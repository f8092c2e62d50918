"""Which unit is the county office, as this ledger knows it."""

from sqlalchemy import Connection

# at the county office itself nobody else is, whatever a key was registered as
_KNOWN = (
    "SELECT unit, 1 FROM workspace WHERE unit_kind = 'county' UNION"
    " SELECT unit, 2 FROM office_key WHERE county = 1 ORDER BY 2, 1 LIMIT 1"
)


def county_of(connection: Connection) -> str:
    """Return the unit id of the county office: this one or the one whose key was compared; empty for none."""
    return str(connection.exec_driver_sql(_KNOWN).scalar() or "")


def heard_offices(connection: Connection) -> tuple[str, str]:
    """Return whose word on dates and days counts here: this office and the county office, which may be the same.

    Another unit's word never counts here, whatever its letter may hold.
    """
    own = str(connection.exec_driver_sql("SELECT unit FROM workspace").scalar() or "")
    return own, county_of(connection) or own
