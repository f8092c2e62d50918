"""What another office made is that office's to change: a deed that would write it is refused before it is kept."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, text

from db.journal import Edit
from desktop.domain.carried import unit_of
from desktop.domain.codes import Subject
from desktop.domain.merge import Authority, authority
from desktop.kernel.errors import KnownError

_CHUNK = 400  # entities in one look-up; SQLite's limit of variables stays far away
_OWN = "SELECT site FROM site WHERE own = 1"
_OTHERS = "SELECT 1 FROM site WHERE substr(site, 1, length(?)) <> ? LIMIT 1"
_MAKERS = text(
    "SELECT site FROM change WHERE entity IN :entities AND substr(site, 1, length(:head)) <> :head LIMIT 1"
).bindparams(bindparam("entities", expanding=True))
_NAME = "SELECT unit_name FROM office_key WHERE unit = ? ORDER BY retired_from IS NOT NULL LIMIT 1"


def refuse_of_others(connection: Connection, edits: Sequence[Edit]) -> None:
    """Raise `KnownError` `record_of_other` where *edits* change a record that another unit made.

    No office would take a letter of ours any more: a change of what is a unit's own can only be that unit's.
    """
    head = unit_of(str(connection.exec_driver_sql(_OWN).scalar_one())) + "#"
    changed = sorted({edit.cell.entity for edit in edits if not edit.fresh and _is_owners(edit)})
    if not changed or connection.exec_driver_sql(_OTHERS, (head, head)).first() is None:
        return
    for start in range(0, len(changed), _CHUNK):
        values = {"entities": changed[start : start + _CHUNK], "head": head}
        if (site := connection.execute(_MAKERS, values).scalar()) is not None:
            unit = unit_of(str(site))
            name = connection.exec_driver_sql(_NAME, (unit,)).scalar()
            raise KnownError("record_of_other", unit=name or unit)


def made_elsewhere(connection: Connection, entity: str) -> bool:
    """Return whether another unit made the record *entity*, so that only that unit changes it."""
    head = unit_of(str(connection.exec_driver_sql(_OWN).scalar_one())) + "#"
    return connection.execute(_MAKERS, {"entities": [entity], "head": head}).first() is not None


def _is_owners(edit: Edit) -> bool:
    """Return whether only the maker of the record writes it; the cell of a figure names its unit itself."""
    subject = edit.cell.subject
    return subject is not Subject.FIGURE and authority(subject, edit.cell.field) is Authority.OWNER
