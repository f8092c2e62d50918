"""Rewards (奖补): what may be said after an admission, the days of payment, and the ledger of claims."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from db.models.incentive import RewardAnswer, RewardClaim, RewardCounting
from db.queries import history, incentives
from db.unit_of_work import Database
from desktop.domain.change import HistoryLine
from desktop.domain.claim import (
    OPEN,
    ClaimDraft,
    ClaimFilter,
    ClaimRow,
    ClaimStep,
    ClaimStepDraft,
    check_claim,
    check_claim_step,
)
from desktop.domain.filing import FactRow
from desktop.domain.month import Month
from desktop.domain.overview import TodoItem, TodoKind
from desktop.domain.policy_codes import ClaimState, CountingStart
from desktop.domain.problems import Problem, Severity, blocks
from desktop.domain.reward import FIRST_TIME, Answer, Hint, LibraryHistory, Question, RewardRule, hints
from desktop.domain.reward_reader import RewardRules
from desktop.domain.saved import Saved
from desktop.domain.text import tidied, tidy
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.services.office import Office
from desktop.services.printing import PrintedFile
from desktop.services.steps.facts import MonthFacts
from desktop.services.steps.outgoing import OutgoingPapers
from desktop.services.steps.paper import FormPrinter
from desktop.services.steps.rewarding import add_claim_step, begin_claim, library_history
from desktop.wording.labels import label


@dataclass(frozen=True, slots=True)
class Counting:
    """From where years are counted here; *typed* says whether the office asked, or it is the reference's."""

    start: CountingStart
    basis: str
    on: date | None
    typed: bool


