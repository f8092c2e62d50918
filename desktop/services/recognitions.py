"""What enterprises were recognised as (资质), their research, and their taxes before and after admission."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from db.models.recognition import Recognition
from db.models.recognition import TaxPair as TaxPairTable
from db.queries import enterprises, recognitions
from db.unit_of_work import Database
from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.problems import Problem, blocks
from desktop.domain.recognition import (
    RecognitionDraft,
    RecognitionKind,
    RecognitionRow,
    ResearchCoverage,
    check_ending,
    check_recognition,
    research_of,
    standing_grade,
)
from desktop.domain.saved import Saved
from desktop.domain.tax_pair import TaxPair, TaxPairDraft, check_tax_pair
from desktop.domain.text import tidied, tidy
from desktop.kernel.errors import KnownError
from desktop.services.office import Office

Kinds = Callable[[], tuple[RecognitionKind, ...]]

RESEARCH_ACTIVITY = "rd_activity"


class RecognitionService:
    """Facts with their day and basis, as they were told; nothing is scored and nothing is worked out of them."""

    def __init__(self, database: Database, office: Office, kinds: Kinds) -> None:
        self._database = database
        self._office = office
        self._kinds = kinds

    def kinds(self) -> tuple[RecognitionKind, ...]:
        """Return the recognitions there are."""
        return self._kinds()

    def rows(self, enterprise: str = "") -> tuple[RecognitionRow, ...]:
        """Return the recognitions of *enterprise*, or of all enterprises, newest first."""
        return self._database.read(recognitions.rows, self._known(), enterprise)

    def grade(self, enterprise: str) -> RecognitionRow | None:
        """Return the highest step of the ladder that *enterprise* holds today, or None."""
        return standing_grade(self.rows(enterprise), self._office.today)

    def research(self) -> ResearchCoverage:
        """Return which admitted enterprises have a research activity noted for the ledger's year."""
        found = self._database.read(recognitions.statuses)
        return research_of(self._office.workspace.year, found, self.rows(), RESEARCH_ACTIVITY)

    def check(self, draft: RecognitionDraft) -> list[Problem]:
        """Return what is wrong with a recognition about to be kept."""
        draft = self._whole(draft)
        self._enterprise(draft.enterprise)
        kind = self._known().get(draft.kind)
        return check_recognition(draft, kind, self.rows(draft.enterprise), today=self._office.today)

    def add(self, draft: RecognitionDraft) -> Saved:
        """Note what *draft*'s enterprise was recognised as."""
        draft = self._whole(draft)
        problems = self.check(draft)
        if blocks(problems) or draft.since is None:
            return Saved(problems=tuple(problems))
        with self._database.work("recognition.add", self._office.who) as work:
            record = Recognition(
                uid=work.new_id(),
                enterprise=draft.enterprise,
                kind=draft.kind,
                by_unit=self._office.workspace.unit,
                since=draft.since,
                until=draft.until,
                basis=draft.basis,
                note=draft.note or None,
            )
            return Saved(work.add(record), tuple(problems))

    def end(self, uid: str, on: date | None, reason: str) -> Saved:
        """Let the recognition *uid* end on a day (到期、取消) with a reason; it stays in the ledger."""
        row = self._row(uid)
        problems = check_ending(row, on, reason, today=self._office.today)
        if blocks(problems):
            return Saved(problems=tuple(problems))
        with self._database.work("recognition.end", self._office.who) as work:
            work.change(Recognition, uid, {"until": on, "reason_out": tidy(reason)}, reason=tidy(reason))
        return Saved(uid)

    def void(self, uid: str, reason: str) -> Saved:
        """Mark the recognition *uid* as void (作废) with a reason."""
        self._row(uid)
        if not tidy(reason):
            return Saved(problems=(Problem("reason", "missing"),))
        with self._database.work("recognition.void", self._office.who) as work:
            work.void(Recognition, uid, tidy(reason))
        return Saved(uid)

    def taxes(self, enterprise: str) -> tuple[TaxPair, ...]:
        """Return the taxes of *enterprise* before and after admission as they were told, newest first."""
        return self._database.read(recognitions.tax_pairs, enterprise)

    def add_taxes(self, draft: TaxPairDraft) -> Saved:
        """Note the taxes of one enterprise in a year before admission and in one after it."""
        draft = tidied(draft)
        kept = self._enterprise(draft.enterprise)
        problems = check_tax_pair(draft, admitted_month=kept.admitted_month, today=self._office.today)
        if blocks(problems):
            return Saved(problems=tuple(problems))
        with self._database.work("tax_pair.add", self._office.who) as work:
            unit = self._office.workspace.unit
            record = TaxPairTable(uid=work.new_id(), by_unit=unit, **_columns(draft))
            return Saved(work.add(record), tuple(problems))

    def void_taxes(self, uid: str, reason: str) -> Saved:
        """Mark the pair of taxes *uid* as void (作废) with a reason."""
        if self._database.read(recognitions.tax_pair_owner, uid) is None:
            raise KnownError("no_such_tax_pair", uid=uid)
        if not tidy(reason):
            return Saved(problems=(Problem("reason", "missing"),))
        with self._database.work("tax_pair.void", self._office.who) as work:
            work.void(TaxPairTable, uid, tidy(reason))
        return Saved(uid)

    def _known(self) -> Mapping[str, RecognitionKind]:
        return {kind.id: kind for kind in self._kinds()}

    def _whole(self, draft: RecognitionDraft) -> RecognitionDraft:
        """Return *draft* tidied; what counts for one year ends with it."""
        draft = tidied(draft)
        kind = self._known().get(draft.kind)
        if kind is None or not kind.yearly or draft.since is None or draft.until is not None:
            return draft
        return replace(draft, until=date(draft.since.year, 12, 31))

    def _enterprise(self, uid: str) -> EnterpriseDraft:
        found = self._database.read(enterprises.draft_of, uid)
        if found is None:
            raise KnownError("no_such_enterprise", uid=uid)
        if found[1]:
            raise KnownError("voided", uid=uid)
        return found[0]

    def _row(self, uid: str) -> RecognitionRow:
        row = self._database.read(recognitions.one, self._known(), uid)
        if row is None:
            raise KnownError("no_such_recognition", uid=uid)
        return row


def _columns(draft: TaxPairDraft) -> dict[str, Any]:
    values = asdict(draft)
    return values | {"told_on": values.pop("on"), "note": draft.note or None}
