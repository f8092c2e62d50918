"""`shenggui project`: the ledger of key projects."""

from datetime import date
from typing import Annotated

import typer

from desktop.cli import project_documents as documents
from desktop.cli.chinese import group
from desktop.cli.options import PdfPath
from desktop.cli.project_fields import FIELDS, changed
from desktop.cli.reading import choices, pairs, read_code, read_day, read_day_or_none, read_money, read_month
from desktop.cli.session import current, progress, tell
from desktop.cli.tables import table
from desktop.domain.codes import Subject
from desktop.domain.issue import IssueDraft
from desktop.domain.issue_codes import IssueCategory, IssueLevel
from desktop.domain.month import Month
from desktop.domain.project import (
    MilestoneDraft,
    ProgressDraft,
    ProjectDraft,
    ProjectFilter,
    ProjectRow,
    ProjectStage,
    StageDraft,
)
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.words_project import task_word

Uid = Annotated[str, typer.Argument(metavar="编号", help="项目编号（uid），见 project list --json。")]
Typed = Annotated[
    list[str] | None,
    typer.Argument(metavar="项目=内容", help="例如 contact=李四 total_investment=12000万元 route=new_start。"),
]
MonthText = Annotated[str, typer.Option("--month", metavar="所属期", help="例如 2026-10；不写就是现在。")]
On = Annotated[str, typer.Option("--on", metavar="日期", help="例如 2026-10-15。")]
Reason = Annotated[str, typer.Option("--reason", metavar="原因", help="为什么。")]


def build() -> typer.Typer:
    """Return the commands about projects."""
    return group(
        "项目：重点项目推进台账，从谋划到入规。",
        (
            ("list", list_, "列出项目。"),
            ("show", show, "显示一个项目：阶段、节点任务、月度进展、问题。"),
            ("add", add, "登记一个项目；其余内容写成 项目=内容。"),
            ("set", set_, "修改一个项目的内容；阶段用 step 记。"),
            ("step", step, "记一个阶段：签约、开工、竣工、投产、达效、入规，或终止。"),
            ("report", report, "填一个月的进展：完成投资、形象进度、需协调事项。"),
            ("task", task, "登记或修改一个节点任务。"),
            ("task-void", task_void, "作废一个节点任务；记录保留。"),
            ("issue", issue, "把项目的问题登记到问题台账，或对应到台账里已有的问题。"),
            ("become", become, "把项目转成企业：对应到名单里的企业，或新登记一家。"),
            ("part", part, "取消项目与企业的对应；企业保留。"),
            ("void", void, "作废一个登记错的项目；记录保留。"),
            ("print", print_, "把推进台账写成 PDF。"),
        ),
    )


def list_(
    context: typer.Context,
    stage: Annotated[list[str] | None, typer.Option("--stage", metavar="阶段", help="只列这个阶段，可写多次。")] = None,
    search: Annotated[str, typer.Option("--search", metavar="文字", help="只列含有这些字的。")] = "",
    late: Annotated[bool, typer.Option("--late", help="只列有节点任务逾期的。")] = False,
    voided: Annotated[bool, typer.Option("--voided", help="也列出作废的。")] = False,
    month: MonthText = "",
) -> None:
    """Answer with the ledger of projects."""
    session = current(context)
    stages = frozenset(read_code(ProjectStage, text, "stage", Subject.PROJECT) for text in stage or ())
    query = ProjectFilter(search, stages, late=late, voided=voided)
    with session.ledger() as services:
        rows = services.projects.list(query, _month(month, session.world.clock().date()))
    heads = (
        "编号",
        "项目名称",
        "建设单位",
        "阶段",
        "总投资(万元)",
        "累计完成(万元)",
        "对接专人",
        "预计投产",
        "形象进度",
    )
    session.answer([documents.project(row) for row in rows], table(heads, map(_cells, rows)))


def show(context: typer.Context, uid: Uid, month: MonthText = "") -> None:
    """Answer with one project and everything that hangs on it."""
    session = current(context)
    today = session.world.clock().date()
    with session.ledger() as services:
        row = services.projects.get(uid, _month(month, today))
        steps, tasks = services.projects.steps(uid), services.projects.tasks(uid)
        months, issues = services.projects.months(uid), services.projects.issues(uid)
    session.answer(
        documents.whole_project(row, steps, tasks, months, issues),
        [
            f"{row.number}  {row.draft.name}  {row.draft.builder}  {label(row.stage)}",
            *(f"{each.on.isoformat()}  {label(each.stage)}  {each.basis}  {each.note}".rstrip() for each in steps),
            *(f"节点任务：{each.uid}  {task_word(each, today)}" for each in tasks),
            *(f"{each.month}  累计完成(万元) {shown.money(each.total_done)}  {each.look}" for each in months),
            *(f"问题：{each.number}  {label(each.state)}  {each.description}" for each in issues),
        ],
    )


