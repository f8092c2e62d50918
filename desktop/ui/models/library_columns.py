"""The columns of the libraries: members, proposals, a preview, coverage, the years, links."""

from collections.abc import Callable, Mapping

from desktop.domain.bulk import BulkLine
from desktop.domain.coverage import CoverageRow
from desktop.domain.cultivation import RollLine, YearLine
from desktop.domain.enterprise_link import LinkRow
from desktop.domain.ladder import Member
from desktop.domain.library_codes import LinkKind, ProposalKind
from desktop.domain.preset import Preset
from desktop.domain.proposal import Proposal
from desktop.domain.standing import Gap
from desktop.ui.models.table_model import RIGHT, Column
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.library_texts import (
    category_word,
    change_word,
    figure_word,
    gap_word,
    rule_word,
    stands_on,
    tier_word,
)
from desktop.wording.messages import sentence
from desktop.wording.words_admission import route_word

_KIND_TONES = {
    ProposalKind.ENTER: "good",
    ProposalKind.RAISE: "good",
    ProposalKind.JUDGE: "soon",
    ProposalKind.LOWER: "soon",
    ProposalKind.LEAVE: "soon",
    ProposalKind.OUTSIDE: "soon",
    ProposalKind.UNKNOWN: "late",
    ProposalKind.STAYS: "off",
    ProposalKind.BELOW: "off",
    ProposalKind.BARRED: "off",
}


OUTLOOK = 5  # the column of the coarse band; hidden unless the office turned it on


def member_columns(preset: Preset, routes: Mapping[str, str]) -> tuple[Column[Member], ...]:
    """Return the columns of the list."""
    return (
        Column("企业名称", lambda row: row.name, width=214, tip=lambda row: row.name),
        Column("所在库", lambda row: row.tier, _tier, width=70),
        Column("上年收入（万元）", lambda row: row.last_year, shown.money, RIGHT, width=126),
        Column("本年累计（万元）", lambda row: row.year_to_date, shown.money, RIGHT, width=126),
        Column("营收情况", lambda row: row.standing, label, width=74),
        Column("培育研判", lambda row: row.likelihood, lambda code: label(code) if code else "", width=78),
        Column("培育类别", lambda row: row.draft.category, lambda code: category_word(code, preset), width=138),
        Column("升规路径", lambda row: row.draft.route, _route(routes), width=138),
        Column("预计升规时间", lambda row: row.draft.expected_month, shown.calendar_month, width=94),
        Column("申报方式", lambda row: row.draft.way, lambda way: label(way) if way else "", width=84),
        Column("包联领导", lambda row: row.draft.leader, width=78),
        Column("包联责任人", lambda row: row.draft.officer, width=84),
        Column("责任单位", lambda row: row.draft.unit, width=100),
        Column("属地乡镇", lambda row: row.township, width=78),
        Column("经营状态", lambda row: row.status, label, width=74),
    )


def proposal_columns(preset: Preset) -> tuple[Column[Proposal], ...]:
    """Return the columns of who would enter by the plan."""
    return (
        Column("企业名称", lambda row: row.candidate.name, width=232, tip=lambda row: row.candidate.name),
        Column("对照结果", lambda row: row.kind, label, width=196, tone=lambda row: _KIND_TONES[row.kind]),
        Column("现在", lambda row: row.candidate.tier, tier_word, width=94),
        Column("建议", lambda row: row, _proposed, width=82),
        Column("收入（口径）", lambda row: row, stands_on, width=216),
        Column("培育类别", lambda row: row.category, lambda code: category_word(code, preset), width=140),
        Column("方案依据", lambda row: row, rule_word, width=300, tip=rule_word),
        Column("经营状态", lambda row: row.candidate.status, label, width=74),
        Column("属地乡镇", lambda row: row.candidate.township, width=80),
    )


def preview_columns(preset: Preset, routes: Mapping[str, str]) -> tuple[Column[BulkLine], ...]:
    """Return the columns of a preview: who, what comes of it, and what changes or why not."""

    def about(line: BulkLine) -> str:
        if line.refused:
            return "；".join(sentence(problem) for problem in line.problems)
        said = [change_word(change, preset, routes) for change in line.changes]
        asked = [f"请核实：{sentence(problem)}" for problem in line.problems]
        return "；".join((*said, *asked))

    return (
        Column("企业名称", lambda line: line.name or line.pick.enterprise, width=240),
        Column("结果", _outcome, width=84, tone=_outcome_tone),
        Column("变更或原因", about, width=430, tip=about),
    )


def roll_columns(preset: Preset, routes: Mapping[str, str]) -> tuple[Column[RollLine], ...]:
    """Return the columns of who goes on into the next year."""
    return (
        Column("企业名称", lambda line: line.name, width=240, tip=lambda line: line.name),
        Column("所在库", lambda line: line.tier, label, width=72),
        Column("在库状态", lambda line: line.library_status, label, width=76, tone=_roll_tone),
        Column("经营状态", lambda line: line.status, label, width=74),
        Column("全年收入（口径）", lambda line: line, _year_word, width=220),
        Column("培育类别", lambda line: line.category, lambda code: category_word(code, preset), width=140),
        Column("升规路径", lambda line: line.route, _route(routes), width=140),
    )


