"""The next windows as cards: when each closes, what the plan backwards asks for, and how many are on the way."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.domain.admission_glance import WindowGlance
from desktop.domain.windows import WindowOrigin
from desktop.ui.theme import button
from desktop.wording import shown
from desktop.wording.words_admission import window_word


class WindowCards(QWidget):
    """One card a window, the next one first; `pressed` comes with a click on any."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self.cards: list[QPushButton] = []

    def show_windows(self, windows: Sequence[WindowGlance]) -> None:
        """Show *windows*."""
        for card in self.cards:
            self._row.removeWidget(card)
            card.hide()  # it is deleted only when the loop runs again
            card.deleteLater()
        self.cards = [self._card(glance) for glance in windows]

    def _card(self, glance: WindowGlance) -> QPushButton:
        text = f"{headline(glance)}\n{detail(glance)}"
        card = button(text, "step", tip=plan_words(glance))
        card.setProperty("now", glance.begun)
        card.setAccessibleName(text.replace("\n", "，"))
        card.clicked.connect(self.pressed)
        self._row.addWidget(card, 1)
        card.show()
        return card


def headline(glance: WindowGlance) -> str:
    """Return the window and the days left to it."""
    window = glance.window
    mark = "" if window.origin is WindowOrigin.NOTICE else "（外地示例）"
    word = window_word(window.kind, window.month)
    if glance.working_days > 0:
        left = f"还有 {glance.working_days} 个工作日"
    else:
        left = "今天截止" if glance.days == 0 else "最后一个工作日已过"
    return f"{word}　{left}{mark}"


def detail(glance: WindowGlance) -> str:
    """Return when the window closes, the next step of the plan and who is on the way."""
    parts = [f"{shown.day(glance.window.closes_on)} 截止"]
    if glance.begun and glance.step is not None:
        parts.append(f"{glance.step.on.month}月{glance.step.on.day}日前：{glance.step.label}")
    parts.append(f"在办 {glance.under_way} 户")
    return "，".join(parts)


def plan_words(glance: WindowGlance) -> str:
    """Return the whole plan backwards, a line each."""
    lines = [f"{shown.day(step.on)}　{step.label}" for step in glance.plan]
    if not glance.holidays_known:
        lines.append(f"{glance.window.closes_on.year}年的节假日安排还没有，只按双休日算。")
    return "\n".join(lines)
