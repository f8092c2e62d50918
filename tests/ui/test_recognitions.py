"""Recognitions, taxes, a yearly duty and the calendar in the window."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop.domain.codes import Source
from desktop.domain.enterprise import EnterpriseDraft
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.dialogs.reason_dialog import ReasonDialog
from desktop.ui.pages.enterprises_home import EnterprisesHome
from desktop.ui.pages.settings_page import SettingsPage
from tests.ui.dialog_hand import when_open
from tests.ui.ledger_makers import add_enterprise

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


def shown(page, uid):
    page.open(uid)
    tab = page.list.detail.tabs.recognitions
    page.list.detail.tabs.setCurrentWidget(tab)
    return tab


def give_reason(dialog: ReasonDialog) -> None:
    dialog.reason.setPlainText("记错了")
    dialog.accept()


def test_a_recognition_is_entered_ended_and_voided(page, services):
    uid = add_enterprise(services, "演示甲")
    tab = shown(page, uid)

    def enter(dialog: FormDialog) -> None:
        dialog.accept()
        assert "请填写" in dialog.fields.problem_text("kind")
        dialog.fields.editor("kind").set_value("rd_institution")
        dialog.fields.editor("since").set_value(date(2025, 6, 1))
        dialog.fields.editor("basis").setText("县科技局文件（演示）")
        dialog.accept()

    when_open(FormDialog, enter)
    tab.add.trigger()
    tab.show_enterprise(services.enterprises.get(uid))
    assert [tab.rows.index(0, place).data() for place in (0, 1, 3)] == ["研发机构", "2025-06-01", "有效"]

    def end(dialog: FormDialog) -> None:
        dialog.fields.editor("on").set_value(date(2026, 10, 1))
        dialog.fields.editor("reason").setText("撤销")
        dialog.accept()

    when_open(FormDialog, end)
    tab.end.trigger()
    tab.show_enterprise(services.enterprises.get(uid))
    assert tab.rows.index(0, 3).data() == "已到期"
    when_open(ReasonDialog, give_reason)
    tab.void.trigger()
    assert services.recognitions.rows(uid) == ()


def test_taxes_are_entered_with_their_sources(page, services):
    uid = add_enterprise(services, "演示甲")
    tab = shown(page, uid)

    def enter(dialog: FormDialog) -> None:
        for side, amount in (("before", "12.5"), ("after", "20")):
            dialog.fields.editor(side).setText(amount)
        dialog.accept()
        assert "请填写" in dialog.fields.problem_text("source_after")
        for side in ("before", "after"):
            dialog.fields.editor(f"source_{side}").set_value(Source.TAX_RETURN)
        dialog.fields.editor("told_by").setText("会计演示")
        dialog.fields.editor("on").set_value(date(2026, 10, 1))
        dialog.accept()

    when_open(FormDialog, enter)
    tab.add_taxes.trigger()
    tab.show_enterprise(services.enterprises.get(uid))
    assert [tab.taxes.index(0, place).data() for place in (1, 4, 6)] == ["12.50", "20.00", "7.50"]
    when_open(ReasonDialog, give_reason)
    tab.void_taxes.trigger()
    assert services.recognitions.taxes(uid) == ()


def test_the_list_is_narrowed_to_an_industry_and_back(page, services, qtbot):
    services.enterprises.save(EnterpriseDraft(name="演示煤矿", no_code_reason="演示", industry_code="0610"))
    services.enterprises.save(EnterpriseDraft(name="演示石料", no_code_reason="演示", industry_code="1011"))
    page.reload()
    more = page.list.listed.filters.more
    more.setCurrentIndex(more.findText("重点行业：煤矿企业"))
    qtbot.waitUntil(lambda: len(page.list.listed.model.ids) == 1)
    page.reload()
    assert more.currentText() == "重点行业：煤矿企业"
    page.list.listed.filters.clear()
    qtbot.waitUntil(lambda: len(page.list.listed.model.ids) == 2)
    more.setCurrentIndex(more.findText("有：研发活动"))
    qtbot.waitUntil(lambda: len(page.list.listed.model.ids) == 0)


def test_a_duty_is_said_to_be_done_from_where_it_waits(page, services):
    def say(dialog: FormDialog) -> None:
        dialog.fields.editor("note").set_text("比对税务名单，新增 3 户")
        dialog.accept()

    when_open(FormDialog, say)
    page.open("duty:survey")
    (line,) = services.duties.lines(2026)
    assert line.done.draft.note == "比对税务名单，新增 3 户"


def test_next_years_calendar_is_typed_in_settings(services, desk, qtbot):
    page = SettingsPage(services, desk)
    qtbot.addWidget(page)
    page.open("calendar")
    page.reload()
    assert "2027年的放假安排还没有" in page.calendar.note.text()

    def enter(dialog: FormDialog) -> None:
        dialog.fields.editor("off").set_text("2027-01-01 至 元旦")
        dialog.accept()
        assert "看不懂" in dialog.fields.problem_text("off")
        dialog.fields.editor("off").set_text("2027-01-01..2027-01-03 元旦")
        dialog.fields.editor("basis").setText("通知（演示）")
        dialog.accept()

    when_open(FormDialog, enter)
    page.calendar.add.click()
    assert page.calendar.model.index(0, 1).data() == "自己填写"
    assert "都已有" in page.calendar.note.text()
    page.calendar.table.selectRow(0)
    when_open(ReasonDialog, give_reason)
    page.calendar.void.trigger()
    assert not services.calendars.working_days().knows(2027)
