"""`shenggui visit`: the log of help visits."""

from collections.abc import Mapping
from typing import Annotated

import typer

from desktop.cli import doubles
from desktop.cli import visit_documents as documents
from desktop.cli.chinese import group
from desktop.cli.options import PdfOut, VoidReason
from desktop.cli.reading import read_code, read_day, read_day_or_none, read_month
from desktop.cli.session import current, progress, tell
from desktop.cli.tables import table
from desktop.cli.visit_more import COMMANDS, campaign_of, topics_of
from desktop.domain.codes import Delivery, Subject, VisitMode, VisitPurpose
from desktop.domain.issue import IssueDraft
from desktop.domain.issue_codes import IssueCategory
from desktop.domain.visit import Visit, VisitDraft, VisitFilter, VisitRow
from desktop.domain.visit_codes import Appointment, DayPart
from desktop.wording.labels import field_label, label

Uid = Annotated[str, typer.Argument(metavar="编号", help="走访编号或 uid，见 visit list。")]


def build() -> typer.Typer:
    """Return the commands about visits."""
    return group(
        "走访：入企帮扶记录。",
        (
            ("add", add, "记一次走访；反映的问题同时进入问题台账。"),
            ("list", list_, "列出走访，最近的在前。"),
            ("show", show, "显示一次走访的全部内容。"),
            ("void", void, "作废一次记错的走访；记录保留。"),
            ("print", print_, "把走访记录表写成 PDF。"),
            ("doubles", doubles.visits, "列出两个单位先后走访同一家企业的（县里合并各单位的走访以后用）。"),
            *COMMANDS,
        ),
    )


def add(
    context: typer.Context,
    enterprise: Annotated[str, typer.Option("--enterprise", metavar="企业编号", help="走访的企业。")],
    on: Annotated[str, typer.Option("--on", metavar="日期", help="走访日期，例如 2026-10-15。")],
    summary: Annotated[str, typer.Option("--summary", metavar="文字", help="走访情况。")],
    issue: Annotated[
        list[str] | None, typer.Option("--issue", metavar="文字", help="企业反映的问题，可写多次；可写成 类别:内容。")
    ] = None,
    visitors: Annotated[str, typer.Option("--visitors", metavar="姓名", help="走访人员；不写就是经办人。")] = "",
    mode: Annotated[str, typer.Option("--mode", metavar="方式", help="走访方式：实地、电话、座谈、线上。")] = "on_site",
    purpose: Annotated[list[str] | None, typer.Option("--purpose", metavar="事由", help="事由，可写多次。")] = None,
    delivery: Annotated[list[str] | None, typer.Option("--delivery", metavar="五送", help="五送，可写多次。")] = None,
    leader: Annotated[str, typer.Option("--leader", metavar="姓名", help="带队领导。")] = "",
    received_by: Annotated[str, typer.Option("--received-by", metavar="姓名", help="企业接待人。")] = "",
    received_phone: Annotated[str, typer.Option("--received-phone", metavar="电话", help="接待人电话。")] = "",
    situation: Annotated[str, typer.Option("--situation", metavar="文字", help="生产经营情况。")] = "",
    policies: Annotated[str, typer.Option("--policies", metavar="文字", help="宣讲的政策。")] = "",
    opinion: Annotated[str, typer.Option("--opinion", metavar="文字", help="企业意见。")] = "",
    next_step: Annotated[str, typer.Option("--next", metavar="文字", help="下步安排。")] = "",
    next_on: Annotated[str, typer.Option("--next-on", metavar="日期", help="下次走访日期。")] = "",
    day_part: Annotated[str, typer.Option("--part", metavar="时段", help="时段：上午、下午、全天、晚间。")] = "",
    appointment: Annotated[str, typer.Option("--appointment", metavar="情况", help="已预约、邀请、未预约。")] = "",
    campaign: Annotated[str, typer.Option("--campaign", metavar="活动", help="专项活动，见 visit campaigns。")] = "",
    topic: Annotated[
        list[str] | None, typer.Option("--topic", metavar="主题", help="宣讲的政策主题，可写多次。")
    ] = None,
    trip: Annotated[str, typer.Option("--trip", metavar="编号", help="与这次走访是同一趟（写那次的编号）。")] = "",
) -> None:
    """Log a visit; the problems it raised enter the issue ledger."""
    session = current(context)
    whose = Subject.VISIT
    day = read_day(on, "visited_on", whose)
    with session.ledger(writes=True) as services:
        draft = VisitDraft(
            enterprise=enterprise,
            visited_on=day,
            mode=read_code(VisitMode, mode, "mode", whose),
            purposes=tuple(read_code(VisitPurpose, text, "purposes", whose) for text in purpose or ()),
            deliveries=tuple(read_code(Delivery, text, "deliveries", whose) for text in delivery or ()),
            visitors=visitors or services.settings.current().name,
            leader=leader,
            received_by=received_by,
            received_phone=received_phone,
            situation=situation,
            summary=summary,
            policies=policies,
            issues=tuple(_issue(text, enterprise) for text in issue or ()),
            next_step=next_step,
            next_on=read_day_or_none(next_on, "next_on", whose),
            opinion=opinion,
            day_part=read_code(DayPart, day_part, "day_part", whose) if day_part else None,
            appointment=read_code(Appointment, appointment, "appointment", whose) if appointment else None,
            campaign=campaign_of(campaign, services.campaigns.list()),
            topics=topics_of(topic or (), services.campaigns.topics()),
            trip=(services.visits.get(trip).draft.trip or trip) if trip else "",
        )
        services.enterprises.get(enterprise)
        saved = services.visits.save(draft)
    session.saved(saved, whose, "已记走访")


