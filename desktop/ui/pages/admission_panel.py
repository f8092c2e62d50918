"""One application beside the list: where it stands, the steps that may come next, and its tabs."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from desktop.domain.admission import AdmissionAction, AdmissionRow, AdmissionState, possible
from desktop.domain.admission_case import AdmissionCase
from desktop.ui.pages.admission_columns import window_of
from desktop.ui.pages.admission_tabs import AdmissionTabs
from desktop.ui.theme import button, words
from desktop.ui.widgets.deed_bar import DeedBar
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.words_admission import route_word

_MAIN = frozenset({AdmissionAction.START, AdmissionAction.REPORT, AdmissionAction.ADMIT})
_NOTHING = "选一份申报看进度和材料。"


class AdmissionPanel(QFrame):
    """`wanted` carries the step the user chose; `linked` the page and argument of a link."""

    wanted = Signal(object)
    linked = Signal(str, str)

    def __init__(self, routes: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "drawer")
        self.setAccessibleName("申报详情")
        self._routes = routes
        self._row: AdmissionRow | None = None
        self._firm = button("", "link", tip="打开这家企业")
        self._firm.clicked.connect(self._open_firm)
        self._about = words(_NOTHING, "hint", wrap=True)
        self._deeds = DeedBar[AdmissionAction](_MAIN)
        self._deeds.wanted.connect(self.wanted)
        self.tabs = AdmissionTabs()
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 8, 8)
        box.setSpacing(6)
        for part in (self._firm, self._about, self._deeds):
            box.addWidget(part)
        box.addWidget(self.tabs, 1)

    def show_case(self, case: AdmissionCase | None) -> None:
        """Show *case*; None empties the panel."""
        row = self._row = case.row if case else None
        self._firm.setText(row.enterprise_name if row else "")
        self._firm.setAccessibleName(row.enterprise_name if row else "打开这家企业")
        self._about.setText(_about(row, self._routes) if row else _NOTHING)
        self._deeds.show_deeds(() if row is None or row.voided else possible(row.state))
        self.tabs.show_case(case)

    def deed(self, action: AdmissionAction) -> QPushButton | None:
        """Return the button of *action*, or None where it is not possible now."""
        return self._deeds.deed(action)

    def _open_firm(self) -> None:
        if self._row is not None:
            self.linked.emit("enterprises", self._row.enterprise)


def _about(row: AdmissionRow, routes: Mapping[str, str]) -> str:
    state = f"{label(row.state)}（{shown.day(row.state_on)}）"
    if row.state is AdmissionState.ADMITTED:
        state = f"{label(row.state)}，{shown.calendar_month(row.admitted_month)}入库"
    parts = (
        f"{window_of(row)}，{route_word(row.route, routes)}，截止月份 {shown.month_text(row.cutoff)}",
        f"现在：{state}" + (f"，依据：{row.basis}" if row.basis else ""),
        f"原因：{row.reason}" if row.reason else "",
        f"备注：{row.note}" if row.note else "",
        f"已作废：{row.void_reason}" if row.voided else "",
    )
    return "\n".join(part for part in parts if part)
