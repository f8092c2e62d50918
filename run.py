"""The one way in: sets up everything the program needs, then runs it, its tests or its build.

Standard library only, and old syntax on purpose: an old Python must be able to read it and say that it is too old.
"""

import argparse
import ctypes
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Callable, Dict, List, Optional, Sequence, Tuple

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "set-up.json"
OLDEST, NEWEST = (3, 11), (3, 13)
ON_WINDOWS = os.name == "nt"

# What Qt asks of a bare Debian or Ubuntu: the file that must load, and the package that brings it.
PAINTING = (
    ("libGL.so.1", "libgl1"),
    ("libEGL.so.1", "libegl1"),
    ("libgthread-2.0.so.0", "libglib2.0-0"),
    ("libfontconfig.so.1", "libfontconfig1"),
    ("libxkbcommon.so.0", "libxkbcommon0"),
    ("libdbus-1.so.3", "libdbus-1-3"),
)
SCREEN = (
    ("libxcb-cursor.so.0", "libxcb-cursor0"),
    ("libxcb-icccm.so.4", "libxcb-icccm4"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    ("libxcb-shape.so.0", "libxcb-shape0"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
)
CHECKS = (
    ("lint", ["-m", "ruff", "check", "--quiet", "."]),
    ("format", ["-m", "ruff", "format", "--quiet", "--check", "."]),
    ("types", ["-m", "mypy"]),
    ("contracts", ["-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-logo"]),
)


class CannotGoOn(Exception):
    """The machine lacks something; the text says what, and the line that brings it."""


def supported(version: Sequence[int]) -> bool:
    """Return whether a Python of *version* can run the program."""
    return OLDEST <= tuple(version[:2]) <= NEWEST


def find_python() -> Tuple[str, Tuple[int, int]]:
    """Return a Python that can run the program, and its version; the running one is preferred."""
    if supported(sys.version_info[:2]):
        return sys.executable, (sys.version_info[0], sys.version_info[1])
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        # A shim may stand there with nothing behind it, so it is asked.
        if found and answers([found, "-c", f"import sys; sys.exit(sys.version_info[:2] != (3, {minor}))"]):
            return found, (3, minor)
    raise CannotGoOn(
        f"This program needs Python 3.11, 3.12 or 3.13; this one is {sys.version_info[0]}.{sys.version_info[1]}"
        " and no other was found.\nInstall one of them and run the same command again with it."
    )


def answers(command: List[str]) -> bool:
    """Return whether *command* ends well; what it prints is dropped."""
    try:
        return subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def loads(library: str) -> bool:
    """Return whether the system has the shared *library*."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages(screen: bool) -> List[str]:
    """Return the Debian packages that Qt still needs, those for a real *screen* included."""
    if not sys.platform.startswith("linux"):
        return []
    wanted = PAINTING + (SCREEN if screen else ())
    return [package for library, package in wanted if not loads(library)]


def missing_venv(python: str, version: Tuple[int, int]) -> List[str]:
    """Return the Debian package that lets *python* make a virtual environment, if one must still be made."""
    if STAMP.exists() or shutil.which("uv") or answers([python, "-c", "import ensurepip, venv"]):
        return []
    return ["python{}.{}-venv".format(*version)]


def apt_line(packages: Sequence[str]) -> str:
    """Return the line a person types to install *packages*."""
    return "sudo apt-get update && sudo apt-get install -y --no-install-recommends " + " ".join(packages)


def apt_prefix() -> Optional[List[str]]:
    """Return what to put before apt-get, or nothing if this user may not install."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and answers(["sudo", "-n", "true"]):
        return ["sudo", "-n"]
    return None


def install_packages(packages: List[str]) -> None:
    """Install system *packages*, or say the exact line that does."""
    prefix = apt_prefix()
    if prefix is None:
        raise CannotGoOn(
            "System packages are missing. Run this line, then the same command again:\n\n  " + apt_line(packages)
        )
    say("installing system packages: " + " ".join(packages))
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    subprocess.call([*prefix, "apt-get", "update", "-qq"], env=quiet)
    install = [*prefix, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    if subprocess.call(install, env=quiet, stdout=subprocess.DEVNULL) != 0:
        raise CannotGoOn("apt-get could not install them. The line was:\n\n  " + apt_line(packages))


def has_screen() -> bool:
    """Return whether a window can be shown here."""
    return ON_WINDOWS or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def venv_python() -> Path:
    """Return the Python of the virtual environment."""
    return VENV / ("Scripts/python.exe" if ON_WINDOWS else "bin/python")


def stamp_of(version: Tuple[int, int]) -> Dict[str, str]:
    """Return what the environment was made from: the locks, the Python and the place."""
    digest = hashlib.sha256()
    for name in ("requirements.lock", "uv.lock"):
        digest.update((ROOT / name).read_bytes())
    return {"lock": digest.hexdigest(), "python": "{}.{}".format(*version), "place": str(ROOT)}


def is_set_up(stamp: Dict[str, str]) -> bool:
    """Return whether the environment was made from exactly *stamp* and still stands."""
    try:
        return venv_python().exists() and json.loads(STAMP.read_text(encoding="utf-8")) == stamp
    except (OSError, ValueError):
        return False


def environment() -> Dict[str, str]:
    """Return the variables for what is started: UTF-8, compiled once, and a home even where none is set."""
    variables = dict(os.environ, PYTHONUTF8="1")
    variables.pop("PYTHONDONTWRITEBYTECODE", None)  # the tests start the program again and again; once is enough
    home = variables.get("HOME", "")
    if not ON_WINDOWS and not (home and os.access(home, os.W_OK)):
        variables["HOME"] = str(ROOT / ".cache" / "home")
        Path(variables["HOME"]).mkdir(parents=True, exist_ok=True)
    return variables


def set_up(python: str, version: Tuple[int, int]) -> None:
    """Make the virtual environment from the lock unless it stands already."""
    stamp = stamp_of(version)
    if is_set_up(stamp):
        return
    STAMP.unlink(missing_ok=True)
    uv = shutil.which("uv")
    if not (uv and set_up_with_uv(uv, python)):
        set_up_with_pip(python)
    must([str(venv_python()), "-c", "import PySide6.QtWidgets"])
    STAMP.write_text(json.dumps(stamp), encoding="utf-8")


def set_up_with_uv(uv: str, python: str) -> bool:
    """Fill the virtual environment with uv; return whether it could."""
    if not answers([uv, "--version"]):
        return False
    say("setting up with uv (a minute the first time)")
    try:
        must([uv, "sync", "-q", "--compile-bytecode", "--frozen", "--all-groups", "--no-install-project", "-p", python])
        must([uv, "pip", "install", "-q", "-p", str(venv_python()), "--no-deps", "--no-build-isolation", "-e", "."])
    except CannotGoOn as reason:
        say("uv could not (pip has its own certificates and mirrors, so it is tried next): " + str(reason))
        return False
    return True


def set_up_with_pip(python: str) -> None:
    """Fill the virtual environment with venv and pip."""
    say("setting up with pip (a few minutes the first time)")
    must([python, "-m", "venv", "--clear", str(VENV)])
    pip = [str(venv_python()), "-m", "pip", "--disable-pip-version-check", "install", "-q"]
    must([*pip, "--require-hashes", "--only-binary", ":all:", "-r", "requirements.lock"])
    must([*pip, "--no-deps", "--no-build-isolation", "-e", "."])


def must(command: List[str]) -> None:
    """Run a step of the set-up; stop with its own words if it fails."""
    if subprocess.call(command, cwd=str(ROOT), env=environment()) != 0:
        raise CannotGoOn("This step failed (its own words are above):\n\n  " + " ".join(command))


def run(arguments: Sequence[str], offscreen: bool = False) -> int:
    """Run the environment's Python with *arguments* in the checkout; return its exit code."""
    variables = environment()
    if offscreen:
        variables["QT_QPA_PLATFORM"] = "offscreen"
    return subprocess.call([str(venv_python()), *arguments], cwd=str(ROOT), env=variables)


def say(text: str) -> None:
    """Tell what happens now."""
    print("run.py: " + text, flush=True)


def demo(extra: List[str]) -> int:
    """Play the main job on sample data, then show the window where there is a screen."""
    place = ROOT / "build" / "demo"
    code = run(["-m", "desktop", "demo", str(place), *extra], offscreen=True)
    if code == 0 and has_screen():
        data = next(iter(sorted(place.rglob("ledger.db"))), place / "ledger.db").parent
        say("opening the window on " + str(data))
        window = [str(venv_python()), "-m", "desktop", "--data", str(data), "open"]
        subprocess.Popen(window, cwd=str(ROOT), env=environment(), start_new_session=True)
    return code


def test(extra: List[str]) -> int:
    """Check style, types and contracts, then run the tests; stop at the first that fails."""
    for name, arguments in CHECKS:
        say(name)
        if code := run(arguments):
            say(name + " failed")
            return code
    say("tests")
    # on every core, in a place that no other run of pytest clears away
    spread = ["-n", "auto", "--dist", "worksteal", "--basetemp", str(VENV / "tests")]
    return run(["-m", "pytest", *(extra or spread)], offscreen=True)


def package(extra: List[str]) -> int:
    """Build the program as a folder and let the built one prove itself."""
    code = run(["-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "installer.spec", *extra])
    if code != 0:
        return code
    program = ROOT / "dist" / "shenggui" / ("shenggui.exe" if ON_WINDOWS else "shenggui")
    say("smoke run of " + str(program))
    return subprocess.call([str(program), "--smoke"], env=dict(environment(), QT_QPA_PLATFORM="offscreen"))


def open_window(extra: List[str]) -> int:
    """Start the program."""
    return run(["-m", "desktop", *extra, "open"])


def of(module: str) -> Callable[[List[str]], int]:
    """Return the command that runs a *module* of the tests."""
    return lambda extra: run(["-m", module, *extra], offscreen=True)


COMMANDS = {
    "demo": demo,
    "test": test,
    "open": open_window,
    "bench": of("tests.benchmarks"),
    "torture": of("tests.torture"),
    "package": package,
}


def main(arguments: List[str]) -> int:
    """Set up what is missing, then do what was asked."""
    parser = argparse.ArgumentParser(prog="run.py", description="Set up the program and run it.")
    parser.add_argument("command", choices=sorted(COMMANDS))
    chosen, extra = parser.parse_known_args(arguments)
    try:
        python, version = find_python()
        packages = missing_packages(screen=chosen.command in ("demo", "open") and has_screen())
        packages += missing_venv(python, version)
        if packages:
            install_packages(packages)
        set_up(python, version)
    except CannotGoOn as reason:
        print("run.py: " + str(reason), file=sys.stderr)
        return 2
    return COMMANDS[chosen.command](extra)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
