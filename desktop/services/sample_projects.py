"""The invented projects of the sample (演示): stages, tasks, months, issues and what they became."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.admission import ProjectNature
from desktop.domain.issue import IssueDraft
from desktop.domain.issue_codes import IssueCategory
from desktop.domain.money import Scale
from desktop.domain.month import Month
from desktop.domain.project import (
    ApprovalKind,
    MilestoneDraft,
    ProgressDraft,
    ProjectDraft,
    ProjectStage,
    StageDraft,
)
from desktop.domain.saved import Saved
from desktop.domain.section import Section
from desktop.services.projects import ProjectService

_TEN_THOUSAND_FEN = Scale.TEN_THOUSAND.factor * 100
_TEXTS = (
    "name",
    "builder",
    "township",
    "site",
    "goal",
    "approval_number",
    "responsible_unit",
    "responsible_person",
    "contact",
    "contact_phone",
    "production_month",
    "route",
)


@dataclass(frozen=True, slots=True)
class SampleProject:
    """One project; *township* in its draft and *enterprise* are names."""

    draft: ProjectDraft
    steps: tuple[StageDraft, ...]
    tasks: tuple[MilestoneDraft, ...]
    months: tuple[tuple[Month, ProgressDraft], ...]
    issues: tuple[IssueDraft, ...]
    enterprise: str
    became_on: date | None


def read_projects(root: Section) -> tuple[SampleProject, ...]:
    """Return the projects that *root* holds; raise `BrokenKey`."""
    return tuple(_project(row) for row in root.sections("projects"))


def play_projects(
    projects: ProjectService,
    sample: tuple[SampleProject, ...],
    uids: Mapping[str, str],
    townships: Mapping[str, str],
    kept: Callable[[Saved], str],
) -> None:
    """Walk every project through its stages; *uids* are the enterprises and *townships* the units by name."""
    for each in sample:
        draft = replace(each.draft, township=townships[each.draft.township])
        uid = kept(projects.add(draft, each.steps[0]))
        if each.enterprise and each.became_on is not None:
            kept(projects.become(uid, each.became_on, enterprise=uids[each.enterprise]))
        for step in each.steps[1:]:
            kept(projects.step(uid, step))
        for task in each.tasks:
            kept(projects.keep_task(uid, task))
        for month, progress in each.months:
            kept(projects.report(uid, month, progress))
        for issue in each.issues:
            kept(projects.raise_issue(uid, issue))


def _project(row: Section) -> SampleProject:
    draft = ProjectDraft(
        **{name: row.text_or(name) for name in _TEXTS},
        approval_kind=row.code_or_none("approval_kind", ApprovalKind),
        approved_on=row.day_or_none("approved_on"),
        nature=row.code_or_none("nature", ProjectNature),
        total_investment=_fen(row, "total_investment"),
        year_plan=_fen(row, "year_plan"),
        stated_revenue=_fen(row, "stated_revenue"),
        invited=row.flag("invited"),
        first_upgrade=row.flag("first_upgrade"),
    )
    return SampleProject(
        draft=draft,
        steps=tuple(
            StageDraft(each.code("stage", ProjectStage), each.day("on"), each.text_or("basis"), each.text_or("note"))
            for each in row.sections("steps")
        ),
        tasks=tuple(_task(each) for each in row.sections("tasks")),
        months=tuple((Month.parse(each.text("month")), _month(each)) for each in row.sections("months")),
        issues=tuple(_issue(each) for each in row.sections("issues")),
        enterprise=row.text_or("enterprise"),
        became_on=row.day_or_none("became_on"),
    )


def _task(row: Section) -> MilestoneDraft:
    return MilestoneDraft(
        name=row.text("name"),
        planned_on=row.day("planned_on"),
        done_on=row.day_or_none("done_on"),
        responsible=row.text_or("responsible"),
        note=row.text_or("note"),
    )


def _month(row: Section) -> ProgressDraft:
    return ProgressDraft(_fen(row, "month_done"), _fen(row, "total_done"), row.text_or("look"), row.text_or("needs"))


def _issue(row: Section) -> IssueDraft:
    return IssueDraft(
        description=row.text("description"),
        category=row.code("category", IssueCategory),
        expectation=row.text_or("expectation"),
        raised_on=row.day("on"),
    )


def _fen(row: Section, key: str) -> int | None:
    value = row.whole_or_none(key)
    return None if value is None else value * _TEN_THOUSAND_FEN
