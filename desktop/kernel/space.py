"""How much room the disk of a folder has."""

import shutil
from pathlib import Path

_LEAST = 50 << 20


def free_bytes(folder: Path) -> int:
    """Return the free bytes on the disk that holds *folder*, or would hold it; 0 where nobody can tell."""
    place = folder
    while not place.exists() and place != place.parent:
        place = place.parent
    try:
        return shutil.disk_usage(place).free
    except OSError:
        return 0


def wanted_bytes(ledger_size: int) -> int:
    """Return how much room a ledger of this size should have beside it: three times its own, at least 50 MB."""
    return max(_LEAST, 3 * ledger_size)
