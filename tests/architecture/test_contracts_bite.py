"""Every contract and every reading rule is broken once, in a copy, and must say so."""

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture import house, test_source_rules

LINT = "from importlinter.cli import lint_imports_command as lint; lint()"
# contract → module → what is added to it
BREAKS: dict[str, dict[str, str]] = {
    "layers": {"desktop/services/culprit.py": "import desktop.cli"},
    "leaves": {"desktop/intake/culprit.py": "import desktop.render"},
    "faces-apart": {"desktop/cli/culprit.py": "import desktop.ui"},
    "faces": {"desktop/ui/culprit.py": "import db.queries"},
    "core": {"desktop/domain/culprit.py": "import sqlalchemy"},
    "database-words": {"db/culprit.py": "import desktop.wording"},
    "qt": {"desktop/services/culprit.py": "from PySide6.QtCore import QObject"},
    "sql": {"desktop/cli/culprit.py": "import sqlite3"},
    "spreadsheets": {"desktop/services/culprit.py": "import openpyxl"},
    "paper": {"desktop/intake/culprit.py": "import reportlab.pdfgen"},
    "letters": {"desktop/services/culprit.py": "import pyrage"},
    "terminal": {"desktop/services/culprit.py": "import typer"},
    "cycles": {
        "desktop/domain/culprit.py": "import desktop.domain.accomplice",
        "desktop/domain/accomplice.py": "import desktop.domain.culprit",
    },
}
Rule = Callable[[], None]
READING: list[tuple[Rule, str, str]] = [
    (test_source_rules.test_no_module_is_longer_than_three_hundred_lines, "db/long.py", "a = 1\n" * 301),
    (
        test_source_rules.test_no_page_is_longer_than_two_hundred_and_fifty_lines,
        "desktop/ui/pages/long.py",
        "a = 1\n" * 251,
    ),
    (
        test_source_rules.test_no_function_is_longer_than_forty_lines,
        "db/long.py",
        "def long():\n" + "    a = 1\n" * 41,
    ),
    (test_source_rules.test_chinese_stands_only_in_wording_and_the_faces, "desktop/domain/words.py", "a = f'{1}万元'"),
    (
        test_source_rules.test_rules_and_kernel_import_nothing_but_the_standard_library,
        "desktop/kernel/far.py",
        "from typing_extensions import override",
    ),
    (test_source_rules.test_every_library_stays_in_its_rooms, "desktop/wiring.py", "def late():\n    import sqlite3"),
    (test_source_rules.test_every_library_stays_in_its_rooms, "desktop/services/new.py", "from numpy import array"),
    (
        test_source_rules.test_style_sheets_are_set_only_in_the_theme,
        "desktop/ui/pages/red.py",
        "self.label.setStyleSheet('color: red')",
    ),
    (test_source_rules.test_nobody_turns_the_event_loop_by_hand, "desktop/app.py", "QApplication.processEvents()"),
    (
        test_source_rules.test_clock_chance_and_machine_are_read_only_at_the_top,
        "desktop/services/late.py",
        "now = datetime.now(UTC)",
    ),
    (
        test_source_rules.test_clock_chance_and_machine_are_read_only_at_the_top,
        "db/chance.py",
        "uid = uuid.uuid4().hex",
    ),
    (test_source_rules.test_only_the_unit_of_work_commits, "desktop/services/keen.py", "session.commit()"),
    (test_source_rules.test_import_in_a_function_says_why, "desktop/wiring.py", "def late():\n    import json"),
    (
        test_source_rules.test_a_service_never_calls_a_service,
        "desktop/services/visits.py",
        "from desktop.services.issues import IssueService\nclass VisitService: ...",
    ),
    (
        test_source_rules.test_ui_imports_services_for_typing_only,
        "desktop/ui/pages/visits.py",
        "from desktop.services.visits import VisitService",
    ),
    (test_source_rules.test_every_room_has_a_place_in_the_layers, "desktop/attic.py", "a = 1"),
]
ALLOWED = {
    "desktop/ui/pages/visits.py": "if TYPE_CHECKING:\n    from desktop.services.visits import VisitService",
    "desktop/ui/theme.py": "window.setStyleSheet(STYLE)",
    "desktop/cli/words.py": "a = '走访'",
    "desktop/services/issues.py": "class IssueService: ...",
    "desktop/services/steps/keep.py": "from desktop.domain.visit import VisitDraft",
    "desktop/domain/late.py": "def f():\n    # slow to load\n    import decimal\n\n\ndef g(clock):\n    return clock()",
    "db/unit_of_work.py": "self.session.commit()",
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the program's source and of the contracts."""
    for room in ("desktop", "db"):
        shutil.copytree(house.ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(house.ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(place: Path, contract: str) -> str:
    arguments = ["--no-cache", "--no-logo", "--contract", contract]
    done = subprocess.run(
        [sys.executable, "-c", LINT, *arguments], cwd=place, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


def add(place: Path, modules: dict[str, str]) -> None:
    for name, text in modules.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text + "\n", encoding="utf-8")


def test_every_contract_is_broken_here():
    project = tomllib.loads((house.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert {contract["id"] for contract in project["tool"]["importlinter"]["contracts"]} == set(BREAKS)


@pytest.mark.parametrize("contract", BREAKS)
def test_contract_bites(copy, contract):
    add(copy, BREAKS[contract])
    said = lint(copy, contract)
    assert re.search(r"Contracts: 0 kept, 1 broken", said), said
    assert "culprit" in said


def test_every_reading_rule_is_broken_here():
    rules = {rule for name, rule in vars(test_source_rules).items() if name.startswith("test_")}
    assert rules == {rule for rule, _, _ in READING}


@pytest.mark.parametrize(("rule", "module", "text"), READING)
def test_reading_rule_bites(tmp_path, monkeypatch, rule, module, text):
    monkeypatch.setattr(house, "ROOT", tmp_path)
    shutil.copy(Path(__file__).parents[2] / "pyproject.toml", tmp_path)
    add(tmp_path, ALLOWED)
    rule()
    add(tmp_path, {"desktop/services/issues.py": "class IssueService: ...", module: text})
    house.tree_of.cache_clear()
    with pytest.raises(AssertionError, match=re.escape(module.removesuffix(".py").rpartition("/")[2])):
        rule()
