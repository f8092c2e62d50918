"""Tables of targets from other people's workbooks: looked at, taken, or told why not."""

import openpyxl
import pytest

from desktop.domain.codes import Dimension, TargetMeasure, UnitKind
from desktop.domain.importing import Bucket
from desktop.kernel.progress import Progress
from tests.services.office_hand import office


@pytest.fixture
def county(tmp_path):
    with office(tmp_path / "county", "盂县中小企业发展中心", kind=UnitKind.COUNTY) as made:
        yield made


def workbook(path, *rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def look(services, path):
    return services.intake.look(path, "targets", progress=Progress())


def test_a_table_of_targets_is_looked_at_and_taken(county, tmp_path):
    path = workbook(
        tmp_path / "分解表.xlsx",
        ("2026年全县规上工业企业净增目标分解表",),
        ("序号", "单位", "净增目标", "退库上限"),
        (1, "秀水镇", 4, 1),
        (2, "县工信局", 3, None),
        (3, "县统计局", 1, None),
        (4, "某某镇", 1, None),
        ("合计", None, 9, 1),
    )
    plan = look(county, path)
    assert [(row.name, row.bucket) for row in plan.rows] == [
        ("秀水镇", Bucket.NEW),
        ("县工信局", Bucket.NEW),
        ("县统计局", Bucket.ERROR),
        ("某某镇", Bucket.ERROR),
    ]
    assert [row.problems[0].code for row in plan.rows[2:]] == ["E650", "E651"]
    assert county.targets.rows(2026) == ()
    county.intake.take(plan, Progress())
    found = {(row.target.unit_name, row.target.measure): row.target for row in county.targets.rows(2026)}
    assert found[("秀水镇", TargetMeasure.NET_INCREASE)].value == 4
    assert found[("秀水镇", TargetMeasure.EXIT_CAP)].value == 1
    assert found[("盂县工信局", TargetMeasure.NET_INCREASE)].dimension is Dimension.SECTOR
    assert found[("秀水镇", TargetMeasure.NET_INCREASE)].citation.document == "分解表.xlsx"
    again = look(county, path)
    assert [row.bucket for row in again.rows[:2]] == [Bucket.UNCHANGED, Bucket.UNCHANGED]


def test_a_wrong_total_and_a_unit_named_twice_are_told(county, tmp_path):
    path = workbook(
        tmp_path / "分解表.xlsx",
        ("2026年净增目标分解表",),
        ("单位", "净增目标"),
        ("秀水镇", 4),
        ("秀水", 3),
        ("合计", 10),
    )
    plan = look(county, path)
    assert plan.rows[1].bucket is Bucket.ERROR
    assert plan.rows[1].problems[0].code == "E655"
    assert any(note.code == "E124" or "合计" in note.message for note in plan.notes)


def test_a_year_nobody_wrote_is_the_ledgers(county, tmp_path):
    path = workbook(tmp_path / "目标.xlsx", ("单位", "净增目标"), ("秀水镇", 4))
    plan = look(county, path)
    assert plan.rows[0].bucket is Bucket.NEW
    assert plan.rows[0].changes == (("2026 净增", "", "4"),)


def test_the_annex_of_wenshan_reads_as_it_is_printed(tmp_path):
    path = workbook(
        tmp_path / "附件.xlsx",
        ("县（市）培育规模以上工业企业目标",),
        ("县（市）", "2020年（户）", "2025年（户）", "到2025年占全州比重（%）"),
        ("全州", 183, 380, 100),
        ("文山市", 35, 75, 19.7),
        ("砚山县", 40, 70, 18.4),
    )
    with office(tmp_path / "wenshan", "文山市", "wenshan-2022", 2025) as services:
        services.intake.take(look(services, path), Progress())
        typed = [row.target for row in services.targets.rows(2025) if not row.issued]
        assert [(each.unit_name, each.value, each.base_year, each.base_value, each.share) for each in typed] == [
            ("全州", 380, 2020, 183, "100"),
            ("文山市", 75, 2020, 35, "19.7"),
            ("砚山县", 70, 2020, 40, "18.4"),
        ]
        assert {(each.measure, each.dimension) for each in typed} == {(TargetMeasure.STOCK, None)}


def test_a_unit_counts_in_the_dimension_its_plan_names_for_it(tmp_path):
    path = workbook(
        tmp_path / "附件.xlsx",
        ("2021年规上工业企业数量净增目标分解",),
        ("县（市、区）、开发区", "2021年净增目标", "2021年分解系数"),
        ("全市", 31, "100.00%"),
        ("盐湖", 21, "15.31%"),
        ("运城开发区", 10, "6.73%"),  # a zone elsewhere counts by sector; this plan splits by county
    )
    with office(tmp_path / "yanhu", "盐湖区", "yuncheng-2021", 2021) as services:
        services.intake.take(look(services, path), Progress())
        typed = [row.target for row in services.targets.rows(2021) if not row.issued]
        assert {target.dimension for target in typed} == {None}
        found = services.targets.balances()[-1]
        assert (found.total, found.stated, found.agrees) == (31, 31, True)
