"""The truth after an error of the disk: was the deed kept or not."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from db.engine import told
from desktop.kernel.errors import KnownError

_DOUBTFUL = frozenset({"disk_full", "disk_failed"})

logger = logging.getLogger(__name__)


@contextmanager
def asked_after(engine: Engine, save: str) -> Iterator[None]:
    """Do the block, which keeps the deed *save*; if the disk fails it, close the file, open it anew and look.

    A deed that is there after all counts as kept; one that is not raises `KnownError("not_saved")`; where the file
    does not open nobody can say, and `save_unclear` is raised.
    """
    try:
        yield
    except KnownError as error:
        if error.code not in _DOUBTFUL or not isinstance(error.__cause__, DBAPIError):  # another disk's trouble
            raise
        if not _is_kept(engine, save, error):
            raise KnownError("not_saved", found=error.code) from error
        logger.warning("a deed was kept although the disk reported %s", error.code)


def _is_kept(engine: Engine, save: str, error: KnownError) -> bool:
    engine.dispose()  # what this connection still believes is worth nothing; the next one reads what is on the disk
    try:
        with told(engine), engine.connect() as connection, connection.begin():
            found = connection.exec_driver_sql("SELECT 1 FROM save WHERE id = ?", (save,)).first()
    except KnownError:
        raise KnownError("save_unclear", found=error.code) from error
    return found is not None
