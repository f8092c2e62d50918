"""The papers of retention: the sheet of one plan (一企一策) and the library of risk (退规风险库)."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from desktop.domain.codes import Source
from desktop.domain.exit_risk import Told
from desktop.domain.filing import FactRow, FactValue
from desktop.domain.month import Month
from desktop.domain.retention import RetentionRow
from desktop.domain.retention_case import RetentionCase
from desktop.domain.retention_plan import Plan
from desktop.domain.retention_reader import RetentionRules
from desktop.kernel.progress import Progress
from desktop.services.office import Office
from desktop.services.printing import PrintedFile
from desktop.services.steps.facts import MonthFacts
from desktop.services.steps.outgoing import OutgoingPapers
from desktop.wording import retention_words as words
from desktop.wording.labels import label
from desktop.wording.retention_words import exit_words
from desktop.wording.shown import calendar_month, day, month, percent

PLAN, LIBRARY = "retention-plan", "risk-library"


class RetentionPapers:
    """Prints what is agreed with one enterprise, and the list of those at risk."""

    def __init__(self, office: Office, papers: OutgoingPapers) -> None:
        self._office = office
        self._papers = papers

    def plan(
        self, case: RetentionCase, plan: Plan, rules: RetentionRules, path: Path, progress: Progress
    ) -> PrintedFile:
        """Write the sheet of *plan*: what speaks for a risk, who does what until when, and what came of it."""
        return self._papers.paper(PLAN, plan_facts(case, plan, rules, self._office.today), path, progress)

    def library(self, facts: MonthFacts, asked: Month, path: Path, progress: Progress) -> PrintedFile:
        """Write the library of risk as it stands in the month *asked*."""
        return self._papers.listing(LIBRARY, facts, asked, path, progress)


def plan_facts(case: RetentionCase, plan: Plan, rules: RetentionRules, today: date) -> Mapping[str, FactValue]:
    """Return what the boxes of the sheet hold."""
    row, draft = case.row, plan.draft
    stay = next((stay for stay in case.stays if stay.uid == plan.stay), None)
    said = next((step for step in reversed(case.steps) if step.grade is not None), None)
    return {
        "name": row.name,
        "credit_code": row.credit_code or None,
        "township": row.township or None,
        "department": row.department or None,
        "admitted_month": calendar_month(row.admitted_month) or None,
        "operating_status": label(row.status),
        "figures": words.figure_lines(row.watched) or None,
        "grade": label(stay.grade) if stay is not None else None,
        "confirmed": words.confirmed_text(said) if said is not None else None,
        "signs": words.named(said.signs) if said is not None else None,
        "help_class": words.help_word(stay.help_class, rules) or None if stay is not None else None,
        "since": None if stay is None else stay.since.isoformat(),
        "made_on": None if draft.made_on is None else draft.made_on.isoformat(),
        "difficulty": draft.difficulty,
        "approach": draft.approach or None,
        "leader": draft.leader or None,
        "chain_leader": draft.chain_leader or None,
        "responsible": words.responsible(draft.unit, draft.officer),
        "measures": words.measure_lines(plan.measures, today) or None,
        "issues": words.issue_lines((issue.description, day(issue.due_on)) for issue in case.issues) or None,
        "outlook": draft.outlook or None,
        "result": words.result_text(plan) or None,
    }


def library_lines(rows: Sequence[RetentionRow], asked: Month, rules: RetentionRules) -> MonthFacts:
    """Return what forms about the library of risk show as of the month *asked*."""
    lines = tuple(FactRow(row.uid, row.name, library_facts(row, rules)) for row in rows)
    return MonthFacts(lines, more={"period": month(asked)})


def library_facts(row: RetentionRow, rules: RetentionRules) -> Mapping[str, FactValue]:
    """Return what one line of the library holds."""
    stay, plan, said, watched = row.stay, row.plan, row.last_step, row.watched
    return {
        "name": row.name,
        "credit_code": row.credit_code or None,
        "township": row.township or None,
        "admitted_month": calendar_month(row.admitted_month) or None,
        "operating_status": label(row.status),
        "last_year_revenue": None if watched.last_year is None else watched.last_year.amount,
        "main_revenue_ytd": None if watched.ytd is None else watched.ytd.amount,
        "month": None if watched.ytd is None else watched.ytd.period,
        "growth": percent(row.growth),
        "stated_outlook": None if watched.estimate is None else watched.estimate.amount,
        "stated_by": None if watched.estimate is None else f"{watched.estimate.who} {watched.estimate.day}",
        "source": words.source_words(_sources(watched.last_year, watched.ytd)) or None,
        "signs": words.named(said.signs) if said is not None else None,
        "grade": label(stay.grade) if stay is not None else None,
        "since": None if stay is None else stay.since.isoformat(),
        "help_class": None if stay is None else words.help_word(stay.help_class, rules) or None,
        "measures": words.open_measures(plan) or None,
        "responsible": None if plan is None else words.responsible(plan.draft.unit, plan.draft.officer),
        "due_on": None if plan is None or plan.next_due is None else plan.next_due.isoformat(),
        "outlook": None if plan is None else plan.draft.outlook or None,
        "result": exit_words(row.exits[-1], rules) if row.exits else None,
    }


def _sources(*told: Told | None) -> list[Source]:
    found = {each.source for each in told if each is not None}
    return sorted(found, key=list(Source).index)
