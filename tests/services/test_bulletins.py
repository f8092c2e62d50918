"""The county's bulletin from merged data: rates with their numerators, in the plan's order, on paper and in words."""

import pytest
from openpyxl import load_workbook

from desktop.domain.codes import Dimension, TargetMeasure
from desktop.domain.target_entry import TargetDraft
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.render.raster import page_texts
from tests.services.letter_hands import assigned, introduced, send, unit_of
from tests.services.making import OCTOBER, Desk, explain, figures, kept, nothing_written


@pytest.fixture
def merged(post, tmp_path):
    """秀水镇 filed two of three forms, one of them with nothing to tell; its target is 4."""
    introduced(post)
    (uid,) = assigned(post)
    kept(
        post.county.targets.set(
            TargetDraft(
                unit=unit_of(post.town),
                year=2026,
                dimension=Dimension.TERRITORY,
                measure=TargetMeasure.NET_INCREASE,
                value=4,
                basis="演示文件",
            )
        )
    )
    kept(post.town.figures.save(figures(uid, main_revenue_ytd=1850, main_revenue_month=180)))
    explain(post.town, "key-monitoring")
    folder = tmp_path / "报送"
    post.town.filings.export(OCTOBER, ["key-monitoring"], folder, Progress())
    post.town.filings.export(OCTOBER, ["visit-month"], folder, Progress(), nothing=True)
    return post


def line_of(found, unit):
    return next(each for each in found.lines if each.unit == unit)


def test_what_units_sent_is_counted_against_what_was_due(merged):
    post = merged
    before = line_of(post.county.bulletins.bulletin(OCTOBER), unit_of(post.town)).filing
    assert (before.due, before.missing) == (3, 3)
    send(post, post.town, post.county)
    with nothing_written(post.county):
        found = post.county.bulletins.bulletin(OCTOBER)
    town, energy = (line_of(found, unit_of(each)) for each in post.units)
    assert (town.filing.due, town.filing.on_time, town.filing.missing) == (3, 2, 1)
    assert (town.reached.target, town.reached.net, town.reached.percent) == (4, 0, 0)
    assert (energy.reached.target, energy.filing.missing) == (None, 3)
    assert (found.filing.due, found.filing.on_time) == (6, 2)
    assert "秀水镇：净增0户（新增0、退库0），目标4户，完成率0.0%（0÷4）" in found.text
    assert "按时率66.7%（2÷3）" in found.text
    assert "盂县能源局：净增0户（新增0、退库0），目标未下达" in found.text
    assert "孙家庄镇" not in found.text  # neither a target nor an enterprise


def test_what_comes_after_the_day_is_late(merged):
    post = merged
    post.clock.forward(days=20)
    send(post, post.town, post.county)
    found = post.county.bulletins.bulletin(OCTOBER)
    filing = line_of(found, unit_of(post.town)).filing
    assert (filing.on_time, filing.late, found.over) == (0, 2, True)
    assert "还没有过" not in found.text


def test_paper_workbook_and_text_say_the_same(merged, tmp_path):
    post = merged
    send(post, post.town, post.county)
    pdf, xlsx, text = post.county.bulletins.write(OCTOBER, tmp_path / "通报", Progress())
    assert len(Desk(tmp_path / "通报").files()) == 3
    said = "".join(page_texts(pdf.path)).replace("\n", "").replace("\r", "").replace(" ", "")
    assert "2026年规上工业企业净增目标完成和报送情况通报（2026年10月）" in said
    rows = [[cell.value for cell in row] for row in load_workbook(xlsx.path).active.iter_rows()]
    town = next(row for row in rows if "秀水镇" in row)
    assert town[-10:] == [4, 0, 0, 0, "0.0%", 3, 2, 0, 1, "66.7%"]
    assert text.read_text(encoding="utf-8") == post.county.bulletins.bulletin(OCTOBER).text


def test_a_unit_makes_no_bulletin(merged, tmp_path):
    with pytest.raises(KnownError, match="county_bulletin"):
        merged.town.bulletins.write(OCTOBER, tmp_path / "通报", Progress())
    assert not (tmp_path / "通报").exists()
