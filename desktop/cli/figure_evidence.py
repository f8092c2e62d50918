"""The papers behind a month's figures (凭证): kept, listed, voided."""

from pathlib import Path
from typing import Annotated

import typer

from desktop.cli import visit_documents
from desktop.cli.reading import read_month
from desktop.cli.session import current
from desktop.cli.tables import table
from desktop.domain.attachment import evidence_of
from desktop.domain.codes import Subject
from desktop.wording.labels import label

_Uid = Annotated[str, typer.Argument(metavar="企业编号", help="见 enterprise list。")]
_Month = Annotated[str, typer.Argument(metavar="所属期", help="例如 2026-10。")]


def attach(
    context: typer.Context,
    uid: _Uid,
    month: _Month,
    files: Annotated[list[Path], typer.Argument(metavar="文件", help="照片（jpg、png）或 PDF，可写多个。")],
    note: Annotated[str, typer.Option("--note", metavar="文字", help="说明，例如 10 月利润表。")] = "",
) -> None:
    """Keep files with the figures of a month."""
    session, period = current(context), read_month(month)
    with session.ledger(writes=True) as services:
        services.enterprises.get(uid)
        saved = services.attachments.add(Subject.FIGURE, evidence_of(uid, period), files, note)
    session.saved(saved, Subject.ATTACHMENT, "已加凭证")


def attachments(
    context: typer.Context,
    uid: _Uid,
    month: _Month,
    voided: Annotated[bool, typer.Option("--voided", help="也列出作废的。")] = False,
) -> None:
    """Answer with the papers behind the figures of a month."""
    session, period = current(context), read_month(month)
    with session.ledger() as services:
        services.enterprises.get(uid)
        kept = services.attachments.list(Subject.FIGURE, evidence_of(uid, period), voided=voided)
    rows = [
        (
            each.uid,
            each.name,
            label(each.kind),
            f"作废：{each.void_reason}" if each.voided else each.note,
            f"attachments/{each.file_name}",
        )
        for each in kept
    ]
    head = ("凭证编号", "文件名", "种类", "说明", "存放位置")
    session.answer([visit_documents.attachment(each) for each in kept], table(head, rows, "没有凭证。"))


def detach(
    context: typer.Context,
    uid: Annotated[str, typer.Argument(metavar="编号", help="凭证编号，见 figure attachments。")],
    reason: Annotated[str, typer.Option("--reason", metavar="文字", help="为什么作废。")],
) -> None:
    """Mark a paper behind figures as void."""
    session = current(context)
    with session.ledger(writes=True) as services:
        saved = services.attachments.remove(uid, reason)
    session.saved(saved, Subject.ATTACHMENT, "已作废凭证")
