"""Names the enterprises that may be the one being typed, each with a way to open it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.enterprise import Likeness
from desktop.ui.theme import button, words

_BY = {"code": "代码相同", "name": "名称相近"}
_SHOWN = 3


class AlikeNote(QFrame):
    """Hidden while nobody looks like it; it warns and decides nothing."""

    open_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self.setAccessibleName("可能是同一家企业")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(10, 6, 10, 6)
        self._layout.setSpacing(2)
        self._body: QWidget | None = None
        self._shown: tuple[Likeness, ...] = ()
        self.hide()

    def show_alike(self, alike: Sequence[Likeness]) -> None:
        """Name *alike* instead of what is named."""
        if tuple(alike) == self._shown:
            return
        self._shown = tuple(alike)
        if self._body is not None:
            self._body.hide()
            self._body.deleteLater()
        self._body = QWidget(self)
        rows = QVBoxLayout(self._body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for likeness in alike[:_SHOWN]:
            rows.addLayout(self._row(likeness))
        if len(alike) > _SHOWN:
            rows.addWidget(words(f"另有 {len(alike) - _SHOWN} 家相近", "hint"))
        self._layout.addWidget(self._body)
        self.setVisible(bool(alike))

    def _row(self, likeness: Likeness) -> QHBoxLayout:
        code = likeness.credit_code or "暂无代码"
        text = f"名单里已有{_BY.get(likeness.by, '相近')}的企业：{likeness.name}（{code}）"
        row = QHBoxLayout()
        row.addWidget(words(text, "question"))
        link = button("打开这家企业", "link")
        link.setAccessibleName(f"打开{likeness.name}")
        link.setProperty("uid", likeness.uid)
        link.clicked.connect(self._open)
        row.addWidget(link)
        row.addStretch(1)
        return row

    def _open(self) -> None:
        self.open_requested.emit(str(self.sender().property("uid")))
