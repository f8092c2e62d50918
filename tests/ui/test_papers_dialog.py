"""Forms looked at, chosen, saved and printed from one window."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.domain.enterprise import EnterpriseDraft
from desktop.ui.dialogs import papers_dialog
from desktop.ui.dialogs.papers_action import PapersAction
from desktop.ui.dialogs.papers_choice import wanted_of
from desktop.ui.dialogs.papers_dialog import PapersDialog
from desktop.ui.pages.enterprises_page import EnterprisesPage
from desktop.ui.pages.issues_page import IssuesPage
from tests.ui.dialog_hand import when_open

NAME = "盂县甲洗煤厂（演示）"


@pytest.fixture
def firm(services):
    saved = services.enterprises.save(EnterpriseDraft(name=NAME, no_code_reason="演示", products="精煤"))
    assert saved.uid, saved.problems
    return saved.uid


@pytest.fixture
def dialog(services, desk, qtbot, firm):
    dialog = PapersDialog(services, desk, wanted_of(services, ("base-library", "visit-record", "roster")))
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.ready):
        pass
    return dialog


def texts(path: Path) -> list[str]:
    rows = load_workbook(path).worksheets[0].iter_rows(values_only=True)
    return [str(value) for row in rows for value in row if value is not None]


def test_a_list_that_goes_out_stands_there_once_for_each(services):
    wanted = wanted_of(services, ("roster",))
    assert [each.of for each in wanted][:2] == ["finance", "staggered"]
    assert wanted[0].title == "推荐名单：融资推荐名单"


def test_everything_there_is_can_be_chosen(services):
    forms = {each.form for each in wanted_of(services)}
    assert {"key-monitoring", "base-library", "issue-ledger", "changes", "policy-list"} <= forms


def test_it_shows_the_paper_before_anything_is_written(dialog):
    assert dialog.printed.pages == 1
    assert dialog.printed.path.parent.name == "looked-at"
    assert "还没有存成文件" in dialog.said.text()
    assert dialog.pdf_button.isEnabled()


def test_the_chosen_paper_is_saved_as_workbook_and_pdf(dialog, tmp_path):
    assert dialog.save(".xlsx", tmp_path / "库.xlsx") == tmp_path / "库.xlsx"
    assert {NAME, "精煤"} <= set(texts(tmp_path / "库.xlsx"))
    dialog.save(".pdf", tmp_path / "库.pdf")
    assert (tmp_path / "库.pdf").read_bytes() == dialog.printed.path.read_bytes()
    assert dialog.folder_button.isEnabled()


def test_a_blank_one_has_what_is_known_and_room_for_the_rest(dialog, qtbot, tmp_path):
    with qtbot.waitSignal(dialog.ready):
        dialog.kind.choose("blank")
    dialog.save(".xlsx", tmp_path / "空白.xlsx")
    assert NAME in texts(tmp_path / "空白.xlsx")
    assert "精煤" not in texts(tmp_path / "空白.xlsx")


def test_of_a_form_about_one_thing_the_blank_one_is_shown(dialog, qtbot):
    record = next(place for place in range(dialog.choice.count()) if "记录表" in dialog.choice.itemText(place))
    with qtbot.waitSignal(dialog.ready):
        dialog.choice.setCurrentIndex(record)
    assert dialog.blank
    assert "这里只有空白的" in dialog.said.text()
    assert dialog.pdf_button.isEnabled()
    assert not dialog.xlsx_button.isEnabled()


def test_the_name_says_unit_form_and_month(services, dialog, monkeypatch, tmp_path):
    asked = []

    def choose(_parent, _title, begin, _filter):
        asked.append(Path(begin).name)
        return str(tmp_path / "我的"), ""

    monkeypatch.setattr(papers_dialog.QFileDialog, "getSaveFileName", choose)
    assert dialog.save(".xlsx") == tmp_path / "我的.xlsx"
    assert asked == ["盂县能源局_规下工业企业基础信息库_2026年10月.xlsx"]


@pytest.mark.parametrize(
    ("page", "action", "forms"),
    [
        (EnterprisesPage, "paper", ("base-library", "library-list", "admitted-list", "changes")),
        (IssuesPage, "ledger", ("issue-ledger", "issue-list")),
    ],
)
def test_a_page_offers_its_own_forms(services, desk, qtbot, page, action, forms):
    made = page(services, desk)
    qtbot.addWidget(made)
    deed = getattr(made, action)
    assert isinstance(deed, PapersAction)
    seen = []
    when_open(
        PapersDialog,
        lambda dialog: seen.extend(dialog.choice.itemText(place) for place in range(dialog.choice.count())),
    )
    deed.trigger()
    assert len(seen) == len(forms) == len(deed.forms)
