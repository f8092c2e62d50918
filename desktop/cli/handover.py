"""`shenggui handover`: the desk goes over to the next person, with a copy of the ledger and a list to sign."""

from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.reading import refuse
from desktop.cli.session import current, progress, tell
from desktop.cli.tables import table
from desktop.wording import shown
from desktop.wording.handovers import KINDS, LIST

_HEADINGS = ("事项", "内容", "企业（单位）", "时限", "状态")

_AFTER = (
    "换到另一台电脑的：在那里用 backup restore 恢复交接包，这台电脑上的台账不要再用；"
    "两台都在用的，县里收包时会看到（W248）。"
)


def handover(
    context: typer.Context,
    to: Annotated[str, typer.Option("--to", metavar="姓名", help="接收人。")] = "",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="文件夹", help="写出交接包（台账副本）和交接清单；不写只列清单。")
    ] = None,
) -> None:
    """List what is open at this desk; with a folder write the copy of the ledger and the list to sign."""
    session = current(context)
    files: list[Path] = []
    with session.ledger(writes=out is not None) as services:  # who hands over is told by the list
        lines = services.handovers.pending()
        if out is not None:
            if services.handovers.check(to):
                raise refuse("handover_taker")
            copy = services.backups.hand_over(out, progress())
            listed = out / f"{LIST}_{services.settings.workspace().unit_name}_{copy.stem}.pdf"
            printed = services.handovers.print(to, copy, listed, progress())
            tell(printed.problems)
            files = [copy, printed.path]
    document = {
        "to": to or None,
        "lines": [
            {
                "kind": each.kind.value,
                "content": each.content,
                "party": each.party or None,
                "due_on": None if each.due_on is None else each.due_on.isoformat(),
                "state": each.state,
            }
            for each in lines
        ],
        "files": [str(path) for path in files],
    }
    rows = [(KINDS[each.kind], each.content, each.party, shown.day(each.due_on), each.state) for each in lines]
    told = table(_HEADINGS, rows, "没有未办完的事项。")
    after = [_AFTER] if files else []
    session.answer(document, [*told, *(f"写到 {path}" for path in files), *after])
