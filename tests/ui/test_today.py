"""Tests of today's page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.domain.codes import Measure, Obtained, Source, TargetMeasure, Tier
from desktop.domain.enterprise import EnterpriseDraft, EnterpriseFilter, TierDraft
from desktop.domain.figure import FigureEntry, FigureInput
from desktop.domain.issue import IssueDraft
from desktop.domain.overview import TodoItem, TodoKind
from desktop.domain.visit import VisitDraft
from desktop.ui.desk import Desk
from desktop.ui.dialogs.target_dialog import TargetDialog
from desktop.ui.pages.today_page import TodayPage
from desktop.ui.pages.today_words import todo_words
from tests.ui.conftest import OCTOBER

if TYPE_CHECKING:
    from desktop.wiring import Services


@pytest.fixture
def page(services: Services, desk: Desk, qtbot: QtBot) -> TodayPage:
    made = TodayPage(services, desk)
    qtbot.addWidget(made)
    made.resize(1240, 690)
    made.show()
    made.reload()
    return made


def enterprise(services: Services, name: str) -> str:
    uid = services.enterprises.save(EnterpriseDraft(name=name, no_code_reason="演示")).uid
    services.enterprises.set_tier(uid, TierDraft(Tier.KEY, date(2026, 1, 10), "演示", "revenue"))
    return uid


def revenue(services: Services, uid: str, fen: int) -> None:
    entry = FigureEntry(
        uid,
        OCTOBER,
        (FigureInput(Measure.MAIN_REVENUE_YTD, fen, str(fen)),),
        Source.INCOME_STATEMENT,
        Obtained.PAPER,
    )
    assert services.figures.save(entry).uid


def todo(page: TodayPage) -> list[tuple[str, str, str]]:
    model = page.todo
    return [tuple(model.index(row, column).data() for column in range(3)) for row in range(model.rowCount())]


def test_an_empty_ledger_says_what_belongs_here(page: TodayPage) -> None:
    assert page.nothing.isVisible()
    assert "导入" in page.nothing.text()
    assert {item.kind for item in page.todo.rows} <= {TodoKind.WINDOW_NEAR, TodoKind.WINDOW_UNTYPED}


def test_a_year_without_a_target_is_not_issued(page: TodayPage) -> None:
    assert page.target.against.text() == "2026年净增目标未下达。收到通知后，照文件填写。"
    assert page.target.sum.text() == "净增 0 户"
    assert not page.target.targets.isVisible()


def test_a_typed_target_is_measured_and_never_filled_in(page: TodayPage, services: Services, qtbot: QtBot) -> None:
    def type_target() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, TargetDialog)
        assert dialog.value.value() == 0
        dialog.value.setValue(2)
        dialog.basis.setText("盂促企组办发[2026]1号")
        dialog.accept()

    QTimer.singleShot(0, type_target)
    with qtbot.waitSignal(page.desk.changed):
        qtbot.mouseClick(page.target.enter, Qt.MouseButton.LeftButton)
    (target,) = services.settings.own_targets(2026)
    assert (target.measure, target.value, target.issued) == (TargetMeasure.NET_INCREASE, 2, False)
    assert page.target.against.text() == "完成 0.0%，序时进度 83.3%（到10月底），还差 2 户"
    assert page.target.targets.text() == "净增 2 户（本单位填写：盂促企组办发[2026]1号）"
    assert page.target.enter.text() == "修改目标"


def test_elapsed_share_is_said_only_of_the_same_year(page: TodayPage, services: Services) -> None:
    services.settings.set_year(2027)
    services.settings.set_own_target(2027, TargetMeasure.NET_INCREASE, 2, "演示2027年文件")
    page.reload()
    assert page.target.against.text() == "完成 0.0%，还差 2 户"


def test_things_to_do_are_listed_in_words(page: TodayPage, services: Services) -> None:
    uid = enterprise(services, "演示甲厂")
    services.visits.save(
        VisitDraft(
            enterprise=uid,
            visited_on=date(2026, 10, 9),
            visitors="演示甲",
            summary="看了车间",
            next_on=date(2026, 10, 30),
            issues=(IssueDraft(description="缺电"),),
        )
    )
    page.reload()
    listed = todo(page)
    assert ("约定的走访已过期", "演示甲厂", "约定 2026-10-30") in listed
    assert ("1 户本月数据未报，没说明原因", "", "") in listed
    assert page.todo_table.isVisible()


@pytest.mark.parametrize(
    ("on", "said"),
    [(date(2026, 11, 4), "约定的走访已过期"), (date(2026, 11, 5), "约好今天走访"), (date(2026, 11, 6), "近日约好走访")],
)
def test_an_agreed_visit_is_past_today_or_ahead(on: date, said: str) -> None:
    assert todo_words(TodoItem(TodoKind.VISIT_DUE, 1, "e", "演示", on), date(2026, 11, 5)) == said


def test_each_thing_to_do_opens_what_it_is_about(page: TodayPage, services: Services, qtbot: QtBot) -> None:
    enterprise(services, "演示甲厂")
    services.drafts.keep("visit:new", {"summary": "一半"})
    page.reload()
    words = [line[0] for line in todo(page)]
    for said, link in (
        ("1 户本月数据未报，没说明原因", ["figures", "unreported:"]),
        ("走访记录没有写完", ["visits", "draft:visit:new"]),
    ):
        with qtbot.waitSignal(page.open_requested) as opened:
            page.todo_table.clicked.emit(page.todo.index(words.index(said), 0))
        assert opened.args == link


def test_bands_count_and_lead_to_the_enterprises_behind_them(page: TodayPage, services: Services, qtbot: QtBot) -> None:
    for name, fen in (("演示一", 400_000_000), ("演示二", 1_600_000_000), ("演示三", 1_700_000_000)):
        revenue(services, enterprise(services, name), fen)
    for name in ("演示四", "演示五", "演示六"):
        enterprise(services, name)
    page.reload()
    rows = page.bands.picture.rows
    assert [(row.bar.text, row.bar.count) for row in rows] == [
        ("500 以下", 1),
        ("500—1000", 0),
        ("1000—1500", 0),
        ("1500—2000", 2),
        ("2000 及以上", 0),
        ("未报", 3),
    ]
    for row in rows:
        with qtbot.waitSignal(page.open_requested) as opened:
            qtbot.keyClick(row, Qt.Key.Key_Space)
        assert opened.args[0] == "enterprises"
        band = int(opened.args[1].removeprefix("band:"))
        behind = services.enterprises.ids(EnterpriseFilter(band=band, month=str(OCTOBER)))
        assert len(behind) == row.bar.count


def test_every_chip_leads_to_as_many_enterprises_as_it_says(page: TodayPage, services: Services, qtbot: QtBot) -> None:
    enterprise(services, "演示甲厂")
    page.reload()
    for chip, made in page.chips.buttons.items():
        with qtbot.waitSignal(page.open_requested) as opened:
            made.click()
        assert opened.args == ["enterprises", f"chip:{chip.value}"]
        found = len(services.enterprises.ids(EnterpriseFilter(chip=chip)))
        assert made.text().endswith(f" {found} 户")


def test_steps_tell_how_far_the_month_is(page: TodayPage, services: Services, qtbot: QtBot) -> None:
    revenue(services, enterprise(services, "演示甲厂"), 100)
    enterprise(services, "演示乙厂")
    page.reload()
    said = [step.text() for step in page.steps.steps]
    assert said[0] == "数据　进行中\n已收 1 / 2 户"
    assert said[2].startswith("生成　未开始\n已生成 0 / 3")
    with qtbot.waitSignal(page.open_requested) as opened:
        page.steps.steps[0].click()
    assert opened.args == ["figures", "unreported:"]


def test_everything_has_a_name_and_can_be_reached_by_keyboard(page: TodayPage, services: Services) -> None:
    enterprise(services, "演示甲厂")
    page.reload()
    controls = [*page.steps.steps, *page.bands.picture.rows, *page.chips.buttons.values(), page.target.enter]
    assert all(control.accessibleName() for control in controls)
    assert all(control.focusPolicy() & Qt.FocusPolicy.TabFocus for control in controls)
    assert not page.findChildren(QLineEdit)
