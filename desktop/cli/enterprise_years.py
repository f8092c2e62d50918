"""`shenggui enterprise years|year-set|standing|link|links|unlink|outlook`: one enterprise on its way up."""

from dataclasses import replace
from typing import Annotated, Any

import typer

from desktop.cli import library_documents as documents
from desktop.cli.options import EnterpriseUid, VoidReason
from desktop.cli.reading import choices, pairs, read_code, read_day, read_month, refuse
from desktop.cli.session import current
from desktop.cli.tables import table
from desktop.domain.codes import Subject
from desktop.domain.cultivation import YEAR_FIELDS, YearLine
from desktop.domain.enterprise_link import LinkDraft, LinkRow
from desktop.domain.library_codes import LinkKind, Way
from desktop.domain.preset import Preset
from desktop.domain.standing import Gap, StandingView
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.library_texts import category_word, figure_word, gap_word, tier_word
from desktop.wording.words_admission import route_word

Reason = Annotated[str, typer.Option("--reason", metavar="原因", help="已结转的年度要写明更正的原因。")]


def years(context: typer.Context, uid: EnterpriseUid) -> None:
    """Answer with the cultivation years of an enterprise, latest first."""
    session = current(context)
    with session.ledger() as services:
        services.enterprises.get(uid)
        found = services.years.of(uid)
        preset, routes = services.settings.preset(), services.libraries.routes()
    session.answer(
        [documents.year(line) for line in found],
        table(
            ("年度", "记录", "所在库", "培育类别", "升规路径", "预计升规时间", "全年收入", "包联责任人"),
            [_year_cells(line, preset, routes) for line in found],
        ),
    )


def year_set(
    context: typer.Context,
    uid: EnterpriseUid,
    year: Annotated[int, typer.Argument(metavar="年度", help="培育年度，例如 2026。")],
    fields: Annotated[
        list[str] | None, typer.Argument(metavar="项目=内容", help=f"可写 {'、'.join(YEAR_FIELDS)}。")
    ] = None,
    reason: Reason = "",
) -> None:
    """Write the record of one cultivation year; an empty value clears."""
    session = current(context)
    typed: dict[str, Any] = dict(pairs(fields or (), YEAR_FIELDS, Subject.CULTIVATION_YEAR, needed=True))
    if "way" in typed:
        typed["way"] = read_code(Way, typed["way"], "way", Subject.CULTIVATION_YEAR) if typed["way"] else None
    with session.ledger(writes=True) as services:
        draft = replace(services.years.draft(uid, year), **typed)
        saved = services.years.save(draft, reason=reason)
    session.saved(saved, Subject.CULTIVATION_YEAR, f"已写入 {year} 年培育记录")


def standing(
    context: typer.Context,
    uid: EnterpriseUid,
    month: Annotated[str, typer.Option("--month", metavar="所属期", help="例如 2026-10；不写就是最近一个月。")] = "",
) -> None:
    """Answer with where an enterprise stands to the size: collected figures with month and source."""
    session = current(context)
    with session.ledger() as services:
        asked = read_month(month) if month else services.libraries.month()
        view = services.coverage.standing(uid, asked)
        note = services.libraries.rules().outlook_note
    session.answer(documents.standing(view), _standing(view, note))


def link(
    context: typer.Context,
    uid: EnterpriseUid,
    kind: Annotated[str, typer.Argument(metavar="关联类型", help=f"{choices(LinkKind)}。")],
    on: Annotated[str, typer.Option("--on", metavar="日期", help="日期，例如 2026-03-01。")],
    basis: Annotated[str, typer.Option("--basis", metavar="依据", help="营业执照、协议、批复等。")],
    other: Annotated[str, typer.Option("--other", metavar="编号", help="名单里另一家企业的编号。")] = "",
    name: Annotated[str, typer.Option("--name", metavar="名称", help="名单里没有的，写名称。")] = "",
    code: Annotated[str, typer.Option("--code", metavar="代码", help="名单里没有的，写统一社会信用代码。")] = "",
    sector: Annotated[str, typer.Option("--sector", metavar="行业", help="转专业的，写原统计行业。")] = "",
    note: Annotated[str, typer.Option("--note", metavar="文字", help="备注。")] = "",
) -> None:
    """Link an enterprise to what its route came from: the household before, who merged, the old sector."""
    session = current(context)
    whose = Subject.ENTERPRISE_LINK
    draft = LinkDraft(
        uid, read_code(LinkKind, kind, "kind", whose), other, name, code, sector, read_day(on, "on", whose), basis, note
    )
    with session.ledger(writes=True) as services:
        saved = services.links.add(draft)
    session.saved(saved, whose, "已登记关联")


def links(context: typer.Context, uid: EnterpriseUid) -> None:
    """Answer with what stands behind an enterprise's route, and what it became."""
    session = current(context)
    with session.ledger() as services:
        services.enterprises.get(uid)
        found = services.links.of(uid)
    session.answer(
        [documents.link(row) for row in found],
        table(("编号", "关联", "企业或行业", "代码", "日期", "依据"), map(_link_cells, found), "没有关联。"),
    )


def unlink(
    context: typer.Context,
    link_uid: Annotated[str, typer.Argument(metavar="关联编号", help="关联编号，见 enterprise links。")],
    reason: VoidReason,
) -> None:
    """Mark a link that was entered by mistake as void."""
    session = current(context)
    with session.ledger(writes=True) as services:
        saved = services.links.void(link_uid, reason)
    session.saved(saved, Subject.ENTERPRISE_LINK, "已作废")


def outlook(
    context: typer.Context,
    state: Annotated[str, typer.Argument(metavar="开关", help="on（显示）或 off（不显示，默认）。")],
) -> None:
    """Show the coarse band for planning visits, or no longer; it is never filed."""
    session = current(context)
    if state not in {"on", "off"}:
        raise refuse("bad_code_word", field="outlook", subject=Subject.WORKSPACE, text=state, words="on、off")
    with session.ledger(writes=True) as services:
        saved = services.settings.set_outlook(state == "on")
    session.saved(saved, Subject.WORKSPACE, "培育研判：" + ("显示" if state == "on" else "不显示"))


def _year_cells(line: YearLine, preset: Preset, routes: dict[str, str]) -> tuple[str, ...]:
    route = line.said("route")
    return (
        str(line.year),
        "已结转" if line.closed else ("本年度" if line.current else ""),
        "；".join(dict.fromkeys(tier_word(span.tier) for span in line.stays)),
        category_word(line.said("category"), preset),
        route_word(route, routes) if route else "",
        shown.calendar_month(line.said("expected_month")),
        figure_word(line.revenue),
        line.said("officer"),
    )


def _standing(view: StandingView, note: str) -> list[str]:
    lines = [f"营收情况（按上年收入）：{label(view.standing)}"]
    gaps = [_gap(gap, view) for gap in (view.last_year, *view.gaps)]
    lines += table(("口径", "所属期", "已收集", "距规模（万元）"), gaps)
    if view.likelihood is not None:
        lines.append(f"培育研判：{label(view.likelihood)}（{note}）")
    return lines


def _gap(gap: Gap, view: StandingView) -> tuple[str, ...]:
    period = shown.month_text(gap.period) if gap.period else ""
    return label(gap.measure), period, figure_word(gap.value), gap_word(gap, view.threshold)


def _link_cells(row: LinkRow) -> tuple[str, ...]:
    word = f"由它转来：{label(row.kind)}" if row.later else label(row.kind)
    return row.uid, word, row.sector or row.name, row.credit_code, shown.day(row.on), row.basis
