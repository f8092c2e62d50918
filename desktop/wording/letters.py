"""What is said of a letter beside its counts."""

from desktop.kernel.errors import KnownError
from desktop.wording.messages import message


def behind_words(unit: str, count: int) -> str:
    """Return that the ledger *unit* wrote from lacks *count* Changes that it told before."""
    return message(KnownError("sender_behind", unit=unit, count=count))
