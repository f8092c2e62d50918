"""What every command shares: the data folder, who is working, and how answers are told."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from desktop.domain.codes import Subject
from desktop.domain.problems import Problem, Severity, blocks
from desktop.domain.saved import Saved
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.kernel.security import told_failures
from desktop.paths import default_data_folder, real_world
from desktop.wording.messages import message, told
from desktop.world import World

if TYPE_CHECKING:
    from desktop.wiring import Services


class Refused(Exception):
    """What was typed cannot be kept; the text is for the user and starts with a code."""


@dataclass(slots=True)
class Kept:
    """What a command would have said, for another command that writes it elsewhere."""

    lines: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Session:
    """One run of the command line: where the data is, in what shape answers go out, and who is working."""

    folder: Path
    json: bool
    by: str
    world: World
    kept: Kept | None = None

    @contextmanager
    def ledger(self, *, writes: bool = False) -> Iterator["Services"]:
        """Open the data folder for one command; it is closed and free again afterwards.

        One that *writes* has to know whose deed it is: where several people work, `--by` says so.
        """
        # sqlmodel, openpyxl and reportlab come with the services; help and usage errors answer without them
        from desktop.wiring import has_ledger, open_ledger

        if not has_ledger(self.folder):
            raise KnownError("no_ledger", path=self.folder)
        services = open_ledger(self.folder, self.world)
        try:
            if self.by:
                services.settings.act_as(self.by)
            elif writes and len(people := services.settings.people()) > 1:
                raise KnownError("person_needed", count=len(people))
            for note in services.notes:
                warn(message(note))
            with told_failures():
                yield services
            if writes:
                services.backups.make_if_due(Progress())
        finally:
            services.close()

    def answer(self, document: object, lines: Iterable[str]) -> None:
        """Tell the answer: the one JSON *document*, or the *lines* for a person."""
        if self.kept is not None:
            self.kept.lines.extend(lines)
            return
        if self.json:
            sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
            return
        for line in lines:
            sys.stdout.write(line + "\n")

    def saved(self, saved: Saved, subject: Subject, done: str) -> None:
        """Tell what became of a save: its uid, or why it was refused."""
        accept(saved.problems, subject)
        self.answer({"uid": saved.uid}, [f"{done}：{saved.uid}"])


def current(context: typer.Context) -> Session:
    """Return the session that `main` put behind the command."""
    session = context.find_object(Session)
    if session is None:
        raise LookupError("no session")
    return session


def begin(data: Path | None, *, as_json: bool, by: str, kept: Kept | None = None) -> Session:
    """Return the session of one run on this machine."""
    folder = default_data_folder() if data is None else data
    return Session(folder.absolute(), as_json, by.strip(), real_world(), kept)


def accept(problems: Sequence[Problem], subject: Subject) -> None:
    """Warn about questions, and refuse what cannot be kept."""
    if blocks(list(problems)):
        raise Refused(" ".join(told(each, subject) for each in problems if each.severity is Severity.ERROR))
    for problem in problems:
        warn(told(problem, subject))


def warn(text: str) -> None:
    """Say *text*, which starts with its W code, on stderr; the exit code stays."""
    sys.stderr.write(text + "\n")


def tell(problems: Iterable[Problem]) -> None:
    """Say what a file that was written holds, or is called, otherwise than was asked; the exit code stays."""
    for problem in problems:
        warn(told(problem))


def progress() -> Progress:
    """Return a progress that tells where long work is, on a terminal only."""
    if not sys.stderr.isatty():
        return Progress()
    return Progress(_tell)


def _tell(done: int, total: int, text: str) -> None:
    place = f"{done}/{total} " if total else ""
    sys.stderr.write(f"\r\033[K{place}{text}")
    sys.stderr.flush()
    if done == total:
        sys.stderr.write("\r\033[K")
