"""Policies of the office's own, answers for rewards, claims with their states, lists that go out."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, or_, select

from db.models.admission import Application, ApplicationStep
from db.models.enterprise import Enterprise, TierStay
from db.models.incentive import ClaimStep, PolicyEntry, RewardAnswer, RewardClaim, RewardCounting, RosterStay
from db.models.setting import Person
from desktop.domain import claim
from desktop.domain.claim import ClaimFilter, ClaimRow
from desktop.domain.codes import Tier
from desktop.domain.policy import Policy, PolicyDraft
from desktop.domain.policy_codes import ClaimState, CountingStart, PolicyLevel, PolicyTopic
from desktop.domain.reward import Answer
from desktop.domain.roster import RosterRow

_POLICY = PolicyEntry.__table__  # type: ignore[attr-defined]
_ANSWER = RewardAnswer.__table__  # type: ignore[attr-defined]
_COUNTING = RewardCounting.__table__  # type: ignore[attr-defined]
_CLAIM = RewardClaim.__table__  # type: ignore[attr-defined]
_STEP = ClaimStep.__table__  # type: ignore[attr-defined]
_ROSTER = RosterStay.__table__  # type: ignore[attr-defined]
_ENTERPRISE = Enterprise.__table__  # type: ignore[attr-defined]
_STAY = TierStay.__table__  # type: ignore[attr-defined]
_PERSON = Person.__table__  # type: ignore[attr-defined]
_APPLICATION = Application.__table__  # type: ignore[attr-defined]
_TAKEN = ApplicationStep.__table__  # type: ignore[attr-defined]


class Counting(NamedTuple):
    """From where years are counted, as the office found out."""

    start: CountingStart
    on: date
    basis: str
    who: str


def policies(connection: Connection) -> tuple[Policy, ...]:
    """Return the entries of the office's own, by title; void ones too."""
    return tuple(_policy(row) for row in connection.execute(select(_POLICY).order_by(_POLICY.c.title, _POLICY.c.uid)))


def answers(connection: Connection, enterprise: str) -> tuple[Answer, ...]:
    """Return what was found out of *enterprise*, oldest first; of one question the last counts."""
    query = (
        select(_ANSWER, _PERSON.c.name.label("who"))
        .outerjoin(_PERSON, _PERSON.c.uid == _ANSWER.c.person)
        .where(_ANSWER.c.enterprise == enterprise)
        .order_by(_ANSWER.c.question, _ANSWER.c.place)
    )
    return tuple(
        Answer(row.uid, row.question, bool(row.yes), row.done_on, row.basis, row.who or row.person)
        for row in connection.execute(query)
    )


def counting(connection: Connection, unit: str) -> tuple[Counting, ...]:
    """Return from where *unit* counted years, oldest first; the last counts."""
    query = (
        select(_COUNTING, _PERSON.c.name.label("who"))
        .outerjoin(_PERSON, _PERSON.c.uid == _COUNTING.c.person)
        .where(_COUNTING.c.by_unit == unit)
        .order_by(_COUNTING.c.place)
    )
    found = connection.execute(query)
    return tuple(Counting(CountingStart(row.start), row.done_on, row.basis, row.who or row.person) for row in found)


def admitted_months(connection: Connection, enterprise: str) -> tuple[tuple[str, str], ...]:
    """Return (month, route) of every admission that the applications of *enterprise* tell, oldest first."""
    query = (
        select(_TAKEN.c.admitted_month, _APPLICATION.c.route)
        .join(_APPLICATION, _APPLICATION.c.uid == _TAKEN.c.application)
        .where(_APPLICATION.c.enterprise == enterprise, _APPLICATION.c.voided == 0)
        .where(_TAKEN.c.admitted_month.is_not(None))
        .order_by(_TAKEN.c.admitted_month)
    )
    return tuple((row.admitted_month, row.route) for row in connection.execute(query))


