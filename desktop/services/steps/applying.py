"""Steps on an application: entering it, its dated steps, what admission changes, and freezing what is handed in."""

from typing import Any

from db.models.admission import Application, ApplicationMaterial, ApplicationSnapshot, ApplicationStep
from db.models.enterprise import Enterprise
from db.queries import admissions
from db.unit_of_work import UnitOfWork
from desktop.domain.admission import (
    AdmissionAction,
    AdmissionDraft,
    AdmissionRow,
    AdmissionState,
    AdmissionStepDraft,
    after,
)
from desktop.domain.codes import LibraryStatus
from desktop.domain.handed_in import Kept, content_of, digest_of
from desktop.domain.materials import MaterialMark


def enter_application(work: UnitOfWork, draft: AdmissionDraft, *, unit: str) -> str:
    """Enter the application with its first step; return its uid."""
    if draft.begun_on is None or draft.window is None:
        raise ValueError("an application needs its day and its window")
    uid = work.add(
        Application(
            uid=work.new_id(),
            by_unit=unit,
            enterprise=draft.enterprise,
            year=draft.year,
            route=draft.route,
            window_kind=draft.window,
            window_month=draft.window_month,
            cutoff=draft.cutoff,
            begun_on=draft.begun_on,
            state=AdmissionState.NOT_STARTED,
            note=draft.note or None,
        )
    )
    step = AdmissionStepDraft(AdmissionAction.REGISTER, draft.begun_on)
    _add_step(work, uid, step, AdmissionState.NOT_STARTED, 1, unit=unit)
    return uid


def take_admission_step(
    work: UnitOfWork, row: AdmissionRow, draft: AdmissionStepDraft, place: int, kept: Kept, *, unit: str
) -> str:
    """Write the step at *place*; admission moves the enterprise, reporting freezes the series of *kept* figures."""
    values: dict[str, Any] = {}
    if draft.action is AdmissionAction.ADMIT:
        values = _admit(work, row, draft)
    if draft.action is AdmissionAction.CORRECT:
        _take_back(work, row, draft)
    uid = _add_step(work, row.uid, draft, after(row.state, draft.action), place, unit=unit, **values)
    if draft.action is AdmissionAction.REPORT:
        _freeze(work, row, draft, kept, unit=unit)
    return uid


def mark_material(work: UnitOfWork, application: str, item: str, mark: MaterialMark, *, unit: str) -> str:
    """Note what is known of the material *item* of an application; return the uid of the note."""
    values: dict[str, Any] = {
        "wanted": mark.wanted,
        "have": mark.have,
        "pages": mark.pages,
        "problem": mark.problem or None,
        "mend_by": mark.mend_by,
    }
    kept = work.read(admissions.mark_uid, application, item)
    if kept is not None:
        work.change(ApplicationMaterial, kept, values)
        return kept
    return work.add(ApplicationMaterial(uid=work.new_id(), application=application, item=item, by_unit=unit, **values))


def _add_step(
    work: UnitOfWork,
    application: str,
    draft: AdmissionStepDraft,
    state: AdmissionState,
    place: int,
    *,
    unit: str,
    **values: Any,
) -> str:
    if draft.on is None:
        raise ValueError("a step needs its day")
    uid = work.add(
        ApplicationStep(
            uid=work.new_id(),
            application=application,
            place=place,
            by_unit=unit,
            action=draft.action,
            state=state,
            done_on=draft.on,
            told_by=draft.told_by or None,
            basis=draft.basis or None,
            note=draft.note or None,
            due_on=draft.due_on,
            admitted_month=draft.admitted_month or None,
            person=work.who,
            **values,
        )
    )
    work.change(Application, application, {"state": state})
    return uid


def _admit(work: UnitOfWork, row: AdmissionRow, draft: AdmissionStepDraft) -> dict[str, Any]:
    """Let the enterprise be admitted as the bureau told it; return what that replaced."""
    before = work.read(admissions.library_of, row.enterprise)
    told = {"library_status": LibraryStatus.ADMITTED.value, "admitted_month": draft.admitted_month}
    work.change(Enterprise, row.enterprise, told, reason=draft.basis)
    return {"status_before": before[0], "month_before": before[1]}


def _take_back(work: UnitOfWork, row: AdmissionRow, draft: AdmissionStepDraft) -> None:
    """Put back what the last admission of this application replaced."""
    before = work.read(admissions.replaced_by_admission, row.uid)
    if before is not None:
        told = {"library_status": before[0], "admitted_month": before[1]}
        work.change(Enterprise, row.enterprise, told, reason=draft.note)


def _freeze(work: UnitOfWork, row: AdmissionRow, draft: AdmissionStepDraft, kept: Kept, *, unit: str) -> None:
    content = content_of(kept, row.cutoff_month)
    if draft.on is None or not isinstance(content, list):
        raise ValueError("what is handed in needs its day")
    number = len(work.read(admissions.snapshots, row.uid)) + 1
    work.add(
        ApplicationSnapshot(
            uid=work.new_id(),
            application=row.uid,
            number=number,
            by_unit=unit,
            taken_on=draft.on,
            cutoff=row.cutoff,
            digest=digest_of(row.cutoff_month, content),
            content=content,
            made_by=work.who,
        )
    )
