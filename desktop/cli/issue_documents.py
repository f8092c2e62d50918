"""Rows of the issue ledger as the JSON that `--json` prints."""

from desktop.cli.documents import Document, code, day, ratio, text
from desktop.domain.deadline import Deadline
from desktop.domain.issue import IssueRow, IssueStep, group_of
from desktop.domain.issue_clock import ClockChoice, Scheme, Span
from desktop.domain.issue_rates import PARTS, CommonIssue, IssueRates, Ratio, Tally
from desktop.domain.relay import Relay


def issue_row(row: IssueRow) -> Document:
    """Return one line of the issue ledger."""
    return {
        "uid": row.uid,
        "number": row.number,
        "enterprise": row.enterprise,
        "enterprise_name": row.enterprise_name,
        "township": text(row.township),
        "raised_on": row.raised_on.isoformat(),
        "category": row.category.value,
        "description": row.description,
        "expectation": text(row.expectation),
        "level": row.level.value,
        "state": row.state.value,
        "group": group_of(row.state).value,
        "handling": code(row.handling),
        "handler": text(row.handler),
        "sharing": text(row.sharing),
        "assisting": text(row.assisting),
        "assigned_on": day(row.assigned_on),
        "clock": text(row.clock),
        "feedback_due_on": day(row.feedback_due_on),
        "due_on": day(row.due_on),
        "extensions": row.extensions,
        "deadline": deadline(row.deadline),
        "resolved_on": day(row.resolved_on),
        "resolution": code(row.resolution),
        "followed_up_on": day(row.followed_up_on),
        "satisfaction": code(row.satisfaction),
        "closed_on": day(row.closed_on),
        "visit": text(row.visit),
        "last_note": text(row.last_note),
        "voided": row.voided,
        "void_reason": text(row.void_reason),
        "relay": None if row.relay is None else relay(row.relay),
    }


def relay(found: Relay) -> Document:
    """Return what a relayed issue keeps of where it came from."""
    return {
        "origin": found.origin,
        "to": found.to,
        "asked_by": text(found.asked_by),
        "listed": found.listed,
        "credit_code": text(found.credit_code),
        "address": text(found.address),
        "contact": text(found.contact),
        "contact_phone": text(found.phone),
    }


def issue_step(step: IssueStep) -> Document:
    """Return one deed on an issue."""
    return {
        "uid": step.uid,
        "action": step.action.value,
        "state": step.state.value,
        "on": step.on.isoformat(),
        "note": text(step.note),
        "handler": text(step.handler),
        "due_on": day(step.due_on),
        "resolution": code(step.resolution),
        "satisfaction": code(step.satisfaction),
        "sharing": text(step.sharing),
        "assisting": text(step.assisting),
        "handling": code(step.handling),
        "approved_by": text(step.approved_by),
        "asked": text(step.asked),
        "mode": code(step.mode),
        "clock": text(step.clock),
        "feedback_due_on": day(step.feedback_due_on),
        "who": text(step.who),
        "office": text(step.office),
    }


def deadline(found: Deadline) -> Document | None:
    """Return what has to be done by which day, or None where no clock runs."""
    if found.stage is None:
        return None
    return {"stage": found.stage.value, "on": day(found.on), "urgency": found.urgency.value, "days": found.days}


def rates(found: IssueRates) -> Document:
    """Return the counts with the issues behind them, and what is divided by what."""
    return {
        "year": found.year,
        "as_of": found.as_of.isoformat(),
        "counts": {tally.value: found.count(tally) for tally in Tally},
        "rates": {each.value: ratio(found.ratio(each)) for each in Ratio},
        "formulas": {each.value: [part.value for part in PARTS[each]] for each in Ratio},
        "issues": {tally.value: list(found.issues[tally]) for tally in Tally},
    }


def common(found: CommonIssue) -> Document:
    """Return what one category of issues amounts to."""
    return {
        "category": found.category.value,
        "issues": len(found.issues),
        "open": len(found.open),
        "enterprises": len(found.enterprises),
        "repeated": [{"enterprise": uid, "name": name, "times": times} for uid, name, times in found.repeated],
        "uids": list(found.issues),
    }


def scheme(found: Scheme, *, in_force: bool) -> Document:
    """Return one scheme of deadlines with its source."""
    return {
        "id": found.id,
        "label": text(found.label),
        "study": span(found.study),
        "feedback": span(found.feedback),
        "ordinary": span(found.ordinary),
        "major": span(found.major),
        "in_force": in_force,
        "to_confirm": found.to_confirm,
        "source": {
            "document": found.citation.document,
            "clause": found.citation.clause,
            "note": text(found.citation.note),
        },
    }


def span(found: Span | None) -> Document | None:
    """Return a length of time, or None where the source names none."""
    return None if found is None else {"length": found.length, "unit": found.unit.value}


def choice(found: ClockChoice) -> Document:
    """Return one choice of a scheme."""
    return {
        "scheme": found.scheme,
        "since": found.since.isoformat(),
        "basis": found.basis,
        "by_county": found.by_county,
    }
