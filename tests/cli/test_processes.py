"""The command line as a program of its own: what it loads, what it prints, how it ends."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-m", "desktop"]

LOADED = """
import sys
from desktop.cli.main import main
code = main(sys.argv[1:])
print(sorted(name for name in sys.modules if name.split(".")[0] in {"PySide6", "shiboken6"}), file=sys.stderr)
sys.exit(code)
"""


def start(*words, folder=ROOT, **variables):
    return subprocess.run(
        [*words], cwd=folder, env={**os.environ, **variables}, capture_output=True, check=False, timeout=120
    )


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    data = tmp_path_factory.mktemp("process") / "台账"
    made = start(
        *PROGRAM, "--data", str(data), "init", "--preset", "yuxian-2024", "--unit", "盂县能源局", "--year", "2026"
    )
    assert made.returncode == 0, made.stderr.decode()
    return str(data)


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["preset", "list"],
        ["enterprise", "list"],
        ["figure", "list"],
        ["visit", "list"],
        ["issue", "list"],
        ["check", "--deep"],
        ["file", "2026-10", "--nothing", "--out", "报送"],
    ],
    ids=" ".join,
)
def test_no_command_loads_qt(ledger, tmp_path, words):
    told = start(sys.executable, "-c", LOADED, "--data", ledger, *words, folder=tmp_path, PYTHONPATH=str(ROOT))
    assert told.returncode == 0, told.stderr.decode()
    assert told.stderr.decode().splitlines()[-1] == "[]"


def test_help_loads_neither_the_ledger_nor_workbooks(tmp_path):
    code = LOADED.replace('{"PySide6", "shiboken6"}', '{"sqlalchemy", "openpyxl", "reportlab", "pypdfium2"}')
    told = start(sys.executable, "-c", code, "--help", PYTHONPATH=str(ROOT))
    assert told.stderr.decode().splitlines()[-1] == "[]"


def test_json_is_one_utf8_document_whatever_the_terminal_speaks(ledger):
    words = ["--data", ledger, "--json", "enterprise", "add", "--name", "盂县甲洗煤厂（演示）"]
    assert start(*PROGRAM, *words, PYTHONIOENCODING="ascii", PYTHONUTF8="0").returncode == 0
    told = start(*PROGRAM, "--data", ledger, "--json", "enterprise", "list", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert json.loads(told.stdout.decode("utf-8"))[0]["name"] == "盂县甲洗煤厂（演示）"


def test_a_terminal_without_chinese_does_not_crash(ledger):
    told = start(*PROGRAM, "--data", ledger, "enterprise", "list", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert told.returncode == 0


def test_a_message_ends_with_exit_code_two_and_an_empty_stdout(tmp_path):
    told = start(*PROGRAM, "--data", str(tmp_path / "nothing"), "--json", "enterprise", "list")
    assert told.returncode == 2
    assert told.stdout == b""
    assert told.stderr.decode().startswith("E010 ")
