"""What the list of the libraries (培育库名册) is fed with: codes as words, money as 分, unknown as None."""

from collections.abc import Iterable, Mapping

from db.queries import figures, forms, incentives, retention, retention_plans
from db.queries.forms import TierMove
from db.unit_of_work import Database
from desktop.domain.codes import Measure, Tier
from desktop.domain.figure import FigureValue
from desktop.domain.filing import FactRow, FactValue
from desktop.domain.ladder import Member
from desktop.domain.retention import Estimate
from desktop.domain.retention_plan import Plan
from desktop.services.office import Office
from desktop.services.steps.facts import MonthFacts
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.library_texts import category_word
from desktop.wording.retention_words import open_measures
from desktop.wording.sheets import NAMES_JOINED
from desktop.wording.words_admission import route_word


class LibraryPapers:
    """Reads what papers say beside the libraries themselves: who said what of the year, since when, on which lists."""

    def __init__(
        self, database: Database, office: Office, *, routes: Mapping[str, str], rosters: Mapping[str, str]
    ) -> None:
        self._database = database
        self._office = office
        self._routes = routes
        self._rosters = rosters

    def lines(self, members: Iterable[Member], year: int) -> MonthFacts:
        """Return the lines of the list for *year*, the key library first; no gap and no band is among them."""
        ordered = sorted(members, key=lambda each: each.tier is not Tier.KEY)
        uids = [each.uid for each in ordered]
        read, unit = self._database.read, self._office.workspace.unit
        collected = read(figures.by_enterprise, [str(year - 1)], unit, uids)
        said, plans = read(retention.estimates, uids), read(retention_plans.plans_of, uids)
        listed, stays = self._listed(year), read(forms.lasting_stays)
        rows = []
        for each in ordered:
            value = collected.get(each.uid, {}).get(str(year - 1), {}).get(Measure.MAIN_REVENUE_YEAR)
            told = [estimate for estimate in said.get(each.uid, ()) if estimate.year == year]
            plan = next((plan for plan in reversed(plans.get(each.uid, ())) if plan.outcome is None), None)
            facts = {
                **self._line(each),
                **_beside(value, told[-1] if told else None, plan, stays.get(each.uid)),
                "rosters": NAMES_JOINED.join(listed.get(each.uid, ())) or None,
            }
            rows.append(FactRow(each.uid, each.name, facts))
        return MonthFacts(tuple(rows), more={"year": str(year), "last_year": str(year - 1)})

    def _listed(self, year: int) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        office = self._office
        for row in self._database.read(incentives.roster_rows, year, office.workspace.unit, office.unit_names):
            found.setdefault(row.enterprise, []).append(self._rosters.get(row.roster, row.roster))
        return found

    def _line(self, member: Member) -> dict[str, FactValue]:
        draft = member.draft
        return {
            "name": member.name,
            "credit_code": member.credit_code or None,
            "township": member.township or None,
            "department": member.department or None,
            "tier": label(member.tier) if member.tier else None,
            "category": category_word(draft.category, self._office.preset) or None,
            "route": route_word(draft.route, self._routes) if draft.route else None,
            "operating_status": label(member.status),
            "last_year_revenue": member.last_year,
            "upgrade_month": shown.calendar_month(draft.expected_month) or None,
            "way": label(draft.way) if draft.way else None,
            "leader": draft.leader or None,
            "officer": draft.officer or None,
            "unit": draft.unit or None,
            "difficulty": draft.difficulty or None,
            "library_status": label(member.library_status),
        }


def _beside(
    value: FigureValue | None, told: Estimate | None, plan: Plan | None, stay: TierMove | None
) -> dict[str, FactValue]:
    return {
        "source": None if value is None else label(value.source),
        "stated_outlook": None if told is None else told.amount,
        "stated_by": None if told is None else f"{told.told_by} {shown.day(told.told_on)}",
        "measures": open_measures(plan) or None,
        "since": None if stay is None else stay.since.isoformat(),
        "reason": None if stay is None else stay.reason or None,
    }
