"""What the papers that go with letters say, row by row."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import tzinfo

from db.queries.handed import Handed
from desktop.domain.codes import Dimension, UnitKind
from desktop.domain.filing import FactValue
from desktop.domain.letter import Answer, Decision, Leaving, state_of
from desktop.domain.rehearsal import RehearsalLine
from desktop.domain.workspace import Person
from desktop.wording import letter_papers as words
from desktop.wording import shown
from desktop.wording.labels import label, label_of
from desktop.wording.messages import message

Facts = Mapping[str, FactValue]


def registration_facts(unit: tuple[str, str, UnitKind], person: Person, fingerprint: str, package: str) -> Facts:
    """Return what the registration sheet (登记表) says; *unit* is id, name and kind."""
    found, name, kind = unit
    return {
        "unit": name,
        "unit_id": found,
        "kind": label(kind),
        "person": person.name,
        "post": person.post or None,
        "phone": person.phone or None,
        "package": package,
        "fingerprint": fingerprint,
        "seal": None,
        "compared_by": None,
        "compared_on": None,
    }


def handed_rows(handed: Sequence[Handed], names: Mapping[str, str], known: Collection[str] | None) -> list[Facts]:
    """Return the lines of an assignment list (交办清单); *known* are the enterprises of earlier letters, if known."""
    return [
        {
            "name": each.name,
            "credit_code": each.credit_code or None,
            "township": names.get(each.township, each.township) or None,
            "department": names.get(each.department, each.department) or None,
            "dimension": label_of(Dimension, each.dimension),
            "since": each.since.isoformat(),
            "until": None if each.until is None else each.until.isoformat(),
            "state": _state(each, known),
        }
        for each in handed
    ]


def receipt_rows(
    answers: Sequence[Answer],
    letters: Mapping[str, tuple[int, str]],
    round_of: Callable[[str], tuple[str, int] | None],
) -> list[Facts]:
    """Return the lines of a receipt (回执单): *letters* is package → number and day, *round_of* a round's form."""
    rows: list[Facts] = []
    for each in answers:
        state = state_of([other for other in answers if other.letter == each.letter])
        said = label_of(Decision, each.decision) if each.record else label(state)
        rows.append(_answer_row(each, letters.get(each.letter, (0, "")), round_of(each.record)) | {"decision": said})
    return rows


def leaving_rows(leaving: Leaving) -> list[Facts]:
    """Return the lines of what leaves this computer, by ledger."""
    ledgers = sorted({*leaving.told, *leaving.withheld}, key=lambda subject: subject.value)
    rows: list[Facts] = [
        {"ledger": label(each), "told": leaving.told.get(each, 0), "withheld": leaving.withheld.get(each, 0)}
        for each in ledgers
    ]
    return rows


def rehearsal_rows(lines: Sequence[RehearsalLine], zone: tzinfo | None, *, taken: bool) -> list[Facts]:
    """Return the lines of a rehearsal (收包试算单); moments are told in *zone*."""
    return [
        {
            "sender": each.unit or None,
            "letter": None if each.type is None else words.letter(label(each.type), each.seq),
            "period": shown.month_text(each.period) if each.period else None,
            "added": each.added,
            "changed": each.changed,
            "to_check": each.to_check,
            "rounds": each.rounds,
            "outcome": words.outcome(
                "" if each.taken_at is None else shown.moment(each.taken_at.astimezone(zone)),
                "" if each.error is None else message(each.error),
                taken=taken,
            ),
            "file": each.file,
        }
        for each in lines
    ]


def _state(each: Handed, known: Collection[str] | None) -> str:
    if each.until is not None:
        return words.WITHDRAWN
    return words.HELD if known is None or each.enterprise in known else words.NEW


def _answer_row(answer: Answer, letter: tuple[int, str], of: tuple[str, int] | None) -> dict[str, FactValue]:
    form, number = of or (words.WHOLE_LETTER if not answer.record else answer.record, 0)
    return {
        "letter": words.number_of(letter[0]) if letter[0] else answer.letter[:8],
        "made_on": letter[1] or None,
        "period": answer.period or None,
        "form": form,
        "round": words.time_of(number) if number else None,
        "comment": answer.text or None,
        "due_on": None if answer.due_on is None else answer.due_on.isoformat(),
    }
