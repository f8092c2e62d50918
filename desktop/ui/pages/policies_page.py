"""Policies and rewards (政策奖补): the library, what may apply after an admission, claims, lists that go out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.ui.desk import Desk
from desktop.ui.pages.policy_tabs import PolicyTab, RosterTab
from desktop.ui.pages.reward_tabs import ClaimTab, HintTab
from desktop.ui.pages.tabbed_page import TabbedPage

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services


class PoliciesPage(TabbedPage):
    """Four tabs; only the one that is looked at is read.

    `open` takes the uid of a claim, `enterprise:<uid>` for its hints, `roster:<id>`, `search:<words>` or `new:`.
    """

    key = "policies"
    title = "政策奖补"

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(services, desk, parent)
        self.library, self.hints = PolicyTab(services, desk), HintTab(services, desk)
        self.claims, self.rosters = ClaimTab(services, desk), RosterTab(services, desk)
        tabs = (
            ("政策库", self.library),
            ("奖补提示", self.hints),
            ("奖励台账", self.claims),
            ("推荐名单", self.rosters),
        )
        self._build(self.title, tabs)

    @override
    def open(self, argument: str) -> None:
        kind, _, rest = argument.partition(":")
        match kind:
            case "":
                pass
            case "new":
                self.tabs.setCurrentWidget(self.library)
                self.library.add()
            case "search":
                self.tabs.setCurrentWidget(self.library)
                self.library.text.setText(rest)
            case "enterprise":
                self.tabs.setCurrentWidget(self.hints)
                self.hints.show_enterprise(rest)
            case "roster":
                self.tabs.setCurrentWidget(self.rosters)
                self.rosters.chips.choose(rest)
            case uid:
                self.tabs.setCurrentWidget(self.claims)
                self.claims.show_claim(uid)