def add(
    context: typer.Context,
    name: Annotated[str, typer.Option("--name", metavar="名称", help="项目名称。")],
    builder: Annotated[str, typer.Option("--builder", metavar="单位", help="建设单位。")],
    on: On,
    stage: Annotated[str, typer.Option("--stage", metavar="阶段", help=f"{choices(ProjectStage)}。")] = "planned",
    basis: Annotated[str, typer.Option("--basis", metavar="依据", help="协议、文件等。")] = "",
    fields: Typed = None,
) -> None:
    """Enter a project at the stage it has reached."""
    session = current(context)
    typed = {"name": name, "builder": builder} | pairs(fields or (), FIELDS, Subject.PROJECT)
    first = StageDraft(
        read_code(ProjectStage, stage, "stage", Subject.PROJECT_STEP), read_day(on, "on", Subject.PROJECT_STEP), basis
    )
    with session.ledger(writes=True) as services:
        saved = services.projects.add(changed(ProjectDraft(), typed, services.settings.preset()), first)
    session.saved(saved, Subject.PROJECT, f"已登记 {name}")


def set_(context: typer.Context, uid: Uid, fields: Typed = None) -> None:
    """Change what is written of a project; an empty value clears."""
    session = current(context)
    typed = pairs(fields or (), FIELDS, Subject.PROJECT, needed=True)
    with session.ledger(writes=True) as services:
        draft = changed(services.projects.get(uid).draft, typed, services.settings.preset())
        saved = services.projects.edit(uid, draft)
    session.saved(saved, Subject.PROJECT, f"已修改 {draft.name}")


def step(
    context: typer.Context,
    uid: Uid,
    stage: Annotated[str, typer.Argument(metavar="阶段", help=f"{choices(ProjectStage)}。")],
    on: On,
    basis: Annotated[str, typer.Option("--basis", metavar="依据", help="协议、开工报告、竣工验收等。")] = "",
    note: Annotated[str, typer.Option("--note", metavar="文字", help="情况；退回和终止要写原因。")] = "",
) -> None:
    """Record a stage; none is ever overwritten."""
    session = current(context)
    whose = Subject.PROJECT_STEP
    draft = StageDraft(read_code(ProjectStage, stage, "stage", whose), read_day(on, "on", whose), basis, note)
    with session.ledger(writes=True) as services:
        saved = services.projects.step(uid, draft)
    session.saved(saved, whose, "已记阶段")


def report(
    context: typer.Context,
    uid: Uid,
    month: Annotated[str, typer.Option("--month", metavar="所属期", help="例如 2026-10。")],
    month_done: Annotated[str, typer.Option("--month-done", metavar="金额", help="当月完成投资，例如 300万元。")] = "",
    total_done: Annotated[str, typer.Option("--total-done", metavar="金额", help="累计完成投资。")] = "",
    look: Annotated[str, typer.Option("--look", metavar="文字", help="形象进度。")] = "",
    needs: Annotated[str, typer.Option("--needs", metavar="文字", help="需协调事项。")] = "",
) -> None:
    """Keep what a month brought; what is not typed stays as it was."""
    session = current(context)
    whose, asked = Subject.PROJECT_MONTH, read_month(month)
    typed = ProgressDraft(
        read_money(month_done, "month_done", whose), read_money(total_done, "total_done", whose), look, needs
    )
    with session.ledger(writes=True) as services:
        kept = next((line for line in services.projects.months(uid) if line.month == str(asked)), None)
        saved = services.projects.report(uid, asked, typed.over(kept))
    session.saved(saved, whose, f"已填 {month} 进展")


