"""What the month told in sentences (本月工作情况) is fed with: counts and sums, no figure of one enterprise."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from db.queries import admissions, enterprises, forms, issues, libraries, projects, retention, trainings, visits
from db.unit_of_work import Database
from desktop.domain.admission import UNDER_WAY, AdmissionFilter
from desktop.domain.assessment import Move, MoveKind, count
from desktop.domain.codes import LibraryStatus, Tier
from desktop.domain.figure import growth
from desktop.domain.filing import FactRow
from desktop.domain.issue_clock import is_late
from desktop.domain.issue_codes import IssueState
from desktop.domain.month import Month
from desktop.domain.month_report import ReportRules
from desktop.domain.risk_codes import RiskGrade
from desktop.domain.visit import VisitFilter
from desktop.domain.windows import AdmissionWindow
from desktop.services.office import Office
from desktop.services.steps.facts import MonthFacts
from desktop.services.steps.targeting import own_moves
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.report_texts import closing_words, grown_words, listed_names, planned_words
from desktop.wording.words_admission import window_word

Facts = dict[str, str | None]

_YTD, _LAST = "main_revenue_ytd", "main_revenue_ytd_last"


@dataclass(frozen=True, slots=True)
class ReportSources:
    """Who tells the rows that other papers show too."""

    monitored: Callable[[Month], MonthFacts]
    risk: Callable[[Month], MonthFacts]
    projects: Callable[[Month], MonthFacts]
    windows: Callable[[int], tuple[AdmissionWindow, ...]]


class ReportFacts:
    """Counts what the ledgers have of a month; None is what is not known or not worth a sentence."""

    def __init__(self, database: Database, office: Office, sources: ReportSources, rules: ReportRules) -> None:
        self._database = database
        self._office = office
        self._sources = sources
        self._rules = rules

    def of(self, month: Month) -> Facts:
        """Return every fact of *month* that the sentences may name."""
        return {
            "unit": self._office.workspace.unit_name,
            "month": shown.month(month),
            "last_day": shown.long_day(month.last_day),
            **self._stock(month),
            **self._figures(month),
            **self._visits(month),
            **self._issues(month),
            **self._applications(month),
            **self._risk(month),
            **self._projects(month),
            **self._trainings(month),
            **self._ahead(month),
        }

    def _stock(self, month: Month) -> Facts:
        read, unit, last = self._database.read, self._office.workspace.unit, month.last_day
        key, base = (
            len(read(forms.listed_on, [tier.value], last, unit=unit, unsorted=False)) for tier in (Tier.KEY, Tier.BASE)
        )
        drafts = [draft for _, draft, _ in read(enterprises.all_drafts)]
        here = sum(
            each.library_status is LibraryStatus.ADMITTED and each.admitted_month <= str(month) for each in drafts
        )
        left_later = sum(each.on > last for each in read(retention.exits_in, 0, self._office.unit_names))
        moves = own_moves(self._database, self._office, month.year, until=str(month))
        now = [move for move in moves if move.month == str(month)]
        stays = read(forms.tier_moves, month.first_day, last)
        begun = sum(month.first_day <= stay.since <= last and stay.since != stay.until for stay in stays)
        ended = sum(
            stay.until is not None and month.first_day <= stay.until <= last and stay.since != stay.until
            for stay in stays
        )
        additions, exits = count(moves, MoveKind.ADDITION), count(moves, MoveKind.EXIT)
        return {
            "tiered": str(key + base),
            "key": str(key),
            "base": str(base),
            "admitted": str(here + left_later),
            "additions": str(additions),
            "exits": str(exits),
            "net": str(additions - exits),
            "admitted_names": _moved(now, MoveKind.ADDITION),
            "exit_names": _moved(now, MoveKind.EXIT),
            "moved_in": str(begun) if begun or ended else None,
            "moved_out": str(ended),
        }

    def _figures(self, month: Month) -> Facts:
        rows = self._sources.monitored(month).rows
        told = [row for row in rows if row.facts.get(_YTD) is not None]
        both = [row for row in told if row.facts.get(_LAST) is not None]
        enough, comparable = len(told) >= self._rules.fewest, len(both) >= self._rules.fewest
        ratio = shown.percent(growth(_sum(both, _YTD), _sum(both, _LAST)), blank="") if comparable else ""
        missing = len(rows) - len(told)
        return {
            "listed": str(len(rows)) if rows else None,
            "reported": str(len(told)),
            "unreported": str(missing) if missing else None,
            "all_reported": str(len(rows)) if rows and not missing else None,
            "ytd": shown.money(_sum(told, _YTD)) if enough else None,
            "both": str(len(both)),
            "growth": grown_words(ratio) if ratio else None,
            "few": str(self._rules.fewest) if told and not enough else None,
        }

    def _visits(self, month: Month) -> Facts:
        rows = self._database.read(visits.rows, VisitFilter(month=str(month)), self._office.unit_names)
        return {"visits": str(len(rows)), "visited": str(len({row.enterprise_name for row in rows}))}

    def _issues(self, month: Month) -> Facts:
        first, last = month.first_day, month.last_day
        rows = self._database.read(issues.raised_on, first, last, self._office.unit_names)
        still = [row for row in rows if row.state is not IssueState.CLOSED]
        late = sum(is_late(row, on=last) for row in still)
        ahead = _next(month).last_day
        soon = sum(
            row.due_on is not None
            and row.due_on <= ahead
            and row.resolved_on is None
            and row.state is not IssueState.PARKED
            for row in still
        )
        return {
            "raised": str(sum(row.raised_on >= first for row in rows)),
            "resolved": str(sum(row.resolved_on is not None and row.resolved_on >= first for row in rows)),
            "closed": str(sum(row.closed_on is not None for row in rows)),
            "open": str(len(still)),
            "late": str(late) if late else None,
            "issues_due": str(soon) if soon else None,
        }

    def _applications(self, month: Month) -> Facts:
        office, read = self._office, self._database.read
        year = office.workspace.year
        rows = read(admissions.rows, AdmissionFilter(states=UNDER_WAY, year=year), office.unit_names)
        planned: dict[str, list[str]] = {}
        for each in read(libraries.listed, office.workspace.unit, year, office.unit_names):
            if each.tier is not None and each.draft.expected_month:
                planned.setdefault(each.draft.expected_month, []).append(each.name)
        near = {when: names for when, names in planned.items() if str(month) <= when <= f"{month.year}-12"}
        later = {when: names for when, names in planned.items() if when > f"{month.year}-12"}
        return {
            "applying": str(len(rows)) if rows else None,
            "applying_names": listed_names(dict.fromkeys(row.enterprise_name for row in rows)),
            "planned": planned_words(near),
            "later": planned_words(later),
        }

    def _risk(self, month: Month) -> Facts:
        grades = [row.facts["grade"] for row in self._sources.risk(month).rows if row.facts["grade"] is not None]
        high = label(RiskGrade.HIGH)
        return {"risk": str(len(grades)) if grades else None, "risk_high": str(grades.count(high))}

    def _projects(self, month: Month) -> Facts:
        rows = self._sources.projects(month).rows
        done = [row for row in rows if row.facts["month_done"] is not None]
        enough = len(done) >= self._rules.fewest
        return {
            "projects": str(len(rows)) if rows else None,
            "invested": shown.money(_sum(done, "month_done")) if enough else None,
        }

    def _trainings(self, month: Month) -> Facts:
        held = [
            row.draft
            for row in self._database.read(trainings.trainings, month.year)
            if row.draft.held_on is not None and month.first_day <= row.draft.held_on <= month.last_day
        ]
        return {
            "trainings": str(len(held)) if held else None,
            "people": str(sum(draft.people or 0 for draft in held)),
        }

    def _ahead(self, month: Month) -> Facts:
        last, until = month.last_day, _next(month).last_day
        due = [day for _, _, day in self._database.read(visits.due, until) if day > last]
        coming = [each for each in self._sources.windows(month.year) if each.held and each.closes_on > last]
        tasks = len(self._database.read(projects.late_tasks, until + timedelta(days=1)))
        window = min(coming, key=lambda each: each.closes_on, default=None)
        return {
            "visits_due": str(len(due)) if due else None,
            "window": None if window is None else window_word(window.kind, window.month, window.year),
            "closes": None if window is None else closing_words(window.closes_on),
            "tasks_due": str(tasks) if tasks else None,
        }


def _next(month: Month) -> Month:
    return Month(month.year + 1, 2) if month.number == 12 else Month(month.year, month.number + 1)


def _sum(rows: Sequence[FactRow], name: str) -> int:
    return sum(value for row in rows if isinstance(value := row.facts[name], int))


def _moved(moves: Iterable[Move], kind: MoveKind) -> str | None:
    return listed_names(move.name for move in moves if move.kind is kind)
