"""Conditions of a form, one a line: which fact, how it is compared, and with what."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop.domain.form_entry import FactEntry, FilterDraft
from desktop.ui.theme import button, words
from desktop.ui.widgets.inputs import ChoiceBox
from desktop.wording.form_subjects import OPERATORS

_UNARY = frozenset({"empty", "not_empty"})
_LISTED = frozenset({"one_of", "none_of", "between"})


class FilterRow(QWidget):
    """One condition; `changed` comes with every change, `removed` when it is taken away."""

    changed = Signal()
    removed = Signal(object)

    def __init__(self, facts: Sequence[FactEntry], condition: FilterDraft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = {each.name: each for each in facts if each.operators}
        self.fact = ChoiceBox(tuple(self._facts), lambda name: self._facts[name].words)
        self.fact.set_value(condition.fact)
        self.operator: ChoiceBox[str] = ChoiceBox((), None)
        self.value = QLineEdit("、".join(condition.values))
        self.fact.setAccessibleName("按哪一项筛选")
        self.operator.setAccessibleName("怎么比")
        self.value.setAccessibleName("和什么比")
        drop = button("×", "flat", tip="去掉这个条件")
        drop.setAccessibleName("去掉这个条件")
        drop.clicked.connect(self._drop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for part, share in ((self.fact, 3), (self.operator, 3), (self.value, 4)):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            row.addWidget(part, share)
        row.addWidget(drop)
        self._offer()
        if condition.operator:
            self.operator.set_value(condition.operator)
        self._judge()
        self.fact.currentIndexChanged.connect(self._offer)
        self.operator.currentIndexChanged.connect(self._judge)
        self.value.textChanged.connect(self.changed)

    def draft(self) -> FilterDraft:
        """Return the condition as it stands."""
        operator, text = self.operator.value() or "", self.value.text().strip()
        if operator in _UNARY:
            return FilterDraft(self.fact.value() or "", operator)
        parts = text.replace("，", "、").replace(",", "、").split("、") if operator in _LISTED else [text]
        return FilterDraft(self.fact.value() or "", operator, tuple(part.strip() for part in parts if part.strip()))

    def _offer(self) -> None:
        fact = self._facts.get(self.fact.value() or "")
        self.operator.fill(fact.operators if fact is not None else (), lambda code: OPERATORS.get(code, code))
        self._judge()

    def _judge(self) -> None:
        operator = self.operator.value() or ""
        self.value.setEnabled(operator not in _UNARY)
        self.value.setPlaceholderText("用、隔开" if operator in _LISTED else "")
        self.changed.emit()

    def _drop(self) -> None:
        self.removed.emit(self)


class FilterRows(QWidget):
    """Any number of conditions, which all hold."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: tuple[FactEntry, ...] = ()
        self.rows: list[FilterRow] = []
        self.more = button("加一个条件")
        self.more.clicked.connect(self._add)
        self._none = words("没有条件：全部列入。", "hint")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self._none)
        self._box.addWidget(self.more)

    def show_filters(self, conditions: Sequence[FilterDraft], facts: Sequence[FactEntry]) -> None:
        """Show *conditions* on *facts* instead of what stands here."""
        self._facts = tuple(facts)
        for row in tuple(self.rows):
            self._take_away(row)
        for each in conditions:
            self._put(each)

    def drafts(self) -> tuple[FilterDraft, ...]:
        """Return the conditions as they stand."""
        return tuple(row.draft() for row in self.rows)

    def _add(self) -> None:
        able = next((each for each in self._facts if each.operators), None)
        if able is not None:
            self._put(FilterDraft(able.name, ""))
            self.rows[-1].fact.setFocus()

    def _put(self, condition: FilterDraft) -> None:
        row = FilterRow(self._facts, condition, self)
        row.changed.connect(self.changed)
        row.removed.connect(self._take_away)
        self.rows.append(row)
        self._box.insertWidget(self._box.count() - 1, row)
        self._none.setVisible(False)
        self.changed.emit()

    def _take_away(self, row: FilterRow) -> None:
        self.rows.remove(row)
        self._box.removeWidget(row)
        row.deleteLater()
        self._none.setVisible(not self.rows)
        self.changed.emit()
