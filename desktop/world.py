"""What the program needs of the world, handed in from above so that nothing below reads a clock or draws a number."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class World:
    """The resource folder, an aware clock, fresh record ids and salts, and which process this is on which computer.

    *reader* is the command that starts a process of its own to read a workbook; without one they are read here.
    *machine* is a mark of the computer that stays the same between starts, empty where there is none.
    *side_folders* are where a half-typed form goes when the data folder takes nothing more (the user's desktop).
    """

    resources: Path
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    salt: Callable[[], str]
    pid: int
    host: str
    reader: tuple[str, ...] = ()
    side_folders: tuple[Path, ...] = ()
    machine: str = ""
