"""`shenggui bulletin`: the county office's bulletin of a month."""

from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.reading import read_month
from desktop.cli.session import current, progress, tell
from desktop.domain.bulletin import BulletinLine, Punctuality


def bulletin(
    context: typer.Context,
    month: Annotated[str, typer.Argument(metavar="所属期", help="例如 2026-10。")],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="文件夹", help="写出 PDF、Excel 和文字稿；不写只显示文字。")
    ] = None,
) -> None:
    """Tell a month of the whole county: net increase, completion, filed on time, with numerators and denominators."""
    session = current(context)
    period = read_month(month)
    files: list[Path] = []
    with session.ledger() as services:
        found = services.bulletins.bulletin(period)
        if out is not None:
            pdf, xlsx, text = services.bulletins.write(period, out, progress())
            files = [pdf.path, xlsx.path, text]
            tell((*pdf.problems, *xlsx.problems))
    document = {
        "month": found.month,
        "year": found.year,
        "lines": [_line(each) for each in found.lines],
        "filing": _filing(found.filing),
        "missing": list(found.missing),
        "due_on": found.due_on.isoformat(),
        "over": found.over,
        "text": found.text,
        "files": [str(path) for path in files],
    }
    session.answer(document, [*found.text.splitlines(), *(f"写到 {path}" for path in files)])


def _line(each: BulletinLine) -> dict[str, object]:
    reached = each.reached
    return {
        "dimension": None if each.dimension is None else each.dimension.value,
        "unit": each.unit or None,
        "name": each.name or None,
        "whole": each.whole,
        "target": reached.target,
        "additions": reached.additions,
        "exits": reached.exits,
        "net": reached.net,
        "percent": None if reached.percent is None else str(reached.percent),
        "filing": _filing(each.filing),
    }


def _filing(found: Punctuality) -> dict[str, object]:
    percent = None if found.percent is None else str(found.percent)
    return {
        "due": found.due,
        "on_time": found.on_time,
        "late": found.late,
        "missing": found.missing,
        "percent": percent,
    }
