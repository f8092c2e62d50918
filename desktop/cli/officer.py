"""`shenggui officer`: who answers for which enterprise (干部包联)."""

from dataclasses import replace
from typing import Annotated

import typer

from desktop.cli.chinese import group
from desktop.cli.officer_fields import COLUMNS, FIELDS, cells, document, drafted
from desktop.cli.options import PdfOut, VoidReason
from desktop.cli.reading import pairs, read_day
from desktop.cli.session import current, progress, tell
from desktop.cli.tables import table
from desktop.domain.codes import Subject
from desktop.domain.officer import OfficerDraft, OfficerFilter

Uid = Annotated[str, typer.Argument(metavar="编号", help="包联编号（uid），见 officer list --json。")]
Values = Annotated[list[str] | None, typer.Argument(metavar="项目=值", help=f"可填：{'、'.join(FIELDS)}。")]


def build() -> typer.Typer:
    """Return the commands about who answers for whom."""
    return group(
        "干部包联：谁包联哪家企业、多久走访一次。只作提醒，不排名、不按人计数。",
        (
            ("add", add, "加一条包联，例如 person=田某 leader=李某 unit=综合股 every=1 rhythm=月。"),
            ("list", list_, "列出包联；--due 只列按频次该走访的。"),
            ("show", show, "显示一条包联。"),
            ("set", set_, "修改一条包联填错的内容。"),
            ("end", end, "一条包联到期或换人：写明日期和原因，记录保留。"),
            ("void", void, "作废一条记错的包联；记录保留。"),
            ("print", print_, "把现在有效的包联清单写成 PDF。"),
        ),
    )


def add(
    context: typer.Context,
    enterprise: Annotated[str, typer.Option("--enterprise", metavar="企业编号", help="包联的企业。")],
    on: Annotated[str, typer.Option("--on", metavar="日期", help="从哪一天起，例如 2026-03-01。")],
    values: Values = None,
) -> None:
    """Let somebody answer for an enterprise."""
    session = current(context)
    draft = drafted(OfficerDraft(), pairs(values or (), FIELDS, Subject.CONTACT_OFFICER))
    since = read_day(on, "since", Subject.CONTACT_OFFICER)
    with session.ledger(writes=True) as services:
        saved = services.officers.save(replace(draft, enterprise=enterprise, since=since))
    session.saved(saved, Subject.CONTACT_OFFICER, "已登记包联")


def list_(
    context: typer.Context,
    enterprise: Annotated[str, typer.Option("--enterprise", metavar="企业编号", help="只列这家企业。")] = "",
    search: Annotated[str, typer.Option("--search", metavar="文字", help="只列含有这些字的。")] = "",
    due: Annotated[bool, typer.Option("--due", help="只列按频次该走访的。")] = False,
    past: Annotated[bool, typer.Option("--past", help="也列出已经结束的。")] = False,
    voided: Annotated[bool, typer.Option("--voided", help="也列出作废的。")] = False,
) -> None:
    """Answer with the lines, by enterprise."""
    session = current(context)
    wanted = OfficerFilter(enterprise=enterprise, text=search, current=not (past or voided), due=due, voided=voided)
    with session.ledger() as services:
        rows = services.officers.list(wanted)
    session.answer([document(row) for row in rows], table(COLUMNS, map(cells, rows)))


def show(context: typer.Context, uid: Uid) -> None:
    """Answer with one line whole."""
    session = current(context)
    with session.ledger() as services:
        row = services.officers.get(uid)
    session.answer(document(row), [f"{word}：{text}" for word, text in zip(COLUMNS, cells(row), strict=True) if text])


def set_(context: typer.Context, uid: Uid, values: Values = None) -> None:
    """Mend what was written wrongly."""
    session = current(context)
    typed = pairs(values or (), FIELDS, Subject.CONTACT_OFFICER)
    with session.ledger(writes=True) as services:
        saved = services.officers.save(drafted(services.officers.get(uid).draft, typed), uid)
    session.saved(saved, Subject.CONTACT_OFFICER, "已修改")


def end(
    context: typer.Context,
    uid: Uid,
    on: Annotated[str, typer.Option("--on", metavar="日期", help="最后一天。")],
    reason: Annotated[str, typer.Option("--reason", metavar="原因", help="结束的原因，例如 换人、已入库。")],
) -> None:
    """Let a line end with a reason."""
    session = current(context)
    ended = OfficerDraft(until=read_day(on, "until", Subject.CONTACT_OFFICER), until_reason=reason)
    with session.ledger(writes=True) as services:
        saved = services.officers.end(uid, ended)
    session.saved(saved, Subject.CONTACT_OFFICER, "包联已结束")


def void(
    context: typer.Context,
    uid: Uid,
    reason: VoidReason,
) -> None:
    """Mark a line that was written by mistake as void."""
    session = current(context)
    with session.ledger(writes=True) as services:
        saved = services.officers.void(uid, reason)
    session.saved(saved, Subject.CONTACT_OFFICER, "已作废")


def print_(
    context: typer.Context,
    out: PdfOut,
) -> None:
    """Write the list in force as a PDF."""
    session = current(context)
    with session.ledger() as services:
        printed = services.officers.print_list(out, progress())
    tell(printed.problems)
    session.answer({"pdf": str(printed.path), "pages": printed.pages}, [f"已生成：{printed.path}"])
