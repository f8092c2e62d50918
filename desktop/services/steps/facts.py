"""Gathers what a form is fed with: codes as words, money as 分, what is not known as None."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from db.queries import enterprises, figures, forms, issues, officers, visits
from db.unit_of_work import Database
from desktop.domain.codes import Measure, Obtained, Source
from desktop.domain.enterprise import EnterpriseRow
from desktop.domain.figure import MONTHLY, FigureValue, month_amount
from desktop.domain.filing import FactRow, FactValue, FormSubject
from desktop.domain.issue import IssueRow, IssueStep
from desktop.domain.issue_clock import is_late
from desktop.domain.issue_codes import IssueAction
from desktop.domain.month import Month
from desktop.domain.officer import OfficerFilter
from desktop.domain.visit import Visit, VisitFilter
from desktop.render.form_spec import Form
from desktop.services.office import Office
from desktop.wording.labels import label
from desktop.wording.shown import overdue_word
from desktop.wording.visit_papers import attachments_word

_JOINED = "\u3001"  # 、
_LISTED = "\uff1b"  # ；


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """The rows of a form for a month, and those that left its list during the month."""

    rows: tuple[FactRow, ...]
    closing: tuple[FactRow, ...] = ()


def gather(database: Database, office: Office, form: Form, month: Month) -> MonthFacts:
    """Return what *form* shows for *month*, and nothing that it does not show."""
    if form.subject is FormSubject.VISIT:
        found = MonthFacts(_visit_rows(database, office, month))
    elif form.subject is FormSubject.ISSUE:
        found = MonthFacts(_issue_rows(database, office, month))
    else:
        found = _enterprise_rows(database, office, form, month)
    return replace(found, rows=tuple(_shown(row, form.shown) for row in found.rows))


def _shown(row: FactRow, names: frozenset[str]) -> FactRow:
    # a paper that would look the same has the same digest
    return FactRow(row.owner, row.name, {name: value for name, value in row.facts.items() if name in names})


def listed(database: Database, office: Office, form: Form, month: Month) -> tuple[str, ...]:
    """Return the enterprises that stand on *form* for *month*."""
    unit = office.workspace.unit
    return database.read(forms.listed_on, form.tiers, month.last_day, unit=unit, unsorted=form.unsorted)


def record_facts(
    visit: Visit, raised: Sequence[IssueRow], township: str, *, names: Mapping[str, str], attachments: int = 0
) -> Mapping[str, FactValue]:
    """Return what the paper of one visit (走访记录表) shows; *names* says its campaign and topics."""
    return _visit_facts(visit, raised, township, names, attachments)


def _enterprise_rows(database: Database, office: Office, form: Form, month: Month) -> MonthFacts:
    uids = listed(database, office, form, month)
    # last year is the one before the month's, whatever year the office works on now
    rules = replace(office.rules, year=month.year)
    rows = [row for page in pages_of(uids) for row in database.read(enterprises.rows, page, rules)]
    beside = [str(each) for each in (month.last_year, month.previous) if each is not None]
    unit, span = office.workspace.unit, (month.first_day, month.last_day)
    kept = database.read(figures.of_month, str(month), beside, unit, uids)
    named = _officers(database, office, month)
    left = database.read(forms.left_between, form.tiers, *span, unit=unit, unsorted=form.unsorted)
    return MonthFacts(
        tuple(
            FactRow(row.uid, row.name, _enterprise_facts(row, kept.get(row.uid, {}), month) | named.get(row.uid, {}))
            for row in rows
        ),
        tuple(FactRow(uid, name, {"name": name}) for uid, name in left),
    )


def _officers(database: Database, office: Office, month: Month) -> Mapping[str, dict[str, FactValue]]:
    """Return who answered for each enterprise on the month's last day."""
    names: dict[str, dict[str, None]] = {}
    for row in database.read(officers.rows, OfficerFilter(), office.unit_names, month.last_day):
        names.setdefault(row.draft.enterprise, {})[row.draft.person] = None
    return {enterprise: {"officer": _JOINED.join(people)} for enterprise, people in names.items()}


def _enterprise_facts(
    row: EnterpriseRow, kept: Mapping[str, Mapping[Measure, FigureValue]], month: Month
) -> dict[str, FactValue]:
    values = kept.get(str(month), {})
    amounts: dict[str, FactValue] = {measure: _amount(values, measure) for measure in MONTHLY}
    ytd, before = _amount(values, Measure.MAIN_REVENUE_YTD), kept.get(str(month.previous), {})
    if amounts[Measure.MAIN_REVENUE_MONTH] is None:
        derived = month_amount(ytd, _amount(before, Measure.MAIN_REVENUE_YTD), month)
        amounts[Measure.MAIN_REVENUE_MONTH] = derived
    if amounts[Measure.MAIN_REVENUE_YTD_LAST] is None:
        last_year = kept.get(str(month.last_year), {})
        amounts[Measure.MAIN_REVENUE_YTD_LAST] = _amount(last_year, Measure.MAIN_REVENUE_YTD)
    sources = sorted({value.source for value in values.values()}, key=list(Source).index)
    ways = sorted({value.obtained for value in values.values()}, key=list(Obtained).index)
    givers = dict.fromkeys(value.given_by for value in values.values() if value.given_by)
    return {
        "name": row.name,
        "credit_code": row.credit_code or None,
        "township": row.township or None,
        "department": row.department or None,
        "industry": row.industry_code or None,
        "tier": label(row.tier) if row.tier else None,
        "operating_status": label(row.status),
        "officer": None,
        "last_year_revenue": row.last_year_revenue,
        **amounts,
        "source": _JOINED.join(label(source) for source in sources) or None,
        "obtained": _JOINED.join(label(way) for way in ways) or None,
        "given_by": _JOINED.join(givers) or None,
        "reason": None,
    }


