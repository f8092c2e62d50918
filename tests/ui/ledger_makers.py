"""Short ways to put invented enterprises and figures into a test's ledger."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.codes import Measure, Obtained, Source, Tier
from desktop.domain.enterprise import EnterpriseDraft, TierDraft
from desktop.domain.figure import FigureEntry, FigureInput
from desktop.domain.money import Scale
from desktop.domain.month import Month

if TYPE_CHECKING:
    from desktop.wiring import Services

WAN = 1_000_000  # 分 in 万元


def add_enterprise(services: Services, name: str, *, tier: Tier = Tier.KEY) -> str:
    """Return the uid of a new enterprise in the ledger, one of the 重点库 unless another *tier* is said."""
    saved = services.enterprises.save(
        EnterpriseDraft(name=name, no_code_reason="演示", department=services.settings.workspace().unit)
    )
    assert saved.uid, saved.problems
    moved = services.enterprises.set_tier(saved.uid, TierDraft(tier, date(2026, 1, 5), "演示"))
    assert moved.uid, moved.problems
    return saved.uid


def report(
    services: Services, enterprise: str, month: Month, wan: int, measure: Measure = Measure.MAIN_REVENUE_YTD
) -> None:
    """Keep one figure of so many 万元."""
    given = FigureInput(measure, wan * WAN, f"{wan}", Scale.TEN_THOUSAND)
    saved = services.figures.save(FigureEntry(enterprise, month, (given,), Source.INCOME_STATEMENT, Obtained.PAPER))
    assert saved.uid, saved.problems
