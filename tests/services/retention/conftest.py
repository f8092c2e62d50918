"""A real ledger of 盂县能源局 on 5 November 2026."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.wiring import Services
from tests.services.office_hand import office


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    with office(tmp_path / "data") as made:
        yield made
