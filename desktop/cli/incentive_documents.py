"""Policies, rewards, lists, trainings and meetings as the JSON that `--json` prints."""

from collections.abc import Sequence

from desktop.cli.documents import Document, code, day, money, text
from desktop.domain.claim import ClaimRow, ClaimStep
from desktop.domain.meeting import Action, MeetingRow
from desktop.domain.policy import Policy
from desktop.domain.reward import Answer, Hint, Question, RewardRule
from desktop.domain.roster import Roster, RosterRow
from desktop.domain.training import Coverage, TrainingRow
from desktop.wording.messages import sentence


def policy(row: Policy) -> Document:
    """Return one clause of the library."""
    draft = row.draft
    return {
        "uid": row.uid,
        "own": row.own,
        "title": draft.title,
        "document": draft.document,
        "clause": text(draft.clause),
        "level": draft.level.value,
        "topic": draft.topic.value,
        "issuer": text(draft.issuer),
        "condition": text(draft.condition),
        "amount": text(draft.amount),
        "valid_from": day(draft.valid_from),
        "valid_to": day(draft.valid_to),
        "text": draft.text,
        "note": text(draft.note),
        "presets": sorted(row.presets),
        "to_confirm": row.to_confirm,
        "voided": row.voided,
        "void_reason": text(row.void_reason),
    }


def roster(row: Roster) -> Document:
    """Return one list as a plan names it."""
    return {
        "id": row.id,
        "label": row.label,
        "need": row.need.value,
        "document": row.document,
        "clause": row.clause,
        "hint": text(row.hint),
    }


def member(row: RosterRow) -> Document:
    """Return one membership of a list."""
    return {
        "uid": row.uid,
        "roster": row.roster,
        "year": row.year,
        "enterprise": row.enterprise,
        "name": row.name,
        "credit_code": text(row.credit_code),
        "township": text(row.township),
        "industry": text(row.industry),
        "since": row.since.isoformat(),
        "until": day(row.until),
        "reason": row.reason,
        "reason_out": text(row.reason_out),
        "basis": text(row.basis),
        "matter": text(row.matter),
        "fits": row.fits,
    }


def rule(row: RewardRule) -> Document:
    """Return one reward rule with its clause."""
    return {
        "id": row.id,
        "scheme": row.scheme,
        "label": row.label,
        "level": row.level.value,
        "payer": row.payer,
        "document": row.document,
        "clause": row.clause,
        "text": row.text,
        "amount_as_written": text(row.amount),
        "first_time": row.first,
        "years_without_leaving": row.stays or None,
        "within_years": row.within or None,
        "pay_year_offset": row.pay_offset,
        "valid_from": day(row.valid_from),
        "routes": sorted(row.routes),
        "excluded_routes": sorted(row.excludes),
        "asks": [each.id for each in row.asks],
        "presets": sorted(row.presets),
        "to_confirm": row.to_confirm,
        "source_note": text(row.source_note),
    }


def question(row: Question) -> Document:
    """Return one thing that only a person can answer."""
    return {"id": row.id, "label": row.label, "note": text(row.note)}


def hint(row: Hint) -> Document:
    """Return what may be said of one rule."""
    return {
        "rule": row.rule.id,
        "label": f"{row.rule.scheme} {row.rule.label}",
        "document": row.rule.document,
        "clause": row.rule.clause,
        "clause_text": row.rule.text,
        "amount_as_written": text(row.rule.amount),
        "to_confirm": row.rule.to_confirm,
        "verdict": row.verdict.value,
        "reasons": [{"code": each.code, "field": each.field, "text": sentence(each)} for each in row.reasons],
        "full_on": day(row.due_on),
        "pay_year": row.pay_year,
    }


def answer(row: Answer) -> Document:
    """Return what was found out of one question."""
    return {
        "uid": row.uid,
        "question": row.question,
        "yes": row.yes,
        "on": row.on.isoformat(),
        "basis": row.basis,
        "who": row.who,
    }


