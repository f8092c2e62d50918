"""`shenggui meeting`: meetings, dispatch and bulletins, with what was decided."""

from dataclasses import replace
from typing import Annotated, Any

import typer

from desktop.cli import incentive_documents as documents
from desktop.cli.chinese import group
from desktop.cli.policy import On, Reason, Uid
from desktop.cli.reading import choices, pairs, read_code, read_day, read_day_or_none
from desktop.cli.session import current
from desktop.cli.tables import table
from desktop.domain.codes import Subject
from desktop.domain.issue import IssueDraft
from desktop.domain.issue_codes import IssueCategory
from desktop.domain.meeting import ActionDraft, ActionStepDraft, MeetingDraft
from desktop.domain.policy_codes import ActionState, MeetingKind
from desktop.wording import shown
from desktop.wording.labels import label

FIELDS = (
    "held_on",
    "kind",
    "title",
    "document",
    "organiser",
    "chair",
    "attended",
    "venue",
    "minutes",
    "addressed",
    "reported",
    "copied",
    "note",
)
Typed = Annotated[
    list[str] | None,
    typer.Argument(metavar="项目=内容", help="例如 held_on=2026-10-15 kind=joint title=名称 minutes=纪要。"),
]
Action = Annotated[str, typer.Argument(metavar="事项编号", help="议定事项编号，见 meeting show --json。")]


def build() -> typer.Typer:
    """Return the commands about meetings."""
    return group(
        "会议和通报：联席会议、调度、通报、督导、约谈、宣传，议定事项转任务或问题。",
        (
            ("list", list_, "列出会议和通报。"),
            ("show", show, "显示一次会议或通报和议定事项。"),
            ("add", add, "登记一次会议或通报。"),
            ("set", set_, "修改一次会议或通报。"),
            ("decide", decide, "登记一项议定事项。"),
            ("step", step, "记议定事项的进展：未完成、已完成、不再办理，可改时限。"),
            ("issue", issue, "把议定事项转入问题台账。"),
            ("void", void, "作废一次登记错的会议；记录保留。"),
        ),
    )


def list_(
    context: typer.Context,
    year: Annotated[int, typer.Option("--year", metavar="年度", help="不写是台账年度。")] = 0,
    voided: Annotated[bool, typer.Option("--voided", help="也列出作废的。")] = False,
) -> None:
    """Answer with the meetings of a year."""
    session = current(context)
    with session.ledger() as services:
        rows = services.meetings.list(year or services.settings.workspace().year, voided=voided)
    lines = table(
        ("编号", "日期", "类型", "名称", "议定", "未完成", "逾期"),
        (
            (
                row.uid,
                shown.day(row.draft.held_on),
                label(row.draft.kind),
                row.draft.title,
                str(row.actions),
                str(row.waiting),
                str(row.late),
            )
            for row in rows
        ),
    )
    session.answer([documents.meeting(row) for row in rows], lines)


def show(context: typer.Context, uid: Uid) -> None:
    """Answer with one meeting and its decisions."""
    session = current(context)
    with session.ledger() as services:
        row, actions = services.meetings.get(uid), services.meetings.actions(uid)
    lines = [f"{row.number}  {shown.day(row.draft.held_on)}  {label(row.draft.kind)}  {row.draft.title}"]
    lines.append(row.draft.minutes)
    for each in actions:
        state = f"已转问题台账 {each.issue_number}" if each.issue else label(each.state)
        due = f"（{each.draft.due_on} 前）" if each.draft.due_on else ""
        lines.append(f"{each.place}. {each.draft.content}  {each.draft.unit}{due}  {state}  {each.note}".rstrip())
    session.answer(documents.meeting(row, actions), lines)


def add(context: typer.Context, fields: Typed = None) -> None:
    """Enter a meeting."""
    session = current(context)
    draft = _changed(MeetingDraft(), pairs(fields or (), FIELDS, Subject.MEETING))
    with session.ledger(writes=True) as services:
        saved = services.meetings.add(draft)
    session.saved(saved, Subject.MEETING, f"已登记 {draft.title}")


