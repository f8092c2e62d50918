"""Writes the papers that go with visits and shows them, ready to be printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.kernel.progress import Progress
from desktop.ui.desk import Desk
from desktop.ui.dialogs.paper_dialog import ask_place, show_paper
from desktop.ui.dialogs.papers_dialog import show_papers
from desktop.ui.job_dialog import run_job
from desktop.wording.paths import safe

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.printing import PrintedFile
    from desktop.wiring import Services

Write = Callable[[Path, Progress], "PrintedFile"]


class VisitHand:
    """The papers around visits, asked for by *parent*."""

    def __init__(self, parent: QWidget, services: Services, desk: Desk) -> None:
        self._parent, self._services, self._desk = parent, services, desk

    def prepare(self, enterprise: str, name: str) -> None:
        """Ask where, then write what to know before visiting *enterprise* and show it."""
        month = self._desk.month()
        self._ask("走访准备单", name, lambda path, job: self._services.visits.prepare(enterprise, month, path, job))

    def blank(self, enterprise: str, name: str) -> None:
        """Ask where, then write a blank form for *enterprise* and show it."""
        self._ask("空白走访表", name, lambda path, job: self._services.visits.blank(enterprise, path, job))

    def officers(self) -> None:
        """Let the user look at the list of who answers for whom, save and print it."""
        show_papers(self._parent, self._services, self._desk, ("officer-list",))

    def record(self, uid: str, name: str) -> None:
        """Ask where, then write the record of the visit *uid* and show it."""
        self._ask("走访记录表", name, lambda path, job: self._services.visits.print_record(uid, path, job))

    def write(self, title: str, place: Path, write: Write) -> None:
        """Write a paper called *title* to *place* and show it."""
        printed = run_job(self._parent, self._desk, title, lambda progress: write(place, progress))
        if printed is not None:
            show_paper(self._parent, self._desk, title, printed, self._services.filings.page_image)

    def _ask(self, title: str, name: str, write: Write) -> None:
        place = ask_place(self._parent, self._desk, f"{title}存到", f"{safe(f'{title}_{name}')}.pdf")
        if place is not None:
            self.write(title, place, write)
