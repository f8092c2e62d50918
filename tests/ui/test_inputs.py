"""Tests of the inputs that forms are made of, and of what a form says under them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.domain.codes import OperatingStatus, Tier, VisitPurpose
from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.month import Month
from desktop.domain.problems import Problem, Severity
from desktop.ui.widgets.day_edit import DayEdit, read_day
from desktop.ui.widgets.enterprise_picker import EnterprisePicker
from desktop.ui.widgets.inputs import Checks, ChoiceBox, MonthPicker
from desktop.ui.widgets.problem_label import FormFields

if TYPE_CHECKING:
    from desktop.wiring import Services

TODAY = date(2026, 11, 5)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-10-05", date(2026, 10, 5)),
        ("2026.10.5", date(2026, 10, 5)),
        ("2026/10/5", date(2026, 10, 5)),
        ("2026年10月5日", date(2026, 10, 5)),
        ("20261005", date(2026, 10, 5)),
        ("10-5", date(2026, 10, 5)),
        ("10月5日", date(2026, 10, 5)),
        ("２０２６－１０－０５", date(2026, 10, 5)),
        (" 今天 ", TODAY),
        ("昨天", date(2026, 11, 4)),
        ("明天", date(2026, 11, 6)),
        ("", None),
        ("2026-13-01", None),
        ("2026-06-31", None),
        ("上周", None),
        ("5", None),
    ],
)
def test_days_are_read_the_way_people_write_them(text: str, day: date | None) -> None:
    assert read_day(text, TODAY) == day


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
def test_every_shown_day_is_read_back(day: date) -> None:
    assert read_day(day.isoformat(), TODAY) == day


@given(st.text(max_size=20))
def test_no_text_breaks_reading_a_day(text: str) -> None:
    assert read_day(text, TODAY) is None or isinstance(read_day(text, TODAY), date)


@pytest.fixture
def day(qtbot: QtBot) -> DayEdit:
    made = DayEdit(lambda: TODAY)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_day_is_written_out_when_the_field_is_left(day: DayEdit) -> None:
    day.line.setText("昨天")
    day.line.editingFinished.emit()
    assert day.text() == "2026-11-04"
    assert day.value() == date(2026, 11, 4)


def test_what_cannot_be_read_stays_and_is_known(day: DayEdit) -> None:
    day.set_text("上周三")
    day.line.editingFinished.emit()
    assert day.text() == "上周三"
    assert day.unreadable
    assert day.value() is None
    day.set_text("")
    assert not day.unreadable


def test_arrows_move_by_a_day(day: DayEdit, qtbot: QtBot) -> None:
    qtbot.keyClick(day.line, Qt.Key.Key_Up)
    assert day.value() == TODAY
    qtbot.keyClick(day.line, Qt.Key.Key_Down)
    assert day.value() == date(2026, 11, 4)


def test_calendar_picks_a_day(day: DayEdit, qtbot: QtBot) -> None:
    day.set_value(date(2026, 10, 1))
    day._pop_up()
    calendar = day._calendar
    assert calendar is not None
    assert calendar.selectedDate().toPython() == date(2026, 10, 1)
    calendar.clicked.emit(calendar.selectedDate().addDays(3))
    assert day.value() == date(2026, 10, 4)
    assert not calendar.isVisible()


def test_name_of_a_day_reaches_its_line(day: DayEdit) -> None:
    day.setAccessibleName("走访日期")
    assert day.line.accessibleName() == "走访日期"


def test_months_step_over_the_january_that_is_not_there(qtbot: QtBot) -> None:
    picker = MonthPicker(TODAY)
    qtbot.addWidget(picker)
    assert picker.value() == Month(2026, 11)
    assert not picker._newer.isEnabled()
    picker.set_value(Month(2026, 2))
    with qtbot.waitSignal(picker.changed) as changed:
        picker._older.click()
    assert changed.args == [Month(2025, 12)]
    picker._newer.click()
    assert picker.value() == Month(2026, 2)


def test_a_month_outside_the_list_takes_its_place(qtbot: QtBot) -> None:
    picker = MonthPicker(TODAY)
    qtbot.addWidget(picker)
    picker.set_value(Month(2019, 5))
    assert picker.value() == Month(2019, 5)
    picker.set_value(Month(2027, 3))
    assert picker.value() == Month(2027, 3)
    assert picker._list.itemText(0) == "2027年3月"


def test_choices_are_codes_with_words(qtbot: QtBot) -> None:
    box: ChoiceBox[Tier] = ChoiceBox(list(Tier), blank="不在库")
    qtbot.addWidget(box)
    assert [box.itemText(place) for place in range(3)] == ["不在库", "基础库", "重点库"]
    assert box.value() is None
    box.set_value(Tier.KEY)
    assert box.value() is Tier.KEY


def test_an_unknown_code_is_kept_and_said_to_be_unknown(qtbot: QtBot) -> None:
    box: ChoiceBox[str] = ChoiceBox(["a", "b"])
    qtbot.addWidget(box)
    box.set_value("z")
    assert box.value() == "z"
    assert box.currentText() == "未识别（z）"


def test_the_wheel_changes_only_what_has_the_focus(qtbot: QtBot) -> None:
    box: ChoiceBox[OperatingStatus] = ChoiceBox(list(OperatingStatus))
    qtbot.addWidget(box)
    box.show()
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, wheel)
    assert box.value() is OperatingStatus.NORMAL


def test_checks_give_codes_in_their_order(qtbot: QtBot) -> None:
    checks: Checks[VisitPurpose] = Checks(list(VisitPurpose))
    qtbot.addWidget(checks)
    with qtbot.waitSignal(checks.changed):
        checks.set_value([VisitPurpose.PROJECT, VisitPurpose.POLICY])
    assert checks.value() == (VisitPurpose.POLICY, VisitPurpose.PROJECT)


@pytest.fixture
def picker(services: Services, qtbot: QtBot) -> EnterprisePicker:
    for name in ("盂县演示煤机厂", "盂县演示耐火厂"):
        services.enterprises.save(EnterpriseDraft(name=name, no_code_reason="演示"))
    made = EnterprisePicker(services.enterprises)
    qtbot.addWidget(made)
    made.show()
    return made


def type_in(picker: EnterprisePicker, text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(picker, event)


def test_typing_suggests_and_a_name_in_full_is_the_choice(picker: EnterprisePicker, qtbot: QtBot) -> None:
    type_in(picker, "演示")
    assert picker._found.rowCount() == 2
    assert picker.value() == ""
    picker.clear()
    type_in(picker, "盂县演示煤机厂")
    with qtbot.waitSignal(picker.picked) as picked:
        picker.editingFinished.emit()
    assert picked.args == [picker.value()]
    assert picker.value() != ""


def test_changing_the_name_lets_the_choice_go(picker: EnterprisePicker) -> None:
    type_in(picker, "煤机")
    picker._take(picker._found.index(0, 0))
    assert picker.value()
    assert picker.text() == "盂县演示煤机厂"
    type_in(picker, "x")
    assert picker.value() == ""


def test_a_choice_is_told_once(picker: EnterprisePicker, qtbot: QtBot) -> None:
    told: list[str] = []
    picker.picked.connect(told.append)
    type_in(picker, "煤机")
    popup = picker.completer().popup()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert told == [picker.value()]


def test_a_known_enterprise_is_shown_by_its_name(picker: EnterprisePicker, services: Services) -> None:
    (row,) = services.enterprises.suggest("煤机")
    picker.set_value(row.uid)
    assert picker.text() == "盂县演示煤机厂"
    assert picker.value() == row.uid


def test_problems_stand_under_their_field_by_weight(qtbot: QtBot) -> None:
    form = FormFields()
    qtbot.addWidget(form)
    form.add("name", "企业名称", QLineEdit(), needed=True)
    form.add("contact_phone", "联系电话", QLineEdit())
    form.show()
    left = form.show_problems(
        [
            Problem("contact_phone", "odd_phone", severity=Severity.CHECK),
            Problem("name", "code_hidden", severity=Severity.NOTE),
            Problem("name", "missing"),
            Problem("elsewhere", "missing"),
        ]
    )
    assert form.problem_text("name").startswith("× 错误：")
    assert "\n提示：" in form.problem_text("name")
    assert form.problem_text("contact_phone").startswith("? 核实：")
    assert [problem.field for problem in left] == ["elsewhere"]
    assert form.editor("name").property("wrong") is True
    assert form.editor("contact_phone").property("wrong") is False
    asked = Problem("contact_phone", "odd_phone", severity=Severity.CHECK)
    form.focus_first_problem([asked, Problem("name", "missing")])
    assert form.focusWidget() is form.editor("name")
    form.show_problems([])
    assert form.problem_text("name") == ""
    assert form.editor("name").property("wrong") is False


def test_fields_are_named_for_screen_readers(qtbot: QtBot) -> None:
    form = FormFields()
    qtbot.addWidget(form)
    form.add("name", "企业名称", QLineEdit())
    assert form.editor("name").accessibleName() == "企业名称"
