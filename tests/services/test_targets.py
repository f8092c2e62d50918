"""Targets in a real ledger: as issued, typed, taken from a workbook, and against what was reached."""

from datetime import date
from decimal import Decimal

import pytest

from desktop.domain.assessment import CapState, JanuaryYear
from desktop.domain.codes import Dimension, LibraryStatus, TargetKind, TargetMeasure, Tier, UnitKind
from desktop.domain.cultivation import RollDraft
from desktop.domain.enterprise import EnterpriseDraft, TierDraft
from desktop.domain.month import Month
from desktop.domain.target_entry import TargetDraft
from desktop.kernel.progress import Progress
from tests.services.office_hand import office
from tests.services.retention.hands import EXIT

OCTOBER, DECEMBER = Month(2026, 10), Month(2026, 12)
COUNTY = "盂县中小企业发展中心"


@pytest.fixture
def energy(tmp_path):
    with office(tmp_path / "data") as made:
        yield made


@pytest.fixture
def county(tmp_path):
    with office(tmp_path / "county", COUNTY, kind=UnitKind.COUNTY) as made:
        yield made


def kept(saved):
    assert saved.uid, saved.problems
    return saved.uid


def admit(services, name, month, township="140322-xiushui", department="140322-nengyuan"):
    draft = EnterpriseDraft(
        name=name,
        no_code_reason="演示",
        township=township,
        department=department,
        library_status=LibraryStatus.ADMITTED,
        admitted_month=month,
    )
    return kept(services.enterprises.save(draft))


def target(value=2, unit="140322-nengyuan", **said):
    usual = {"unit_name": "演示单位", "year": 2026, "dimension": Dimension.SECTOR, "basis": "演示文"}
    return TargetDraft(unit=unit, value=value, **(usual | said))


def test_both_dimensions_of_the_plan_agree_with_their_total_and_are_not_added(county):
    first, second = county.targets.balances()
    assert (first.dimension, first.total, first.stated, first.agrees) == (Dimension.TERRITORY, 10, 10, True)
    assert (second.dimension, second.total, second.agrees) == (Dimension.SECTOR, 10, True)


def test_a_year_without_a_plan_has_no_target_until_one_is_typed(energy):
    assert energy.targets.page(OCTOBER).own.official.target is None
    kept(energy.targets.set(target()))
    own = energy.targets.page(OCTOBER).own
    assert (own.official.target, own.basis) == (2, "演示文")
    assert energy.settings.own_targets(2026)[0].value == 2


def test_the_same_target_typed_again_is_corrected_and_keeps_its_history(energy):
    first = kept(energy.targets.set(target(2)))
    assert kept(energy.targets.set(target(3), reason="更正文件（演示）")) == first
    assert [row.target.value for row in energy.targets.rows(2026)] == [3]
    assert {line.new for line in energy.targets.history(first) if line.field == "value"} == {2, 3}


def test_a_void_target_is_gone_and_may_come_back(energy):
    uid = kept(energy.targets.set(target()))
    assert not energy.targets.void(uid, " ").uid
    kept(energy.targets.void(uid, "填错（演示）"))
    assert energy.targets.rows(2026) == ()
    assert energy.settings.own_targets(2026) == ()
    assert kept(energy.targets.set(target(1))) == uid
    assert energy.targets.page(OCTOBER).own.official.target == 1


def test_official_and_dispatch_stay_apart(energy):
    kept(energy.targets.set(target(2)))
    kept(energy.targets.set(target(5, kind=TargetKind.DISPATCH)))
    own = energy.targets.page(OCTOBER).own
    assert (own.official.target, own.dispatch) == (2, 5)


def test_the_own_unit_counts_what_was_admitted_by_the_month(energy):
    kept(energy.targets.set(target(4)))
    admit(energy, "甲（演示）", "2026-03")
    admit(energy, "乙（演示）", "2026-11")
    admit(energy, "丙（演示）", "2025-12")
    admit(energy, "丁（演示）", "2026-04", department="140322-gongxin")  # another department answers for it
    own = energy.targets.page(OCTOBER).own.official
    assert (own.additions, own.exits, own.net, own.percent) == (1, 0, 1, Decimal("25.0"))
    assert energy.targets.page(DECEMBER).own.official.additions == 2
    months = {line.month: line.additions_so_far for line in energy.targets.page(OCTOBER).months}
    assert (months["2026-02"], months["2026-03"], months["2026-12"]) == (0, 1, 2)
    assert energy.overview.today(OCTOBER).additions == 2  # today's page tells of the whole year


@pytest.mark.parametrize(("january", "counted"), [(JanuaryYear.SAME, 0), (JanuaryYear.PREVIOUS, 1)])
def test_a_january_admission_counts_as_the_notice_says(energy, january, counted):
    admit(energy, "甲（演示）", "2027-01")
    kept(energy.targets.set_assessment(2026, january, "电话问县统计局（演示）"))
    page = energy.targets.page(DECEMBER)
    assert page.own.official.additions == counted
    assert (page.assessment.january, page.assessment.to_confirm) == (january, False)
    assert [line.month for line in page.months][-1] == ("2027-01" if counted else "2026-12")


def test_the_rule_needs_its_paper_and_is_unconfirmed_until_then(energy):
    assert energy.targets.page(OCTOBER).assessment.to_confirm
    assert [each.code for each in energy.targets.set_assessment(2026, JanuaryYear.SAME, " ").problems] == ["missing"]


