"""Chinese typing on Linux: what Qt is told before it starts (fcitx5 answers the ibus protocol)."""

from collections.abc import Mapping
from pathlib import Path

_FCITX = frozenset({"fcitx", "fcitx5"})
VARIABLE = "QT_IM_MODULE"


def input_module(environment: Mapping[str, str], platform: str, plugins: Path) -> str | None:
    """Return what `QT_IM_MODULE` has to become before the application is made, or None to leave it.

    Kylin and UOS set it to fcitx; our Qt has no such plugin in its *plugins* folder, so Chinese could not be typed.
    """
    asked = environment.get(VARIABLE, "")
    if not platform.startswith("linux") or asked not in _FCITX:
        return None
    found = any((plugins / "platforminputcontexts").glob("*fcitx*"))
    return None if found else "ibus"
