"""Campaigns of visits (专项活动) of the plan and of the office itself, and the topics a visit may explain."""

from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

from db.models.visit import Campaign
from db.queries import campaigns
from db.unit_of_work import Database
from desktop.domain.campaign import CampaignDraft, CampaignRow, check_campaign
from desktop.domain.policy import Policy, PolicyFilter, clause_topic, found
from desktop.domain.problems import Problem
from desktop.domain.saved import Saved
from desktop.domain.text import tidied, tidy
from desktop.domain.visit_reader import Topic
from desktop.kernel.errors import KnownError
from desktop.services.office import Office


class CampaignService:
    """Everything a person does with campaigns."""

    def __init__(self, database: Database, office: Office, clauses: Callable[[], tuple[Policy, ...]]) -> None:
        self._database = database
        self._office = office
        self._clauses = clauses

    def list(self) -> tuple[CampaignRow, ...]:
        """Return the campaigns of the plan, then those the office added, each with its visits."""
        counts = self._database.read(campaigns.visited)
        planned = (
            CampaignRow(each.id, CampaignDraft(each.name, each.document), planned=True, clause=each.clause)
            for each in self._office.visit_rules.campaigns_of(self._office.workspace.preset)
        )
        every = (*planned, *self._database.read(campaigns.own))
        told = ((row, *counts.get(row.uid, (0, 0))) for row in every)
        return tuple(replace(row, visits=visits, enterprises=firms) for row, visits, firms in told)

    def topics(self) -> tuple[Topic, ...]:
        """Return what a visit may explain: the topics of the plan, then the clauses of the policy library that hold."""
        preset, today = self._office.workspace.preset, self._office.today
        planned = self._office.visit_rules.topics_of(preset)
        named = {topic.name for topic in planned}
        clauses = found(self._clauses(), PolicyFilter(preset=preset, on=today))
        return planned + tuple(
            Topic(
                clause_topic(each.uid),
                each.draft.title,
                f"{each.draft.document} {each.draft.clause}".strip(),
                frozenset({preset}),
            )
            for each in clauses
            if each.draft.title not in named
        )

    def save(self, draft: CampaignDraft, uid: str = "") -> Saved:
        """Keep a campaign of the office's own, or mend *uid*."""
        draft = tidied(draft)
        problems = check_campaign(draft)
        if any(row.draft.name == draft.name and row.uid != uid for row in self.list()):
            problems.append(Problem("name", "campaign_twice", {"name": draft.name}))
        if problems:
            return Saved(problems=tuple(problems))
        if uid:
            self._own(uid)
        with self._database.work("campaign.save", self._office.who) as work:
            values: dict[str, Any] = {name: None if value == "" else value for name, value in asdict(draft).items()}
            if uid:
                work.change(Campaign, uid, values)
                return Saved(uid)
            return Saved(work.add(Campaign(uid=work.new_id(), by_unit=self._office.workspace.unit, **values)))

    def void(self, uid: str, reason: str) -> Saved:
        """Mark campaign *uid* of the office's own as void (作废); visits keep its name."""
        if not tidy(reason):
            return Saved(problems=(Problem("reason", "missing"),))
        self._own(uid)
        with self._database.work("campaign.void", self._office.who) as work:
            work.void(Campaign, uid, tidy(reason))
        return Saved(uid)

    def _own(self, uid: str) -> CampaignRow:
        row = next((row for row in self.list() if row.uid == uid), None)
        if row is None:
            raise KnownError("no_such_campaign", uid=uid)
        if row.planned:
            raise KnownError("campaign_of_plan", name=row.draft.name)
        return row
