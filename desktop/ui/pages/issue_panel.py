"""One issue beside the ledger: what was asked, every deed on it, and the deeds that may come next."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from desktop.domain.issue import IssueRow, IssueStep
from desktop.domain.issue_codes import IssueAction
from desktop.ui.models.table_model import TableModel
from desktop.ui.pages.issue_columns import STEP_COLUMNS, urgency_tone
from desktop.ui.theme import button, give_role, words
from desktop.ui.widgets.deed_bar import DeedBar
from desktop.ui.widgets.masked_label import MaskedLabel
from desktop.ui.widgets.table_view import TableView
from desktop.wording import shown
from desktop.wording.issue_texts import deadline_words, relay_words
from desktop.wording.labels import label

_MAIN = frozenset(
    {IssueAction.ASSIGN, IssueAction.RESOLVE, IssueAction.FOLLOW_UP, IssueAction.CLOSE, IssueAction.PASS_ON}
)
_ROLES = {"late": "problem", "soon": "question"}


class IssuePanel(QFrame):
    """`wanted` carries the deed the user chose; `linked` the page and argument of a link."""

    wanted = Signal(object)
    linked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "drawer")
        self.setAccessibleName("问题详情")
        self._issue: IssueRow | None = None
        self._firm = button("", "link", tip="打开这家企业")
        self._firm.clicked.connect(self._open_firm)
        self._visit = button("来源：走访记录", "link", tip="打开提出问题的那次走访")
        self._visit.clicked.connect(self._open_visit)
        self._what = words("", wrap=True)
        self._about = words("", "hint", wrap=True)
        self._next = words("下一步", "subtitle")
        self._due = words("", wrap=True)
        self._phone = MaskedLabel("")
        self._deeds = DeedBar[IssueAction](_MAIN)
        self._deeds.wanted.connect(self.wanted)
        self.steps = TableModel(STEP_COLUMNS, self)
        self._table = TableView("办理过程")
        self._table.setModel(self.steps)
        self._table.horizontalHeader().setStretchLastSection(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 10, 12, 10)
        for part in (self._firm, self._what, self._due, self._about, self._phone, self._visit, self._next, self._deeds):
            box.addWidget(part)
        box.addWidget(words("办理过程", "subtitle"))
        box.addWidget(self._table, 1)

    def show_issue(
        self, issue: IssueRow | None, steps: Sequence[IssueStep] = (), deeds: Sequence[IssueAction] = ()
    ) -> None:
        """Show *issue* with its *steps*, oldest first, and the *deeds* it allows; None empties the panel."""
        self._issue = issue
        self.steps.set_rows(steps)
        self._firm.setText(issue.enterprise_name if issue else "")
        self._firm.setVisible(issue is not None)
        self._firm.setEnabled(issue is None or issue.relay is None or issue.relay.listed)
        told = issue.relay if issue is not None else None
        self._phone.show_number(told.phone if told is not None else "")
        self._phone.setVisible(bool(told and told.phone))
        self._what.setText(issue.description if issue else "选一个问题看办理过程。")
        self._about.setText(_about(issue) if issue else "")
        self._show_due(issue)
        self._visit.setVisible(bool(issue and issue.visit))
        self._next.setVisible(bool(deeds))
        self._deeds.show_deeds(deeds)

    @property
    def asks_for_a_step(self) -> bool:
        """True while a next step stands out among the deeds."""
        return any(self._deeds.deed(action) is not None for action in _MAIN)

    def deed(self, action: IssueAction) -> QPushButton | None:
        """Return the button of *action*, or None where it is not possible now."""
        return self._deeds.deed(action)

    def _show_due(self, issue: IssueRow | None) -> None:
        """Say what is due by when, in words and in their colour."""
        on = issue.deadline.on if issue is not None else None
        self._due.setVisible(on is not None)
        if issue is not None and on is not None:
            self._due.setText(f"{deadline_words(issue.deadline)}（{shown.day(on)}）")
            give_role(self._due, _ROLES.get(urgency_tone(issue), ""))

    def _open_firm(self) -> None:
        if self._issue is not None:
            self.linked.emit("enterprises", self._issue.enterprise)

    def _open_visit(self) -> None:
        if self._issue is not None:
            self.linked.emit("visits", self._issue.visit)


def _about(issue: IssueRow) -> str:
    parts = (
        f"{label(issue.category)}，{label(issue.level)}，{shown.day(issue.raised_on)} 提出",
        f"企业期望：{issue.expectation}" if issue.expectation else "",
        f"现在：{label(issue.state)}",
        f"办理层级：{label(issue.handling)}" if issue.handling else "",
        f"主办：{issue.handler}" if issue.handler else "",
        f"分办：{issue.sharing}" if issue.sharing else "",
        f"协办：{issue.assisting}" if issue.assisting else "",
        f"交办：{shown.day(issue.assigned_on)}" if issue.assigned_on else "",
        f"办理时限：{shown.day(issue.finish_due_on)}{_extended(issue)}" if issue.finish_due_on else "",
        relay_words(issue.relay) if issue.relay is not None else "",
        f"已作废：{issue.void_reason}" if issue.voided else "",
        f"编号：{issue.number}",
    )
    return "\n".join(part for part in parts if part)


def _extended(issue: IssueRow) -> str:
    return f"（已延期 {issue.extensions} 次）" if issue.extensions else ""
