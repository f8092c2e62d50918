"""`shenggui exports`: what left this computer."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desktop.cli.chinese import group
from desktop.cli.session import current, tell
from desktop.cli.tables import table
from desktop.domain.release import ExportRow
from desktop.wording import shown
from desktop.wording.words_release import KIND_WORDS, LEVEL_WORDS

if TYPE_CHECKING:
    from desktop.wiring import Services


def build() -> typer.Typer:
    """Return the commands about the log of exports."""
    return group("导出记录：从这台电脑出去的文件，只增不改。", (("list", list_, "列出导出记录，最近的在前。"),))


def list_(
    context: typer.Context,
    count: Annotated[int, typer.Option("--count", metavar="几条", min=0, help="列出几条；不写就全部。")] = 0,
) -> None:
    """Answer with what was exported."""
    session = current(context)
    with session.ledger() as services:
        rows = _rows(services, count)
    session.answer(
        [document(row) for row in rows],
        table(
            ("时间", "经办人", "类别", "内容", "详略", "行数", "给谁", "加密", "文件"),
            [
                (
                    shown.moment(row.at.astimezone()),
                    row.who,
                    KIND_WORDS[row.kind],
                    row.what,
                    LEVEL_WORDS[row.level],
                    str(row.rows),
                    row.recipient,
                    shown.yes_no(row.sealed),
                    row.file,
                )
                for row in rows
            ],
            "还没有导出过文件。",
        ),
    )


def lost_usb(
    context: typer.Context,
    where: Annotated[str, typer.Option("--where", metavar="位置", help="U 盘的盘符或文件夹；不写就全部。")] = "",
    told: Annotated[str, typer.Option("--told", metavar="经过", help="何时何地、怎样发现。")] = "",
    out: Annotated[Path | None, typer.Option("--out", metavar="文件", help="把情况说明写成这个文本文件。")] = None,
) -> None:
    """Answer with what was written to a lost stick and the notice about it."""
    session = current(context)
    with session.ledger() as services:
        lost = services.exports.on_stick(where, told)
        if out is not None:
            done = services.exports.write_notice(lost.notice, out.absolute())
            tell(done.problems)
            out = done.path
    session.answer(
        {
            "path": str(out) if out is not None else None,
            "files": [document(row) for row in lost.rows],
            "unsealed": sum(not row.sealed for row in lost.rows),
            "notice": lost.notice,
        },
        lost.notice.split("\n"),
    )


def document(row: ExportRow) -> dict[str, object]:
    """Return one line of the log as JSON shows it."""
    return {
        "uid": row.uid,
        "at": row.at.astimezone().isoformat(timespec="seconds"),
        "who": row.who,
        "kind": row.kind.value,
        "what": row.what or None,
        "level": row.level.value,
        "rows": row.rows,
        "file": row.file,
        "folder": row.folder,
        "size": row.size,
        "sha256": row.sha256,
        "recipient": row.recipient or None,
        "fields": list(row.fields),
        "sealed": row.sealed,
    }


def _rows(services: "Services", count: int) -> tuple[ExportRow, ...]:
    rows = services.exports.rows()
    return rows[:count] if count else rows
