"""run.py where it can be tested without a network: versions, lines, stamps and the lock it installs from."""

import ast
import ctypes
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import run

ROOT = Path(run.__file__).parent


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """An empty checkout with lock files, for run.py to look at."""
    for name in ("requirements.lock", "uv.lock", "pyproject.toml"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(run, "STAMP", tmp_path / ".venv" / "set-up.json")
    return tmp_path


@pytest.mark.parametrize(
    ("version", "runs"), [((3, 8), False), ((3, 10), False), ((3, 11), True), ((3, 13), True), ((3, 14), False)]
)
def test_three_minor_versions_of_python_are_supported(version, runs):
    assert run.supported(version) is runs


def test_versions_are_those_of_the_project_file():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    oldest, newest = run.OLDEST[1], run.NEWEST[1]
    assert project["project"]["requires-python"] == f">=3.{oldest},<3.{newest + 1}"


def test_an_old_python_can_read_the_file():
    ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 8))


def test_only_the_standard_library_is_imported():
    tree = ast.parse((ROOT / "run.py").read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert names <= set(sys.stdlib_module_names)


def test_wrong_python_and_no_other_is_said_plainly(monkeypatch, tmp_path):
    monkeypatch.setattr(run, "OLDEST", (4, 0))
    monkeypatch.setattr(run, "NEWEST", (4, 1))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(run.CannotGoOn, match="needs Python"):
        run.find_python()


@pytest.mark.skipif(sys.platform == "win32", reason="shims of this kind are a Unix matter")
def test_shim_with_nothing_behind_it_is_passed_over(monkeypatch, tmp_path):
    for minor, code in (("13", "exit 127"), ("12", "exit 0")):
        shim = tmp_path / f"python3.{minor}"
        shim.write_text(f"#!/bin/sh\n{code}\n", encoding="utf-8")
        shim.chmod(0o755)
    monkeypatch.setattr(run, "supported", lambda version: False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run.find_python() == (str(tmp_path / "python3.12"), (3, 12))


def test_apt_line_is_one_line_to_copy():
    assert run.apt_line(["libgl1", "libegl1"]) == (
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends libgl1 libegl1"
    )


def test_missing_libraries_name_their_packages(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(run, "loads", lambda library: library not in {"libEGL.so.1", "libxcb-cursor.so.0"})
    assert run.missing_packages(screen=False) == ["libegl1"]
    assert run.missing_packages(screen=True) == ["libegl1", "libxcb-cursor0"]


def test_library_that_the_system_lacks_does_not_load():
    assert not run.loads("libshenggui-not-there.so.1")
    assert sys.platform != "linux" or run.loads(str(ctypes.CDLL("libc.so.6")._name))


def test_user_who_may_not_install_is_given_the_line(monkeypatch):
    monkeypatch.setattr(run, "apt_prefix", lambda: None)
    with pytest.raises(run.CannotGoOn) as caught:
        run.install_packages(["python3.11-venv"])
    assert run.apt_line(["python3.11-venv"]) in str(caught.value)


def test_stamp_changes_with_lock_python_and_place(checkout, monkeypatch):
    first = run.stamp_of((3, 11))
    assert run.stamp_of((3, 11)) == first
    assert run.stamp_of((3, 12)) != first
    (checkout / "requirements.lock").write_text("newer", encoding="utf-8")
    assert run.stamp_of((3, 11)) != first


def test_environment_stands_only_with_its_stamp_and_its_python(checkout):
    stamp = run.stamp_of((3, 11))
    assert not run.is_set_up(stamp)
    run.venv_python().parent.mkdir(parents=True)
    run.venv_python().touch()
    run.STAMP.write_text(json.dumps(stamp), encoding="utf-8")
    assert run.is_set_up(stamp)
    run.STAMP.write_text("{", encoding="utf-8")
    assert not run.is_set_up(stamp)
    run.STAMP.write_text(json.dumps(stamp), encoding="utf-8")
    run.venv_python().unlink()
    assert not run.is_set_up(stamp)


@pytest.mark.skipif(sys.platform == "win32", reason="HOME is a Unix matter")
@pytest.mark.parametrize("home", ["", "/not/there"])
def test_missing_home_is_lent_one(checkout, monkeypatch, home):
    monkeypatch.setenv("HOME", home)
    assert run.environment()["HOME"] == str(checkout / ".cache" / "home")


def test_what_is_started_keeps_what_it_compiled(checkout, monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert "PYTHONDONTWRITEBYTECODE" not in run.environment()


def test_lock_for_pip_names_the_versions_of_the_lock_for_uv():
    locked = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    wanted = {(package["name"], package["version"]) for package in locked["package"] if package["name"] != "shenggui"}
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert set(re.findall(r"^([\w.-]+)==([\w.]+)", text, re.MULTILINE)) == wanted
    assert text.count("--hash=sha256:") >= len(wanted)


def test_project_file_and_lock_agree():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    locked = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    (own,) = (package for package in locked["package"] if package["name"] == "shenggui")
    named = re.compile(r"^[\w.-]+")
    wanted = {named.match(line)[0].lower() for line in project["project"]["dependencies"]}
    assert {entry["name"] for entry in own["dependencies"]} == wanted


def test_unknown_command_is_refused_before_anything_is_set_up():
    done = subprocess.run([sys.executable, "run.py", "dance"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "invalid choice" in done.stderr


def test_wheel_carries_every_folder_of_resources():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    carried = {name.removeprefix("share/shenggui/") for name in project["tool"]["setuptools"]["data-files"]}
    there = {path.parent.relative_to(ROOT).as_posix() for path in (ROOT / "resources").rglob("*") if path.is_file()}
    assert there <= carried
