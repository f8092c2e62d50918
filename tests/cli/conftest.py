"""Ledgers in real data folders, worked by the command line as a person would."""

import shutil
from pathlib import Path

import pytest

from desktop.cli.main import main
from tests.cli.hands import Run, Told


@pytest.fixture
def run(capsys) -> Run:
    """Run one command as typed."""

    def typed(*words: object) -> Told:
        capsys.readouterr()
        code = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return Told(code, out, err)

    return typed


@pytest.fixture
def data(tmp_path) -> Path:
    return tmp_path / "台账"


@pytest.fixture(scope="session")
def begun(tmp_path_factory) -> Path:
    """A ledger of 盂县能源局 as `init` makes it; copying it is quicker than making one."""
    made = tmp_path_factory.mktemp("begun") / "台账"
    words = ["--preset", "yuxian-2024", "--unit", "盂县能源局", "--year", "2026", "--person", "李某"]
    assert main(["--data", str(made), "init", *words]) == 0
    return made


@pytest.fixture
def shenggui(run, data, begun) -> Run:
    """Run commands on a ledger of 盂县能源局 that has just been made."""
    shutil.copytree(begun, data)
    return lambda *words: run("--data", data, *words)
