"""`shenggui year`: the cultivation year, and going over into the next."""

from typing import Annotated

import typer

from desktop.cli import library_documents as documents
from desktop.cli.chinese import group
from desktop.cli.reading import pairs, read_day
from desktop.cli.session import accept, current, warn
from desktop.cli.tables import table
from desktop.domain.codes import Subject
from desktop.domain.cultivation import Roll, RollDraft, RollLine
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.library_texts import figure_word
from desktop.wording.messages import told


def build() -> typer.Typer:
    """Return the commands about cultivation years."""
    return group(
        "年度：培育年度和年度结转。",
        (
            ("list", list_, "列出已结转的年度。"),
            ("roll", roll, "结转到下一年度：先看，加 --take 才写入。"),
        ),
    )


def list_(context: typer.Context) -> None:
    """Answer with the years that were closed."""
    session = current(context)
    with session.ledger() as services:
        found, year = services.years.rolls(), services.settings.workspace().year
    rows = [_roll_cells(each) for each in found]
    session.answer(
        {
            "year": year,
            "rolls": [
                {
                    "uid": each.uid,
                    "year_from": each.year_from,
                    "year_to": each.year_to,
                    "on": each.on.isoformat(),
                    "basis": each.basis,
                    "carried": each.carried,
                    "gone": each.gone,
                    "who": each.who,
                }
                for each in found
            ],
        },
        [f"台账年度：{year} 年", *table(("结转", "日期", "依据", "转入", "调出", "经办"), rows, "还没有结转过。")],
    )


def roll(
    context: typer.Context,
    take: Annotated[bool, typer.Option("--take", help="写入；不写这个选项就只看。")] = False,
    on: Annotated[str, typer.Option("--on", metavar="日期", help="结转日期，写入时必填。")] = "",
    basis: Annotated[str, typer.Option("--basis", metavar="依据", help="结转依据，写入时必填。")] = "",
    leave: Annotated[
        list[str] | None,
        typer.Option("--leave", metavar="编号=原因", help="不转入、调出培育库的企业和原因，可写多次。"),
    ] = None,
    december: Annotated[
        bool, typer.Option("--december", help="没有全年收入的，把 12 月累计同时记为全年收入，口径照原来的。")
    ] = False,
) -> None:
    """Go over into the next cultivation year: the list is carried on, the old year is closed as it stands."""
    session = current(context)
    with session.ledger() as services:
        plan = services.years.look()
        leaving = pairs(leave or (), [line.uid for line in plan.lines])
        if take:
            draft = RollDraft(read_day(on, "on", Subject.YEAR_ROLL), basis, leaving, december)
            accept(services.years.roll(plan, draft).problems, Subject.YEAR_ROLL)
    if not take:
        for problem in plan.problems:
            warn(told(problem, Subject.YEAR_ROLL))
    going = len(plan.lines) - len(leaving)
    session.answer(
        {"taken": take, "carried": going, "gone": len(leaving), **documents.roll(plan)},
        [
            f"{plan.year_from} → {plan.year_to}：转入 {going} 家，调出 {len(leaving)} 家"
            + ("，已写入。" if take else "。只看，没有写入；写入请加 --take --on 日期 --basis 依据。"),
            *table(("编号", "企业名称", "所在库", "在库状态", "全年收入", "建议"), map(_cells, plan.lines)),
        ],
    )


def _roll_cells(roll: Roll) -> tuple[str, ...]:
    years = f"{roll.year_from} → {roll.year_to}"
    return years, shown.day(roll.on), roll.basis, str(roll.carried), str(roll.gone), roll.who


def _cells(line: RollLine) -> tuple[str, ...]:
    advice = "转入" if line.carry else "请核对是否调出"
    return line.uid, line.name, label(line.tier), label(line.library_status), figure_word(line.revenue), advice
