"""`shenggui diagnostics`: the bundle for a technician."""

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.session import current, tell
from desktop.paths import system_name


def diagnostics(
    context: typer.Context,
    out: Annotated[Path | None, typer.Option("--out", metavar="文件", help="写成这个文本文件；不写只看。")] = None,
) -> None:
    """Show the bundle, or write it."""
    session = current(context)
    with session.ledger() as services:
        text = services.diagnostics.look(_program(), system_name())
        if out is not None:
            done = services.diagnostics.write(text, out.absolute())
            tell(done.problems)
            out = done.path
    path = str(out) if out is not None else None
    session.answer({"path": path, "text": text}, [f"写到 {path}"] if path else text.splitlines())


def _program() -> str:
    try:
        return version("shenggui")
    except PackageNotFoundError:
        return "unknown"
