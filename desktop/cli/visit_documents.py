"""Visits and what goes with them as JSON, and the sheet before a visit as lines."""

from datetime import date
from pathlib import Path

from desktop.cli.documents import Document, amount, code, day, text
from desktop.domain.attachment import Attachment
from desktop.domain.campaign import CampaignRow
from desktop.domain.visit import Visit, VisitRow
from desktop.domain.visit_brief import VisitBrief
from desktop.wording import visit_papers as words
from desktop.wording.labels import label

_LONG = 10_000  # a terminal cuts nothing

_TEXTS = (
    "visitors",
    "leader",
    "received_by",
    "received_phone",
    "situation",
    "summary",
    "policies",
    "next_step",
    "opinion",
    "campaign",
    "trip",
)


def visit_row(row: VisitRow) -> Document:
    """Return one line of the visit log."""
    return {
        "uid": row.uid,
        "number": row.number,
        "enterprise": row.enterprise,
        "enterprise_name": row.enterprise_name,
        "township": text(row.township),
        "on": row.visited_on.isoformat(),
        "mode": row.mode.value,
        "purposes": [purpose.value for purpose in row.purposes],
        "visitors": text(row.visitors),
        "summary": text(row.summary),
        "issues": row.issues,
        "next_step": text(row.next_step),
        "next_on": day(row.next_on),
        "campaign": text(row.campaign),
        "trip": text(row.trip),
        "attachments": row.attachments,
        "voided": row.voided,
        "void_reason": text(row.void_reason),
    }


def visit(found: Visit, kept: tuple[Attachment, ...]) -> Document:
    """Return one visit whole, with the files *kept* with it."""
    draft = found.draft
    return {
        "uid": found.uid,
        "number": found.number,
        "enterprise": draft.enterprise,
        "enterprise_name": found.enterprise_name,
        "credit_code": text(found.credit_code),
        "on": day(draft.visited_on),
        "day_part": code(draft.day_part),
        "mode": draft.mode.value,
        "nature": draft.nature.value,
        "appointment": code(draft.appointment),
        "purposes": [purpose.value for purpose in draft.purposes],
        "deliveries": [delivery.value for delivery in draft.deliveries],
        "topics": list(draft.topics),
        **{name: text(getattr(draft, name)) for name in _TEXTS},
        "next_on": day(draft.next_on),
        "issues": list(found.issue_uids),
        "attachments": [attachment(each) for each in kept],
        "voided": found.voided,
        "void_reason": text(found.void_reason),
    }


def attachment(kept: Attachment) -> Document:
    """Return one kept file."""
    return {
        "uid": kept.uid,
        "name": kept.name,
        "kind": kept.kind.value,
        "size": kept.size,
        "sha256": kept.sha256,
        "note": text(kept.note),
        "added_on": day(kept.added_on),
        "file": f"attachments/{kept.file_name}",
        "voided": kept.voided,
        "void_reason": text(kept.void_reason),
    }


def campaign(row: CampaignRow) -> Document:
    """Return one campaign."""
    draft = row.draft
    return {
        "uid": row.uid,
        "name": draft.name,
        "document": text(draft.document),
        "clause": text(row.clause),
        "since": day(draft.since),
        "until": day(draft.until),
        "note": text(draft.note),
        "planned": row.planned,
        "visits": row.visits,
        "enterprises": row.enterprises,
    }


def brief(found: VisitBrief, out: Path | None) -> Document:
    """Return what to know before a visit."""
    last = found.last
    return {
        "pdf": None if out is None else str(out),
        "enterprise": found.enterprise,
        "name": found.draft.name,
        "month": str(found.month),
        "officers": [row.uid for row in found.officers],
        "last_visit": None if last is None else last.uid,
        "promised": None if last is None else text(last.draft.next_step),
        "promised_on": None if last is None else day(last.draft.next_on),
        "issues": [
            {"uid": issue.uid, "state": issue.state.value, "due_on": day(issue.due_on)} for issue in found.issues
        ],
        "figures": [
            {
                "month": figure.period,
                "field": figure.measure.value,
                "value": amount(figure.measure, figure.value.amount),
                "source": figure.value.source.value,
                "obtained": figure.value.obtained.value,
                "on": day(figure.value.on),
            }
            for figure in found.figures
        ],
        "missing_months": list(found.missing_months),
        "missing_figures": [measure.value for measure in found.missing_measures],
        "missing_fields": list(found.missing),
        "topics": [topic.id for topic in found.topics],
        "told": [topic.id for topic in found.told],
    }


def brief_lines(found: VisitBrief, today: date) -> list[str]:
    """Return the sheet before a visit as lines."""
    last = found.last
    parts = (
        ("包联", words.officer_lines(found.officers)),
        ("上次走访", words.NEVER if last is None else words.last_visit(last, _LONG)),
        ("上次答应的事", (words.promised(last, _LONG) or "") if last is not None else ""),
        ("未销号问题", words.issue_lines(found.issues, _LONG, today) or words.NONE_OPEN),
        ("已收集的数", words.figure_lines(found.figures) or words.NO_FIGURES),
        ("这次要问清的", words.missing_lines(found) or words.NOTHING_MISSING),
        ("要带的政策", words.topic_lines(found.topics)),
        ("以前讲过的", words.joined(topic.name for topic in found.told)),
    )
    told = [f"{head}：\n{body}" if "\n" in body else f"{head}：{body}" for head, body in parts if body]
    return [f"{found.draft.name}  {label(found.draft.status)}", *told]
