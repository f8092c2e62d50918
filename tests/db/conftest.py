"""A real ledger for every test that asks."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.ledger import make_ledger
from db.unit_of_work import Database
from tests.db.making import UNIT, World


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "数据"


@pytest.fixture
def database(folder: Path, world: World) -> Iterator[Database]:
    """A new ledger of one township; closed at the end, so that a raw connection may look at it only after `close`."""
    made = make_ledger(folder, UNIT, "a1", world.means())
    yield made
    made.close()
