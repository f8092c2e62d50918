"""What the county office does with what units filed: who has filed, accepting, returning, the receipt (回执)."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from db.queries import handed, permits, post
from db.unit_of_work import Database
from desktop.domain.codes import FilingKind, FilingState, Subject, UnitKind
from desktop.domain.letter import Answer, Decision, LetterRules, RoundIn
from desktop.domain.month import Month
from desktop.domain.overview import TodoItem, TodoKind
from desktop.domain.package import PackageType
from desktop.domain.permit import permitted, wanted_permission
from desktop.domain.problems import Problem
from desktop.domain.saved import Saved
from desktop.domain.text import tidy
from desktop.exchange.answers import RECEIPT, RECEIPT_SCHEMA, CarriedAnswer, answer_line
from desktop.exchange.directory import KEYS, KEYS_SCHEMA, introduce
from desktop.exchange.writer import Content, lines
from desktop.kernel.errors import KnownError
from desktop.services.office import Office
from desktop.services.steps.filing_clock import FilingClock
from desktop.services.steps.letter_packing import pack_changes
from desktop.services.steps.letter_scope import scope_for
from desktop.services.steps.letter_taking import RECEIVED
from desktop.services.steps.letter_writing import Draft, Envelope, LetterWriter, Posted
from desktop.services.steps.own_keys import OwnKeys


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """How one unit stands with a month: its rounds, and how many of them are undecided, accepted, returned.

    A unit that held no enterprise at the month's end has nothing to file and is not *due*.
    """

    unit: str
    name: str
    registered: bool
    rounds: tuple[RoundIn, ...]
    undecided: int
    accepted: int
    returned: int
    due: bool = True

    @property
    def filed(self) -> bool:
        """Whether anything came for the month."""
        return bool(self.rounds)


class AnsweringService:
    """The county's side of filing."""

    def __init__(
        self,
        database: Database,
        office: Office,
        keys: OwnKeys,
        writer: LetterWriter,
        *,
        rules: Callable[[], LetterRules],
        clock: Callable[[], FilingClock],
    ) -> None:
        self._database = database
        self._office = office
        self._keys = keys
        self._writer = writer
        self._rules = rules
        self._clock = clock

    def rounds(self, month: Month | None = None) -> tuple[RoundIn, ...]:
        """Return the rounds that came in, or those of *month*, each with whether the county had permitted it."""
        rows = self._database.read(post.rounds_in, "" if month is None else str(month))
        kept = self._database.read(permits.rows)
        closes: dict[str, date | None] = {}
        earlier: dict[tuple[str, str, str], list[tuple[str, RoundIn]]] = {}
        found: list[RoundIn] = []
        for row in rows:
            each, made_on = _round(row), datetime.fromisoformat(row.made_at).date()
            before = earlier.setdefault((each.unit, each.month, each.form), [])
            if each.month not in closes:
                closes[each.month] = self._clock().dates(Month.parse(each.month))[0].closes_on
            closed_on = closes[each.month]
            closed = closed_on is not None and made_on > closed_on
            needed = wanted_permission([_stood(one, made_on) for _, one in before], closed=closed, knew=each.knew)
            accepted = any(one.state == Decision.ACCEPTED and letter != row.package for letter, one in before)
            ahead = accepted and each.knew == FilingState.SENT
            word = permitted(each.permit, kept, each.unit, each.month, each.form, needed=needed, ahead=ahead)
            found.append(replace(each, permitted=word))
            before.append((row.package, each))
        return tuple(found)

    def board(self, month: Month) -> tuple[UnitStanding, ...]:
        """Return how each unit of the plan stands with *month*, those that filed nothing among them."""
        found: dict[str, list[RoundIn]] = {}
        for each in self.rounds(month):
            found.setdefault(each.unit, []).append(each)
        keyed = {row.unit: row.unit_name for row in self._database.read(post.offices)}
        names = dict(self._office.unit_names)
        units = [unit.id for unit in self._office.preset.units if unit.kind is not UnitKind.COUNTY]
        units += sorted((found.keys() | keyed.keys()) - {*units, self._office.workspace.unit})
        holding = self._database.read(handed.units_holding, month.last_day)
        standings = (
            _standing(unit, names.get(unit) or keyed.get(unit, unit), unit in keyed, found.get(unit, ()))
            for unit in units
        )
        return tuple(replace(each, due=each.unit in holding) for each in standings)

    def todo(self) -> tuple[TodoItem, ...]:
        """Return for today's page how many rounds wait for an answer; none but at the county."""
        waiting = sum(each.state == RECEIVED for each in self.rounds())
        return (TodoItem(TodoKind.ROUNDS_TO_ANSWER, waiting),) if waiting else ()

    def accept(self, uids: Sequence[str], comment: str = "") -> Saved:
        """Accept (接收) the rounds *uids*."""
        return self._decide(uids, Decision.ACCEPTED, comment, None)

    def give_back(self, uids: Sequence[str], comment: str, due_on: date | None = None) -> Saved:
        """Return (退回) the rounds *uids* with what is to be mended, by a day."""
        return self._decide(uids, Decision.RETURNED, comment, due_on)

    def receipt(self, unit: str, folder: Path, *, personal: bool = False, passphrase: str = "") -> Posted:
        """Write the receipt to *unit* into *folder*: every decision so far on its letters, and what the county wrote.

        A receipt covers all letters of the unit, so that one that got lost does no harm.
        """
        found = self._database.read(post.office_of, unit)
        if found is None and not passphrase:
            raise KnownError("office_unknown", unit=self._office.unit_names.get(unit, unit))
        answers = self._answers(unit)
        if not answers:
            raise KnownError("nothing_to_answer", unit=self._office.unit_names.get(unit, unit))
        scope = scope_for(self._database, self._office, self._rules(), unit, personal=personal)
        contents = [
            Content(KEYS, lines([introduce(self._keys.introduced())]), KEYS_SCHEMA),
            Content(RECEIPT, lines(map(answer_line, answers)), RECEIPT_SCHEMA),
        ]
        draft = Draft(
            type=PackageType.RECEIPT,
            envelope=Envelope(unit, "" if found is None else found.receive, passphrase),
            packed=pack_changes(self._database, self._office.workspace.unit, scope),
            contents=contents,
            told=scope.entities or frozenset(),
        )
        return self._writer.write(draft, self._keys.current(), folder)

    def _answers(self, unit: str) -> list[CarriedAnswer]:
        rounds: dict[str, list[RoundIn]] = {}
        for row in self._database.read(post.rounds_in):
            if row.unit == unit:
                rounds.setdefault(row.package, []).append(_round(row))
        found: list[CarriedAnswer] = []
        for row in reversed(self._database.read(post.taken_letters)):
            if row.unit != unit:
                continue
            of_letter = rounds.get(row.package_id, [])
            decided = [each for each in of_letter if each.state != RECEIVED]
            if len(decided) < len(of_letter):
                continue  # a letter is answered when everything in it is decided
            found += [CarriedAnswer(answer, row.manifest_sha256) for answer in _lines(row.package_id, decided)]
        return found

    def _accepted_twice(self, uids: Collection[str]) -> list[Problem]:
        """Return a problem for each form that would stand accepted twice without being a correction.

        A computer without its old ledger begins again with the first round; which one counts is said in writing.
        """
        plain: dict[tuple[str, str, str], list[RoundIn]] = {}
        for each in self.rounds():
            if each.kind != FilingKind.CORRECTION and (each.uid in uids or each.state == Decision.ACCEPTED):
                plain.setdefault((each.unit, each.month, each.form), []).append(each)
        return [
            Problem(
                "comment", "round_accepted_twice", {"unit": self._office.unit_names.get(unit, unit), "period": month}
            )
            for (unit, month, _), found in plain.items()
            if len(found) > 1 and any(each.uid in uids for each in found)
        ]

    def _decide(self, uids: Sequence[str], decision: Decision, comment: str, due_on: date | None) -> Saved:
        said = tidy(comment)
        if decision is Decision.RETURNED and not said:
            return Saved(problems=(Problem("comment", "missing"),))
        if due_on is not None and due_on < self._office.today:
            return Saved(problems=(Problem("due_on", "due_before_today"),))
        for uid in uids:
            if self._database.read(post.round_in, uid) is None:
                raise KnownError("no_such_round", uid=uid)
        if decision is Decision.ACCEPTED and not said and (twice := self._accepted_twice(set(uids))):
            return Saved(problems=tuple(twice))
        values = {
            "state": decision,
            "comment": said or None,
            "due_on": due_on,
            "decided_on": self._office.today,
            "decided_by": self._office.who,
        }
        with self._database.work("package.decide", self._office.who) as work:
            for uid in uids:
                post.decide(work.connection, uid, values)
        return Saved(uids[0] if uids else "")