def year_columns(preset: Preset, routes: Mapping[str, str]) -> tuple[Column[YearLine], ...]:
    """Return the columns of one enterprise over the years."""
    return (
        Column("年度", lambda line: line.year, _year_text, width=70),
        Column("记录", lambda line: line, _state, width=64, tone=lambda line: "off" if line.closed else ""),
        Column("所在库", lambda line: line, _stays, width=150, tip=_stays),
        Column("培育类别", lambda line: line.said("category"), lambda code: category_word(code, preset), width=130),
        Column("升规路径", lambda line: line.said("route"), _route(routes), width=130),
        Column("预计升规时间", lambda line: line.said("expected_month"), shown.calendar_month, width=92),
        Column("全年收入（口径）", lambda line: line.revenue, _figure, width=160),
        Column("企业自报预计", _estimate, width=230, tip=_estimate),
        Column("包联领导", lambda line: line.said("leader"), width=76),
        Column("包联责任人", lambda line: line.said("officer"), width=84),
        Column("责任单位", lambda line: line.said("unit"), width=96),
        Column("主要困难", lambda line: line.said("difficulty"), width=200, tip=lambda line: line.said("difficulty")),
    )


def _tier(tier: object) -> str:
    return tier_word(str(tier)) if tier else shown.DASH


def _route(routes: Mapping[str, str]) -> Callable[[str], str]:
    return lambda code: route_word(code, routes) if code else ""


def _proposed(row: Proposal) -> str:
    if not row.offered:
        return ""
    return "调出" if row.tier is None else tier_word(row.tier)


def _outcome(line: BulkLine) -> str:
    if line.refused:
        return "不能"
    return "将变更" if line.changes else "本来如此"


def _outcome_tone(line: BulkLine) -> str:
    return "late" if line.refused else ("good" if line.changes else "off")


def _amount(gap: Gap) -> str:
    return shown.BLANK if gap.value is None else shown.money(gap.value.amount)


def _with_month(gap: Gap) -> str:
    return shown.BLANK if gap.value is None else f"{shown.month_text(gap.period)} {figure_word(gap.value)}"


def _handled(row: CoverageRow) -> str:
    if row.step is not None:
        return label(row.step.handling)
    return "在申报" if row.application is not None else "还没有写明"


def _note(row: CoverageRow) -> str:
    return row.step.note if row.step is not None else ""


def _roll_tone(line: RollLine) -> str:
    return "" if line.carry else "soon"


def _year_word(line: RollLine) -> str:
    if line.revenue is None and line.december is not None:
        return f"未报；12月累计 {figure_word(line.december)}"
    return figure_word(line.revenue)


def _year_text(year: int) -> str:
    return f"{year}年"


def _state(line: YearLine) -> str:
    if line.closed:
        return "已结转"
    return "本年度" if line.current else ("" if line.record is None else "有")


def _stays(line: YearLine) -> str:
    said = [f"{label(span.tier)} {span.since:%m-%d}起" for span in line.stays if span.since.year == line.year]
    kept = [label(span.tier) for span in line.stays if span.since.year != line.year]
    return "；".join((*kept, *said)) or shown.DASH


def _figure(value: object) -> str:
    return "" if value is None else figure_word(value)  # type: ignore[arg-type]


def _estimate(line: YearLine) -> str:
    if not line.estimates:
        return ""
    last = line.estimates[-1]
    return f"预计 {shown.money(last.amount)} 万元（{last.told_by}，{shown.day(last.told_on)}，{label(last.obtained)}）"


def _link(row: LinkRow) -> str:
    if not row.later:
        return label(row.kind)
    return "后来转成" if row.kind in {LinkKind.PREDECESSOR, LinkKind.ORIGIN} else "并入"


COVERAGE_COLUMNS: tuple[Column[CoverageRow], ...] = (
    Column("企业名称", lambda row: row.name, width=220, tip=lambda row: row.name),
    Column("上年收入（口径）", lambda row: row.last_year, lambda gap: figure_word(gap.value), width=190),
    Column("本年累计（口径、所属期）", lambda row: row.this_year, _with_month, width=262),
    Column("所在库", lambda row: row.tier, tier_word, width=94),
    Column("申报", lambda row: row.application, lambda state: label(state) if state else "", width=96),
    Column("怎样处理", lambda row: row, _handled, width=160, tone=lambda row: "soon" if row.open else ""),
    Column("日期", lambda row: row.step.on if row.step else None, shown.day, width=90),
    Column("说明", _note, width=200, tip=_note),
    Column("属地乡镇", lambda row: row.township, width=80),
    Column("经营状态", lambda row: row.status, label, width=74),
)

GAP_COLUMNS: tuple[Column[tuple[Gap, int]], ...] = (
    Column("口径", lambda row: row[0].measure, label, width=172),
    Column("所属期", lambda row: row[0].period, shown.month_text, width=98),
    Column("已收集（万元）", lambda row: row[0], _amount, RIGHT, width=112),
    Column("数据口径", lambda row: row[0].value, lambda value: "" if value is None else label(value.source), width=80),
    Column("距规模（万元）", lambda row: row, lambda row: gap_word(*row), RIGHT, width=184),
)

LINK_COLUMNS: tuple[Column[LinkRow], ...] = (
    Column("关联", lambda row: row, _link, width=120),
    Column("企业或行业", lambda row: row.sector or row.name, width=230),
    Column("统一社会信用代码", lambda row: row.credit_code, width=160),
    Column("日期", lambda row: row.on, shown.day, width=90),
    Column("依据", lambda row: row.basis, width=170, tip=lambda row: row.basis),
    Column("备注", lambda row: row.note, width=160, tip=lambda row: row.note),
)
