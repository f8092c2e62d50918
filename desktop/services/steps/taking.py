"""Writes the rows of an import that were wanted, inside one unit of work."""

from dataclasses import replace
from datetime import date

from db.queries import filings
from db.statements import Statement
from db.unit_of_work import UnitOfWork
from desktop.domain.codes import Measure, Obtained, Source
from desktop.domain.credit_code import CodeCheck, check
from desktop.domain.enterprise import EnterpriseDraft, TierDraft
from desktop.domain.figure import FigureEntry, FigureInput, FigureValue
from desktop.domain.importing import EnterpriseIntent, FigureIntent, IssueIntent, PlanRow, TargetIntent, VisitIntent
from desktop.domain.issue_codes import IssueState
from desktop.domain.workspace import Workspace
from desktop.services.steps.adopting import kind_of_word
from desktop.services.steps.cultivating import keep_year
from desktop.services.steps.keeping import add_enterprise, keep_enterprise, list_day, open_issue, take_step
from desktop.services.steps.listing import move_tier
from desktop.services.steps.targeting import keep_target
from desktop.services.steps.visiting import log_visit

_CHECK_DIGIT = "E131"  # the one question that a look at the licence answers for good


class Taker:
    """Takes rows one by one; what they report is kept together by `finish`. *file* is the reason of every change."""

    def __init__(self, work: UnitOfWork, workspace: Workspace, today: date, file: str) -> None:
        self._work = work
        self._unit = workspace.unit
        self._kind = kind_of_word(workspace)
        self._year = workspace.year
        self._today = today
        self._file = file
        self._statements: list[Statement] = []
        self._filed: dict[str, frozenset[str]] = {}

    def take(self, row: PlanRow) -> None:
        """Write what *row* asks for; one that a person has checked keeps its code as seen."""
        match row.intent:
            case EnterpriseIntent() as intent:
                doubted = any(problem.code == _CHECK_DIGIT for problem in row.problems)
                self._take_enterprise(intent, seen=row.confirmable and doubted)
            case FigureIntent(entry, draft):
                self._take_figures(entry if draft is None else replace(entry, enterprise=self._enter(draft)))
            case VisitIntent(draft):
                log_visit(self._work, draft, unit=self._unit)
            case IssueIntent(draft, step):
                uid = open_issue(self._work, draft, unit=self._unit)
                if step is not None:
                    take_step(self._work, uid, step, IssueState.REGISTERED, 2, unit=self._unit)
            case TargetIntent(drafts):
                for each in drafts:
                    keep_target(self._work, each, by_unit=self._unit, reason=self._file)
            case None:
                raise ValueError("a row without an intent cannot be taken")

    def finish(self) -> None:
        """Keep what the rows reported so far; may come again after more of them."""
        self._work.set_figures(self._statements, self._unit, kind=self._kind)
        self._statements = []
        self._work.finish()

    def _take_enterprise(self, intent: EnterpriseIntent, *, seen: bool) -> None:
        draft = intent.draft
        if seen and draft.credit_code and check(draft.credit_code) is not CodeCheck.GOOD:
            draft = replace(draft, code_seen=True)
        if intent.uid:
            uid = keep_enterprise(self._work, draft, intent.uid, on=self._today, year=self._year, reason=self._file)
            if intent.tier is not None:
                move_tier(self._work, uid, intent.tier, intent.tier.on or self._today, given_reason=self._file)
        else:
            uid = self._enter(draft, intent.tier)
        if intent.record is not None:
            keep_year(self._work, replace(intent.record, enterprise=uid), unit=self._unit, reason=self._file)
        for year, given in intent.revenues:
            value = self._value(given, intent.source, intent.obtained, self._file)
            self._statements.append(Statement(uid, str(year), Measure.MAIN_REVENUE_YEAR, value, self._file))

    def _enter(self, draft: EnterpriseDraft, tier: TierDraft | None = None) -> str:
        since = list_day(self._today, self._year)
        return add_enterprise(self._work, draft, since, reason=self._file, tier=tier)

    def _take_figures(self, entry: FigureEntry) -> None:
        period = str(entry.month)
        if period not in self._filed:
            self._filed[period] = self._work.read(filings.handed_over, period)
        # a figure of a month that was filed never changes without saying why: the file it came from
        why = self._file if entry.enterprise in self._filed[period] else None
        for given in entry.inputs:
            value = self._value(given, entry.source, entry.obtained, entry.given_by)
            self._statements.append(Statement(entry.enterprise, period, given.measure, value, given.reason or why))

    def _value(self, given: FigureInput, source: Source, obtained: Obtained, given_by: str) -> FigureValue | None:
        if given.amount is None:
            return None
        return FigureValue(given.amount, given.raw, given.scale, source, obtained, given_by, self._today)
