"""What the issue ledger is narrowed by: group, words, category, how near the day is, and rows a number stands for."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.deadline import Urgency
from desktop.domain.issue import GROUPS, IssueFilter, IssueRow
from desktop.domain.issue_codes import IssueCategory, IssueGroup, IssueState
from desktop.ui.theme import button, words
from desktop.ui.widgets.chip_bar import ChipBar
from desktop.ui.widgets.inputs import ChoiceBox
from desktop.wording.labels import label

ALL = "all"


class IssueFilters(QWidget):
    """`changed` comes whenever other rows are wanted; only an office that *relays* issues has copies to look at."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, relays: bool = False) -> None:
        super().__init__(parent)
        self._only: frozenset[str] = frozenset()
        self.chips = ChipBar(((ALL, "全部"), *((group.value, label(group)) for group in IssueGroup)), "办理状态")
        self.text = QLineEdit()
        self.text.setAccessibleName("查找问题")
        self.text.setPlaceholderText("企业、拼音、描述、单位")
        self.text.setClearButtonEnabled(True)
        self.text.setFixedWidth(180)
        self.category = ChoiceBox(tuple(IssueCategory), blank="全部类别")
        self.category.setAccessibleName("诉求类别")
        self.urgency = ChoiceBox((Urgency.SOON, Urgency.LATE), blank="不限时限")
        self.urgency.setAccessibleName("时限")
        self.voided = QCheckBox("显示作废")
        self.relayed = QCheckBox("转办件")
        self.relayed.setToolTip("只看转给第三个单位的转办件；它们不另计入台账的数")
        if not relays:
            self.relayed.hide()
        self._told = words("", "question")
        self._leave = button("显示全部", "link")
        row = QHBoxLayout()
        for part in (self.chips, self.text, self.category, self.urgency, self.voided, self.relayed):
            row.addWidget(part)
        row.setStretchFactor(self.chips, 1)
        only = QHBoxLayout()
        only.addWidget(self._told)
        only.addWidget(self._leave)
        only.addStretch()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(row)
        box.addLayout(only)
        self.chips.choose(ALL)
        self._show_only("")
        self.chips.chosen.connect(self.changed)
        self.text.textChanged.connect(self.changed)
        self.category.currentIndexChanged.connect(self.changed)
        self.urgency.currentIndexChanged.connect(self.changed)
        self.voided.toggled.connect(self.changed)
        self.relayed.toggled.connect(self.changed)
        self._leave.clicked.connect(self.widen)

    @property
    def narrowed(self) -> bool:
        """Whether anything but the group hides rows."""
        asked = self.text.text().strip() or self.category.value() or self.urgency.value() or self.relayed.isChecked()
        return bool(asked or self._only)

    def query(self) -> IssueFilter:
        """Return what to ask the ledger for; the group is applied afterwards, since each chip counts its own."""
        return IssueFilter(
            text=self.text.text().strip(),
            voided=self.voided.isChecked(),
            category=self.category.value(),
            urgency=self.urgency.value(),
            relayed=self.relayed.isChecked(),
        )

    def kept(self, rows: Sequence[IssueRow]) -> tuple[IssueRow, ...]:
        """Return those of *rows* that a number stands for, where one was chosen; the chips then count them."""
        kept = tuple(row for row in rows if not self._only or row.uid in self._only)
        counted = [row for row in kept if not row.voided]
        counts = {group.value: sum(row.state in states for row in counted) for group, states in GROUPS.items()}
        self.chips.show_counts({ALL: len(counted)} | counts)
        return kept

    def states(self) -> frozenset[IssueState]:
        """Return the states of the chosen group; none stand for all."""
        choice = self.chips.choice
        return frozenset() if choice in {"", ALL} else GROUPS[IssueGroup(choice)]

    def only(self, uids: Sequence[str], told: str) -> None:
        """Show only *uids*, which *told* explains."""
        self._clear()
        self._only = frozenset(uids)
        self._show_only(told)
        self.changed.emit()

    def widen(self) -> None:
        """Show every row again but the voided ones."""
        self._clear()
        self.changed.emit()

    def _clear(self) -> None:
        blocked = self.blockSignals(True)
        self._only = frozenset()
        self._show_only("")
        self.text.clear()
        self.category.set_value(None)
        self.urgency.set_value(None)
        self.relayed.setChecked(False)
        self.chips.choose(ALL)
        self.blockSignals(blocked)

    def _show_only(self, told: str) -> None:
        self._told.setText(told)
        for part in (self._told, self._leave):
            part.setVisible(bool(told))
