"""From a data folder to an open ledger: the doors of a first start, or what to do about a ledger that does not open."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.domain.problems import Problem
from desktop.domain.workspace import FirstStart
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.paths import default_data_folder, real_world
from desktop.ui.first_start import FirstStartPage
from desktop.ui.job_dialog import Seat, run_job
from desktop.ui.start_trouble import TROUBLES, TroublePage
from desktop.wiring import (
    Services,
    create_ledger,
    create_sample,
    has_ledger,
    open_ledger,
    presets_only,
    restorer,
)

if TYPE_CHECKING:  # it imports this module
    from desktop.ui.main_window import MainWindow

logger = logging.getLogger(__name__)


class Opening(QObject):
    """Ends in one of its signals: `entered(services)`, `following(folder, find)` to start anew there, or `left`.

    *find* asks to offer, once the ledger is open, what came after the copy that was brought back.
    """

    entered = Signal(object)
    following = Signal(object, bool)
    left = Signal()

    def __init__(self, window: MainWindow, folder: Path, seat: Seat) -> None:
        super().__init__(window)
        self._window, self._folder, self._seat = window, folder, seat
        self.first_start: FirstStartPage | None = None
        self.trouble: TroublePage | None = None

    def begin(self) -> None:
        """Open the ledger, show the doors where there is none, or say why it does not open; raise `KnownError`."""
        if not has_ledger(self._folder):
            self._show_doors()
            return
        try:
            services = open_ledger(self._folder, real_world())
        except KnownError as error:
            if error.code not in TROUBLES:
                raise
            logger.warning("the ledger did not open: %s", error)
            self._show_trouble(error)
            return
        self.entered.emit(services)

    def bring_back(self, copy: Path) -> None:
        """Bring *copy* back while nobody has the ledger open, and go on; a failure has been shown."""

        def restore(progress: Progress) -> object:
            return restorer(self._folder, real_world()).restore(copy, progress)

        done = run_job(self._window, self._seat, "恢复备份", restore)
        self.following.emit(self._folder, done is not None)

    def _show_trouble(self, error: KnownError) -> None:
        world = real_world()
        restoring = restorer(self._folder, world)
        page = TroublePage(
            error, restoring, self._seat, local=local_folder(self._folder), now=world.clock, parent=self._window
        )
        page.again.connect(self._again)
        page.moved.connect(self._moved)
        page.leave.connect(self.left)
        self.trouble = page
        self._window.show_alone(page)

    def _again(self, find: bool) -> None:
        self.following.emit(self._folder, find)

    def _moved(self, folder: Path) -> None:
        self.following.emit(folder, False)

    def _show_doors(self) -> None:
        world = real_world()
        page = FirstStartPage(presets_only(world), world.clock().date(), self._window)
        page.wanted.connect(self._create)
        page.sample_wanted.connect(self._open_sample)
        page.restore_wanted.connect(self._restore_first)
        self.first_start = page
        self._window.show_alone(page)

    def _create(self, start: FirstStart) -> None:
        def make() -> Services | None:
            made = create_ledger(self._folder, start, real_world())
            if isinstance(made, tuple):
                self._show_problems(made)
                return None
            return made

        self._leave_doors_with(make)

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        if self.first_start is not None:
            self.first_start.show_problems(problems)

    def _open_sample(self) -> None:
        folder = self._folder.with_name(f"{self._folder.name}-demo")
        make = open_ledger if has_ledger(folder) else create_sample
        self._leave_doors_with(lambda: make(folder, real_world()))

    def _restore_first(self, copy: Path) -> None:
        """Bring *copy* back into a folder that has no ledger yet; one that cannot come leaves the doors as they are."""

        def restore(progress: Progress) -> object:
            return restorer(self._folder, real_world()).restore(copy, progress)

        if run_job(self._window, self._seat, "恢复备份", restore) is not None:
            self.following.emit(self._folder, False)

    def _leave_doors_with(self, make: Callable[[], Services | None]) -> None:
        """Go on with the ledger that *make* opens; what is known to go wrong is told, and the doors stay."""
        try:
            services = make()
        except KnownError as error:
            self._seat.errors.show(error)
            return
        if services is None:
            return
        letter = None
        if self.first_start is not None:
            letter = self.first_start.letter if services.folder == self._folder else None
            self._window.leave_alone(self.first_start)
            self.first_start = None
        self.entered.emit(services)
        if letter is not None:
            self._window.open_page("exchange", f"letter:{letter}")


def local_folder(folder: Path) -> Path:
    """Return where a data folder that lies badly may be copied to: the user's own one, or a free name beside it."""
    first = default_data_folder()
    place, number = first, 1
    while has_ledger(place) or place == folder:
        number += 1
        place = first.with_name(f"{first.name}-{number}")
    return place
