"""What the base library (基础信息库) is fed with: the enterprise as it is kept, and its last three years."""

from collections.abc import Mapping
from dataclasses import dataclass

from db.queries import enterprises, figures, recognitions, targets
from db.unit_of_work import Database
from desktop.domain.codes import Measure, Tier
from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.figure import FigureValue
from desktop.domain.filing import FactRow, FactValue
from desktop.domain.month import Month
from desktop.domain.recognition import RecognitionKind
from desktop.kernel.errors import KnownError
from desktop.render.form_spec import Form
from desktop.services.office import Office
from desktop.services.steps.facts import MonthFacts, listed
from desktop.services.steps.library_figures import year_figures
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.library_texts import moves_words
from desktop.wording.sheets import NAMES_JOINED

_YEARS = 3
_FIRST = 2


@dataclass(frozen=True, slots=True)
class Reference:
    """Words of the reference: industry sections by the first two digits of a code, recognitions by id."""

    sections: Mapping[str, str]
    kinds: Mapping[str, RecognitionKind]


def base_lines(database: Database, office: Office, form: Form, month: Month, reference: Reference) -> MonthFacts:
    """Return every enterprise that stands on *form* for *month*; *reference* names industries and recognitions."""
    uids = listed(database, office, form, month)
    kept = {uid: (draft, tier) for uid, draft, tier in database.read(enterprises.all_drafts)}
    years = [month.year - step for step in range(_YEARS, 0, -1)]
    revenues = year_figures(database, office, years)
    staff = _staff(database, office, month)
    recognised = _recognised(database, month, reference.kinds)
    moves: dict[str, list[tuple[str, str]]] = {}
    for move in database.read(targets.moves):
        moves.setdefault(move.enterprise, []).append((move.month, label(move.kind)))
    rows = tuple(
        FactRow(
            uid,
            kept[uid][0].name,
            {
                **_facts(*kept[uid], office.unit_names, reference.sections),
                **_revenues(revenues.get(uid, {}), years),
                **staff.get(uid, {"staff": None, "staff_month": None}),
                "library_history": moves_words(moves.get(uid, ())) or None,
                "recognitions": NAMES_JOINED.join(recognised.get(uid, ())) or None,
            },
        )
        for uid in uids
        if uid in kept
    )
    names = dict(zip(("first_year", "second_year", "third_year"), map(str, years), strict=True))
    return MonthFacts(rows, more={"year": str(month.year), **names})


def known_of(database: Database, office: Office, uid: str) -> dict[str, FactValue]:
    """Return what a paper to be written on by hand may say of enterprise *uid* already; raise `KnownError`."""
    found = database.read(enterprises.draft_of, uid)
    if found is None:
        raise KnownError("no_such_enterprise", uid=uid)
    return _facts(found[0], None, office.unit_names, {})


def _facts(
    draft: EnterpriseDraft, tier: Tier | None, names: Mapping[str, str], sections: Mapping[str, str]
) -> dict[str, FactValue]:
    plain = ("name", "credit_code", "address", "production_address", "activity", "products", "legal_person", "contact")
    return {
        **{
            name: getattr(draft, name) or None
            for name in (*plain, "contact_post", "contact_phone", "accountant", "note")
        },
        "former_names": NAMES_JOINED.join(draft.former_names) or None,
        "township": names.get(draft.township, draft.township) or None,
        "department": names.get(draft.department, draft.department) or None,
        "enterprise_kind": label(draft.kind),
        "established_on": None if draft.established_on is None else draft.established_on.isoformat(),
        "production_month": shown.calendar_month(draft.production_month) or None,
        "industry": draft.industry_code or None,
        "section": sections.get(draft.industry_code[:2]) or None,
        "registered_capital": draft.registered_capital,
        "general_taxpayer": shown.yes_no(draft.general_taxpayer) or None,
        "operating_status": label(draft.status),
        "tier": label(tier) if tier else None,
        "library_status": label(draft.library_status),
    }


def _revenues(found: Mapping[int, FigureValue], years: list[int]) -> dict[str, FactValue]:
    values = [found.get(year) for year in years]
    told = [value for value in values if value is not None]
    givers = dict.fromkeys(value.given_by for value in told if value.given_by)
    names = ("revenue_first", "revenue_second", "revenue_third")
    return {
        **{name: None if value is None else value.amount for name, value in zip(names, values, strict=True)},
        "revenue_source": NAMES_JOINED.join(dict.fromkeys(label(value.source) for value in told)) or None,
        "given_by": NAMES_JOINED.join(givers) or None,
    }


def _recognised(database: Database, month: Month, kinds: Mapping[str, RecognitionKind]) -> dict[str, list[str]]:
    """Return what each enterprise was recognised as on the last day of *month*."""
    last, found = month.last_day, dict[str, list[str]]()
    for row in database.read(recognitions.rows, kinds):
        if row.since <= last and (row.until is None or row.until > last):
            found.setdefault(row.enterprise, []).append(row.label)
    return found


def _staff(database: Database, office: Office, month: Month) -> dict[str, dict[str, FactValue]]:
    """Return the latest head count of the year that was collected, with its month, by enterprise."""
    periods = [str(Month(month.year, number)) for number in range(_FIRST, month.number + 1)]
    latest: dict[str, dict[str, FactValue]] = {}
    for uid, values in database.read(figures.by_enterprise, periods, office.workspace.unit).items():
        for period in periods:
            found = values.get(period, {}).get(Measure.STAFF)
            if found is not None:
                latest[uid] = {"staff": found.amount, "staff_month": period}
    return latest
