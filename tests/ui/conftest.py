"""What tests of the window share: the theme, a real ledger with a clock that stands still, and a desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.domain.month import Month
from desktop.domain.workspace import FirstStart
from desktop.ui.desk import Desk
from desktop.ui.errors import ErrorDesk
from desktop.ui.jobs import JobRunner
from desktop.ui.theme import apply_theme
from desktop.ui.window_state import WindowState

if TYPE_CHECKING:
    from desktop.wiring import Services, World

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
NOW = datetime(2026, 11, 5, 9, 31, tzinfo=timezone(timedelta(hours=8)))
TODAY = NOW.date()
OCTOBER = Month(2026, 10)


@pytest.fixture(scope="session", autouse=True)
def themed(qapp: QApplication) -> QApplication:
    """Every test sees the real theme and typeface."""
    apply_theme(qapp, RESOURCES)
    return qapp


@pytest.fixture
def world() -> World:
    """A world whose clock stands still and whose random ids count up."""
    from desktop.wiring import World

    numbers = count(1)
    return World(
        resources=RESOURCES,
        clock=lambda: NOW,
        new_id=lambda: f"id{next(numbers):030d}",
        salt=lambda: f"{next(numbers):032x}",
        pid=1,
        host="test",
    )


@pytest.fixture
def start() -> FirstStart:
    """What the clerk of 盂县能源局 answers at the first start."""
    return FirstStart(preset="yuxian-2024", unit_name="盂县能源局", year=2026, person_name="演示甲", person_post="科员")


@pytest.fixture
def services(tmp_path: Path, world: World, start: FirstStart) -> Iterator[Services]:
    """A new ledger of 盂县能源局 in its own folder."""
    from desktop.wiring import create_ledger

    made = create_ledger(tmp_path / "data", start, world)
    assert not isinstance(made, tuple), made
    yield made
    made.close()


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    """A desk set to October 2026, on 5 November 2026."""
    owner = QWidget()
    runner = JobRunner(owner)
    yield Desk(
        runner=runner,
        errors=ErrorDesk(owner, tmp_path / "logs"),
        remember=WindowState(tmp_path),
        today=lambda: date(2026, 11, 5),
        month=OCTOBER,
        resources=RESOURCES,
        parent=owner,
    )
    runner.close()
    owner.deleteLater()
