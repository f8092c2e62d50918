"""The county's two deeds between who asked and who can answer, in the window."""

from datetime import date

import pytest

from desktop.domain.issue import IssueDraft
from desktop.domain.issue_codes import IssueAction, IssueState, Resolution
from desktop.domain.workspace import FirstStart
from desktop.ui.dialogs.issue_relay import PassOnDialog, RelayDialog
from desktop.ui.pages.issues_page import IssuesPage
from tests.ledgers import shelf
from tests.ui.dialog_hand import when_open
from tests.ui.ledger_makers import add_enterprise


@pytest.fixture
def county(tmp_path, world, desk, qtbot):
    """The page of issues of a county office that has an issue of 秀水镇's enterprise."""
    start = FirstStart("yuxian-2024", "县中小企业发展中心", None, 2026, "李演示")
    services = shelf.copy(tmp_path / "county", start, world)
    firm = add_enterprise(services, "盂县演示乙有限公司（演示）")
    saved = services.issues.add(IssueDraft(firm, "电容不够（演示）", raised_on=date(2026, 10, 9)))
    page = IssuesPage(services, desk)
    qtbot.addWidget(page)
    page.reload()
    page.open(saved.uid)
    yield services, page, saved.uid
    services.close()


def test_the_county_hands_an_issue_on_and_tells_the_answer(county):
    services, page, issue = county

    def hand_on(dialog):
        dialog.to.set_value("140322-nengyuan")
        dialog.on.set_value(date(2026, 10, 10))
        assert "2026-10-16" in dialog.counted.text()
        dialog.accept()

    when_open(RelayDialog, hand_on)
    page.panel.deed(IssueAction.RELAY).click()
    ((copy, _),) = services.relays.copies(issue)
    assert copy.handler == "盂县能源局"
    page.filters.relayed.setChecked(True)
    assert [row.uid for row in page.lists.model.rows] == [copy.uid]
    page.filters.relayed.setChecked(False)

    def tell(dialog):
        dialog.note.set_text("已答复")
        dialog.resolution.set_value(Resolution.EXPLAINED)
        dialog.on.set_value(date(2026, 10, 12))
        dialog.accept()

    page.open(issue)
    when_open(PassOnDialog, tell)
    page.panel.deed(IssueAction.PASS_ON).click()
    assert services.issues.get(issue).state is IssueState.RESOLVED


def test_a_unit_is_offered_no_relay(page, issue):
    page.open(issue)
    assert page.panel.deed(IssueAction.RELAY) is None
    assert page.filters.relayed.isHidden()
