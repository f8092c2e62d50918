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


@pytest.fixture(autouse=True)
def no_box_that_waits(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test that would show an error nobody expected, instead of waiting for a click for ever."""
    shown: list[str] = []
    monkeypatch.setattr(ErrorDesk, "_tell", lambda _, text: shown.append(text))
    yield
    assert not shown, f"the window told of an error that the test did not expect: {shown}"


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
def owner(qapp: QApplication) -> Iterator[QWidget]:
    """What stands in for the window where a test needs none."""
    made = QWidget()
    yield made
    made.deleteLater()


@pytest.fixture
def runner(owner: QWidget) -> Iterator[JobRunner]:
    """The worker thread of the desk."""
    made = JobRunner(owner)
    yield made
    made.close()


@pytest.fixture
def services(tmp_path: Path, world: World, start: FirstStart, runner: JobRunner) -> Iterator[Services]:
    """A new ledger of 盂县能源局 in its own folder; as in the program, the worker thread leaves it first."""
    from tests.ledgers import shelf

    made = shelf.copy(tmp_path / "data", start, world)
    yield made
    runner.close()
    made.close()


@pytest.fixture
def desk(tmp_path: Path, owner: QWidget, runner: JobRunner) -> Desk:
    """A desk set to October 2026, on 5 November 2026."""
    return Desk(
        runner=runner,
        errors=ErrorDesk(owner, tmp_path / "logs"),
        remember=WindowState(tmp_path),
        today=lambda: date(2026, 11, 5),
        month=OCTOBER,
        resources=RESOURCES,
        parent=owner,
    )
