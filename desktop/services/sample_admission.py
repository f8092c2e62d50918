"""The invented applications of the sample (演示): the year's windows, the steps as told, the materials."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from desktop.domain.admission import (
    AdmissionAction,
    AdmissionDraft,
    AdmissionStepDraft,
    PaperNotes,
    ProjectNature,
)
from desktop.domain.materials import MaterialMark
from desktop.domain.saved import Saved
from desktop.domain.section import Section
from desktop.domain.windows import Procedure, WindowDraft, WindowKind
from desktop.services.admissions import AdmissionService

_PAGES = 2  # of every material the sample says is there


@dataclass(frozen=True, slots=True)
class SampleApplication:
    """One application: *draft* names its enterprise, *marks* what is noted of its materials."""

    draft: AdmissionDraft
    papers: PaperNotes
    marks: Mapping[str, MaterialMark]
    steps: tuple[AdmissionStepDraft, ...]


@dataclass(frozen=True, slots=True)
class SampleAdmissions:
    """What the sample's clerk typed of windows and applications."""

    windows: tuple[WindowDraft, ...]
    applications: tuple[SampleApplication, ...]


def read_applications(root: Section) -> SampleAdmissions:
    """Return the windows and applications that *root* holds; raise `BrokenKey`."""
    return SampleAdmissions(
        tuple(_window(row) for row in root.sections("windows")),
        tuple(_application(row) for row in root.sections("applications")),
    )


def play_applications(
    admissions: AdmissionService, sample: SampleAdmissions, uids: Mapping[str, str], kept: Callable[[Saved], str]
) -> None:
    """Type the windows and walk every application through its steps; *uids* are the enterprises by name."""
    for window in sample.windows:
        kept(admissions.set_window(window))
    for each in sample.applications:
        name = each.draft.enterprise
        uid = kept(admissions.add(replace(each.draft, enterprise=uids[name])))
        # a licence whose scope was looked at was read with its name
        papers = each.papers if each.papers.scope_covers is None else replace(each.papers, paper_name=name)
        kept(admissions.note_papers(uid, papers, each.draft.note))
        if each.marks:
            kept(admissions.mark(uid, each.marks))
        for step in each.steps:
            kept(admissions.step(uid, step))


def _window(row: Section) -> WindowDraft:
    return WindowDraft(
        kind=row.code("kind", WindowKind),
        closes_on=row.day("closes_on"),
        accepts=tuple(Procedure(text) for text in row.texts("accepts")),
        basis=row.text("basis"),
    )


def _application(row: Section) -> SampleApplication:
    marks = {item: MaterialMark(have=True, pages=_PAGES) for item in row.texts("have")}
    if row.has("problem"):
        problem = row.section("problem")
        marks[problem.text("item")] = MaterialMark(
            have=True, pages=1, problem=problem.text("text"), mend_by=problem.day_or_none("mend_by")
        )
    return SampleApplication(
        AdmissionDraft(
            row.text("enterprise"),
            row.whole_or_none("year") or 0,
            row.text("route"),
            row.code("window", WindowKind),
            row.whole_or_none("window_month") or 0,
            "",
            row.day("begun_on"),
            row.text_or("note"),
        ),
        PaperNotes(
            scope_covers=row.flag("scope_covers") if row.has("scope_covers") else None,
            enterprise_accounting=row.flag("enterprise_accounting") if row.has("enterprise_accounting") else None,
            project_nature=row.code_or_none("project_nature", ProjectNature),
            approved_on=row.day_or_none("approved_on"),
        ),
        marks,
        tuple(_step(step) for step in row.sections("steps")),
    )


def _step(row: Section) -> AdmissionStepDraft:
    return AdmissionStepDraft(
        action=row.code("action", AdmissionAction),
        on=row.day("on"),
        told_by=row.text_or("told_by"),
        basis=row.text_or("basis"),
        note=row.text_or("note"),
        due_on=row.day_or_none("due_on"),
        admitted_month=row.text_or("admitted_month"),
    )