def categories(connection: Connection, enterprise: str) -> tuple[tuple[str, str], ...]:
    """Return (category, route) of every stay of *enterprise* in a tier, oldest first."""
    query = select(_STAY.c.category, _STAY.c.route).where(_STAY.c.enterprise == enterprise).order_by(_STAY.c.since)
    return tuple((row.category or "", row.route or "") for row in connection.execute(query))


def once_admitted(connection: Connection) -> tuple[tuple[str, str], ...]:
    """Return (uid, name) of the enterprises with an admission fact, by name."""
    query = (
        select(_ENTERPRISE.c.uid, _ENTERPRISE.c.name)
        .where(_ENTERPRISE.c.voided == 0, _ENTERPRISE.c.library_status != "below")
        .where(_ENTERPRISE.c.admitted_month.is_not(None))
        .order_by(_ENTERPRISE.c.sort_name, _ENTERPRISE.c.uid)
    )
    return tuple((row.uid, row.name) for row in connection.execute(query))


def claims(connection: Connection, query: ClaimFilter, names: Mapping[str, str]) -> tuple[ClaimRow, ...]:
    """Return the claims that *query* finds, by number."""
    found = _claims()
    if query.year:
        found = found.where(_CLAIM.c.year == query.year)
    if query.enterprise:
        found = found.where(_CLAIM.c.enterprise == query.enterprise)
    if query.states:
        found = found.where(_CLAIM.c.state.in_(sorted(query.states)))
    if not query.voided:
        found = found.where(_CLAIM.c.voided == 0)
    return _claim_rows(connection, found.order_by(_CLAIM.c.number), names)


def claim_of(connection: Connection, uid: str, names: Mapping[str, str]) -> ClaimRow | None:
    """Return the claim *uid*, or None."""
    return next(iter(_claim_rows(connection, _claims().where(_CLAIM.c.uid == uid), names)), None)


def claim_steps(connection: Connection, uid: str) -> tuple[claim.ClaimStep, ...]:
    """Return the states of the claim *uid*, oldest first."""
    query = (
        select(_STEP, _PERSON.c.name.label("who"))
        .outerjoin(_PERSON, _PERSON.c.uid == _STEP.c.person)
        .where(_STEP.c.claim == uid)
        .order_by(_STEP.c.place)
    )
    return tuple(_step(row) for row in connection.execute(query))


def roster_rows(
    connection: Connection, year: int, unit: str, names: Mapping[str, str], *, past: bool = False, uid: str = ""
) -> tuple[RosterRow, ...]:
    """Return who stands on the lists of *year*, by list and name; with *past* those too who left.

    Whether one still fits is for the caller to say.
    """
    columns = ("name", "credit_code", "township", "industry_code", "sort_name")
    query = (
        select(_ROSTER, *(_ENTERPRISE.c[name].label(f"e_{name}") for name in columns))
        .join(_ENTERPRISE, _ENTERPRISE.c.uid == _ROSTER.c.enterprise)
        .order_by(_ROSTER.c.roster, _ENTERPRISE.c.sort_name, _ROSTER.c.since)
    )
    query = query.where(_ROSTER.c.uid == uid) if uid else query.where(_ROSTER.c.year == year, _ROSTER.c.by_unit == unit)
    if not past and not uid:
        query = query.where(_ROSTER.c.until.is_(None))
    return tuple(_roster_row(row, names) for row in connection.execute(query))


def key_on(connection: Connection, on: date) -> frozenset[str]:
    """Return the enterprises on the key list on *on*."""
    query = (
        select(_STAY.c.enterprise)
        .join(_ENTERPRISE, _ENTERPRISE.c.uid == _STAY.c.enterprise)
        .where(_ENTERPRISE.c.voided == 0, _STAY.c.tier == Tier.KEY, _STAY.c.since <= on)
        .where(or_(_STAY.c.until.is_(None), _STAY.c.until > on))
    )
    return frozenset(row.enterprise for row in connection.execute(query))


