"""Prints the papers of letters: asks where to, writes in the background, shows what was written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.domain.letter import Leaving
from desktop.domain.package import PackageType
from desktop.kernel.progress import Progress
from desktop.ui.desk import Desk
from desktop.ui.dialogs.paper_dialog import ask_place, show_paper
from desktop.ui.job_dialog import run_job
from desktop.wording import shown

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.incoming import FolderPlan
    from desktop.services.printing import PrintedFile
    from desktop.wiring import Services

HANDED_OUT, RECEIPT, LEAVING, REGISTRATION = "交办清单", "回执单", "带出内容清单", "登记表"
REHEARSAL = "收包试算单"


def paper_name(kind: PackageType, *, county: bool, sent: bool) -> str:
    """Return the paper that goes with a letter of *kind* that was *sent* or taken here; empty for none."""
    if kind is PackageType.RECEIPT:
        return RECEIPT
    if kind in {PackageType.ASSIGNMENT, PackageType.SNAPSHOT} and county == sent:
        return HANDED_OUT
    return LEAVING if sent else ""


def print_letter(parent: QWidget, services: Services, desk: Desk, package: str, title: str, seq: int) -> None:
    """Write the paper *title* of the letter *package* where the user says, and show it, ready to be printed."""
    # it names enterprises, and a stick may be lost
    place = ask_place(parent, desk, f"{title}存到（请放在本机，不要放 U 盘）", f"{title}_第{seq}号.pdf")
    if place is not None:
        papers = services.letters.papers

        def work(progress: Progress) -> PrintedFile:
            return papers.of_letter(package, place, progress)

        _show(parent, services, desk, title, run_job(parent, desk, title, work))


def print_leaving(parent: QWidget, services: Services, desk: Desk, leaving: Leaving, unit: str) -> None:
    """Write what a letter to *unit* would take out of this computer, so that somebody can look at it before."""
    place = ask_place(parent, desk, f"{LEAVING}存到", f"{LEAVING}.pdf")
    if place is not None:
        papers = services.letters.papers

        def work(progress: Progress) -> PrintedFile:
            return papers.leaving(leaving, unit, place, progress)

        _show(parent, services, desk, LEAVING, run_job(parent, desk, LEAVING, work))


def print_rehearsal(parent: QWidget, services: Services, desk: Desk, found: FolderPlan) -> None:
    """Write what a folder of letters would do, or did, as a PDF and beside it as a workbook, and show it."""
    place = ask_place(parent, desk, f"{REHEARSAL}存到", f"{REHEARSAL}_{shown.day(desk.today())}.pdf")
    if place is not None:
        papers = services.letters.papers

        def work(progress: Progress) -> PrintedFile:
            papers.rehearsal(found.lines(), place.with_suffix(".xlsx"), progress, taken=found.taken)
            return papers.rehearsal(found.lines(), place, progress, taken=found.taken)

        _show(parent, services, desk, REHEARSAL, run_job(parent, desk, REHEARSAL, work))


def print_registration(parent: QWidget, services: Services, desk: Desk, package: Path) -> None:
    """Write the sheet to be stamped beside the registration *package*."""
    papers = services.letters.papers

    def work(progress: Progress) -> PrintedFile:
        return papers.registration(package, package.with_suffix(".pdf"), progress)

    _show(parent, services, desk, REGISTRATION, run_job(parent, desk, REGISTRATION, work))


def _show(parent: QWidget, services: Services, desk: Desk, title: str, printed: PrintedFile | None) -> None:
    if printed is not None:
        show_paper(parent, desk, title, printed, services.filings.page_image)
