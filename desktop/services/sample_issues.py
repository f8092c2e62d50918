"""The invented issues of the sample (演示) that came by another way than a visit, with every deed on them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from desktop.domain.codes import VisitMode
from desktop.domain.issue import IssueDraft, StepDraft
from desktop.domain.issue_codes import Handling, IssueAction, IssueCategory, IssueLevel, Resolution, Satisfaction
from desktop.domain.saved import Saved
from desktop.domain.section import Section
from desktop.services.issues import IssueService


@dataclass(frozen=True, slots=True)
class SampleIssue:
    """One issue; *enterprise* in its draft is a name."""

    draft: IssueDraft
    steps: tuple[StepDraft, ...]


def read_issues(root: Section) -> tuple[SampleIssue, ...]:
    """Return the issues that *root* holds; raise `BrokenKey`."""
    return tuple(
        SampleIssue(
            replace(read_issue(row), enterprise=row.text("enterprise"), raised_on=row.day("on")),
            tuple(read_step(step) for step in row.sections("steps")),
        )
        for row in root.sections("issues")
    )


def play_issues(
    issues: IssueService, sample: tuple[SampleIssue, ...], uids: Mapping[str, str], kept: Callable[[Saved], str]
) -> None:
    """Enter every issue and walk it through its deeds; *uids* are the enterprises by name."""
    for each in sample:
        uid = kept(issues.add(replace(each.draft, enterprise=uids[each.draft.enterprise])))
        for step in each.steps:
            kept(issues.step(uid, step))


def read_issue(row: Section) -> IssueDraft:
    """Return what was asked for, without whom and when; raise `BrokenKey`."""
    return IssueDraft(
        description=row.text("description"),
        category=row.code("category", IssueCategory),
        expectation=row.text_or("expectation"),
        level=row.code_or_none("level", IssueLevel) or IssueLevel.ORDINARY,
        answered_on_spot=row.flag("answered_on_spot"),
        answer=row.text_or("answer"),
        handling=row.code_or_none("handling", Handling),
    )


def read_step(row: Section) -> StepDraft:
    """Return one deed; raise `BrokenKey`."""
    return StepDraft(
        action=row.code("action", IssueAction),
        on=row.day("on"),
        due_on=row.day_or_none("due_on"),
        resolution=row.code_or_none("resolution", Resolution),
        satisfaction=row.code_or_none("satisfaction", Satisfaction),
        handling=row.code_or_none("handling", Handling),
        mode=row.code_or_none("mode", VisitMode),
        note=row.text_or("note"),
        handler=row.text_or("handler"),
        sharing=row.text_or("sharing"),
        assisting=row.text_or("assisting"),
        approved_by=row.text_or("approved_by"),
        asked=row.text_or("asked"),
    )
