"""`shenggui receipt permit`, `permits`, `permit-void`: what the county permits units after the usual time."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desktop.cli.package import names_of, unit_of
from desktop.cli.reading import choices, read_code, read_day, read_month
from desktop.cli.session import current
from desktop.cli.tables import table
from desktop.domain.codes import Subject
from desktop.domain.permit import PermitDraft, PermitKind, PermitRow
from desktop.wording import shown
from desktop.wording.labels import label

if TYPE_CHECKING:
    from desktop.wiring import Services

_HEADINGS = ("编号", "单位", "所属期", "表", "准许", "有效至", "理由", "发出", "状态")


def permit(
    context: typer.Context,
    unit: Annotated[str, typer.Argument(metavar="单位", help="准许哪个单位（名称或编号）。")],
    month: Annotated[str, typer.Option("--month", metavar="所属期", help="准许哪个月，例如 2026-10。")],
    kind: Annotated[str, typer.Option("--kind", metavar="准许什么", help=f"{choices(PermitKind)}。")],
    until: Annotated[str, typer.Option("--until", metavar="日期", help="到哪天为止有效，例如 2026-11-30。")],
    reason: Annotated[str, typer.Option("--reason", metavar="文字", help="理由，至少 5 个字。")],
    form: Annotated[str, typer.Option("--form", metavar="表", help="只准许这张表；不写就是这个月的各表。")] = "",
) -> None:
    """Permit a unit to file a month late, or to correct what was accepted."""
    session = current(context)
    period, what = read_month(month), read_code(PermitKind, kind, "kind", Subject.PERMIT)
    day = read_day(until, "until", Subject.PERMIT)
    with session.ledger(writes=True) as services:
        draft = PermitDraft(unit_of(services, unit), period, what, day, reason, form)
        saved = services.letters.permits.give(draft)
    session.saved(saved, Subject.PERMIT, "已发许可，随下一个包送到单位")


def permits(
    context: typer.Context,
    month: Annotated[str, typer.Option("--month", metavar="所属期", help="只列这个月。")] = "",
) -> None:
    """Answer with the permissions that were given, or at a unit with those it got."""
    session = current(context)
    with session.ledger() as services:
        found = services.letters.permits.list(read_month(month) if month else None)
        names, titles = names_of(services), _titles(services)
    today = session.world.clock().date()
    rows = [_cells(each, names, titles, today) for each in found]
    documents = [document(each, today) for each in found]
    session.answer(documents, table(_HEADINGS, rows, "没有更正许可、补报许可。"))


def permit_void(
    context: typer.Context,
    uid: Annotated[str, typer.Argument(metavar="许可编号", help="receipt permits 里的编号。")],
    reason: Annotated[str, typer.Option("--reason", metavar="文字", help="为什么收回，至少 5 个字。")],
) -> None:
    """Take a permission back; what was filed under it stays."""
    session = current(context)
    with session.ledger(writes=True) as services:
        saved = services.letters.permits.take_back(uid, reason)
    session.saved(saved, Subject.PERMIT, "已收回许可，随下一个包告诉单位")


def document(found: PermitRow, today: date) -> dict[str, Any]:
    """Return one permission; *holds* tells whether it is in force *today*."""
    return {
        "uid": found.uid,
        "unit": found.unit,
        "month": found.month,
        "form": found.form or None,
        "kind": found.kind.value,
        "given_on": found.given_on.isoformat(),
        "until": found.until.isoformat(),
        "reason": found.reason,
        "voided": found.voided,
        "void_reason": found.void_reason or None,
        "holds": found.holds(today),
    }


def _cells(found: PermitRow, names: dict[str, str], titles: dict[str, str], today: date) -> tuple[str, ...]:
    return (
        found.uid,
        names.get(found.unit, found.unit),
        shown.month_text(found.month),
        titles.get(found.form, found.form) or "各表",
        label(found.kind),
        found.until.isoformat(),
        found.reason,
        found.given_on.isoformat(),
        f"已收回：{found.void_reason}" if found.voided else "有效" if found.holds(today) else "已过期",
    )


def _titles(services: "Services") -> dict[str, str]:
    return {head.id: head.title for head in services.filings.forms()}
