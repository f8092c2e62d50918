"""月度数据 at the county: what counts, who told it, what waits, adopting, and whose word decides."""

from datetime import date

import pytest

from desktop.domain.codes import Measure, Obtained, Source
from desktop.domain.figure import FigureEntry, FigureInput
from desktop.domain.issue import IssueDraft
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.models.county_columns import FIRST, MEASURED
from desktop.ui.pages.county_figures_page import CountyFiguresPage
from desktop.ui.pages.doubles_tab import DoublesTab
from desktop.ui.pages.figures_page import FiguresPage
from desktop.ui.pages.registry import PAGES, pages_for
from tests.services.making import OCTOBER, WAN, figures, kept, visit
from tests.ui.dialog_hand import when_open
from tests.ui.letter_offices import assign, close, deliver, introduce_all, make_offices, unit_id

YTD = Measure.MAIN_REVENUE_YTD
PLACE = FIRST + MEASURED.index(YTD)


@pytest.fixture(scope="module")
def merged(tmp_path_factory):
    """秀水镇 and 能源局 told one cumulative revenue differently; both words reached the county."""
    offices = make_offices(tmp_path_factory.mktemp("offices"))
    introduce_all(offices)
    uid = assign(offices)
    for services, wan in ((offices.town, 1850), (offices.energy, 2010)):
        kept(services.figures.save(figures(uid, main_revenue_ytd=wan)))
        raised = (IssueDraft(description="缺流动资金"),)
        kept(services.visits.save(visit(uid, visited_on=date(2026, 10, 10), issues=raised)))
        deliver(offices, services, offices.county)
    yield offices, uid
    close(offices)


@pytest.fixture
def page(merged, desk, qtbot):
    made = CountyFiguresPage(merged[0].county, desk)
    qtbot.addWidget(made)
    made.reload()
    yield made
    county, uid = merged[0].county, merged[1]
    cleared = FigureInput(YTD, None, reason="测试后退回原样")
    kept(county.figures.save(FigureEntry(uid, OCTOBER, (cleared,), Source.ENTERPRISE, Obtained.PAPER)))
    kept(county.county_figures.set_lead(YTD, "", "测试后退回原样"))


def shown(page):
    return page.tab.model.index(0, PLACE).data()


def test_both_words_stand_beside_an_open_figure(page):
    page.open("open")
    assert shown(page) == "待核对"
    said = page.tab.detail.toPlainText()
    assert "秀水镇 报 1,850.00万元（利润表" in said
    assert "盂县能源局 报 2,010.00万元" in said
    assert "未计 1 处待核对" in page.tab.sums.text()
    assert page.tab.chips.text_of("open") == "待核对 1"
    page.open("adopted")
    assert not page.tab.model.rows


def test_one_offices_figures_are_looked_at_alone(page, merged):
    _, uid = merged
    page.tab.by.setCurrentIndex(page.tab.by.findText("秀水镇"))
    assert shown(page) == "1,850.00"
    assert "秀水镇报的数" in page.tab.count.text()
    page.open(f"{uid}:main_revenue_ytd")
    assert shown(page) == "待核对"
    assert page.tab.table.currentIndex().column() == PLACE


def test_an_adopted_figure_is_marked_and_both_words_stay(page, merged):
    offices, uid = merged

    def work(dialog):
        dialog.fields.editor("choice").set_value(1)
        dialog.fields.editor("reason").set_text("打电话向企业核对过")
        dialog.accept()

    page.open(uid)
    when_open(FormDialog, work)
    page.tab.adopt.trigger()
    assert shown(page) in {"采用 1,850.00", "采用 2,010.00"}
    said = page.tab.detail.toPlainText()
    assert "县里采用" in said
    assert "秀水镇 报 1,850.00万元" in said
    assert "未计" not in page.tab.sums.text()
    assert offices.county.county_figures.lines(OCTOBER)[0].amount(YTD) in {1850 * WAN, 2010 * WAN}


def test_the_unit_that_decides_a_measure_is_chosen_with_a_reason(page, merged):
    offices, _ = merged

    def work(dialog):
        who = dialog.fields.editor("unit")
        who.setCurrentIndex(who.findText("秀水镇"))
        dialog.fields.editor("reason").set_text("短")
        dialog.accept()
        assert "5 个字" in dialog.fields.problem_text("reason")
        dialog.fields.editor("reason").set_text("营业收入以属地为准")
        dialog.accept()

    when_open(FormDialog, work)
    page.tab.lead.trigger()
    assert offices.county.county_figures.leads() == {YTD: unit_id(offices.town)}
    assert shown(page) == "1,850.00"
    assert "待核对" not in page.tab.sums.text()


def test_the_county_has_this_page_where_a_unit_types():
    keys = [page.key for page in PAGES]
    assert [page.key for page in pages_for(county=True)] == keys
    assert CountyFiguresPage in pages_for(county=True)
    assert FiguresPage not in pages_for(county=True)
    assert pages_for(county=False) == PAGES


def test_double_visits_and_issues_are_listed_beside_each_other(merged, desk, qtbot):
    offices, uid = merged
    tab = DoublesTab(offices.county, desk)
    qtbot.addWidget(tab)
    tab.reload()
    assert [row.kind for row in tab.model.rows] == ["走访", "问题"]
    assert "下次可以约好一起去" in tab.detail.toPlainText()
    assert not tab.issue.isEnabled()
    tab.table.selectRow(1)
    assert "秀水镇 登记：缺流动资金" in tab.detail.toPlainText()
    with qtbot.waitSignal(tab.linked) as asked:
        tab.issue.trigger()
    assert asked.args == ["issues", tab.model.rows[1].what.then]
    with qtbot.waitSignal(tab.linked) as asked:
        tab.firm.trigger()
    assert asked.args == ["enterprises", uid]
