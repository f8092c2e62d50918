"""Chooses the scheme of deadlines that the issue ledger goes by since a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.domain.codes import Subject
from desktop.domain.issue_clock import ClockChoice
from desktop.domain.problems import Problem
from desktop.domain.saved import Saved
from desktop.ui.desk import Desk
from desktop.ui.dialogs.form_dialog import FormDialog, run
from desktop.ui.theme import words
from desktop.ui.widgets.inputs import ChoiceBox, DayEdit
from desktop.wording.issue_texts import scheme_name, scheme_words

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services


class ClockDialog(FormDialog):
    """Scheme, day and paper; what the scheme says stands below."""

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("改用时限办法", "起用", Subject.ISSUE_CLOCK, parent)
        self._issues = services.issues
        self._schemes = {scheme.id: scheme for scheme in services.issues.clocks().schemes}
        self.scheme = ChoiceBox(tuple(self._schemes), lambda each: scheme_name(self._schemes[each]))
        self.scheme.set_value(services.issues.clock_in_force().id)
        self.since = DayEdit(desk.today)
        self.since.set_value(desk.today())
        self.basis = QLineEdit()
        self.basis.setPlaceholderText("文件的名称和文号")
        self._says = words("", "hint", wrap=True)
        self.fields.add("scheme", "时限办法", self.scheme, needed=True)
        self.add_day("since", "起用日期", self.since, needed=True)
        self.fields.add("basis", "依据", self.basis, needed=True)
        self.box.insertWidget(1, self._says)
        self.keep = self._keep
        self.scheme.currentIndexChanged.connect(self._tell)
        self._tell()

    def _tell(self) -> None:
        scheme = self._schemes[self.scheme.value() or ""]
        citation = scheme.citation
        self._says.setText(f"{scheme_words(scheme)}。\n出处：{citation.document}，{citation.clause}。{citation.note}")

    def _keep(self) -> Saved | list[Problem]:
        since = self.since.value()
        if since is None:
            return [Problem("since", "missing")]
        return self._issues.set_clock(ClockChoice(self.scheme.value() or "", since, self.basis.text().strip()))


def ask_clock(services: Services, desk: Desk, parent: QWidget | None = None) -> bool:
    """Return whether another scheme was chosen."""
    return bool(run(ClockDialog(services, desk, parent)))
