"""`shenggui check`: whether the ledger is whole."""

from typing import Annotated

import typer

from desktop.cli.session import current
from desktop.cli.tables import table
from desktop.wording.findings import finding_word

_FOUND = 3


def check(
    context: typer.Context,
    deep: Annotated[bool, typer.Option("--deep", help="逐条核对修改记录，数据多时要几分钟。")] = False,
) -> None:
    """Answer with what is wrong; the exit code is 3 where anything is."""
    session = current(context)
    with session.ledger() as services:
        findings = services.check.run(deep=deep)
    session.answer(
        {
            "ok": not findings,
            "findings": [
                {"code": each.code, "where": each.where, "message": finding_word(each.code)} for each in findings
            ],
        },
        table(
            ("问题", "位置"),
            [(finding_word(each.code), each.where) for each in findings],
            "台账完好。",
        ),
    )
    if findings:
        raise typer.Exit(_FOUND)
