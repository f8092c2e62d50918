"""Each of the five plans in its own year: it loads, adds up as it says, and files one month."""

import pytest

from desktop.domain.codes import TargetMeasure, UnitKind
from desktop.domain.month import Month
from desktop.kernel.progress import Progress
from tests.flows.test_small_units import text_of
from tests.services.making import CODE, begun, enter, figures, kept

# the plan, its year, the office that keeps the ledger, what its breakdowns say, and the own net increase as issued
PLANS = [
    ("yuncheng-2021", 2021, "盐湖区", UnitKind.COUNTY, [(150, 150)], 21),
    ("yuxian-2024", 2024, "盂县能源局", None, [(10, 10), (10, 10)], 1),
    ("jincheng-2021", 2021, "某县工信局", UnitKind.DEPARTMENT, [], None),
    ("hunan-2022", 2022, "某县工信局", UnitKind.DEPARTMENT, [], None),
    ("wenshan-2022", 2022, "文山市", UnitKind.COUNTY, [(380, 380)], None),
]


@pytest.mark.parametrize(("preset", "year", "name", "kind", "sums", "own"), PLANS, ids=[plan[0] for plan in PLANS])
def test_a_plan_loads_adds_up_and_files_a_month(folder, world, desk, tmp_path, preset, year, name, kind, sums, own):
    services = begun(folder, world, preset=preset, unit_name=name, unit_kind=kind, year=year)
    try:
        month = Month(year, 10)
        balances = services.targets.balances()
        assert [(each.total, each.stated) for each in balances if each.agrees is not None] == sums
        issued = services.settings.own_targets(year)
        net = [each.value for each in issued if each.measure is TargetMeasure.NET_INCREASE]
        assert net == ([] if own is None else [own])
        uid = enter(services, "甲洗煤厂（演示）", CODE)
        kept(services.figures.save(figures(uid, month, main_revenue_ytd=1850)))
        filed = services.filings.export(month, ["key-monitoring"], desk.folder, Progress())
        assert "甲洗煤厂（演示）" in text_of(filed.files[0].pdf)
        services.targets.print_progress(month, tmp_path / "目标.pdf", Progress())
        paper = text_of(tmp_path / "目标.pdf")
        assert f"{year}年10月" in paper
        assert services.check.run(deep=True) == ()
    finally:
        services.close()