def pages_of(uids: Sequence[str], size: int = 400) -> Iterator[Sequence[str]]:
    """Yield *uids* in pieces that one statement takes."""
    for start in range(0, len(uids), size):
        yield uids[start : start + size]


def _amount(values: Mapping[Measure, FigureValue], measure: Measure) -> int | None:
    found = values.get(measure)
    return None if found is None else found.amount


def _visit_rows(database: Database, office: Office, month: Month) -> tuple[FactRow, ...]:
    names, visit_names = office.unit_names, office.visit_names
    # the log is newest first, a paper tells the month from its beginning
    lines = database.read(visits.rows, VisitFilter(month=str(month)), names)[::-1]
    uids = [line.uid for line in lines]
    whole = database.read(visits.whole, uids)
    raised = database.read(issues.of_visits, uids, names)
    return tuple(
        FactRow(
            line.uid,
            line.enterprise_name,
            _visit_facts(whole[line.uid], raised.get(line.uid, ()), line.township, visit_names, line.attachments),
        )
        for line in lines
    )


def _visit_facts(
    visit: Visit, raised: Sequence[IssueRow], township: str, names: Mapping[str, str], attachments: int
) -> dict[str, FactValue]:
    draft = visit.draft
    answered = [issue.last_note for issue in raised if issue.resolved_on == draft.visited_on and issue.last_note]
    return {
        "name": visit.enterprise_name,
        "credit_code": visit.credit_code or None,
        "township": township or None,
        "number": visit.number,
        "nature": label(draft.nature),
        "campaign": names.get(draft.campaign, draft.campaign) or None,
        "visited_on": _day(draft.visited_on),
        "day_part": label(draft.day_part) if draft.day_part else None,
        "appointment": label(draft.appointment) if draft.appointment else None,
        "mode": label(draft.mode),
        "purposes": _JOINED.join(label(purpose) for purpose in draft.purposes) or None,
        "deliveries": _JOINED.join(label(delivery) for delivery in draft.deliveries) or None,
        "visitors": draft.visitors,
        "leader": draft.leader or None,
        "received_by": draft.received_by or None,
        "received_phone": draft.received_phone or None,
        "situation": draft.situation or None,
        "summary": draft.summary,
        "topics": _JOINED.join(names.get(topic, topic) for topic in draft.topics) or None,
        "policies": draft.policies or None,
        "issues": _LISTED.join(issue.description for issue in raised) or None,
        "issue_count": len(raised),
        "answer": _LISTED.join(answered) or None,
        "next_step": draft.next_step or None,
        "next_on": _day(draft.next_on),
        "opinion": draft.opinion or None,
        "attachments": attachments_word(attachments),
    }


def _issue_rows(database: Database, office: Office, month: Month) -> tuple[FactRow, ...]:
    found = database.read(issues.raised_on, month.first_day, month.last_day, office.unit_names)
    steps = database.read(issues.steps_of, [issue.uid for issue in found])
    sources = database.read(visits.whole, [issue.visit for issue in found if issue.visit])
    return tuple(
        FactRow(
            issue.uid,
            issue.enterprise_name,
            _issue_facts(issue, steps.get(issue.uid, ()), sources.get(issue.visit), month),
        )
        for issue in found
    )


def _issue_facts(
    issue: IssueRow, steps: Sequence[IssueStep], visit: Visit | None, month: Month
) -> dict[str, FactValue]:
    # handed on again after it came back: the last time counts, as it does for who handles it
    assigned = [step.on for step in steps if step.action is IssueAction.ASSIGN and step.on <= month.last_day]
    return {
        "name": issue.enterprise_name,
        "credit_code": None,
        "township": issue.township or None,
        "number": issue.number,
        "visit": visit.number if visit is not None else None,
        "raised_on": _day(issue.raised_on),
        "category": label(issue.category),
        "description": issue.description,
        "expectation": issue.expectation or None,
        "level": label(issue.level),
        "handling": label(issue.handling) if issue.handling else None,
        "handler": issue.handler or None,
        "sharing": issue.sharing or None,
        "assisting": issue.assisting or None,
        "assigned_on": _day(assigned[-1]) if assigned else None,
        "feedback_due_on": _day(issue.feedback_due_on),
        "due_on": _day(issue.due_on),
        "state": label(issue.state),
        "overdue": overdue_word(late=is_late(issue, on=month.last_day)),
        "last_note": issue.last_note or None,
        "resolved_on": _day(issue.resolved_on),
        "resolution": label(issue.resolution) if issue.resolution else None,
        "followed_up_on": _day(issue.followed_up_on),
        "satisfaction": label(issue.satisfaction) if issue.satisfaction else None,
        "closed_on": _day(issue.closed_on),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
