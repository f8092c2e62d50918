"""`shenggui file`: files the month as PDF and xlsx."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from desktop.cli import documents
from desktop.cli.reading import read_month, refuse
from desktop.cli.session import accept, current, progress, warn
from desktop.domain.codes import Subject
from desktop.domain.filing import FilingProblem
from desktop.domain.problems import Severity
from desktop.wording import shown
from desktop.wording.messages import told


def file(
    context: typer.Context,
    month: Annotated[str, typer.Argument(metavar="所属期", help="例如 2026-10；2026-02 表示 1—2 月。")],
    out: Annotated[Path, typer.Option("--out", metavar="文件夹", help="把 PDF 和 xlsx 写到这里。")],
    form: Annotated[
        list[str] | None, typer.Option("--form", metavar="表", help="只报这张表，可写多次；不写就全报。")
    ] = None,
    nothing: Annotated[bool, typer.Option("--nothing", help="零报告：本月无。")] = False,
) -> None:
    """File a month; filing again makes the next round and keeps the one before."""
    session = current(context)
    period = read_month(month)
    with session.ledger(writes=True) as services:
        titles = {head.id: head.title for head in services.filings.forms()}
        known = list(titles)
        asked = form or known
        if unknown := [name for name in asked if name not in known]:
            raise refuse("bad_code_word", field="form", text=unknown[0], words="、".join(known))
        done = services.filings.export(period, asked, out, progress(), nothing=nothing)
    problems = [_titled(problem, titles) for problem in done.problems]
    if not done.files:
        accept([each.problem for each in problems], Subject.FILING)
    for problem in problems:
        warn(_told(problem))
    session.answer(
        documents.filed(done),
        [
            f"{shown.month(period)}第 {done.round} 次，核对码 {done.digest[:8]}",
            *(path for each in done.files for path in (each.pdf, each.xlsx)),
        ],
    )


def _titled(found: FilingProblem, titles: Mapping[str, str]) -> FilingProblem:
    """Return *found* with the form's title where its id stood."""
    problem = found.problem
    return replace(found, problem=replace(problem, field=titles.get(problem.field, problem.field)))


def _told(found: FilingProblem) -> str:
    # beside files that were written every problem is a warning
    text = told(replace(found.problem, severity=Severity.CHECK))
    code, _, words = text.partition(" ")
    return f"{code} {found.name}：{words}" if found.name else text