def claim(row: ClaimRow, steps: Sequence[ClaimStep] | None = None) -> Document:
    """Return one line of the ledger of claims, with its *steps* where they are asked for."""
    told: Document = {
        "uid": row.uid,
        "number": row.number,
        "enterprise": row.enterprise,
        "name": row.name,
        "credit_code": text(row.credit_code),
        "township": text(row.township),
        "admitted_month": row.admitted_month,
        "rule": row.rule,
        "label": row.label,
        "document": row.document,
        "clause": row.clause,
        "year": row.year,
        "begun_on": row.begun_on.isoformat(),
        "state": row.state.value,
        "state_on": row.state_on.isoformat(),
        "approved": money(row.approved),
        "paid": money(row.paid),
        "contact": text(row.contact),
        "note": text(row.note),
        "voided": row.voided,
        "void_reason": text(row.void_reason),
    }
    return told if steps is None else told | {"steps": [_step(each) for each in steps]}


def _step(row: ClaimStep) -> Document:
    return {
        "uid": row.uid,
        "state": row.state.value,
        "on": row.on.isoformat(),
        "told_by": text(row.told_by),
        "basis": text(row.basis),
        "amount": money(row.amount),
        "note": text(row.note),
        "who": row.who,
    }


def training(row: TrainingRow) -> Document:
    """Return one training with who took part."""
    draft = row.draft
    return {
        "uid": row.uid,
        "number": row.number,
        "held_on": day(draft.held_on),
        "title": draft.title,
        "kind": draft.kind.value,
        "topics": [each.value for each in draft.topics],
        "audiences": [each.value for each in draft.audiences],
        "organiser": draft.organiser,
        "venue": text(draft.venue),
        "people": draft.people,
        "materials": text(draft.materials),
        "note": text(draft.note),
        "attended": [
            {"enterprise": each.enterprise, "name": each.name, "people": each.people} for each in draft.attended
        ],
        "voided": row.voided,
        "void_reason": text(row.void_reason),
    }


def coverage(found: Coverage) -> Document:
    """Return how far the key list is covered."""
    return {
        "listed": found.listed,
        "covered": found.covered,
        "percent": None if found.percent is None else str(found.percent),
        "by_topic": {topic.value: count for topic, count in found.by_topic},
        "enterprises": [
            {
                "enterprise": line.uid,
                "name": line.name,
                "township": text(line.township),
                "times": line.times,
                "last_on": day(line.last_on),
                "topics": [each.value for each in line.topics],
            }
            for line in found.lines
        ],
    }


def meeting(row: MeetingRow, actions: Sequence[Action] | None = None) -> Document:
    """Return one meeting, with its decisions where they are asked for."""
    draft = row.draft
    texts = ("document", "organiser", "chair", "attended", "venue", "addressed", "reported", "copied", "note")
    told: Document = {
        "uid": row.uid,
        "number": row.number,
        "held_on": day(draft.held_on),
        "kind": draft.kind.value,
        "title": draft.title,
        "minutes": draft.minutes,
        **{name: text(getattr(draft, name)) for name in texts},
        "actions": row.actions,
        "waiting": row.waiting,
        "late": row.late,
        "voided": row.voided,
        "void_reason": text(row.void_reason),
    }
    return told if actions is None else told | {"decisions": [action(each) for each in actions]}


def action(row: Action) -> Document:
    """Return one decision of a meeting."""
    return {
        "uid": row.uid,
        "meeting": row.meeting,
        "content": row.draft.content,
        "unit": row.draft.unit,
        "responsible": text(row.draft.responsible),
        "due_on": day(row.draft.due_on),
        "enterprise": text(row.draft.enterprise),
        "enterprise_name": text(row.enterprise_name),
        "state": code(row.state),
        "state_on": day(row.state_on),
        "note": text(row.note),
        "issue": text(row.issue),
        "issue_number": text(row.issue_number),
    }