def task(
    context: typer.Context,
    uid: Uid,
    name: Annotated[str, typer.Option("--name", metavar="任务", help="节点任务。")] = "",
    planned: Annotated[str, typer.Option("--planned", metavar="日期", help="计划日期。")] = "",
    done: Annotated[str, typer.Option("--done", metavar="日期", help="完成日期。")] = "",
    responsible: Annotated[str, typer.Option("--responsible", metavar="姓名", help="责任人。")] = "",
    note: Annotated[str, typer.Option("--note", metavar="文字", help="备注。")] = "",
    mend: Annotated[str, typer.Option("--task", metavar="任务编号", help="修改这个节点任务；不写就是新登记。")] = "",
) -> None:
    """Add a task to a project, or mend one."""
    session = current(context)
    whose = Subject.PROJECT_TASK
    with session.ledger(writes=True) as services:
        kept = services.projects.task(mend)[1] if mend else None
        draft = MilestoneDraft(
            name=name or (kept.name if kept else ""),
            planned_on=read_day_or_none(planned, "planned_on", whose) or (kept.planned_on if kept else None),
            done_on=read_day_or_none(done, "done_on", whose) or (kept.done_on if kept else None),
            responsible=responsible or (kept.responsible if kept else ""),
            note=note or (kept.note if kept else ""),
        )
        saved = services.projects.keep_task(uid, draft, mend)
    session.saved(saved, whose, "已记节点任务")


def task_void(
    context: typer.Context,
    uid: Annotated[str, typer.Argument(metavar="任务编号", help="见 project show。")],
    reason: Reason,
) -> None:
    """Mark a task as void."""
    session = current(context)
    with session.ledger(writes=True) as services:
        saved = services.projects.void_task(uid, reason)
    session.saved(saved, Subject.PROJECT_TASK, "已作废")


def issue(
    context: typer.Context,
    uid: Uid,
    link: Annotated[str, typer.Option("--link", metavar="问题编号", help="对应到问题台账里已有的问题。")] = "",
    description: Annotated[str, typer.Option("--description", metavar="文字", help="问题描述。")] = "",
    on: Annotated[str, typer.Option("--on", metavar="日期", help="提出日期。")] = "",
    category: Annotated[str, typer.Option("--category", metavar="类别", help="诉求类别。")] = "other",
    level: Annotated[str, typer.Option("--level", metavar="程度", help="一般 或 重大复杂。")] = "ordinary",
) -> None:
    """Enter an issue of a project in the issue ledger, or link one that is there."""
    session = current(context)
    draft = IssueDraft(
        description=description,
        category=read_code(IssueCategory, category, "category", Subject.ISSUE),
        level=read_code(IssueLevel, level, "level", Subject.ISSUE),
        raised_on=read_day_or_none(on, "raised_on", Subject.ISSUE),
    )
    with session.ledger(writes=True) as services:
        saved = services.projects.link_issue(uid, link) if link else services.projects.raise_issue(uid, draft)
    session.saved(saved, Subject.ISSUE, "已登记项目问题")


def become(
    context: typer.Context,
    uid: Uid,
    on: On,
    enterprise: Annotated[str, typer.Option("--enterprise", metavar="企业编号", help="名单里已有的企业。")] = "",
    name: Annotated[str, typer.Option("--name", metavar="名称", help="新登记的企业名称；不写就用建设单位。")] = "",
) -> None:
    """Let a project become an enterprise; the project stays as its predecessor."""
    session = current(context)
    day = read_day(on, "became_on", Subject.PROJECT)
    with session.ledger(writes=True) as services:
        saved = services.projects.become(uid, day, enterprise=enterprise, name=name)
    session.saved(saved, Subject.PROJECT, "已转成企业")


def part(context: typer.Context, uid: Uid, reason: Reason) -> None:
    """Take back the link of a project to its enterprise."""
    session = current(context)
    with session.ledger(writes=True) as services:
        saved = services.projects.part(uid, reason)
    session.saved(saved, Subject.PROJECT, "已取消对应")


def void(context: typer.Context, uid: Uid, reason: Reason) -> None:
    """Mark a project that was entered by mistake as void."""
    session = current(context)
    with session.ledger(writes=True) as services:
        saved = services.projects.void(uid, reason)
    session.saved(saved, Subject.PROJECT, "已作废")


def print_(
    context: typer.Context,
    out: PdfPath,
    month: MonthText = "",
) -> None:
    """Write the ledger as a PDF."""
    session = current(context)
    with session.ledger() as services:
        until = _month(month, session.world.clock().date())
        done = services.projects.print_ledger(until, out.absolute(), progress())
    tell(done.problems)
    session.answer({"path": str(done.path), "pages": done.pages}, [f"写到 {done.path}，共 {done.pages} 页。"])


def _month(text: str, today: date) -> Month:
    return read_month(text) if text else Month.containing(today)


def _cells(row: ProjectRow) -> tuple[str, ...]:
    return (
        row.uid,
        row.draft.name,
        row.draft.builder,
        "已作废" if row.voided else label(row.stage),
        shown.money(row.draft.total_investment, blank=""),
        shown.money(row.done),
        row.draft.contact,
        row.draft.production_month,
        row.look,
    )
