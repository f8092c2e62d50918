"""Tests of the settings page: office, plan as issued, data health."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.services.check import Finding
from desktop.services.presets import PresetService
from desktop.ui.desk import Desk
from desktop.ui.dialogs.person_dialog import PersonDialog
from desktop.ui.pages.preset_lines import preset_lines
from desktop.ui.pages.settings_page import SettingsPage
from tests.ui.conftest import RESOURCES

if TYPE_CHECKING:
    from desktop.wiring import Services


@pytest.fixture
def page(services: Services, desk: Desk, qtbot: QtBot) -> SettingsPage:
    made = SettingsPage(services, desk)
    qtbot.addWidget(made)
    made.resize(1240, 690)
    made.show()
    made.reload()
    return made


def type_person(name: str, post: str = "") -> None:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PersonDialog)
    dialog.name.setText(name)
    dialog.post.setText(post)
    dialog.accept()


def test_office_is_shown_as_it_was_set(page: SettingsPage) -> None:
    assert page.office.unit.text() == "盂县能源局（县直部门）"
    assert "盂促企组办发[2024]1号" in page.office.plan.text()
    assert page.office.year.value() == 2026
    assert page.office.current.text() == "现在由 演示甲 填报"


def test_another_year_is_kept_and_told(page: SettingsPage, services: Services, qtbot: QtBot) -> None:
    page.office.year.setValue(2027)
    with qtbot.waitSignals([page.desk.changed, page.desk.kept]):
        page.office.keep_year.click()
    assert services.settings.workspace().year == 2027


def test_targets_issued_by_the_plan_are_marked_so(page: SettingsPage, services: Services) -> None:
    assert page.office.targets.rowCount() == 0
    services.settings.set_year(2024)
    page.reload()
    targets = page.office.targets
    assert targets.rowCount() >= 1
    assert targets.index(0, 3).data() == "方案原文"


def test_somebody_is_entered_and_sits_down(page: SettingsPage, services: Services, qtbot: QtBot) -> None:
    QTimer.singleShot(0, lambda: type_person("演示乙", "股长"))
    page.office._add_person()
    assert [person.name for person in services.settings.people()] == ["演示乙", "演示甲"]
    page.office.people_table.selectRow(0)
    page.office._sit_down()
    assert services.settings.current().name == "演示乙"
    assert page.office.current.text() == "现在由 演示乙 填报"


def test_a_person_without_a_name_is_not_kept(page: SettingsPage, services: Services, qtbot: QtBot) -> None:
    dialog = PersonDialog(services.settings, None)
    qtbot.addWidget(dialog)
    dialog.accept()
    assert dialog.fields.problem_text("name").startswith("× 错误")
    assert dialog.result() == 0
    assert len(services.settings.people()) == 1


def test_a_person_is_mended(page: SettingsPage, services: Services) -> None:
    page.office.people_table.selectRow(0)
    QTimer.singleShot(0, lambda: type_person("演示甲", "副股长"))
    page.office._mend_selected()
    assert services.settings.people()[0].post == "副股长"


def test_plan_is_shown_with_document_and_clause(page: SettingsPage) -> None:
    model = page.preset.model
    lines = [model.row_at(row) for row in range(model.rowCount())]
    threshold = next(line for line in lines if line.name.startswith("规上门槛"))
    assert (threshold.value, threshold.document, threshold.clause) == ("2,000万元", "盂促企组办发[2024]1号", "三（三）")
    near = next(line for line in lines if line.name == "临规起点")
    assert near.remark.startswith("方案未写，取默认值")
    assert all(line.document and line.clause for line in lines)


def test_plan_can_be_searched(page: SettingsPage, qtbot: QtBot) -> None:
    page.tabs.setCurrentWidget(page.preset)
    page.preset.search.setText("秀水镇")
    model = page.preset.model
    assert 0 < model.rowCount() < 5
    assert all("秀水镇" in model.row_at(row).name for row in range(model.rowCount()))
    page.preset.search.clear()
    assert model.rowCount() > 40


def test_a_mended_plan_is_looked_at_and_put_in_force(
    page: SettingsPage, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = services.settings.preset()
    text = PresetService(RESOURCES).text(plan.id).replace(f'title = "{plan.title}"', 'title = "改过的方案"')
    path = tmp_path / "改过.toml"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr("desktop.ui.pages.preset_panel.QFileDialog.getOpenFileName", lambda *_: (str(path), ""))
    answers = iter((False, True))
    monkeypatch.setattr("desktop.ui.pages.preset_panel.ask_yes", lambda *_: next(answers))
    page.preset.other.click()
    assert services.settings.preset().title == plan.title
    page.preset.other.click()
    assert services.settings.preset().title == "改过的方案"
    assert page.preset.heading.text().startswith("改过的方案")


@pytest.mark.parametrize("preset", ["hunan-2022", "jincheng-2021", "wenshan-2022", "yuncheng-2021", "yuxian-2024"])
def test_every_value_of_every_plan_has_words_and_a_source(preset: str) -> None:
    lines = preset_lines(PresetService(RESOURCES).load(preset))
    assert len(lines) >= 15
    assert all(line.group and line.name and line.document for line in lines)
    assert not [line for line in lines if "未识别" in line.name + line.value]


def test_every_target_row_of_a_plan_is_shown() -> None:
    preset = PresetService(RESOURCES).load("yuxian-2024")
    shown = [line for line in preset_lines(preset) if line.group == "目标"]
    assert len(shown) == len(preset.targets)


def test_health_tells_where_the_data_is_and_how_much(page: SettingsPage, services: Services) -> None:
    values = page.about._values
    assert values["folder"].text() == str(services.folder)
    assert values["changes"].text().endswith(" 条")
    assert values["last"].text() == "还没有"


def test_check_of_a_sound_ledger_finds_nothing(page: SettingsPage, qtbot: QtBot) -> None:
    page.tabs.setCurrentWidget(page.about)
    qtbot.mouseClick(page.about.check, Qt.MouseButton.LeftButton)
    assert page.about.outcome.text() == "✓ 检查完毕，没有发现问题。"


def test_findings_are_counted_and_say_what_to_do(page: SettingsPage) -> None:
    page.about.show_findings([Finding("chain_broken", "here:7")])
    text = page.about.outcome.text()
    assert text.startswith("× 发现 1 处问题")
    assert "here:7" in text
    assert "技术人员" in text


def test_tabs_open_by_name(page: SettingsPage) -> None:
    page.open("about")
    assert page.tabs.currentWidget() is page.about
    page.open("preset")
    assert page.tabs.currentWidget() is page.preset
