"""`shenggui year`: the cultivation year, and going over into the next."""

from typing import Annotated

import typer

from desktop.cli import library_documents as documents
from desktop.cli.chinese import group
from desktop.cli.options import VoidReason
from desktop.cli.reading import pairs, read_day
from desktop.cli.session import accept, current, warn
from desktop.cli.tables import table
from desktop.domain.codes import Subject
from desktop.domain.cultivation import Roll, RollDraft, RollLine
from desktop.domain.duty import DutyDraft, DutyLine
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
            ("duties", duties, "年度事项：每年要在一个日期前办完的事，办了没有。"),
            ("duty-done", duty_done, "记一个年度事项已办完。"),
            ("duty-void", duty_void, "作废一条记错的完成记录。"),
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
    with session.ledger(writes=take) as services:
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


def duties(
    context: typer.Context,
    year: Annotated[int, typer.Option("--year", metavar="年度", help="不写就是今年。")] = 0,
) -> None:
    """Answer with the duties of a year and whether they were done."""
    session = current(context)
    with session.ledger() as services:
        found = services.duties.lines(year or session.world.clock().year)
    session.answer(
        [_duty(line) for line in found],
        table(("编号", "事项", "年度", "应于", "完成", "完成情况", "出处"), map(_duty_cells, found), "没有年度事项。"),
    )


def duty_done(
    context: typer.Context,
    duty: Annotated[str, typer.Argument(metavar="事项", help="编号，见 year duties。")],
    on: Annotated[str, typer.Option("--on", metavar="日期", help="完成日期。")],
    note: Annotated[str, typer.Option("--note", metavar="文字", help="完成情况：比对了哪些名单、结果如何。")],
    year: Annotated[int, typer.Option("--year", metavar="年度", help="不写就是完成日期的年度。")] = 0,
) -> None:
    """Note that a yearly duty was done."""
    session = current(context)
    day = read_day(on, "on", Subject.DUTY_STEP)
    with session.ledger(writes=True) as services:
        saved = services.duties.done(DutyDraft(duty, year or day.year, day, note))
    session.saved(saved, Subject.DUTY_STEP, "已记为办完")


def duty_void(
    context: typer.Context,
    record: Annotated[str, typer.Argument(metavar="记录编号", help="见 year duties。")],
    reason: VoidReason,
) -> None:
    """Mark the word that a duty was done as void."""
    session = current(context)
    with session.ledger(writes=True) as services:
        saved = services.duties.void(record, reason)
    session.saved(saved, Subject.DUTY_STEP, "已作废")


def _duty(line: DutyLine) -> dict[str, object]:
    done = line.done
    return {
        "id": line.duty.id,
        "label": line.duty.label,
        "year": line.year,
        "due_on": line.due_on.isoformat(),
        "done": None if done is None else {"uid": done.uid, "on": str(done.draft.on), "note": done.draft.note},
        "document": line.duty.document,
        "clause": line.duty.clause,
        "note": line.duty.note or None,
    }


def _duty_cells(line: DutyLine) -> tuple[str, ...]:
    done, duty = line.done, line.duty
    state = "未办" if done is None else f"{shown.day(done.draft.on)}（{done.uid}）"
    note = "" if done is None else done.draft.note
    return duty.id, duty.label, str(line.year), shown.day(line.due_on), state, note, f"{duty.document} {duty.clause}"


def _roll_cells(roll: Roll) -> tuple[str, ...]:
    years = f"{roll.year_from} → {roll.year_to}"
    return years, shown.day(roll.on), roll.basis, str(roll.carried), str(roll.gone), roll.who


def _cells(line: RollLine) -> tuple[str, ...]:
    advice = "转入" if line.carry else "请核对是否调出"
    return line.uid, line.name, label(line.tier), label(line.library_status), figure_word(line.revenue), advice
