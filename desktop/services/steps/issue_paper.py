"""What the assignment sheet (交办单) of an issue shows, and to whom it may go."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.filing import FactValue
from desktop.domain.issue import GIVING, IssueRow, IssueStep
from desktop.wording.labels import field_label, label

_BETWEEN_UNITS = re.compile("[\u3001\uff0c\uff1b,;\\n]")  # 、，；


def units_of(text: str) -> tuple[str, ...]:
    """Return the units that *text* lists."""
    return tuple(unit.strip() for unit in _BETWEEN_UNITS.split(text) if unit.strip())


def recipients(issue: IssueRow) -> tuple[str, ...]:
    """Return the units that *issue* was assigned to, each once: the leading one first."""
    if issue.assigned_on is None:
        return ()
    return tuple(dict.fromkeys(unit for unit, _ in _parts(issue)))


def told_of(issue: IssueRow) -> EnterpriseDraft:
    """Return the enterprise of *issue* as it was told when the issue was relayed; nothing where it was not."""
    told = issue.relay
    if told is None:
        return EnterpriseDraft()
    return EnterpriseDraft(
        credit_code=told.credit_code, address=told.address, contact=told.contact, contact_phone=told.phone
    )


def assignment_facts(
    issue: IssueRow, steps: Sequence[IssueStep], recipient: str, known: EnterpriseDraft
) -> Mapping[str, FactValue]:
    """Return what the sheet for *recipient* shows; the places to sign and to answer stay empty."""
    assigned = next(step for step in reversed(steps) if step.action in GIVING)
    part = next((name for unit, name in _parts(issue) if unit == recipient), "handler")
    return {
        "name": issue.enterprise_name,
        "credit_code": known.credit_code or None,
        "township": issue.township or None,
        "number": issue.number,
        "contact": known.contact or None,
        "contact_phone": known.contact_phone or None,
        "raised_on": issue.raised_on.isoformat(),
        "category": label(issue.category),
        "level": label(issue.level),
        "description": issue.description,
        "expectation": issue.expectation or None,
        "handling": label(issue.handling) if issue.handling else None,
        "part": field_label(part),
        "handler": issue.handler or None,
        "sharing": issue.sharing or None,
        "assisting": issue.assisting or None,
        "assigned_on": _day(issue.assigned_on),
        "feedback_due_on": _day(issue.feedback_due_on),
        "due_on": _day(issue.finish_due_on),
        "assigned_note": assigned.note or None,
        "signed_by": None,
        "signed_on": None,
        "answer": None,
    }


def _parts(issue: IssueRow) -> list[tuple[str, str]]:
    """Return each unit with the field that names it."""
    return [
        (unit, name)
        for name, text in (("handler", issue.handler), ("sharing", issue.sharing), ("assisting", issue.assisting))
        for unit in units_of(text)
    ]


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
