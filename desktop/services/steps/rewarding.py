"""Steps on rewards: what the ledger knows of an enterprise and the directory, claims and their states."""

from collections.abc import Mapping

from db.models.incentive import ClaimStep, RewardClaim
from db.queries import enterprises, incentives, retention
from db.queries.visits import next_number
from db.unit_of_work import Database, UnitOfWork
from desktop.domain.claim import ClaimDraft, ClaimStepDraft
from desktop.domain.codes import LibraryStatus
from desktop.domain.policy_codes import ClaimState
from desktop.domain.problems import Problem
from desktop.domain.reward import FIRST_TIME, LibraryHistory, RewardRule
from desktop.kernel.errors import KnownError


def library_history(
    database: Database, uid: str, names: Mapping[str, str], returning: frozenset[str]
) -> LibraryHistory:
    """Return what the ledger knows of *uid* and the directory; *returning* are the categories of those that left it."""
    found = database.read(enterprises.draft_of, uid)
    if found is None:
        raise KnownError("no_such_enterprise", uid=uid)
    draft = found[0]
    if draft.library_status is LibraryStatus.BELOW:
        return LibraryHistory(admitted=False, admitted_month="")
    exits = database.read(retention.exits_of, [uid], names).get(uid, [])
    told = database.read(incentives.admitted_months, uid)
    stays = database.read(incentives.categories, uid)
    admitted = draft.library_status is LibraryStatus.ADMITTED
    month = draft.admitted_month or (exits[-1].admitted_month if exits else "") or (told[-1][0] if told else "")
    before = [each for each in exits if month and f"{each.on:%Y-%m}" <= month]
    earlier = [Problem(FIRST_TIME, "reward_left_before", {"on": each.on.isoformat()}) for each in before]
    earlier += [Problem(FIRST_TIME, "reward_admitted_before", {"period": each}) for each, _ in told if each < month]
    if any(category in returning for category, _ in stays):
        earlier.append(Problem(FIRST_TIME, "reward_returning"))
    route = next((way for each, way in reversed(told) if each == month), "")
    route = route or next((way for _, way in reversed(stays) if way), "")
    left = None if admitted or not exits else exits[-1].on
    return LibraryHistory(admitted, month, route, tuple(earlier), left)


def begin_claim(work: UnitOfWork, draft: ClaimDraft, rule: RewardRule, admitted_month: str, *, unit: str) -> str:
    """Enter a claim with its first state; return its uid."""
    if draft.on is None:
        raise ValueError("a claim needs its day")
    uid = work.add(
        RewardClaim(
            uid=work.new_id(),
            number=work.read(next_number, "reward_claim", unit, draft.on.year),
            by_unit=unit,
            enterprise=draft.enterprise,
            rule=rule.id,
            label=f"{rule.scheme} {rule.label}",
            document=rule.document,
            clause=rule.clause,
            admitted_month=admitted_month,
            year=draft.year,
            begun_on=draft.on,
            state=ClaimState.PREPARING,
            contact=draft.contact or None,
            note=draft.note or None,
        )
    )
    add_claim_step(work, uid, ClaimStepDraft(ClaimState.PREPARING, draft.on), unit=unit)
    return uid


def add_claim_step(work: UnitOfWork, claim: str, draft: ClaimStepDraft, *, unit: str) -> str:
    """Write one state of *claim* behind the others and move it there."""
    if draft.state is None or draft.on is None:
        raise ValueError("a state needs its name and day")
    step = ClaimStep(
        uid=work.new_id(),
        claim=claim,
        place=work.read(incentives.next_place, "step", claim=claim),
        by_unit=unit,
        state=draft.state,
        done_on=draft.on,
        told_by=draft.told_by or None,
        basis=draft.basis or None,
        amount=draft.amount,
        note=draft.note or None,
        person=work.who,
    )
    kept = work.add(step)
    work.change(RewardClaim, claim, {"state": draft.state})
    return kept
