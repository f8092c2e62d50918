"""What holds for every test: no screen, no user's folder, no warning that nobody expected."""

import gc
import logging
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything makes a QApplication
os.environ["QT_SCALE_FACTOR"] = "1"  # sizes in tests are sizes in pixels

settings.register_profile("quick", max_examples=60, deadline=None, derandomize=True)
settings.register_profile("nightly", max_examples=3000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

# Qt, SQLAlchemy and parsed sources are many objects; walking them all again and again was a quarter of the whole time
gc.set_threshold(20_000, 20, 20)


def pytest_collection_finish() -> None:
    """Leave what was imported out of the walks of the garbage collector."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def no_users_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Point the platform's folders at an empty place, so that no test can touch a real ledger."""
    home = tmp_path_factory.mktemp("home")
    names = ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
    with pytest.MonkeyPatch.context() as patch:
        for name in names:
            patch.setenv(name, str(home))
        yield home


@pytest.fixture(scope="session", autouse=True)
def statements_compiled_once() -> Iterator[None]:
    """Let the ledgers of all tests share compiled SQL: a test opens a few of them, the program one."""
    from db import engine  # after the platform is set
    from tests.compiled import sharing

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "create_engine", sharing(engine.create_engine))
        yield


class _Warnings(logging.Handler):
    """Keeps what is logged as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def quiet_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that logs a warning it did not announce with `@pytest.mark.warns("words")`, or announced in vain."""
    marker = request.node.get_closest_marker("warns")
    expected: tuple[str, ...] = marker.args if marker else ()
    heard = _Warnings()
    logging.getLogger().addHandler(heard)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(heard)
    surprises = [text for text in heard.texts if not any(words in text for words in expected)]
    missed = [words for words in expected if not any(words in text for text in heard.texts)]
    assert not surprises, f"the log has warnings that the test did not expect: {surprises}"
    assert not missed, f"the test expected warnings that were not logged: {missed}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Fail a test whose widgets complain while they are closed; pytest-qt listens only until then."""
    from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler  # after the platform is set

    ignored = item.config.getini("qt_log_ignore")
    heard: list[str] = []

    def hear(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        loud = kind not in {QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg}
        if loud and not any(re.search(pattern, text) for pattern in ignored):
            heard.append(text)

    previous = qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(previous)
    assert not heard, f"Qt warned while the test was cleaned up: {heard}"
