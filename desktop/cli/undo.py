"""`shenggui undo`: the saves by name, and taking one back."""

from typing import TYPE_CHECKING, Annotated

import typer

from desktop.cli.chinese import group
from desktop.cli.session import Session, accept, current
from desktop.cli.tables import table
from desktop.domain.codes import Subject
from desktop.domain.undo import Fate, Reversal, ReversalLine, Save
from desktop.kernel.errors import KnownError
from desktop.wording import shown
from desktop.wording.fields import field_label
from desktop.wording.labels import label
from desktop.wording.words_undo import FATES, line_word, save_name, save_state, save_word

if TYPE_CHECKING:
    from desktop.wiring import Services

Which = Annotated[str, typer.Argument(metavar="编号", help="undo list 里的编号；不写就是最近的一次。")]
Redo = Annotated[bool, typer.Option("--redo", help="不写编号时：恢复最近撤销的那一次。")]


def build() -> typer.Typer:
    """Return the commands about undo."""
    return group(
        "撤销：按名字列出最近的保存，先看能撤销什么，再撤销。撤销本身也是一次保存，可以再撤销回来。",
        (
            ("list", list_, "列出最近的保存，最近的在前。"),
            ("look", look, "看撤销会改什么；不写入。"),
            ("take", take, "撤销；此后又改过的保留，并逐条说明。"),
        ),
    )


def list_(
    context: typer.Context,
    count: Annotated[int, typer.Option("--count", metavar="几条", min=1, max=500, help="列出几条。")] = 20,
    imports: Annotated[bool, typer.Option("--imports", help="只列导入，多久以前的都可以撤销。")] = False,
) -> None:
    """Answer with the last saves by name."""
    session = current(context)
    with session.ledger() as services:
        saves = services.undo.imports(count) if imports else services.undo.recent(count)
    session.answer(
        [_save(save) for save in saves],
        table(
            ("编号", "时间", "经办人", "处数", "撤销情况", "操作"),
            [
                (save.id, shown.moment(save.at), save.who, str(save.cells), save_state(save), save_name(save))
                for save in saves
            ],
            "还没有保存过内容。",
        ),
    )


def look(context: typer.Context, uid: Which = "", redo: Redo = False) -> None:
    """Show what taking one save back would do."""
    session = current(context)
    with session.ledger() as services:
        plan = services.undo.look(uid or _latest(services, redo=redo))
    _tell(session, plan, taken=False)


def take(
    context: typer.Context,
    uid: Which = "",
    reason: Annotated[str, typer.Option("--reason", metavar="原因", help="内容已随报表交出的要写。")] = "",
    redo: Redo = False,
) -> None:
    """Take one save back and say what was done."""
    session = current(context)
    with session.ledger(writes=True) as services:
        plan = services.undo.look(uid or _latest(services, redo=redo))
        done = services.undo.take(plan, reason)
        if isinstance(done, tuple):
            accept(done, Subject.ENTERPRISE)
            return
    _tell(session, done, taken=True)


def _latest(services: "Services", *, redo: bool) -> str:
    found = services.undo.next_redo() if redo else services.undo.next()
    if found is None:
        raise KnownError("nothing_to_redo" if redo else "nothing_left_to_undo")
    return found.id


def _tell(session: Session, plan: Reversal, *, taken: bool) -> None:
    counts = "，".join(f"{word} {len(plan.of(fate))}" for fate, word in FATES.items())
    title = f"{'已撤销' if taken else '将撤销'}“{save_name(plan.save)}”（{shown.moment(plan.save.at)}）：{counts}。"
    rows = [(FATES[line.fate], label(line.subject), line.title, _fields(line), line_word(line)) for line in plan.lines]
    end = "已写入；想改回来，再撤销这一次即可。" if taken else "只是预览，没有写入；确认后用 undo take。"
    asks = [] if taken or not plan.needs_reason else ["其中有内容已随报表交出：撤销时要写 --reason。"]
    session.answer(
        {
            "taken": taken,
            "save": _save(plan.save),
            "needs_reason": plan.needs_reason,
            "buckets": {fate.value: len(plan.of(fate)) for fate in Fate},
            "lines": [_line(line) for line in plan.lines],
        },
        [title, *table(("结果", "台账", "名称", "项目", "说明"), rows, "没有可撤销的内容。"), *asks, end],
    )


def _fields(line: ReversalLine) -> str:
    if line.act is None or line.act.value != "restore":
        return ""
    return "、".join(dict.fromkeys(field_label(step.cell.field, line.subject) for step in line.cells))


def _line(line: ReversalLine) -> dict[str, object]:
    return {
        "bucket": line.fate.value,
        "subject": line.subject.value,
        "uid": line.entity,
        "title": line.title or None,
        "act": line.act.value if line.act is not None else None,
        "reason": line.reason or None,
        "message": line_word(line),
        "fields": [
            {"field": step.cell.field, "period": step.cell.period or None, "before": step.before, "after": step.after}
            for step in line.cells
        ],
    }


def _save(save: Save) -> dict[str, object]:
    return {
        "id": save.id,
        "action": save.action,
        "name": save_word(save.action),
        "title": save.title or None,
        "at": save.at,
        "who": save.who,
        "records": save.records,
        "fields": save.cells,
        "undoes": save.undoes or None,
        "undone_by": save.undone_by or None,
        "final": save.final,
    }
