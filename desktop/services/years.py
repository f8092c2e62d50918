"""One enterprise over the years, and the list going over into the next cultivation year."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from db.queries import enterprises, libraries, officers, retention, settings
from db.unit_of_work import Database
from desktop.domain.codes import Tier
from desktop.domain.cultivation import (
    Roll,
    RollDraft,
    RollLine,
    RollPlan,
    YearDraft,
    YearLine,
    YearRecord,
    carried_on,
    check_keeper,
    check_roll,
    check_year,
)
from desktop.domain.enterprise import TierSpan
from desktop.domain.library_reader import LibraryRules
from desktop.domain.officer import OfficerDraft, OfficerFilter
from desktop.domain.problems import Problem, Severity, blocks
from desktop.domain.saved import Saved
from desktop.domain.text import tidied, tidy
from desktop.kernel.errors import KnownError
from desktop.services.office import Office
from desktop.services.steps.cultivating import keep_year, roll_over
from desktop.services.steps.library_figures import december_figures, year_figures

_YEARS_SHOWN = 12


class YearService:
    """Everything a person does with cultivation years; *rules* are the reference's."""

    def __init__(self, database: Database, office: Office, rules: Callable[[], LibraryRules]) -> None:
        self._database = database
        self._office = office
        self._rules = rules

    def of(self, enterprise: str) -> tuple[YearLine, ...]:
        """Return the years of *enterprise*, latest first: stays, record, revenue, what it expected itself."""
        spans = self._database.read(enterprises.tier_spans, enterprise)
        kept = {each.draft.year: each for each in self._database.read(libraries.records, enterprise, self._unit)}
        now = self._office.workspace.year
        revenues = year_figures(self._database, self._office, range(now - _YEARS_SHOWN, now + 1), [enterprise])
        collected = revenues.get(enterprise, {})
        told = self._database.read(retention.estimates, [enterprise]).get(enterprise, [])
        years = {now, *kept, *collected, *(each.year for each in told)}
        years |= {year for span in spans for year in range(span.since.year, _last_year(span, now) + 1)}
        closed = self.closed()
        return tuple(
            YearLine(
                year=year,
                record=kept.get(year),
                stays=tuple(span for span in spans if span.since.year <= year <= _last_year(span, now)),
                revenue=collected.get(year),
                estimates=tuple(each for each in told if each.year == year),
                closed=year in closed,
                current=year == now,
            )
            for year in sorted(years, reverse=True)
        )

    def record(self, enterprise: str, year: int) -> YearRecord | None:
        """Return what is kept of *enterprise* for *year*, or None."""
        return self._database.read(libraries.record, enterprise, year, self._unit)

    def draft(self, enterprise: str, year: int) -> YearDraft:
        """Return the year's record as a form begins with it: category and route of its stay where none was typed."""
        kept = self.record(enterprise, year)
        if kept is not None:
            return kept.draft
        line = next((line for line in self.of(enterprise) if line.year == year), None)
        begun = YearDraft(enterprise, year)
        if line is not None:
            begun = replace(begun, category=line.said("category"), route=line.said("route"))
        keeper = self.keeper(enterprise) if year == self._office.workspace.year else None
        if keeper is None:
            return begun
        return replace(begun, leader=keeper.leader, officer=keeper.person, unit=keeper.unit)

    def keeper(self, enterprise: str) -> OfficerDraft | None:
        """Return who answers for *enterprise* now (包联), the latest where there are several, or None."""
        query = OfficerFilter(enterprise=enterprise)
        rows = self._database.read(officers.rows, query, self._office.unit_names, self._office.today)
        return max((row.draft for row in rows), key=lambda draft: draft.since or date.min, default=None)

    def check(self, draft: YearDraft) -> list[Problem]:
        """Return what is wrong or odd about the record of one year."""
        preset = self._office.preset
        routes = [*(route.id for route in preset.routes), *(rule.id for rule in self._rules().routes)]
        problems = check_year(draft, categories=[each.id for each in preset.categories], routes=routes)
        current = draft.year == self._office.workspace.year
        return problems + check_keeper(draft, self.keeper(draft.enterprise) if current else None)

    def save(self, draft: YearDraft, *, reason: str = "") -> Saved:
        """Keep the record of one year; a closed year is mended only with a reason."""
        draft, reason = tidied(draft), tidy(reason)
        problems = self.check(draft)
        closed = draft.year in self.closed()
        if closed and not reason:
            problems.append(Problem("year", "year_closed", {"year": str(draft.year)}))
        if blocks(problems):
            return Saved(problems=tuple(problems))
        self._refuse_void(draft.enterprise)
        with self._database.work("year.save", self._office.who) as work:
            uid = keep_year(work, draft, unit=self._unit, reason=reason or None, correction=closed)
        return Saved(uid, tuple(problems))

    def closed(self) -> frozenset[int]:
        """Return the years that were closed."""
        return frozenset(roll.year_from for roll in self.rolls())

    def rolls(self) -> tuple[Roll, ...]:
        """Return the years that were closed, oldest first."""
        return self._database.read(libraries.rolls, self._unit)

    def look(self) -> RollPlan:
        """Return what going over from the ledger's year into the next would do; nothing is written."""
        office, year = self._office, self._office.workspace.year
        basis = self._database.read(settings.journal_size)[0]
        everyone = self._database.read(libraries.listed, self._unit, year, office.unit_names)
        inside = [each for each in everyone if each.tier is not None]
        revenues = year_figures(self._database, office, [year])
        december = december_figures(self._database, office, year)
        lines = tuple(
            RollLine(
                uid=each.uid,
                name=each.name,
                tier=each.tier or Tier.BASE,
                category=each.draft.category,
                route=each.draft.route,
                status=each.status,
                library_status=each.library_status,
                revenue=revenues.get(each.uid, {}).get(year),
                december=december.get(each.uid),
                carry=carried_on(each.tier, each.status, each.library_status),
            )
            for each in inside
        )
        return RollPlan(year, year + 1, lines, len(everyone) - len(inside), tuple(self._roll_problems(year)), basis)

    def roll(self, plan: RollPlan, draft: RollDraft) -> Saved:
        """Close the year and begin the next, all of it in one save; the closed year stays as it was.

        Raises `KnownError("plan_stale")` if the ledger has changed since *plan* was looked at.
        """
        draft = RollDraft(draft.on, tidy(draft.basis), {u: tidy(r) for u, r in draft.leaving.items()}, draft.december)
        problems = check_roll(plan, draft, today=self._office.today)
        if draft.december and self._office.today.year <= plan.year_from:
            problems.append(Problem("december", "december_early", {"year": str(plan.year_from)}))
        if blocks(problems):
            return Saved(problems=tuple(problems))
        workspace = self._office.workspace_uid
        with self._database.work("year.roll", self._office.who) as work:
            # the work has noted its own save, but no Change yet
            if work.read(settings.journal_size)[0] != plan.basis:
                raise KnownError("plan_stale")
            uid = roll_over(work, plan, draft, workspace, unit=self._unit)
        return Saved(uid, tuple(problems))

    @property
    def _unit(self) -> str:
        return self._office.workspace.unit

    def _roll_problems(self, year: int) -> list[Problem]:
        if year in self.closed():
            return [Problem("year", "year_rolled", {"year": str(year)})]
        if self._office.today.year < year:
            return [Problem("year", "year_not_begun", {"year": str(year)})]
        if self._office.today.year == year:
            return [Problem("year", "year_not_over", {"year": str(year)}, Severity.CHECK)]
        return []

    def _refuse_void(self, enterprise: str) -> None:
        found = self._database.read(enterprises.draft_of, enterprise)
        if found is None:
            raise KnownError("no_such_enterprise", uid=enterprise)
        if found[1]:
            raise KnownError("voided", uid=enterprise)


def _last_year(span: TierSpan, now: int) -> int:
    return max(now, span.since.year) if span.until is None else span.until.year
