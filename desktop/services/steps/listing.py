"""Steps on an enterprise's place in the list: whose it is and in which tier it stands."""

from datetime import date

from db.models.enterprise import Assignment, Enterprise, TierStay
from db.overruling import UnitStay, stay_of_unit, step_aside
from db.queries.listing import current_assignment, current_stay
from db.unit_of_work import UnitOfWork
from desktop.domain.codes import Dimension
from desktop.domain.enterprise import TierDraft

COLUMNS = {Dimension.TERRITORY: "township", Dimension.SECTOR: "department"}


def assign(
    work: UnitOfWork, enterprise: str, dimension: Dimension, unit: str, on: date, reason: str | None = None
) -> None:
    """Let *enterprise* belong to *unit* (empty for none) in *dimension* from *on*, if it does not already."""
    current = work.read(current_assignment, enterprise, dimension)
    if (current[1] if current else "") == unit:
        return
    if current is not None:
        work.change(Assignment, current[0], {"until": on}, reason=reason)
    if unit:
        begin_assignment(work, enterprise, dimension, unit, on, reason)
    work.change(Enterprise, enterprise, {COLUMNS[dimension]: unit or None})


def begin_assignment(
    work: UnitOfWork, enterprise: str, dimension: Dimension, unit: str, on: date, reason: str | None = None
) -> None:
    """Write that *enterprise* belongs to *unit* from *on*; it must belong to none in *dimension* then."""
    values = {"uid": work.new_id(), "enterprise": enterprise, "dimension": dimension, "unit": unit, "since": on}
    work.add_values(Assignment, values, reason=reason)


def move_tier(work: UnitOfWork, enterprise: str, draft: TierDraft, on: date, *, given_reason: str = "") -> None:
    """End the stay that lasts and begin the one *draft* names, if any.

    *given_reason* stands where *draft* says none (an import names its file).
    """
    reason = draft.reason or given_reason or None
    current = work.read(current_stay, enterprise)
    if (of_unit := work.read(stay_of_unit, enterprise)) is not None:
        _take_over(work, enterprise, of_unit, on, reason)
    elif current is not None:
        work.change(TierStay, current, {"until": on, "reason_out": reason}, reason=reason)
    begin_stay(work, enterprise, draft, on, reason)
    work.change(Enterprise, enterprise, {"tier": draft.tier})


def _take_over(work: UnitOfWork, enterprise: str, stay: UnitStay, on: date, reason: str | None) -> None:
    """Let the county's own stay, which ends *on*, stand for the one that a unit wrote and only that unit changes."""
    step_aside(work.connection, stay.uid)
    values = {**stay._asdict(), "uid": work.new_id(), "enterprise": enterprise, "until": on, "reason_out": reason}
    work.add_values(TierStay, values, reason=reason)


def begin_stay(work: UnitOfWork, enterprise: str, draft: TierDraft, on: date, reason: str | None) -> None:
    """Write that *enterprise* stands in the tier of *draft*, if it names one, from *on*; it must stand in none then."""
    if draft.tier is None:
        return
    values = {
        "uid": work.new_id(),
        "enterprise": enterprise,
        "tier": draft.tier,
        "category": draft.category or None,
        "route": draft.route or None,
        "since": on,
        "reason": reason,
    }
    work.add_values(TierStay, values, reason=reason)
