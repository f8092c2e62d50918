"""The application: theme, typeface, Chinese for Qt's own words, and the way Chinese is typed."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from desktop.ui.input_method import VARIABLE, input_module
from desktop.ui.theme import apply_theme

PLATFORM = "QT_QPA_PLATFORM"


def screen_missing(environment: Mapping[str, str], platform: str) -> bool:
    """Return whether there is no desktop to open a window on; Qt would end the process without a word to the user."""
    if not platform.startswith("linux"):
        return False
    return not any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", PLATFORM))


def make_application(resources: Path) -> QApplication:
    """Return the application of this process, dressed; what Qt reads from the environment is set before it is made."""
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
