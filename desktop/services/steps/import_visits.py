"""Plans the rows of visit logs against the ledger."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from desktop.domain.codes import Delivery, VisitMode, VisitPurpose
from desktop.domain.importing import PlanRow, VisitIntent
from desktop.domain.issue import IssueDraft
from desktop.domain.money import fold
from desktop.domain.problems import Problem, Severity
from desktop.domain.visit import VisitDraft, check_visit
from desktop.domain.visit_codes import Appointment, DayPart
from desktop.intake.readings import ReadRow, SheetReading
from desktop.kernel.progress import Progress
from desktop.services.steps.matching import Matcher
from desktop.services.steps.planning import beside, chosen, each_row, found_in, placed, plan_row, text_of
from desktop.wording.labels import words

_Code = TypeVar("_Code", bound=StrEnum)
_Known = tuple[str, date, str]
_Columns = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class VisitGround:
    """What planning visits stands on.

    *known* are (enterprise, day, summary) of the visits kept, *founded* the days the enterprises were established,
    *visitors* who made visits whose row names nobody, *campaigns* and *topics* those there are: name → id.
    """

    matcher: Matcher
    known: frozenset[_Known]
    founded: Mapping[str, date | None]
    visitors: str
    today: date
    campaigns: Mapping[str, str]
    topics: Mapping[str, str]
    progress: Progress


def plan_visits(readings: Iterable[SheetReading], ground: VisitGround) -> tuple[PlanRow, ...]:
    """Return the preview of every row of a visit log; a visit already kept, or told further up, is left as it is."""
    known = set(ground.known)
    return tuple(_visit_row(reading, row, ground, known) for reading, row in each_row(readings, ground.progress))


def _visit_row(reading: SheetReading, read: ReadRow, ground: VisitGround, known: set[_Known]) -> PlanRow:
    columns = [(column.heading, column.field) for column in reading.columns]
    problems, uid = found_in(read, ground.matcher, columns)
    mode, told = chosen(read, "kind", words(VisitMode), VisitMode.ON_SITE, columns)
    draft = _visit_draft(read, uid, ground.visitors, mode, columns)
    draft, also_told = _more(draft, read, ground, columns)
    fresh = True
    if uid and draft.visited_on is not None:
        found = check_visit(draft, today=ground.today, founded_on=ground.founded.get(uid))
        problems += [placed(each, read, columns) for each in found]
        fresh = (uid, draft.visited_on, draft.summary) not in known
        known.add((uid, draft.visited_on, draft.summary))
    return plan_row(read, problems + told + also_told, (), uid=uid, intent=VisitIntent(draft), fresh=fresh)


def _visit_draft(read: ReadRow, enterprise: str, visitors: str, mode: VisitMode, columns: _Columns) -> VisitDraft:
    values = read.values
    day, next_on = values.get("visited_on"), values.get("next_on")
    issue, answer, purpose = (text_of(values.get(name)) for name in ("issue", "answer", "purpose"))
    purposes, deliveries = _several(purpose, words(VisitPurpose)), _several(purpose, words(Delivery))
    brought = text_of(values.get("deliveries"))
    deliveries += tuple(each for each in _several(brought, words(Delivery)) if each not in deliveries)
    unread = [() if purposes or deliveries else ("purpose",), () if issue else ("answer",)]
    unread.append(() if not brought or _several(brought, words(Delivery)) else ("deliveries",))
    told, situation = beside(read, columns, *unread), text_of(values.get("situation"))
    summary = text_of(values.get("summary"))
    if not summary:  # many logs have the one column
        summary, situation = situation, ""
    return VisitDraft(
        enterprise=enterprise,
        visited_on=day if isinstance(day, date) else None,
        mode=mode,
        purposes=purposes,
        deliveries=deliveries,
        visitors=text_of(values.get("officers")) or visitors,
        leader=text_of(values.get("leader")),
        received_by=text_of(values.get("host")),
        received_phone=text_of(values.get("host_phone")),
        situation="\n".join(text for text in (situation, told) if text),
        summary=summary,
        policies=text_of(values.get("policies")),
        issues=(IssueDraft(description=issue, answered_on_spot=bool(answer), answer=answer),) if issue else (),
        next_step=text_of(values.get("next_step")),
        next_on=next_on if isinstance(next_on, date) else None,
        opinion=text_of(values.get("opinion")),
    )


def _more(draft: VisitDraft, read: ReadRow, ground: VisitGround, columns: _Columns) -> tuple[VisitDraft, list[Problem]]:
    """Return *draft* with what the row names of lists: campaign, topics, part of the day, appointment."""
    problems: list[Problem] = []
    campaign = _named(read, "campaign", ground.campaigns)
    topics = _named(read, "topics", ground.topics)
    day_part, appointment = _one(read, "day_part", DayPart), _one(read, "appointment", Appointment)
    lacking = {"campaign": campaign, "topics": topics, "day_part": day_part, "appointment": appointment}
    unknown = [name for name, found in lacking.items() if text_of(read.values.get(name)) and not found]
    for name in unknown:
        values = {"text": text_of(read.values.get(name))[:40]}
        problems.append(placed(Problem(name, "word_beside", values, Severity.CHECK), read, columns))
    told = beside(read, columns, tuple(unknown), note=False)
    situation = "\n".join(text for text in (draft.situation, told) if text)
    draft = replace(draft, day_part=day_part, appointment=appointment, situation=situation, topics=topics)
    draft = replace(draft, campaign=campaign[0] if campaign else "")
    return draft, problems


def _named(read: ReadRow, field: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """Return the ids whose name the cell holds, or which hold the cell as a part of their name."""
    text = fold(text_of(read.values.get(field)))
    if not text:
        return ()
    whole = tuple(uid for name, uid in known.items() if fold(name) == text)
    return whole or tuple(uid for name, uid in known.items() if fold(name) in text)


def _one(read: ReadRow, field: str, codes: type[_Code]) -> _Code | None:
    return words(codes).get(text_of(read.values.get(field)))


def _several(text: str, known: Mapping[str, _Code]) -> tuple[_Code, ...]:
    return tuple(dict.fromkeys(code for word, code in known.items() if word in text))
