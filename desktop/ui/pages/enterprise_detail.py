"""One enterprise beside the list or on the whole page: who it is, what can be done with it, and what is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.domain.codes import Dimension, Measure
from desktop.domain.enterprise import Enterprise
from desktop.ui.desk import Desk
from desktop.ui.dialogs import enterprise_editor, tier_dialog, year_revenue_dialog
from desktop.ui.dialogs.history_dialog import show_history
from desktop.ui.dialogs.reason_dialog import ask_reason
from desktop.ui.pages.enterprise_head import EnterpriseHead
from desktop.ui.pages.enterprise_tabs import EnterpriseTabs

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

# what the list shows under a name that the history does not have
_KEPT_AS = {
    "last_year_revenue": Measure.MAIN_REVENUE_YEAR.value,
    "standing": Measure.MAIN_REVENUE_YEAR.value,
    "township": "unit",
    "department": "unit",
}


class EnterpriseDetail(QFrame):
    """A head with its deeds over the tabs; `whole_requested` asks for the whole page or back to the drawer."""

    whole_requested = Signal(bool)
    closed = Signal()
    gone = Signal()
    open_requested = Signal(str, str)
    other_requested = Signal(str)

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "drawer")
        self.setAccessibleName("企业详情")
        self._services = services
        self._desk = desk
        self._enterprise: Enterprise | None = None
        self._names = {unit.id: unit.name for dimension in Dimension for unit in services.settings.units(dimension)}
        self.tabs = EnterpriseTabs(services, desk, self._names)
        self.tabs.linked.connect(self.open_requested)
        self.tabs.other_requested.connect(self.other_requested)
        self.tabs.history_requested.connect(self.show_field_history)
        self._build_layout()

    @property
    def uid(self) -> str:
        """The enterprise shown, or nothing."""
        return self._enterprise.uid if self._enterprise else ""

    @property
    def whole(self) -> bool:
        """True while the whole page is asked for."""
        return self.head.whole

    def show_enterprise(self, uid: str) -> None:
        """Show the enterprise *uid* in the tab that is open."""
        enterprise = self._services.enterprises.get(uid)
        self._enterprise = enterprise
        self.head.show_enterprise(enterprise)
        self.tabs.show_enterprise(enterprise)

    def reload(self) -> None:
        """Read the enterprise anew."""
        if self.uid:
            self.show_enterprise(self.uid)

    def go_whole(self, whole: bool) -> None:
        """Ask for the whole page, or for the drawer."""
        self.head.go_whole(whole)

    def step_back(self) -> None:
        """Go from the whole page back to the drawer, and from the drawer away."""
        if self.whole:
            self.go_whole(False)
        else:
            self.closed.emit()

    def edit(self) -> None:
        """Open the form of this enterprise."""
        if self._enterprise is None or self._enterprise.voided:
            return
        following = enterprise_editor.ask(self._services, self._desk, self, self.uid)
        if following:
            self.other_requested.emit(following)

    def change_tier(self) -> None:
        """Move this enterprise between tiers."""
        if self._enterprise is not None:
            tier_dialog.ask(self._services, self._desk, self._enterprise, self)

    def type_revenue(self) -> None:
        """Type last year's main revenue with its source."""
        if self._enterprise is not None:
            name, year = self._enterprise.draft.name, self._services.settings.workspace().year - 1
            year_revenue_dialog.ask(self._services, self._desk, self.uid, name, year, self)

    def void(self) -> None:
        """Void this enterprise with a reason; nothing is deleted."""
        if self._enterprise is None:
            return
        name = self._enterprise.draft.name
        text = f"“{name}”将从名单里划去，已有的走访、问题和月度数据都保留，可在修改记录里查到。"
        reason = ask_reason(self, "作废", text)
        if reason is None:
            return
        self._services.enterprises.void(self.uid, reason)
        self._enterprise = None
        self.gone.emit()
        self._desk.say_kept(f"已作废：{name}")

    def show_field_history(self, field: str) -> None:
        """Show who changed *field*, when, from what, to what and why."""
        if self._enterprise is None:
            return
        lines = self._services.enterprises.history(self.uid)
        show_history(self, self._enterprise.draft.name, lines, self._names, _KEPT_AS.get(field, field))

    def show_history(self) -> None:
        """Turn to the tab of changes."""
        self.tabs.show_history()

    def _new_visit(self) -> None:
        self.open_requested.emit("visits", f"new:{self.uid}")

    def _build_layout(self) -> None:
        self.head = EnterpriseHead(
            (
                ("编辑", "Ctrl+E", "", self.edit),
                ("调入、调出", "调整所在的培育库", "", self.change_tier),
                ("上年收入", "填写上年主营业务收入和数据口径", "", self.type_revenue),
                ("新建走访", "", "", self._new_visit),
                ("作废", "写明原因后从名单里划去，不删除", "danger", self.void),
            )
        )
        self.head.whole_requested.connect(self.whole_requested)
        self.head.closed.connect(self.closed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 10, 8)
        layout.setSpacing(6)
        layout.addWidget(self.head)
        layout.addWidget(self.tabs, 1)