def list_(
    context: typer.Context,
    month: Annotated[str, typer.Option("--month", metavar="所属期", help="只列这个月，例如 2026-10。")] = "",
    enterprise: Annotated[str, typer.Option("--enterprise", metavar="企业编号", help="只列这家企业。")] = "",
    search: Annotated[str, typer.Option("--search", metavar="文字", help="只列含有这些字的。")] = "",
    voided: Annotated[bool, typer.Option("--voided", help="也列出作废的。")] = False,
    campaign: Annotated[str, typer.Option("--campaign", metavar="活动", help="只列这个专项活动的。")] = "",
) -> None:
    """Answer with the visits, the latest first."""
    session = current(context)
    period = str(read_month(month)) if month else ""
    with session.ledger() as services:
        wanted = campaign_of(campaign, services.campaigns.list())
        query = VisitFilter(month=period, enterprise=enterprise, text=search, voided=voided, campaign=wanted)
        rows = services.visits.list(query)
    session.answer(
        [documents.visit_row(row) for row in rows],
        table(("编号", "走访编号", "走访日期", "企业名称", "方式", "走访人员", "情况", "问题"), map(_cells, rows)),
    )


def show(context: typer.Context, uid: Uid) -> None:
    """Answer with one visit whole."""
    session = current(context)
    with session.ledger() as services:
        uid = services.visits.uid_of(uid)
        found = services.visits.get(uid)
        kept = services.attachments.list(Subject.VISIT, uid)
        names = services.visits.names()
    session.answer(documents.visit(found, kept), _lines(found, names, len(kept)))


def void(
    context: typer.Context,
    uid: Uid,
    reason: VoidReason,
) -> None:
    """Mark a visit that was logged by mistake as void."""
    session = current(context)
    with session.ledger(writes=True) as services:
        uid = services.visits.uid_of(uid)
        saved = services.visits.void(uid, reason)
    session.saved(saved, Subject.VISIT, "已作废")


def print_(
    context: typer.Context,
    uid: Uid,
    out: PdfOut,
) -> None:
    """Write the record of a visit as a PDF."""
    session = current(context)
    with session.ledger() as services:
        uid = services.visits.uid_of(uid)
        done = services.visits.print_record(uid, out, progress())
    tell(done.problems)
    session.answer({"pdf": str(done.path)}, [f"已生成：{done.path}"])


def _issue(text: str, enterprise: str) -> IssueDraft:
    head, sign, rest = text.partition(":")
    category = _CATEGORIES.get(head) if sign else None
    if category is None:
        return IssueDraft(enterprise, text)
    return IssueDraft(enterprise, rest.strip(), category)


_CATEGORIES = {label(category): category for category in IssueCategory} | {each.value: each for each in IssueCategory}


def _cells(row: VisitRow) -> tuple[str, ...]:
    return (
        row.uid,
        row.number,
        row.visited_on.isoformat(),
        row.enterprise_name,
        label(row.mode),
        row.visitors,
        f"（作废：{row.void_reason}）{row.summary}" if row.voided else row.summary,
        str(row.issues),
    )


def _lines(found: Visit, names: Mapping[str, str], files: int) -> list[str]:
    draft = found.draft
    facts = (
        ("visited_on", draft.visited_on.isoformat() if draft.visited_on else ""),
        ("day_part", label(draft.day_part) if draft.day_part else ""),
        ("mode", label(draft.mode)),
        ("nature", label(draft.nature)),
        ("appointment", label(draft.appointment) if draft.appointment else ""),
        ("campaign", names.get(draft.campaign, draft.campaign)),
        ("purposes", "、".join(label(purpose) for purpose in draft.purposes)),
        ("deliveries", "、".join(label(delivery) for delivery in draft.deliveries)),
        ("visitors", draft.visitors),
        ("leader", draft.leader),
        ("received_by", draft.received_by),
        ("situation", draft.situation),
        ("summary", draft.summary),
        ("topics", "、".join(names.get(each, each) for each in draft.topics)),
        ("policies", draft.policies),
        ("next_step", draft.next_step),
        ("next_on", draft.next_on.isoformat() if draft.next_on else ""),
        ("opinion", draft.opinion),
        ("attachments", f"{files} 份" if files else ""),
        ("void_reason", found.void_reason),
    )
    return [
        f"{found.number}  {found.enterprise_name}",
        *(f"{field_label(field, Subject.VISIT)}：{value}" for field, value in facts if value),
    ]
