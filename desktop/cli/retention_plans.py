"""The commands of `shenggui retention` about plans for single enterprises (一企一策)."""

from typing import Annotated

import typer

from desktop.cli.options import PdfOut, VoidReason
from desktop.cli.reading import choices, read_code, read_day, read_day_or_none
from desktop.cli.session import current, progress, tell
from desktop.domain.codes import Subject
from desktop.domain.retention_plan import MeasureDraft, PlanDraft, PlanStepDraft
from desktop.domain.risk_codes import Outcome, PlanAction
from desktop.wording.labels import label

STEPS = tuple(action for action in PlanAction if action is not PlanAction.ADD)  # that one is made by itself

PlanUid = Annotated[str, typer.Argument(metavar="编号", help="一企一策的编号，见 retention show --json。")]
On = Annotated[str, typer.Option("--on", metavar="日期", help="日期，例如 2026-10-20。")]
Unit = Annotated[str, typer.Option("--unit", metavar="单位", help="责任单位。")]
Officer = Annotated[str, typer.Option("--officer", metavar="姓名", help="责任人。")]


def plan(
    context: typer.Context,
    uid: Annotated[str, typer.Argument(metavar="企业编号", help="风险库里的企业，见 retention list --json。")],
    on: On,
    difficulty: Annotated[str, typer.Option("--difficulty", metavar="文字", help="主要困难。")],
    unit: Unit,
    officer: Officer,
    leader: Annotated[str, typer.Option("--leader", metavar="姓名", help="包联领导。")] = "",
    approach: Annotated[str, typer.Option("--approach", metavar="文字", help="帮扶思路。")] = "",
    outlook: Annotated[str, typer.Option("--outlook", metavar="文字", help="预计结果（您的判断，不是数）。")] = "",
    chain: Annotated[str, typer.Option("--chain", metavar="企业", help="带动它的链上龙头企业。")] = "",
) -> None:
    """Begin the plan of one enterprise."""
    session = current(context)
    whose = Subject.RETENTION_PLAN
    draft = PlanDraft(read_day(on, "made_on", whose), difficulty, approach, leader, unit, officer, outlook, chain)
    with session.ledger(writes=True) as services:
        saved = services.retention.make_plan(uid, draft)
    session.saved(saved, whose, "已制定一企一策")


def measure(
    context: typer.Context,
    uid: PlanUid,
    what: Annotated[str, typer.Option("--what", metavar="文字", help="做什么。")],
    unit: Unit,
    officer: Officer,
    due: Annotated[str, typer.Option("--due", metavar="日期", help="完成时限。")],
    on: On,
) -> None:
    """Add a measure to a plan."""
    session = current(context)
    whose = Subject.RETENTION_MEASURE
    draft = MeasureDraft(what, unit, officer, read_day(due, "due_on", whose), read_day(on, "on", whose))
    with session.ledger(writes=True) as services:
        saved = services.retention.add_measure(uid, draft)
    session.saved(saved, whose, "已添措施")


def step(
    context: typer.Context,
    uid: PlanUid,
    action: Annotated[str, typer.Argument(metavar="进展", help=f"{choices(STEPS)}；end 是结束整份一企一策。")],
    on: On,
    measure_uid: Annotated[str, typer.Option("--measure", metavar="编号", help="哪一项措施；结束时不写。")] = "",
    note: Annotated[str, typer.Option("--note", metavar="文字", help="情况。")] = "",
    due: Annotated[str, typer.Option("--due", metavar="日期", help="延期的新时限。")] = "",
    outcome: Annotated[str, typer.Option("--outcome", metavar="结果", help=f"实际结果：{choices(Outcome)}。")] = "",
) -> None:
    """Record one step of a measure, or the end of the plan."""
    session = current(context)
    whose = Subject.RETENTION_STEP
    draft = PlanStepDraft(
        action=read_code(PlanAction, action, "action", whose),
        on=read_day(on, "on", whose),
        note=note,
        due_on=read_day_or_none(due, "due_on", whose),
        outcome=read_code(Outcome, outcome, "outcome", whose) if outcome else None,
    )
    with session.ledger(writes=True) as services:
        saved = services.retention.step(uid, measure_uid, draft)
    session.saved(saved, whose, f"已{label(draft.action)}")


def void_plan(
    context: typer.Context,
    uid: PlanUid,
    reason: VoidReason,
) -> None:
    """Void a plan that was entered by mistake."""
    session = current(context)
    with session.ledger(writes=True) as services:
        saved = services.retention.void_plan(uid, reason)
    session.saved(saved, Subject.RETENTION_PLAN, "已作废")


def print_plan(
    context: typer.Context,
    uid: PlanUid,
    out: PdfOut,
) -> None:
    """Write the sheet of one plan as a PDF."""
    session = current(context)
    with session.ledger() as services:
        done = services.retention.print_plan(uid, out, progress())
    tell(done.problems)
    session.answer({"pdf": str(done.path)}, [f"已生成：{done.path}"])
