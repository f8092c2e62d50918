"""Pictures of every page and of the main dialogs, as a person with a 1366×768 screen sees them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from desktop.domain.enterprise import EnterpriseFilter
from desktop.ui.desk import Desk, make_desk
from desktop.ui.dialogs.enterprise_editor import EnterpriseEditor
from desktop.ui.dialogs.import_dialog import ImportDialog
from desktop.ui.dialogs.visit_editor import VisitEditor
from desktop.ui.errors import ErrorDesk
from desktop.ui.first_start import FirstStartPage
from desktop.ui.jobs import JobRunner
from desktop.ui.main_window import HEIGHT, PAGE_TITLES, WIDTH, MainWindow
from desktop.ui.pages.registry import pages_for

if TYPE_CHECKING:
    from desktop.services.presets import PresetService
    from desktop.wiring import Services

_LOOK = 25  # milliseconds between two looks whether the jobs have ended


def picture_sample(
    services: Services, folder: Path, *, now: datetime, listed: Path, logs: Path, resources: Path
) -> list[Path]:
    """Picture every page of *services* at *now* into *folder*; *listed* is the workbook of the pictured import."""
    window = MainWindow(resources)
    runner, errors = JobRunner(window), ErrorDesk(window, logs)
    try:
        desk = make_desk(services.folder, window, runner=runner, errors=errors, now=lambda: now, resources=resources)
        window.enter(services, desk, pages_for(county=services.settings.workspace().is_county))
        camera = Camera(window, services, desk, folder)
        camera.take_first_start(services.presets)
        camera.take_all(listed if listed.is_file() else None)
        return camera.paths
    finally:
        runner.close()
        window.close()
        window.deleteLater()


class Camera:
    """Takes one picture after the other into *folder*, numbered in the order they were taken."""

    def __init__(self, window: MainWindow, services: Services, desk: Desk, folder: Path) -> None:
        self._window, self._services, self._desk, self._folder = window, services, desk, folder
        self.paths: list[Path] = []
        folder.mkdir(parents=True, exist_ok=True)

    def take_all(self, listed: Path | None) -> tuple[Path, ...]:
        """Picture every page, then the dialogs; *listed* is a workbook for the picture of an import."""
        self._window.resize(WIDTH, HEIGHT)
        self._window.show()
        for key, _ in PAGE_TITLES:
            self._page(key, "", key)
        enterprise = self._services.enterprises.ids(EnterpriseFilter())[0]
        self._page("enterprises", enterprise, "enterprise")
        self._page("enterprises", "ladder:", "libraries")
        self._page("enterprises", "coverage:", "coverage")
        self._page("filings", f"form:{self._services.filings.forms()[0].id}", "filing")
        self._page("settings", "preset", "preset")
        self._page("settings", "clock", "clock")
        self._page("settings", "about", "about")
        self._page("issues", "view:common", "issue-common")
        self._page("issues", "view:board", "issue-board")
        self._window.open_page("issues", "view:list")  # as it is left
        services, desk, window = self._services, self._desk, self._window
        self._dialog(EnterpriseEditor(services, desk, enterprise, window), "enterprise-editor")
        self._dialog(VisitEditor(services, desk, "", enterprise, window), "visit-editor")
        if listed is not None:
            self._dialog(ImportDialog(services, desk, window, str(listed)), "import")
        return tuple(self.paths)

    def take_first_start(self, presets: PresetService) -> None:
        """Picture the doors and the form of a first start."""
        page = FirstStartPage(presets, self._desk.today())
        page.resize(WIDTH, HEIGHT)
        page.show()
        self._shoot(page, "first-start")
        page.doors.new.click()
        self._shoot(page, "first-start-form")
        page.close()
        page.deleteLater()

    def _page(self, key: str, argument: str, name: str) -> None:
        self._window.open_page(key, argument)
        self._shoot(self._window, name)

    def _dialog(self, dialog: QWidget, name: str) -> None:
        dialog.show()
        self._shoot(dialog, name)
        dialog.close()
        dialog.deleteLater()

    def _shoot(self, widget: QWidget, name: str) -> None:
        self._settle()
        path = self._folder / f"{len(self.paths) + 1:02d}-{name}.png"
        if not widget.grab().save(str(path)):
            raise OSError(path)
        self.paths.append(path)

    def _settle(self) -> None:
        """Let the window's loop run until no job is queued and what jobs brought is laid out."""
        loop, timer, calm = QEventLoop(), QTimer(), [3]

        def look() -> None:
            calm[0] = 3 if self._desk.runner.busy else calm[0] - 1
            if calm[0] <= 0:
                loop.quit()

        timer.timeout.connect(look)
        timer.start(_LOOK)
        loop.exec()