def key_list(connection: Connection, on: date, names: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    """Return (uid, name, township) of the key list on *on*, by name."""
    wanted = key_on(connection, on)
    columns = (_ENTERPRISE.c.uid, _ENTERPRISE.c.name, _ENTERPRISE.c.township)
    found = connection.execute(select(*columns).order_by(_ENTERPRISE.c.sort_name, _ENTERPRISE.c.uid))
    return tuple((row.uid, row.name, names.get(row.township or "", "")) for row in found if row.uid in wanted)


def next_place(connection: Connection, /, table: str, **keys: str) -> int:
    """Return the place of the next record of *table* under *keys*."""
    model = {"answer": _ANSWER, "counting": _COUNTING, "step": _STEP}[table]
    query = select(func.max(model.c.place))
    for name, value in keys.items():
        query = query.where(model.c[name] == value)
    return int(connection.execute(query).scalar() or 0) + 1


def _claims() -> Any:
    columns = ("name", "credit_code", "township")
    return select(_CLAIM, *(_ENTERPRISE.c[name].label(f"e_{name}") for name in columns)).join(
        _ENTERPRISE, _ENTERPRISE.c.uid == _CLAIM.c.enterprise
    )


def _claim_rows(connection: Connection, query: Any, names: Mapping[str, str]) -> tuple[ClaimRow, ...]:
    rows = connection.execute(query).all()
    steps = _steps_of(connection, [row.uid for row in rows])
    return tuple(_claim(row, steps.get(row.uid, []), names) for row in rows)


def _steps_of(connection: Connection, claims: Iterable[str]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    query = select(_STEP).where(_STEP.c.claim.in_(list(claims))).order_by(_STEP.c.claim, _STEP.c.place)
    for row in connection.execute(query):
        found.setdefault(row.claim, []).append(row)
    return found


def _claim(row: Any, steps: list[Any], names: Mapping[str, str]) -> ClaimRow:
    def amount(state: ClaimState) -> int | None:
        return next((step.amount for step in reversed(steps) if step.state == state), None)

    return ClaimRow(
        uid=row.uid,
        number=row.number,
        enterprise=row.enterprise,
        name=row.e_name,
        credit_code=row.e_credit_code or "",
        township=names.get(row.e_township or "", ""),
        admitted_month=row.admitted_month,
        rule=row.rule,
        label=row.label,
        document=row.document,
        clause=row.clause,
        year=row.year,
        begun_on=row.begun_on,
        state=ClaimState(row.state),
        state_on=steps[-1].done_on if steps else row.begun_on,
        approved=amount(ClaimState.APPROVED),
        paid=amount(ClaimState.PAID),
        contact=row.contact or "",
        note=row.note or "",
        voided=bool(row.voided),
        void_reason=row.void_reason or "",
    )


def _step(row: Any) -> claim.ClaimStep:
    return claim.ClaimStep(
        uid=row.uid,
        state=ClaimState(row.state),
        on=row.done_on,
        told_by=row.told_by or "",
        basis=row.basis or "",
        amount=row.amount,
        note=row.note or "",
        who=row.who or row.person,
    )


def _roster_row(row: Any, names: Mapping[str, str]) -> RosterRow:
    return RosterRow(
        uid=row.uid,
        roster=row.roster,
        year=row.year,
        enterprise=row.enterprise,
        name=row.e_name,
        credit_code=row.e_credit_code or "",
        township=names.get(row.e_township or "", ""),
        industry=row.e_industry_code or "",
        since=row.since,
        until=row.until,
        reason=row.reason,
        reason_out=row.reason_out or "",
        basis=row.basis or "",
        matter=row.matter or "",
        fits=True,
    )


def _policy(row: Any) -> Policy:
    draft = PolicyDraft(
        title=row.title,
        document=row.document,
        clause=row.clause or "",
        level=PolicyLevel(row.level),
        topic=PolicyTopic(row.topic),
        issuer=row.issuer or "",
        condition=row.condition or "",
        amount=row.amount or "",
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        text=row.text,
        note=row.note or "",
    )
    return Policy(row.uid, draft, own=True, voided=bool(row.voided), void_reason=row.void_reason or "")
