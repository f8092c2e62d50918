"""What is known about the cell the cursor is on: where its figure comes from, what is asked, the months before."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.codes import Measure, Subject
from desktop.domain.figure import FigureValue
from desktop.domain.month import Month
from desktop.domain.problems import Problem, Severity
from desktop.ui.models.table_model import RIGHT, Column, TableModel
from desktop.ui.theme import button, give_role, words
from desktop.ui.widgets.table_view import TableView
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.messages import told

Earlier = tuple[Month, FigureValue | None]


def _short(month: Month) -> str:
    return f"{month.year}.1—2" if month.number == 2 else f"{month.year}.{month.number}"


def _columns(measure: Measure) -> tuple[Column[Earlier], ...]:
    return (
        Column("所属期", lambda row: row[0], _short, width=72),
        Column(
            "数值",
            lambda row: None if row[1] is None else row[1].amount,
            lambda amount: shown.amount(measure, amount),
            RIGHT,
            width=84,
        ),
        Column("数据口径", lambda row: "" if row[1] is None else label(row[1].source), width=76),
    )


class FigurePanel(QFrame):
    """Stands beside the grid; `answered` carries the reason for a figure that was asked about."""

    answered = Signal(str)
    earlier_wanted = Signal(bool)
    history_wanted = Signal()
    evidence_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "drawer")
        self.setAccessibleName("当前单元格")
        self._name = words("", "subtitle", wrap=True)
        self._what = words("", "hint", wrap=True)
        self._value = words("", "number")
        self._about = words("", "hint", wrap=True)
        self.problems = words("", "question", wrap=True)
        self.reason = QLineEdit()
        self.reason.setAccessibleName("核实说明")
        self.reason.setPlaceholderText("核实后写明原因，只用写一次")
        self.reason.setMaxLength(200)
        self.reason.returnPressed.connect(self._answer)
        self._confirm = button("记下说明")
        self._confirm.clicked.connect(self._answer)
        self.earlier_button = button("最近 12 期", "chip", tip="看这一项前 12 期的数（F4）")
        self.earlier_button.setCheckable(True)
        self.earlier_button.setShortcut("F4")
        self.earlier_button.toggled.connect(self._toggle_earlier)
        self._history = button("修改记录", "flat", tip="看这一项是谁在什么时候改的")
        self._history.clicked.connect(self.history_wanted)
        self.evidence_button = button("凭证", "flat", tip="这家企业这个月的报表、税单、电费单等照片或扫描件")
        self.evidence_button.clicked.connect(self.evidence_wanted)
        self._of_cell = (self.earlier_button, self._history, self.evidence_button)
        self._earlier = TableView("最近 12 期")
        self._earlier.horizontalHeader().setStretchLastSection(True)
        self._earlier.setVisible(False)
        self._build()

    def _build(self) -> None:
        asked = QVBoxLayout()
        asked.addWidget(self.reason)
        asked.addWidget(self._confirm, 0, Qt.AlignmentFlag.AlignRight)
        more = QHBoxLayout()
        more.setSpacing(2)
        more.addWidget(self.earlier_button)
        more.addWidget(self._history)
        more.addWidget(self.evidence_button)
        more.addStretch()
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 10, 10, 10)
        for part in (self._name, self._what, self._value, self._about, self.problems):
            box.addWidget(part)
        box.addLayout(asked)
        box.addLayout(more)
        box.addWidget(self._earlier, 1)
        self._end = QWidget()
        box.addWidget(self._end, 1)
        for unused in (self.reason, self._confirm, *self._of_cell):
            unused.hide()  # until there is a cell to speak of

    def show_cell(self, name: str, what: str, value: str, about: str, problems: Sequence[Problem]) -> None:
        """Show one cell: whose, which measure, what it holds, where that comes from and what is asked."""
        for part in self._of_cell:
            part.show()
        self._name.setText(name)
        self._what.setText(what)
        self._value.setText(value)
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self.problems.setText("\n".join(_line(problem) for problem in problems))
        self.problems.setVisible(bool(problems))
        errors = any(problem.severity is Severity.ERROR for problem in problems)
        give_role(self.problems, "problem" if errors else "question")
        asked = any(problem.severity is Severity.CHECK for problem in problems) and not errors
        self.reason.clear()
        self.reason.setVisible(asked)
        self._confirm.setVisible(asked)

    def show_evidence(self, count: int) -> None:
        """Say how many papers are kept behind the month's figures of this enterprise."""
        self.evidence_button.setText(f"凭证 {count}" if count else "凭证")

    def show_earlier(self, measure: Measure | None, rows: Sequence[Earlier]) -> None:
        """Show the months before; a month without a figure says 未报."""
        if measure is None:
            self._earlier.setModel(None)
            return
        model = TableModel(_columns(measure), self._earlier)
        model.set_rows(rows)
        old = self._earlier.model()
        self._earlier.setModel(model)
        if old is not None:
            old.deleteLater()

    def _toggle_earlier(self, wanted: bool) -> None:
        self._earlier.setVisible(wanted)
        self._end.setVisible(not wanted)
        self.earlier_wanted.emit(wanted)

    def _answer(self) -> None:
        if self.reason.text().strip():
            self.answered.emit(self.reason.text().strip())


def _line(problem: Problem) -> str:
    sign = "× 错误" if problem.severity is Severity.ERROR else "? 核实"
    return f"{sign}：{told(problem, Subject.FIGURE)}"
