"""The list of enterprises: finding, keeping, tiers, history."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from db.models.enterprise import Enterprise as EnterpriseTable
from db.queries import enterprises, history
from db.unit_of_work import AlreadySaved, Database
from desktop.domain.change import HistoryLine
from desktop.domain.codes import LibraryStatus
from desktop.domain.credit_code import normalise
from desktop.domain.enterprise import (
    Chip,
    Enterprise,
    EnterpriseDraft,
    EnterpriseFilter,
    EnterpriseRow,
    Likeness,
    TierDraft,
    check_enterprise,
    check_tier,
    name_key,
)
from desktop.domain.problems import Problem, Severity, blocks
from desktop.domain.saved import Saved
from desktop.domain.text import tidied, tidy
from desktop.kernel.errors import KnownError
from desktop.services.office import Office
from desktop.services.steps.finding import folded
from desktop.services.steps.keeping import keep_enterprise
from desktop.services.steps.listing import move_tier


class EnterpriseService:
    """Everything a person does with the list of enterprises."""

    def __init__(self, database: Database, office: Office) -> None:
        self._database = database
        self._office = office

    def ids(self, query: EnterpriseFilter) -> tuple[str, ...]:
        """Return the uids that *query* finds, sorted by the ledger."""
        return self._database.read(enterprises.ids, replace(query, text=folded(query.text)), self._office.rules)

    def rows(self, uids: Sequence[str]) -> tuple[EnterpriseRow, ...]:
        """Return the rows of *uids* in their order, for one page of the list."""
        return self._database.read(enterprises.rows, uids, self._office.rules)

    def counts(self) -> Mapping[Chip, int]:
        """Return how many enterprises each chip shows."""
        return self._database.read(enterprises.counts, self._office.rules)

    def suggest(self, text: str, limit: int = 8) -> tuple[EnterpriseRow, ...]:
        """Return the first *limit* enterprises that *text* finds, for type-ahead."""
        return self.rows(self.ids(EnterpriseFilter(text=text))[:limit])

    def get(self, uid: str) -> Enterprise:
        """Return one enterprise whole; raise `KnownError("no_such_enterprise")`."""
        found = self._database.read(enterprises.draft_of, uid)
        if found is None:
            raise KnownError("no_such_enterprise", uid=uid)
        tiers = self._database.read(enterprises.tier_spans, uid)
        revenue, standing = self._database.read(enterprises.last_year_revenue, uid, self._office.rules)
        return Enterprise(
            uid=uid,
            draft=found[0],
            tier=next((span for span in tiers if span.until is None), None),
            tiers=tiers,
            standing=standing,
            last_year_revenue=revenue,
            voided=found[1],
        )

    def check(self, draft: EnterpriseDraft, uid: str = "") -> list[Problem]:
        """Return what is wrong with *draft*, look-alikes in the list included."""
        draft = tidied(draft)
        problems = check_enterprise(draft, today=self._office.today)
        for likeness in self.alike(draft, uid):
            code = "code_taken" if likeness.by == "code" else "name_taken"
            field = "credit_code" if likeness.by == "code" else "name"
            problems.append(Problem(field, code, {"name": likeness.name, "uid": likeness.uid}, Severity.CHECK))
        return problems + self._check_exit(draft, uid)

    def _check_exit(self, draft: EnterpriseDraft, uid: str) -> list[Problem]:
        """An exit is told by the bureau: by hand it is refused, of one that comes in as left it is asked for."""
        if draft.library_status is not LibraryStatus.EXITED:
            return []
        kept = self._database.read(enterprises.draft_of, uid) if uid else None
        if kept is None:
            return [Problem("library_status", "exit_untold", severity=Severity.CHECK)]
        if kept[0].library_status is LibraryStatus.EXITED:
            return []
        return [Problem("library_status", "exit_needs_record")]

    def alike(self, draft: EnterpriseDraft, uid: str = "") -> tuple[Likeness, ...]:
        """Return the enterprises that may be the one being typed, by code and by name."""
        code = normalise(draft.credit_code)[0]
        return self._database.read(enterprises.alike, code, name_key(tidy(draft.name)), uid)

    def save(self, draft: EnterpriseDraft, uid: str = "", *, reason: str = "", save_id: str = "") -> Saved:
        """Keep *draft* as a new enterprise, or as what enterprise *uid* is from now on."""
        tidy_draft = tidied(draft)
        problems = self.check(tidy_draft, uid)
        if blocks(problems):
            return Saved(problems=tuple(problems))
        if uid:
            self._refuse_void(uid)
        try:
            with self._database.work("enterprise.save", self._office.who, save_id) as work:
                today, year = self._office.today, self._office.workspace.year
                kept = keep_enterprise(work, tidy_draft, uid, on=today, year=year, reason=tidy(reason) or None)
        except AlreadySaved as earlier:
            return Saved(earlier.result)
        return Saved(kept, tuple(problems))

    def set_tier(self, uid: str, draft: TierDraft) -> Saved:
        """Move enterprise *uid* into a tier or out of the list, dated and with a reason."""
        draft = tidied(draft)
        problems = check_tier(draft, self.get(uid).tier, today=self._office.today)
        if blocks(problems) or draft.on is None:
            return Saved(problems=tuple(problems))
        self._refuse_void(uid)
        with self._database.work("tier.move", self._office.who) as work:
            move_tier(work, uid, draft, draft.on)
        return Saved(uid, tuple(problems))

    def void(self, uid: str, reason: str) -> Saved:
        """Mark enterprise *uid* as void (作废) with a reason; nothing is deleted."""
        if not tidy(reason):
            return Saved(problems=(Problem("reason", "missing"),))
        self._refuse_void(uid)
        with self._database.work("enterprise.void", self._office.who) as work:
            work.void(EnterpriseTable, uid, tidy(reason))
        return Saved(uid)

    def history(self, uid: str, field: str = "") -> tuple[HistoryLine, ...]:
        """Return who changed what of record *uid*, mostly an enterprise, and of what hangs on it, oldest first."""
        return self._database.read(history.of_entity, uid, field)

    def _refuse_void(self, uid: str) -> None:
        if self.get(uid).voided:
            raise KnownError("voided", uid=uid)
