"""The libraries in a real ledger: proposed and confirmed, set by the dozen, closed and carried on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.bulk import Pick
from desktop.domain.codes import (
    LibraryStatus,
    Obtained,
    Tier,
)
from desktop.domain.cultivation import YearDraft
from desktop.domain.enterprise import TierDraft
from desktop.domain.library_codes import LadderBasis, ProposalKind, Way
from desktop.domain.retention import EstimateDraft
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.wiring import Services
from tests.services.library_making import OCTOBER, TODAY, WAN, Clock, firm, report, rows_of
from tests.services.office_hand import office


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def services(tmp_path: Path, clock: Clock) -> Iterator[Services]:
    with office(tmp_path / "data", clock=lambda: clock.now) as made:
        yield made


def chosen(services: Services, *kinds: ProposalKind):
    return [row for row in services.libraries.propose() if row.kind in kinds]


# -- by the plan


def test_looking_writes_nothing(services):
    firm(services, "甲", 1860)
    before = services.libraries._database.total_changes()
    rows = services.libraries.propose()
    services.libraries.look(services.libraries.picks(rows, TODAY, "按方案建库"))
    services.libraries.ladder(OCTOBER)
    services.coverage.coverage(OCTOBER)
    services.years.look()
    assert services.libraries._database.total_changes() == before


def test_confirmed_rows_enter_in_one_save_each_with_its_figure_and_clause(services):
    key, base, below = firm(services, "甲", 1860), firm(services, "乙", 620), firm(services, "丙", 90)
    plan = services.libraries.look(services.libraries.picks(chosen(services, ProposalKind.ENTER), TODAY, "按方案建库"))
    assert services.libraries.take(plan).uid
    found = services.enterprises.get(key)
    assert (found.tier.tier, found.tier.since, found.tier.category) == (Tier.KEY, TODAY, "revenue")
    for part in ("按方案建库", "2025年", "1,860.00 万元（利润表）", "三（二）"):
        assert part in found.tier.reason
    assert services.enterprises.get(base).tier.tier is Tier.BASE
    assert services.enterprises.get(below).tier is None
    assert services.years.record(key, 2026).draft.category == "revenue"
    saves = rows_of(services, "save")["save"]
    assert sum(row[1] == "library.set" for row in saves) == 1


def test_who_is_not_chosen_is_not_moved(services):
    first, second = firm(services, "甲", 1860), firm(services, "乙", 1700)
    (only,) = [row for row in services.libraries.propose() if row.candidate.uid == first]
    services.libraries.take(services.libraries.look(services.libraries.picks([only], TODAY, "演示")))
    assert services.enterprises.get(first).tier.tier is Tier.KEY
    assert services.enterprises.get(second).tier is None


def test_a_preview_says_who_cannot_and_the_save_leaves_them(services):
    good, admitted = firm(services, "甲", 1860), firm(services, "乙", 2300, library_status=LibraryStatus.ADMITTED)
    move = TierDraft(Tier.KEY, TODAY, "演示")
    plan = services.libraries.look([Pick(good, move), Pick(admitted, move), Pick("nobody", move)])
    assert [len(part) for part in (plan.will, plan.cannot, plan.same)] == [1, 2, 0]
    assert services.libraries.take(plan).uid
    assert services.enterprises.get(good).tier.tier is Tier.KEY
    assert services.enterprises.get(admitted).tier is None


def test_a_preview_is_refused_after_the_ledger_changed(services):
    uid = firm(services, "甲", 1860)
    plan = services.libraries.look([Pick(uid, TierDraft(Tier.KEY, TODAY, "演示"))])
    firm(services, "乙")
    with pytest.raises(KnownError, match="plan_stale"):
        services.libraries.take(plan)
    assert services.enterprises.get(uid).tier is None


def test_a_move_without_a_reason_is_refused(services):
    firm(services, "甲", 1860)
    plan = services.libraries.look(services.libraries.picks(chosen(services, ProposalKind.ENTER), TODAY, " "))
    assert not plan.will
    assert services.libraries.take(plan).problems


def test_officers_are_set_for_many_and_the_rest_of_the_record_stays(services):
    uids = [firm(services, name, 1860, Tier.KEY) for name in ("甲", "乙")]
    services.years.save(YearDraft(uids[0], 2026, difficulty="缺流动资金", officer="李某"))
    fields = {"officer": "田某", "way": Way.ANNUAL_FIRST.value}
    plan = services.libraries.look([Pick(uid, fields=fields) for uid in uids])
    assert services.libraries.take(plan).uid
    first = services.years.record(uids[0], 2026).draft
    assert (first.officer, first.way, first.difficulty) == ("田某", Way.ANNUAL_FIRST, "缺流动资金")
    assert services.years.record(uids[1], 2026).draft.officer == "田某"
    assert len(services.libraries.look([Pick(uid, fields=fields) for uid in uids]).same) == 2


def test_the_ladder_counts_the_collected_figures(services):
    key = firm(services, "甲", 1860, Tier.KEY)
    firm(services, "乙", 620, Tier.BASE)
    firm(services, "丙")
    firm(services, "丁", 2500, library_status=LibraryStatus.ADMITTED)
    report(services, key, OCTOBER, main_revenue_ytd=900)
    found = services.libraries.ladder(OCTOBER)
    counts = {(cell.tier, cell.band): len(cell.members) for cell in found.cells if cell.members}
    assert counts == {(Tier.KEY, 3): 1, (Tier.BASE, 1): 1, (None, -1): 1}
    assert len(found.admitted) == 1
    year = services.libraries.ladder(OCTOBER, LadderBasis.YEAR_TO_DATE)
    assert [each.uid for each in year.cell(Tier.KEY, 1).members] == [key]


def test_the_roster_prints_what_the_enterprise_said_itself_and_neither_gap_nor_band(services, tmp_path):
    uid = firm(services, "甲", 1860, Tier.KEY)
    services.settings.set_outlook(True)
    services.retention.add_estimate(uid, EstimateDraft(2026, 1987 * WAN, TODAY, "路某", Obtained.ORAL))
    printed = services.libraries.print_list(OCTOBER, tmp_path / "名册.pdf", Progress())
    assert printed.path.read_bytes().startswith(b"%PDF")
    assert printed.pages == 1
    from pypdfium2 import PdfDocument  # only to read the paper back

    said = PdfDocument(printed.path)[0].get_textpage().get_text_bounded()
    assert "1,860.00" in said
    assert "企业自报全年预计" in said
    assert "1,987.00" in said
    assert "路某 2026-11-05" in " ".join(said.split())
    for forbidden in ("140.00", "13.00", "研判", "缺口", "目标"):
        assert forbidden not in said
