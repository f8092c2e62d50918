"""Steps on an enterprise's place in the list: whose it is and in which tier it stands."""

from datetime import date

from db.models.enterprise import Assignment, Enterprise, TierStay
from db.queries.listing import current_assignment, current_stay
from db.unit_of_work import UnitOfWork
from desktop.domain.codes import Dimension
from desktop.domain.enterprise import TierDraft

_COLUMN = {Dimension.TERRITORY: "township", Dimension.SECTOR: "department"}


def assign(work: UnitOfWork, enterprise: str, dimension: Dimension, unit: str, on: date) -> bool:
    """Let *enterprise* belong to *unit* (empty for none) in *dimension* from *on*; return whether that is new."""
    current = work.read(current_assignment, enterprise, dimension)
    if (current[1] if current else "") == unit:
        return False
    if current is not None:
        work.change(Assignment, current[0], {"until": on})
    if unit:
        work.add(Assignment(uid=work.new_id(), enterprise=enterprise, dimension=dimension, unit=unit, since=on))
    work.change(Enterprise, enterprise, {_COLUMN[dimension]: unit or None})
    return True


def move_tier(work: UnitOfWork, enterprise: str, draft: TierDraft, on: date, *, given_reason: str = "") -> str:
    """End the stay that lasts and begin the one *draft* names, if any; return the uid of the one changed or begun.

    *given_reason* stands where *draft* says none (an import names its file).
    """
    reason = draft.reason or given_reason or None
    current = work.read(current_stay, enterprise)
    if current is not None:
        work.change(TierStay, current, {"until": on, "reason_out": reason}, reason=reason)
    begun = current or ""
    if draft.tier is not None:
        begun = work.add(
            TierStay(
                uid=work.new_id(),
                enterprise=enterprise,
                tier=draft.tier,
                category=draft.category or None,
                route=draft.route or None,
                since=on,
                reason=reason,
            ),
            reason=reason,
        )
    work.change(Enterprise, enterprise, {"tier": draft.tier})
    return begun
