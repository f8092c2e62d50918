"""Answers of the county office as lines of a receipt: schema `receipt/1`."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from desktop.domain.change import Value
from desktop.domain.letter import Answer, Decision
from desktop.exchange.fields import Fields
from desktop.kernel.errors import KnownError

RECEIPT, RECEIPT_SCHEMA = "data/receipt.jsonl", "receipt/1"


class CarriedAnswer(NamedTuple):
    """An answer and the digest of the manifest that it answers."""

    answer: Answer
    manifest_sha256: str


def answer_line(carried: CarriedAnswer) -> dict[str, Value]:
    """Return *carried* as a line."""
    answer = carried.answer
    return {
        "package_id": answer.letter,
        "manifest_sha256": carried.manifest_sha256,
        "decision": answer.decision.value,
        "subject": answer.subject,
        "record": answer.record,
        "field": answer.field,
        "period": answer.period,
        "text": answer.text,
        "due_on": None if answer.due_on is None else answer.due_on.isoformat(),
    }


def read_answers(lines: Iterable[Mapping[str, Value]]) -> Iterator[CarriedAnswer]:
    """Return the answers of *lines*; raise `KnownError` for a line that is none."""
    for number, line in enumerate(lines, start=1):
        fields = Fields(line, f"{RECEIPT}:{number}")
        letter, digest = fields.text("package_id", low=1), fields.text("manifest_sha256", low=64)
        decision = fields.text("decision", low=1)
        if decision not in set(Decision):
            raise KnownError("package_too_new", wanted=decision)
        answer = Answer(
            letter=letter,
            decision=Decision(decision),
            subject=fields.text("subject"),
            record=fields.text("record"),
            field=fields.text("field"),
            period=fields.text("period"),
            text=fields.text("text"),
            due_on=_day(fields),
        )
        yield CarriedAnswer(answer, digest)


def _day(fields: Fields) -> date | None:
    found = fields.text_or_none("due_on")
    try:
        return None if found is None else date.fromisoformat(found)
    except ValueError as error:
        raise fields.broken("due_on") from error
