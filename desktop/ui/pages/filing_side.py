"""What stands beside the PDF of a form: what to check, and the rounds that were kept."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.codes import FilingKind
from desktop.domain.filing import FilingProblem, FilingRound
from desktop.domain.problems import Severity
from desktop.ui.models.table_model import RIGHT, Column, TableModel
from desktop.ui.theme import button, words
from desktop.ui.widgets.table_view import TableView
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.messages import told

_SHORT = 8  # characters of a digest that a person compares


def _tone(problem: FilingProblem) -> str:
    return "late" if problem.problem.severity is Severity.ERROR else "soon"


def _said(problem: FilingProblem) -> str:
    return told(problem.problem)


def _state(row: FilingRound) -> str:
    return "零报告" if row.kind is FilingKind.NOTHING else label(row.kind)


def _at(moment: datetime) -> str:
    return shown.moment(moment.astimezone())


CHECKS: tuple[Column[FilingProblem], ...] = (
    Column("企业", lambda row: row.name, width=140, tip=lambda row: row.name),
    Column("要核实的", _said, width=220, tip=_said, tone=_tone),
)

ROUNDS: tuple[Column[FilingRound], ...] = (
    Column("次", lambda row: row.round, align=RIGHT, width=36),
    Column("类型", _state, width=56),
    Column("交接", lambda row: row.sent_on, lambda day: shown.day(day, blank="未交接"), width=86),
    Column("核对码", lambda row: row.digest[:_SHORT], width=84, tip=lambda row: row.digest),
    Column("生成时间", lambda row: row.made_at, _at, width=120),
    Column("行数", lambda row: row.rows, align=RIGHT, width=46),
    Column("填报人", lambda row: row.made_by, width=70),
)


class FilingSide(QFrame):
    """`followed` carries the check that was clicked; the others the round that was chosen."""

    followed = Signal(object)
    looked_at = Signal(object)
    reprinted = Signal(object)
    handed_over = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "drawer")
        self.checks = TableModel(CHECKS, self)
        self.check_table = _table("要核实的", self.checks)
        self.check_table.opened.connect(self.followed)
        self.check_table.clicked.connect(self._clicked)
        self.rounds = TableModel(ROUNDS, self)
        self.round_table = _table("已生成的各次", self.rounds)
        self.round_table.opened.connect(self.looked_at)
        self.round_table.selectionModel().currentRowChanged.connect(self._judge)
        self._said = words("", "subtitle", wrap=True)
        self._look = button("看这一次")
        self._reprint = button("再存一份", tip="把当时生成的 PDF 原样再存一份")
        self._hand = button("登记交接")
        self._look.clicked.connect(self._look_at)
        self._reprint.clicked.connect(self._ask_reprint)
        self._hand.clicked.connect(self._ask_hand_over)
        self._build()
        self._judge()

    def _build(self) -> None:
        row = QHBoxLayout()
        for press in (self._look, self._reprint, self._hand):
            row.addWidget(press)
        row.addStretch()
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 10, 10, 10)
        box.addWidget(self._said)
        box.addWidget(words("点一下打开造成它的那一行", "hint"))
        box.addWidget(self.check_table, 3)
        box.addWidget(words("已生成的各次", "subtitle"))
        box.addWidget(self.round_table, 2)
        box.addLayout(row)

    def show_checks(self, problems: Sequence[FilingProblem]) -> None:
        """List what to ask or to mend."""
        self.checks.set_rows(problems)
        self._said.setText(f"要核实的 {len(problems)} 处" if problems else "没有要核实的")

    def show_rounds(self, rounds: Sequence[FilingRound]) -> None:
        """List the rounds, the last one first."""
        self.rounds.set_rows(tuple(reversed(rounds)))
        if rounds:
            self.round_table.selectRow(0)
        self._judge()

    def current_round(self) -> FilingRound | None:
        """Return the round the cursor is on."""
        row = self.round_table.current_row()
        return row if isinstance(row, FilingRound) else None

    def _clicked(self) -> None:
        row = self.check_table.current_row()
        if row is not None:
            self.followed.emit(row)

    def _look_at(self) -> None:
        self.looked_at.emit(self.current_round())

    def _ask_reprint(self) -> None:
        self.reprinted.emit(self.current_round())

    def _ask_hand_over(self) -> None:
        self.handed_over.emit(self.current_round())

    def _judge(self) -> None:
        known = self.current_round() is not None
        for press in (self._look, self._reprint, self._hand):
            press.setEnabled(known)


def _table(name: str, model: TableModel[FilingProblem] | TableModel[FilingRound]) -> TableView:
    table = TableView(name)
    table.setModel(model)
    table.horizontalHeader().setStretchLastSection(True)
    return table
