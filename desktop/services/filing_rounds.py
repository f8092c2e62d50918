"""Rounds on their way: handed over, accepted or returned as told, what changed since, and paper against file."""

from dataclasses import dataclass
from pathlib import Path

from db.models.filing import Filing
from db.models.filing import FilingStep as StepTable
from db.queries import filings
from db.unit_of_work import Database
from desktop.domain.codes import FilingState
from desktop.domain.filing import FactValue, FilingRound
from desktop.domain.filing_code import read_code
from desktop.domain.filing_diff import CellChange, changes
from desktop.domain.filing_round import (
    FilingStep,
    FilingWord,
    WordDraft,
    ahead_of_acceptance,
    check_word,
    state_after,
    words_now,
)
from desktop.domain.month import Month
from desktop.domain.saved import Saved
from desktop.domain.text import tidy
from desktop.kernel.errors import KnownError
from desktop.services.office import Office
from desktop.services.steps.correction_paper import told_changes
from desktop.services.steps.kept_papers import kept_round
from desktop.services.steps.month_forms import MonthForms
from desktop.services.steps.paper_reading import CellDifference, PaperReader


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """One cell that reads otherwise now than on a round's paper, in words; *owner* opens its row."""

    owner: str
    name: str
    item: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a code or a file says against the ledger.

    *kept* is None where nothing here carries that code. *genuine* is None for a code alone; for a file it says whether
    its bytes (PDF) or all its cells (xlsx) are those that were handed out. *changed* is what reads otherwise now.
    """

    code: str
    kept: FilingRound | None
    latest: FilingRound | None = None
    genuine: bool | None = None
    differing: tuple[CellDifference, ...] = ()
    changed: tuple[ChangedCell, ...] = ()

    @property
    def matches(self) -> bool:
        """The paper says what the ledger says now, and no later round was handed over."""
        return self.kept is not None and self.genuine is not False and not self.changed and not self.superseded

    @property
    def superseded(self) -> bool:
        """A later round was handed over."""
        return self.kept is not None and self.latest is not None and self.latest.round > self.kept.round


class FilingRoundService:
    """Everything that is told of a round once it is made."""

    def __init__(self, database: Database, office: Office, forms: MonthForms, reader: PaperReader) -> None:
        self._database = database
        self._office = office
        self._forms = forms
        self._reader = reader

    def get(self, uid: str) -> FilingRound:
        """Return round *uid*; raise `KnownError("no_such_round")`."""
        return kept_round(self._database, uid)

    def all(self, month: Month | None = None) -> tuple[FilingRound, ...]:
        """Return every round kept, or those of *month*, by month and form, first to last."""
        return self._database.read(filings.rounds, "" if month is None else str(month))

    def steps(self, uid: str) -> tuple[FilingStep, ...]:
        """Return the words about round *uid*, first to last."""
        return self._database.read(filings.steps, uid)

    def words_now(self, uid: str) -> frozenset[FilingWord]:
        """Return the words that may be told of round *uid* now."""
        kept = self.get(uid)
        return words_now(kept, latest=self._is_latest(kept))

    def tell(self, uid: str, draft: WordDraft) -> Saved:
        """Record a word about round *uid*: handed over, accepted, returned, or that the last word was a slip."""
        kept, steps = self.get(uid), self.steps(uid)
        made_on = kept.made_at.astimezone(self._office.now.tzinfo).date()
        latest, today = self._is_latest(kept), self._office.today
        problems = check_word(kept, draft, steps, latest=latest, today=today, made_on=made_on)
        if problems:
            return Saved(problems=tuple(problems))
        state = state_after(kept, draft)
        with self._database.work("filing.tell", self._office.who) as work:
            work.add(self._step(work.new_id(), kept, draft, state, len(steps) + 1))
            values: dict[str, object] = {"state": state}
            if draft.word is FilingWord.SENT:
                values["sent_on"] = draft.on
            elif state is FilingState.READY:
                values["sent_on"] = None
            work.change(Filing, uid, values, reason=tidy(draft.note) or None)
        return Saved(uid)

    def changes(self, uid: str) -> tuple[ChangedCell, ...]:
        """Return what reads otherwise now than on the paper of round *uid*, cell by cell."""
        kept = self.get(uid)
        facts = self._forms.gather(kept.form, kept.month)
        return self._told(kept, self._forms.changes_since(uid, facts))

    def corrected(self, uid: str) -> tuple[ChangedCell, ...]:
        """Return what round *uid* changed against the one handed over before it; nothing for the first."""
        kept = self.get(uid)
        earlier = [each for each in self._same_form(kept) if each.round < kept.round and _handed(each)]
        if not earlier:
            return ()
        before, after = (self._database.read(filings.facts, each.uid) for each in (earlier[-1], kept))
        return self._told(kept, changes(before, after))

    def between(self, earlier: str, later: str) -> tuple[ChangedCell, ...]:
        """Return what round *later* says otherwise than round *earlier* of the same form, cell by cell."""
        first, second = self.get(earlier), self.get(later)
        if first.form != second.form:
            raise KnownError("rounds_of_two_forms")
        before, after = (self._database.read(filings.facts, each.uid) for each in (first, second))
        return self._told(second, changes(before, after))

    def beside(self, kept: FilingRound) -> tuple[FilingRound, ...]:
        """Return the other rounds of the same form and month, first to last."""
        return tuple(each for each in self._same_form(kept) if each.uid != kept.uid)

    def ahead(self, kept: FilingRound) -> bool:
        """Return whether *kept* was made before the county's acceptance of an earlier one came, and still waits."""
        return ahead_of_acceptance(kept, [each for each in self._same_form(kept) if each.round < kept.round])

    def title(self, kept: FilingRound) -> str:
        """Return what the form of a round is called on its paper, whatever edition came later."""
        return self._forms.kept_title(kept)

    def verify(self, text: str) -> Verdict:
        """Return what the code *text* says; raise `NotACode` where it was mistyped."""
        code = read_code(text)
        kept = self._database.read(filings.of_code, code)
        return Verdict(code, None) if kept is None else self._verdict(kept)

    def verify_file(self, path: Path) -> Verdict:
        """Return what the PDF or workbook at *path* says; one that carries no code is refused."""
        found = self._reader.read(path)
        if found.pdf_sha256:
            kept = self._database.read(filings.of_document, found.pdf_sha256)
            if kept is not None:
                return self._verdict(kept, genuine=True)
        if not found.code:
            raise KnownError("paper_without_code", path=path)
        kept = self._database.read(filings.of_code, found.code)
        if kept is None:
            return Verdict(found.code, None, genuine=False)
        if found.pdf_sha256:
            return self._verdict(kept, genuine=False)
        differing = self._reader.differences(self._database.read(filings.sheet, kept.uid), found)
        return self._verdict(kept, genuine=not differing, differing=differing)

    def _verdict(
        self, kept: FilingRound, *, genuine: bool | None = None, differing: tuple[CellDifference, ...] = ()
    ) -> Verdict:
        handed = [each for each in self._same_form(kept) if _handed(each)]
        latest = handed[-1] if handed else None
        return Verdict(kept.code, kept, latest, genuine, differing, self.changes(kept.uid))

    def _same_form(self, kept: FilingRound) -> tuple[FilingRound, ...]:
        return self._database.read(filings.rounds, str(kept.month), kept.form)

    def _is_latest(self, kept: FilingRound) -> bool:
        return self._same_form(kept)[-1].uid == kept.uid

    def _told(self, kept: FilingRound, changes: tuple[CellChange, ...]) -> tuple[ChangedCell, ...]:
        rows = told_changes(self._forms.form(kept.form, kept.month), changes)
        owners = [change.owner for change in changes]
        return tuple(ChangedCell(owner, *map(_text, row.values())) for owner, row in zip(owners, rows, strict=True))

    def _step(self, uid: str, kept: FilingRound, draft: WordDraft, state: FilingState, place: int) -> StepTable:
        return StepTable(
            uid=uid,
            filing=kept.uid,
            place=place,
            by_unit=self._office.workspace.unit,
            word=draft.word,
            state=state,
            done_on=draft.on or self._office.today,
            told_by=tidy(draft.told_by) or None,
            basis=tidy(draft.basis) or None,
            note=tidy(draft.note) or None,
            person=self._office.who,
        )


def _handed(kept: FilingRound) -> bool:
    return kept.sent_on is not None or kept.posted


def _text(value: FactValue) -> str:
    return "" if value is None else str(value)
