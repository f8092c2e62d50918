"""`shenggui calendar`: the working days of a year, as the yearly notice has them."""

from typing import Annotated

import typer

from desktop.cli.chinese import group
from desktop.cli.options import VoidReason
from desktop.cli.session import accept, current
from desktop.cli.tables import table
from desktop.domain.calendar_year import CalendarDraft, read_days, read_spans
from desktop.domain.codes import Subject

Year = Annotated[int, typer.Argument(metavar="年度", help="例如 2027。")]


def build() -> typer.Typer:
    """Return the commands about working days."""
    return group(
        "工作日历：每年的放假和调休上班日，照国务院办公厅的通知填写。",
        (
            ("list", list_, "列出有放假安排的年度，和哪些是自己填写的。"),
            ("show", show, "显示一年的放假和调休上班日。"),
            ("set", set_, "填写一年的放假和调休上班日；以后各处算工作日都用它。"),
            ("void", void, "作废自己填写的一年；程序里有的就恢复用程序里的。"),
        ),
    )


def list_(context: typer.Context) -> None:
    """Answer with the years whose holidays are known."""
    session = current(context)
    with session.ledger() as services:
        found = services.calendars.years()
    session.answer(
        [{**_document(each), "typed": typed} for each, typed in found],
        table(
            ("年度", "放假", "调休上班", "由来", "依据"),
            [_row(each, typed=typed) for each, typed in found],
        ),
    )


def _row(found: CalendarDraft, *, typed: bool) -> tuple[str, ...]:
    days = f"{len(found.off)} 段", f"{len(found.working)} 天"
    return (str(found.year), *days, _origin(found, typed=typed), found.basis)


def show(context: typer.Context, year: Year) -> None:
    """Answer with the days off and the weekends worked of one year."""
    session = current(context)
    with session.ledger() as services:
        found = services.calendars.get(year)
        typed = any(own for each, own in services.calendars.years() if each.year == year)
    lines = [f"{year} 年还没有放假安排，只按双休日计算。"]
    if found.off:
        lines = [
            f"{year} 年（{_origin(found, typed=typed)}；{found.basis}）",
            *(f"放假  {span.text}" for span in found.off),
            *(f"上班  {day.isoformat()}" for day in found.working),
        ]
    session.answer({**_document(found), "typed": typed}, lines)


def set_(
    context: typer.Context,
    year: Year,
    off: Annotated[
        list[str],
        typer.Option("--off", metavar="起..止=名称", help="放假，例如 2027-01-01..2027-01-03=元旦，可写多次。"),
    ],
    basis: Annotated[str, typer.Option("--basis", metavar="依据", help="放假通知的名称和文号。")],
    working: Annotated[
        list[str] | None, typer.Option("--working", metavar="日期", help="调休上班的周末，可写多次。")
    ] = None,
) -> None:
    """Keep the calendar of one year as the notice has it."""
    session = current(context)
    spans, wrong = read_spans("\n".join(off).replace("至", ".."))
    days, odd = read_days("\n".join(working or ()))
    accept([*wrong, *odd], Subject.CALENDAR_YEAR)
    with session.ledger(writes=True) as services:
        saved = services.calendars.set(CalendarDraft(year, spans, days, basis))
    session.saved(saved, Subject.CALENDAR_YEAR, f"已填写 {year} 年工作日历")


def void(
    context: typer.Context,
    year: Year,
    reason: VoidReason,
) -> None:
    """Drop the calendar that was typed for a year."""
    session = current(context)
    with session.ledger(writes=True) as services:
        saved = services.calendars.void(year, reason)
    session.saved(saved, Subject.CALENDAR_YEAR, f"已作废 {year} 年工作日历")


def _document(draft: CalendarDraft) -> dict[str, object]:
    return {
        "year": draft.year,
        "off": [
            {"from": span.first.isoformat(), "to": span.last.isoformat(), "name": span.name or None}
            for span in draft.off
        ],
        "working": [day.isoformat() for day in draft.working],
        "basis": draft.basis or None,
        "by_county": draft.by_county,
    }


def _origin(draft: CalendarDraft, *, typed: bool) -> str:
    return "县里定的" if draft.by_county else "自己填写" if typed else "程序自带"
