"""`shenggui admission windows`: the year's windows, and typing one from the notice."""

from dataclasses import replace
from typing import Annotated

import typer

from desktop.cli import admission_documents as documents
from desktop.cli.admission_words import window_cells
from desktop.cli.options import LedgerYear
from desktop.cli.reading import choices, read_code, read_day_or_none
from desktop.cli.session import current
from desktop.cli.tables import table
from desktop.domain.codes import Subject
from desktop.domain.windows import Procedure, WindowDraft, WindowKind
from desktop.wording.labels import label


def windows(context: typer.Context, year: LedgerYear = 0) -> None:
    """Answer with the windows of a year, each with the days to be ready before it."""
    session = current(context)
    with session.ledger() as services:
        found = services.admissions.windows(year)
        plans = [services.admissions.plan(each) if each.held else () for each in found]
        notice = services.admissions.rules().windows.notice
    session.answer(
        [documents.window(each, plan) for each, plan in zip(found, plans, strict=True)],
        [
            *table(("窗口", "截止日期", "截止月份", "受理范围", "来源", "依据"), map(window_cells, found)),
            f"以上日期{notice}。",
        ],
    )


def window(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="窗口", help=f"{choices(WindowKind)}。")],
    basis: Annotated[str, typer.Option("--basis", metavar="依据", help="通知的名称和文号。")],
    closes: Annotated[str, typer.Option("--closes", metavar="日期", help="截止日期，例如 2026-11-13。")] = "",
    opens: Annotated[str, typer.Option("--opens", metavar="日期", help="开始日期。")] = "",
    month: Annotated[int, typer.Option("--month", metavar="月份", help="月度批次的月份，例如 3。")] = 0,
    accepts: Annotated[
        list[str] | None, typer.Option("--accepts", metavar="范围", help=f"受理范围，可写多次：{choices(Procedure)}。")
    ] = None,
    none: Annotated[bool, typer.Option("--none", help="本年不设这一批。")] = False,
    year: LedgerYear = 0,
) -> None:
    """Keep a window as this year's notice has it; what it accepts stays as it was where nothing is said."""
    session = current(context)
    whose = Subject.ADMISSION_WINDOW
    which = read_code(WindowKind, kind, "kind", whose)
    with session.ledger(writes=True) as services:
        known = services.admissions.window(year or services.settings.workspace().year, which, month)
        draft = WindowDraft(
            kind=which,
            month=month,
            opens_on=read_day_or_none(opens, "opens_on", whose),
            closes_on=read_day_or_none(closes, "closes_on", whose),
            accepts=tuple(read_code(Procedure, each, "accepts", whose) for each in accepts or ()),
            basis=basis,
            held=not none,
        )
        if not draft.accepts and known is not None:
            draft = replace(draft, accepts=known.accepts)
        saved = services.admissions.set_window(draft, year)
    session.saved(saved, whose, f"已填写{label(which)}窗口")
