"""Where several people work, every command that keeps something asks whose deed it is."""

import ast
from pathlib import Path

import pytest

from tests.cli.hands import enter

COMMANDS = sorted((Path(__file__).parents[2] / "desktop" / "cli").glob("*.py"))
KEEPS = ("session.saved(", ".take(plan")


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: path.stem)
def test_a_command_that_keeps_something_opens_the_ledger_to_write(path):
    source = path.read_text(encoding="utf-8")
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    parts = {node.name: ast.get_source_segment(source, node) or "" for node in functions}
    forgetful = [
        name for name, text in parts.items() if any(word in text for word in KEEPS) and "session.ledger()" in text
    ]
    assert forgetful == []


def test_a_meeting_is_kept_only_once_it_is_said_by_whom(shenggui):
    assert shenggui("person", "add", "--name", "王演示").code == 0
    typed = (
        "meeting",
        "add",
        "kind=dispatch",
        "held_on=2026-10-12",
        "title=十月调度会（演示）",
        "minutes=调度进度（演示）",
    )
    told = shenggui(*typed)
    assert (told.code, told.err[:4]) == (2, "E004")
    assert shenggui("--json", "meeting", "list").json == []
    assert shenggui("--by", "王演示", *typed).code == 0
    assert len(shenggui("--json", "meeting", "list").json) == 1
    uid = enter_by(shenggui)
    looked = shenggui("enterprise", "bulk", "--uid", uid, "officer=李演示")
    assert "E004" not in looked.err  # looking needs nobody
    assert "E004" in shenggui("enterprise", "bulk", "--uid", uid, "officer=李演示", "--take").err
    closing = ("year", "roll", "--on", "2026-01-05", "--basis", "通知（演示）")
    assert "E004" not in shenggui(*closing).err
    assert "E004" in shenggui(*closing, "--take").err


def enter_by(shenggui):
    return enter(lambda *words: shenggui("--by", "王演示", *words))
