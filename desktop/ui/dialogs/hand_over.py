"""Asks on which day a form was signed, sealed and handed over (签章交接)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.codes import Subject
from desktop.domain.filing import FilingRound
from desktop.domain.filing_round import FilingWord, WordDraft
from desktop.domain.problems import Problem
from desktop.ui.desk import Desk
from desktop.ui.theme import give_role, words
from desktop.ui.widgets.inputs import DayEdit
from desktop.ui.widgets.problem_label import FormFields

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.filing_rounds import FilingRoundService


class HandOverDialog(QDialog):
    """The day of the round *kept*; today to begin with."""

    def __init__(
        self, rounds: FilingRoundService, desk: Desk, kept: FilingRound, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rounds = rounds
        self._kept = kept
        self.setWindowTitle("登记交接日期")
        self.setMinimumWidth(420)
        self.day = DayEdit(desk.today)
        self.day.set_value(kept.sent_on or desk.today())
        self.fields = FormFields(Subject.FILING)
        self.fields.add("sent_on", "交接日期", self.day, needed=True)
        buttons = QDialogButtonBox()
        give_role(buttons.addButton("登记", QDialogButtonBox.ButtonRole.AcceptRole), "primary")
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        text = f"第 {kept.round} 次生成的这张表，签字盖章后哪天交到县中小企业发展中心？登记后算作“已报”。"
        box.addWidget(words(text, wrap=True))
        box.addWidget(self.fields)
        box.addWidget(buttons)

    @override
    def accept(self) -> None:
        """Keep the day; with a problem the dialog stays."""
        day = self.day.value()
        if day is None:
            code = "bad_day" if self.day.unreadable else "missing"
            problems: tuple[Problem, ...] = (Problem("sent_on", code, {"text": self.day.text()}),)
        else:
            problems = self._rounds.tell(self._kept.uid, WordDraft(FilingWord.SENT, day)).problems
        self.fields.show_problems(problems)
        if not problems:
            super().accept()


def ask_hand_over(rounds: FilingRoundService, desk: Desk, kept: FilingRound, parent: QWidget | None) -> bool:
    """Return whether the day was kept."""
    dialog = HandOverDialog(rounds, desk, kept, parent)
    done = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return done
