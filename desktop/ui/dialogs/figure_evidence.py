"""The papers behind an enterprise's figures of a month (凭证): statements, bills, notes, kept beside the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.attachment import evidence_of
from desktop.domain.codes import Subject
from desktop.domain.month import Month
from desktop.ui.desk import Desk
from desktop.ui.dialogs.attachment_list import AttachmentList
from desktop.ui.dialogs.dialog_buttons import save_buttons
from desktop.ui.theme import words
from desktop.wording import shown

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services


class FigureEvidence(QDialog):
    """Adds, opens and voids the papers behind the figures of *enterprise* in *month*."""

    def __init__(
        self, services: Services, desk: Desk, enterprise: str, name: str, month: Month, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._record = evidence_of(enterprise, month)
        self.setWindowTitle("凭证")
        self.resize(620, 300)
        self.files = AttachmentList(services, desk, Subject.FIGURE)
        self.files.show_record(self._record)
        box = QVBoxLayout(self)
        box.addWidget(words(f"{name}　{shown.month(month)}", "subtitle", wrap=True))
        box.addWidget(words("报表、税单、电费单等的照片或扫描件，证明这个月的数从哪里来；可不加。", "hint", wrap=True))
        box.addWidget(self.files)
        box.addWidget(save_buttons(self))

    @override
    def accept(self) -> None:
        """Keep what waits; stay open where something was refused."""
        if self.files.keep(self._record):
            super().accept()


def show_evidence(
    services: Services, desk: Desk, enterprise: str, name: str, month: Month, parent: QWidget | None
) -> None:
    """Let a person look after the papers behind the figures of *enterprise* in *month*."""
    dialog = FigureEvidence(services, desk, enterprise, name, month, parent)
    dialog.exec()
    dialog.deleteLater()
