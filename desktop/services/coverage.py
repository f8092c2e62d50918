"""Where enterprises stand to the size, and who reached it and is not where they belong (应达尽达、应统尽统)."""

from collections.abc import Callable
from datetime import date

from db.queries import admissions, enterprises, libraries
from db.queries.libraries import Listed
from db.unit_of_work import Database
from desktop.domain.admission import AdmissionFilter, AdmissionState
from desktop.domain.codes import LibraryStatus, Measure, OperatingStatus
from desktop.domain.coverage import Coverage, CoverageRow, HandlingDraft, HandlingStep, check_handling, reached
from desktop.domain.figure import FigureValue
from desktop.domain.handed_in import Kept
from desktop.domain.library_codes import GONE, Likelihood
from desktop.domain.library_reader import LibraryRules
from desktop.domain.month import Month, last_complete
from desktop.domain.overview import TodoItem, TodoKind
from desktop.domain.precheck import differ, three_measures
from desktop.domain.problems import Problem, blocks
from desktop.domain.saved import Saved
from desktop.domain.standing import Gap, StandingView, gaps, short_of
from desktop.domain.text import tidied
from desktop.domain.tiers import propose, standing
from desktop.kernel.errors import KnownError
from desktop.services.office import Office
from desktop.services.steps.cultivating import say_handling
from desktop.services.steps.library_figures import kept_until, likelihood_of, reached_uids, year_figures


class CoverageService:
    """Looks at collected figures beside the size, and keeps what people say is done; computes no figure."""

    def __init__(self, database: Database, office: Office, rules: Callable[[], LibraryRules]) -> None:
        self._database = database
        self._office = office
        self._rules = rules

    def standing(self, enterprise: str, month: Month) -> StandingView:
        """Return where *enterprise* stands as of *month*: collected figures with month and source, for the screen."""
        office, threshold = self._office, self._office.preset.threshold_fen
        found = self._database.read(enterprises.draft_of, enterprise)
        if found is None:
            raise KnownError("no_such_enterprise", uid=enterprise)
        kept = kept_until(self._database, office, month, [enterprise]).get(enterprise, {})
        last_year, measured = self._last_year(kept, month), three_measures(kept, month, threshold)
        side_by_side = gaps(kept, month, threshold)
        return StandingView(
            standing=standing(
                _amount(last_year.value),
                threshold_fen=threshold,
                near_from_fen=office.preset.near_from_fen,
                status=found[0].library_status,
            ),
            threshold=threshold,
            last_year=last_year,
            gaps=side_by_side,
            reached_by=tuple(gap.measure for gap in side_by_side if gap.short == 0),
            differs=differ(measured),
            likelihood=self._likelihood(kept, month, found[0].status),
        )

    def coverage(self, month: Month) -> Coverage:
        """Return the check of the year as of *month*: who reached the size and is not admitted, and what is done."""
        office, year = self._office, self._office.workspace.year
        everyone = self._database.read(libraries.listed, office.workspace.unit, year, office.unit_names)
        here = [each for each in everyone if each.status not in GONE]
        outside = [each for each in here if each.library_status is not LibraryStatus.ADMITTED]
        wanted = reached_uids(self._database, office, month)
        listed = [each for each in outside if each.uid in wanted]
        kept = kept_until(self._database, office, month, [each.uid for each in listed]) if listed else {}
        applied = self._applications(year)
        said = self._database.read(libraries.words, year)
        rows = [self._row(each, kept.get(each.uid, {}), month, applied, said) for each in listed]
        revenues = year_figures(self._database, office, [month.year - 1])
        rules = office.preset.tier_rules
        amounts = {each.uid: _amount(revenues.get(each.uid, {}).get(month.year - 1)) for each in outside}
        return Coverage(
            year=year,
            rows=tuple(row for row in rows if reached((row.last_year, row.this_year))),
            listed=len(outside),
            known=sum(amount is not None for amount in amounts.values()),
            unlisted=sum(each.tier is None and propose(rules, amounts[each.uid]) is not None for each in outside),
        )

    def words(self, enterprise: str) -> tuple[HandlingStep, ...]:
        """Return what was said this year of *enterprise*, oldest first."""
        year = self._office.workspace.year
        return tuple(self._database.read(libraries.words, year, [enterprise]).get(enterprise, ()))

    def check(self, draft: HandlingDraft) -> list[Problem]:
        """Return what is wrong with a word about an enterprise."""
        return check_handling(draft, self._last_day(draft.enterprise), today=self._office.today)

    def say(self, draft: HandlingDraft) -> Saved:
        """Keep what is done about an enterprise that reached the size; a refusal is a normal word."""
        draft = tidied(draft)
        problems = self.check(draft)
        if blocks(problems):
            return Saved(problems=tuple(problems))
        if self._database.read(enterprises.draft_of, draft.enterprise) is None:
            raise KnownError("no_such_enterprise", uid=draft.enterprise)
        workspace, place = self._office.workspace, len(self.words(draft.enterprise)) + 1
        with self._database.work("coverage.say", self._office.who) as work:
            uid = say_handling(work, draft, workspace.year, place, unit=workspace.unit)
        return Saved(uid, tuple(problems))

    def todo(self) -> tuple[TodoItem, ...]:
        """Return what waits: who reached the size and nobody has said anything about, and a year to close."""
        today, year = self._office.today, self._office.workspace.year
        items = []
        if today.year > year:
            items.append(TodoItem(TodoKind.YEAR_TO_ROLL, year))
        month = min(last_complete(today), Month(year, 12))
        if month.year == year and (waiting := self.coverage(month).waiting):
            items.append(TodoItem(TodoKind.REACHED_OPEN, waiting))
        return tuple(items)

    def _row(
        self,
        each: Listed,
        kept: Kept,
        month: Month,
        applied: dict[str, AdmissionState],
        said: dict[str, list[HandlingStep]],
    ) -> CoverageRow:
        threshold = self._office.preset.threshold_fen
        words = said.get(each.uid, [])
        return CoverageRow(
            uid=each.uid,
            name=each.name,
            township=each.township,
            department=each.department,
            tier=each.tier,
            status=each.status,
            library_status=each.library_status,
            last_year=self._last_year(kept, month),
            this_year=gaps(kept, month, threshold)[0],
            application=applied.get(each.uid),
            step=words[-1] if words else None,
        )

    def _last_year(self, kept: Kept, month: Month) -> Gap:
        period = str(month.year - 1)
        value = kept.get(period, {}).get(Measure.MAIN_REVENUE_YEAR)
        short = short_of(_amount(value), self._office.preset.threshold_fen)
        return Gap(Measure.MAIN_REVENUE_YEAR, period, value, short)

    def _likelihood(self, kept: Kept, month: Month, status: OperatingStatus) -> Likelihood | None:
        if not self._office.workspace.outlook:
            return None
        return likelihood_of(kept, month, status, self._office, self._rules())

    def _applications(self, year: int) -> dict[str, AdmissionState]:
        """Return the state of each enterprise's latest application of *year*."""
        rows = self._database.read(admissions.rows, AdmissionFilter(year=year), self._office.unit_names)
        return {row.enterprise: row.state for row in reversed(rows)}

    def _last_day(self, enterprise: str) -> date | None:
        words = self.words(enterprise)
        return words[-1].on if words else None


def _amount(value: FigureValue | None) -> int | None:
    return None if value is None else value.amount
