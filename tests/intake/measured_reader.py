"""The reader of workbooks, noting the most memory it ever took; what its parent took before it began does not count."""

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import BinaryIO

ROOT = Path(__file__).parents[2]


def command(note: Path) -> tuple[str, ...]:
    """Return what starts this reader; it writes to *note*."""
    begin = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r});"
        f"from tests.intake.measured_reader import main; sys.exit(main({str(note)!r}))"
    )
    return (sys.executable, "-I", "-c", begin)


def noted(note: Path) -> float:
    """Return what the last reader took, in MB; 0 where there was none, or the system does not tell."""
    return int(note.read_text(encoding="ascii")) / 1024 if note.is_file() else 0


class _Noting:
    """Standard output, beside which the memory is noted before anything is handed over."""

    def __init__(self, out: BinaryIO, note: Path) -> None:
        self._out = out
        self._note = note

    def write(self, sent: bytes) -> int:
        return self._out.write(sent)

    def flush(self) -> None:
        self._note.write_text(str(_peak()), encoding="ascii")
        self._out.flush()


def _peak() -> int:
    """Return the most memory of this process in kB, counted from when this program replaced the one before."""
    if sys.platform != "linux":
        return 0
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def main(note: str) -> int:
    """Read as the program's own reader does."""
    from desktop.intake import reading_process

    sys.stdout = SimpleNamespace(buffer=_Noting(sys.stdout.buffer, Path(note)))  # type: ignore[assignment]
    return reading_process.main()
