"""What the papers around a visit are fed with: the sheet before it, the blank form, who answers for whom."""

from collections.abc import Mapping, Sequence
from datetime import date

from desktop.domain.codes import Delivery, VisitMode, VisitPurpose
from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.filing import FactValue
from desktop.domain.officer import OfficerRow
from desktop.domain.visit_brief import VisitBrief
from desktop.domain.visit_codes import Appointment, DayPart, VisitNature
from desktop.domain.visit_reader import Topic
from desktop.wording import visit_papers as words
from desktop.wording.labels import label

# (issues, characters of a text) to try, until all fits on one sheet of A4
ROOMS = ((8, 220), (5, 120), (3, 60))


def prepare_facts(brief: VisitBrief, today: date, room: tuple[int, int]) -> Mapping[str, FactValue]:
    """Return what the sheet before a visit (走访准备单) shows, cut to the *room* there is."""
    most, limit = room
    draft, last = brief.draft, brief.last
    return {
        **_head(draft, brief.township),
        "department": brief.department or None,
        "operating_status": label(draft.status),
        "products": draft.products or None,
        "contact": words.contact(draft) or None,
        "contact_phone": draft.contact_phone or None,
        "officer": words.officer_lines(brief.officers) or None,
        "last_visit": words.last_visit(last, limit) if last is not None else words.NEVER,
        "promised": words.promised(last, limit) if last is not None else None,
        "issues": words.issue_lines(brief.issues, most, today) or words.NONE_OPEN,
        "figures": words.figure_lines(brief.figures) or words.NO_FIGURES,
        "missing": words.missing_lines(brief) or words.NOTHING_MISSING,
        "topics": words.topic_lines(brief.topics) or None,
        "told": words.joined(topic.name for topic in brief.told) or None,
        "notes": None,
    }


def blank_facts(
    draft: EnterpriseDraft, township: str, *, campaigns: Sequence[str], topics: Sequence[Topic]
) -> Mapping[str, FactValue]:
    """Return what the blank form (空白走访表) says beforehand; what is to be written stays empty."""
    ticks = words.ticks
    return {
        **_head(draft, township),
        "nature": label(VisitNature.SERVICE),
        "number": None,
        "campaign": ticks(campaigns) or None,
        "visited_on": words.DAY_GAP,
        "day_part": ticks(map(label, DayPart)),
        "mode": ticks(map(label, VisitMode)),
        "appointment": ticks(map(label, Appointment)),
        "visitors": None,
        "leader": None,
        "purposes": ticks(map(label, VisitPurpose)),
        "deliveries": ticks(map(label, Delivery)),
        "received_by": words.contact(draft) or None,
        "received_phone": None,
        "situation": None,
        "summary": None,
        "topics": ticks(topic.name for topic in topics) or None,
        "policies": None,
        "issues": words.ISSUE_GAPS,
        "issue_count": None,
        "answer": None,
        "next_step": None,
        "next_on": words.NEXT_GAP,
        "opinion": None,
    }


def officer_facts(row: OfficerRow) -> Mapping[str, FactValue]:
    """Return what one line of the list (包联清单) shows."""
    draft = row.draft
    return {
        "name": row.enterprise_name,
        "township": row.township or None,
        "leader": words.with_post(draft.leader, draft.leader_post) or None,
        "person": words.with_post(draft.person, draft.post),
        "unit": draft.unit or None,
        "since": None if draft.since is None else draft.since.isoformat(),
        "until": None if draft.until is None else draft.until.isoformat(),
        "rhythm": words.rhythm(draft),
        "last_on": None if row.last_on is None else row.last_on.isoformat(),
        "due_on": None if row.due_on is None else row.due_on.isoformat(),
        "basis": draft.basis or None,
    }


def _head(draft: EnterpriseDraft, township: str) -> dict[str, FactValue]:
    return {"name": draft.name, "credit_code": draft.credit_code or None, "township": township or None}
