"""The bundle for a technician: counts, codes and scrubbed log lines; no name, code or amount can get in."""

from pathlib import Path

from db.queries import diagnostics, health
from db.unit_of_work import Database
from desktop.domain.release import ExportDraft, ExportKind, ReleaseLevel, stands_beside
from desktop.domain.scrub import scrubbed
from desktop.kernel.files import placing
from desktop.services.office import Office
from desktop.services.printing import PrintedFile
from desktop.services.steps.noting_exports import note_export
from desktop.wording import diagnostics as words

_LINES = 400  # of each log, the last ones


class DiagnosticsService:
    """诊断包: looked at as the text that it is, then written."""

    def __init__(self, database: Database, office: Office, folder: Path) -> None:
        self._database = database
        self._office = office
        self._folder = folder

    def look(self, program: str, system: str) -> str:
        """Return the whole text of the bundle; *program* and *system* say what it runs as and on."""
        workspace = self._office.workspace
        facts = [
            ("program", program),
            ("system", system),
            ("unit_kind", workspace.unit_kind.value),
            ("preset", workspace.preset),
            ("year", str(workspace.year)),
            ("demo", str(workspace.demo)),
            *self._database.read(diagnostics.engine_facts),
        ]
        found = self._database.read(health.findings, deep=False)
        sections = (
            ("program", [words.fact(name, value) for name, value in facts]),
            ("findings", [code for code, _ in found] or [words.NONE]),
            ("rows", [f"{name}: {count}" for name, count in self._database.read(diagnostics.counts)]),
            ("saves", [f"{name}: {count}" for name, count in self._database.read(diagnostics.actions)]),
            *((path.name, _last_lines(path)) for path in self._logs()),
        )
        told = [line for name, lines in sections for line in (words.section(name), *lines, "")]
        return "\n".join([*words.HEAD, "", *told])

    def write(self, text: str, path: Path) -> PrintedFile:
        """Write the bundle *text* at *path* and note that it left."""
        with placing(path) as place:
            place.part.write_text(text, encoding="utf-8")
        draft = ExportDraft(ExportKind.DIAGNOSTICS, "", ReleaseLevel.MASKED, len(text.splitlines()))
        note_export(self._database, self._office, draft, place.path)
        return PrintedFile(place.path, 0, stands_beside(path, place.path))

    def _logs(self) -> list[Path]:
        folder = self._folder / "logs"
        return sorted(folder.glob("*.log*")) if folder.is_dir() else []


def _last_lines(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return [scrubbed(line) for line in lines[-_LINES:]]
