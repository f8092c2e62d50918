"""What the window says of a file that was written."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from desktop.domain.problems import Problem
from desktop.wording.messages import told


class Written(Protocol):
    """A file that stands now, and what is to be told of it."""

    @property
    def path(self) -> Path:
        """Where it stands."""

    @property
    def problems(self) -> Sequence[Problem]:
        """What it holds, or is called, otherwise than was asked."""


def written_words(done: Written) -> str:
    """Return where *done* stands and what is to be told of it."""
    return "\n".join([f"已写入：{done.path}", *map(told, done.problems)])
