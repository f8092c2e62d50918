"""The invented policies, claims, lists, trainings and meetings of the sample (演示)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.claim import ClaimDraft, ClaimStepDraft
from desktop.domain.issue import IssueDraft
from desktop.domain.issue_codes import IssueCategory
from desktop.domain.meeting import ActionDraft, ActionStepDraft, MeetingDraft
from desktop.domain.policy import PolicyDraft
from desktop.domain.policy_codes import (
    ActionState,
    Audience,
    ClaimState,
    CountingStart,
    MeetingKind,
    TrainingKind,
    TrainingTopic,
)
from desktop.domain.reward_reader import policy_draft
from desktop.domain.roster import RosterDraft
from desktop.domain.saved import Saved
from desktop.domain.section import Section
from desktop.domain.training import Attendance, TrainingDraft
from desktop.services.meetings import MeetingService
from desktop.services.policies import PolicyService
from desktop.services.rewards import RewardService
from desktop.services.trainings import TrainingService

_TEXTS = ("document", "organiser", "chair", "attended", "venue", "addressed", "reported", "copied")


@dataclass(frozen=True, slots=True)
class ServiceHands:
    """The services this part of the sample is played with."""

    policies: PolicyService
    rewards: RewardService
    trainings: TrainingService
    meetings: MeetingService


@dataclass(frozen=True, slots=True)
class SampleAnswer:
    """What was found out of one question; *enterprise* is a name."""

    enterprise: str
    question: str
    yes: bool
    on: date
    basis: str


@dataclass(frozen=True, slots=True)
class SampleDecision:
    """One decision with its words, and the kind of issue it became."""

    draft: ActionDraft
    steps: tuple[ActionStepDraft, ...]
    issue: IssueCategory | None


@dataclass(frozen=True, slots=True)
class SampleServices:
    """What the sample has of policies, rewards, lists, trainings and meetings; enterprises by name."""

    policies: tuple[PolicyDraft, ...]
    counting: tuple[CountingStart, date, str]
    answers: tuple[SampleAnswer, ...]
    claims: tuple[tuple[ClaimDraft, tuple[ClaimStepDraft, ...]], ...]
    rosters: tuple[RosterDraft, ...]
    trainings: tuple[TrainingDraft, ...]
    meetings: tuple[tuple[MeetingDraft, tuple[SampleDecision, ...]], ...]


def read_services(root: Section) -> SampleServices:
    """Return what *root* holds; raise `BrokenKey`."""
    counting = root.section("counting")
    return SampleServices(
        policies=tuple(policy_draft(row) for row in root.sections("policies")),
        counting=(counting.code("start", CountingStart), counting.day("on"), counting.text("basis")),
        answers=tuple(
            SampleAnswer(
                row.text("enterprise"), row.text("question"), row.flag("yes"), row.day("on"), row.text("basis")
            )
            for row in root.sections("answers")
        ),
        claims=tuple(_claim(row) for row in root.sections("claims")),
        rosters=tuple(
            RosterDraft(
                row.text("roster"),
                row.text("enterprise"),
                row.day("on"),
                row.text("reason"),
                row.text_or("basis"),
                row.text_or("matter"),
            )
            for row in root.sections("rosters")
        ),
        trainings=tuple(_training(row) for row in root.sections("trainings")),
        meetings=tuple(_meeting(row) for row in root.sections("meetings")),
    )


def play_services(
    hands: ServiceHands, sample: SampleServices, uids: Mapping[str, str], kept: Callable[[Saved], str]
) -> None:
    """Enter everything of *sample*; *uids* are the enterprises by name."""
    for policy in sample.policies:
        kept(hands.policies.add(policy))
    kept(hands.rewards.set_counting(*sample.counting))
    for said in sample.answers:
        kept(hands.rewards.answer(uids[said.enterprise], said.question, yes=said.yes, on=said.on, basis=said.basis))
    for claim, steps in sample.claims:
        uid = kept(hands.rewards.begin(replace(claim, enterprise=uids[claim.enterprise])))
        for step in steps:
            kept(hands.rewards.step(uid, step))
    for roster in sample.rosters:
        kept(hands.policies.enter(replace(roster, enterprise=uids[roster.enterprise])))
    for training in sample.trainings:
        came = tuple(replace(each, enterprise=uids[each.name]) for each in training.attended)
        kept(hands.trainings.add(replace(training, attended=came)))
    for meeting, decisions in sample.meetings:
        uid = kept(hands.meetings.add(meeting))
        for decision in decisions:
            _decide(hands.meetings, uid, meeting, decision, uids, kept)


def _decide(
    meetings: MeetingService,
    uid: str,
    meeting: MeetingDraft,
    decision: SampleDecision,
    uids: Mapping[str, str],
    kept: Callable[[Saved], str],
) -> None:
    draft = decision.draft
    draft = replace(draft, enterprise=uids[draft.enterprise]) if draft.enterprise else draft
    action = kept(meetings.decide(uid, draft))
    for step in decision.steps:
        kept(meetings.step(action, step))
    if decision.issue is not None:
        issue = IssueDraft(description=draft.content, category=decision.issue, raised_on=meeting.held_on)
        kept(meetings.raise_issue(action, issue))


def _claim(row: Section) -> tuple[ClaimDraft, tuple[ClaimStepDraft, ...]]:
    draft = ClaimDraft(
        row.text("enterprise"), row.text("rule"), row.whole("year"), row.day("on"), row.text_or("contact")
    )
    steps = tuple(
        ClaimStepDraft(
            each.code("state", ClaimState),
            each.day("on"),
            each.text_or("told_by"),
            each.text_or("basis"),
            note=each.text_or("note"),
        )
        for each in row.sections("steps")
    )
    return draft, steps


def _training(row: Section) -> TrainingDraft:
    return TrainingDraft(
        held_on=row.day("held_on"),
        title=row.text("title"),
        kind=row.code("kind", TrainingKind),
        topics=row.codes("topics", TrainingTopic),
        audiences=row.codes("audiences", Audience),
        organiser=row.text("organiser"),
        venue=row.text_or("venue"),
        people=row.whole("people"),
        materials=row.text_or("materials"),
        attended=tuple(_came(text) for text in row.texts("attended")),
    )


def _came(text: str) -> Attendance:
    name, _, people = text.rpartition(":")
    return Attendance("", int(people), name)


def _meeting(row: Section) -> tuple[MeetingDraft, tuple[SampleDecision, ...]]:
    draft = MeetingDraft(
        held_on=row.day("held_on"),
        kind=row.code("kind", MeetingKind),
        title=row.text("title"),
        minutes=row.text("minutes"),
        **{name: row.text_or(name) for name in _TEXTS},
    )
    return draft, tuple(_decision(each) for each in row.sections("actions"))


def _decision(row: Section) -> SampleDecision:
    draft = ActionDraft(
        row.text("content"),
        row.text("unit"),
        row.text_or("responsible"),
        row.day_or_none("due_on"),
        row.text_or("enterprise"),
    )
    steps = tuple(
        ActionStepDraft(each.code("state", ActionState), each.day("on"), each.text("note"))
        for each in row.sections("steps")
    )
    return SampleDecision(draft, steps, row.code_or_none("issue", IssueCategory))
