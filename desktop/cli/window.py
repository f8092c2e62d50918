"""`shenggui open`: starts the window."""

import typer

from desktop.cli.session import current


def open_(context: typer.Context) -> None:
    """Start the window and answer with its exit code."""
    session = current(context)
    # Qt is loaded by this command alone
    from desktop.app import run

    raise typer.Exit(run(session.folder))
