"""The cards of today's page."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.domain.codes import TargetMeasure
from desktop.domain.enterprise import Chip
from desktop.domain.month import Month
from desktop.domain.overview import FilingStep, Overview, StepState
from desktop.domain.targets import elapsed_percent, progress
from desktop.ui.pages.today_words import (
    STATE_WORDS,
    STEP_LINKS,
    STEP_WORDS,
    TODAYS_CHIPS,
    band_bars,
    step_words,
    target_lines,
)
from desktop.ui.theme import button, words
from desktop.ui.widgets.band_picture import BandPicture
from desktop.wording import shown
from desktop.wording.labels import label

_CHIPS_A_ROW = 4


def card(title: str) -> tuple[QFrame, QVBoxLayout]:
    """Return a white card that is headed *title*, and the box to fill."""
    frame = QFrame()
    return frame, dress_card(frame, title)


def dress_card(frame: QFrame, title: str, *right: QWidget) -> QVBoxLayout:
    """Make *frame* a white card headed *title*, with *right* at the end of that line; return the box to fill."""
    frame.setProperty("role", "card")
    box = QVBoxLayout(frame)
    box.setContentsMargins(16, 12, 16, 12)
    box.setSpacing(8)
    head = QHBoxLayout()
    head.addWidget(words(title, "subtitle"))
    head.addStretch()
    for widget in right:
        head.addWidget(widget)
    box.addLayout(head)
    return box


class StepsCard(QFrame):
    """The month's filing as steps, with where we stand; `wanted(page, argument)` comes with a click on one."""

    wanted = Signal(str, str)

    def __init__(self, icons: Callable[[str], QIcon], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._title = words("", "subtitle")
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        self.steps: list[QPushButton] = []
        self._links: list[tuple[str, str]] = []
        self.setProperty("role", "card")
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 10, 16, 10)
        box.addWidget(self._title)
        box.addLayout(self._row)

    def show_steps(self, steps: Sequence[FilingStep], month: Month) -> None:
        """Show *steps* of *month*."""
        self._title.setText(f"{shown.month(month)}报送")
        while self._row.count():
            widget = self._row.takeAt(0).widget()
            if widget is not None:
                widget.deleteLater()
        self.steps, self._links = [], []
        for place, step in enumerate(steps):
            if place:
                self._row.addWidget(words("›", "hint"))
            self._row.addWidget(self._step(step), 1)

    def _step(self, step: FilingStep) -> QPushButton:
        text = f"{STEP_WORDS[step.code]}　{STATE_WORDS[step.state]}\n{step_words(step)}"
        made = button(text, "step")
        made.setProperty("now", step.state is StepState.NOW)
        made.setIcon(self._icons(step.state.value))
        made.setIconSize(QSize(22, 22))
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.setAccessibleName(text.replace("\n", "，"))
        made.clicked.connect(self._go)
        self.steps.append(made)
        self._links.append(STEP_LINKS[step.code])
        return made

    def _go(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, QPushButton):
            self.wanted.emit(*self._links[self.steps.index(pressed)])


class TargetCard(QFrame):
    """净增 = 新增 − 退库 against the target as issued; `wanted` asks to type a target."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.enter = button("填写目标")
        self.enter.clicked.connect(self.wanted)
        self.admitted = button("查看已入库企业", "link")
        box = dress_card(self, "目标", self.admitted, self.enter)
        self.sum = words("", "number")
        self.formula = words("", "hint", wrap=True)
        self.against = words("", wrap=True)
        self.targets = words("", "hint", wrap=True)
        for part in (self.sum, self.formula, self.against, self.targets):
            box.addWidget(part)

    def show_target(self, overview: Overview, month: Month) -> None:
        """Show what was reached by *month* of the workspace's year."""
        year = overview.workspace.year
        net = next((each.value for each in overview.targets if each.measure is TargetMeasure.NET_INCREASE), None)
        reached = progress(overview.additions, overview.exits, net)
        self.sum.setText(f"净增 {reached.net} 户" + (f" / {net} 户" if net is not None else ""))
        self.formula.setText(f"{year}年：净增 = 新增 {overview.additions} − 退库 {overview.exits}")
        self.targets.setText("\n".join(target_lines(overview)))
        self.targets.setVisible(bool(overview.targets))
        self.enter.setText("填写目标" if not overview.targets else "修改目标")
        if net is None:
            self.against.setText(f"{year}年净增目标未下达。收到通知后，照文件填写。")
        elif reached.percent is None:
            self.against.setText(f"目标为 {net} 户，不计算完成率。")
        else:
            due = f"，序时进度 {elapsed_percent(month)}%（到{month.number}月底）" if month.year == year else ""
            self.against.setText(f"完成 {reached.percent}%{due}，还差 {reached.gap} 户")


class BandCard(QFrame):
    """How many enterprises stand in each band of cumulative revenue; `wanted(page, argument)` comes with a click."""

    wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = dress_card(self, "培育企业分布")
        self._note = words("", "hint", wrap=True)
        self.picture = BandPicture()
        self.picture.chosen.connect(self._go)
        self._box.addWidget(self._note)
        self._box.addWidget(self.picture)

    def show_bands(self, overview: Overview) -> None:
        """Show the bands of *overview*."""
        self._note.setText(f"按{shown.month(overview.month)}累计主营业务收入（万元）分档，点一档看名单")
        self.picture.show_bars(band_bars(overview.bands, overview.unreported))

    def _go(self, argument: str) -> None:
        self.wanted.emit("enterprises", argument)


class ChipCard(QFrame):
    """How many enterprises each quick filter finds; `wanted(page, argument)` comes with a click."""

    wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = dress_card(self, "企业名单")
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        self.buttons: dict[Chip, QPushButton] = {}
        for place, chip in enumerate(TODAYS_CHIPS):
            made = button("", "link")
            made.clicked.connect(self._go)
            grid.addWidget(made, *divmod(place, _CHIPS_A_ROW))
            self.buttons[chip] = made
        box.addLayout(grid)

    def show_chips(self, counts: Mapping[Chip, int]) -> None:
        """Show *counts*."""
        for chip, made in self.buttons.items():
            made.setText(f"{label(chip)} {counts.get(chip, 0)} 户")
            made.setAccessibleName(made.text())

    def _go(self) -> None:
        pressed = self.sender()
        chip = next(chip for chip, made in self.buttons.items() if made is pressed)
        self.wanted.emit("enterprises", f"chip:{chip.value}")
