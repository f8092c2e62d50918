"""The libraries in the window: the ladder, the list to confirm, many at once, the years, the coverage check."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from desktop.domain.codes import LibraryStatus, Measure, Obtained, Source, Tier
from desktop.domain.cultivation import YearDraft
from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.enterprise_link import LinkDraft
from desktop.domain.figure import FigureInput
from desktop.domain.library_codes import Handling, LadderBasis, LinkKind
from desktop.domain.money import Scale
from desktop.ui.dialogs.bulk_dialog import TIER, BulkDialog
from desktop.ui.dialogs.bulk_preview import BulkPreview, summary
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.dialogs.handling_dialog import handling_dialog
from desktop.ui.dialogs.link_editor import link_dialog
from desktop.ui.dialogs.propose_dialog import ProposeDialog
from desktop.ui.dialogs.reason_dialog import ReasonDialog
from desktop.ui.dialogs.roll_dialog import RollDialog
from desktop.ui.dialogs.year_editor import year_dialog
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


# -- the years


def test_the_record_of_a_year_is_written_in_its_form(page, services, qtbot):
    uid = add_enterprise(services, "演示甲")
    dialog = year_dialog(services, uid, "演示甲", 2026, parent=page)
    qtbot.addWidget(dialog)
    dialog.fields.editor("officer").setText("田演示")
    dialog.fields.editor("expected_month").setText("2026-13")
    dialog.accept()
    assert "2026-05" in dialog.fields.problem_text("expected_month")
    dialog.fields.editor("expected_month").setText("2026-12")
    dialog.accept()
    assert services.years.record(uid, 2026).draft.expected_month == "2026-12"


def test_going_over_asks_first_and_shows_the_next_year(page, services, desk, qtbot):
    stays, leaves = add_enterprise(services, "演示甲"), add_enterprise(services, "演示乙")
    dialog = RollDialog(services, desk, page)
    qtbot.addWidget(dialog)
    assert "2026 年还没有过完" in dialog._rest.text()
    dialog.model.tick([line for line in dialog.plan.lines if line.uid == leaves], on=False)
    dialog.accept()
    assert services.settings.workspace().year == 2027
    assert services.enterprises.get(stays).tier.tier is Tier.KEY
    assert services.enterprises.get(leaves).tier is None


def test_a_closed_year_is_read_only_until_a_reason_is_given(page, services, desk, qtbot):
    uid = add_enterprise(services, "演示甲")
    dialog = RollDialog(services, desk, page)
    qtbot.addWidget(dialog)
    dialog.accept()
    page.open(uid)
    years = page.list.detail.years
    page.list.detail.tabs.setCurrentWidget(years)
    old = next(place for place, line in enumerate(years.years.rows) if line.year == 2026)
    years.year_table.selectRow(old)
    assert years.years.index(old, 1).data() == "已结转"
    seen: list[str] = []
    when_open(ReasonDialog, QDialog.reject, seen)
    years.edit.trigger()
    assert seen == ["更正"]
    assert services.years.record(uid, 2026).draft.officer == ""


# -- coverage, standing, links


def test_who_reached_the_size_is_handled_from_the_list(page, services, desk, qtbot):
    uid = firm(services, "演示甲", 2130)
    page.open("coverage:")
    assert "还没有写明怎样处理的 1 户" in page.coverage._summary.text()
    page.coverage.table.selectRow(0)

    def say(dialog: FormDialog) -> None:
        dialog.fields.editor("handling").set_value(Handling.UNWILLING)
        dialog.accept()
        assert "请填写" in dialog.fields.problem_text("note")
        dialog.fields.editor("note").set_text("明年再说")
        dialog.accept()

    when_open(FormDialog, say)
    page.coverage.say.trigger()
    assert services.coverage.words(uid)[-1].handling is Handling.UNWILLING
    assert "还没有写明怎样处理的 0 户" in page.coverage._summary.text()


def test_the_form_shows_what_was_said_before(page, services, desk, qtbot):
    firm(services, "演示甲", 2130)
    (row,) = services.coverage.coverage(OCTOBER).rows
    dialog = handling_dialog(services, desk, row, page)
    qtbot.addWidget(dialog)
    dialog.fields.editor("note").set_text("上门宣讲")
    dialog.accept()
    (again,) = services.coverage.coverage(OCTOBER).rows
    assert again.step.note == "上门宣讲"


def test_standing_shows_the_sum_it_is(page, services):
    uid = firm(services, "演示甲", 1860)
    report(services, uid, OCTOBER, 1737)
    page.open(uid)
    years = page.list.detail.years
    page.list.detail.tabs.setCurrentWidget(years)
    sums = [years.gaps.index(row, 4).data() for row in range(4)]
    assert sums == ["2000 − 1,860.00 = 140.00", "2000 − 1,737.00 = 263.00", "—", "—"]
    assert years.gaps.index(1, 1).data() == "2026年10月"
    assert years.gaps.index(1, 3).data() == "利润表"


def test_a_route_asks_for_what_it_came_from_until_it_is_linked(page, services, desk, qtbot):
    uid, old = add_enterprise(services, "演示甲"), add_enterprise(services, "演示煤场")
    services.years.save(YearDraft(uid, 2026, route="household"))
    page.open(uid)
    years = page.list.detail.years
    page.list.detail.tabs.setCurrentWidget(years)
    assert "还没有登记原个体工商户" in years._asked.text()
    services.links.add(LinkDraft(uid, LinkKind.PREDECESSOR, old, on=date(2026, 3, 6), basis="营业执照"))
    desk.changed.emit()
    assert years._asked.text() == ""
    with qtbot.waitSignal(years.other_requested) as asked:
        years.open_other.trigger()
    assert asked.args == [old]


def test_an_old_sector_needs_no_enterprise(page, services, desk, qtbot):
    uid = add_enterprise(services, "演示甲")
    dialog = link_dialog(services, desk, uid, "演示甲", LinkKind.OLD_SECTOR, page)
    qtbot.addWidget(dialog)
    assert not dialog.fields.editor("other").isEnabled()
    dialog.fields.editor("sector").setText("5162 建材批发")
    dialog.fields.editor("basis").setText("说明")
    dialog.fields.editor("on").set_value(date(2026, 6, 1))
    dialog.accept()
    assert [row.sector for row in services.links.of(uid)] == ["5162 建材批发"]
