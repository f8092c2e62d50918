"""Packages bent by chance: none is taken with another content, and none makes the reader fall."""

from tests.exchange.test_packages import mutations
from tests.torture import SEED, Row, part_of

FULL = 20_000


def run(share: int) -> list[Row]:
    """Open the packages; what falls ends the part."""
    count = part_of(FULL, share)
    return [Row("bent packages opened", count, 0, mutations(count, seed=SEED), "corrupt: taken with another content")]
