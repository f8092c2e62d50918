"""A real ledger of 盂县能源局 for every test of the services; its clock stands at 2026-11-05 09:31 +08:00."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.render.fonts import Fonts
from desktop.wiring import Services, World, open_ledger
from tests.services.letter_hands import Post, assigned, begin_post, introduced
from tests.services.making import RESOURCES, Clock, Desk, begun, make_world


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def world(clock: Clock) -> World:
    return make_world(clock)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "台账"


@pytest.fixture(scope="session")
def begun_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger just begun and closed; copying it is quicker than making one."""
    made = tmp_path_factory.mktemp("begun")
    begun(made, make_world(Clock(), prefix="first")).close()
    return made


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    """The fonts, taken apart once for all tests: a program takes a third of a second for it."""
    return Fonts(RESOURCES / "fonts")


@pytest.fixture
def services(begun_ledger: Path, folder: Path, world: World, fonts: Fonts) -> Iterator[Services]:
    """A ledger that has just been begun."""
    shutil.copytree(begun_ledger, folder)
    opened = open_ledger(folder, world)
    opened.filings._printer._loaded = fonts
    yield opened
    opened.close()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty folder that is not there yet."""
    return Desk(tmp_path / "报送")


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Post]:
    """The county office and two units, just begun."""
    made = begin_post(tmp_path)
    yield made
    for services in made.everyone():
        services.close()


@pytest.fixture
def known(post: Post) -> tuple[Post, str]:
    """Everybody knows everybody, and one enterprise is handed out."""
    introduced(post)
    (uid,) = assigned(post)
    return post, uid
