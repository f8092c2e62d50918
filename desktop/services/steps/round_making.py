"""Makes a round: lays the form out, says why it may not be filed, and keeps it with what it was made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from db.models.filing import Filing, FilingDocument
from db.queries import filings, permits
from db.unit_of_work import Database, UnitOfWork
from desktop.domain.codes import FilingKind, FilingState, UnitKind
from desktop.domain.filing import FilingProblem, FilingRound
from desktop.domain.filing_diff import CellChange
from desktop.domain.filing_round import (
    FilingWish,
    corrected,
    kind_of_next,
    known_standing,
    next_correction,
    next_hand_over,
)
from desktop.domain.month import Month
from desktop.domain.permit import NOT_NEEDED, Permission, PermitKind, kinds_needed, permit_for
from desktop.domain.problems import Problem, Severity
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.services.office import Office
from desktop.services.steps.correction_paper import CORRECTION_FORM, told_changes
from desktop.services.steps.facts import MonthFacts
from desktop.services.steps.filing_clock import FilingClock
from desktop.services.steps.month_forms import MonthForms
from desktop.services.steps.paper import FormPrinter, Laid
from desktop.wording.filing_papers import correction_notes
from desktop.wording.sheets import round_words
from desktop.wording.words_permit import permit_words


@dataclass(frozen=True, slots=True)
class RoundPaper:
    """One form laid out and on its way out; *before* is the round it corrects, *changes* what it corrects there.

    *permission* is what it needs of the county and has; *knew* is where the rounds before it stand as known here.
    """

    form: str
    month: Month
    laid: Laid
    facts: MonthFacts
    kind: FilingKind
    round: int
    correction: int
    problems: tuple[FilingProblem, ...]
    digest: str
    code: str
    before: FilingRound | None
    changes: tuple[CellChange, ...]
    permission: Permission = NOT_NEEDED
    knew: FilingState | None = None

    @property
    def state(self) -> FilingState:
        """A round with something unexplained is a draft, and is not handed over."""
        return FilingState.DRAFT if asks(self.problems) else FilingState.READY


def asks(problems: Sequence[FilingProblem]) -> bool:
    """Return whether any of *problems* wants a reason; what only tells does not."""
    return any(each.problem.severity is not Severity.NOTE for each in problems)


class RoundMaker:
    """Makes rounds of the forms as the ledger would fill them now."""

    def __init__(
        self, database: Database, office: Office, printer: FormPrinter, forms: MonthForms, clock: FilingClock
    ) -> None:
        self._database = database
        self._office = office
        self._printer = printer
        self._forms = forms
        self._clock = clock

    def make(self, month: Month, form: str, progress: Progress) -> RoundPaper:
        """Return *form* of *month* as its next round."""
        facts = self._forms.gather(form, month)
        progress.step(0, 0, self._forms.title(form, month))
        rounds = self._database.read(filings.rounds, str(month), form)
        before = corrected(rounds)
        kind, number = kind_of_next(rounds, empty=not facts.rows), (rounds[-1].round if rounds else 0) + 1
        correction = next_correction(rounds) if before is not None else 0
        problems = self._forms.open_questions(form, month, facts)
        digest = self._forms.digest(form, month, facts, kind)
        code = self._forms.code(form, month, number, digest)
        laid = self._printer.lay_out(
            form,
            facts,
            month=month,
            unit=self._office.workspace.unit_name,
            person=self._office.person,
            on=self._office.today,
            number=number,
            kind=kind,
            mark=round_words(next_hand_over(rounds), kind, correction=correction, draft=asks(problems)),
            code=code,
        )
        changes = () if before is None else self._forms.changes_since(before.uid, facts)
        permission = self.permission(month, form)
        return RoundPaper(
            form,
            month,
            laid,
            facts,
            kind,
            number,
            correction,
            problems,
            digest,
            code,
            before,
            changes,
            permission,
            known_standing(rounds),
        )

    def refusal(self, form: RoundPaper, wish: FilingWish) -> Problem | None:
        """Return why *form* is not filed, or None."""
        today = self._office.today
        if today < form.month.first_day and not wish.early:
            return Problem(form.form, "month_not_begun", {"period": str(form.month)})
        if not form.facts.rows and not wish.nothing:
            return Problem(form.form, "nothing_to_file")
        if form.before is not None and not form.changes:
            return Problem(form.form, "nothing_to_correct", {"round": str(form.before.round)})
        if form.before is not None and not wish.reason:
            return Problem(form.form, "correction_reason", {"count": str(len(form.changes))})
        closes = self._closed_on(form.month)
        if closes is not None and not wish.reason:
            return Problem(form.form, "month_closed", {"until": closes.isoformat()})
        return None

    def question(self, form: RoundPaper) -> Problem | None:
        """Return what to ask about *form* although it may be filed: the county has not permitted it, or not yet."""
        if (missing := form.permission.missing) is None:
            return None
        code = "late_unpermitted" if missing is PermitKind.LATE else "correction_unpermitted"
        return Problem(form.form, code, {"period": str(form.month)}, Severity.CHECK)

    def permission(self, month: Month, form: str) -> Permission:
        """Return what the next round of *form* for *month* needs of the county, and what it has."""
        rounds = self._database.read(filings.rounds, str(month), form)
        latest = next((each.standing for each in reversed(rounds) if each.posted or each.sent_on is not None), None)
        closed = self._closed_on(month) is not None
        kinds = kinds_needed(known_standing(rounds), latest, closed=closed)
        if not kinds or self._office.workspace.unit_kind is UnitKind.COUNTY:
            return NOT_NEEDED
        kept, unit = self._database.read(permits.rows, str(month)), self._office.workspace.unit
        return Permission(kinds, permit_for(kinds, kept, unit, str(month), form, today=self._office.today))

    def _closed_on(self, month: Month) -> date | None:
        """Return the day on which *month* was closed; None while it is open."""
        closes = self._clock.dates(month)[0].closes_on
        return closes if closes is not None and self._office.today > closes else None

    def print_changes(self, form: RoundPaper, reason: str, path: Path, progress: Progress) -> None:
        """Write the paper that says what the 更正 *form* changed and why (更正说明) as a PDF at *path*."""
        if form.before is None:
            raise ValueError("a correction needs what it corrects")
        self._printer.table(
            CORRECTION_FORM,
            told_changes(self._forms.form(form.form, form.month), form.changes),
            path,
            progress,
            unit=self._office.workspace.unit_name,
            person=self._office.person,
            on=self._office.today,
            month=form.month,
            more={"form": self._forms.title(form.form, form.month)},
            remarks=(*correction_notes(form.before, form.round, form.correction, reason), *_permitted(form)),
            mark=form.laid.sheet.mark,
            code=form.code,
        )

    def keep(self, work: UnitOfWork, form: RoundPaper, reason: str, contents: Mapping[str, bytes]) -> None:
        """Keep *form* as a round with its papers *contents*."""
        if work.read(filings.next_round, str(form.month), form.form) != form.round:
            raise KnownError("round_taken", form=form.form)
        uid = work.add(
            Filing(
                uid=work.new_id(),
                month=str(form.month),
                form=form.form,
                edition=form.laid.edition,
                round=form.round,
                kind=form.kind,
                state=form.state,
                digest=form.digest,
                code=form.code,
                correction=form.correction,
                reason=reason or None,
                permit=None if form.permission.permit is None else form.permission.permit.uid,
                knew=form.knew,
                rows=len(form.facts.rows),
                facts=[[row.owner, row.name, dict(row.facts)] for row in form.facts.rows + form.facts.closing],
                sheet=form.laid.content,
                made_at=work.now,
                made_by=work.who,
            )
        )
        for kind, content in contents.items():
            work.attach(FilingDocument(filing=uid, kind=kind, sha256=sha256(content).hexdigest(), content=content))


def _permitted(form: RoundPaper) -> tuple[str, ...]:
    """Return the line of a 更正说明 that names the county's permission, where there is one."""
    permit = form.permission.permit
    return () if permit is None else (f"{permit_words(permit)}。",)
