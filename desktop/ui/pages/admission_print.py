"""Prints the papers of an application: asks where to, writes in the background, shows what was written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.domain.admission import AdmissionRow
from desktop.ui.desk import Desk
from desktop.ui.dialogs.paper_dialog import ask_place, show_paper
from desktop.ui.job_dialog import run_job

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

CHECKLIST, MONTHS = "核对表", "分月台账"


def print_paper(
    parent: QWidget, services: Services, desk: Desk, row: AdmissionRow, paper: str, place: Path | None = None
) -> None:
    """Write *paper* of *row* to *place* (asked for where none is given) and show it, ready to be printed."""
    name = f"{paper}_{row.enterprise_name}_{row.cutoff}.pdf"
    target = place or ask_place(parent, desk, f"{paper}存到", name)
    if target is None:
        return
    write = services.admissions.print_materials if paper == CHECKLIST else services.admissions.print_history
    printed = run_job(parent, desk, paper, lambda progress: write(row.uid, target, progress))
    if printed is not None:
        show_paper(parent, desk, paper, printed, services.filings.page_image)
