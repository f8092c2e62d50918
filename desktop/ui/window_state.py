"""How the window was left: sizes, columns and the like, in a file of the data folder and never in the registry."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QHeaderView, QSplitter, QWidget


class WindowState:
    """Keeps and gives back how windows, tables and splitters were left; nothing in it is the clerk's data."""

    def __init__(self, folder: Path) -> None:
        self._settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)

    def text(self, key: str, default: str = "") -> str:
        """Return the text kept under *key*."""
        value = self._settings.value(key, default)
        return value if isinstance(value, str) else default

    def keep_text(self, key: str, text: str) -> None:
        """Keep *text* under *key*."""
        self._settings.setValue(key, text)

    def restore_window(self, key: str, window: QWidget) -> bool:
        """Give *window* the size and place it was left with; False where none is kept."""
        kept = self._bytes(f"{key}/geometry")
        return kept is not None and window.restoreGeometry(kept)

    def keep_window(self, key: str, window: QWidget) -> None:
        """Keep size and place of *window*."""
        self._settings.setValue(f"{key}/geometry", window.saveGeometry())

    def restore_header(self, key: str, header: QHeaderView) -> None:
        """Give *header* its widths, order and hidden columns; ignored when the table has other columns by now."""
        kept = self._bytes(f"{key}/header")
        if kept is not None and self.text(f"{key}/columns") == str(header.count()):
            header.restoreState(kept)

    def keep_header(self, key: str, header: QHeaderView) -> None:
        """Keep widths, order and hidden columns of *header*."""
        self._settings.setValue(f"{key}/header", header.saveState())
        self._settings.setValue(f"{key}/columns", str(header.count()))

    def restore_splitter(self, key: str, splitter: QSplitter) -> None:
        """Give *splitter* the sizes it was left with."""
        kept = self._bytes(f"{key}/splitter")
        if kept is not None:
            splitter.restoreState(kept)

    def keep_splitter(self, key: str, splitter: QSplitter) -> None:
        """Keep the sizes of *splitter*."""
        self._settings.setValue(f"{key}/splitter", splitter.saveState())

    def follow_splitter(self, key: str, splitter: QSplitter) -> None:
        """Give *splitter* the sizes it was left with, and keep those the user gives it."""
        self.restore_splitter(key, splitter)
        splitter.splitterMoved.connect(partial(self.keep_splitter, key, splitter))

    def write(self) -> None:
        """Write what is kept to the file now."""
        self._settings.sync()

    def _bytes(self, key: str) -> QByteArray | None:
        value = self._settings.value(key)
        return value if isinstance(value, QByteArray) else None
