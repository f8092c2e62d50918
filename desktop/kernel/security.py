"""The security log: what was imported, exported, uncovered, undone and refused, in codes and counts alone."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

from desktop.kernel.errors import KnownError

logger = logging.getLogger("shenggui.security")
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9._#-]{0,63}")
_LONGEST = 9_999_999  # a count; a telephone number or a code is longer


def note(event: str, **facts: str | int) -> None:
    """Write *event* with its *facts*; what is neither a code nor a count is left out, so that no name gets in."""
    logger.info("%s", " ".join([_told(event), *(f"{name}={_told(value)}" for name, value in facts.items())]))


@contextmanager
def told_failures() -> Iterator[None]:
    """Note a known failure on its way out."""
    try:
        yield
    except KnownError as error:
        note("failure", code=error.code)
        raise


def _told(value: str | int) -> str:
    if isinstance(value, int):
        return str(value) if 0 <= value <= _LONGEST else "?"
    return value if _CODE.fullmatch(value) and not re.search(r"[0-9]{7,}", value) else "?"
