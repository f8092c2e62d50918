"""Gathers what is known of enterprises in the directory: collected figures, signs of risk, stays, plans, exits."""

from collections.abc import Mapping, Sequence

from db.queries import figures, issues, retention, retention_plans
from db.queries.retention import Listed
from db.unit_of_work import Database
from desktop.domain.codes import LibraryStatus, Measure, Source
from desktop.domain.exit_risk import RiskFound, Told, Watched, find_risk
from desktop.domain.figure import FigureValue
from desktop.domain.issue import OPEN_STATES, IssueFilter
from desktop.domain.month import Month
from desktop.domain.retention import Estimate, RetentionRow, heaviest_first
from desktop.domain.retention_case import RetentionCase
from desktop.domain.retention_plan import Plan
from desktop.domain.retention_reader import RetentionRules
from desktop.services.office import Office
from desktop.services.steps.finding import folded

Values = Mapping[str, Mapping[Measure, FigureValue]]  # period → measure → value

_FIRST, _LAST = 2, 12


class RetentionReader:
    """Reads enterprises with what speaks for a risk as of one reporting month."""

    def __init__(self, database: Database, office: Office, rules: RetentionRules, month: Month) -> None:
        self._database = database
        self._office = office
        self._rules = rules
        self._month = month

    def rows(self, uid: str = "", words: str = "") -> tuple[RetentionRow, ...]:
        """Return every enterprise that is or was in the directory, or only *uid*, or those with *words*."""
        read, names = self._database.read, self._office.unit_names
        found = read(retention.listed, names, uid, folded(words))
        uids = [each.uid for each in found]
        values = read(figures.by_enterprise, self._periods(), self._office.workspace.unit, uids)
        estimates, stays = read(retention.estimates, uids), read(retention.stays, uids, names)
        steps, exits = read(retention.steps, uids, names), read(retention.exits_of, uids, names)
        plans = read(retention_plans.plans_of, uids)
        rows = []
        for each in found:
            watched = self._watched(each, values.get(each.uid, {}), estimates.get(each.uid, ()))
            lasting = heaviest_first(stays.get(each.uid, ()))
            rows.append(
                RetentionRow(
                    **each._asdict(),
                    watched=watched,
                    found=self._risk(each, watched),
                    stay=lasting[0] if lasting else None,
                    beside=tuple(lasting[1:]),
                    last_step=next(reversed(steps.get(each.uid, [])), None),
                    plan=_running(plans.get(each.uid, ())),
                    exits=tuple(exits.get(each.uid, ())),
                )
            )
        return tuple(rows)

    def case(self, row: RetentionRow) -> RetentionCase:
        """Return *row* with everything that hangs on it."""
        read, names = self._database.read, self._office.unit_names
        query = IssueFilter(enterprise=row.uid, states=OPEN_STATES)
        return RetentionCase(
            row=row,
            stays=tuple(read(retention.stays, [row.uid], names).get(row.uid, ())),
            steps=tuple(read(retention.steps, [row.uid], names).get(row.uid, ())),
            estimates=tuple(read(retention.estimates, [row.uid]).get(row.uid, ())),
            plans=tuple(read(retention_plans.plans_of, [row.uid]).get(row.uid, ())),
            issues=read(issues.rows, query, names),
        )

    def _risk(self, each: Listed, watched: Watched) -> RiskFound:
        """Return what speaks for a risk; one that has left has none any more."""
        if each.library_status is not LibraryStatus.ADMITTED:
            return RiskFound()
        return find_risk(watched, self._rules.signs, self._office.preset)

    def _periods(self) -> list[str]:
        year = self._month.year
        this_year = [str(Month(year, number)) for number in range(_FIRST, self._month.number + 1)]
        last_year = [str(Month(year - 1, number)) for number in range(_FIRST, _LAST + 1)]
        return [*last_year, *this_year, str(year - 1)]

    def _watched(self, each: Listed, values: Values, estimates: Sequence[Estimate]) -> Watched:
        year = self._month.year
        latest = self._latest(values)
        expected = [estimate for estimate in estimates if estimate.year == year]
        return Watched(
            status=each.status,
            last_year=_told(values, str(year - 1), Measure.MAIN_REVENUE_YEAR)
            or _told(values, str(Month(year - 1, _LAST)), Measure.MAIN_REVENUE_YTD),
            ytd=None if latest is None else _told(values, str(latest), Measure.MAIN_REVENUE_YTD),
            same_period=None if latest is None else _same_period(values, latest),
            estimate=_expected(expected[-1]) if expected else None,
            uncollected=self._uncollected(values),
        )

    def _latest(self, values: Values) -> Month | None:
        """Return the latest month of the year, up to the one asked for, whose cumulative revenue was collected."""
        months = [Month(self._month.year, number) for number in range(self._month.number, _FIRST - 1, -1)]
        return next((month for month in months if _told(values, str(month), Measure.MAIN_REVENUE_YTD)), None)

    def _uncollected(self, values: Values) -> int:
        for steps in range(self._rules.lookback):
            if _told(values, str(self._month.back(steps)), Measure.MAIN_REVENUE_YTD):
                return steps
        return self._rules.lookback


def _same_period(values: Values, month: Month) -> Told | None:
    """Return the same months of last year: as typed with this year's figures, or else as collected then."""
    typed = _told(values, str(month), Measure.MAIN_REVENUE_YTD_LAST, period=str(month.last_year))
    return typed or _told(values, str(month.last_year), Measure.MAIN_REVENUE_YTD)


def _told(values: Values, kept_in: str, measure: Measure, *, period: str = "") -> Told | None:
    """Return a collected amount; what is only expected (预计) is none."""
    found = values.get(kept_in, {}).get(measure)
    if found is None or found.source is Source.ESTIMATE:
        return None
    return Told(found.amount, period or kept_in, found.source)


def _expected(estimate: Estimate) -> Told:
    return Told(
        estimate.amount, str(estimate.year), Source.ESTIMATE, who=estimate.told_by, day=estimate.told_on.isoformat()
    )


def _running(plans: Sequence[Plan]) -> Plan | None:
    return next((plan for plan in reversed(plans) if plan.outcome is None), None)
