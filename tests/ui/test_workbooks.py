"""县里的表 in the window: taken in after a check, filled for the month, given back, voided."""

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QDialog, QFileDialog

from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.workbook import WorkbookDraft
from desktop.ui.dialogs.list_export import WrittenDialog
from desktop.ui.dialogs.workbook_dialog import MarksDialog, WorkbookDialog
from desktop.ui.pages import workbook_panel
from desktop.ui.pages.workbook_panel import WorkbookPanel
from tests.render.county import SHEET, county

FORM = "key-monitoring"


def marked(workbook):
    sheet = workbook[SHEET]
    marks = (
        "{.序号}",
        "{.企业名称}",
        "{.统一社会信用代码}",
        "{.主营业务收入累计:万元}",
        "",
        "",
        "{.数据口径}",
        "{.属地乡镇}",
    )
    for column, mark in enumerate(marks, 1):
        sheet.cell(5, column).value = mark or None


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "县重点表.xlsx"
    path.write_bytes(county(marked))
    return path


@pytest.fixture
def panel(qtbot, services, desk):
    services.enterprises.save(EnterpriseDraft(name="盂县甲洗煤厂（演示）"))
    made = WorkbookPanel(services, desk)
    qtbot.addWidget(made)
    made.resize(1000, 500)
    made.show()
    made.reload()
    return made


@pytest.fixture
def kept(services, panel, file):
    saved = services.workbooks.add(file, WorkbookDraft("重点表", FORM))
    panel.reload()
    panel.table.selectRow(0)
    return saved.uid


def test_a_workbook_that_can_be_filled_is_kept(qtbot, services, desk, file):
    dialog = WorkbookDialog(services.workbooks, desk)
    qtbot.addWidget(dialog)
    assert not dialog.accept_button.isEnabled()
    dialog.form.set_value(FORM)
    dialog.choose(file)
    assert dialog.report.toPlainText().startswith("可以填。")
    assert dialog.name.text() == "县重点表"
    assert dialog.accept_button.isEnabled()
    dialog._keep()
    assert [each.name for each in services.workbooks.list()] == ["县重点表"]
    assert dialog.uid


def test_what_cannot_be_filled_is_said_and_not_kept(qtbot, services, desk, tmp_path):
    path = tmp_path / "错.xlsx"
    path.write_bytes(county(lambda workbook: workbook[SHEET].__setitem__("B3", "{.企业名}")))
    dialog = WorkbookDialog(services.workbooks, desk)
    qtbot.addWidget(dialog)
    dialog.form.set_value(FORM)
    dialog.choose(path)
    assert "填不了" in dialog.report.toPlainText()
    assert "E771" in dialog.report.toPlainText()
    assert not dialog.accept_button.isEnabled()
    dialog.choose(tmp_path / "没有.xlsx")
    assert dialog.report.toPlainText().startswith("E751")
    assert services.workbooks.list() == ()


def test_a_name_twice_is_said_under_its_field(qtbot, services, desk, file, kept):
    dialog = WorkbookDialog(services.workbooks, desk)
    qtbot.addWidget(dialog)
    dialog.form.set_value(FORM)
    dialog.choose(file)
    dialog.name.setText("重点表")
    dialog._keep()
    assert not dialog.uid
    assert len(services.workbooks.list()) == 1


def test_filling_writes_the_month_and_says_where(panel, kept, tmp_path, monkeypatch):
    path = tmp_path / "填好"
    asked = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: asked.append(given[2]) or (str(path), ""))
    told = []
    monkeypatch.setattr(WrittenDialog, "exec", lambda self: told.append(self) or QDialog.DialogCode.Rejected)
    panel.fill.trigger()
    assert asked[0].endswith("盂县能源局_重点表_2026年10月.xlsx")
    assert load_workbook(path.with_suffix(".xlsx"))[SHEET]["B5"].value == "盂县甲洗煤厂（演示）"
    assert len(told) == 1


def test_the_original_comes_back_byte_for_byte(panel, kept, file, tmp_path, monkeypatch):
    path = tmp_path / "原件.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    panel.template.trigger()
    assert path.read_bytes() == file.read_bytes()


def test_marks_can_be_looked_up_before_there_is_a_workbook(panel, services, qtbot):
    assert panel.model.rowCount() == 0
    assert panel.marks.isEnabled()
    dialog = MarksDialog(services.workbooks, services.workbooks.forms(), "")
    qtbot.addWidget(dialog)
    dialog.form.set_value(FORM)
    assert "{.企业名称}" in [row.mark for row in dialog.model.rows]
    dialog.form.set_value("visit-month")
    assert "{.走访日期}" in [row.mark for row in dialog.model.rows]


def test_a_void_one_is_no_longer_listed(panel, kept, services, monkeypatch):
    monkeypatch.setattr(workbook_panel, "ask_reason", lambda *_: "换了新表")
    panel.void.trigger()
    assert panel.model.rowCount() == 0
    assert [each.void_reason for each in services.workbooks.list(voided=True)] == ["换了新表"]
    assert not panel.fill.isEnabled()


def test_the_check_can_be_run_again(panel, kept, monkeypatch):
    seen = []
    monkeypatch.setattr(workbook_panel, "show_report", lambda *given: seen.append(given) or False)
    panel.check.trigger()
    assert not [each for each in seen[0][2].problems if each.severity == "error"]
