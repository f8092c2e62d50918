"""Speed, measured as ratios within one run; `python3 run.py bench` prints them against their bars."""

from typing import NamedTuple


class Ratio(NamedTuple):
    """One measurement: how many times its yardstick, the bar it is held against, and what stands behind it.

    *ratio* must not exceed *bar*, or with *at_least* must reach it; without a bar it is only told. *detail* gives the
    times themselves.
    """

    name: str
    ratio: float
    bar: float | None
    detail: str = ""
    at_least: bool = False

    @property
    def passes(self) -> bool:
        """Whether the ratio keeps its bar."""
        if self.bar is None:
            return True
        return self.ratio >= self.bar if self.at_least else self.ratio <= self.bar
