"""Files that Excel or WPS holds open: on Windows nobody can take their names then, and here nobody can either."""

from pathlib import Path

import pytest


def hold(patch: pytest.MonkeyPatch, *held: Path) -> None:
    """Let every attempt to put something in the place of one of *held* fail as it fails on Windows."""
    names = {path.absolute() for path in held}
    replace = Path.replace

    def refused(path: Path, target: Path) -> Path:
        if Path(target).absolute() in names:
            raise PermissionError(13, "in use", str(target))
        return replace(path, target)

    patch.setattr(Path, "replace", refused)
