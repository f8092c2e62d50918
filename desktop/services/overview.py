"""Today's page: gathers what waits, how far the month is and where the list stands."""

from collections.abc import Callable, Sequence

from db.queries import enterprises, filings, settings, visits
from db.unit_of_work import Database
from desktop.domain.assessment import MoveKind, count
from desktop.domain.codes import FilingState, Measure
from desktop.domain.figure import FigureLine
from desktop.domain.month import Month
from desktop.domain.overview import (
    Band,
    FilingStep,
    Overview,
    StepCode,
    StepState,
    TodoItem,
    TodoKind,
)
from desktop.domain.targets import net_increase
from desktop.domain.workspace import OwnTarget
from desktop.services.office import Office
from desktop.services.steps.targeting import own_moves

Lines = Callable[[Month], tuple[FigureLine, ...]]
Asked = Callable[[Month], frozenset[str]]
Targets = Callable[[int], tuple[OwnTarget, ...]]
FormIds = Callable[[], tuple[str, ...]]
Todo = Callable[[], tuple[TodoItem, ...]]


class OverviewService:
    """Looks over the whole ledger; changes nothing.

    *lines* gives a month's figures of the key list, *asked* the enterprises among them that filing still asks about,
    *targets* the own unit's of a year, *form_ids* the monthly forms; *more* are the things to do of the other ledgers.
    """

    def __init__(
        self,
        database: Database,
        office: Office,
        *,
        lines: Lines,
        asked: Asked,
        targets: Targets,
        form_ids: FormIds,
        more: Sequence[Todo] = (),
    ) -> None:
        self._database = database
        self._office = office
        self._lines = lines
        self._asked = asked
        self._targets = targets
        self._form_ids = form_ids
        self._more = more

    def today(self, month: Month) -> Overview:
        """Return what today's page shows while the office works on *month*."""
        rules, year = self._office.rules, self._office.workspace.year
        lines, asked = self._lines(month), self._asked(month)
        counts, unreported = self._database.read(enterprises.band_counts, str(month), rules)
        moves = own_moves(self._database, self._office, year)
        additions, exits = count(moves, MoveKind.ADDITION), count(moves, MoveKind.EXIT)
        edges = (None, *rules.bands, None)
        return Overview(
            workspace=self._office.workspace,
            month=month,
            todo=self._todo(lines, asked),
            steps=self._steps(lines, asked, month),
            targets=self._targets(year),
            additions=additions,
            exits=exits,
            net_increase=net_increase(additions, exits),
            bands=tuple(Band(place, edges[place], edges[place + 1], count) for place, count in enumerate(counts)),
            unreported=unreported,
            chips=self._database.read(enterprises.counts, rules),
        )

    def _todo(self, lines: tuple[FigureLine, ...], asked: frozenset[str]) -> tuple[TodoItem, ...]:
        today = self._office.today
        items = [item for todo in self._more for item in todo()]
        for enterprise, name, day in self._database.read(visits.due, today):
            items.append(TodoItem(TodoKind.VISIT_DUE, 1, enterprise, name, day))
        if missing := sum(not _reported(line) and line.enterprise in asked for line in lines):
            items.append(TodoItem(TodoKind.FIGURES_MISSING, missing))
        if odd := sum(bool(line.problems) for line in lines):
            items.append(TodoItem(TodoKind.FIGURES_ODD, odd))
        drafts = self._database.read(settings.drafts)
        return (*items, *(TodoItem(TodoKind.DRAFT_OPEN, 1, draft.key, on=draft.saved_at.date()) for draft in drafts))

    def _steps(self, lines: tuple[FigureLine, ...], asked: frozenset[str], month: Month) -> tuple[FilingStep, ...]:
        forms = self._form_ids()
        kept = {each.form: each for each in self._database.read(filings.rounds, str(month)) if each.form in forms}
        made = sum(each.state is not FilingState.DRAFT for each in kept.values())
        sent = sum(each.state in {FilingState.SENT, FilingState.ACCEPTED} for each in kept.values())
        explained = sum(not _reported(line) and line.enterprise not in asked for line in lines)
        counts = (
            (StepCode.FIGURES, sum(map(_reported, lines)), len(lines), explained),
            (StepCode.CHECK, sum(line.enterprise not in asked for line in lines), len(lines), 0),
            (StepCode.MAKE, made, len(forms), 0),
            (StepCode.HAND_OVER, sent, len(forms), 0),
        )
        steps, waiting = [], False
        for place, (code, done, total, excused) in enumerate(counts):
            whole = done + excused >= total > 0
            # what was passed over while a later step went ahead has begun, too
            begun = done > 0 or any(later > 0 for _, later, _, _ in counts[place + 1 :])
            state = StepState.DONE if whole else StepState.LATER if waiting and not begun else StepState.NOW
            waiting = waiting or not whole
            steps.append(FilingStep(code, state, done, total, excused))
        return tuple(steps)


def _reported(line: FigureLine) -> bool:
    return Measure.MAIN_REVENUE_YTD in line.values