def set_(context: typer.Context, uid: Uid, fields: Typed = None) -> None:
    """Change a meeting; an empty value clears."""
    session = current(context)
    typed = pairs(fields or (), FIELDS, Subject.MEETING, needed=True)
    with session.ledger(writes=True) as services:
        saved = services.meetings.edit(uid, _changed(services.meetings.get(uid).draft, typed))
    session.saved(saved, Subject.MEETING, "已修改")


def decide(
    context: typer.Context,
    uid: Uid,
    content: Annotated[str, typer.Argument(metavar="事项", help="议定了什么。")],
    unit: Annotated[str, typer.Option("--unit", metavar="单位", help="责任单位。")],
    responsible: Annotated[str, typer.Option("--responsible", metavar="姓名", help="责任人。")] = "",
    due: Annotated[str, typer.Option("--due", metavar="日期", help="完成时限。")] = "",
    enterprise: Annotated[str, typer.Option("--enterprise", metavar="企业", help="涉及企业的编号（uid）。")] = "",
) -> None:
    """Add one decision."""
    session = current(context)
    day = read_day_or_none(due, "due_on", Subject.MEETING_ACTION)
    with session.ledger(writes=True) as services:
        saved = services.meetings.decide(uid, ActionDraft(content, unit, responsible, day, enterprise))
    session.saved(saved, Subject.MEETING_ACTION, "已登记")


def step(
    context: typer.Context,
    uid: Action,
    state: Annotated[str, typer.Argument(metavar="状态", help=f"{choices(ActionState)}。")],
    on: On,
    note: Annotated[str, typer.Option("--note", metavar="进展", help="进展和原因。")],
    due: Annotated[str, typer.Option("--due", metavar="日期", help="改为这个时限。")] = "",
) -> None:
    """Record how a decision stands."""
    session = current(context)
    draft = ActionStepDraft(
        read_code(ActionState, state, "state", Subject.ACTION_STEP),
        read_day(on, "on", Subject.ACTION_STEP),
        note,
        read_day_or_none(due, "due_on", Subject.ACTION_STEP),
    )
    with session.ledger(writes=True) as services:
        saved = services.meetings.step(uid, draft)
    session.saved(saved, Subject.ACTION_STEP, "已记下")


def issue(
    context: typer.Context,
    uid: Action,
    on: On,
    category: Annotated[str, typer.Option("--category", metavar="类别", help=f"{choices(IssueCategory)}。")],
    text: Annotated[str, typer.Option("--text", metavar="描述", help="问题描述；不写就用议定事项的文字。")] = "",
) -> None:
    """Enter a decision in the issue ledger."""
    session = current(context)
    with session.ledger(writes=True) as services:
        said = text or services.meetings.action(uid).draft.content
        draft = IssueDraft(
            description=said,
            category=read_code(IssueCategory, category, "category", Subject.ISSUE),
            raised_on=read_day(on, "raised_on", Subject.ISSUE),
        )
        saved = services.meetings.raise_issue(uid, draft)
    session.saved(saved, Subject.ISSUE, "已转入问题台账")


def void(context: typer.Context, uid: Uid, reason: Reason) -> None:
    """Mark a meeting as void."""
    session = current(context)
    with session.ledger(writes=True) as services:
        saved = services.meetings.void(uid, reason)
    session.saved(saved, Subject.MEETING, "已作废")


def _changed(draft: MeetingDraft, typed: dict[str, str]) -> MeetingDraft:
    values: dict[str, Any] = dict(typed)
    if "held_on" in typed:
        values["held_on"] = read_day_or_none(typed["held_on"], "held_on", Subject.MEETING)
    if "kind" in typed:
        values["kind"] = read_code(MeetingKind, typed["kind"], "kind", Subject.MEETING)
    return replace(draft, **values)
