"""Tests of the first start: doors, form, and what it asks."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.domain.codes import UnitKind
from desktop.domain.workspace import FirstStart, check_first_start
from desktop.services.presets import PresetService
from desktop.ui.first_start import FirstStartPage, NewLedgerForm
from tests.ui.conftest import RESOURCES, TODAY


@pytest.fixture
def page(qtbot: QtBot) -> FirstStartPage:
    made = FirstStartPage(PresetService(RESOURCES), TODAY)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    return made


@pytest.fixture
def form(page: FirstStartPage) -> NewLedgerForm:
    page.doors.new.click()
    return page.form


def test_two_doors_and_no_other(page: FirstStartPage, qtbot: QtBot) -> None:
    assert page.doors.isVisible()
    assert not page.form.isVisible()
    with qtbot.waitSignal(page.sample_wanted):
        page.doors.sample.click()
    page.doors.new.click()
    assert page.form.isVisible()
    page.form.back.click()
    assert page.doors.isVisible()


def test_every_plan_is_offered_with_its_region_and_none_is_chosen(form: NewLedgerForm) -> None:
    offered = [form.preset.itemText(place) for place in range(form.preset.count())]
    assert offered[0] == "请选择"
    assert [text.partition(" ")[0] for text in offered[1:]] == ["湖南省", "晋城市", "文山州", "运城市", "盂县"]
    assert form.start().preset == ""


def test_a_listed_unit_brings_its_kind(form: NewLedgerForm) -> None:
    form.preset.set_value("yuxian-2024")
    form.unit.setEditText("盂县能源局")
    assert form.kind.value() is UnitKind.DEPARTMENT
    assert not form.kind.isEnabled()
    form.unit.setEditText("盂县某办公室")
    assert form.kind.isEnabled()
    assert form.kind.value() is None
    form.kind.set_value(UnitKind.COUNTY)
    form.unit.setEditText("盂县某办公室二")
    assert form.kind.value() is UnitKind.COUNTY


def test_short_name_is_understood_as_the_unit(form: NewLedgerForm) -> None:
    form.preset.set_value("yuxian-2024")
    form.unit.setEditText("能源局")
    assert form.kind.value() is UnitKind.DEPARTMENT


def test_a_year_without_targets_is_said_to_be_so(form: NewLedgerForm) -> None:
    form.preset.set_value("yuxian-2024")
    assert form.year.value() == 2026
    assert "方案是 2024 年的，2026 年目标" in form.targets.text()
    assert "未下达" in form.targets.text()
    form.year.setValue(2024)
    assert "照原样采用" in form.targets.text()


def test_answers_are_handed_over_as_typed(page: FirstStartPage, form: NewLedgerForm, qtbot: QtBot) -> None:
    form.preset.set_value("yuxian-2024")
    form.unit.setEditText(" 盂县能源局 ")
    form.name.setText("演示甲")
    form.post.setText("科员")
    form.phone.setText("0353-0000000")
    with qtbot.waitSignal(page.wanted) as asked:
        qtbot.mouseClick(form.make, Qt.MouseButton.LeftButton)
    assert asked.args == [
        FirstStart("yuxian-2024", "盂县能源局", UnitKind.DEPARTMENT, 2026, "演示甲", "科员", "0353-0000000")
    ]


def test_what_lacks_is_said_under_its_field(page: FirstStartPage, form: NewLedgerForm) -> None:
    page.show_problems(check_first_start(form.start()))
    assert form.fields.problem_text("unit_name").startswith("× 错误：")
    assert form.fields.problem_text("person_name").startswith("× 错误：")
    assert form.fields.problem_text("year") == ""
    form.unit.setEditText("盂县能源局")
    page.show_problems([])
    assert form.fields.problem_text("unit_name") == ""


def test_choosing_another_plan_forgets_a_unit_it_has_not(form: NewLedgerForm) -> None:
    form.preset.set_value("yuxian-2024")
    form.unit.setEditText("盂县能源局")
    form.preset.set_value("wenshan-2022")
    assert form.unit.currentText() == ""
