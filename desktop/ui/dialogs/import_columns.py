"""Which sheets are read, and which of their columns as what, for a person to check and change."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.importing import PlanSheet
from desktop.ui.theme import words
from desktop.ui.widgets.inputs import ChoiceBox

IGNORE = "ignore"
EXTRA = "extra"


class ImportColumns(QScrollArea):
    """One line a heading; `changed` comes when a person chooses another meaning."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setAccessibleName("各列读作什么")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._boxes: dict[str, ChoiceBox[str]] = {}
        self._read: dict[str, str] = {}
        self._choices: dict[str, str] = {}
        self._hidden_sheets: set[str] = set()

    @property
    def hidden_sheets(self) -> frozenset[str]:
        """The hidden sheets that the person wants read."""
        return frozenset(self._hidden_sheets)

    @property
    def choices(self) -> Mapping[str, str]:
        """What the person chose so far: heading → field, or `ignore`."""
        return dict(self._choices)

    def forget(self) -> None:
        """Drop what was chosen: another file, or another kind."""
        self._choices = {}
        self._hidden_sheets = set()

    def show_sheets(self, sheets: Sequence[PlanSheet], fields: Mapping[str, str]) -> None:
        """Show the headings of *sheets*; *fields* gives the words of the fields offered."""
        self._boxes, self._read = {}, {}
        body = QWidget(self)
        body.setProperty("role", "sheet")
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 4, 6, 4)
        for sheet in sheets:
            layout.addWidget(words(f"工作表“{sheet.name}”", "subtitle", wrap=True))
            if sheet.hidden:
                layout.addWidget(self._tick(sheet.name))
            layout.addLayout(self._grid(sheet.columns, fields))
        layout.addStretch(1)
        self.setWidget(body)

    def box(self, heading: str) -> ChoiceBox[str]:
        """Return the choice beside *heading*."""
        return self._boxes[heading]

    def _tick(self, name: str) -> QCheckBox:
        tick = QCheckBox("这是隐藏的工作表，也要读")
        tick.setAccessibleName(f"隐藏的工作表“{name}”也要读")
        tick.setProperty("sheet", name)
        tick.setChecked(name in self._hidden_sheets)
        tick.clicked.connect(self._ticked)
        return tick

    def _ticked(self) -> None:
        self._hidden_sheets ^= {str(self.sender().property("sheet"))}
        self.changed.emit()

    def _grid(self, columns: Mapping[str, str], fields: Mapping[str, str]) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        offered = {**fields, EXTRA: "留作附加信息", IGNORE: "不导入"}
        for row, (heading, field) in enumerate(columns.items()):
            caption = words(heading, wrap=True)
            chosen = self._choices.get(heading, field)
            choices = tuple(offered) if chosen in offered else (chosen, *offered)
            box = ChoiceBox(choices, lambda code: offered.get(code, code))
            box.setAccessibleName(f"“{heading}”列读作")
            box.setProperty("heading", heading)
            box.setFixedWidth(164)
            box.set_value(chosen)
            box.currentIndexChanged.connect(self._chosen)
            grid.addWidget(caption, row, 0)
            grid.addWidget(box, row, 1)
            self._boxes[heading], self._read[heading] = box, field
        return grid

    def _chosen(self) -> None:
        box = self.sender()
        if not isinstance(box, ChoiceBox):
            return
        heading, field = str(box.property("heading")), box.value()
        if field is None or field == self._choices.get(heading, self._read[heading]):
            return
        self._choices[heading] = field
        self.changed.emit()
