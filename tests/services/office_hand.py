"""A real office in its own folder, for tests of services."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from itertools import count
from pathlib import Path

from desktop.domain.codes import UnitKind
from desktop.domain.workspace import FirstStart
from desktop.wiring import Services, World
from tests.ledgers import shelf

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
NOW = datetime(2026, 11, 5, 9, 31, tzinfo=timezone(timedelta(hours=8)))


@contextmanager
def office(
    folder: Path,
    unit: str = "盂县能源局",
    preset: str = "yuxian-2024",
    year: int = 2026,
    kind: UnitKind | None = None,
    clock: Callable[[], datetime] = lambda: NOW,
) -> Iterator[Services]:
    """Give the services of a new ledger of *unit*, on 5 November 2026 unless *clock* says otherwise."""
    numbers = count(1)
    world = World(
        resources=RESOURCES,
        clock=clock,
        new_id=lambda: f"id{next(numbers):030d}",
        salt=lambda: f"{next(numbers):032x}",
        pid=1,
        host="test",
    )
    made = shelf.copy(folder, FirstStart(preset, unit, kind, year, "演示甲"), world)
    try:
        yield made
    finally:
        made.close()
