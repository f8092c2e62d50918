"""The same month in other offices: a township, the zone, the county office, one the plan does not name, other plans."""

from dataclasses import replace

import pytest
from pypdfium2 import PdfDocument

from desktop.domain.codes import Dimension, TargetMeasure, UnitKind
from desktop.domain.issue import IssueDraft
from desktop.domain.month import Month
from desktop.domain.visit import VisitFilter
from desktop.kernel.progress import Progress
from desktop.wiring import open_ledger
from tests.services.making import (
    CODE,
    OCTOBER,
    WAN,
    begun,
    digest,
    enter,
    figures,
    kept,
    took,
    visit,
    workbook,
)

FORMS = ("key-monitoring", "visit-month", "issue-month")

OFFICES = [
    ("yuxian-2024", "秀水镇", None, "140322-xiushui", UnitKind.TOWNSHIP, "township"),
    ("yuxian-2024", "盂县能源局", None, "140322-nengyuan", UnitKind.DEPARTMENT, "department"),
    ("yuxian-2024", "开发区", None, "140322-kaifaqu", UnitKind.ZONE, "department"),
    ("yuxian-2024", "县中小企业发展中心", UnitKind.COUNTY, None, UnitKind.COUNTY, None),
    ("yuxian-2024", "盂县商务局", UnitKind.DEPARTMENT, None, UnitKind.DEPARTMENT, None),
    ("wenshan-2022", "文山市", UnitKind.COUNTY, None, None, None),
    ("hunan-2022", "某县工信局", UnitKind.DEPARTMENT, None, UnitKind.DEPARTMENT, None),
    ("jincheng-2021", "某镇", UnitKind.TOWNSHIP, None, UnitKind.TOWNSHIP, None),
    ("yuncheng-2021", "某县", UnitKind.COUNTY, None, None, None),
]


def text_of(path):
    document = PdfDocument(path)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "").replace("\n", "")
    finally:
        document.close()


@pytest.mark.parametrize(("preset", "name", "kind", "unit", "expected", "column"), OFFICES, ids=str)
def test_month_in_any_office(folder, world, desk, tmp_path, preset, name, kind, unit, expected, column):
    services = begun(folder, world, preset=preset, unit_name=name, unit_kind=kind)
    own = services.settings.workspace()
    assert unit is None or own.unit == unit
    assert expected is None or own.unit_kind is expected
    listed = workbook(
        tmp_path / "名单.xlsx",
        ("企业名称", "统一社会信用代码", "2025年营业收入（万元）"),
        ("甲洗煤厂（演示）", CODE, 1900),
    )
    took(services, listed)
    row = services.enterprises.suggest("jxm")[0]
    # a list kept by a unit holds that unit's enterprises; the county's and an unknown unit's say nothing
    assert [row.township, row.department] == [
        own.unit_name if column == each else "" for each in ("township", "department")
    ]
    assert row.last_year_revenue == 1900 * WAN
    kept(services.visits.save(visit(row.uid, issues=(IssueDraft(description="缺工"),))))
    assert services.visits.get(services.visits.list(VisitFilter())[0].uid).number == f"{own.unit}-2026-0001"
    kept(services.figures.save(figures(row.uid, main_revenue_ytd=1850)))
    filed = services.filings.export(OCTOBER, FORMS, desk.folder, Progress())
    assert len(filed.files) == 3
    for each in filed.files:
        paper = text_of(each.pdf)
        assert own.unit_name in paper
        assert "甲洗煤厂（演示）" in paper
    assert all(found.startswith(own.unit_name) for found in desk.files())
    before = digest(services)
    services.close()
    again = open_ledger(folder, world)
    try:
        assert digest(again) == before
        assert again.settings.workspace() == own
        assert again.check.run(deep=True) == ()
    finally:
        again.close()


@pytest.mark.parametrize("preset", ["hunan-2022", "jincheng-2021", "wenshan-2022", "yuncheng-2021", "yuxian-2024"])
def test_every_plan_serves_another_year_and_says_nothing_of_its_targets(folder, world, preset):
    services = begun(folder, world, preset=preset, unit_name="某局", unit_kind=UnitKind.DEPARTMENT)
    try:
        assert services.settings.preset().threshold_fen == 2000 * WAN
        assert services.overview.today(OCTOBER).targets == ()
        kept(services.settings.set_own_target(2026, TargetMeasure.NET_INCREASE, 1, "口头"))
        assert [target.value for target in services.overview.today(OCTOBER).targets] == [1]
        assert services.settings.units(Dimension.TERRITORY) is not None
    finally:
        services.close()


def test_township_of_the_plan_has_its_target_in_the_plans_year(folder, world):
    services = begun(folder, world, unit_name="秀水镇", year=2024)
    try:
        targets = services.settings.own_targets(2024)
        plan = services.settings.preset().targets
        issued = [each.value for each in plan if each.unit == "140322-xiushui"]
        assert [target.value for target in targets] == issued
    finally:
        services.close()


def test_enterprise_moved_to_another_township_leaves_the_forms_of_the_old_one(folder, world, clock, desk):
    services = begun(folder, world, unit_name="秀水镇")
    try:
        uid = enter(services, township="140322-xiushui")
        assert services.filings.listed(OCTOBER) == (uid,)
        clock.now = clock.now.replace(month=11, day=20)
        services.enterprises.save(replace(services.enterprises.get(uid).draft, township="140322-nanlou"), uid)
        november = Month(2026, 11)
        assert services.filings.listed(OCTOBER) == (uid,)  # it stood there on the last day of October
        assert services.filings.listed(november) == ()
        services.filings.export(november, ["key-monitoring"], desk.folder, Progress(), nothing=True)
        paper = text_of(next(desk.folder.glob("*.pdf")))
        assert "本月起不再列入本单位名单的企业 1 户：盂县甲洗煤厂（演示）" in paper
    finally:
        services.close()
