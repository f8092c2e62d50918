"""An office with one enterprise and one issue."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.enterprise import EnterpriseDraft
from desktop.wiring import Services
from tests.services.issues.hands import Clock, enter
from tests.services.office_hand import office


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def services(tmp_path: Path, clock: Clock) -> Iterator[Services]:
    with office(tmp_path / "data", clock=clock) as made:
        yield made


@pytest.fixture
def firm(services: Services) -> str:
    draft = EnterpriseDraft(
        "盂县演示甲洗煤有限公司（演示）", "91140322MA0YBLT0XR", contact="张某", contact_phone="13800001234"
    )
    return services.enterprises.save(draft).uid


@pytest.fixture
def issue(services: Services, firm: str) -> str:
    return enter(services, firm)
