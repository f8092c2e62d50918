"""The answer to a save."""

from dataclasses import dataclass

from desktop.domain.problems import Problem


@dataclass(frozen=True, slots=True)
class Saved:
    """*uid* of what was kept; empty where *problems* forbade it and nothing was written.

    Questions (severity `check`) may stand beside a uid.
    """

    uid: str = ""
    problems: tuple[Problem, ...] = ()
