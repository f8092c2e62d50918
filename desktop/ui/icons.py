"""The one family of icons: own line drawings in resources/icons, always beside a word."""

from pathlib import Path

from PySide6.QtGui import QIcon


def icon(resources: Path, name: str) -> QIcon:
    """Return the drawing *name* as an icon."""
    return QIcon(str(resources / "icons" / f"{name}.svg"))
