"""What the tests of the command line share: an answer, and how an enterprise is entered."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

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
