"""The credit code as it is typed (统一社会信用代码): it warns, says what may have been meant, and never blocks."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.domain.credit_code import LENGTH, CodeCheck, check, normalise, swaps
from desktop.ui.theme import button, give_role, words

_SAYS = {
    CodeCheck.GOOD: ("good", "✓ 校验码相符"),
    CodeCheck.MILD: ("question", "? 校验码不符，2015 年的早期代码可能如此。请核对营业执照，核对后勾选“已核对原件”。"),
    CodeCheck.STRONG: ("question", "? 校验码不符，可能录错。请核对营业执照，确实如此的勾选“已核对原件”。"),
}


class CodeEdit(QWidget):
    """A line for the code, what its check digits say, the look-alikes that would fit, and 已核对原件."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit(self)
        self.line.setAccessibleName("统一社会信用代码")
        self.line.setPlaceholderText("18 位")
        self.line.textChanged.connect(self._look)
        self.line.editingFinished.connect(self._tidy)
        self.seen = QCheckBox("已核对原件", self)
        self.seen.setAccessibleName("代码已与营业执照核对")
        self.seen.toggled.connect(self.changed)
        self._state = words("", "hint", wrap=True)
        self._meant = QVBoxLayout()
        self._offers: list[QPushButton] = []
        self._build_layout()
        self.setFocusProxy(self.line)
        self._look()

    def code(self) -> str:
        """Return the code in the way codes are written."""
        return normalise(self.line.text())[0]

    def state(self) -> str:
        """Return what the widget says about the code."""
        return self._state.text()

    def suggestions(self) -> tuple[str, ...]:
        """Return the codes that may have been meant; never put in by themselves."""
        return () if check(self.code()) is CodeCheck.GOOD else swaps(self.code())

    def take(self, code: str) -> None:
        """Put *code* into the line, as a person chose it."""
        self.line.setText(code)

    def _build_layout(self) -> None:
        first = QHBoxLayout()
        first.addWidget(self.line, 1)
        first.addWidget(self.seen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(first)
        layout.addWidget(self._state)
        layout.addLayout(self._meant)

    def _look(self) -> None:
        role, text = self._judge()
        give_role(self._state, role)
        self._state.setText(text)
        self._state.setVisible(bool(text))
        self._offer()
        self.changed.emit()

    def _judge(self) -> tuple[str, str]:
        code = self.code()
        if not code:
            return "hint", ""
        found = check(code)
        if found is not CodeCheck.MALFORMED:
            return _SAYS[found]
        if len(code) < LENGTH:
            return "hint", f"已录 {len(code)} 位，还差 {LENGTH - len(code)} 位"
        if len(code) > LENGTH:
            return "question", f"? 已录 {len(code)} 位，比 {LENGTH} 位多 {len(code) - LENGTH} 位，请核对。"
        return "question", "? 含有代码里不会出现的字符（I、O、S、V、Z 不用），请核对营业执照。"

    def _offer(self) -> None:
        for old in self._offers:
            old.hide()
            old.deleteLater()
        self._offers = []
        for code in self.suggestions():
            meant = button(f"是否为 {code}", "link", tip="点击采用这个代码")
            meant.setProperty("code", code)
            meant.clicked.connect(self._adopt)
            self._meant.addWidget(meant)
            self._offers.append(meant)

    def _adopt(self) -> None:
        self.take(str(self.sender().property("code")))
        self.line.setFocus()

    def _tidy(self) -> None:
        code, changed = normalise(self.line.text())
        if changed:
            self.line.setText(code)
