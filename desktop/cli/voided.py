"""`shenggui voided`: what is void, and bringing it back."""

from typing import Annotated

import typer

from desktop.cli.chinese import group
from desktop.cli.reading import choices, read_code
from desktop.cli.session import current
from desktop.cli.tables import table
from desktop.domain.codes import Subject
from desktop.wording import shown
from desktop.wording.labels import label


def build() -> typer.Typer:
    """Return the commands about what is void."""
    return group(
        "已作废：什么都不删除，作废的都列在这里，可以恢复。",
        (
            ("list", list_, "列出已作废的记录，最近作废的在前。"),
            ("restore", restore, "恢复一条，连同一起作废的所属记录。"),
        ),
    )


def list_(
    context: typer.Context,
    kind: Annotated[
        str, typer.Option("--kind", metavar="台账", help=f"只列这一种，例如 {choices(Subject)[:40]}…")
    ] = "",
) -> None:
    """Answer with every void record."""
    session = current(context)
    only = (read_code(Subject, kind, "kind"),) if kind else ()
    with session.ledger() as services:
        rows = services.voided.rows(only)
    session.answer(
        [
            {
                "uid": row.uid,
                "subject": row.subject.value,
                "title": row.title or None,
                "at": row.at or None,
                "who": row.who or None,
                "reason": row.reason or None,
                "by_undo": row.by_undo,
            }
            for row in rows
        ],
        table(
            ("编号", "台账", "名称", "作废时间", "经办人", "原因"),
            [
                (row.uid, label(row.subject), row.title, shown.moment(row.at) if row.at else "", row.who, row.reason)
                for row in rows
            ],
            "没有作废的记录。",
        ),
    )


def restore(
    context: typer.Context,
    uid: Annotated[str, typer.Argument(metavar="编号", help="voided list 里的编号。")],
    reason: Annotated[str, typer.Option("--reason", metavar="原因", help="为什么恢复；记入修改记录。")],
) -> None:
    """Bring one void record back."""
    session = current(context)
    with session.ledger(writes=True) as services:
        saved = services.voided.restore(uid, reason)
    session.saved(saved, Subject.ENTERPRISE, "已恢复")
