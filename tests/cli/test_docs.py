"""The documents keep up with the program: every command is described, every link leads somewhere."""

import re
from pathlib import Path

import pytest

from desktop.cli import meeting, officer_fields, policy, project_fields, training
from desktop.cli.enterprise_fields import FIELDS
from desktop.domain.cultivation import YEAR_FIELDS
from desktop.domain.figure import MONTHLY
from desktop.domain.issue_codes import IssueAction
from desktop.wording.messages import MESSAGES
from tests.cli.hands import COMMANDS

ROOT = Path(__file__).parents[2]
CLI = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
PAPERS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_is_described(command):
    assert " ".join(command) in CLI


def test_every_field_that_can_be_typed_is_described():
    words = set(re.findall(r"[a-z_]+", CLI))
    others = (meeting.FIELDS, officer_fields.FIELDS, policy.FIELDS, project_fields.FIELDS, training.FIELDS, YEAR_FIELDS)
    assert set(FIELDS).union(MONTHLY, *others) <= words
    assert {action for action in IssueAction if action is not IssueAction.REGISTER} <= words


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_every_link_leads_somewhere(paper):
    links = re.findall(r"\]\(([^)#]+)\)", paper.read_text(encoding="utf-8"))
    missing = [link for link in links if "://" not in link and not (paper.parent / link).exists()]
    assert not missing


def test_every_code_has_a_line_in_the_manual():
    page = (ROOT / "docs" / "manual" / "11-提示代号.md").read_text(encoding="utf-8")
    known = {prefix + number for prefix, number in re.findall(r"([EWI])([0-9]{2})", page)}
    spans = re.findall(r"E([0-9]{2})[0-9x]—E([0-9]{2})[0-9x]", page)
    known |= {f"E{number:02}" for first, last in spans for number in range(int(first), int(last) + 1)}
    unknown = sorted({code for code, _ in MESSAGES.values() if code[:3] not in known and f"E{code[1:3]}" not in known})
    assert not unknown
