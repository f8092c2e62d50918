"""Starts the window: paints it first, loads what is slow afterwards, and catches what nobody else caught."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from desktop.domain.month import last_complete
from desktop.kernel.errors import KnownError
from desktop.logs import close_log, log_folder, open_log
from desktop.paths import real_world, resources_folder
from desktop.ui.desk import Desk
from desktop.ui.errors import ErrorDesk
from desktop.ui.input_method import VARIABLE, input_module
from desktop.ui.instance import SingleInstance
from desktop.ui.jobs import JobRunner
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import apply_theme
from desktop.ui.window_state import WindowState

if TYPE_CHECKING:
    from desktop.ui.first_start import FirstStartPage
    from desktop.wiring import Services

logger = logging.getLogger(__name__)

DONE, BUG, TOLD = 0, 1, 2
NOON, CHINA = time(12), timezone(timedelta(hours=8))


def run(data_folder: Path, *, smoke: bool = False) -> int:
    """Open the window on *data_folder* and return the exit code when it is closed.

    *smoke* opens a new folder, builds every page, files a month and leaves, without asking anybody anything.
    """
    app = make_application(resources_folder())
    program = Program(app, data_folder, smoke=smoke)
    try:
        return program.run()
    finally:
        program.close()


def make_application(resources: Path) -> QApplication:
    """Return the application with theme and Chinese words for Qt's own buttons."""
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    if (module := input_module(os.environ, sys.platform, plugins)) is not None:
        os.environ[VARIABLE] = module
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("shenggui")
    app.setApplicationDisplayName("升规台账")
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    apply_theme(app, resources)
    return app


class Program(QObject):
    """One run of the window on one data folder; the sample (示例) moves it to a folder beside."""

    def __init__(self, app: QApplication, folder: Path, *, smoke: bool) -> None:
        super().__init__()
        self._app, self._folder, self._smoke = app, folder, smoke
        self._resources = resources_folder()
        self._services: Services | None = None
        self._desk: Desk | None = None
        self._first_start: FirstStartPage | None = None
        self._code = DONE
        self._window = MainWindow(self._resources)
        self._errors = ErrorDesk(self._window, log_folder(folder))
        self._runner = JobRunner(self)
        self._instance = SingleInstance(folder, self)
        self._former_hook = sys.excepthook
        sys.excepthook = self._caught
        self._log = None if smoke else self._start_log()

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
        self._runner.close()
        if self._services is not None:
            self._services.close()
            self._services = None
        self._instance.close()
        self._window.deleteLater()
        if self._log is not None:
            close_log(self._log)

    def _start_log(self) -> RotatingFileHandler | None:
        try:
            return open_log(self._folder)
        except OSError:
            return None  # opening the ledger says what is wrong with the folder

    def _after_paint(self) -> None:
        # with a context object in the call PySide 6.8 would swallow what `_load` raises
        QTimer.singleShot(0, self._load)

    def _load(self) -> None:
        """Load the services (sqlmodel comes with them, so not before the first paint) and open the ledger."""
        # the window has been painted
        from desktop.wiring import has_ledger

        try:
            if self._smoke:
                self._run_smoke()
            elif has_ledger(self._folder):
                self._open(self._folder)
            else:
                self._show_doors()
        except KnownError as error:
            self._errors.show(error)
            self._leave(TOLD)

    def _open(self, folder: Path) -> None:
        # as above
        from desktop.wiring import open_ledger

        self._enter(open_ledger(folder, real_world()))

    def _show_doors(self) -> None:
        # as above
        from desktop.ui.first_start import FirstStartPage
        from desktop.wiring import presets_only

        world = real_world()
        page = FirstStartPage(presets_only(world), world.clock().date(), self._window)
        page.wanted.connect(self._create)
        page.sample_wanted.connect(self._open_sample)
        self._first_start = page
        self._window.show_alone(page)

    def _create(self, start: object) -> None:
        # as above
        from desktop.domain.workspace import FirstStart
        from desktop.wiring import create_ledger

        page = self._first_start
        if page is None or not isinstance(start, FirstStart):
            return
        try:
            made = create_ledger(self._folder, start, real_world())
        except KnownError as error:
            self._errors.show(error)
            return
        if isinstance(made, tuple):
            page.show_problems(made)
            return
        self._leave_doors()
        self._enter(made)

    def _open_sample(self) -> None:
        # as above
        from desktop.wiring import create_sample, has_ledger, open_ledger

        folder = self._folder.with_name(f"{self._folder.name}-demo")
        try:
            known = has_ledger(folder)
            services = open_ledger(folder, real_world()) if known else create_sample(folder, real_world())
        except KnownError as error:
            self._errors.show(error)
            return
        self._leave_doors()
        self._enter(services)

    def _leave_doors(self) -> None:
        if self._first_start is not None:
            self._window.leave_alone(self._first_start)
            self._first_start = None

    def _enter(self, services: Services) -> None:
        # as above
        from desktop.ui.drafts import offer_drafts
        from desktop.ui.pages.registry import PAGES

        self._services = services
        self._desk = make_desk(services, self._window, self._runner, self._errors, today)
        self._window.enter(services, self._desk, PAGES)
        if not self._smoke:
            offer_drafts(self._window, services)

    def _run_smoke(self) -> None:
        # as above
        from desktop.ui.smoke import file_a_month, first_start
        from desktop.wiring import create_ledger, presets_only

        world = real_world()
        made = create_ledger(self._folder, first_start(presets_only(world), world.clock().date()), world)
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
        if self._smoke:
            self._former_hook(kind, error, trace)
            self._leave(BUG)
        elif issubclass(kind, KeyboardInterrupt):
            self._leave(DONE)
        else:
            self._errors.show(error)


def make_desk(
    services: Services, window: MainWindow, runner: JobRunner, errors: ErrorDesk, today: Callable[[], date]
) -> Desk:
    """Return what the pages of *services* share; the window starts at the last month that has ended."""
    return Desk(
        runner=runner,
        errors=errors,
        remember=WindowState(services.folder),
        today=today,
        now=real_world().clock,
        month=last_complete(today()),
        resources=resources_folder(),
        parent=window,
    )


def today() -> date:
    """Return the day on this computer's clock."""
    return real_world().clock().date()


def take_pictures(data_folder: Path, folder: Path) -> list[Path]:
    """Picture every page of the sample ledger in *data_folder*, on the sample's day, without a screen."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before the application is made
    # Qt has to be told first; and the services are slow to load
    from desktop.services.sample_data import read_sample
    from desktop.ui.pages.registry import PAGES
    from desktop.ui.pictures import Camera
    from desktop.wiring import open_ledger

    resources, world = resources_folder(), real_world()
    sample = read_sample(resources)
    app = make_application(resources)
    window = MainWindow(resources)
    runner, errors = JobRunner(window), ErrorDesk(window, log_folder(data_folder))
    services = open_ledger(data_folder, replace(world, clock=lambda: datetime.combine(sample.today, NOON, CHINA)))
    try:
        desk = make_desk(services, window, runner, errors, lambda: sample.today)
        window.enter(services, desk, PAGES)
        camera = Camera(window, services, desk, folder)
        camera.take_first_start(services.presets)
        listed = data_folder.parent / f"{sample.list_words.file}.xlsx"
        camera.take_all(listed if listed.is_file() else None)
        return camera.paths
    finally:
        runner.close()
        services.close()
        window.deleteLater()
        app.processEvents()
