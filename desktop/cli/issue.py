"""`shenggui issue`: the ledger of problems that enterprises raised."""

from typing import Annotated

import typer

from desktop.cli import doubles, issue_relays, issue_views
from desktop.cli import issue_documents as documents
from desktop.cli.chinese import group
from desktop.cli.options import PdfOut, VoidReason
from desktop.cli.reading import choices, read_code, read_day, read_day_or_none
from desktop.cli.session import current, progress, tell
from desktop.cli.tables import table
from desktop.domain.codes import Subject, VisitMode
from desktop.domain.deadline import Urgency
from desktop.domain.issue import OPEN_STATES, IssueDraft, IssueFilter, IssueRow, StepDraft
from desktop.domain.issue_codes import (
    Handling,
    IssueAction,
    IssueCategory,
    IssueLevel,
    IssueState,
    Resolution,
    Satisfaction,
)
from desktop.wording.issue_texts import deadline_words, relay_words, step_words
from desktop.wording.labels import label

# these have commands of their own, or are made by themselves
_APART = {IssueAction.REGISTER, IssueAction.RELAY, IssueAction.PASS_ON}
STEPS = tuple(action for action in IssueAction if action not in _APART)

_HEADINGS = ("编号", "问题编号", "提出日期", "企业名称", "类别", "状态", "时限", "还剩", "问题描述")

Uid = Annotated[str, typer.Argument(metavar="编号", help="问题编号（uid），见 issue list --json。")]


def build() -> typer.Typer:
    """Return the commands about issues."""
    return group(
        "问题：问题台账的登记和办理。",
        (
            ("list", list_, "列出问题台账。"),
            ("show", show, "显示一个问题和它的每一步办理。"),
            ("add", add, "登记一个不是走访中发现的问题。"),
            ("step", step, "记一步办理：每一步单独留痕，不覆盖。"),
            ("relay", issue_relays.relay, "县里：把问题转给第三个单位办（转办），时限从最初提出算起。"),
            ("pass-on", issue_relays.pass_on, "县里：把承办单位的答复转告提出问题的单位。"),
            ("void", void, "作废一个登记错的问题；记录保留。"),
            ("print", print_, "生成交办单 PDF，一个收件单位一张。"),
            ("board", issue_views.board, "按办理阶段数一数。"),
            ("rates", issue_views.rates, "受理、办结、满意、逾期各多少，办结率、解决率、满意率。"),
            ("common", issue_views.common, "共性问题：哪一类问题多少家企业提出，谁重复提出。"),
            ("doubles", doubles.issues, "列出同一家企业向两个单位提出的同类问题（县里合并各单位的问题以后用）。"),
            ("clocks", issue_views.clocks, "列出办理时限的办法，和现在用的一个。"),
            ("clock", issue_views.clock, "从某一天起改用另一个时限办法。"),
        ),
    )


def list_(
    context: typer.Context,
    state: Annotated[list[str] | None, typer.Option("--state", metavar="状态", help="只列这个状态，可写多次。")] = None,
    opened: Annotated[bool, typer.Option("--open", help="只列未销号的。")] = False,
    late: Annotated[bool, typer.Option("--late", help="只列过了时限的（逾期）。")] = False,
    soon: Annotated[bool, typer.Option("--soon", help="只列快到时限的。")] = False,
    category: Annotated[str, typer.Option("--category", metavar="类别", help="只列这一类诉求。")] = "",
    enterprise: Annotated[str, typer.Option("--enterprise", metavar="企业编号", help="只列这家企业。")] = "",
    search: Annotated[str, typer.Option("--search", metavar="文字", help="只列含有这些字的。")] = "",
    voided: Annotated[bool, typer.Option("--voided", help="也列出作废的。")] = False,
    relayed: Annotated[bool, typer.Option("--relayed", help="只列县里转出去的转办件（不计入台账的数）。")] = False,
) -> None:
    """Answer with the issue ledger."""
    session = current(context)
    states = frozenset(read_code(IssueState, text, "state", Subject.ISSUE) for text in state or ())
    query = IssueFilter(
        text=search,
        states=states or (OPEN_STATES if opened else frozenset()),
        enterprise=enterprise,
        voided=voided,
        category=read_code(IssueCategory, category, "category", Subject.ISSUE) if category else None,
        urgency=Urgency.LATE if late else Urgency.SOON if soon else None,
        relayed=relayed,
    )
    with session.ledger() as services:
        rows = services.issues.list(query)
    session.answer(
        [documents.issue_row(row) for row in rows],
        table(_HEADINGS, map(_cells, rows)),
    )


def show(context: typer.Context, uid: Uid) -> None:
    """Answer with one issue and every deed on it."""
    session = current(context)
    with session.ledger() as services:
        row = services.issues.get(uid)
        steps = services.issues.steps(uid)
        copies = services.relays.copies(uid)
    session.answer(
        {
            **documents.issue_row(row),
            "steps": [documents.issue_step(each) for each in steps],
            "copies": issue_relays.copies_document(copies),
        },
        [
            f"{row.number}  {row.enterprise_name}  {label(row.category)}  {label(row.state)}",
            f"问题：{row.description}",
            f"时限：{deadline_words(row.deadline)}（{row.deadline.on}）" if row.deadline.on else "时限：没有在计时",
            *([f"{relay_words(row.relay)}  {row.relay.phone}".rstrip()] if row.relay is not None else []),
            *(f"{each.on.isoformat()}  {label(each.action)}  {step_words(each)}".rstrip() for each in steps),
            *issue_relays.copies_lines(copies),
        ],
    )


