"""Starts the window: paints it first, loads what is slow afterwards, and catches what nobody else caught.

Nothing but Qt and the frame is imported here at the top; words, rules and services come in `Program`'s steps after the
first paint, each in a function.
"""

from __future__ import annotations

import gc
import os
import sys
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from desktop.kernel.errors import KnownError
from desktop.paths import real_world, resources_folder
from desktop.ui.application import PLATFORM, make_application, screen_missing
from desktop.ui.instance import SingleInstance
from desktop.ui.main_window import MainWindow
from desktop.ui.window_state import WindowState

if TYPE_CHECKING:
    from logging.handlers import RotatingFileHandler

    from desktop.ui.copy_keeper import CopyKeeper
    from desktop.ui.errors import ErrorDesk
    from desktop.ui.first_start import FirstStartPage
    from desktop.ui.job_dialog import Seat
    from desktop.ui.jobs import JobRunner
    from desktop.ui.opening import Opening
    from desktop.wiring import Services

DONE, BUG, TOLD = 0, 1, 2
NOON, CHINA = time(12), timezone(timedelta(hours=8))  # the sample plays there


def run(data_folder: Path, *, smoke: bool = False) -> int:
    """Open the window on *data_folder* and return the exit code when it is closed.

    *smoke* opens a new folder, builds every page, files a month and leaves, without asking anybody anything.
    """
    # what is loaded now stays for good: looking it through for rubbish again and again costs a sixth of the start
    gc.disable()
    if screen_missing(os.environ, sys.platform):
        if not smoke:
            raise KnownError("no_screen")
        os.environ[PLATFORM] = "offscreen"
    app = make_application(resources_folder())
    following: tuple[Path, bool] | None = (data_folder, False)
    code = DONE
    while following is not None:
        folder, find = following
        program = Program(app, folder, smoke=smoke, find=find)
        try:
            code = program.run()
        finally:
            program.close()
        following = program.following
        app.removePostedEvents(app, QEvent.Type.Quit)  # of the window that was closed, not of the next
    return code


