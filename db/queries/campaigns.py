"""Campaigns of visits that the ledger holds, and how many visits belong to each."""

from collections.abc import Mapping

from sqlalchemy import Connection, func, select, text

from db.models.visit import Campaign, Visit
from desktop.domain.campaign import CampaignDraft, CampaignRow

_CAMPAIGN = Campaign.__table__  # type: ignore[attr-defined]
_VISIT = Visit.__table__  # type: ignore[attr-defined]


def own(connection: Connection, *, voided: bool = False) -> tuple[CampaignRow, ...]:
    """Return the campaigns the office added, oldest first; void ones only where asked for."""
    query = select(_CAMPAIGN).order_by(_CAMPAIGN.c.since, _CAMPAIGN.c.name)
    if not voided:
        query = query.where(_CAMPAIGN.c.voided == 0)
    return tuple(
        CampaignRow(
            row.uid,
            CampaignDraft(row.name, row.document or "", row.since, row.until, row.note or ""),
            planned=False,
        )
        for row in connection.execute(query)
    )


def visited(connection: Connection) -> Mapping[str, tuple[int, int]]:
    """Return campaign → (visits, enterprises); a visit counts once a day and enterprise."""
    days = select(_VISIT.c.campaign, _VISIT.c.enterprise, _VISIT.c.visited_on).where(
        _VISIT.c.voided == 0, _VISIT.c.campaign.is_not(None)
    )
    once = days.distinct().subquery()
    query = select(once.c.campaign, func.count(), func.count(once.c.enterprise.distinct())).group_by(text("1"))
    return {row[0]: (row[1], row[2]) for row in connection.execute(query)}
