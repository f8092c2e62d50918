"""The pages of a panel's tabs: they take the height they are given; what is long scrolls, and the window stays."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.ui.widgets.flow_layout import FlowLayout


class Leaf(QWidget):
    """*parts* from top to bottom."""

    def __init__(self, *parts: QWidget | FlowLayout) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 0)
        for part in parts:
            if isinstance(part, QWidget):
                box.addWidget(part)
            else:
                box.addLayout(part)

    @override
    def hasHeightForWidth(self) -> bool:
        return False


def scrolled(text: QLabel) -> QScrollArea:
    """Return *text* from the top of an area that scrolls without a frame."""
    text.setAlignment(Qt.AlignmentFlag.AlignTop)
    text.setContentsMargins(0, 8, 0, 8)
    area = QScrollArea()
    area.setWidget(text)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    for part in (text, area.viewport()):
        part.setAutoFillBackground(False)
    return area
