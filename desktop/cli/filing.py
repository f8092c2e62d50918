"""`shenggui file` and `shenggui verify`: files the month as PDF and xlsx, and holds paper against file."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from desktop.cli import documents, filing_documents
from desktop.cli.reading import read_month, refuse
from desktop.cli.session import accept, current, progress, tell, warn
from desktop.domain.codes import FilingState, Subject
from desktop.domain.filing import FilingProblem
from desktop.domain.filing_code import NotACode, spaced
from desktop.domain.filing_round import FilingWish
from desktop.domain.problems import Severity
from desktop.wording import shown
from desktop.wording.filing_words import together
from desktop.wording.messages import told
from desktop.wording.words_permit import permit_words

_FOUND = 3
_DRAFT = "草稿：还有要说明的，不能登记交接。请用 shenggui filing explain 说明原因（或补填）后再生成。"


def file(
    context: typer.Context,
    month: Annotated[str, typer.Argument(metavar="所属期", help="例如 2026-10；2026-02 表示 1—2 月。")],
    out: Annotated[Path, typer.Option("--out", metavar="文件夹", help="把 PDF 和 xlsx 写到这里。")],
    form: Annotated[
        list[str] | None, typer.Option("--form", metavar="表", help="只报这张表，可写多次；不写就全报。")
    ] = None,
    nothing: Annotated[bool, typer.Option("--nothing", help="零报告：本月无。")] = False,
    reason: Annotated[
        str,
        typer.Option("--reason", metavar="原因", help="更正的原因（已经交接过的再报就是更正），或截止后补报的原因。"),
    ] = "",
    early: Annotated[bool, typer.Option("--early", help="所属期还没有开始，也照样生成。")] = False,
    package: Annotated[
        bool, typer.Option("--package", help="一并生成上报包，写到同一个文件夹；草稿不在包里。")
    ] = False,
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
        done = services.filings.export(period, asked, out, progress(), FilingWish(nothing, early, reason))
        posted = services.letters.outgoing.send(out, month=period) if package and done.files else None
    problems = [_titled(problem, titles) for problem in done.problems]
    if not done.files:
        accept([each.problem for each in problems], Subject.FILING)
    for problem in together(problems):
        warn(_told(problem))
    lines = [f"{shown.month(period)}第 {done.round} 次，核对码 {'、'.join(spaced(each.code) for each in done.files)}"]
    for each in done.files:
        lines += [each.pdf, each.xlsx, *([each.correction] if each.correction else [])]
        lines += [] if each.permit is None else [permit_words(each.permit)]
    if any(each.state is FilingState.DRAFT for each in done.files):
        lines.append(_DRAFT)
    if posted is not None:
        lines.append(str(posted.path))
    sent = None if posted is None else str(posted.path)
    session.answer({**documents.filed(done), "package": sent}, lines)


def each(
    context: typer.Context,
    month: Annotated[str, typer.Argument(metavar="所属期", help="例如 2026-10；2026-02 表示 1—2 月。")],
    out: Annotated[Path, typer.Option("--out", metavar="文件夹", help="把 PDF 写到这里。")],
    form: Annotated[str, typer.Option("--form", metavar="表", help="哪张按企业填的月报。")] = "key-monitoring",
    together: Annotated[bool, typer.Option("--together", help="合成一个 PDF；不写就是每户一个。")] = False,
) -> None:
    """Print a monthly form for every enterprise alone; a paper that is there already and says the same is left."""
    session = current(context)
    period = read_month(month)
    with session.ledger() as services:
        batch = services.filing_batch.each(period, form, out, progress(), together=together)
    tell(batch.problems)
    session.answer(
        {"written": [str(path) for path in batch.written], "left": [str(path) for path in batch.left]},
        [*map(str, batch.written), f"写出 {len(batch.written)} 份，原有相同的 {len(batch.left)} 份没有动。"],
    )


def verify(
    context: typer.Context,
    what: Annotated[str, typer.Argument(metavar="核对码或文件", help="纸上的核对码，或报送时生成的 PDF、xlsx 文件。")],
) -> None:
    """Hold a paper's code, or a file, against the ledger; the exit code is 3 where they do not match."""
    session = current(context)
    path = Path(what)
    with session.ledger() as services:
        if path.suffix.lower() in {".pdf", ".xlsx"} or path.is_file():
            verdict = services.rounds.verify_file(path)
        else:
            try:
                verdict = services.rounds.verify(what)
            except NotACode as error:
                raise refuse(error.reason, text=what) from error
        title = services.rounds.title(verdict.kept) if verdict.kept is not None else ""
    session.answer(filing_documents.verdict(verdict), filing_documents.verdict_lines(verdict, title))
    if not verdict.matches:
        raise typer.Exit(_FOUND)


def _titled(found: FilingProblem, titles: Mapping[str, str]) -> FilingProblem:
    """Return *found* with the form's title where its id stood."""
    problem = found.problem
    return replace(found, problem=replace(problem, field=titles.get(problem.field, problem.field)))


def _told(found: FilingProblem) -> str:
    # beside files that were written every problem is a warning
    text = told(replace(found.problem, severity=Severity.CHECK))
    code, _, words = text.partition(" ")
    return f"{code} {found.name}：{words}" if found.name else text
