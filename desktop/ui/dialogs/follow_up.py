"""Asks the enterprise again once its issue was answered (回访); whoever is not content gets it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.codes import VisitMode
from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.issue import IssueRow
from desktop.domain.issue_codes import IssueAction, Satisfaction
from desktop.ui.desk import Desk
from desktop.ui.dialogs.form_dialog import run
from desktop.ui.dialogs.issue_step import IssueStepDialog
from desktop.ui.theme import words
from desktop.ui.widgets.masked_label import MaskedLabel
from desktop.wording import shown
from desktop.wording.labels import label

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_HINT = "基本满意、满意的，下一步可以销号；不满意的自动回到“办理中”，请写企业不满意在哪里。"


class FollowUpDialog(IssueStepDialog):
    """Shows what was answered and whom to ring up, and keeps what the enterprise says."""

    def __init__(self, services: Services, desk: Desk, issue: IssueRow, parent: QWidget | None = None) -> None:
        super().__init__(services, desk, issue, IssueAction.FOLLOW_UP, parent)
        known = services.enterprises.get(issue.enterprise).draft
        self.asked.setText(known.contact)
        self.mode.set_value(VisitMode.PHONE)
        self.box.insertWidget(1, _answered(issue, known))
        self.box.insertWidget(2, words(_HINT, "hint", wrap=True))
        self.satisfaction.currentIndexChanged.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        content = self.satisfaction.value() is not Satisfaction.DISSATISFIED
        self.due_on.setEnabled(not content)
        if content:
            self.due_on.set_value(None)


def _answered(issue: IssueRow, known: EnterpriseDraft) -> QFrame:
    card = QFrame()
    card.setProperty("role", "card")
    how = label(issue.resolution) if issue.resolution else ""
    box = QVBoxLayout(card)
    box.addWidget(words(f"{shown.day(issue.resolved_on)} 办结：{how}", "subtitle"))
    box.addWidget(words(issue.last_note, wrap=True))
    row = QHBoxLayout()
    row.addWidget(words(f"主办：{issue.handler or '本单位'}　企业联系人：{known.contact or '未填'}", "hint"))
    if known.contact_phone:
        row.addWidget(MaskedLabel(known.contact_phone))
    row.addStretch()
    box.addLayout(row)
    return card


def ask_follow_up(services: Services, desk: Desk, issue: IssueRow, parent: QWidget | None = None) -> bool:
    """Return whether a follow-up of *issue* was kept."""
    return bool(run(FollowUpDialog(services, desk, issue, parent)))
