"""Takes a letter inside one unit of work: Changes, rounds, answers, the note that it was taken."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from db.county import county_of
from db.merging import Taken, take_changes
from db.models.filing import Filing, FilingStep
from db.models.letter import Answer as AnswerRow
from db.models.letter import LetterIn, RoundIn
from db.queries import asides, filings, letters, post, questions
from db.unit_of_work import UnitOfWork
from desktop.domain.carried import unit_of
from desktop.domain.codes import FilingState, Subject, UnitKind
from desktop.domain.filing_round import FilingWord
from desktop.domain.letter import Decision
from desktop.domain.letter_terms import Term
from desktop.kernel.errors import KnownError
from desktop.services.office import Office
from desktop.services.steps.found_anew import make_findable
from desktop.services.steps.letter_reading import Letter
from desktop.services.steps.letter_terms import CountyTerms, keep_forms, keep_plan
from desktop.services.steps.own_keys import county_for

RECEIVED = "received"
_STATES = {Decision.ACCEPTED: FilingState.ACCEPTED, Decision.RETURNED: FilingState.RETURNED}
_WORDS = {Decision.ACCEPTED: FilingWord.ACCEPTED, Decision.RETURNED: FilingWord.RETURNED}


@dataclass(frozen=True, slots=True)
class Effect:
    """What a letter does here: Changes *new* and *known*, records *added*, *changed*, set *aside*, cells *to_check*.

    Records of earlier letters that are still set aside are not counted again; those that it brought *back* are.
    *behind* counts what the sender's unit told the county before and this ledger of it does not know, *given_back*
    what the county brings a unit back of its own words.
    """

    new: int
    known: int
    added: int
    changed: int
    aside: int
    to_check: int
    rounds: int
    answers: int
    behind: int = 0
    given_back: int = 0
    terms: tuple[Term, ...] = ()
    back: int = 0
    why_aside: Mapping[str, int] = field(default_factory=dict)


def take_letter(work: UnitOfWork, office: Office, letter: Letter, terms: CountyTerms) -> Effect:
    """Take *letter*; the caller has asked whether it may be taken. *terms* knows what is set for all."""
    manifest = letter.manifest
    forms, plans = terms.forms(work, letter.forms), terms.plans(letter.plans)  # before anything is written
    titles = terms.titles(forms) if _sets(letter) else {}
    before = len(work.read(questions.questions)) + len(work.read(questions.figure_questions))
    county = county_for(work.read(county_of), office, manifest.sender.unit)
    behind, given_back = _behind(work, office, letter), _given_back(work, office, letter)
    taken = work.read(take_changes, letter.changes, letter.saves, county=county)
    keep_forms(work, forms, manifest.sender.unit)
    keep_plan(work, plans, letter.plans, manifest.package_id)
    make_findable(work, (*taken.projected.added, *taken.projected.changed))
    post.keep(work.connection, LetterIn, [_note(office, letter, taken, work.save)])
    rounds = _take_rounds(work, letter)
    answers = _take_answers(work, office, letter)
    from_county = manifest.sender.unit == county
    records = terms.records(work, taken.projected.added, taken.projected.changed, titles) if from_county else []
    after = len(work.read(questions.questions)) + len(work.read(questions.figure_questions))
    return Effect(
        new=taken.new,
        known=taken.known,
        added=len(taken.projected.added),
        changed=len(set(taken.projected.changed)),
        aside=len(taken.projected.aside),
        to_check=max(after - before, 0),
        rounds=rounds,
        answers=answers,
        behind=behind,
        given_back=given_back,
        terms=(*(each.term for each in forms), *plans, *records),
        back=len(taken.projected.back),
        why_aside=work.read(asides.reasons, taken.projected.aside),
    )


def _sets(letter: Letter) -> bool:
    """Return whether *letter* tells of forms."""
    return bool(letter.forms) or any(each.change.cell.subject is Subject.FORM_RETIREMENT for each in letter.changes)


def _behind(work: UnitOfWork, office: Office, letter: Letter) -> int:
    if office.workspace.unit_kind is not UnitKind.COUNTY:
        return 0
    return work.read(post.unknown_to, letter.manifest.sender.unit, letter.manifest.have)


def _given_back(work: UnitOfWork, office: Office, letter: Letter) -> int:
    known, own = work.read(letters.known), office.workspace.unit
    ids = (each.change.id for each in letter.changes if unit_of(each.change.id.site) == own)
    return sum(seq > known.get(site, (0, ""))[0] for site, seq in ids)


def _note(office: Office, letter: Letter, taken: Taken, save: str) -> dict[str, object]:
    manifest = letter.manifest
    return {
        "package_id": manifest.package_id,
        "type": manifest.type,
        "unit": manifest.sender.unit,
        "incarnation": manifest.sender.incarnation,
        "key_id": manifest.sender.key_id,
        "signed": letter.package.signature is not None,
        "seq": manifest.seq,
        "period": manifest.period,
        "manifest_sha256": letter.package.manifest_sha256,
        "made_at": manifest.created_at,
        "taken_at": office.now,
        "save": save,
        "have": dict(manifest.have),
        "counts": {"new": taken.new, "known": taken.known, "rounds": len(letter.rounds)},
    }


def _take_rounds(work: UnitOfWork, letter: Letter) -> int:
    known = work.read(post.known_rounds, [each.uid for each in letter.rounds])
    fresh = [each for each in letter.rounds if each.uid not in known]
    rows = [
        each._asdict() | {"reason": each.reason or None, "package": letter.manifest.package_id, "state": RECEIVED}
        for each in fresh
    ]
    post.keep(work.connection, RoundIn, rows)
    return len(fresh)


def _take_answers(work: UnitOfWork, office: Office, letter: Letter) -> int:
    """Keep the lines of a receipt and let the rounds they are about stand where the county says.

    A ledger that was brought back from a copy, or went on on another computer, may have forgotten letters that it sent
    since the copy: what the receipt says of those is passed over.
    """
    receipt = letter.manifest.package_id
    rows: list[dict[str, object]] = []
    began_anew = len(work.read(post.own_sites, office.workspace.unit)) > 1
    for place, (answer, digest) in enumerate(letter.answers, start=1):
        sent = work.read(post.sent_one, answer.letter)
        if sent is None and began_anew:
            continue
        if sent is None or sent.manifest_sha256 != digest:
            raise KnownError("receipt_unknown", package=answer.letter)
        rows.append(
            {
                "receipt": receipt,
                "place": place,
                "letter": answer.letter,
                "decision": answer.decision,
                "subject": answer.subject,
                "record": answer.record,
                "field": answer.field,
                "period": answer.period,
                "text": answer.text,
                "due_on": answer.due_on,
            }
        )
        if answer.subject == Subject.FILING and not answer.field:
            _decide(work, office, letter, answer.record, answer.decision, answer.text)
    post.keep(work.connection, AnswerRow, rows)
    return len(rows)


def _decide(work: UnitOfWork, office: Office, letter: Letter, uid: str, decision: Decision, said: str) -> None:
    """Note on the round *uid* what the county said of it; a later receipt for the same round counts instead."""
    kept = work.read(filings.one, uid)
    if kept is None or kept.state is _STATES[decision]:
        return
    told_by = office.unit_names.get(letter.manifest.sender.unit, letter.manifest.sender.unit)
    basis = f"{letter.manifest.type}-{letter.manifest.seq}"
    place = len(work.read(filings.steps, uid))
    words: list[tuple[FilingWord, FilingState]] = []
    if kept.sent_on is None:  # it left with the letter
        words.append((FilingWord.SENT, FilingState.SENT))
    words.append((_WORDS[decision], _STATES[decision]))
    for word, state in words:
        place += 1
        step = FilingStep(
            uid=work.new_id(),
            filing=uid,
            place=place,
            by_unit=office.workspace.unit,
            word=word,
            state=state,
            done_on=office.today,
            told_by=told_by,
            basis=basis,
            note=said or None,
            person=office.who,
        )
        work.add(step)
    values: dict[str, object] = {"state": _STATES[decision]}
    if kept.sent_on is None:
        values["sent_on"] = office.today
    work.change(Filing, uid, values, reason=said or None)
