"""What hangs on one application, a tab each: steps, materials, pre-check, monthly series."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QTabWidget, QVBoxLayout, QWidget

from desktop.domain.admission_case import AdmissionCase
from desktop.domain.materials import MaterialLine
from desktop.domain.problems import Severity
from desktop.ui.models.table_model import TableModel
from desktop.ui.pages.admission_columns import (
    DISAGREEMENT_COLUMNS,
    MATERIAL_COLUMNS,
    MEASURE_COLUMNS,
    MONTH_COLUMNS,
    QUESTION_COLUMNS,
    STEP_COLUMNS,
)
from desktop.ui.theme import ROW_HEIGHT, button, words
from desktop.ui.widgets.table_view import TableView
from desktop.wording import shown

_NOT_YET = "还没有报县统计局。报的时候，这份分月台账会冻结成交出去的样子。"
_SAME = "与交出去的一致。"


class MaterialsTab(QWidget):
    """The twenty materials; `marked` carries the lines to turn to 有 or 缺, `opened` the one to note more about."""

    marked = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = TableModel(MATERIAL_COLUMNS, self)
        self.table = _table("申报材料", self.model)
        self.table.opened.connect(self.opened)
        self._count = words("", "hint")
        self._toggle = button("有／缺", tip="把选中的材料标为有，再按一次改回缺（空格键）")
        self._toggle.clicked.connect(self._mark)
        more = button("填写", tip="需不需要、页数、问题、补正日期（回车）")
        more.clicked.connect(self._open)
        QShortcut(QKeySequence("Space"), self.table, self._mark)
        row = QHBoxLayout()
        row.addWidget(self._count, 1)
        row.addWidget(self._toggle)
        row.addWidget(more)
        _stack(self, row, self.table)

    def show_lines(self, lines: Sequence[MaterialLine]) -> None:
        """Show *lines*, the cursor where it was."""
        current = self.table.currentIndex().row()
        self.model.set_rows(lines)
        if current >= 0:
            self.table.selectRow(current)
        wanted, missing = sum(line.wanted is True for line in lines), sum(line.missing for line in lines)
        undecided = sum(line.undecided for line in lines)
        self._count.setText(f"需 {wanted} 项，缺 {missing} 项，待定 {undecided} 项" if lines else "")

    def _mark(self) -> None:
        self.marked.emit(self.table.selected_rows())

    def _open(self) -> None:
        line = self.table.current_row()
        if line is not None:
            self.opened.emit(line)


class PrecheckTab(QWidget):
    """Three measures side by side with month and source, and what is to be asked; `papers_wanted` opens the notes."""

    papers_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.measures = TableModel(MEASURE_COLUMNS, self)
        self.side_by_side = _three_rows("三个口径", self.measures)
        self.questions = TableModel(QUESTION_COLUMNS, self)
        self._asked = words("", "hint")
        papers = button("核对执照和批复", tip="记下执照名称、经营范围、会计制度、批复的建设性质")
        papers.clicked.connect(self.papers_wanted)
        row = QHBoxLayout()
        row.addWidget(self._asked, 1)
        row.addWidget(papers)
        self.table = _table("预审", self.questions)
        _stack(self, self.side_by_side, row, self.table)

    def show_case(self, case: AdmissionCase | None) -> None:
        """Show the measures and questions of *case*."""
        self.measures.set_rows(case.measures if case else ())
        found = sorted(case.questions, key=lambda problem: problem.severity is Severity.NOTE) if case else []
        self.questions.set_rows(found)
        asked = sum(problem.severity is not Severity.NOTE for problem in found)
        self._asked.setText(f"请核实 {asked} 条，还没有核对 {len(found) - asked} 条。只提问，不给数。" if case else "")


class MonthsTab(QWidget):
    """The monthly series as the ledger has it, and what differs from what was handed in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.months = TableModel(MONTH_COLUMNS, self)
        self.disagreements = TableModel(DISAGREEMENT_COLUMNS, self)
        self.frozen = words("", "hint", wrap=True)
        self._differing = _three_rows("与交出的不一致", self.disagreements)
        _stack(self, self.frozen, self._differing, _table("分月台账", self.months))

    def show_case(self, case: AdmissionCase | None) -> None:
        """Show the series of *case* and how it stands to what was handed in."""
        self.months.set_rows(case.series if case else ())
        self.disagreements.set_rows(case.disagreements if case else ())
        self._differing.setVisible(bool(case and case.disagreements))
        self.frozen.setText(_frozen(case) if case else "")


class AdmissionTabs(QTabWidget):
    """The four tabs of one application."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self.steps = TableModel(STEP_COLUMNS, self)
        self.materials, self.precheck, self.months = MaterialsTab(), PrecheckTab(), MonthsTab()
        self._progress = _table("申报进度", self.steps)
        for title, tab in (
            ("进度", self._progress),
            ("材料", self.materials),
            ("预审", self.precheck),
            ("分月台账", self.months),
        ):
            self.addTab(tab, title)

    def show_case(self, case: AdmissionCase | None) -> None:
        """Show *case* in every tab; None empties them."""
        self.steps.set_rows(tuple(reversed(case.steps)) if case else ())
        self.materials.show_lines(case.materials if case else ())
        self.precheck.show_case(case)
        self.months.show_case(case)


def _frozen(case: AdmissionCase) -> str:
    if not case.handed_in:
        return _NOT_YET
    last = case.handed_in[-1]
    text = f"第 {last.number} 次交出：{shown.day(last.taken_on)} 冻结，{last.made_by} 经办，核对码 {last.digest[:8]}。"
    if not case.disagreements:
        return text + _SAME
    return f"{text}之后有 {len(case.disagreements)} 处与交出的不一致，请与企业核对，必要时告诉县统计局："


def _table(name: str, model: TableModel) -> TableView:  # type: ignore[type-arg]  # rows of any kind
    table = TableView(name)
    table.setModel(model)
    table.horizontalHeader().setStretchLastSection(True)
    # it takes what room there is, and asks for none: the page must not grow beyond the window
    table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    return table


def _three_rows(name: str, model: TableModel) -> TableView:  # type: ignore[type-arg]  # rows of any kind
    table = _table(name, model)
    # a layout would give no room at all to a height that is ignored, and what follows would cover the rows
    table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    table.setFixedHeight(ROW_HEIGHT * 4 + 6)
    return table


def _stack(widget: QWidget, *parts: QWidget | QHBoxLayout) -> None:
    box = QVBoxLayout(widget)
    box.setContentsMargins(0, 8, 0, 0)
    for place, part in enumerate(parts):
        if isinstance(part, QWidget):
            box.addWidget(part, 1 if place == len(parts) - 1 else 0)
        else:
            box.addLayout(part)
