"""What whole days of work start from: nothing but a folder, a clock and the workbooks that came in."""

from pathlib import Path

import pytest

from desktop.wiring import World
from tests.services.making import Clock, Desk, make_world


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def world(clock: Clock) -> World:
    return make_world(clock)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "台账"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "报送")
