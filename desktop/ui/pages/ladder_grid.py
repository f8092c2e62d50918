"""The ladder as a small table of numbers (梯次): bands down, libraries across; every number leads to its rows."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QWidget

from desktop.domain.codes import Tier
from desktop.domain.ladder import NOT_REPORTED, Ladder, Member
from desktop.ui.theme import button, words
from desktop.wording.library_texts import band_words, tier_word

_TIERS: tuple[Tier | None, ...] = (Tier.KEY, Tier.BASE, None)


class LadderGrid(QFrame):
    """`chosen(members, words)` comes with a click on a number: the rows behind it and what they are."""

    chosen = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName("梯次")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 10, 16, 10)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(2)
        self.buttons: list[QPushButton] = []
        self._behind: list[tuple[tuple[Member, ...], str]] = []

    def show_ladder(self, ladder: Ladder) -> None:
        """Show *ladder* instead of what is shown."""
        self._clear()
        numbers = (*range(len(ladder.edges), -1, -1), NOT_REPORTED)
        for column, heading in enumerate(("", *(tier_word(tier) for tier in _TIERS), "合计")):
            self._say(heading, 0, column, "hint")
        for row, number in enumerate(numbers, start=1):
            name = band_words(ladder.edges, number)
            self._say(name, row, 0, "")
            cells = [ladder.cell(tier, number).members for tier in _TIERS]
            self._line(row, name, cells)
        columns = [[each for cell in ladder.cells if cell.tier is tier for each in cell.members] for tier in _TIERS]
        last = len(numbers) + 1
        self._say("合计", last, 0, "")
        self._line(last, "", [tuple(members) for members in columns])
        self._grid.setColumnStretch(5, 1)

    def _line(self, row: int, band: str, cells: list[tuple[Member, ...]]) -> None:
        for column, members in enumerate(cells, start=1):
            about = " ".join(part for part in (tier_word(_TIERS[column - 1]), band) if part)
            self._number(members, about, row, column)
        everyone = tuple(member for members in cells for member in members)
        self._number(everyone, band or "全部", row, len(cells) + 1)

    def _number(self, members: tuple[Member, ...], about: str, row: int, column: int) -> None:
        press = button(str(len(members)), "link", tip=f"{about}：{len(members)} 户，点击查看名单")
        press.setAccessibleName(f"{about}：{len(members)} 户")
        press.clicked.connect(self._choose)
        self._behind.append((members, about))
        self.buttons.append(press)
        self._grid.addWidget(press, row, column, Qt.AlignmentFlag.AlignRight)

    def _say(self, text: str, row: int, column: int, role: str) -> None:
        side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
        self._grid.addWidget(words(text, role), row, column, side)

    def _choose(self) -> None:
        place = next((place for place, press in enumerate(self.buttons) if press is self.sender()), None)
        if place is not None:
            members, about = self._behind[place]
            self.chosen.emit(members, about)

    def _clear(self) -> None:
        while self._grid.count():
            widget = self._grid.takeAt(0).widget()
            widget.hide()  # it is deleted only when the loop runs again
            widget.deleteLater()
        self.buttons, self._behind = [], []
