"""What stands over the tabs of one enterprise: its name, code and state, and what can be done with it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.enterprise import Enterprise
from desktop.ui.dialogs import tier_dialog
from desktop.ui.theme import button, words
from desktop.wording.labels import label

Deed = tuple[str, str, str, Callable[[], None]]  # its word, tip, role, and what it does


class EnterpriseHead(QWidget):
    """`whole_requested` asks for the whole page or back to the drawer, `closed` to go away."""

    whole_requested = Signal(bool)
    closed = Signal()

    def __init__(self, deeds: Sequence[Deed], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = words("", "title", wrap=True)
        self._code = words("", "hint")
        self._states = words("", "hint", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(self._build_name())
        layout.addWidget(self._code)
        layout.addWidget(self._states)
        layout.addLayout(self._build_deeds(deeds))

    @property
    def whole(self) -> bool:
        """True while the whole page is asked for."""
        return self._whole.isChecked()

    def go_whole(self, whole: bool) -> None:
        """Ask for the whole page, or for the drawer."""
        self._whole.setChecked(whole)

    def show_enterprise(self, enterprise: Enterprise) -> None:
        """Show who *enterprise* is; with a voided one nothing more can be done."""
        draft = enterprise.draft
        self._name.setText(draft.name)
        self._code.setText(draft.credit_code or "暂无代码")
        states = [label(enterprise.standing), label(draft.status), tier_dialog.span_text(enterprise.tier)]
        self._states.setText("　".join(["已作废"] if enterprise.voided else states))
        for press in self.deeds:
            press.setEnabled(not enterprise.voided)

    def _toggled(self, whole: bool) -> None:
        self._whole.setText("收起" if whole else "展开")
        self._whole.setToolTip("回到名单旁边（Esc）" if whole else "占满整页")
        self.whole_requested.emit(whole)

    def _build_name(self) -> QHBoxLayout:
        self._whole = button("展开", "flat", tip="占满整页")
        self._whole.setCheckable(True)
        self._whole.toggled.connect(self._toggled)
        close = button("关闭", "flat", tip="关闭详情（Esc）")
        close.clicked.connect(self.closed)
        row = QHBoxLayout()
        row.addWidget(self._name, 1)
        row.addWidget(self._whole, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _build_deeds(self, deeds: Sequence[Deed]) -> QHBoxLayout:
        row = QHBoxLayout()
        self.deeds = [button(text, role, tip=tip) for text, tip, role, _do in deeds]
        for press, (_text, _tip, _role, do) in zip(self.deeds, deeds, strict=True):
            press.clicked.connect(do)
            row.addWidget(press)
        row.addStretch(1)
        return row
