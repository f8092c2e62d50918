"""How a test of the window does a deed on an issue."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from desktop.domain.issue import StepDraft
from desktop.domain.issue_codes import IssueAction

if TYPE_CHECKING:
    from desktop.wiring import Services


def take(services: Services, uid: str, action: IssueAction, **said: Any) -> None:
    """Do *action* on issue *uid*, on 10 October 2026 unless *on* says otherwise."""
    saved = services.issues.step(uid, StepDraft(action, said.pop("on", date(2026, 10, 10)), **said))
    assert saved.uid, saved.problems
