"""`shenggui visit doubles`, `issue doubles`: where two offices trouble one enterprise twice."""

from typing import Annotated

import typer

from desktop.cli.session import current
from desktop.cli.tables import table
from desktop.wording import shown
from desktop.wording.labels import label

_VISITS = ("企业", "先去的", "日期", "后去的", "日期", "相隔（天）")
_ISSUES = ("企业", "类别", "先登记的", "日期", "后登记的", "日期", "相隔（天）", "先登记的问题", "后登记的问题")

Days = Annotated[
    int | None,
    typer.Option("--days", metavar="天", min=0, max=366, help="相隔不超过几天算重复；不写按参考资料。"),
]


def visits(context: typer.Context, days: Days = None) -> None:
    """List the visits that two offices paid to one enterprise within some days."""
    session = current(context)
    with session.ledger() as services:
        span = services.letters.doubles.spans().visit_days if days is None else days
        found = services.letters.doubles.visits(span)
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
    session.answer(document, table(_VISITS, rows, f"没有两个单位在 {span} 天内走访同一家企业的。"))


def issues(context: typer.Context, days: Days = None) -> None:
    """List the issues of one kind that one enterprise raised with two offices within some days."""
    session = current(context)
    with session.ledger() as services:
        span = services.letters.doubles.spans().issue_days if days is None else days
        found = services.letters.doubles.issues(span)
    document = [
        {
            "enterprise": each.enterprise,
            "name": each.name,
            "category": each.category.value,
            "first": each.first,
            "first_on": each.first_on.isoformat(),
            "first_unit": each.first_unit,
            "first_text": each.first_text,
            "then": each.then,
            "then_on": each.then_on.isoformat(),
            "then_unit": each.then_unit,
            "then_text": each.then_text,
            "days": each.days,
        }
        for each in found
    ]
    rows = [
        (
            each.name,
            label(each.category),
            each.first_unit,
            shown.day(each.first_on),
            each.then_unit,
            shown.day(each.then_on),
            str(each.days),
            each.first_text,
            each.then_text,
        )
        for each in found
    ]
    session.answer(document, table(_ISSUES, rows, f"没有企业在 {span} 天内向两个单位提出同类问题的。"))
