"""What the plans ask for is accounted for, and each row names something that is there."""

import re
from pathlib import Path

import pytest
import typer

from desktop.cli.main import build
from tests.cli.hands import COMMANDS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "seeds.md").read_text(encoding="utf-8")
ROWS = [
    tuple(map(str.strip, line.strip("|").split(" | "))) for line in PAGE.splitlines() if re.match(r"\| \d+ \|", line)
]
ENDS = ("works:", "data:", "not software's:", "not yet:")
GROUPS = {command[0] for command in COMMANDS}
SPANS = sorted({span for row in ROWS for span in re.findall(r"`([^`]+)`", row[3])})
SAID = [span for span in SPANS if span.split()[0] in GROUPS]
WINDOW = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "desktop" / "ui").rglob("*.py"))
TITLES = set(re.findall(r'title(?:: ClassVar\[str\])? = "(\w+)"', WINDOW))


def command_of(words):
    """Return the command that *words* begin with, as typer has it."""
    found = typer.main.get_command(build())
    for word in words:
        if not hasattr(found, "commands") or word not in found.commands:
            break
        found = found.commands[word]
    return found


def test_every_row_of_the_five_plans_is_there_once():
    numbers = [[int(row[0]) for row in plan] for plan in by_plan()]
    assert numbers == [list(range(1, count + 1)) for count in (28, 31, 23, 22, 22)]


def by_plan():
    plans = []
    for row in ROWS:
        if row[0] == "1":
            plans.append([])
        plans[-1].append(row)
    return plans


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[1])
def test_a_row_says_how_it_ends_and_where(row):
    assert len(row) == 4
    assert row[3].startswith(ENDS)
    for works in re.findall(r"works: (.*?)(?=; data:|; not yet:| · |$)", row[3]):
        named = any(span.split()[0] in GROUPS for span in re.findall(r"`([^`]+)`", works))
        assert named or any(title in works for title in TITLES)


@pytest.mark.parametrize("span", SAID)
def test_a_command_that_a_row_names_is_there(span):
    words = span.split()
    command = command_of(words)
    assert not hasattr(command, "commands"), span
    options = {option for each in command.params for option in each.opts}
    assert {word for word in words if word.startswith("--")} <= options


@pytest.mark.parametrize("span", [span for span in SPANS if span.endswith(".toml")])
def test_a_file_that_a_row_names_is_there(span):
    assert (ROOT / "resources" / "reference" / Path(span).name).is_file()


def test_a_preset_that_a_row_names_is_there():
    named = set(re.findall(r"\b[a-z]+-20\d\d\b", PAGE))
    assert named == {path.stem for path in (ROOT / "resources" / "presets").glob("*.toml")}
