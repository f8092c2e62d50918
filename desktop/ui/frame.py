"""The parts around the page: top bar, rail and status bar of the frame."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.ui.icons import icon
from desktop.ui.theme import words

TOP_HEIGHT, BOTTOM_HEIGHT, RAIL_WIDTH, SEARCH_WIDTH = 48, 28, 124, 340
SECRETS = "本软件不得录入涉密信息"


class TopBar(QFrame):
    """Whose ledger it is, the reporting month, and the search; the latter two come with the services."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "top")
        self.setFixedHeight(TOP_HEIGHT)
        self.whose = words("升规台账", "subtitle")
        self.whose.setMaximumWidth(420)
        self.demo = words("演示数据，均为虚构", "question")
        self.demo.hide()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 0, 16, 0)
        self._row.setSpacing(12)
        self._row.addWidget(self.whose)
        self._row.addWidget(self.demo)
        self._row.addStretch()

    def add(self, caption: str, widget: QWidget) -> None:
        """Put *widget* at the right end, *caption* before it."""
        if caption:
            self._row.addWidget(words(caption, "hint"))
        self._row.addWidget(widget)


class Rail(QFrame):
    """The pages that exist, one button each; *groups* are lists of actions with a heading or none."""

    def __init__(self, groups: Sequence[tuple[str, Sequence[QAction]]], icons: Callable[[str], QIcon]) -> None:
        super().__init__()
        self.setProperty("role", "rail")
        self.setFixedWidth(RAIL_WIDTH)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 8)
        box.setSpacing(0)
        for heading, actions in groups:
            if heading:
                line = words(f"　{heading}", "hint")
                line.setContentsMargins(0, 10, 0, 2)
                box.addWidget(line)
            for action in actions:
                box.addWidget(RailButton(action, icons(str(action.data()))))
        box.addStretch()


class RailButton(QPushButton):
    """One page of the rail; it is down while its page is shown."""

    def __init__(self, action: QAction, picture: QIcon) -> None:
        super().__init__(picture, action.text())
        self.setProperty("role", "rail")
        self.setIconSize(QSize(20, 20))
        self.setCheckable(True)
        self.setToolTip(action.toolTip())
        self.setAccessibleName(action.text())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(action.trigger)
        action.toggled.connect(self.setChecked)


class BottomBar(QFrame):
    """Who is here, what was saved last, how the last filing waits, and what must never be typed here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bottom")
        self.setFixedHeight(BOTTOM_HEIGHT)
        self.said = words("")
        self.who = words("")
        self.post = words("")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(24)
        row.addWidget(self.who)
        row.addWidget(self.said)
        row.addWidget(self.post)
        row.addStretch()
        row.addWidget(words(SECRETS))


def dress_search(line: QLineEdit, resources: Path) -> None:
    """Make *line* look like the search of the top bar."""
    line.setFixedWidth(SEARCH_WIDTH)
    line.setPlaceholderText("企业名称、拼音首字母、代码　Ctrl+K")
    line.setAccessibleName("查找企业")
    line.addAction(icon(resources, "search"), QLineEdit.ActionPosition.LeadingPosition)
