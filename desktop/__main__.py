"""`python -m desktop` is the command line; the packed program without arguments is the window."""

import sys
import tempfile
from pathlib import Path


def main() -> int:
    """Start what the arguments ask for and return the exit code."""
    arguments = sys.argv[1:]
    if arguments == ["--read-workbook"]:
        # nothing else may be loaded here: this process is to be small and soon there
        from desktop.intake.reading_process import main as read_workbook

        return read_workbook()
    if "--smoke" in arguments:
        # Qt is loaded only where a window is wanted
        from desktop.app import run

        with tempfile.TemporaryDirectory(prefix="shenggui-smoke-", ignore_cleanup_errors=True) as folder:
            return run(Path(folder) / "data", smoke=True)
    if not arguments and getattr(sys, "frozen", False):
        # as above; and typer is not needed for the window
        from desktop.app import TOLD, run
        from desktop.kernel.errors import KnownError
        from desktop.paths import default_data_folder
        from desktop.wording.messages import message

        try:
            return run(default_data_folder())
        except KnownError as error:
            sys.stderr.write(message(error) + "\n")
            return TOLD
    # as above
    from desktop.cli.main import main as command_line

    return command_line()


if __name__ == "__main__":
    sys.exit(main())
