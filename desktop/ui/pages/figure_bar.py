"""What stands above the grid of monthly figures: the source of what is typed, the filters, the deeds."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.codes import Obtained, Source
from desktop.domain.month import Month
from desktop.ui.theme import words
from desktop.ui.widgets.chip_bar import ChipBar
from desktop.ui.widgets.deed_button import deed_button
from desktop.ui.widgets.inputs import ChoiceBox
from desktop.wording import shown

ALL, LISTED, MISSING, ASKED = "all", "listed", "unreported", "asked"

_CHIPS = ((ALL, "全部"), (LISTED, "月报企业"), (MISSING, "未报"), (ASKED, "请核实"))


class FigureBar(QWidget):
    """Gives the source chosen for the figures typed next, and says which rows are wanted."""

    told = Signal()
    wanted = Signal()

    def __init__(self, deeds: tuple[QAction, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.month = words("", "subtitle")
        self.unsaved = words("", "problem")
        self.source = ChoiceBox(tuple(Source), blank="请选择")
        self.obtained = ChoiceBox(tuple(Obtained), blank="请选择")
        self.given_by = QLineEdit()
        self.given_by.setPlaceholderText("可不填")
        self.given_by.setMaximumWidth(120)
        self.given_by.textChanged.connect(self.told)
        self.source.currentIndexChanged.connect(self.told)
        self.obtained.currentIndexChanged.connect(self.told)
        self.chips = ChipBar(_CHIPS, "显示哪些企业")
        self.chips.choose(ALL)
        self.chips.chosen.connect(self.wanted)
        self.text = QLineEdit()
        self.text.setAccessibleName("查找企业")
        self.text.setPlaceholderText("企业名称、拼音首字母、代码")
        self.text.setClearButtonEnabled(True)
        self.text.setMaximumWidth(240)
        self.text.textChanged.connect(self.wanted)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(self._build_first_row(deeds))
        box.addLayout(self._build_second_row())

    def _build_first_row(self, deeds: tuple[QAction, ...]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(words("月度数据", "title"))
        row.addWidget(self.month)
        row.addWidget(self.unsaved)
        row.addStretch()
        for action in deeds:
            row.addWidget(deed_button(action))
        return row

    def _build_second_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for caption, editor in (
            ("接下来填的数：数据口径", self.source),
            ("取得方式", self.obtained),
            ("提供人", self.given_by),
        ):
            label = QLabel(caption)
            label.setBuddy(editor)
            editor.setAccessibleName(caption)
            row.addWidget(label)
            row.addWidget(editor)
        row.addStretch()
        row.addWidget(self.chips)
        row.addWidget(self.text)
        return row

    def choice(self) -> tuple[Source, Obtained] | None:
        """Return the source for what is typed next, or None while it is not fully chosen."""
        source, obtained = self.source.value(), self.obtained.value()
        return None if source is None or obtained is None else (source, obtained)

    def show_month(self, month: Month) -> None:
        """Say which month the grid shows."""
        self.month.setText(shown.month(month))

    def show_unsaved(self, cells: int) -> None:
        """Say how many cells hold something that could not be kept."""
        self.unsaved.setText(f"{cells} 格没有保存（标了 ×）" if cells else "")

    def ask_source(self) -> None:
        """Put the cursor where the source is to be chosen."""
        (self.source if self.source.value() is None else self.obtained).setFocus()
