"""The libraries: who would enter by the plan, many set at once, the list as a ladder."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from db.queries import enterprises, libraries, settings
from db.queries.libraries import Listed
from db.unit_of_work import Database, UnitOfWork
from desktop.domain.bulk import BULK_FIELDS, BulkLine, BulkPlan, Pick, Target, weigh
from desktop.domain.codes import Measure, Tier
from desktop.domain.cultivation import YearDraft
from desktop.domain.enterprise import TierDraft
from desktop.domain.handed_in import Kept
from desktop.domain.ladder import Ladder, Member, ladder
from desktop.domain.library_codes import LadderBasis, Way
from desktop.domain.library_reader import LibraryRules
from desktop.domain.month import Month, last_complete
from desktop.domain.preset import Category
from desktop.domain.problems import Problem
from desktop.domain.proposal import Candidate, Proposal, proposals
from desktop.domain.saved import Saved
from desktop.domain.text import tidied, tidy
from desktop.domain.tiers import standing
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.services.office import Office
from desktop.services.printing import PrintedFile
from desktop.services.steps.cultivating import keep_year
from desktop.services.steps.facts import MonthFacts
from desktop.services.steps.library_figures import (
    kept_of_list,
    kept_until,
    likelihood_of,
    year_figures,
)
from desktop.services.steps.library_paper import LibraryPapers
from desktop.services.steps.listing import move_tier
from desktop.services.steps.outgoing import OutgoingPapers
from desktop.services.steps.paper import FormPrinter
from desktop.wording.library_texts import move_reason, route_words

FORM = "library-list"


class LibraryService:
    """Everything a person does with the libraries.

    *rules* are the reference's, *new_since* is a month of last year, *rosters* gives the words of lists that go out.
    """

    def __init__(
        self,
        database: Database,
        office: Office,
        printer: FormPrinter,
        *,
        rules: Callable[[], LibraryRules],
        new_since: Callable[[], int],
        rosters: Callable[[], Mapping[str, str]],
    ) -> None:
        self._database = database
        self._office = office
        self._papers = OutgoingPapers(database, office, printer)
        self._rules = rules
        self._new_since = new_since
        self._rosters = rosters

    def rules(self) -> LibraryRules:
        """Return what the reference says of routes, categories and the band for planning visits."""
        return self._rules()

    def routes(self) -> dict[str, str]:
        """Return the word of every route: those of the plan, then the others the reference knows."""
        return route_words(self._office.preset, (rule.id for rule in self._rules().routes))

    def categories(self) -> tuple[Category, ...]:
        """Return why an enterprise may be on the key list, as the plan says it."""
        return self._office.preset.categories

    def month(self) -> Month:
        """Return the latest reporting month that is over."""
        return last_complete(self._office.today)

    def members(self, month: Month) -> tuple[Member, ...]:
        """Return every enterprise with its library, this year's record and the revenue collected as of *month*."""
        office = self._office
        # the band looks at two years; the list itself at two periods
        read = kept_until if office.workspace.outlook else kept_of_list
        kept = read(self._database, office, month)
        return tuple(self._member(each, kept.get(each.uid, {}), month) for each in self._listed())

    def ladder(self, month: Month, basis: LadderBasis = LadderBasis.LAST_YEAR) -> Ladder:
        """Return how many of each library stand in each band of the revenue that *basis* names (梯次)."""
        return ladder(self.members(month), self._office.preset.bands_fen, basis)

    def propose(self) -> tuple[Proposal, ...]:
        """Return what the plan's rules say of every enterprise this year; nothing is moved."""
        office, rules, year = self._office, self._rules(), self._office.workspace.year
        revenues = year_figures(self._database, office, range(year - 1 - rules.lookback, year))
        candidates = (
            Candidate(
                uid=each.uid,
                name=each.name,
                credit_code=each.credit_code,
                township=each.township,
                department=each.department,
                tier=each.tier,
                category=each.draft.category,
                status=each.status,
                library_status=each.library_status,
                production_month=each.production_month,
                revenues=revenues.get(each.uid, {}),
            )
            for each in self._listed()
        )
        return proposals(candidates, office.preset, rules, year=year, new_since=self._new_since())

    def picks(self, chosen: Iterable[Proposal], on: date | None, reason: str) -> tuple[Pick, ...]:
        """Return the dated moves of the *chosen* proposals, each with *reason*, its figure and its clause."""
        return tuple(
            Pick(
                each.candidate.uid,
                TierDraft(each.tier, on, move_reason(reason, each) if reason.strip() else "", each.category),
            )
            for each in chosen
        )

    def look(self, picks: Sequence[Pick]) -> BulkPlan:
        """Return who would change, who cannot and why, and who stands so already; nothing is written."""
        basis = self._database.read(settings.journal_size)[0]
        known = {each.uid: each for each in self._listed()}
        return BulkPlan(tuple(self._weigh(pick, known.get(pick.enterprise)) for pick in picks), basis)

    def take(self, plan: BulkPlan) -> Saved:
        """Set everybody who can change, in one save; who cannot stays as they are.

        Raises `KnownError("plan_stale")` if the ledger has changed since *plan* was looked at.
        """
        if not plan.will:
            return Saved(problems=(Problem("enterprise", "nothing_picked"),))
        with self._database.work("library.set", self._office.who) as work:
            if work.read(settings.journal_size)[0] != plan.basis:
                raise KnownError("plan_stale")
            for line in plan.will:
                self._keep(work, line)
        return Saved(plan.will[0].pick.enterprise, tuple(problem for line in plan.will for problem in line.problems))

    def print_list(self, month: Month, path: Path, steps: Progress) -> PrintedFile:
        """Write the year's list (培育库名册) as a PDF at *path*; no gap, no estimate and no band stands on it."""
        return self._papers.listing(FORM, self.facts(month), month, path, steps)

    def facts(self, month: Month, tiers: Sequence[str] = ()) -> MonthFacts:
        """Return what forms about the libraries show; of all who are in one where *tiers* names none."""
        inside = [each for each in self.members(month) if each.tier is not None and each.tier in (tiers or Tier)]
        reader = LibraryPapers(self._database, self._office, routes=self.routes(), rosters=self._rosters())
        return reader.lines(inside, self._office.workspace.year)

    def _listed(self) -> tuple[Listed, ...]:
        workspace = self._office.workspace
        return self._database.read(libraries.listed, workspace.unit, workspace.year, self._office.unit_names)

    def _member(self, each: Listed, kept: Kept, month: Month) -> Member:
        preset, office = self._office.preset, self._office
        year = kept.get(str(office.workspace.year - 1), {}).get(Measure.MAIN_REVENUE_YEAR)
        ytd = kept.get(str(month), {}).get(Measure.MAIN_REVENUE_YTD)
        amount = None if year is None else year.amount
        shown = office.workspace.outlook
        return Member(
            uid=each.uid,
            name=each.name,
            credit_code=each.credit_code,
            township=each.township,
            department=each.department,
            tier=each.tier,
            status=each.status,
            library_status=each.library_status,
            standing=standing(
                amount,
                threshold_fen=preset.threshold_fen,
                near_from_fen=preset.near_from_fen,
                status=each.library_status,
            ),
            last_year=amount,
            year_to_date=None if ytd is None else ytd.amount,
            draft=each.draft,
            likelihood=likelihood_of(kept, month, each.status, office, self._rules()) if shown else None,
        )

    def _weigh(self, pick: Pick, found: Listed | None) -> BulkLine:
        pick = replace(pick, move=None if pick.move is None else tidied(pick.move), fields=_tidy(pick.fields))
        target = None if found is None else self._target(found)
        after = None if found is None else _after(found.draft, pick)
        preset = self._office.preset
        return weigh(
            pick,
            target,
            after,
            categories=[each.id for each in preset.categories],
            routes=list(self.routes()),
            closed=self._office.workspace.year in self._closed(),
            today=self._office.today,
        )

    def _target(self, found: Listed) -> Target:
        spans = self._database.read(enterprises.tier_spans, found.uid)
        lasting = next((span for span in spans if span.until is None), None)
        return Target(found.name, lasting, found.library_status, found.draft)

    def _closed(self) -> frozenset[int]:
        rolls = self._database.read(libraries.rolls, self._office.workspace.unit)
        return frozenset(roll.year_from for roll in rolls)

    def _keep(self, work: UnitOfWork, line: BulkLine) -> None:
        pick, unit, year = line.pick, self._office.workspace.unit, self._office.workspace.year
        moved = any(name == "tier" for name, _, _ in line.changes)
        if moved and pick.move is not None and pick.move.on is not None:
            move_tier(work, pick.enterprise, pick.move, pick.move.on)
        kept = work.read(libraries.record, pick.enterprise, year, unit)
        draft = kept.draft if kept is not None else YearDraft(pick.enterprise, year)
        after = _after(draft, pick)
        if after != draft:
            reason = pick.move.reason if pick.move is not None else None
            keep_year(work, after, unit=unit, reason=reason)


def _after(draft: YearDraft, pick: Pick) -> YearDraft:
    """Return this year's record as *pick* leaves it; a move says category and route of the year too."""
    values: dict[str, Any] = {name: text for name, text in pick.fields.items() if name in BULK_FIELDS}
    if pick.move is not None and pick.move.tier is not None:
        said = {"category": pick.move.category, "route": pick.move.route}
        values = {name: text for name, text in said.items() if text} | values
    if "way" in values:
        values["way"] = Way(values["way"]) if values["way"] else None
    return replace(draft, **values)


def _tidy(fields: Any) -> dict[str, str]:
    return {name: tidy(text) for name, text in fields.items()}
