"""The libraries in the window: the ladder, the list to confirm, many at once, the years, the coverage check."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from desktop.domain.codes import LibraryStatus, Measure, Obtained, Source, Tier
from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.figure import FigureInput
from desktop.domain.library_codes import LadderBasis
from desktop.domain.money import Scale
from desktop.ui.dialogs.bulk_dialog import TIER, BulkDialog
from desktop.ui.dialogs.bulk_preview import BulkPreview, summary
from desktop.ui.dialogs.propose_dialog import ProposeDialog
from desktop.ui.models.library_columns import OUTLOOK
from desktop.ui.models.table_model import Column
from desktop.ui.models.tick_model import TickModel
from desktop.ui.pages.enterprises_home import EnterprisesHome
from tests.ui.conftest import OCTOBER
from tests.ui.dialog_hand import when_open
from tests.ui.ledger_makers import WAN, add_enterprise, report

if TYPE_CHECKING:
    from desktop.ui.desk import Desk
    from desktop.wiring import Services


@pytest.fixture
def page(services: Services, desk: Desk, qtbot) -> EnterprisesHome:
    made = EnterprisesHome(services, desk)
    qtbot.addWidget(made)
    made.resize(1240, 690)
    made.show()
    return made


def firm(services: Services, name: str, wan: int) -> str:
    uid = services.enterprises.save(EnterpriseDraft(name=name, no_code_reason="演示")).uid
    given = FigureInput(Measure.MAIN_REVENUE_YEAR, wan * WAN, str(wan), Scale.TEN_THOUSAND)
    assert services.figures.set_year_revenue(uid, 2025, given, Source.INCOME_STATEMENT, Obtained.PAPER).uid
    return uid


def names(model) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def press(dialog: QDialog) -> None:
    dialog.accept()


# -- the ladder


def test_every_number_of_the_ladder_leads_to_its_rows(page, services):
    firm(services, "演示甲", 1860)
    firm(services, "演示乙", 620)
    page.open("ladder:")
    press = next(each for each in page.ladder.grid.buttons if each.accessibleName() == "不在培育库 500—1000 万元：1 户")
    press.click()
    assert names(page.ladder.model) == ["演示乙"]


def test_the_ladder_begins_with_the_libraries_and_turns_to_this_year(page, services):
    uid = add_enterprise(services, "演示甲")
    firm(services, "演示乙", 620)
    report(services, uid, OCTOBER, 1200)
    page.open("ladder:")
    assert names(page.ladder.model) == ["演示甲"]
    page.ladder.chips.choose(LadderBasis.YEAR_TO_DATE.value)
    said = [each.accessibleName() for each in page.ladder.grid.buttons]
    assert "重点库 1000—1500 万元：1 户" in said


def test_the_band_for_visits_is_hidden_until_the_office_turns_it_on(page, services, desk):
    add_enterprise(services, "演示甲")
    page.open("ladder:")
    assert page.ladder.table.isColumnHidden(OUTLOOK)
    services.settings.set_outlook(True)
    desk.changed.emit()
    assert not page.ladder.table.isColumnHidden(OUTLOOK)


def test_an_enterprise_of_the_ladder_opens_in_the_list(page, services):
    uid = add_enterprise(services, "演示甲")
    page.open("ladder:")
    page.ladder.table.opened.emit(page.ladder.model.row_at(0))
    assert page.tabs.currentWidget() is page.list
    assert page.list.detail.uid == uid


def test_links_to_the_list_still_go_to_the_list(page, services):
    uid = add_enterprise(services, "演示甲")
    page.open("coverage:")
    page.open(uid)
    assert page.tabs.currentWidget() is page.list
    assert page.list.detail.uid == uid


# -- by the plan


def test_what_a_rule_meets_is_ticked_and_nothing_moves_before_it_is_confirmed(page, services, desk, qtbot):
    key, below = firm(services, "演示甲", 1860), firm(services, "演示乙", 90)
    dialog = ProposeDialog(services, desk, page)
    qtbot.addWidget(dialog)
    assert dialog.model.ticked == {key}
    assert services.enterprises.get(key).tier is None
    when_open(BulkPreview, press)
    dialog.accept()
    assert services.enterprises.get(key).tier.tier is Tier.KEY
    assert services.enterprises.get(below).tier is None


def test_going_back_from_the_preview_keeps_the_list_open_and_the_ledger_as_it_was(page, services, desk, qtbot):
    key = firm(services, "演示甲", 1860)
    dialog = ProposeDialog(services, desk, page)
    qtbot.addWidget(dialog)
    dialog.show()
    when_open(BulkPreview, QDialog.reject)
    dialog.accept()
    assert dialog.isVisible()
    assert services.enterprises.get(key).tier is None


def test_a_tick_is_taken_away_with_the_mouse(page, services, desk, qtbot):
    firm(services, "演示甲", 1860)
    dialog = ProposeDialog(services, desk, page)
    qtbot.addWidget(dialog)
    box = dialog.model.index(0, 0)
    assert dialog.model.setData(box, Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    assert not dialog.model.ticked
    assert not dialog.next.isEnabled()


def test_without_a_reason_nothing_is_previewed(page, services, desk, qtbot):
    firm(services, "演示甲", 1860)
    dialog = ProposeDialog(services, desk, page)
    qtbot.addWidget(dialog)
    dialog.reason.clear()
    dialog.accept()
    assert "请填写" in dialog.fields.problem_text("reason")


def test_a_row_that_may_not_be_ticked_has_no_box(qtmodeltester):
    model = TickModel((Column("名称", str),), str, lambda row: row != "乙")
    model.set_rows(["甲", "乙"])
    qtmodeltester.check(model)
    role = Qt.ItemDataRole.CheckStateRole
    assert model.index(0, 0).data(role) is not None
    assert model.index(1, 0).data(role) is None
    model.tick(["甲", "乙"], on=True)
    assert model.chosen() == ("甲",)


# -- many at once


def test_many_are_set_in_one_save_after_a_preview(page, services, desk, qtbot):
    uids = [add_enterprise(services, name) for name in ("演示甲", "演示乙")]
    dialog = BulkDialog(services, desk, uids, page)
    qtbot.addWidget(dialog)
    officer = dialog._editors["officer"]
    qtbot.keyClicks(officer, "tian")
    assert dialog.boxes["officer"].isChecked()
    seen: list[str] = []
    when_open(BulkPreview, lambda preview: (seen.append(summary(preview.plan)), preview.accept()))
    dialog.accept()
    assert seen == ["2 家将变更"]
    assert {services.years.record(uid, 2026).draft.officer for uid in uids} == {"tian"}


def test_the_preview_counts_who_cannot(page, services, desk, qtbot):
    uid = add_enterprise(services, "演示甲", tier=Tier.BASE)
    draft = EnterpriseDraft("演示乙", no_code_reason="演示", library_status=LibraryStatus.ADMITTED)
    admitted = services.enterprises.save(draft).uid
    dialog = BulkDialog(services, desk, [uid, admitted], page)
    qtbot.addWidget(dialog)
    dialog.boxes[TIER].setChecked(True)
    dialog.tier.set_value(Tier.KEY.value)
    dialog.reason.setText("演示")
    seen: list[str] = []
    when_open(BulkPreview, lambda preview: (seen.append(preview.summary.text()), preview.accept()))
    dialog.accept()
    assert seen == ["1 家将变更、1 家不能"]
    assert services.enterprises.get(uid).tier.tier is Tier.KEY
    assert services.enterprises.get(admitted).tier is None


def test_a_move_of_many_needs_its_reason(page, services, desk, qtbot):
    dialog = BulkDialog(services, desk, [add_enterprise(services, "演示甲")], page)
    qtbot.addWidget(dialog)
    dialog.boxes[TIER].setChecked(True)
    dialog.accept()
    assert "请填写" in dialog.problems.text()