class Program(QObject):
    """One run of the window on one data folder; the sample (示例) moves it to a folder beside.

    When it has ended, `following` is the folder to start on next, and whether to offer there what may be found back.
    """

    def __init__(self, app: QApplication, folder: Path, *, smoke: bool, find: bool = False) -> None:
        super().__init__()
        self._app, self._folder, self._smoke, self._find = app, folder, smoke, find
        self.following: tuple[Path, bool] | None = None
        self._opening: Opening | None = None
        self._keeper: CopyKeeper | None = None
        self._code = DONE
        self._services: Services | None = None
        self._errors: ErrorDesk | None = None
        self._runner: JobRunner | None = None
        self._log: RotatingFileHandler | None = None
        self._window = MainWindow(resources_folder())
        self._instance = SingleInstance(folder, self)
        self._former_hook = sys.excepthook
        sys.excepthook = self._caught

    def run(self) -> int:
        """Show the window and return the exit code when it is closed; a second window only raises the first."""
        if not self._instance.first():
            return DONE
        self._instance.raise_requested.connect(self._window.show_up)
        self._window.painted.connect(self._after_paint)
        self._window.closed.connect(self._app.quit)
        WindowState(self._folder).restore_window("main", self._window)
        self._window.show()
        self._app.exec()
        return self._code

    def close(self) -> None:
        """Let go of everything, in the order it was taken."""
        sys.excepthook = self._former_hook
        if self._runner is not None:
            self._runner.close()
        if self._keeper is not None and self._services is not None:
            self._keeper.end()
        if self._services is not None:
            self._services.close()
            self._services = None
        self._instance.close()
        self._window.deleteLater()
        if self._log is not None:
            # the window has been painted
            from desktop.logs import close_log

            close_log(self._log)

    def _after_paint(self) -> None:
        # with a context object in the call PySide 6.8 would swallow what `_load` raises
        QTimer.singleShot(0, self._load)

    def _load(self) -> None:
        """Load the words, then the services (sqlmodel comes with them), and open the ledger."""
        # the window has been painted
        from desktop.logs import log_folder
        from desktop.ui.errors import ErrorDesk
        from desktop.ui.jobs import JobRunner

        self._errors = ErrorDesk(self._window, log_folder(self._folder))
        self._runner = JobRunner(self)
        try:
            self._begin()
        except KnownError as error:
            self._errors.show(error)
            self._leave(TOLD)

    def _begin(self) -> None:
        # the window has been painted
        from desktop.ui.opening import Opening

        if self._smoke:
            self._run_smoke()
            return
        self._start_log()
        self._opening = opening = Opening(self._window, self._folder, self._seat())
        opening.entered.connect(self._enter)
        opening.following.connect(self._follow)
        opening.left.connect(self._stop)
        opening.begin()
        if not self._seat().runner.busy:  # a job that opens the ledger lets the collector work again when it ends
            gc.enable()

    def _start_log(self) -> None:
        # the window has been painted
        from desktop.logs import open_log

        try:
            self._log = open_log(self._folder)
        except OSError as error:
            raise KnownError("data_folder_not_writable", path=self._folder) from error

    def _enter(self, services: Services) -> None:
        # the window has been painted
        from desktop.ui.after_start import tell_and_offer
        from desktop.ui.copy_keeper import CopyKeeper
        from desktop.ui.desk import make_desk
        from desktop.ui.pages.registry import pages_for

        self._services = services
        seat = self._seat()
        desk = make_desk(
            services.folder,
            self._window,
            runner=seat.runner,
            errors=seat.errors,
            now=real_world().clock,
            resources=resources_folder(),
        )
        self._window.enter(services, desk, pages_for(county=services.settings.workspace().is_county))
        gc.freeze()
        gc.enable()
        if self._smoke:
            return
        desk.restore_wanted.connect(self._bring_back)
        self._keeper = CopyKeeper(services.backups, desk, self)
        self._keeper.begin()
        tell_and_offer(self._window, services, desk, find=self._find)

    def _bring_back(self, copy: Path) -> None:
        """Let go of the ledger, let *copy* take its place, and start anew; the pages are of no use any more."""
        if self._services is None or self._runner is None:
            return
        # the window has been painted
        from desktop.ui.opening import Opening

        folder, self._keeper = self._services.folder, None
        self._services.close()
        self._services = None
        self._window.centralWidget().setEnabled(False)
        opening = Opening(self._window, folder, self._seat())
        opening.following.connect(self._follow)
        opening.bring_back(copy)

    def _follow(self, folder: Path, find: bool) -> None:
        self.following = (folder, find)
        self._leave(DONE)

    def _stop(self) -> None:
        self._leave(DONE)

    def _seat(self) -> Seat:
        # the window has been painted
        from desktop.ui.job_dialog import Seat

        if self._runner is None or self._errors is None:
            raise LookupError("asked before loading")
        return Seat(self._runner, self._errors)

    @property
    def _first_start(self) -> FirstStartPage | None:
        return None if self._opening is None else self._opening.first_start

    def _run_smoke(self) -> None:
        # the window has been painted
        from desktop.domain.month import last_complete
        from desktop.ui.smoke import file_a_month, first_start
        from desktop.wiring import create_ledger, presets_only

        world = real_world()
        made = create_ledger(self._folder, first_start(presets_only(world), today()), world)
        if isinstance(made, tuple):
            raise LookupError(made)
        self._enter(made)
        file_a_month(self._window, made, last_complete(today()))
        self._leave(DONE)

    def _leave(self, code: int) -> None:
        self._code = code
        self._window.close()
        self._app.quit()

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """A bug: logged and shown once; the window stays, for what was saved is safe."""
        if self._smoke or self._errors is None:
            self._former_hook(kind, error, trace)
            self._leave(BUG)
        elif issubclass(kind, KeyboardInterrupt):
            self._leave(DONE)
        else:
            self._errors.show(error)


def today() -> date:
    """Return the day on this computer's clock."""
    return real_world().clock().date()


def take_pictures(data_folder: Path, folder: Path) -> list[Path]:
    """Picture every page of the sample ledger in *data_folder*, on the sample's day, without a screen."""
    os.environ[PLATFORM] = "offscreen"  # before the application is made
    # no window waits for this
    from desktop.logs import log_folder
    from desktop.services.sample_data import read_sample
    from desktop.ui.pictures import picture_sample
    from desktop.wiring import open_ledger

    resources = resources_folder()
    sample = read_sample(resources)
    make_application(resources)
    now = datetime.combine(sample.today, NOON, CHINA)
    services = open_ledger(data_folder, replace(real_world(), clock=lambda: now))
    try:
        listed = data_folder.parent / f"{sample.list_words.file}.xlsx"
        return picture_sample(
            services,
            folder,
            now=now,
            listed=listed,
            logs=log_folder(data_folder),
            resources=resources,
        )
    finally:
        services.close()
