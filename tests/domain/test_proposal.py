"""What a plan's rules say of each enterprise: proposed, shown, never moved."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.codes import LibraryStatus, Obtained, OperatingStatus, Source, Tier
from desktop.domain.figure import FigureValue
from desktop.domain.library_codes import GONE, CategorySign, ProposalKind
from desktop.domain.money import Scale
from desktop.domain.proposal import Candidate, proposals
from desktop.services.presets import PresetService

PRESETS = PresetService(Path(__file__).parents[2] / "resources")
RULES = PRESETS.library_rules()
PLANS = {head.id: PRESETS.load(head.id) for head in PRESETS.list()}
YUXIAN = PLANS["yuxian-2024"]
WAN = 1_000_000


def figure(wan: int) -> FigureValue:
    return FigureValue(
        wan * WAN, str(wan), Scale.TEN_THOUSAND, Source.INCOME_STATEMENT, Obtained.PAPER, "", date(2026, 1, 9)
    )


def candidate(wan: int | None = None, tier: Tier | None = None, **said) -> Candidate:
    years = {} if wan is None else {2025: figure(wan)}
    years |= {year: figure(each) for year, each in said.pop("earlier", {}).items()}
    known = {
        "category": "",
        "status": OperatingStatus.NORMAL,
        "library_status": LibraryStatus.BELOW,
        "production_month": "",
    }
    return Candidate("e1", "演示甲", "", "秀水镇", "盂县能源局", tier, revenues=years, **known | said)


def told(each: Candidate, plan=YUXIAN):
    (found,) = proposals([each], plan, RULES, year=2026, new_since=10)
    return found


@pytest.mark.parametrize(
    ("wan", "tier", "kind", "proposed"),
    [
        (499, None, ProposalKind.BELOW, None),
        (500, None, ProposalKind.ENTER, Tier.BASE),
        (999, Tier.BASE, ProposalKind.STAYS, Tier.BASE),
        (1000, None, ProposalKind.ENTER, Tier.KEY),
        (1000, Tier.BASE, ProposalKind.RAISE, Tier.KEY),
        (1000, Tier.KEY, ProposalKind.STAYS, Tier.KEY),
        (999, Tier.KEY, ProposalKind.LOWER, Tier.BASE),
        (499, Tier.BASE, ProposalKind.OUTSIDE, None),
        (None, None, ProposalKind.UNKNOWN, None),
        (None, Tier.KEY, ProposalKind.UNKNOWN, Tier.KEY),
    ],
)
def test_yuxian_sorts_by_last_years_revenue(wan, tier, kind, proposed):
    found = told(candidate(wan, tier))
    assert (found.kind, found.tier) == (kind, proposed)


def test_a_proposal_names_the_clause_and_the_figure_it_stands_on():
    found = told(candidate(1860))
    assert (found.rule.citation.clause, found.category, found.year) == ("三（二）", "revenue", 2025)
    assert found.figure.source is Source.INCOME_STATEMENT


@pytest.mark.parametrize(
    ("said", "sign", "category"),
    [
        ({"earlier": {2023: 2180}}, CategorySign.REACHED_BEFORE, "reached_not_admitted"),
        ({"production_month": "2025-10"}, CategorySign.NEW, "new_promising"),
        ({"library_status": LibraryStatus.EXITED}, CategorySign.EXITED, "exited_promising"),
    ],
)
def test_the_supplements_of_yuxian_are_offered_and_not_ticked(said, sign, category):
    found = told(candidate(300, **said))
    assert (found.kind, found.sign, found.category, found.tier) == (ProposalKind.JUDGE, sign, category, Tier.KEY)
    assert found.offered
    assert not found.ticked


def test_an_enterprise_that_produced_before_october_is_no_new_one():
    assert told(candidate(300, production_month="2025-09")).kind is ProposalKind.BELOW


def test_a_rule_that_is_met_goes_before_a_supplement():
    assert told(candidate(1500, earlier={2023: 2180})).kind is ProposalKind.ENTER


def test_who_entered_by_judgement_is_not_questioned_for_its_revenue():
    kept = candidate(300, Tier.KEY, category="exited_promising")
    assert told(kept).kind is ProposalKind.STAYS


def test_an_admitted_enterprise_is_offered_to_leave_and_never_to_enter():
    inside = told(candidate(2500, Tier.KEY, library_status=LibraryStatus.ADMITTED))
    assert (inside.kind, inside.tier, inside.ticked) == (ProposalKind.LEAVE, None, False)
    assert told(candidate(2500, library_status=LibraryStatus.ADMITTED)).kind is ProposalKind.BARRED


def test_hunan_takes_1000_to_2000_and_leaves_the_rest_to_judgement():
    plan = PLANS["hunan-2022"]
    assert told(candidate(1999), plan).kind is ProposalKind.ENTER
    reached = told(candidate(2000), plan)
    assert (reached.kind, reached.sign) == (ProposalKind.JUDGE, CategorySign.REACHED_BEFORE)


def test_wenshan_s_high_growth_firms_are_a_persons_judgement():
    found = told(candidate(1100), PLANS["wenshan-2022"])
    assert (found.kind, found.category) == (ProposalKind.JUDGE, "high_growth")
    assert told(candidate(1500), PLANS["wenshan-2022"]).kind is ProposalKind.ENTER


@pytest.mark.parametrize("plan", ["jincheng-2021", "yuncheng-2021"])
def test_a_plan_without_amounts_proposes_nobody(plan):
    assert not told(candidate(1800), PLANS[plan]).ticked


candidates = st.builds(
    candidate,
    wan=st.none() | st.integers(0, 5000),
    tier=st.none() | st.sampled_from(Tier),
    status=st.sampled_from(OperatingStatus),
    library_status=st.sampled_from(LibraryStatus),
    production_month=st.sampled_from(["", "2024-05", "2025-10", "2026-02"]),
    category=st.sampled_from(["", "revenue", "exited_promising", "unheard"]),
    earlier=st.dictionaries(st.integers(2021, 2024), st.integers(0, 5000), max_size=2),
)


@given(plan=st.sampled_from(sorted(PLANS)), listed=st.lists(candidates, max_size=6))
def test_every_enterprise_is_told_once_and_ticks_rest_on_collected_revenue(plan, listed):
    found = proposals(listed, PLANS[plan], RULES, year=2026, new_since=10)
    assert len(found) == len(listed)
    for each in found:
        if each.ticked:
            assert each.offered
            assert each.rule is not None
            assert not each.rule.condition
            assert each.figure is not None
            assert each.figure.amount >= each.rule.revenue_from_fen
            assert each.candidate.library_status is not LibraryStatus.ADMITTED
            assert each.candidate.status not in GONE
            assert each.tier is not each.candidate.tier
