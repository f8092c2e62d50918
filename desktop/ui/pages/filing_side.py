"""What stands beside the PDF of a form: what to check, and the rounds that were kept."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop.domain.codes import FilingKind, FilingState
from desktop.domain.filing import FilingProblem, FilingRound
from desktop.domain.filing_code import spaced
from desktop.domain.filing_round import FilingWord, words_now
from desktop.domain.problems import Severity
from desktop.ui.models.table_model import RIGHT, Column, TableModel
from desktop.ui.theme import button, words
from desktop.ui.widgets.table_view import TableView
from desktop.wording import shown
from desktop.wording.filing_words import state_text, together
from desktop.wording.labels import label
from desktop.wording.messages import told

_TWO_LINES = 50  # pixels
_DRAFT = "草稿不能登记，先说明原因再生成"
_NOT_LATEST = "只有最近一次才能登记，请选最上面的一次"


def _tone(problem: FilingProblem) -> str:
    return "late" if problem.problem.severity is Severity.ERROR else "soon"


def _said(problem: FilingProblem) -> str:
    return told(problem.problem)


def _kind(row: FilingRound) -> str:
    if row.kind is FilingKind.CORRECTION:
        return f"更正第{row.correction}次"
    return "零报告" if row.kind is FilingKind.NOTHING else label(row.kind)


def _at(moment: datetime) -> str:
    return shown.moment(moment.astimezone())


CHECKS: tuple[Column[FilingProblem], ...] = (
    Column("企业", lambda row: row.name, width=120, tip=lambda row: row.name),
    Column("要核实的", _said, width=260, tip=_said, tone=_tone),
)


def round_columns(people: Mapping[str, str]) -> tuple[Column[FilingRound], ...]:
    """Return the columns of the rounds; *people* says who is behind an id."""
    return (
        Column("次", lambda row: row.round, align=RIGHT, width=40),
        Column("类型", _kind, width=86, tip=lambda row: row.reason),
        Column("状态", lambda row: row.state, label, width=66, tip=state_text),
        Column("核对码", lambda row: row.code, spaced, width=112),
        Column("生成时间", lambda row: row.made_at, _at, width=120),
        Column("行数", lambda row: row.rows, align=RIGHT, width=46),
        Column("填报人", lambda row: people.get(row.made_by, row.made_by), width=70),
    )


class FilingSide(QFrame):
    """`followed` carries the check that was clicked; `told` a round and the word about it; the others the round."""

    followed = Signal(object)
    looked_at = Signal(object)
    reprinted = Signal(object)
    told = Signal(object, object)
    scanned = Signal(object)
    explain_wanted = Signal()

    def __init__(self, people: Mapping[str, str] | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "drawer")
        self.checks = TableModel(CHECKS, self)
        self.check_table = _table("要核实的", self.checks)
        self.check_table.setWordWrap(True)
        self.check_table.verticalHeader().setDefaultSectionSize(_TWO_LINES)  # a question is read whole
        self.check_table.opened.connect(self.followed)
        self.check_table.clicked.connect(self._clicked)
        self.rounds = TableModel(round_columns(people or {}), self)
        self.round_table = _table("已生成的各次", self.rounds)
        self.round_table.opened.connect(self.looked_at)
        self.round_table.selectionModel().currentRowChanged.connect(self._judge)
        self._said = words("", "subtitle", wrap=True)
        self._how = words("点一下打开造成它的那一行", "hint")
        self._look = button("看这一次")
        self._reprint = button("再存一份", tip="把当时生成的 PDF 原样再存一份")
        self._hand = button("登记", tip="登记交接；县里接收、退回了，按告知的登记")
        self._menu = QMenu(self._hand)
        self._hand.setMenu(self._menu)
        self._menu.aboutToShow.connect(self.offer_words)
        self._menu.triggered.connect(self._tell)
        self._scan = button("扫描件", tip="把签字盖章后的扫描件存到这一次名下")
        self.explain_button = button("说明原因…", "primary", tip="为什么空着、核实情况怎样：说明一次就不再问")
        self._look.clicked.connect(self._look_at)
        self._reprint.clicked.connect(self._ask_reprint)
        self._scan.clicked.connect(self._ask_scan)
        self.explain_button.clicked.connect(self.explain_wanted)
        self._build()
        self._judge()

    def _build(self) -> None:
        row = QHBoxLayout()
        for press in (self._look, self._reprint, self._hand, self._scan):
            row.addWidget(press)
        row.addStretch()
        asked = QHBoxLayout()
        asked.addWidget(self._how, 1)
        asked.addWidget(self.explain_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 10, 10, 10)
        box.addWidget(self._said)
        box.addLayout(asked)
        box.addWidget(self.check_table, 3)
        box.addWidget(words("已生成的各次", "subtitle"))
        box.addWidget(self.round_table, 2)
        box.addLayout(row)

    def show_checks(self, problems: Sequence[FilingProblem]) -> None:
        """List what to ask or to mend."""
        problems = together(problems)
        self.checks.set_rows(problems)
        self._said.setText(f"要核实的 {len(problems)} 处" if problems else "没有要核实的")
        self._how.setVisible(bool(problems))
        self.explain_button.setVisible(any(each.problem.severity is Severity.CHECK for each in problems))

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

    def _ask_scan(self) -> None:
        self.scanned.emit(self.current_round())

    def offer_words(self) -> tuple[FilingWord, ...]:
        """Fill the menu with what may be told of the round the cursor is on, and return it."""
        kept = self.current_round()
        self._menu.clear()
        latest = kept is not None and kept is self.rounds.rows[0]
        found = () if kept is None else tuple(word for word in FilingWord if word in words_now(kept, latest=latest))
        for word in found:
            self._menu.addAction(label(word)).setData(word.value)
        if not found:
            draft = kept is not None and kept.state is FilingState.DRAFT
            self._menu.addAction(_DRAFT if draft else _NOT_LATEST).setEnabled(False)
        return found

    def _tell(self, chosen: QAction) -> None:
        self.told.emit(self.current_round(), FilingWord(chosen.data()))

    def _judge(self) -> None:
        known = self.current_round() is not None
        for press in (self._look, self._reprint, self._hand, self._scan):
            press.setEnabled(known)


def _table(name: str, model: TableModel[FilingProblem] | TableModel[FilingRound]) -> TableView:
    table = TableView(name)
    table.setModel(model)
    table.horizontalHeader().setStretchLastSection(True)
    return table
