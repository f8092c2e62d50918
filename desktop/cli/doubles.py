"""`shenggui visit doubles`: visits that two offices paid to one enterprise shortly after each other."""

from typing import Annotated

import typer

from desktop.cli.session import current
from desktop.cli.tables import table
from desktop.wording import shown

_HEADINGS = ("企业", "先去的", "日期", "后去的", "日期", "相隔（天）")


def doubles(
    context: typer.Context,
    days: Annotated[int, typer.Option("--days", metavar="天", min=0, max=366, help="相隔不超过几天算重复。")] = 7,
) -> None:
    """List the visits that two offices paid to one enterprise within some days."""
    session = current(context)
    with session.ledger() as services:
        found = services.letters.doubles.visits(days)
    document = [
        {
            "enterprise": each.enterprise,
            "name": each.name,
            "first_on": each.first_on.isoformat(),
            "first_unit": each.first_unit,
            "then_on": each.then_on.isoformat(),
            "then_unit": each.then_unit,
            "days": each.days,
        }
        for each in found
    ]
    rows = [
        (each.name, each.first_unit, shown.day(each.first_on), each.then_unit, shown.day(each.then_on), str(each.days))
        for each in found
    ]
    session.answer(document, table(_HEADINGS, rows, f"没有两个单位在 {days} 天内走访同一家企业的。"))