def test_the_county_sees_each_unit_in_each_dimension_once(county):
    admit(county, "甲（演示）", "2026-03")
    admit(county, "乙（演示）", "2026-04", township="140322-niucun", department="140322-gongxin")
    admit(county, "丙（演示）", "2026-05", township="", department="140322-gongxin")
    kept(county.targets.set(target(9, unit="", unit_name="盂县", dimension=None)))
    territory, sector = county.targets.page(OCTOBER).tables
    by_name = {line.name: line.official.additions for line in territory.lines}
    assert (by_name["秀水镇"], by_name["牛村镇"], by_name[""]) == (1, 1, 1)
    assert {line.name: line.official.additions for line in sector.lines}["盂县工信局"] == 2
    # three enterprises, whichever way they are split
    assert territory.total.official.additions == sector.total.official.additions == 3
    assert sum(line.official.additions for line in territory.lines) == 3


def test_an_enterprise_that_moved_counts_where_it_was_when_it_was_admitted(county):
    uid = admit(county, "甲（演示）", "2026-03")
    moved = county.enterprises.get(uid).draft
    kept(county.enterprises.save(EnterpriseDraft(**(_fields(moved) | {"township": "140322-niucun"})), uid))
    lines = {line.name: line.official.additions for line in county.targets.page(OCTOBER).tables[0].lines}
    assert (lines["秀水镇"], lines["牛村镇"]) == (1, 0)


def test_a_unit_sees_no_table_of_others(energy):
    assert energy.targets.page(OCTOBER).tables == ()


def test_candidates_are_the_key_list_that_is_not_admitted(energy):
    kept(energy.targets.set(target(2)))
    for number in range(3):
        uid = kept(energy.enterprises.save(EnterpriseDraft(name=f"演示{number}", no_code_reason="演示")))
        kept(energy.enterprises.set_tier(uid, TierDraft(Tier.KEY, date(2026, 1, 5), "演示")))
    own = energy.targets.page(OCTOBER).own
    assert (own.candidates, own.ratio) == (3, Decimal("1.5"))


def test_a_cap_of_exits_is_said_when_it_is_reached_and_passed(energy):
    kept(energy.targets.set(target(1, measure=TargetMeasure.EXIT_CAP)))
    assert energy.targets.page(OCTOBER).own.cap_state is CapState.UNDER
    left = [admit(energy, name, "2024-05") for name in ("甲（演示）", "乙（演示）")]
    states = []
    for uid in left:
        kept(energy.retention.leave(uid, EXIT))
        states.append(energy.targets.page(DECEMBER).own.cap_state)
    assert states == [CapState.REACHED, CapState.OVER]
    assert energy.targets.page(DECEMBER).own.official.net == -2


def test_yunchengs_cap_of_each_county_holds_for_the_own_one(tmp_path):
    with office(tmp_path / "yanhu", "盐湖区", "yuncheng-2021", 2021) as services:
        own = services.targets.page(Month(2021, 12)).own
        assert (own.official.target, own.cap) == (21, 1)
        assert services.targets.page(Month(2021, 12)).tables == ()


def test_wenshans_percentages_do_not_add_up_and_are_marked(tmp_path):
    with office(tmp_path / "wenshan", "文山市", "wenshan-2022", 2025) as services:
        found = services.targets.balances()[0]
        assert (found.total, found.agrees, found.base_total, found.base_agrees) == (380, True, 183, True)
        assert (found.share_total, found.share_agrees) == (Decimal("100.1"), False)


def test_hunans_thousand_is_not_the_target_of_one_county(tmp_path):
    with office(tmp_path / "hunan", "演示县", "hunan-2022", 2024, UnitKind.COUNTY) as services:
        assert services.targets.page(Month(2024, 12)).own.official.target is None
        assert any(row.target.value == 1000 for row in services.targets.rows(2024))


def test_a_statistical_bureau_can_be_given_no_target(energy, tmp_path):
    refused = energy.targets.set(target(1, unit="x", unit_name="盂县统计局"))
    assert [problem.code for problem in refused.problems] == ["holds_no_target"]
    with office(tmp_path / "bureau", "盂县统计局", kind=UnitKind.DEPARTMENT) as bureau:
        own = bureau.settings.set_own_target(2026, TargetMeasure.NET_INCREASE, 1, "演示文")
        assert [problem.code for problem in own.problems] == ["holds_no_target"]


def test_progress_is_written_as_a_paper(county, tmp_path):
    printed = county.targets.print_progress(OCTOBER, tmp_path / "完成情况.pdf", Progress())
    assert printed.pages >= 1
    assert county.papers.page_image(printed.path, 0, 40).width > 0


def _fields(draft):
    return {name: getattr(draft, name) for name in EnterpriseDraft.__dataclass_fields__}


def test_the_year_that_was_closed_is_still_told_as_of_its_own_months(energy):
    kept(energy.targets.set(target(value=2)))
    admit(energy, "甲洗煤厂（演示）", "2026-03")
    kept(energy.years.roll(energy.years.look(), RollDraft(date(2026, 11, 5), "演示通知")))
    closed, begun = energy.targets.page(DECEMBER), energy.targets.page(Month(2027, 3))
    assert (closed.year, closed.own.official.target, closed.own.official.additions) == (2026, 2, 1)
    assert (begun.year, begun.own.official.target, begun.own.official.additions) == (2027, None, 0)
