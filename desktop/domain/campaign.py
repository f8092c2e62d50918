"""Campaigns of visits (专项活动): those the plan names and those the office adds."""

from dataclasses import dataclass
from datetime import date

from desktop.domain.problems import Problem


@dataclass(frozen=True, slots=True)
class CampaignDraft:
    """What a person types of a campaign; *document* is what it stands on."""

    name: str = ""
    document: str = ""
    since: date | None = None
    until: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """One campaign; *planned* ones come with the plan and stay as they are; *visits* counts one a day and firm."""

    uid: str
    draft: CampaignDraft
    planned: bool
    clause: str = ""
    visits: int = 0
    enterprises: int = 0


def check_campaign(draft: CampaignDraft) -> list[Problem]:
    """Return what is wrong with *draft*."""
    problems = []
    if not draft.name:
        problems.append(Problem("name", "missing"))
    if draft.since is not None and draft.until is not None and draft.until < draft.since:
        problems.append(Problem("until", "before_since", {"since": draft.since.isoformat()}))
    return problems
