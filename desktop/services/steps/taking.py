"""Writes the rows of an import that were wanted, inside one unit of work."""

from dataclasses import replace
from datetime import date

from db.statements import Statement
from db.unit_of_work import UnitOfWork
from desktop.domain.codes import Measure, Obtained, Source
from desktop.domain.credit_code import CodeCheck, check
from desktop.domain.figure import FigureEntry, FigureInput, FigureValue
from desktop.domain.importing import EnterpriseIntent, FigureIntent, PlanRow, TargetIntent, VisitIntent
from desktop.domain.workspace import Workspace
from desktop.services.steps.keeping import add_enterprise, keep_enterprise, list_day
from desktop.services.steps.listing import move_tier
from desktop.services.steps.targeting import keep_target
from desktop.services.steps.visiting import log_visit

_CHECK_DIGIT = "E131"  # the one question that a look at the licence answers for good


class Taker:
    """Takes rows one by one; what they report is kept together by `finish`. *file* is the reason of every change."""

    def __init__(self, work: UnitOfWork, workspace: Workspace, today: date, file: str) -> None:
        self._work = work
        self._unit = workspace.unit
        self._year = workspace.year
        self._today = today
        self._file = file
        self._statements: list[Statement] = []

    def take(self, row: PlanRow) -> None:
        """Write what *row* asks for; one that a person has checked keeps its code as seen."""
        match row.intent:
            case EnterpriseIntent() as intent:
                doubted = any(problem.code == _CHECK_DIGIT for problem in row.problems)
                self._take_enterprise(intent, seen=row.confirmable and doubted)
            case FigureIntent(entry):
                self._take_figures(entry)
            case VisitIntent(draft):
                log_visit(self._work, draft, unit=self._unit)
            case TargetIntent(drafts):
                for each in drafts:
                    keep_target(self._work, each, by_unit=self._unit, reason=self._file)
            case None:
                raise ValueError("a row without an intent cannot be taken")

    def finish(self) -> None:
        """Keep what the rows reported."""
        self._work.set_figures(self._statements, self._unit)

    def _take_enterprise(self, intent: EnterpriseIntent, *, seen: bool) -> None:
        draft = intent.draft
        if seen and draft.credit_code and check(draft.credit_code) is not CodeCheck.GOOD:
            draft = replace(draft, code_seen=True)
        if intent.uid:
            uid = keep_enterprise(self._work, draft, intent.uid, on=self._today, year=self._year, reason=self._file)
            if intent.tier is not None:
                move_tier(self._work, uid, intent.tier, intent.tier.on or self._today, given_reason=self._file)
        else:
            since = list_day(self._today, self._year)
            uid = add_enterprise(self._work, draft, since, reason=self._file, tier=intent.tier)
        for year, given in intent.revenues:
            value = self._value(given, Source.ENTERPRISE, Obtained.FILE, self._file)
            self._statements.append(Statement(uid, str(year), Measure.MAIN_REVENUE_YEAR, value, self._file))

    def _take_figures(self, entry: FigureEntry) -> None:
        for given in entry.inputs:
            value = self._value(given, entry.source, entry.obtained, entry.given_by)
            self._statements.append(
                Statement(entry.enterprise, str(entry.month), given.measure, value, given.reason or None)
            )

    def _value(self, given: FigureInput, source: Source, obtained: Obtained, given_by: str) -> FigureValue | None:
        if given.amount is None:
            return None
        return FigureValue(given.amount, given.raw, given.scale, source, obtained, given_by, self._today)
