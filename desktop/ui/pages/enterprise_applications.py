"""The applications of one enterprise, as a short list that leads to their page (申报)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.domain.admission import AdmissionFilter, AdmissionRow
from desktop.ui.pages.admission_columns import SHORT_COLUMNS
from desktop.ui.pages.enterprise_lists import LinkedList

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.admissions import AdmissionService


class EnterpriseApplications(LinkedList[AdmissionRow]):
    """Every application of one enterprise, of any year."""

    def __init__(self, admissions: AdmissionService, parent: QWidget | None = None) -> None:
        empty = "这家企业还没有列入过申报。到了窗口期，点“列入申报”。"
        super().__init__("这家企业的申报", SHORT_COLUMNS, "列入申报", empty, parent)
        self._admissions = admissions

    def show_enterprise(self, uid: str) -> None:
        """Show the applications of the enterprise *uid*."""
        rows = self._admissions.list(AdmissionFilter(enterprise=uid))
        self.show_rows(rows, f"共 {len(rows)} 份，双击打开")
