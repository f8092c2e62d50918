"""Applications and windows as the JSON that `--json` prints."""

from collections.abc import Mapping

from desktop.cli.documents import Document, code, day, money, text
from desktop.domain.admission import AdmissionRow, AdmissionStep
from desktop.domain.admission_case import AdmissionCase
from desktop.domain.codes import Measure
from desktop.domain.handed_in import Disagreement, MonthLine, Snapshot
from desktop.domain.materials import MaterialLine
from desktop.domain.precheck import Measured
from desktop.domain.problems import Problem
from desktop.domain.windows import AdmissionWindow, Milestone, Procedure
from desktop.wording.messages import code_of, sentence


def window(found: AdmissionWindow, plan: tuple[Milestone, ...]) -> Document:
    """Return one window with the days to be ready before it."""
    return {
        "uid": text(found.uid),
        "year": found.year,
        "kind": found.kind.value,
        "month": found.month or None,
        "opens_on": day(found.opens_on),
        "closes_on": found.closes_on.isoformat() if found.held else None,
        "cutoff": str(found.cutoff) if found.held else None,
        "accepts": [procedure.value for procedure in found.accepts],
        "held": found.held,
        "origin": found.origin.value,
        "basis": found.basis,
        "plan": [{"on": step.on.isoformat(), "label": step.label} for step in plan],
    }


def row(found: AdmissionRow) -> Document:
    """Return one application as the list has it."""
    return {
        "uid": found.uid,
        "enterprise": found.enterprise,
        "enterprise_name": found.enterprise_name,
        "credit_code": text(found.credit_code),
        "year": found.year,
        "route": found.route,
        "window": found.window.value,
        "window_month": found.window_month or None,
        "cutoff": found.cutoff,
        "begun_on": found.begun_on.isoformat(),
        "state": found.state.value,
        "state_on": found.state_on.isoformat(),
        "basis": text(found.basis),
        "reason": text(found.reason),
        "due_on": day(found.due_on),
        "admitted_month": text(found.admitted_month),
        "missing": found.missing,
        "undecided": found.undecided,
        "note": text(found.note),
        "voided": found.voided,
        "void_reason": text(found.void_reason),
    }


def case(found: AdmissionCase, procedure: Procedure) -> Document:
    """Return one application whole."""
    papers = found.row.papers
    return {
        **row(found.row),
        "procedure": procedure.value,
        "papers": {
            "paper_name": text(papers.paper_name),
            "scope_covers": papers.scope_covers,
            "enterprise_accounting": papers.enterprise_accounting,
            "project_nature": code(papers.project_nature),
            "approved_on": day(papers.approved_on),
        },
        "steps": [step(each) for each in found.steps],
        "measures": [_measured(each) for each in found.measures],
        "materials": [material(each) for each in found.materials],
        "questions": questions(found.questions),
        "months": [_month(line) for line in found.series],
        "handed_in": [_snapshot(each) for each in found.handed_in],
        "disagreements": [_disagreement(each) for each in found.disagreements],
    }


def step(found: AdmissionStep) -> Document:
    """Return one dated step."""
    return {
        "uid": found.uid,
        "action": found.action.value,
        "state": found.state.value,
        "on": found.on.isoformat(),
        "told_by": text(found.told_by),
        "basis": text(found.basis),
        "note": text(found.note),
        "due_on": day(found.due_on),
        "admitted_month": text(found.admitted_month),
        "who": found.who,
    }


def material(found: MaterialLine) -> Document:
    """Return one material of an application."""
    mark = found.mark
    return {
        "id": found.material.id,
        "number": found.material.number,
        "label": found.material.label,
        "need": found.need.value,
        "wanted": found.wanted,
        "have": mark.have,
        "pages": mark.pages,
        "problem": text(mark.problem),
        "mend_by": day(mark.mend_by),
        "missing": found.missing,
    }


def questions(found: tuple[Problem, ...]) -> list[Document]:
    """Return what the pre-check asks or does not know."""
    return [
        {
            "code": code_of(problem.code, problem.severity),
            "field": problem.field,
            "severity": problem.severity.value,
            "message": sentence(problem),
        }
        for problem in found
    ]


def _measured(found: Measured) -> Document:
    value = found.value
    return {
        "measure": found.measure.value,
        "month": None if found.month is None else str(found.month),
        "amount": money(None if value is None else value.amount),
        "source": None if value is None else value.source.value,
        "obtained": None if value is None else value.obtained.value,
        "reaches": found.reaches,
    }


def _month(line: MonthLine) -> Document:
    typed: Mapping[str, Measure] = {
        "revenue_ytd": Measure.MAIN_REVENUE_YTD,
        "output_ytd": Measure.OUTPUT_YTD,
        "vat_ytd": Measure.VAT_SALES_YTD,
    }
    return {
        "month": str(line.month),
        "revenue_month": money(line.revenue_month),
        "output_month": money(line.output_month),
        "vat_month": money(line.vat_month),
        **{name: money(line.amount(measure)) for name, measure in typed.items()},
        "derived": line.derived,
    }


def _snapshot(found: Snapshot) -> Document:
    return {
        "number": found.number,
        "taken_on": found.taken_on.isoformat(),
        "cutoff": str(found.cutoff),
        "digest": found.digest,
        "made_by": found.made_by,
    }


def _disagreement(found: Disagreement) -> Document:
    return {
        "month": str(found.month),
        "measure": found.measure.value,
        "handed_in": money(found.handed_in),
        "now": money(found.now),
    }
