"""Who would enter which library by the plan's rules (按方案建库): a list for a person to confirm, never a move.

Every line says which collected figure it stands on; rules that need judgement are shown, not ticked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.domain.codes import LibraryStatus, OperatingStatus, Tier
from desktop.domain.figure import FigureValue
from desktop.domain.library_codes import GONE, CategorySign, ProposalKind
from desktop.domain.library_reader import LibraryRules
from desktop.domain.preset import Preset, TierRule
from desktop.domain.tiers import propose

_RANK = {None: 0, Tier.BASE: 1, Tier.KEY: 2}

TICKED = frozenset({ProposalKind.ENTER, ProposalKind.RAISE})
OFFERED = TICKED | {ProposalKind.JUDGE, ProposalKind.LOWER, ProposalKind.LEAVE, ProposalKind.OUTSIDE}


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known of one enterprise.

    *category* is why it is on the list now, *revenues* are collected figures of whole years, by year.
    """

    uid: str
    name: str
    credit_code: str
    township: str
    department: str
    tier: Tier | None
    category: str
    status: OperatingStatus
    library_status: LibraryStatus
    production_month: str
    revenues: Mapping[int, FigureValue]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the plan says of one candidate; *tier* None proposes to leave.

    *figure* and *year* are what the line stands on, *rule* the clause it follows, *sign* the supplement.
    """

    candidate: Candidate
    kind: ProposalKind
    tier: Tier | None
    category: str = ""
    rule: TierRule | None = None
    sign: CategorySign | None = None
    year: int = 0
    figure: FigureValue | None = None

    @property
    def offered(self) -> bool:
        """Whether a person may tick this line."""
        return self.kind in OFFERED

    @property
    def ticked(self) -> bool:
        """Whether the line is ticked at first."""
        return self.kind in TICKED


def proposals(
    candidates: Iterable[Candidate], plan: Preset, rules: LibraryRules, *, year: int, new_since: int
) -> tuple[Proposal, ...]:
    """Return what *plan* says of each candidate for the cultivation *year*, what asks for a deed first.

    An enterprise is new if it has produced since the month *new_since* of the year before.
    """
    found = [_proposal(each, plan, rules, year, new_since) for each in candidates]
    order = tuple(ProposalKind)
    return tuple(sorted(found, key=lambda each: (order.index(each.kind), -_amount(each.figure))))


def _proposal(each: Candidate, plan: Preset, rules: LibraryRules, year: int, new_since: int) -> Proposal:
    figure = each.revenues.get(year - 1)
    if each.library_status is LibraryStatus.ADMITTED or each.status in GONE:
        kind = ProposalKind.BARRED if each.tier is None else ProposalKind.LEAVE
        return Proposal(each, kind, None, year=year - 1, figure=figure)
    met = propose(plan.tier_rules, None if figure is None else figure.amount)
    kind, tier = _by_rule(each, met, rules, known=figure is not None)
    if kind not in TICKED and (supplement := _supplement(each, plan, rules, year, new_since)) is not None:
        return supplement
    category = met.category if met is not None else ""
    return Proposal(each, kind, tier, category, met, year=year - 1, figure=figure)


def _by_rule(
    each: Candidate, met: TierRule | None, rules: LibraryRules, *, known: bool
) -> tuple[ProposalKind, Tier | None]:
    """Return what follows from the rule that is *met* and from the library *each* stands in."""
    supplements = set(CategorySign) - {CategorySign.REVENUE}
    if each.tier is not None and rules.signs.get(each.category) in supplements:
        return ProposalKind.STAYS, each.tier  # it entered by judgement; revenue does not speak against it
    if met is not None:
        return _kind(_RANK[met.tier] - _RANK[each.tier], entering=each.tier is None), met.tier
    if not known:
        return ProposalKind.UNKNOWN, each.tier
    return (ProposalKind.BELOW, None) if each.tier is None else (ProposalKind.OUTSIDE, None)


def _kind(rise: int, *, entering: bool) -> ProposalKind:
    if rise == 0:
        return ProposalKind.STAYS
    if entering:
        return ProposalKind.ENTER
    return ProposalKind.RAISE if rise > 0 else ProposalKind.LOWER


def _supplement(each: Candidate, plan: Preset, rules: LibraryRules, year: int, new_since: int) -> Proposal | None:
    """Return the supplement (补充) that a person may decide on, where the plan has one for what is known."""
    if each.tier is Tier.KEY:
        return None
    categories = tuple(category.id for category in plan.categories)
    for sign, stands in _signs(each, plan, rules, year, new_since):
        category = rules.category_of(sign, categories)
        if category:
            return Proposal(each, ProposalKind.JUDGE, Tier.KEY, category, None, sign, stands, each.revenues.get(stands))
    figure = each.revenues.get(year - 1)
    conditional = _conditional(plan, figure)
    if conditional is None:
        return None
    return Proposal(
        each, ProposalKind.JUDGE, conditional.tier, conditional.category, conditional, None, year - 1, figure
    )


def _signs(
    each: Candidate, plan: Preset, rules: LibraryRules, year: int, new_since: int
) -> Iterable[tuple[CategorySign, int]]:
    """Yield what speaks for a supplement, each with the year whose figure it stands on."""
    earlier = range(year - 1, year - 1 - rules.lookback, -1)
    reached = next((one for one in earlier if _amount(each.revenues.get(one)) >= plan.threshold_fen), None)
    if reached is not None and each.library_status is LibraryStatus.BELOW:
        yield CategorySign.REACHED_BEFORE, reached
    if each.library_status is LibraryStatus.EXITED:
        yield CategorySign.EXITED, year - 1
    if each.production_month >= f"{year - 1}-{new_since:02d}":
        yield CategorySign.NEW, year - 1


def _conditional(plan: Preset, figure: FigureValue | None) -> TierRule | None:
    if figure is None:
        return None
    asked = [rule for rule in plan.tier_rules if rule.condition and figure.amount >= rule.revenue_from_fen]
    return max(asked, key=lambda rule: rule.revenue_from_fen, default=None)


def _amount(figure: FigureValue | None) -> int:
    return -1 if figure is None else figure.amount
