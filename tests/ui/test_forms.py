"""Forms in the window: a file looked at and taken, a form composed with its paper beside it, out of use."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.ui.desk import Desk
from desktop.ui.dialogs import form_designer
from desktop.ui.dialogs.form_designer import FormDesigner
from desktop.ui.dialogs.form_file_dialog import FormFileDialog
from desktop.ui.dialogs.reason_dialog import ReasonDialog
from desktop.ui.models.form_column_model import HEADER, REQUIRED, TOTAL, WIDTH, FormColumnModel
from desktop.ui.pages.filings_page import FilingsPage
from desktop.ui.pages.form_panel import FormPanel
from tests.ui.conftest import OCTOBER

if TYPE_CHECKING:
    from desktop.wiring import Services

KEY = "key-monitoring"
CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
CHECK = Qt.ItemDataRole.CheckStateRole


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A composer that is closed at the end of a test asks nobody; what it asked is listed."""
    heard: list[str] = []

    def answer(*words: object, **_: object) -> bool:
        heard.append(str(words[1]))
        return False

    monkeypatch.setattr(form_designer, "ask_yes", answer)
    return heard


@pytest.fixture
def panel(services: Services, desk: Desk, qtbot: QtBot) -> FormPanel:
    made = FormPanel(services, desk)
    qtbot.addWidget(made)
    made.show()
    made.reload()
    return made


@pytest.fixture
def designer(services: Services, desk: Desk, qtbot: QtBot) -> FormDesigner:
    made = FormDesigner(services.forms, desk, None)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def paper(services: Services, tmp_path: Path) -> Path:
    path = tmp_path / "新表.toml"
    words = services.forms.text(KEY).replace("edition = 1", "edition = 2")
    path.write_text(words.replace('title = "重点培育企业', 'title = "重点企业'), encoding="utf-8")
    return path


def stand_on(panel: FormPanel, form: str, edition: int = 1) -> None:
    rows = [(row.id, row.edition) for row in panel.editions.rows]
    panel.table.selectRow(rows.index((form, edition)))


def take_facts(designer: FormDesigner, qtbot: QtBot, *names: str) -> None:
    for name in names:
        designer.picker.search.setText(name)
        qtbot.keyClick(designer.picker.search, Qt.Key.Key_Return)


def test_every_edition_is_listed_with_where_it_stands(panel: FormPanel) -> None:
    stand_on(panel, KEY)
    row = panel.current()
    assert row is not None
    assert (row.title, row.in_force, panel.stop.text()) == ("重点培育企业运行监测月报", True, "停用")
    assert panel.change.isEnabled()
    stand_on(panel, "visit-record")
    assert not panel.change.isEnabled()  # one visit, boxes and no columns


def test_a_good_file_says_what_changes_and_is_taken(services: Services, desk: Desk, qtbot: QtBot, paper: Path) -> None:
    dialog = FormFileDialog(services.forms, desk, paper)
    qtbot.addWidget(dialog)
    assert "重点培育企业运行监测月报 → 重点企业运行监测月报" in dialog.changes.text()
    assert dialog.since.value() == "2026-11"
    dialog.since.set_value("2026-12")
    dialog.take.click()
    assert dialog.kept
    kept = next(each for each in services.forms.list() if (each.id, each.edition) == (KEY, 2))
    assert kept.effective_from == "2026-12"


def test_a_file_at_fault_lists_all_of_it_and_cannot_be_taken(
    services: Services, desk: Desk, qtbot: QtBot, paper: Path
) -> None:
    words = paper.read_text(encoding="utf-8").replace("width = 38", 'width = "38"').replace('"staff"', '"staf"')
    paper.write_text(words, encoding="utf-8")
    dialog = FormFileDialog(services.forms, desk, paper)
    qtbot.addWidget(dialog)
    assert dialog.faults.rowCount() == 2
    assert dialog.says.text() == "这个文件还不能用，有 2 处毛病："
    assert not dialog.take.isEnabled()
    assert not dialog.preview.isEnabled()
    assert "整数" in dialog.told.text()


def test_a_month_said_in_the_file_is_not_asked_again(services: Services, desk: Desk, qtbot: QtBot, paper: Path) -> None:
    words = paper.read_text(encoding="utf-8").replace("edition = 2", 'edition = 2\neffective_from = "2027-02"')
    paper.write_text(words, encoding="utf-8")
    dialog = FormFileDialog(services.forms, desk, paper)
    qtbot.addWidget(dialog)
    assert (dialog.since.isEnabled(), dialog.since.value()) == (False, "2027-02")
    dialog.take.click()
    assert dialog.kept