def add(
    context: typer.Context,
    enterprise: Annotated[str, typer.Option("--enterprise", metavar="企业编号", help="哪家企业的问题。")],
    description: Annotated[str, typer.Option("--description", metavar="文字", help="问题描述。")],
    on: Annotated[str, typer.Option("--on", metavar="日期", help="提出日期，例如 2026-10-15。")],
    category: Annotated[str, typer.Option("--category", metavar="类别", help="诉求类别，例如 融资、用能。")] = "other",
    level: Annotated[str, typer.Option("--level", metavar="程度", help="一般 或 重大复杂。")] = "ordinary",
    expectation: Annotated[str, typer.Option("--expectation", metavar="文字", help="企业期望。")] = "",
    answer: Annotated[str, typer.Option("--answer", metavar="文字", help="当场答复的内容。")] = "",
    handling: Annotated[str, typer.Option("--handling", metavar="层级", help=f"办理层级：{choices(Handling)}。")] = "",
) -> None:
    """Enter an issue that no visit raised."""
    session = current(context)
    draft = IssueDraft(
        enterprise=enterprise,
        description=description,
        category=read_code(IssueCategory, category, "category", Subject.ISSUE),
        expectation=expectation,
        level=read_code(IssueLevel, level, "level", Subject.ISSUE),
        raised_on=read_day(on, "raised_on", Subject.ISSUE),
        answered_on_spot=bool(answer),
        answer=answer,
        handling=_read_handling(handling, Subject.ISSUE),
    )
    with session.ledger(writes=True) as services:
        services.enterprises.get(enterprise)
        saved = services.issues.add(draft)
    session.saved(saved, Subject.ISSUE, "已登记问题")


def step(
    context: typer.Context,
    uid: Uid,
    action: Annotated[str, typer.Argument(metavar="动作", help=f"{choices(STEPS)}。")],
    on: Annotated[str, typer.Option("--on", metavar="日期", help="办理日期，例如 2026-10-20。")],
    note: Annotated[str, typer.Option("--note", metavar="文字", help="情况说明。")] = "",
    handler: Annotated[str, typer.Option("--handler", metavar="单位", help="主办单位（交办时）。")] = "",
    sharing: Annotated[str, typer.Option("--sharing", metavar="单位", help="分办单位，几个的用顿号隔开。")] = "",
    assisting: Annotated[str, typer.Option("--assisting", metavar="单位", help="协办单位，几个的用顿号隔开。")] = "",
    handling: Annotated[str, typer.Option("--handling", metavar="层级", help=f"办理层级：{choices(Handling)}。")] = "",
    due: Annotated[
        str, typer.Option("--due", metavar="日期", help="办理时限；交办、开始办理时不写的，按现行时限办法算。")
    ] = "",
    approved: Annotated[str, typer.Option("--approved-by", metavar="姓名", help="延期的批准人。")] = "",
    resolution: Annotated[
        str, typer.Option("--resolution", metavar="方式", help=f"办结方式：{choices(Resolution)}。")
    ] = "",
    satisfaction: Annotated[
        str, typer.Option("--satisfaction", metavar="意见", help=f"回访意见：{choices(Satisfaction)}。")
    ] = "",
    asked: Annotated[str, typer.Option("--asked", metavar="姓名", help="回访时问的谁。")] = "",
    mode: Annotated[str, typer.Option("--mode", metavar="方式", help=f"回访方式：{choices(VisitMode)}。")] = "",
) -> None:
    """Record one deed on an issue; none is ever overwritten."""
    session = current(context)
    whose = Subject.ISSUE_STEP
    draft = StepDraft(
        action=read_code(IssueAction, action, "action", whose),
        on=read_day(on, "on", whose),
        note=note,
        handler=handler,
        due_on=read_day_or_none(due, "due_on", whose),
        resolution=read_code(Resolution, resolution, "resolution", whose) if resolution else None,
        satisfaction=read_code(Satisfaction, satisfaction, "satisfaction", whose) if satisfaction else None,
        sharing=sharing,
        assisting=assisting,
        handling=_read_handling(handling, whose),
        approved_by=approved,
        asked=asked,
        mode=read_code(VisitMode, mode, "mode", whose) if mode else None,
    )
    with session.ledger(writes=True) as services:
        services.issues.get(uid)
        saved = services.issues.step(uid, draft)
    session.saved(saved, whose, f"已{label(draft.action)}")


def void(
    context: typer.Context,
    uid: Uid,
    reason: VoidReason,
) -> None:
    """Mark an issue that was entered by mistake as void."""
    session = current(context)
    with session.ledger(writes=True) as services:
        saved = services.issues.void(uid, reason)
    session.saved(saved, Subject.ISSUE, "已作废")


def print_(
    context: typer.Context,
    uid: Uid,
    out: PdfOut,
    recipient: Annotated[str, typer.Option("--recipient", metavar="单位", help="发给谁；不写就是主办单位。")] = "",
) -> None:
    """Write the assignment sheet of an issue as a PDF for one of its units."""
    session = current(context)
    with session.ledger() as services:
        done = services.issues.print_assignment(uid, out, progress(), recipient=recipient.strip())
        units = services.issues.recipients(uid)
    to = recipient.strip() or units[0]
    tell(done.problems)
    session.answer(
        {"pdf": str(done.path), "recipient": to, "recipients": list(units)},
        [f"已生成：{done.path}（发给 {to}）", f"这个问题的单位：{'、'.join(units)}。"],
    )


def _read_handling(text: str, whose: Subject) -> Handling | None:
    return read_code(Handling, text, "handling", whose) if text.strip() else None


def _cells(row: IssueRow) -> tuple[str, ...]:
    return (
        row.uid,
        row.number,
        row.raised_on.isoformat(),
        row.enterprise_name,
        label(row.category),
        "已作废" if row.voided else label(row.state),
        row.deadline.on.isoformat() if row.deadline.on else "",
        deadline_words(row.deadline),
        row.description,
    )
