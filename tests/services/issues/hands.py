"""What the tests of the issue ledger share: a day that moves, and how issues are entered and worked."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from desktop.domain.issue import IssueDraft, StepDraft
from desktop.domain.issue_codes import (
    IssueAction,
    IssueCategory,
)
from desktop.wiring import Services

CHINA = timezone(timedelta(hours=8))


class Clock:
    """A day that a test can move."""

    def __init__(self) -> None:
        self.today = date(2026, 10, 30)

    def __call__(self) -> datetime:
        return datetime(self.today.year, self.today.month, self.today.day, 9, 30, tzinfo=CHINA)


def october(day: int) -> date:
    return date(2026, 10, day)


def enter(services: Services, firm: str, **said) -> str:
    draft = replace(IssueDraft(firm, "缺流动资金（演示）", IssueCategory.FINANCE, raised_on=october(9)), **said)
    saved = services.issues.add(draft)
    assert saved.uid, saved.problems
    return saved.uid


def take(services: Services, uid: str, action: IssueAction, day: int = 12, **said):
    return services.issues.step(uid, StepDraft(action, said.pop("on", october(day)), **said))


def walk(services: Services, uid: str, *deeds: tuple[IssueAction, int, dict]) -> None:
    for action, day, said in deeds:
        saved = take(services, uid, action, day, **said)
        assert saved.uid, saved.problems


def assign(services: Services, uid: str, day: int = 12, **said) -> None:
    walk(services, uid, (IssueAction.ASSIGN, day, {"handler": "县金融服务中心"} | said))
