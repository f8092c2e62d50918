"""待核对: figures of two units, cells said differently, proposals, enterprises that may be one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.domain.codes import Measure, Obtained, Source
from desktop.domain.enterprise import EnterpriseDraft, EnterpriseFilter
from desktop.ui.desk import Desk
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.models.question_lines import ALIKE, FIGURE, UNITED
from desktop.ui.pages.questions_tab import QuestionsTab
from desktop.wording.asides import KIND
from tests.services.letter_hands import in_tier
from tests.services.making import WAN, figures, kept
from tests.ui.dialog_hand import when_open
from tests.ui.letter_offices import Offices, assign, close, deliver, introduce_all, make_offices, unit_id

YTD = Measure.MAIN_REVENUE_YTD
CHECKED = "打电话向企业核对过"


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = make_offices(tmp_path)
    introduce_all(made)
    yield made
    close(made)


def tab_of(services, desk: Desk, qtbot: QtBot) -> QuestionsTab:
    made = QuestionsTab(services, desk)
    qtbot.addWidget(made)
    made.reload()
    return made


def settle(tab: QuestionsTab, place: int) -> None:
    """Choose the line at *place* of the dialog that opens, with a reason; below zero it only asks why."""

    def work(dialog: FormDialog) -> None:
        dialog.accept()
        assert dialog.isVisible()  # nothing was chosen and no reason written
        if place >= 0:
            dialog.fields.editor("choice").set_value(place)
        dialog.fields.editor("reason").set_text("短")
        dialog.accept()
        assert dialog.isVisible()
        assert "5 个字" in dialog.fields.problem_text("reason")
        dialog.fields.editor("reason").set_text(CHECKED)
        dialog.accept()

    when_open(FormDialog, work)
    (tab.part if place < 0 else tab.settle).trigger()


def two_figures(offices: Offices) -> str:
    uid = assign(offices)
    for services, amount in ((offices.town, 1850), (offices.energy, 2010)):
        kept(services.figures.save(figures(uid, main_revenue_ytd=amount)))
        deliver(offices, services, offices.county)
    return uid


def test_two_figures_stand_side_by_side_with_their_source_and_one_is_adopted(offices, desk, qtbot, qtmodeltester):
    uid = two_figures(offices)
    tab = tab_of(offices.county, desk, qtbot)
    qtmodeltester.check(tab.model)
    (line,) = tab.model.rows
    assert (line.kind, line.name) == (FIGURE, "盂县演示耐火有限公司")
    assert any("秀水镇 报 1,850.00" in side and "会计" in side for side in line.sides)
    assert "能源局 报 2,010.00" in tab.detail.toPlainText()
    settle(tab, line.what.units.index(unit_id(offices.energy)))
    assert tab.model.rows == ()
    told = offices.county.letters.questions.told(uid, "2026-10", YTD)
    assert told[unit_id(offices.county)].amount == 2010 * WAN
    assert told[unit_id(offices.town)].amount == 1850 * WAN


def test_checked_figure_is_typed_whole_with_its_source(offices, desk, qtbot) -> None:
    uid = two_figures(offices)
    tab = tab_of(offices.county, desk, qtbot)

    def work(dialog: FormDialog) -> None:
        dialog.fields.editor("choice").set_value(2)
        dialog.fields.editor("reason").set_text(CHECKED)
        dialog.accept()
        for name in (YTD, "source", "obtained"):
            assert dialog.fields.problem_text(name)
        dialog.fields.editor(YTD).setText("1900.5")
        dialog.fields.editor("source").set_value(Source.TAX_RETURN)
        dialog.fields.editor("obtained").set_value(Obtained.TAX_QUERY)
        dialog.accept()

    when_open(FormDialog, work)
    tab.settle.trigger()
    adopted = offices.county.letters.questions.told(uid, "2026-10", YTD)[unit_id(offices.county)]
    assert (adopted.amount, adopted.source) == (190_050 * WAN // 100, Source.TAX_RETURN)


def test_contact_said_differently_is_chosen_or_written_anew(offices, desk, qtbot) -> None:
    uid = assign(offices)
    for services, who in ((offices.town, "联系人甲"), (offices.energy, "联系人乙")):
        draft = services.enterprises.get(uid).draft
        kept(services.enterprises.save(replace(draft, contact=who), uid))
        deliver(offices, services, offices.county)
    tab = tab_of(offices.county, desk, qtbot)
    (line,) = tab.model.rows
    assert (line.kind, line.item) == ("两处说法不一致", "联系人")
    assert {side.partition("（")[0] for side in line.sides} == {"联系人甲", "联系人乙"}

    def work(dialog: FormDialog) -> None:
        dialog.fields.editor("choice").set_value(2)
        dialog.fields.editor("reason").set_text(CHECKED)
        dialog.accept()
        assert dialog.fields.problem_text("contact")
        dialog.fields.editor("contact").setText("联系人丙")
        dialog.accept()

    when_open(FormDialog, work)
    tab.settle.trigger()
    assert tab.model.rows == ()
    assert offices.county.enterprises.get(uid).draft.contact == "联系人丙"


@pytest.mark.parametrize(("place", "name"), [(0, "盂县演示耐火有限公司"), (1, "盂县演示新材料有限公司")])
def test_proposal_of_a_unit_is_agreed_to_or_not_by_the_county_alone(offices, desk, qtbot, place, name) -> None:
    uid = assign(offices)
    draft = offices.town.enterprises.get(uid).draft
    kept(offices.town.enterprises.save(replace(draft, name="盂县演示新材料有限公司"), uid, reason="营业执照变更"))
    at_unit = tab_of(offices.town, desk, qtbot)
    assert [line.kind for line in at_unit.model.rows] == ["变更申请"]
    assert not at_unit.settle.isEnabled()
    assert "等县里答复" in at_unit.detail.toPlainText()
    assert at_unit.count.text() == "没有待核对的，1 处等县里答复"
    deliver(offices, offices.town, offices.county)
    tab = tab_of(offices.county, desk, qtbot)
    assert "营业执照变更" in tab.detail.toPlainText()
    settle(tab, place)
    assert tab.model.rows == ()
    deliver(offices, offices.county, offices.town)
    assert offices.town.enterprises.get(uid).draft.name == name
    at_unit.reload()
    assert at_unit.model.rows == ()


def test_one_firm_entered_twice_becomes_one_and_is_parted_again(offices, desk, qtbot) -> None:
    assign(offices)
    for services in offices.units:
        kept(services.enterprises.save(EnterpriseDraft(name="盂县新开演示厂", no_code_reason="新开办")))
        deliver(offices, services, offices.county)
    tab = tab_of(offices.county, desk, qtbot)
    assert [line.kind for line in tab.model.rows] == [ALIKE]
    assert {"秀水镇登记" in side for side in tab.model.rows[0].sides} == {True, False}
    settle(tab, 0)
    assert tab.model.rows == ()
    assert count(offices.county) == 2
    tab.united.setChecked(True)
    assert [line.kind for line in tab.model.rows] == [UNITED]
    assert not tab.settle.isEnabled()
    settle(tab, -1)
    assert count(offices.county) == 3
    assert [line.kind for line in tab.model.rows] == [ALIKE]


def test_what_is_set_aside_is_listed_when_asked_for(offices, desk, qtbot) -> None:
    in_tier(offices, assign(offices))
    deliver(offices, offices.town, offices.county)
    tab = tab_of(offices.county, desk, qtbot)
    waiting = offices.county.letters.questions.count_aside()
    assert tab.count.text() == f"没有待核对的，另有 {waiting} 条记录暂时放在一边"
    assert tab.model.rows == ()
    tab.aside.setChecked(True)
    assert [(line.kind, line.name) for line in tab.model.rows] == [(KIND, "盂县演示耐火有限公司")] * waiting
    assert "秀水镇 登记" in tab.detail.toPlainText()
    assert "以县里的为准" in tab.detail.toPlainText()
    assert not tab.settle.isEnabled()
    assert tab.firm.isEnabled()


def count(services) -> int:
    return len(services.enterprises.ids(EnterpriseFilter()))
