"""One enterprise that is, or was, in the directory: what speaks for a risk, what was said, its plan, its exits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QTabWidget, QVBoxLayout, QWidget

from desktop.domain.codes import LibraryStatus
from desktop.domain.retention import RiskStay, possible
from desktop.domain.retention_case import RetentionCase, wants_plan
from desktop.domain.retention_plan import possible_steps
from desktop.domain.risk_codes import PlanAction, RiskAction
from desktop.ui.desk import Desk
from desktop.ui.models.table_model import TableModel
from desktop.ui.pages.retention_columns import ESTIMATE_COLUMNS, exit_columns, measure_columns, step_columns
from desktop.ui.pages.retention_hand import RetentionHand
from desktop.ui.pages.retention_said import about_words, plan_words
from desktop.ui.theme import button, words
from desktop.ui.widgets.flow_layout import FlowLayout
from desktop.ui.widgets.leaf import Leaf, scrolled
from desktop.ui.widgets.table_view import TableView
from desktop.wording import retention_words as said
from desktop.wording.labels import label

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_CHOOSE = "选一家企业看它的情形、认定经过和一企一策。"
_LEAST = 220  # pixels
_LEFT = "已退库，不再看风险情形。"
_NO_SIGN = "按收集的数没有算出风险情形。"
_ONLY_COLLECTED = "只用已收集的数，不推算全年；等级由人确认。"


class RetentionPanel(QFrame):
    """Reads the enterprise it shows itself; `changed` comes after a deed, `linked` with the page and uid of a link.

    Beside an enterprise's own name (*named* false) it leaves the name out.
    """

    changed = Signal()
    linked = Signal(str, str)

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None, *, named: bool = True) -> None:
        super().__init__(parent)
        self._named = named
        self.setProperty("role", "drawer")
        self.setAccessibleName("稳规详情")
        self._retention, self._desk = services.retention, desk
        self._rules = services.retention.rules()
        self.case: RetentionCase | None = None
        self.hand = RetentionHand(services, desk, self)
        self.hand.kept.connect(self._kept)
        self._build_tables()
        self._build()

    def show_enterprise(self, uid: str) -> None:
        """Show the enterprise *uid* as of the window's month; empty text empties the panel."""
        self.case = self._retention.case(uid, self._desk.month()) if uid else None
        self._fill()

    def deed(self, name: str) -> QPushButton:
        """Return the button of a deed."""
        return self._deeds[name]

    def _kept(self) -> None:
        if self.case is not None:
            self.show_enterprise(self.case.row.uid)
        self.changed.emit()

    def _fill(self) -> None:
        case = self.case
        row = case.row if case is not None else None
        self._firm.setText(row.name if row else "")
        self._firm.setAccessibleName(row.name if row else "打开这家企业")
        self._about.setText(about_words(case) if case else _CHOOSE)
        lines = said.evidence_lines(row.found, self._rules.signs) if row else ()
        still_in = row is None or row.library_status is LibraryStatus.ADMITTED
        self._evidence.setText(_evidence_words(lines) if still_in else _LEFT)
        self.steps.set_rows(case.steps if case else ())
        self.measures.set_rows(row.plan.measures if row and row.plan else ())
        self.exits.set_rows(row.exits if row else ())
        self.estimates.set_rows(case.estimates if case else ())
        self._plan.setText(plan_words(case) if case else "")
        self._show_deeds()

    def _show_deeds(self) -> None:
        row = self.case.row if self.case is not None else None
        allowed = possible(row) if row else ()
        plan = row.plan if row else None
        shown_now = {action.value: action in allowed for action in RiskAction} | {
            "estimate": bool(allowed),
            "leave": bool(allowed),
            "void_estimate": bool(self.case and self.case.estimates),
            "void_exit": bool(row and row.exits),
            "plan": bool(row and wants_plan(row, self._rules)),
            "edit_plan": plan is not None,
            "measure": plan is not None,
            "end": plan is not None and not plan.open_measures,
            "print_plan": bool(self.case and self.case.plans),
        }
        for name, visible in shown_now.items():
            self._deeds[name].setVisible(visible)
        self._show_measure_deeds()

    def _show_measure_deeds(self) -> None:
        measure = self.measure_table.current_row()
        running = self.case is not None and self.case.row.plan is not None
        allowed = possible_steps(measure) if measure is not None and running else ()
        for action in _MEASURE_DEEDS:
            self._deeds[action.value].setVisible(action in allowed)

    def _press(self) -> None:
        name = str(self.sender().property("deed"))
        if self.case is None:
            return
        row, month = self.case.row, self._desk.month()
        if name in set(RiskAction):
            self.hand.say_risk(row, RiskAction(name), month)
        elif name == "estimate":
            self.hand.estimate(row, month)
        elif name == "leave":
            self.hand.leave(row)
        elif name == "void_estimate":
            self.hand.void_estimate(self.estimate_table.current_row() or self.case.estimates[-1])
        elif name == "void_exit":
            self.hand.void_exit(row)
        else:
            self._press_plan(name)

    def _press_plan(self, name: str) -> None:
        if self.case is None:
            return
        row, month = self.case.row, self._desk.month()
        plan = row.plan
        if name == "plan":
            self.hand.plan(row, None)
        elif name == "print_plan":
            self.hand.print_plan(plan or self.case.plans[-1], row.name, month)
        elif plan is None:
            return
        elif name == "edit_plan":
            self.hand.plan(row, plan)
        elif name == "measure":
            self.hand.measure(plan)
        elif name == "end":
            self.hand.step(plan, None, PlanAction.END)
        else:
            self.hand.step(plan, self.measure_table.current_row(), PlanAction(name))

    def _stays(self) -> tuple[RiskStay, ...]:
        return self.case.stays if self.case is not None else ()

    def _open_firm(self) -> None:
        if self.case is not None:
            self.linked.emit("enterprises", self.case.row.uid)

    def _build_tables(self) -> None:
        today = self._desk.today()
        self.steps = TableModel(step_columns(self._rules, self._stays), self)
        self.measures = TableModel(measure_columns(today), self)
        self.exits = TableModel(exit_columns(self._rules), self)
        self.estimates = TableModel(ESTIMATE_COLUMNS, self)
        self.step_table = _table("认定经过", self.steps)
        self.measure_table = _table("帮扶措施", self.measures)
        self.exit_table = _table("退库", self.exits)
        self.estimate_table = _table("企业自报预计", self.estimates)
        self.measure_table.selectionModel().currentRowChanged.connect(self._show_measure_deeds)

    def _build(self) -> None:
        self._deeds: dict[str, QPushButton] = {}
        self._firm = button("", "link", tip="打开这家企业")
        self._firm.clicked.connect(self._open_firm)
        self._about = words("", "hint", wrap=True)
        self._evidence = words("", wrap=True)
        self._plan = words("", "hint", wrap=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 10, 12, 10)
        if self._named:
            box.addWidget(self._firm)
        box.addWidget(self._about)
        box.addLayout(self._row(*(action.value for action in RiskAction), "estimate", "leave"))
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        # takes what room there is; its pages scroll
        self.tabs.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.tabs.setMinimumHeight(_LEAST)
        self.tabs.addTab(scrolled(self._evidence), "依据")
        self.tabs.addTab(Leaf(self._plan, self._plan_deeds(), self.measure_table), "一企一策")
        self.tabs.addTab(self.step_table, "认定经过")
        more = Leaf(
            self.estimate_table,
            self._row("void_estimate"),
            words("退库", "subtitle"),
            self.exit_table,
            self._row("void_exit"),
        )
        self.tabs.addTab(more, "预计和退库")
        box.addWidget(self.tabs, 1)

    def _plan_deeds(self) -> FlowLayout:
        names = ("plan", "edit_plan", "measure", *(action.value for action in _MEASURE_DEEDS), "end", "print_plan")
        return self._row(*names)

    def _row(self, *names: str) -> FlowLayout:
        row = FlowLayout()
        for name in names:
            press = button(_DEED_WORDS[name], "primary" if name in _MAIN else "")
            press.setProperty("deed", name)
            press.clicked.connect(self._press)
            row.addWidget(press)
            self._deeds[name] = press
        return row


_MEASURE_DEEDS = (PlanAction.NOTE, PlanAction.EXTEND, PlanAction.DONE, PlanAction.DROP)
_MAIN = frozenset({RiskAction.ENTER.value, RiskAction.CONFIRM.value, "plan", "measure"})
_DEED_WORDS = {
    **{action.value: label(action) for action in RiskAction},
    **{action.value: label(action) for action in _MEASURE_DEEDS},
    "estimate": "记企业自报预计",
    "leave": "登记退库",
    "void_estimate": "作废预计",
    "void_exit": "作废退库登记",
    "plan": "制定一企一策",
    "edit_plan": "修改",
    "measure": "添措施",
    "end": "结束一企一策",
    "print_plan": "打印帮扶表",
}


def _table(name: str, model: TableModel[Any]) -> TableView:
    view = TableView(name)
    view.setModel(model)
    view.horizontalHeader().setStretchLastSection(True)
    return view


def _evidence_words(lines: Sequence[str]) -> str:
    return "\n\n".join((_ONLY_COLLECTED, *lines)) if lines else _NO_SIGN
