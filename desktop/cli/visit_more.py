"""What goes with visits: sheets before them, blank forms, attachments, campaigns."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from desktop.cli import visit_documents as documents
from desktop.cli.options import PdfOut, VoidReason
from desktop.cli.reading import read_day_or_none, read_month, refuse
from desktop.cli.session import current, progress, tell
from desktop.cli.tables import table
from desktop.domain.campaign import CampaignDraft, CampaignRow
from desktop.domain.codes import Subject
from desktop.domain.month import last_complete
from desktop.domain.visit_reader import Topic
from desktop.wording.labels import label
from desktop.wording.shown import day

Uid = Annotated[str, typer.Argument(metavar="编号", help="走访编号或 uid，见 visit list。")]
FileUid = Annotated[str, typer.Argument(metavar="编号", help="附件编号，见 visit attachments。")]
Enterprise = Annotated[str, typer.Argument(metavar="企业编号", help="要走访的企业。")]


def prepare(
    context: typer.Context,
    enterprise: Enterprise,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="文件", help="写成这个 PDF 文件；不写就只看内容。")
    ] = None,
    month: Annotated[str, typer.Option("--month", metavar="所属期", help="数据截至哪个月；不写就是上月。")] = "",
) -> None:
    """Tell what to know before a visit, and write it on one page."""
    session = current(context)
    asked = read_month(month) if month else last_complete(session.world.clock().date())
    with session.ledger() as services:
        brief = services.visits.brief(enterprise, asked)
        if out is not None:
            printed = services.visits.prepare(enterprise, asked, out, progress())
            tell(printed.problems)
            out = printed.path
        today = session.world.clock().date()
    written = [f"已生成：{out}"] if out is not None else []
    session.answer(documents.brief(brief, out), [*documents.brief_lines(brief, today), *written])


def blank(context: typer.Context, enterprise: Enterprise, out: PdfOut) -> None:
    """Write a blank form with what is known of the enterprise."""
    session = current(context)
    with session.ledger() as services:
        printed = services.visits.blank(enterprise, out, progress())
    tell(printed.problems)
    session.answer({"pdf": str(printed.path), "pages": printed.pages}, [f"已生成：{printed.path}"])


def attach(
    context: typer.Context,
    uid: Uid,
    files: Annotated[list[Path], typer.Argument(metavar="文件", help="照片（jpg、png）或 PDF，可写多个。")],
    note: Annotated[str, typer.Option("--note", metavar="文字", help="说明，例如 企业盖章的回执。")] = "",
) -> None:
    """Keep files with a visit."""
    session = current(context)
    with session.ledger(writes=True) as services:
        uid = services.visits.uid_of(uid)
        saved = services.attachments.add(Subject.VISIT, uid, files, note)
    session.saved(saved, Subject.ATTACHMENT, "已加附件")


def attachments(
    context: typer.Context,
    uid: Uid,
    voided: Annotated[bool, typer.Option("--voided", help="也列出作废的。")] = False,
) -> None:
    """Answer with the files of a visit."""
    session = current(context)
    with session.ledger() as services:
        uid = services.visits.uid_of(uid)
        kept = services.attachments.list(Subject.VISIT, uid, voided=voided)
    rows = [
        (
            each.uid,
            each.name,
            label(each.kind),
            f"{each.size:,}",
            f"作废：{each.void_reason}" if each.voided else each.note,
            f"attachments/{each.file_name}",
        )
        for each in kept
    ]
    head = ("附件编号", "文件名", "种类", "字节", "说明", "存放位置")
    session.answer([documents.attachment(each) for each in kept], table(head, rows, "没有附件。"))


def detach(context: typer.Context, uid: FileUid, reason: VoidReason) -> None:
    """Mark an attachment as void."""
    session = current(context)
    with session.ledger(writes=True) as services:
        saved = services.attachments.remove(uid, reason)
    session.saved(saved, Subject.ATTACHMENT, "已作废附件")


def campaigns(context: typer.Context) -> None:
    """Answer with the campaigns."""
    session = current(context)
    with session.ledger() as services:
        rows = services.campaigns.list()
    head = ("编号", "专项活动", "依据文件", "出处", "开始", "结束", "走访次数", "企业户数")
    session.answer([documents.campaign(row) for row in rows], table(head, map(_campaign, rows)))


def add_campaign(
    context: typer.Context,
    name: Annotated[str, typer.Option("--name", metavar="名称", help="专项活动的名称。")],
    document: Annotated[str, typer.Option("--document", metavar="文件", help="依据的文件，写文号。")] = "",
    since: Annotated[str, typer.Option("--since", metavar="日期", help="开始日期。")] = "",
    until: Annotated[str, typer.Option("--until", metavar="日期", help="结束日期。")] = "",
    note: Annotated[str, typer.Option("--note", metavar="文字", help="备注。")] = "",
) -> None:
    """Add a campaign of the office's own."""
    session, whose = current(context), Subject.CAMPAIGN
    first, last = (read_day_or_none(typed, field, whose) for typed, field in ((since, "since"), (until, "until")))
    with session.ledger(writes=True) as services:
        saved = services.campaigns.save(CampaignDraft(name, document, first, last, note))
    session.saved(saved, whose, "已加专项活动")


def void_campaign(
    context: typer.Context,
    uid: Annotated[str, typer.Argument(metavar="编号", help="专项活动编号，见 visit campaigns。")],
    reason: VoidReason,
) -> None:
    """Mark a campaign of the office's own as void."""
    session = current(context)
    with session.ledger(writes=True) as services:
        saved = services.campaigns.void(uid, reason)
    session.saved(saved, Subject.CAMPAIGN, "已作废专项活动")


def campaign_of(text: str, rows: Sequence[CampaignRow]) -> str:
    """Return the id of the campaign that *text* means: an id or a name; empty where nothing was typed."""
    if not text.strip():
        return ""
    for row in rows:
        if text.strip() in {row.uid, row.draft.name}:
            return row.uid
    raise refuse("no_such_campaign", field="campaign", subject=Subject.VISIT, uid=text)


def topics_of(texts: Sequence[str], topics: Sequence[Topic]) -> tuple[str, ...]:
    """Return the ids of the topics that *texts* mean: ids or titles."""
    known: Mapping[str, str] = {each.id: each.id for each in topics} | {each.name: each.id for each in topics}
    for text in texts:
        if text.strip() not in known:
            words = "、".join(f"{each.name}({each.id})" for each in topics)
            raise refuse("topic_unknown", field="topics", subject=Subject.VISIT, text=text, words=words)
    return tuple(known[text.strip()] for text in texts)


def _campaign(row: CampaignRow) -> tuple[str, ...]:
    draft = row.draft
    days = (day(draft.since), day(draft.until))
    return (row.uid, draft.name, draft.document, row.clause, *days, str(row.visits), str(row.enterprises))


COMMANDS = (
    ("prepare", prepare, "走访准备单：上次走访、未销号问题、已收集的数、还缺什么、要带的政策。"),
    ("blank", blank, "空白走访表：写好企业信息，带到现场手填。"),
    ("attach", attach, "给一次走访加照片或扫描件；照片里的位置信息自动去掉。"),
    ("attachments", attachments, "列出一次走访的附件。"),
    ("detach", detach, "作废一个加错的附件；记录保留。"),
    ("campaigns", campaigns, "列出专项活动：方案里的和本单位自己加的。"),
    ("add-campaign", add_campaign, "加一个本单位的专项活动。"),
    ("void-campaign", void_campaign, "作废一个加错的专项活动；走访记录不变。"),
)
