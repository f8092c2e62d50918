"""A part of a deed that the file may refuse without undoing the rest."""

from collections.abc import Callable

from sqlalchemy.exc import IntegrityError

from db.unit_of_work import UnitOfWork


def attempted(work: UnitOfWork, part: Callable[[], object]) -> bool:
    """Do *part* of the deed *work* and return whether the file took it; what it refused has left no trace.

    For parts of one record each: what the journal will say of a part is noted only when the file has taken it.
    """
    try:
        with work.connection.begin_nested():
            part()
    except IntegrityError:
        return False
    return True
