"""A real ledger on 26 October 2026 with one enterprise and its application."""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from itertools import count
from pathlib import Path

import pytest

from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.workspace import FirstStart
from desktop.wiring import Services, World, create_ledger
from tests.services.admissions.hands import enter

RESOURCES = Path(__file__).parents[3] / "resources"
CHINA = timezone(timedelta(hours=8))


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    numbers = count(1)
    world = World(
        resources=RESOURCES,
        clock=lambda: datetime(2026, 10, 26, 9, 30, tzinfo=CHINA),
        new_id=lambda: f"id{next(numbers):030d}",
        salt=lambda: f"{next(numbers):032x}",
        pid=1,
        host="test",
    )
    made = create_ledger(tmp_path / "data", FirstStart("yuxian-2024", "盂县能源局", None, 2026, "演示甲"), world)
    assert not isinstance(made, tuple)
    yield made
    made.close()


@pytest.fixture
def firm(services: Services) -> str:
    name = "盂县演示甲洗煤有限公司（演示）"
    draft = EnterpriseDraft(name, "91140322MA0YBLT0XR", industry_code="0610", address="秀水镇")
    return services.enterprises.save(draft).uid


@pytest.fixture
def application(services: Services, firm: str) -> str:
    return enter(services, firm)
