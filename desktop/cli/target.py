"""`shenggui target`: the unit's own targets of a year."""

from typing import Annotated

import typer

from desktop.cli.chinese import group
from desktop.cli.reading import choices, read_code
from desktop.cli.session import current
from desktop.cli.tables import table
from desktop.domain.codes import Subject, TargetMeasure
from desktop.wording.labels import label

Year = Annotated[int, typer.Option("--year", metavar="年度", help="不写就是台账的年度。")]


def build() -> typer.Typer:
    """Return the commands about targets."""
    return group(
        "目标：本单位的年度目标，照文件填，不推算。",
        (
            ("list", list_, "列出本单位的目标；没有就是未下达。"),
            ("set", set_, "填写本单位一年的目标。"),
        ),
    )


def list_(context: typer.Context, year: Year = 0) -> None:
    """Answer with the own targets of a year; none means not issued."""
    session = current(context)
    with session.ledger() as services:
        found = services.settings.own_targets(year or services.settings.workspace().year)
    session.answer(
        [
            {
                "year": each.year,
                "measure": each.measure.value,
                "value": each.value,
                "basis": each.basis or None,
                "issued": each.issued,
            }
            for each in found
        ],
        table(
            ("年度", "类型", "目标（户）", "依据"),
            [(str(each.year), label(each.measure), str(each.value), each.basis) for each in found],
            "未下达。",
        ),
    )


def set_(
    context: typer.Context,
    measure: Annotated[str, typer.Argument(metavar="类型", help=f"{choices(TargetMeasure)}。")],
    value: Annotated[int, typer.Argument(metavar="户数", help="文件下达的户数。")],
    basis: Annotated[str, typer.Option("--basis", metavar="依据", help="文件名称和文号。")],
    year: Year = 0,
) -> None:
    """Keep the target that was handed down for a year."""
    session = current(context)
    which = read_code(TargetMeasure, measure, "measure", Subject.TARGET)
    with session.ledger(writes=True) as services:
        asked = year or services.settings.workspace().year
        saved = services.settings.set_own_target(asked, which, value, basis)
    session.saved(saved, Subject.TARGET, f"已填写 {asked} 年{label(which)}目标 {value} 户")
