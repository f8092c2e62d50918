"""Plain arithmetic on last year's revenue: a proposed tier (基础库, 重点库), the standing and the band.

Nothing here moves an enterprise: a proposal is shown, and a person decides.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from desktop.domain.codes import LibraryStatus, Standing
from desktop.domain.preset import TierRule


def propose(rules: Iterable[TierRule], last_year_revenue_fen: int | None) -> TierRule | None:
    """Return the most demanding rule the revenue meets, or None; rules that need a person's judgement are left out."""
    if last_year_revenue_fen is None:
        return None
    met = [rule for rule in rules if not rule.condition and _covers(rule, last_year_revenue_fen)]
    return max(met, key=lambda rule: rule.revenue_from_fen, default=None)


def _covers(rule: TierRule, revenue_fen: int) -> bool:
    below = rule.revenue_to_fen is None or revenue_fen < rule.revenue_to_fen
    return rule.revenue_from_fen <= revenue_fen and below


def standing(
    last_year_revenue_fen: int | None, *, threshold_fen: int, near_from_fen: int, status: LibraryStatus
) -> Standing:
    """Return where an enterprise stands; admitted is a fact told by the bureau, the rest is arithmetic."""
    if status is LibraryStatus.ADMITTED:
        return Standing.ADMITTED
    if last_year_revenue_fen is None:
        return Standing.UNKNOWN
    if last_year_revenue_fen >= threshold_fen:
        return Standing.REACHED
    return Standing.NEAR if last_year_revenue_fen >= near_from_fen else Standing.BELOW


def band(revenue_fen: int, bands_fen: Sequence[int]) -> int:
    """Return how many of the rising limits *bands_fen* the revenue has reached: 0 is below the first."""
    return bisect_right(bands_fen, revenue_fen)
