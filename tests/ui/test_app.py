"""Tests of starting, one window a folder, Chinese typing on Linux, the log and the outer edge."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.workspace import FirstStart
from desktop.kernel.errors import KnownError
from desktop.logs import close_log, log_folder, open_log
from desktop.ui.application import screen_missing
from desktop.ui.errors import ErrorDesk
from desktop.ui.input_method import input_module
from desktop.ui.instance import SingleInstance, server_name
from tests.ui.conftest import RESOURCES

ROOT = RESOURCES.parent


def plugins(tmp_path: Path, *names: str) -> Path:
    folder = tmp_path / "platforminputcontexts"
    folder.mkdir()
    for name in names:
        (folder / name).touch()
    return tmp_path


@pytest.mark.parametrize("asked", ["fcitx", "fcitx5"])
def test_fcitx_without_its_plugin_becomes_ibus(tmp_path: Path, asked: str) -> None:
    found = plugins(tmp_path, "libibusplatforminputcontextplugin.so", "libcomposeplatforminputcontextplugin.so")
    assert input_module({"QT_IM_MODULE": asked}, "linux", found) == "ibus"


def test_fcitx_with_its_plugin_stays(tmp_path: Path) -> None:
    found = plugins(tmp_path, "libfcitx5platforminputcontextplugin.so")
    assert input_module({"QT_IM_MODULE": "fcitx"}, "linux", found) is None


@pytest.mark.parametrize(
    ("environment", "platform"),
    [({"QT_IM_MODULE": "ibus"}, "linux"), ({}, "linux"), ({"QT_IM_MODULE": "fcitx"}, "win32")],
)
def test_other_input_methods_are_left_alone(tmp_path: Path, environment: dict[str, str], platform: str) -> None:
    assert input_module(environment, platform, plugins(tmp_path)) is None


def test_our_qt_has_ibus_and_no_fcitx() -> None:
    # the day this fails the way around fcitx can go
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforminputcontexts"
    if sys.platform.startswith("linux"):
        assert any(folder.glob("*ibus*"))
        assert not any(folder.glob("*fcitx*"))


def started(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="fcitx is of Linux")
def test_application_is_made_after_the_input_method_was_set() -> None:
    code = (
        "import os; from pathlib import Path; from desktop.ui.application import make_application\n"
        "make_application(Path('resources')); print(os.environ['QT_IM_MODULE'])"
    )
    assert started(code, QT_IM_MODULE="fcitx").stdout.strip() == "ibus"


def test_qt_speaks_chinese() -> None:
    code = (
        "from pathlib import Path; from desktop.ui.application import make_application\n"
        "from PySide6.QtWidgets import QDialogButtonBox\n"
        "app = make_application(Path('resources'))\n"
        "box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)\n"
        "print(box.buttons()[0].text().encode('unicode_escape').decode())"
    )
    assert started(code).stdout.strip().encode().decode("unicode_escape") == "取消"


def test_window_is_painted_before_anything_slow_is_loaded() -> None:
    code = (
        "import sys; import desktop.app\n"
        "slow = ('desktop.wording.messages', 'desktop.domain.enterprise', 'logging.handlers',\n"
        "        'sqlalchemy', 'sqlmodel', 'openpyxl', 'reportlab', 'alembic', 'pydantic', 'pypinyin', 'pypdfium2',\n"
        "        'python_calamine', 'typer', 'desktop.wiring', 'desktop.services.settings')\n"
        "print([name for name in slow if name in sys.modules])"
    )
    assert started(code).stdout.strip() == "[]"


def test_smoke_run_opens_files_and_leaves() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "desktop", "--smoke"],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert "Traceback" not in ran.stderr


def test_smoke_run_that_fails_says_so(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; import desktop.app, desktop.ui.smoke\n"
        "def broken(*_): raise LookupError('broken')\n"
        "desktop.ui.smoke.file_a_month = broken\n"
        f"sys.exit(desktop.app.run(Path({str(tmp_path / 'data')!r}), smoke=True))"
    )
    ran = started(code)
    assert ran.returncode == 1
    assert "LookupError: broken" in ran.stderr


@pytest.mark.parametrize(
    ("environment", "platform", "missing"),
    [
        ({}, "linux", True),
        ({"DISPLAY": ":0"}, "linux", False),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", False),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", False),
        ({}, "win32", False),
    ],
)
def test_a_computer_without_a_desktop_is_known(environment: dict[str, str], platform: str, missing: bool) -> None:
    assert screen_missing(environment, platform) is missing


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have a desktop")
def test_open_without_a_desktop_is_told_not_aborted(tmp_path: Path) -> None:
    bare = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    bare.pop("QT_QPA_PLATFORM", None)
    ran = subprocess.run(
        [sys.executable, "-m", "desktop", "--data", str(tmp_path), "open"],
        cwd=ROOT,
        env=bare,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert ran.returncode == 2
    assert ran.stderr.startswith("E017")


def test_second_start_raises_the_first_window(tmp_path: Path, qtbot: QtBot) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.first()
    with qtbot.waitSignal(first.raise_requested):
        assert not second.first()
    first.close()
    assert SingleInstance(tmp_path / "other").first()


def test_a_doorbell_left_by_a_killed_program_is_taken_over(tmp_path: Path, qtbot: QtBot) -> None:
    code = (
        "import os, sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication\n"
        "from desktop.ui.instance import SingleInstance\n"
        f"app = QCoreApplication([]); bell = SingleInstance(Path({str(tmp_path)!r})); print(bell.first())\n"
        "sys.stdout.flush(); os._exit(9)"
    )
    assert started(code).stdout.strip() == "True"
    again = SingleInstance(tmp_path)
    assert again.first()
    with qtbot.waitSignal(again.raise_requested):
        assert not SingleInstance(tmp_path).first()
    again.close()


def test_every_way_to_write_a_folder_is_the_same_folder(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    assert server_name(tmp_path / "a" / ".." / "a") == server_name(tmp_path / "a")
    assert server_name(tmp_path / "a") != server_name(tmp_path)


def test_window_on_a_folder_in_use_says_so_and_leaves(tmp_path: Path, start: FirstStart, world) -> None:
    from desktop.wiring import create_ledger

    made = create_ledger(tmp_path / "data", start, world)
    assert not isinstance(made, tuple)
    code = (
        "import sys; from pathlib import Path; import desktop.app\n"
        "import desktop.ui.errors\n"
        "desktop.ui.errors.ErrorDesk._tell = lambda self, text: sys.stderr.write(text[:4])\n"
        f"sys.exit(desktop.app.run(Path({str(tmp_path / 'data')!r})))"
    )
    ran = started(code)
    made.close()
    assert ran.returncode == 2
    assert "E011" in ran.stderr


def test_log_is_kept_in_the_data_folder(tmp_path: Path) -> None:
    handler = open_log(tmp_path)
    try:
        logging.getLogger("desktop.test").info("saved %s", "uid1")
    finally:
        close_log(handler)
    text = (log_folder(tmp_path) / "shenggui.log").read_text(encoding="utf-8")
    assert "INFO desktop.test: saved uid1" in text
    assert handler not in logging.getLogger().handlers


REAL_BOX = ErrorDesk._tell


class Told(ErrorDesk):
    """Notes what would be shown in a box."""

    def __init__(self, owner: QWidget, logs: Path) -> None:
        super().__init__(owner, logs)
        self.texts: list[str] = []

    def _tell(self, text: str) -> None:
        self.texts.append(text)


@pytest.fixture
def errors(qtbot: QtBot, tmp_path: Path) -> Told:
    owner = QWidget()
    qtbot.addWidget(owner)
    return Told(owner, tmp_path / "logs")


@pytest.mark.warns("told the user: data_in_use")
def test_a_known_failure_is_told_with_its_code(errors: Told) -> None:
    errors.show(KnownError("data_in_use", path="某文件夹"))
    assert errors.texts[0].startswith("E011 程序正在使用这个数据文件夹")


@pytest.mark.warns("a bug")
def test_a_bug_is_logged_and_told_with_the_place_of_the_log(
    errors: Told, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    errors.show(LookupError("secret name"))
    assert str(tmp_path / "logs") in errors.texts[0]
    assert "secret name" not in errors.texts[0]
    assert caplog.records[-1].exc_info is not None


@pytest.mark.warns("a bug")
def test_one_box_at_a_time(errors: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    def again(text: str) -> None:
        errors.texts.append(text)
        errors.show(LookupError("inner"))

    monkeypatch.setattr(errors, "_tell", again)
    errors.show(LookupError("outer"))
    assert len(errors.texts) == 1


@pytest.mark.warns("told the user")
def test_the_box_names_what_happened(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtCore import QTimer

    monkeypatch.setattr(ErrorDesk, "_tell", REAL_BOX)  # here somebody clicks
    owner = QWidget()
    qtbot.addWidget(owner)
    seen: list[str] = []

    def close_it() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        seen.append(box.text())
        box.accept()

    QTimer.singleShot(0, close_it)
    ErrorDesk(owner, tmp_path).show(KnownError("data_in_use", path="x"))
    assert seen[0].startswith("E011")
