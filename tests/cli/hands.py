"""What the tests of the command line share: an answer, and how an enterprise is entered."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.cli.main import build

GOOD_CODE = "91140322MA0YBLT0XR"


@dataclass(frozen=True)
class Told:
    """What one command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Told]


def enter(shenggui: Run, name: str = "盂县甲洗煤厂（演示）", *words: str) -> str:
    """Enter an enterprise and return its uid."""
    told = shenggui("--json", "enterprise", "add", "--name", name, *words)
    assert told.code == 0, told.err
    uid: str = told.json["uid"]
    return uid


def keys(rows: Sequence[dict[str, Any]]) -> set[str]:
    return set().union(*(row.keys() for row in rows))


def leaves(app: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Return the words of every command."""
    for command in app.registered_commands:
        yield (*path, command.name)
    for group in app.registered_groups:
        yield from leaves(group.typer_instance, (*path, group.name))


COMMANDS = sorted(leaves(build()))
