"""What papers about visits are fed with: the month's log, and the record of one visit."""

from collections.abc import Mapping, Sequence
from datetime import date

from db.queries import issues, visits
from db.unit_of_work import Database
from desktop.domain.filing import FactRow, FactValue
from desktop.domain.issue import IssueRow
from desktop.domain.month import Month
from desktop.domain.visit import Visit, VisitFilter
from desktop.services.office import Office
from desktop.wording.labels import label
from desktop.wording.visit_papers import attachments_word

_JOINED = "\u3001"  # 、
_LISTED = "\uff1b"  # ；


def visit_rows(database: Database, office: Office, month: Month) -> tuple[FactRow, ...]:
    """Return the visits of *month*, the first one first."""
    names, visit_names = office.unit_names, office.visit_names
    # the log is newest first, a paper tells the month from its beginning
    lines = database.read(visits.rows, VisitFilter(month=str(month)), names)[::-1]
    uids = [line.uid for line in lines]
    whole = database.read(visits.whole, uids)
    raised = database.read(issues.of_visits, uids, names)
    return tuple(
        FactRow(
            line.uid,
            line.enterprise_name,
            _visit_facts(whole[line.uid], raised.get(line.uid, ()), line.township, visit_names, line.attachments),
        )
        for line in lines
    )


def record_facts(
    visit: Visit, raised: Sequence[IssueRow], township: str, *, names: Mapping[str, str], attachments: int = 0
) -> Mapping[str, FactValue]:
    """Return what the paper of one visit (走访记录表) shows; *names* says its campaign and topics."""
    return _visit_facts(visit, raised, township, names, attachments)


def _visit_facts(
    visit: Visit, raised: Sequence[IssueRow], township: str, names: Mapping[str, str], attachments: int
) -> dict[str, FactValue]:
    draft = visit.draft
    answered = [issue.last_note for issue in raised if issue.resolved_on == draft.visited_on and issue.last_note]
    return {
        "name": visit.enterprise_name,
        "credit_code": visit.credit_code or None,
        "township": township or None,
        "number": visit.number,
        "nature": label(draft.nature),
        "campaign": names.get(draft.campaign, draft.campaign) or None,
        "visited_on": _day(draft.visited_on),
        "day_part": label(draft.day_part) if draft.day_part else None,
        "appointment": label(draft.appointment) if draft.appointment else None,
        "mode": label(draft.mode),
        "purposes": _JOINED.join(label(purpose) for purpose in draft.purposes) or None,
        "deliveries": _JOINED.join(label(delivery) for delivery in draft.deliveries) or None,
        "visitors": draft.visitors,
        "leader": draft.leader or None,
        "received_by": draft.received_by or None,
        "received_phone": draft.received_phone or None,
        "situation": draft.situation or None,
        "summary": draft.summary,
        "topics": _JOINED.join(names.get(topic, topic) for topic in draft.topics) or None,
        "policies": draft.policies or None,
        "issues": _LISTED.join(issue.description for issue in raised) or None,
        "issue_count": len(raised),
        "answer": _LISTED.join(answered) or None,
        "next_step": draft.next_step or None,
        "next_on": _day(draft.next_on),
        "opinion": draft.opinion or None,
        "attachments": attachments_word(attachments),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
