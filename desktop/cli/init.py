"""`shenggui init`: makes the data folder."""

from typing import Annotated

import typer

from desktop.cli.reading import read_code
from desktop.cli.session import accept, current
from desktop.domain.codes import Subject, UnitKind
from desktop.domain.workspace import FirstStart
from desktop.wording.labels import label

_SOMEBODY = "经办人"


def init(
    context: typer.Context,
    preset: Annotated[str, typer.Option("--preset", metavar="编号", help="方案编号，见 preset list。")],
    unit: Annotated[str, typer.Option("--unit", metavar="单位", help="本单位名称，例如 盂县能源局。")],
    kind: Annotated[
        str, typer.Option("--kind", metavar="类型", help="township、department、zone 或 county；方案里有的单位不用写。")
    ] = "",
    year: Annotated[int, typer.Option("--year", metavar="年度", help="培育年度；不写就是今年。")] = 0,
    person: Annotated[str, typer.Option("--person", metavar="姓名", help="经办人姓名。")] = "",
    post: Annotated[str, typer.Option("--post", metavar="职务", help="经办人职务。")] = "",
    phone: Annotated[str, typer.Option("--phone", metavar="电话", help="经办人电话。")] = "",
) -> None:
    """Make the data folder for one unit, plan and year."""
    session = current(context)
    # sqlmodel, openpyxl and reportlab come with the services; help and usage errors answer without them
    from desktop.wiring import create_ledger

    start = FirstStart(
        preset=preset,
        unit_name=unit,
        unit_kind=read_code(UnitKind, kind, "unit_kind", Subject.WORKSPACE) if kind else None,
        year=year or session.world.clock().year,
        person_name=person or session.by or _SOMEBODY,
        person_post=post,
        person_phone=phone,
    )
    made = create_ledger(session.folder, start, session.world)
    if isinstance(made, tuple):
        accept(made, Subject.WORKSPACE)
        return
    try:
        own = made.settings.workspace()
        plan, issued = made.settings.preset(), made.settings.own_targets(own.year)
    finally:
        made.close()
    untold = _untold(plan.year, own.year, told=bool(issued))
    session.answer(
        {
            "unit": own.unit_name,
            "unit_id": own.unit,
            "kind": own.unit_kind.value,
            "preset": own.preset,
            "year": own.year,
            "folder": str(session.folder),
        },
        [
            f"已新建{own.unit_name}（{label(own.unit_kind)}）{own.year} 年的台账：{session.folder}",
            *untold,
        ],
    )


def _untold(plan: int, year: int, *, told: bool) -> tuple[str, ...]:
    """Return the line that says that the plan is of another year and has no target for this one."""
    if told or plan == year:
        return ()
    return (f"方案是 {plan} 年的，{year} 年目标未下达；收到通知后用 target set 照文件填写。",)
