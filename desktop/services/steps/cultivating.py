"""Steps on the libraries over the years: a year's record, closing a year, a word about coverage, a link."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from db.models.library import CoverageStep, CultivationYear, EnterpriseLink, YearRoll
from db.models.setting import Workspace
from db.queries import libraries
from db.unit_of_work import UnitOfWork
from desktop.domain.codes import ChangeKind, LibraryStatus, Measure, Tier
from desktop.domain.coverage import HandlingDraft
from desktop.domain.cultivation import CARRIED, YEAR_FIELDS, RollDraft, RollLine, RollPlan, YearDraft
from desktop.domain.enterprise import TierDraft
from desktop.domain.enterprise_link import LinkDraft
from desktop.services.steps.listing import move_tier
from desktop.wording.words_library import DECEMBER_REASON


def keep_year(
    work: UnitOfWork, draft: YearDraft, *, unit: str, reason: str | None = None, correction: bool = False
) -> str:
    """Keep the record of one year, mending the one there is; return its uid."""
    values = {name: getattr(draft, name) or None for name in YEAR_FIELDS}
    kept = work.read(libraries.record, draft.enterprise, draft.year, unit)
    if kept is None:
        return _new_year(work, draft, unit=unit, values=values, reason=reason)
    kind = ChangeKind.CORRECTION if correction else ChangeKind.EDIT
    work.change(CultivationYear, kept.uid, values, reason=reason, kind=kind)
    return kept.uid


def roll_over(work: UnitOfWork, plan: RollPlan, draft: RollDraft, workspace: str, *, unit: str) -> str:
    """Close *plan*'s year, let its list go on or leave as *draft* says, and begin the next; return the roll's uid."""
    on = _day(draft.on)
    kept = work.read(libraries.recorded, plan.year_from, unit)
    following = work.read(libraries.recorded, plan.year_to, unit)
    for line in plan.lines:
        _close(work, line, kept.pop(line.uid, ""), plan.year_from, on, unit=unit)
        if line.uid in draft.leaving:
            move_tier(work, line.uid, TierDraft(None, on, draft.leaving[line.uid]), on)
        elif line.uid not in following:
            _carry(work, line, plan, unit=unit)
        if draft.december and line.revenue is None and line.december is not None:
            period, measure = str(plan.year_from), Measure.MAIN_REVENUE_YEAR
            work.set_figure(line.uid, period, measure, unit, line.december, reason=DECEMBER_REASON)
    for uid in kept.values():  # left the list during the year: their record closes with it
        work.change(CultivationYear, uid, {"closed_on": on})
    work.change(Workspace, workspace, {"year": plan.year_to}, reason=draft.basis)
    roll = YearRoll(
        uid=work.new_id(),
        year_from=plan.year_from,
        year_to=plan.year_to,
        by_unit=unit,
        rolled_on=on,
        basis=draft.basis,
        carried=len(plan.lines) - len(draft.leaving),
        gone=len(draft.leaving),
        person=work.who,
    )
    return work.add(roll, reason=draft.basis)


def say_handling(work: UnitOfWork, draft: HandlingDraft, year: int, place: int, *, unit: str) -> str:
    """Write what is done about one enterprise, after what was said before; return its uid."""
    if draft.handling is None:
        raise ValueError("a word needs what it says")
    step = CoverageStep(
        uid=work.new_id(),
        enterprise=draft.enterprise,
        year=year,
        place=place,
        by_unit=unit,
        handling=draft.handling,
        done_on=_day(draft.on),
        note=draft.note or None,
        person=work.who,
    )
    return work.add(step)


def keep_link(work: UnitOfWork, draft: LinkDraft, *, unit: str) -> str:
    """Keep what stands behind an enterprise's route; return the link's uid."""
    if draft.kind is None:
        raise ValueError("a link needs its kind")
    link = EnterpriseLink(
        uid=work.new_id(),
        enterprise=draft.enterprise,
        kind=draft.kind,
        other=draft.other or None,
        by_unit=unit,
        name=draft.name or None,
        credit_code=draft.credit_code or None,
        sector=draft.sector or None,
        linked_on=_day(draft.on),
        basis=draft.basis,
        note=draft.note or None,
    )
    return work.add(link)


def _new_year(
    work: UnitOfWork, draft: YearDraft, *, unit: str, values: Mapping[str, Any], reason: str | None = None
) -> str:
    record = CultivationYear(uid=work.new_id(), enterprise=draft.enterprise, year=draft.year, by_unit=unit, **values)
    return work.add(record, reason=reason)


def _close(work: UnitOfWork, line: RollLine, kept: str, year: int, on: date, *, unit: str) -> None:
    values = _closing(line.tier, line.library_status, on)
    if kept:
        work.change(CultivationYear, kept, values)
        return
    said = {"category": line.category or None, "route": line.route or None}
    _new_year(work, YearDraft(line.uid, year), unit=unit, values=said | values)


def _closing(tier: Tier, status: LibraryStatus, on: date) -> dict[str, Any]:
    return {"closed_on": on, "closing_tier": tier, "closing_status": status}


def _carry(work: UnitOfWork, line: RollLine, plan: RollPlan, *, unit: str) -> None:
    before = work.read(libraries.record, line.uid, plan.year_from, unit)
    draft = YearDraft(line.uid, plan.year_to)
    if before is not None:
        draft = replace(draft, **{name: getattr(before.draft, name) for name in CARRIED})
    values = {name: getattr(draft, name) or None for name in YEAR_FIELDS}
    _new_year(work, draft, unit=unit, values=values | {"carried_from": plan.year_from})


def _day(day: date | None) -> date:
    if day is None:
        raise ValueError("a deed needs its day")
    return day
