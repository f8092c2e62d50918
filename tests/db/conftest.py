"""A real ledger for every test that asks."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.ledger import make_ledger
from db.unit_of_work import Database
from tests.db.making import UNIT, World, fresh


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "数据"


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new ledger of one township, closed; copying it is quicker than making one."""
    made = tmp_path_factory.mktemp("template")
    make_ledger(made, UNIT, "a1", World().means()).close()
    return made


@pytest.fixture
def database(template: Path, folder: Path, world: World) -> Iterator[Database]:
    """A new ledger; closed at the end, so that a raw connection may look at it only after `close`."""
    made = fresh(template, folder, world)
    yield made
    made.close()
