"""One enterprise over the years, the turn of the year, the coverage check and links, in the window."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QDialog

from desktop.domain.codes import Measure, Obtained, Source, Tier
from desktop.domain.cultivation import YearDraft
from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.enterprise_link import LinkDraft
from desktop.domain.figure import FigureInput
from desktop.domain.library_codes import Handling, LinkKind
from desktop.domain.money import Scale
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.dialogs.handling_dialog import handling_dialog
from desktop.ui.dialogs.link_editor import LinkForm
from desktop.ui.dialogs.reason_dialog import ReasonDialog
from desktop.ui.dialogs.roll_dialog import RollDialog
from desktop.ui.dialogs.year_editor import YearForm
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


# -- the years


def test_the_record_of_a_year_is_written_in_its_form(page, services, qtbot):
    uid = add_enterprise(services, "演示甲")
    dialog = YearForm(services, uid, "演示甲", 2026, parent=page)
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
    years = page.list.detail.tabs.years
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
    years = page.list.detail.tabs.years
    page.list.detail.tabs.setCurrentWidget(years)
    sums = [years.gaps.index(row, 4).data() for row in range(4)]
    assert sums == ["2000 − 1,860.00 = 140.00", "2000 − 1,737.00 = 263.00", "—", "—"]
    assert years.gaps.index(1, 1).data() == "2026年10月"
    assert years.gaps.index(1, 3).data() == "利润表"


def test_a_route_asks_for_what_it_came_from_until_it_is_linked(page, services, desk, qtbot):
    uid, old = add_enterprise(services, "演示甲"), add_enterprise(services, "演示煤场")
    services.years.save(YearDraft(uid, 2026, route="household"))
    page.open(uid)
    years = page.list.detail.tabs.years
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
    dialog = LinkForm(services, desk, uid, "演示甲", LinkKind.OLD_SECTOR, page)
    qtbot.addWidget(dialog)
    assert not dialog.fields.editor("other").isEnabled()
    dialog.fields.editor("sector").setText("5162 建材批发")
    dialog.fields.editor("basis").setText("说明")
    dialog.fields.editor("on").set_value(date(2026, 6, 1))
    dialog.accept()
    assert [row.sector for row in services.links.of(uid)] == ["5162 建材批发"]