def test_a_form_is_composed_by_keyboard_seen_on_paper_and_kept(
    designer: FormDesigner, services: Services, qtbot: QtBot
) -> None:
    designer.print()
    assert "还没有选栏目" in designer.problems.text()
    assert not designer.keep.isEnabled()
    take_facts(designer, qtbot, "企业名称", "主营业务收入累计", "属地乡镇")
    assert [each.fact for each in designer.columns.columns] == ["name", "main_revenue_ytd", "township"]
    qtbot.keyClick(designer.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [each.fact for each in designer.columns.columns] == ["name", "township", "main_revenue_ytd"]
    revenue = designer.columns.index(2, HEADER)
    assert designer.columns.setData(revenue, "主营业务收入/累计")
    assert designer.columns.setData(designer.columns.index(2, TOTAL), CHECKED.value, CHECK)
    designer.settings.title.setText("{month}收入名单")
    designer.settings.monthly.setChecked(True)
    designer.settings.group.set_value("township")
    designer.settings.subtotal.setChecked(True)
    designer.settings.filters.more.click()
    row = designer.settings.filters.rows[0]
    row.fact.set_value("main_revenue_ytd")
    row.operator.set_value("at_least")
    row.value.setText("500")
    designer.print()
    qtbot.waitUntil(lambda: designer.paper.view.pages == 1)
    assert designer.problems.text() == ""
    designer.keep.click()
    assert designer.kept
    words = services.forms.text("own-1")
    assert 'header = ["主营业务收入", "累计"]' in words
    assert 'is = "at_least"' in words
    assert "填报单位（盖章）" in words
    assert "own-1" in [form.id for form in services.filings.forms()]


def test_a_condition_that_cannot_be_read_is_told_and_not_kept(designer: FormDesigner, qtbot: QtBot) -> None:
    take_facts(designer, qtbot, "企业名称")
    designer.settings.title.setText("名单")
    designer.settings.filters.more.click()
    row = designer.settings.filters.rows[0]
    row.fact.set_value("staff")
    row.operator.set_value("at_least")
    row.value.setText("很多")
    designer.print()
    assert "不是整数" in designer.problems.text()
    assert not designer.keep.isEnabled()
    row._drop()
    designer.print()
    assert designer.keep.isEnabled()


def test_what_was_composed_is_not_lost_by_one_key(designer: FormDesigner, qtbot: QtBot, asked: list[str]) -> None:
    take_facts(designer, qtbot, "企业名称")
    qtbot.keyClick(designer, Qt.Key.Key_Escape)
    assert designer.isVisible()
    assert asked == ["还没有保存"]
    designer.columns.remove(0)
    qtbot.keyClick(designer, Qt.Key.Key_Escape)
    assert not designer.isVisible()
    assert len(asked) == 1


def test_another_ledger_offers_other_facts(designer: FormDesigner, qtbot: QtBot) -> None:
    take_facts(designer, qtbot, "企业名称")
    designer.subject.set_value("project")
    assert designer.columns.rowCount() == 0
    assert "总投资" in [row.words for row in designer.picker.model.rows]


def test_an_edition_is_gone_on_from(services: Services, desk: Desk, qtbot: QtBot) -> None:
    dialog = FormDesigner(services.forms, desk, services.forms.draft(KEY))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.windowTitle() == "改为第 2 版次"
    assert not dialog.subject.isEnabled()
    dialog.columns.remove(dialog.columns.rowCount() - 1)
    dialog.settings.title.setText("重点企业监测表（{month}）")
    dialog.print()
    assert dialog.keep.isEnabled(), dialog.problems.text()
    dialog.keep.click()
    look = services.forms.look_text(services.forms.text(KEY, 2).replace("edition = 2", "edition = 3"), "x")
    assert (look.replaces, look.change.nothing) == (2, True)
    assert len(services.forms.draft(KEY, 1).columns) == len(services.forms.draft(KEY, 2).columns) + 1


def test_columns_keep_to_what_can_be_typed(qtbot: QtBot, services: Services, qtmodeltester: ModelTester) -> None:
    model = FormColumnModel()
    draft = services.forms.draft(KEY)
    model.show(draft.columns, services.forms.facts(draft.subject))
    qtmodeltester.check(model)
    width = model.index(1, WIDTH)
    assert not model.setData(width, "400")
    assert not model.setData(width, "宽")
    assert model.setData(width, "44")
    assert not model.setData(model.index(1, HEADER), " / ")
    assert model.data(model.index(1, TOTAL), CHECK) is None  # a name is not added up
    assert model.setData(model.index(1, REQUIRED), CHECKED.value, CHECK)
    assert model.columns[1].required
    assert model.setData(model.index(1, REQUIRED), UNCHECKED.value, CHECK)
    assert model.move(0, -1) == 0


def test_a_form_goes_out_of_use_and_the_board_follows(
    panel: FormPanel, services: Services, desk: Desk, qtbot: QtBot
) -> None:
    page = FilingsPage(services, desk)
    qtbot.addWidget(page)
    page.reload()

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ReasonDialog)
        dialog.reason.setPlainText("县里不再收")
        dialog.accept()

    stand_on(panel, "visit-month")
    QTimer.singleShot(0, answer)
    panel.stop.click()
    assert panel.stop.text() == "恢复使用"
    page.reload()
    november = OCTOBER._replace(number=11)
    assert page.board.text_at(november, "visit-month") == "不用报"
    assert page.board.text_at(OCTOBER, "visit-month") != "不用报"


def test_a_form_added_stands_on_the_board(services: Services, desk: Desk, qtbot: QtBot) -> None:
    page = FilingsPage(services, desk)
    qtbot.addWidget(page)
    page.reload()
    words = services.forms.text("issue-month").replace('id = "issue-month"', 'id = "own-1"')
    services.forms.add_text(words.replace("问题台账月报", "问题月报二"), "own-1.toml", "2026-10")
    page.reload()
    assert page.board.text_at(OCTOBER, "own-1")
    page.open("form:own-1")
    assert page.detail.form is not None
    assert page.detail.form.title == "问题月报二"


def test_a_file_is_saved_as_it_is(
    panel: FormPanel, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_on(panel, KEY)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "月报"), ""))
    panel.save_file.click()
    assert (tmp_path / "月报.toml").read_text(encoding="utf-8") == services.forms.text(KEY)
