"""The claims of one enterprise (奖补) as a short list that leads to their page: no hint, no amount."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.domain.claim import ClaimFilter, ClaimRow
from desktop.ui.models.table_model import Column
from desktop.ui.pages.enterprise_lists import LinkedList
from desktop.ui.pages.reward_tabs import CLAIM_COLUMNS

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.rewards import RewardService

_AMOUNTS = frozenset({"核定(万元)", "拨付(万元)", "企业名称"})
COLUMNS: tuple[Column[ClaimRow], ...] = tuple(each for each in CLAIM_COLUMNS if each.header not in _AMOUNTS)


class EnterpriseRewards(LinkedList[ClaimRow]):
    """Every claim of one enterprise; amounts stand in the ledger of claims only."""

    def __init__(self, rewards: RewardService, parent: QWidget | None = None) -> None:
        empty = "还没有登记过奖励。企业入库以后，在“政策奖补”里看条款、登记奖励。"
        super().__init__("这家企业的奖励", COLUMNS, "看政策奖补", empty, parent)
        self._rewards = rewards

    def show_enterprise(self, uid: str) -> None:
        """Show the claims of the enterprise *uid*."""
        rows = self._rewards.claims(ClaimFilter(enterprise=uid))
        self.show_rows(rows, f"共 {len(rows)} 笔，双击打开")
