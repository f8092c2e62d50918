"""What is loaded, and what is not, when a part of the program starts; each in a process of its own."""

import json
import subprocess
import sys

from tests.architecture.house import ROOT, name_of, sources

LOADED = "import json, sys; print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
HEAVY = {"sqlalchemy", "sqlmodel", "alembic", "openpyxl", "reportlab", "python_calamine", "pypdfium2"}
# Refuses whatever a module may not do while it is imported.
WATCH = """
import importlib, sys
reading = True
def watch(event, arguments):
    if not reading:
        return
    if event in {"sqlite3.connect", "socket.connect", "subprocess.Popen", "os.mkdir", "os.remove", "os.rename"}:
        raise RuntimeError(f"{event} {arguments} on import")
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        raise RuntimeError(f"{arguments[0]} opened for writing on import")
sys.dont_write_bytecode = True
sys.addaudithook(watch)
import logging, threading
for name in sys.argv[1:]:
    before = len(logging.getLogger().handlers), threading.active_count()
    importlib.import_module(name)
    if (len(logging.getLogger().handlers), threading.active_count()) != before:
        raise RuntimeError(f"{name} started something on import")
reading = False
"""


def run(code: str, *arguments: str) -> str:
    """Return what a fresh Python prints for *code*."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def loaded(code: str) -> set[str]:
    """Return the packages that are loaded once *code* has run."""
    return set(json.loads(run(f"{code}\n{LOADED}").splitlines()[-1]))


def test_command_line_loads_no_qt():
    assert not loaded("import desktop.cli.main") & {"PySide6", "shiboken6"}


def test_command_that_reads_the_plans_loads_no_qt():
    code = 'from desktop.cli.main import main\nassert main(["preset", "list"]) == 0'
    assert not loaded(code) & {"PySide6", "shiboken6"}


def test_window_is_painted_before_the_slow_libraries_are_loaded():
    assert not loaded("import desktop.app") & HEAVY


def test_nothing_happens_on_import():
    names = [
        name_of(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for path in sources("desktop", "db")
        if "migrations" not in path.parts and path.name != "__main__.py"
    ]
    run(WATCH, *names)