class RewardService:
    """Hints come only after an admission fact, never with a figure, and are never a promise."""

    def __init__(
        self,
        database: Database,
        office: Office,
        printer: FormPrinter,
        *,
        rules: Callable[[], RewardRules],
        returning: Callable[[], frozenset[str]],
    ) -> None:
        self._database = database
        self._office = office
        self._papers = OutgoingPapers(database, office, printer)
        self._rules = rules
        self._returning = returning

    def rules(self, *, everywhere: bool = False) -> tuple[RewardRule, ...]:
        """Return the rules that hold where this office's plan does, or all there are."""
        rules = self._rules()
        return rules.rules if everywhere else rules.of_preset(self._office.workspace.preset)

    def questions(self) -> tuple[Question, ...]:
        """Return what only a person can answer, of the rules that hold here."""
        rules = self.rules()
        asked = {each.id for rule in rules for each in rule.asks}
        first = any(rule.first for rule in rules)
        return tuple(each for each in self._rules().questions if each.id in asked or (first and each.id == FIRST_TIME))

    def enterprises(self) -> tuple[tuple[str, str], ...]:
        """Return (uid, name) of the enterprises with an admission fact."""
        return self._database.read(incentives.once_admitted)

    def past(self, enterprise: str) -> LibraryHistory:
        """Return what the ledger knows of *enterprise* and the directory."""
        return library_history(self._database, enterprise, self._office.unit_names, self._returning())

    def hints(self, enterprise: str) -> tuple[Hint, ...]:
        """Return what may be said of each rule for *enterprise*; nothing where there is no admission fact."""
        past = self.past(enterprise)
        given = {each.question: each.yes for each in self.answers(enterprise)}
        today = self._office.today
        return hints(self.rules(), past, given, counting=self.counting().start, today=today)

    def answers(self, enterprise: str) -> tuple[Answer, ...]:
        """Return what was found out of *enterprise*, oldest first; of one question the last counts."""
        return self._database.read(incentives.answers, enterprise)

    def answer(self, enterprise: str, question: str, *, yes: bool, on: date | None, basis: str) -> Saved:
        """Record what was found out of one question; what was said before stays readable."""
        if self._rules().question(question) is None:
            raise KnownError("no_such_question", text=question)
        problems = self._check_dated(on, basis)
        if not self.past(enterprise).known:
            problems.append(Problem("enterprise", "claim_needs_admission"))
        if blocks(problems) or on is None:
            return Saved(problems=tuple(problems))
        with self._database.work("reward.answer", self._office.who) as work:
            record = RewardAnswer(
                uid=work.new_id(),
                enterprise=enterprise,
                question=question,
                place=work.read(incentives.next_place, "answer", enterprise=enterprise, question=question),
                by_unit=self._office.workspace.unit,
                yes=yes,
                done_on=on,
                basis=tidy(basis),
                person=work.who,
            )
            return Saved(work.add(record))

    def counting(self) -> Counting:
        """Return from where years without leaving are counted."""
        found = self._database.read(incentives.counting, self._office.workspace.unit)
        if found:
            return Counting(found[-1].start, found[-1].basis, found[-1].on, typed=True)
        rules = self._rules()
        return Counting(rules.counting, rules.counting_note, None, typed=False)

    def set_counting(self, start: CountingStart, on: date | None, basis: str) -> Saved:
        """Say from where years are counted, with whom was asked and when."""
        problems = self._check_dated(on, basis)
        if blocks(problems) or on is None:
            return Saved(problems=tuple(problems))
        unit = self._office.workspace.unit
        with self._database.work("reward.counting", self._office.who) as work:
            place = work.read(incentives.next_place, "counting", by_unit=unit)
            record = RewardCounting(
                uid=work.new_id(),
                place=place,
                by_unit=unit,
                start=start,
                done_on=on,
                basis=tidy(basis),
                person=work.who,
            )
            return Saved(work.add(record))

    def claims(self, query: ClaimFilter) -> tuple[ClaimRow, ...]:
        """Return the claims that *query* finds, by number."""
        return self._database.read(incentives.claims, query, self._office.unit_names)

    def claim(self, uid: str) -> ClaimRow:
        """Return the claim *uid*; raise `KnownError("no_such_claim")`."""
        found = self._database.read(incentives.claim_of, uid, self._office.unit_names)
        if found is None:
            raise KnownError("no_such_claim", uid=uid)
        return found

    def steps(self, uid: str) -> tuple[ClaimStep, ...]:
        """Return the states of the claim *uid*, oldest first."""
        return self._database.read(incentives.claim_steps, uid)

    def begin(self, draft: ClaimDraft) -> Saved:
        """Enter a claim of an enterprise that was admitted."""
        draft = tidied(draft)
        past = self.past(draft.enterprise) if draft.enterprise else LibraryHistory(admitted=False, admitted_month="")
        labels = {rule.id: rule.label for rule in self.rules()}
        problems = check_claim(draft, rules=labels, admitted=past.known, today=self._office.today)
        rule = self._rules().rule(draft.rule)
        if blocks(problems) or rule is None:
            return Saved(problems=tuple(problems))
        same = self.claims(ClaimFilter(year=draft.year, enterprise=draft.enterprise))
        problems += [
            Problem("rule", "claim_twice", {"number": each.number}, Severity.CHECK)
            for each in same
            if each.rule == draft.rule
        ]
        with self._database.work("reward.claim", self._office.who) as work:
            uid = begin_claim(work, draft, rule, past.admitted_month, unit=self._office.workspace.unit)
        return Saved(uid, tuple(problems))

    def step(self, uid: str, draft: ClaimStepDraft) -> Saved:
        """Record the next state of the claim *uid*, as it was told."""
        draft, row = tidied(draft), self._refuse_void(uid)
        today = self._office.today
        problems = check_claim_step(draft, state=row.state, since=row.state_on, today=today, approved=row.approved)
        if blocks(problems):
            return Saved(problems=tuple(problems))
        with self._database.work("reward.step", self._office.who) as work:
            return Saved(add_claim_step(work, uid, draft, unit=self._office.workspace.unit), tuple(problems))

    def void(self, uid: str, reason: str) -> Saved:
        """Mark the claim *uid* as void (作废) with a reason."""
        self._refuse_void(uid)
        if not tidy(reason):
            return Saved(problems=(Problem("reason", "missing"),))
        with self._database.work("reward.void", self._office.who) as work:
            work.void(RewardClaim, uid, tidy(reason))
        return Saved(uid)

    def history(self, uid: str) -> tuple[HistoryLine, ...]:
        """Return who changed what of the claim *uid*, oldest first."""
        return self._database.read(history.of_entity, uid)

    def todo(self) -> tuple[TodoItem, ...]:
        """Return the claims that were sent back."""
        rows = self.claims(ClaimFilter(states=OPEN & {ClaimState.RETURNED}))
        return tuple(TodoItem(TodoKind.CLAIM_RETURNED, 1, row.uid, row.name, row.state_on) for row in rows)

    def print_ledger(self, year: int, path: Path, progress: Progress) -> PrintedFile:
        """Write the ledger of claims (奖励台账) of *year* as a PDF at *path*."""
        month = Month.containing(self._office.today)
        return self._papers.listing("reward-ledger", self.facts(year), month, path, progress)

    def facts(self, year: int) -> MonthFacts:
        """Return what forms about the claims of *year* show; no figure of an enterprise is among it."""
        rows = tuple(FactRow(row.uid, row.name, _facts(row)) for row in self.claims(ClaimFilter(year=year)))
        return MonthFacts(rows, more={"year": str(year)})

    def _check_dated(self, on: date | None, basis: str) -> list[Problem]:
        problems = [] if tidy(basis) else [Problem("basis", "missing")]
        if on is None:
            problems.append(Problem("on", "missing"))
        elif on > self._office.today:
            problems.append(Problem("on", "in_future"))
        return problems

    def _refuse_void(self, uid: str) -> ClaimRow:
        row = self.claim(uid)
        if row.voided:
            raise KnownError("voided", uid=uid)
        return row


def _facts(row: ClaimRow) -> Mapping[str, str | int | None]:
    return {
        "number": row.number,
        "name": row.name,
        "credit_code": row.credit_code or None,
        "township": row.township or None,
        "admitted_month": row.admitted_month,
        "label": row.label,
        "clause": f"{row.document} {row.clause}",
        "year": str(row.year),
        "state": label(row.state),
        "state_on": row.state_on.isoformat(),
        "approved": row.approved,
        "paid": row.paid,
        "note": row.note or None,
    }
