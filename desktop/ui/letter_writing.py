"""Writes one letter or several to a stick behind a progress window, and says of each whether it lies there whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Cancelled, Progress
from desktop.ui.desk import Desk
from desktop.ui.job_dialog import run_job
from desktop.wording.messages import message

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.steps.letter_writing import Posted
    from desktop.wiring import Services

Write = Callable[[str], "Posted"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was written for which unit, and what could not be; *left* were not begun because the user stopped."""

    written: tuple[tuple[str, Path], ...]
    refused: tuple[tuple[str, KnownError], ...]
    left: int

    @property
    def role(self) -> str:
        """The dress of the words: good only if everything was written."""
        return "problem" if self.refused or self.left else "good"

    def words(self, names: Mapping[str, str]) -> str:
        """Return it in words; the stick may be pulled out only when nothing failed on it."""
        lines = [f"✓ {names.get(unit, unit)}：{path}" for unit, path in self.written]
        lines += [f"× {names.get(unit, unit)}：{message(error)}" for unit, error in self.refused]
        if self.left:
            lines.append(f"已停下，还有 {self.left} 个没有写。")
        if self.written:
            lines.append(f"写好并读回核对 {len(self.written)} 个。现在可以拔出 U 盘。")
        return "\n".join(lines)


def write_letters(
    parent: QWidget, desk: Desk, title: str, units: Sequence[str], names: Mapping[str, str], write: Write
) -> Outcome | None:
    """Let *write* make the letter of each of *units*; one that fails does not stop the others.

    None means that a bug was shown. A letter that was written counts as sent, so stopping leaves it.
    """

    def work(progress: Progress) -> Outcome:
        written: list[tuple[str, Path]] = []
        refused: list[tuple[str, KnownError]] = []
        for place, unit in enumerate(units):
            try:
                progress.step(place, len(units), names.get(unit, unit))
                written.append((unit, write(unit).path))
            except KnownError as error:
                refused.append((unit, error))
            except Cancelled:
                return Outcome(tuple(written), tuple(refused), len(units) - place)
        return Outcome(tuple(written), tuple(refused), 0)

    return run_job(parent, desk, title, work)


def unit_names(services: Services) -> dict[str, str]:
    """Return unit id → name, of the plan and of the offices whose keys are known here."""
    keys = services.letters.keys
    return {each.unit: each.name for each in keys.offices()} | dict(keys.unit_names())
