"""How a workbook is to be read and taken: what it is, whose it is, units and months it does not state."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.importing import Blanks, Mode
from desktop.domain.money import Scale
from desktop.domain.month import Month
from desktop.ui.desk import Desk
from desktop.ui.theme import words
from desktop.ui.widgets.inputs import ChoiceBox, MonthPicker
from desktop.wording.imports import IMPORT_KINDS, SPAN_WORDS

_SCALES = (Scale.TEN_THOUSAND, Scale.THOUSAND, Scale.YUAN)
_MONTHLY = frozenset({"figures", "tax", "power"})  # whose sheets may leave out their month
_AMENDING = frozenset({"enterprises", "figures"})  # that may change what is there
# reading anew makes the choices anew, and none may go while it is still telling of its change
_LATER = Qt.ConnectionType.QueuedConnection


class ImportOptions(QWidget):
    """Two lines of choices; `kind_changed` and `changed` ask for the workbook to be read anew."""

    kind_changed = Signal()
    changed = Signal()

    def __init__(self, desk: Desk, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build_choices(desk, kind)
        self._lines: dict[str, QWidget] = {}
        first, second = QHBoxLayout(), QHBoxLayout()
        for row, name, caption, box in (
            (first, "kind", "导入什么", self._kind),
            (first, "scale", "金额单位", self._scale),
            (first, "month", "表里没写月份时按", self._month),
            (first, "span", "没写当月累计时按", self._span),
            (second, "sender", "谁发来的", self._sender),
            (second, "mode", "哪些行", self._mode),
            (second, "blanks", "空格子", self._blanks),
        ):
            row.addWidget(self._captioned(name, caption, box))
        first.addStretch(1)
        second.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(first)
        layout.addLayout(second)
        self._show_fitting()

    @property
    def kind(self) -> str:
        """What the workbook is read as."""
        return self._kind.value() or "enterprises"

    @property
    def scale(self) -> Scale | None:
        """The unit of amounts where the sheet states none."""
        return self._scale.value()

    @property
    def month(self) -> Month | None:
        """The month of figures whose sheet states none."""
        return self._month.value() if self.kind in _MONTHLY else None

    @property
    def span(self) -> str | None:
        """What the columns cover that do not say it: `month` or `ytd`."""
        return self._span.value() if self.kind in _MONTHLY else None

    @property
    def sent_by(self) -> str:
        """Whose workbook it is; its columns are remembered under this name."""
        return self._sender.currentText().strip()

    @property
    def mode(self) -> Mode:
        """Which rows are taken."""
        return (self._mode.value() or Mode.BOTH) if self.kind in _AMENDING else Mode.BOTH

    @property
    def blanks(self) -> Blanks:
        """What an empty cell does."""
        return (self._blanks.value() or Blanks.KEEP) if self.kind in _AMENDING else Blanks.KEEP

    def offer_senders(self, senders: tuple[str, ...]) -> None:
        """Offer the senders that are known; one not listed is typed."""
        typed = self._sender.currentText()
        self._sender.blockSignals(True)
        self._sender.clear()
        self._sender.addItems(["", *senders])
        self._sender.setCurrentText(typed)
        self._sender.blockSignals(False)

    def choose(
        self,
        *,
        kind: str | None = None,
        mode: Mode | None = None,
        blanks: Blanks | None = None,
        span: str | None = None,
    ) -> None:
        """Set choices as a person would."""
        if kind is not None:
            self._kind.set_value(kind)
        if mode is not None:
            self._mode.set_value(mode)
        if blanks is not None:
            self._blanks.set_value(blanks)
        if span is not None:
            self._span.set_value(span)

    def _build_choices(self, desk: Desk, kind: str) -> None:
        self._kind = ChoiceBox(tuple(IMPORT_KINDS), IMPORT_KINDS.__getitem__)
        self._kind.set_value(kind)
        self._kind.currentIndexChanged.connect(self._other_kind, _LATER)
        self._scale = ChoiceBox(_SCALES, blank="按表头写的")
        self._month = MonthPicker(desk.today())
        self._month.set_value(desk.month())
        self._span = ChoiceBox(tuple(SPAN_WORDS), SPAN_WORDS.__getitem__, blank="按表头写的")
        self._mode = ChoiceBox(tuple(Mode))
        self._blanks = ChoiceBox(tuple(Blanks))
        self._sender = QComboBox()
        self._sender.setEditable(True)
        self._sender.setMinimumWidth(180)
        self._sender.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._sender.setToolTip("写上是哪个单位发来的，下次同一家的表按这次选的列来读；可以不写")
        for box in (self._scale, self._span, self._mode, self._blanks):
            box.currentIndexChanged.connect(self._tell, _LATER)
        self._month.changed.connect(self._tell, _LATER)
        self._sender.activated.connect(self._tell, _LATER)
        edit = self._sender.lineEdit()
        if edit is not None:
            edit.editingFinished.connect(self._typed, _LATER)
        self._said = ""

    def _captioned(self, name: str, caption: str, box: QWidget) -> QWidget:
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 10, 0)
        layout.addWidget(words(caption))
        layout.addWidget(box)
        box.setAccessibleName(caption)
        self._lines[name] = line
        return line

    def _show_fitting(self) -> None:
        for name in ("month", "span"):
            self._lines[name].setVisible(self.kind in _MONTHLY)
        for name in ("mode", "blanks"):
            self._lines[name].setVisible(self.kind in _AMENDING)

    def _other_kind(self) -> None:
        self._show_fitting()
        self.kind_changed.emit()

    def _typed(self) -> None:
        if self.sent_by != self._said:
            self._tell()

    def _tell(self) -> None:
        self._said = self.sent_by
        self.changed.emit()
