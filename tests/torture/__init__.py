"""Loss and damage, looked for on purpose; `python3 run.py torture` prints what was found.

Every part repeats one thing that happens to a computer (a kill, a power cut, a failing disk, a bent file) and counts
what was lost and what was corrupt. Both must be 0, but for the negative controls: those take one guard of the program
away, and a part that finds nothing then would prove nothing.
"""

from typing import NamedTuple

SEED = 20261120


class Row(NamedTuple):
    """One part's outcome: how many points ran, how many lost something, how many left something that is not whole.

    *must_fail* marks a negative control; *missing* says why a part could not run on this computer.
    """

    name: str
    points: int
    lost: int
    corrupt: int
    detail: str = ""
    must_fail: bool = False
    missing: str = ""

    @property
    def verdict(self) -> str:
        """`ok`, `FAIL`, or `not run` where the computer lacks something the part needs."""
        if self.missing:
            return "not run"
        found = self.lost + self.corrupt > 0
        return "ok" if self.points and found == self.must_fail else "FAIL"


def part_of(full: int, share: int, least: int = 4) -> int:
    """Return how many points one *share*-th of *full* is, but *least* of them."""
    return max(least, full // share)
