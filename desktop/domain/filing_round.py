"""A round on its way (报送轮次): draft → ready → sent → accepted or returned, and what may follow what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.codes import FilingKind, FilingState
from desktop.domain.filing import FilingRound
from desktop.domain.permit import settled_state
from desktop.domain.problems import Problem


class FilingWord(StrEnum):
    """What is told of a round after it was made; the county's words are recorded as told."""

    SENT = "sent"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    TAKEN_BACK = "taken_back"  # the word before was a slip; the state before it holds again


@dataclass(frozen=True, slots=True)
class WordDraft:
    """One word about a round: on which day, who told it, on what basis; *note* has the comment."""

    word: FilingWord
    on: date | None
    told_by: str = ""
    basis: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class FilingStep:
    """One kept word about a round, and the state it led to."""

    place: int
    word: FilingWord
    state: FilingState
    on: date
    told_by: str
    basis: str
    note: str
    person: str


@dataclass(frozen=True, slots=True)
class FilingWish:
    """What a person says to filing: *nothing* for a 零报告, *early* for a month not begun, *reason* where needed."""

    nothing: bool = False
    early: bool = False
    reason: str = ""


LOCKED = frozenset({FilingState.SENT, FilingState.ACCEPTED})

_LEFT_HERE = LOCKED | {FilingState.RETURNED}

_AFTER = {
    FilingState.READY: frozenset({FilingWord.SENT}),
    FilingState.SENT: frozenset({FilingWord.SENT, FilingWord.ACCEPTED, FilingWord.RETURNED, FilingWord.TAKEN_BACK}),
    FilingState.ACCEPTED: frozenset({FilingWord.TAKEN_BACK}),
    FilingState.RETURNED: frozenset({FilingWord.TAKEN_BACK}),
}


def words_now(kept: FilingRound, *, latest: bool) -> frozenset[FilingWord]:
    """Return the words that may be told of *kept* now; only the *latest* round is handed over or taken back."""
    found = _AFTER.get(kept.state, frozenset())
    return found if latest else found & {FilingWord.ACCEPTED, FilingWord.RETURNED}


def check_word(
    kept: FilingRound, draft: WordDraft, steps: Sequence[FilingStep], *, latest: bool, today: date, made_on: date
) -> list[Problem]:
    """Return what forbids telling *draft* of *kept*, whose words so far are *steps*."""
    if kept.state is FilingState.DRAFT:
        return [Problem("state", "round_is_draft")]
    if draft.word not in words_now(kept, latest=latest):
        return [Problem("state", "round_not_now")]
    problems = _check_day(draft, steps, today, made_on)
    if draft.word in {FilingWord.ACCEPTED, FilingWord.RETURNED} and not draft.told_by.strip():
        problems.append(Problem("told_by", "missing"))
    if draft.word in {FilingWord.RETURNED, FilingWord.TAKEN_BACK} and not draft.note.strip():
        problems.append(Problem("note", "missing"))
    return problems


def _check_day(draft: WordDraft, steps: Sequence[FilingStep], today: date, made_on: date) -> list[Problem]:
    if draft.word is FilingWord.TAKEN_BACK:
        return []
    name = "sent_on" if draft.word is FilingWord.SENT else "on"
    if draft.on is None:
        return [Problem(name, "missing")]
    if draft.on > today:
        return [Problem(name, "in_future")]
    if draft.on < made_on:
        return [Problem(name, "before_made")]
    sent = next((step.on for step in reversed(steps) if step.word is FilingWord.SENT), None)
    if draft.word is not FilingWord.SENT and sent is not None and draft.on < sent:
        return [Problem(name, "before_sent", {"since": sent.isoformat()})]
    return []


def state_after(kept: FilingRound, draft: WordDraft) -> FilingState:
    """Return where *draft* takes *kept*; taking a word back leads to the state before it."""
    if draft.word is not FilingWord.TAKEN_BACK:
        return FilingState(draft.word.value)
    if kept.state is FilingState.SENT:
        return FilingState.READY
    return FilingState.SENT


def corrected(rounds: Sequence[FilingRound]) -> FilingRound | None:
    """Return the round that the next one would correct: the last that was handed over and not returned."""
    return next((each for each in reversed(rounds) if each.standing in LOCKED), None)


def known_standing(rounds: Sequence[FilingRound]) -> FilingState | None:
    """Return where *rounds* stand for all that is known here: accepted if one was, else sent if one left, or None."""
    return settled_state([each.standing for each in rounds])


def ahead_of_acceptance(kept: FilingRound, earlier: Sequence[FilingRound]) -> bool:
    """Return whether *kept* was made before the acceptance of one of the *earlier* rounds came, and still waits.

    It is a 更正 then that the county accepts or gives back; nobody could have asked leave for it.
    """
    accepted = any(each.state is FilingState.ACCEPTED for each in earlier)
    return accepted and kept.knew == FilingState.SENT and kept.state in {FilingState.READY, FilingState.SENT}


def kind_of_next(rounds: Sequence[FilingRound], *, empty: bool) -> FilingKind:
    """Return what the round after *rounds* is: a correction (更正) once one was handed over and not returned."""
    if corrected(rounds) is not None:
        return FilingKind.CORRECTION
    return FilingKind.NOTHING if empty else FilingKind.NORMAL


def next_hand_over(rounds: Sequence[FilingRound]) -> int:
    """Return the how manyth paper the county gets next: those that never left do not count."""
    return 1 + sum(each.standing in _LEFT_HERE for each in rounds)


def next_correction(rounds: Sequence[FilingRound]) -> int:
    """Return the how manyth 更正 the next one is; those that never left do not count."""
    return 1 + sum(each.kind is FilingKind.CORRECTION and each.standing in _LEFT_HERE for each in rounds)