def _lines(letter: str, decided: Sequence[RoundIn]) -> list[Answer]:
    """Return the answer to a letter as a whole, and one for each of its rounds."""
    counts = Counter(each.state for each in decided)
    whole = Decision.RETURNED if counts[Decision.RETURNED] == len(decided) > 0 else Decision.ACCEPTED
    return [Answer(letter, whole)] + [
        Answer(
            letter=letter,
            decision=Decision(each.state),
            subject=Subject.FILING,
            record=each.uid,
            period=each.month,
            text=each.comment,
            due_on=each.due_on,
        )
        for each in decided
    ]


def _standing(unit: str, name: str, registered: bool, rounds: Sequence[RoundIn]) -> UnitStanding:
    counts = Counter(each.state for each in rounds)
    return UnitStanding(
        unit=unit,
        name=name,
        registered=registered,
        rounds=tuple(rounds),
        undecided=counts[RECEIVED],
        accepted=counts[Decision.ACCEPTED],
        returned=counts[Decision.RETURNED],
    )


def _stood(found: RoundIn, day: date) -> FilingState:
    """Return where *found* stood on *day*, as far as its unit could know."""
    if found.decided_on is None or found.decided_on > day:
        return FilingState.SENT
    return FilingState(found.state)


def _round(row: object) -> RoundIn:
    names = (
        "uid",
        "unit",
        "month",
        "form",
        "edition",
        "round",
        "kind",
        "correction",
        "rows",
        "code",
        "state",
        "permit",
        "knew",
    )
    values = {name: getattr(row, name) for name in names}
    return RoundIn(
        **values,
        received_at=row.taken_at,  # type: ignore[attr-defined]
        reason=row.reason or "",  # type: ignore[attr-defined]
        comment=row.comment or "",  # type: ignore[attr-defined]
        due_on=row.due_on,  # type: ignore[attr-defined]
        decided_on=row.decided_on,  # type: ignore[attr-defined]
    )
