"""What the tests of printing share."""

from pathlib import Path

import pytest

from desktop.render.fonts import Fonts


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    """Return the typefaces that the program ships."""
    return Fonts(Path(__file__).parents[2] / "resources" / "fonts")
