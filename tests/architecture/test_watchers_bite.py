"""What conftest.py watches for is done once in a test run of its own, and must fail there."""

import os
import re
import shutil
import subprocess
import sys

from tests.architecture.house import ROOT

DEEDS = """
import logging
import warnings

import pytest
from PySide6.QtCore import qWarning

logger = logging.getLogger("desktop.somewhere")


def test_quiet():
    pass


@pytest.mark.warns("coped")
def test_announced_warning():
    logger.warning("coped with %s", 3)


def test_sudden_warning():
    logger.warning("coped")


@pytest.mark.warns("coped")
def test_warning_announced_in_vain():
    pass


def test_python_warning():
    warnings.warn("old", DeprecationWarning, stacklevel=1)


def test_qt_warning():
    qWarning("QLayout: cannot add")


def test_noise_of_the_platform():
    qWarning("This plugin does not support propagateSizeHints()")


@pytest.fixture
def untidy():
    yield
    qWarning("QObject: destroyed while running")


def test_qt_warning_while_cleaning_up(untidy):
    pass
"""


def test_every_watcher_bites(tmp_path):
    (tmp_path / "tests").mkdir()
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for name in ("compiled.py", "conftest.py"):
        shutil.copy(ROOT / "tests" / name, tmp_path / "tests")
    (tmp_path / "tests" / "test_deeds.py").write_text(DEEDS, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    told = {name: outcome for outcome, name in re.findall(r"^([A-Z]+) \S+::(\w+)", done.stdout, re.MULTILINE)}
    assert told == {
        "test_quiet": "PASSED",
        "test_announced_warning": "PASSED",
        "test_noise_of_the_platform": "PASSED",
        "test_sudden_warning": "ERROR",
        "test_warning_announced_in_vain": "ERROR",
        "test_python_warning": "FAILED",
        "test_qt_warning": "FAILED",
        "test_qt_warning_while_cleaning_up": "ERROR",
    }
