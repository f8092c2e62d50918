"""Who changed what, when, from what to what, and why (修改记录)."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.change import HistoryLine
from desktop.ui.models.table_model import Column, TableModel
from desktop.ui.theme import words
from desktop.ui.widgets.table_view import TableView
from desktop.wording import shown
from desktop.wording.fields import field_label
from desktop.wording.labels import label

_Key = tuple[str, str]


class HistoryView(QWidget):
    """The lines of a record, newest first, narrowed to one field where asked; *names* says ids of units in words."""

    def __init__(self, names: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._lines: tuple[HistoryLine, ...] = ()
        self.fields = QComboBox(self)
        self.fields.setAccessibleName("只看某一项的修改记录")
        self.fields.setMinimumWidth(220)
        self.fields.currentIndexChanged.connect(self._narrow)
        self.model = TableModel(self._columns(), self)
        self.table = TableView("修改记录", self)
        self.table.setModel(self.model)
        self.table.horizontalHeader().setStretchLastSection(True)
        self._count = words("", "hint")
        self._build_layout()

    def show_lines(self, lines: Sequence[HistoryLine], field: str = "") -> None:
        """Show *lines* (newest last, as services give them); *field* chooses one field to begin with."""
        self._lines = tuple(reversed(lines))
        keys: dict[_Key, str] = {}
        for line in self._lines:
            keys.setdefault((line.subject.value, line.field), _heading(line))
        chosen = self.fields.currentData()
        self.fields.blockSignals(True)
        self.fields.clear()
        self.fields.addItem("全部项目", None)
        for key, heading in keys.items():
            self.fields.addItem(heading, key)
        wanted = next((key for key in keys if key[1] == field), None) if field else chosen
        self.fields.setCurrentIndex(max(self.fields.findData(wanted), 0))
        self.fields.blockSignals(False)
        self._narrow()

    def choose(self, field: str) -> None:
        """Show the lines of *field* alone."""
        self.show_lines(tuple(reversed(self._lines)), field)

    def _narrow(self) -> None:
        key = self.fields.currentData()
        wanted = None if key is None else tuple(key)
        lines = [line for line in self._lines if wanted in {None, (line.subject.value, line.field)}]
        self.model.set_rows(lines)
        self._count.setText(f"共 {len(lines):,} 条，最新的在最上面")

    def _columns(self) -> tuple[Column[HistoryLine], ...]:
        return (
            Column("时间", lambda line: line.at, shown.moment, width=128),
            Column("经手人", lambda line: line.who, width=72),
            Column("项目", _heading, width=168),
            Column("所属期", lambda line: line.period, shown.month_text, width=96),
            Column("原值", self._old, width=170, tip=self._old),
            Column("新值", self._new, width=300, tip=self._new),
            Column("方式", lambda line: line.kind, label, width=56),
            Column("原因", lambda line: line.reason, width=150, tip=lambda line: line.reason),
        )

    def _old(self, line: HistoryLine) -> str:
        return self._say(line, old=True)

    def _new(self, line: HistoryLine) -> str:
        return self._say(line, old=False)

    def _say(self, line: HistoryLine, *, old: bool) -> str:
        if line.erased:
            return shown.erased(withheld=line.withheld)
        return shown.history_value(line.subject, line.field, line.old if old else line.new, self._names)

    def _build_layout(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.fields)
        head.addWidget(self._count)
        head.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)


def _heading(line: HistoryLine) -> str:
    return field_label(line.field, line.subject)
