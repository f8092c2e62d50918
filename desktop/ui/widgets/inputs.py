"""Inputs that give plain values: a code of a list, several codes, a reporting month."""

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.month import Month
from desktop.ui.theme import button
from desktop.ui.widgets.day_edit import DayEdit as DayEdit
from desktop.ui.widgets.enterprise_picker import EnterprisePicker as EnterprisePicker
from desktop.wording import shown
from desktop.wording.labels import label

CodeT = TypeVar("CodeT", bound=str)

_YEARS_BACK = 3


class _CalmComboBox(QComboBox):
    """A drop-down that the wheel changes only while it has the focus: scrolling a form alters nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ChoiceBox(_CalmComboBox, Generic[CodeT]):
    """One code out of *choices*; *blank* adds a first line that stands for none.

    *words* says a code; without it the code's label. A code that is not listed is shown as 未识别.
    """

    def __init__(
        self,
        choices: Sequence[CodeT],
        words: Callable[[CodeT], str] | None = None,
        *,
        blank: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._codes: list[CodeT | None] = []
        self._blank = blank
        self.offer(choices, words)

    def offer(self, choices: Sequence[CodeT], words: Callable[[CodeT], str] | None = None) -> None:
        """Let these be the *choices* from now on."""
        self.clear()
        self._codes.clear()
        if self._blank is not None:
            self._add(None, self._blank)
        for code in choices:
            self._add(code, words(code) if words is not None else _word(code))

    def fill(self, choices: Sequence[CodeT], words: Callable[[CodeT], str]) -> None:
        """Offer *choices* instead of those there were, the first one chosen."""
        self.blockSignals(True)
        self.clear()
        self._codes.clear()
        for code in choices:
            self._add(code, words(code))
        self.blockSignals(False)

    def _add(self, code: CodeT | None, text: str) -> None:
        self._codes.append(code)
        self.addItem(text)

    def value(self) -> CodeT | None:
        """Return the chosen code, or None."""
        place = self.currentIndex()
        return self._codes[place] if 0 <= place < len(self._codes) else None

    def set_value(self, code: CodeT | None) -> None:
        """Choose *code*; one that is not listed is added as it is, so that nothing is lost."""
        if code not in self._codes:
            self._add(code, f"未识别（{code}）" if code else "")
        self.setCurrentIndex(self._codes.index(code))


class Checks(QWidget, Generic[CodeT]):
    """Any number of codes out of *choices*, in *columns* beside each other; *tips* says more of one."""

    changed = Signal()

    def __init__(
        self,
        choices: Sequence[CodeT],
        words: Callable[[CodeT], str] | None = None,
        *,
        columns: int = 3,
        tips: Callable[[CodeT], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._boxes: dict[CodeT, QCheckBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 3, 0, 3)
        for place, code in enumerate(choices):
            box = QCheckBox(words(code) if words is not None else _word(code))
            box.toggled.connect(self.changed)
            if tips is not None:
                box.setToolTip(tips(code))
                box.setAccessibleDescription(tips(code))
            grid.addWidget(box, *divmod(place, columns))
            self._boxes[code] = box
        grid.setColumnStretch(columns, 1)
        if self._boxes:
            self.setFocusProxy(next(iter(self._boxes.values())))

    def value(self) -> tuple[CodeT, ...]:
        """Return the chosen codes in the order of the choices."""
        return tuple(code for code, box in self._boxes.items() if box.isChecked())

    def set_value(self, codes: Sequence[CodeT]) -> None:
        """Choose exactly *codes*."""
        for code, box in self._boxes.items():
            box.setChecked(code in codes)


class MonthPicker(QWidget):
    """A reporting month (所属期): there is no January, and February is 1—2月; `changed` comes with the month."""

    changed = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        newest = Month.containing(today)
        self._months = [newest.back(steps) for steps in range((_YEARS_BACK + 1) * 11)]
        self._list = _CalmComboBox()
        self._list.setAccessibleName("所属期")
        self._list.setMinimumWidth(128)
        self._list.setMaxVisibleItems(12)
        self._list.addItems([shown.month(month) for month in self._months])
        self._list.currentIndexChanged.connect(self._tell)
        self._older = button("‹", "flat", tip="上一个所属期")
        self._newer = button("›", "flat", tip="下一个所属期")
        self._older.setAccessibleName("上一个所属期")
        self._newer.setAccessibleName("下一个所属期")
        self._older.clicked.connect(self._step_back)
        self._newer.clicked.connect(self._step_on)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for part in (self._older, self._list, self._newer):
            row.addWidget(part)
        self.setFocusProxy(self._list)
        self._limit()

    def value(self) -> Month:
        """Return the chosen month."""
        return self._months[self._list.currentIndex()]

    def set_value(self, month: Month) -> None:
        """Choose *month*; one outside the list is added in its place."""
        if month not in self._months:
            place = sum(1 for other in self._months if other > month)
            self._months.insert(place, month)
            self._list.blockSignals(True)
            self._list.insertItem(place, shown.month(month))
            self._list.blockSignals(False)
        self._list.setCurrentIndex(self._months.index(month))

    def _step_back(self) -> None:
        self._list.setCurrentIndex(min(self._list.currentIndex() + 1, len(self._months) - 1))

    def _step_on(self) -> None:
        self._list.setCurrentIndex(max(self._list.currentIndex() - 1, 0))

    def _tell(self) -> None:
        self._limit()
        self.changed.emit(self.value())

    def _limit(self) -> None:
        place = self._list.currentIndex()
        self._older.setEnabled(place < len(self._months) - 1)
        self._newer.setEnabled(place > 0)


def _word(code: str) -> str:
    return label(code) if isinstance(code, StrEnum) else code
