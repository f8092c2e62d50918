"""An enterprise, an issue of it, and the page of issues, in a real ledger."""

from datetime import date

import pytest

from desktop.domain.issue import IssueDraft
from desktop.ui.pages.issues_page import IssuesPage
from tests.ui.ledger_makers import add_enterprise


@pytest.fixture
def firm(services):
    return add_enterprise(services, "盂县演示甲有限公司（演示）")


@pytest.fixture
def issue(services, firm):
    saved = services.issues.add(IssueDraft(firm, "缺流动资金 200 万元（演示）", raised_on=date(2026, 10, 9)))
    assert saved.uid, saved.problems
    return saved.uid


@pytest.fixture
def page(services, desk, qtbot, firm):
    page = IssuesPage(services, desk)
    qtbot.addWidget(page)
    page.reload()
    return page
