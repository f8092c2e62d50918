"""What services hand up about printed files, and the pictures of their pages."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from desktop.domain.problems import Problem


@dataclass(frozen=True, slots=True)
class PrintedFile:
    """A file written whole, with what it shows otherwise than the ledger."""

    path: Path
    pages: int
    problems: tuple[Problem, ...]


class PageImage(Protocol):
    """A picture of one page: four bytes a pixel, rows from the top."""

    @property
    def width(self) -> int:
        """Pixels across."""

    @property
    def height(self) -> int:
        """Pixels down."""

    @property
    def rgba(self) -> bytes:
        """The pixels."""
