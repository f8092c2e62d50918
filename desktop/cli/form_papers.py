"""`shenggui form papers|print`: any form there is, filled or to be written on by hand, as PDF or workbook."""

from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.reading import read_month, refuse
from desktop.cli.session import current, progress, warn
from desktop.cli.tables import table
from desktop.domain.month import last_complete
from desktop.wording import shown
from desktop.wording.messages import told

_SUFFIXES = (".pdf", ".xlsx")


def papers(context: typer.Context) -> None:
    """List the forms that can be printed."""
    session = current(context)
    with session.ledger() as services:
        heads = services.papers.forms()
    session.answer(
        [
            {
                "id": head.id,
                "edition": head.edition,
                "title": head.title,
                "subject": head.subject.value,
                "monthly": head.monthly,
                "filled": head.listed,
                "choice": head.chosen,
            }
            for head in heads
        ],
        table(
            ("表", "名称", "版次", "报送", "打印"),
            [
                (
                    head.id,
                    head.title,
                    str(head.edition),
                    "每月" if head.monthly else "",
                    _printed(listed=head.listed, chosen=head.chosen),
                )
                for head in heads
            ],
        ),
    )


def print_(
    context: typer.Context,
    form: Annotated[str, typer.Argument(metavar="表", help="表的代号，见 form papers。")],
    out: Annotated[Path, typer.Option("--out", metavar="文件", help="写到这里；.pdf 或 .xlsx。")],
    month: Annotated[str, typer.Option("--month", metavar="所属期", help="例如 2026-10；不写就是上一个月。")] = "",
    blank: Annotated[bool, typer.Option("--blank", help="手写用的空白表：已知的先印好，其余留空。")] = False,
    of: Annotated[
        str, typer.Option("--of", metavar="哪一份", help="名单代号、申报记录的编号；空白的单户表写企业编号。")
    ] = "",
) -> None:
    """Write one form; a filled one is noted among the exports."""
    session = current(context)
    if out.suffix.lower() not in _SUFFIXES:
        raise refuse("bad_paper_suffix", field="out", text=out.name)
    asked = read_month(month) if month else last_complete(session.world.clock().date())
    with session.ledger(writes=not blank) as services:
        head = services.papers.head(form)
        printed = services.papers.print(form, asked, out, progress(), blank=blank, of=of)
    for problem in printed.problems:
        warn(told(problem))
    session.answer(
        {
            "form": head.id,
            "edition": head.edition,
            "month": str(asked),
            "blank": blank,
            "path": str(printed.path),
            "pages": printed.pages,
        },
        [f"{head.title} {shown.month(asked)}{'（空白）' if blank else ''}：{printed.path}，共 {printed.pages} 页"],
    )


def _printed(*, listed: bool, chosen: bool) -> str:
    if not listed:
        return "空白表；填好的在那一户、那一件事上打印"
    return "填好的和空白的，要说明哪一份（--of）" if chosen else "填好的和空白的"


COMMANDS = (
    ("papers", papers, "列出能打印的每一张表：哪些月月报，哪些要用时打印。"),
    ("print", print_, "把一张表写成 PDF 或 xlsx：填好的，或者手写用的空白表。"),
)
