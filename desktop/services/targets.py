"""Targets as they were handed down, and how far the year has come."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from db.models.target import Assessment as AssessmentTable
from db.models.target import Target as TargetTable
from db.queries import history, targets
from db.unit_of_work import Database
from desktop.domain.assessment import (
    JanuaryYear,
    Move,
    MoveKind,
    by_month,
    cap_state,
    count,
    moves_of,
    reserve_ratio,
)
from desktop.domain.change import HistoryLine
from desktop.domain.codes import Dimension, TargetKind, TargetMeasure, UnitKind
from desktop.domain.month import Month
from desktop.domain.preset import Level, Target
from desktop.domain.problems import Problem, blocks
from desktop.domain.reconcile import Balance, reconcile
from desktop.domain.saved import Saved
from desktop.domain.target_entry import (
    DimensionTable,
    TargetDraft,
    TargetPage,
    TargetRow,
    UnitLine,
    check_target,
    value_of,
)
from desktop.domain.targets import progress
from desktop.domain.text import tidied, tidy
from desktop.domain.windows import WindowKind
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.services.office import Office
from desktop.services.printing import PrintedFile
from desktop.services.steps.facts import MonthFacts
from desktop.services.steps.outgoing import OutgoingPapers
from desktop.services.steps.paper import FormPrinter
from desktop.services.steps.project_paper import target_lines
from desktop.services.steps.targeting import (
    assessment_of,
    is_countys_plan,
    keep_target,
    own_dimension,
    own_moves,
    owner,
    rows_of,
    whole_rows,
)


class TargetService:
    """Everything a person does with targets; figures count admissions and exits, never money."""

    def __init__(self, database: Database, office: Office, printer: FormPrinter) -> None:
        self._database = database
        self._office = office
        self._papers = OutgoingPapers(database, office, printer)

    def rows(self, year: int) -> tuple[TargetRow, ...]:
        """Return the targets of *year*: typed ones first, then those of the plan as issued."""
        return rows_of(self._database, self._office.preset, year)

    def issued(self) -> tuple[TargetRow, ...]:
        """Return every target of the plan, whatever its year, as issued."""
        return tuple(TargetRow("", target) for target in self._office.preset.targets)

    def balances(self) -> tuple[Balance, ...]:
        """Return whether the plan's targets, and those typed for the year, add up as they say."""
        typed = tuple(row.target for row in self.rows(self._office.workspace.year) if not row.issued)
        # a plan and a table of a later paper are two statements, each with a total of its own
        found = reconcile(self._office.preset.targets) + reconcile(typed)
        # one unit's target alone is no split
        return tuple(each for each in found if each.rows > 1 or each.stated is not None)

    @property
    def dimension(self) -> Dimension | None:
        """The dimension in which the own unit counts."""
        return own_dimension(self._office)

    def page(self, month: Month) -> TargetPage:
        """Return what the page of targets shows as of *month*: of the ledger's year, or of *month*'s where earlier."""
        office, year = self._office, min(self._office.workspace.year, month.year)
        preset, rows = office.preset, self.rows(year)
        rule = assessment_of(self._database, preset, year)
        until = _until(month, year, rule.january)
        counted = moves_of(self._database.read(targets.moves), year, rule.january, until=until)
        own = own_moves(self._database, office, year)
        return TargetPage(
            year=year,
            rows=rows,
            balances=self.balances(),
            own=self._own_line(rows, own_moves(self._database, office, year, until=until)),
            tables=self._tables(rows, counted),
            months=by_month(own, year, rule.january),
            moves=tuple(move for move in own if not until or move.month <= until),
            assessment=rule,
            not_holders=preset.contacts,
            no_target=preset.no_target,
            reserve_note=preset.reserve_note,
        )

    def check(self, draft: TargetDraft) -> list[Problem]:
        """Return what is wrong with a target about to be kept."""
        return check_target(draft, self._office.preset)

    def set(self, draft: TargetDraft, *, reason: str = "") -> Saved:
        """Keep a target as it was handed down, of the own unit or of another; the plan's own stay as they are."""
        draft = tidied(draft)
        if draft.unit and not draft.unit_name:
            draft = replace(draft, unit_name=self._office.unit_names.get(draft.unit, draft.unit))
        problems = self.check(draft)
        if blocks(problems):
            return Saved(problems=tuple(problems))
        with self._database.work("target.set", self._office.who) as work:
            uid = keep_target(work, draft, by_unit=self._office.workspace.unit, reason=tidy(reason) or None)
        return Saved(uid, tuple(problems))

    def void(self, uid: str, reason: str) -> Saved:
        """Mark the typed target *uid* as void (作废) with a reason."""
        if not tidy(reason):
            return Saved(problems=(Problem("reason", "missing"),))
        if self._database.read(targets.get, uid) is None:
            raise KnownError("no_such_target", uid=uid)
        with self._database.work("target.void", self._office.who) as work:
            work.void(TargetTable, uid, tidy(reason))
        return Saved(uid)

    def set_assessment(self, year: int, january: JanuaryYear, basis: str) -> Saved:
        """Keep in which year an admission of January counts, and the paper that says so."""
        if not tidy(basis):
            return Saved(problems=(Problem("basis", "missing"),))
        kept = self._database.read(targets.assessment, year)
        values = {"january": january, "basis": tidy(basis)}
        with self._database.work("assessment.set", self._office.who) as work:
            if kept is not None:
                work.change(AssessmentTable, kept[0], values)
                return Saved(kept[0])
            unit = self._office.workspace.unit
            return Saved(work.add(AssessmentTable(uid=work.new_id(), year=year, by_unit=unit, **values)))

    def history(self, uid: str) -> tuple[HistoryLine, ...]:
        """Return who changed what of the typed target *uid*, oldest first."""
        return self._database.read(history.of_entity, uid)

    def print_progress(self, month: Month, path: Path, steps: Progress) -> PrintedFile:
        """Write how far each unit has come (净增目标完成情况表) as of *month* as a PDF at *path*."""
        return self._papers.listing("target-progress", self.facts(month), month, path, steps)

    def facts(self, month: Month) -> MonthFacts:
        """Return what forms about targets show as of *month*."""
        last = (month.number - 1) // 3 * 3  # the last month of the quarter before
        before = self.page(Month(month.year, last)) if last else None
        return target_lines(self.page(month), month, before)

    def _own_line(self, rows: Sequence[TargetRow], moves: Iterable[Move]) -> UnitLine:
        workspace, dimension = self._office.workspace, own_dimension(self._office)
        everyone = self._database.read(targets.candidates)
        place = None if dimension is None else list(Dimension).index(dimension)
        own = [pair for pair in everyone if place is None or pair[place] in {"", workspace.unit}]
        return self._line(rows, workspace.unit, workspace.unit_name, dimension, tuple(moves), len(own))

    def _tables(self, rows: Sequence[TargetRow], moves: Sequence[Move]) -> tuple[DimensionTable, ...]:
        if not is_countys_plan(self._office):
            return ()
        everyone = self._database.read(targets.candidates)
        return tuple(
            self._table(rows, moves, everyone, dimension) for dimension in Dimension if self._office.units(dimension)
        )

    def _table(
        self,
        rows: Sequence[TargetRow],
        moves: Sequence[Move],
        everyone: Sequence[tuple[str, str]],
        dimension: Dimension,
    ) -> DimensionTable:
        place = list(Dimension).index(dimension)
        units = [(unit.id, unit.name) for unit in self._office.units(dimension)]
        if any(not pair[place] for pair in everyone) or any(not owner(move, dimension) for move in moves):
            units.append(("", ""))  # what nobody of this dimension answers for is shown, not hidden
        lines = []
        for uid, name in units:
            own = tuple(move for move in moves if owner(move, dimension) == uid)
            ready = sum(pair[place] == uid for pair in everyone)
            listed = rows if uid else ()
            lines.append(self._line(listed, uid, name, dimension, own, ready))
        levels = {row.target.level for row in rows if row.target.unit and row.target.dimension is dimension}
        whole = [row for row in rows if row.target.unit is None and row.target.level in levels]
        total = self._line(whole, "", "", dimension, tuple(moves), len(everyone))
        return DimensionTable(dimension, tuple(lines), total)

    def _line(
        self,
        rows: Sequence[TargetRow],
        unit: str,
        name: str,
        dimension: Dimension | None,
        moves: tuple[Move, ...],
        ready: int,
    ) -> UnitLine:
        own = self._of_unit(rows, unit, dimension)
        net, more = value_of(own, TargetMeasure.NET_INCREASE), value_of(own, TargetMeasure.ADDITIONS)
        dispatch = value_of(own, TargetMeasure.NET_INCREASE, TargetKind.DISPATCH)
        cap = next((each for each in own if each.measure is TargetMeasure.EXIT_CAP), None) or self._cap(rows, unit)
        exits = count(moves, MoveKind.EXIT)
        ways = self._database.read(targets.windows_of)
        came = [ways.get((move.enterprise, move.month)) for move in moves if move.kind is MoveKind.ADDITION]
        reached = progress(count(moves, MoveKind.ADDITION), exits, None if net is None else net.value)
        limit = None if cap is None else cap.value
        return UnitLine(
            unit=unit,
            name=name,
            dimension=dimension,
            official=reached,
            additions_target=None if more is None else more.value,
            dispatch=None if dispatch is None else dispatch.value,
            cap=limit,
            cap_state=cap_state(exits, limit),
            candidates=ready,
            ratio=reserve_ratio(ready, None if net is None else net.value),
            basis="" if net is None else net.citation.document,
            monthly=came.count(WindowKind.MONTHLY),
            annual=sum(way is not None and way != WindowKind.MONTHLY for way in came),
        )

    def _of_unit(self, rows: Sequence[TargetRow], unit: str, dimension: Dimension | None) -> list[Target]:
        """Return the targets of *unit* in *dimension*; the county office holds those of the whole county, too."""
        own = [row.target for row in rows if row.target.unit == unit and row.target.dimension in {dimension, None}]
        ours = unit == self._office.workspace.unit and self._office.workspace.unit_kind is UnitKind.COUNTY
        if own or not (ours or not unit):
            return own
        return [row.target for row in whole_rows(self._office, rows)]

    def _cap(self, rows: Sequence[TargetRow], unit: str) -> Target | None:
        """Return the cap that a plan sets for each county at once, where the unit is such a county."""
        found = self._office.preset.unit(unit)
        if found is None or found.kind not in {UnitKind.COUNTY, UnitKind.ZONE}:
            return None
        caps = (row.target for row in rows if row.target.measure is TargetMeasure.EXIT_CAP)
        return next((cap for cap in caps if cap.unit is None and cap.scope is Level.COUNTY), None)


def _until(month: Month, year: int, january: JanuaryYear) -> str:
    """Return the last month that counts as of *month*; the year's last reporting month lets January in, too."""
    if month.year > year or (month.year == year and month.number == 12 and january is JanuaryYear.PREVIOUS):
        return f"{year + 1:04d}-01"
    return str(month)
