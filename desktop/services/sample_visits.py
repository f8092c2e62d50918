"""The invented visits of the sample (演示), who answers for whom, a campaign of the office and a photograph."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from desktop.domain.campaign import CampaignDraft
from desktop.domain.codes import Delivery, Subject, VisitMode, VisitPurpose
from desktop.domain.issue import StepDraft
from desktop.domain.officer import OfficerDraft
from desktop.domain.saved import Saved
from desktop.domain.section import Section
from desktop.domain.visit import VisitDraft
from desktop.domain.visit_codes import Appointment, DayPart, RhythmUnit, RhythmWay
from desktop.services.attachments import AttachmentService
from desktop.services.campaigns import CampaignService
from desktop.services.issues import IssueService
from desktop.services.officers import OfficerService
from desktop.services.sample_issues import read_issue, read_step
from desktop.services.visits import VisitService


class VisitHands(Protocol):
    """The services that visits and what goes with them are played with."""

    @property
    def visits(self) -> VisitService:
        """The log."""

    @property
    def issues(self) -> IssueService:
        """The issues."""

    @property
    def attachments(self) -> AttachmentService:
        """Kept files."""

    @property
    def officers(self) -> OfficerService:
        """Who answers for whom."""

    @property
    def campaigns(self) -> CampaignService:
        """The campaigns."""


@dataclass(frozen=True, slots=True)
class SampleVisit:
    """One invented visit; *steps* are the deeds on each of its issues, *enterprise* in the draft is a name.

    *after* is the enterprise that was visited before on the same trip; *files* lie beside the sample.
    """

    draft: VisitDraft
    steps: tuple[tuple[StepDraft, ...], ...]
    after: str
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class SampleCare:
    """Who answers for whom (by the enterprise's name), and the office's own campaigns."""

    officers: tuple[OfficerDraft, ...]
    campaigns: tuple[CampaignDraft, ...]


def read_visit(row: Section, folder: Path) -> SampleVisit:
    """Return the visit of one table; its files lie in *folder*."""
    issues = row.sections("issues")
    draft = VisitDraft(
        enterprise=row.text("enterprise"),
        visited_on=row.day("on"),
        mode=row.code("mode", VisitMode),
        purposes=row.codes("purposes", VisitPurpose),
        deliveries=row.codes("deliveries", Delivery),
        visitors=row.text("visitors"),
        leader=row.text_or("leader"),
        received_by=row.text_or("received_by"),
        situation=row.text_or("situation"),
        summary=row.text("summary"),
        policies=row.text_or("policies"),
        issues=tuple(read_issue(issue) for issue in issues),
        next_step=row.text_or("next_step"),
        next_on=row.day_or_none("next_on"),
        opinion=row.text_or("opinion"),
        day_part=row.code_or_none("day_part", DayPart),
        appointment=row.code_or_none("appointment", Appointment),
        campaign=row.text_or("campaign"),
        topics=row.texts("topics"),
    )
    steps = tuple(tuple(read_step(step) for step in issue.sections("steps")) for issue in issues)
    return SampleVisit(draft, steps, row.text_or("after"), tuple(folder / name for name in row.texts("files")))


def read_care(root: Section) -> SampleCare:
    """Return who answers for whom and the campaigns."""
    campaigns = tuple(
        CampaignDraft(row.text("name"), row.text("document"), row.day("since"), row.day_or_none("until"))
        for row in root.sections("campaigns")
    )
    return SampleCare(tuple(_officer(row) for row in root.sections("officers")), campaigns)


def log_visit(hands: VisitHands, uids: Mapping[str, str], visit: SampleVisit, kept: Callable[[Saved], str]) -> None:
    """Log one visit with its files, and do what was done with the issues it raised."""
    draft = replace(visit.draft, enterprise=uids[visit.draft.enterprise])
    if visit.after:
        last = hands.visits.last_of(uids[visit.after])
        draft = replace(draft, trip=hands.visits.next_of_trip(last).trip)
    uid = kept(hands.visits.save(draft))
    if visit.files:
        kept(hands.attachments.add(Subject.VISIT, uid, visit.files))
    for issue, steps in zip(hands.visits.get(uid).issue_uids, visit.steps, strict=True):
        for step in steps:
            kept(hands.issues.step(issue, step))


def play_care(hands: VisitHands, care: SampleCare, uids: Mapping[str, str], kept: Callable[[Saved], str]) -> None:
    """Let everybody answer for her enterprises; a line that ended is ended as a person would."""
    for campaign in care.campaigns:
        kept(hands.campaigns.save(campaign))
    for draft in care.officers:
        begun = replace(draft, enterprise=uids[draft.enterprise], until=None, until_reason="")
        uid = kept(hands.officers.save(begun))
        if draft.until is not None:
            kept(hands.officers.end(uid, draft))


def _officer(row: Section) -> OfficerDraft:
    return OfficerDraft(
        enterprise=row.text("enterprise"),
        leader=row.text_or("leader"),
        leader_post=row.text_or("leader_post"),
        person=row.text("person"),
        post=row.text_or("post"),
        unit=row.text_or("unit"),
        since=row.day("since"),
        until=row.day_or_none("until"),
        until_reason=row.text_or("until_reason"),
        every=row.whole_or_none("every"),
        rhythm=row.code_or_none("rhythm", RhythmUnit) or RhythmUnit.MONTHS,
        way=row.code_or_none("way", RhythmWay) or RhythmWay.ANY,
        basis=row.text_or("basis"),
    )
