"""A plan as a table reads it: one line for each value, as issued, with the document and clause it stands in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desktop.domain.money import Scale
from desktop.domain.preset import Citation, Comparison, Preset, Target
from desktop.ui.models.table_model import Column
from desktop.wording.labels import label
from desktop.wording.shown import money

_COMPARED = {Comparison.AT_LEAST: "不少于 ", Comparison.MORE_THAN: "多于 ", Comparison.AT_MOST: "不超过 "}
_FILLED = "方案未写，取默认值"


@dataclass(frozen=True, slots=True)
class PresetLine:
    """One value of a plan; *remark* is what a reader should know about it."""

    group: str
    name: str
    value: str
    document: str
    clause: str
    remark: str


COLUMNS: tuple[Column[PresetLine], ...] = (
    Column("类别", lambda line: line.group, width=96),
    Column("内容", lambda line: line.name, width=300, tip=lambda line: line.name),
    Column("原文数值", lambda line: line.value, width=180, tip=lambda line: line.value),
    Column("文件", lambda line: line.document, width=200, tip=lambda line: line.document),
    Column("条款", lambda line: line.clause, width=150, tip=lambda line: line.clause),
    Column("说明", lambda line: line.remark, width=320, tip=lambda line: line.remark),
)


def preset_lines(preset: Preset) -> tuple[PresetLine, ...]:
    """Return every value of *preset* in the order a reader looks for it."""
    return (
        *_single_values(preset),
        *_lists(preset),
        *(_target_line(target) for target in preset.targets),
        *_ways(preset),
        *_rest(preset),
    )


def _line(group: str, name: str, value: str, citation: Citation, *notes: str) -> PresetLine:
    remark = "；".join(note for note in (*notes, citation.note) if note)
    return PresetLine(group, name, value, citation.document, citation.clause, remark)


def _single_values(preset: Preset) -> Iterator[PresetLine]:
    clock = preset.issue_clock
    days = "个工作日" if clock.working_days else "天"
    values: Mapping[str, tuple[str, str]] = {
        "threshold": ("规上门槛（年主营业务收入）", _wan(preset.threshold_fen)),
        "near_from": ("临规起点", _wan(preset.near_from_fen)),
        "bands": ("分档界限", "、".join(_wan(limit) for limit in preset.bands_fen)),
        "form_scale": ("报表金额单位", label(preset.form_scale)),
        "issue_clock": (
            "问题办理时限（13710）",
            f"{clock.study_days}{days}研究，{clock.feedback_days}{days}反馈，一般{clock.ordinary_days}{days}，"
            f"重大{clock.major_months}个月",
        ),
        "assessment": ("1月批准入库的计入哪一年", label(preset.assessment.january)),
        "no_target": ("不设目标的单位", preset.no_target.note),
        "reserve": ("储备倍数", preset.reserve_note),
    }
    for key, (name, value) in values.items():
        yield _line("门槛时限", name, value, preset.source_of(key), _FILLED if key in preset.filled else "")


def _lists(preset: Preset) -> Iterator[PresetLine]:
    for library in preset.libraries:
        yield _line("培育库", f"{label(library.tier)}的名称", library.label, library.citation)
    for rule in preset.tier_rules:
        upper = f"，低于{_wan(rule.revenue_to_fen)}" if rule.revenue_to_fen is not None else ""
        value = f"{_wan(rule.revenue_from_fen)}起{upper}"
        yield _line("培育库", f"{label(rule.tier)}：{rule.label}", value, rule.citation, rule.condition)
    for risk in preset.risk_rules:
        limit = "不超过" if risk.caps_last_year else "低于"
        value = f"{limit}{_wan(risk.revenue_below_fen)}" if risk.revenue_below_fen is not None else "原文未写数额"
        yield _line("退规风险", risk.label, value, risk.citation)


def _target_line(target: Target) -> PresetLine:
    years = f"{target.year_from}年" if target.year_from == target.year_to else f"{target.year_from}—{target.year_to}年"
    dimension = f"（{label(target.dimension)}）" if target.dimension is not None else ""
    name = f"{target.unit_name}{dimension} {years}{label(target.measure)}（{label(target.kind)}）"
    base = f"{target.base_year}年为{target.base_value}户" if target.base_value is not None else ""
    share = f"占比 {target.share}" if target.share else ""
    value = f"{_COMPARED.get(target.comparison, '')}{target.value} 户"
    return _line("目标", name, value, target.citation, share, base, target.note)


def _ways(preset: Preset) -> Iterator[PresetLine]:
    for window in preset.windows:
        months = "、".join(f"{number}月" for number in window.months) or "原文未写月份"
        yield _line("申报窗口", window.label, months, window.citation)
    for route in preset.routes:
        yield _line("升规路径", route.label, "", route.citation)
    for category in preset.categories:
        yield _line("培育类别", category.label, "", category.citation)


def _rest(preset: Preset) -> Iterator[PresetLine]:
    for reward in preset.rewards:
        value = _wan(reward.amount_fen) if reward.amount_fen is not None else "原文未写金额"
        notes = (reward.payer, reward.condition, reward.timing, "待核实" if reward.to_confirm else "")
        yield _line("奖补", reward.label, value, reward.citation, *notes)
    for focus in preset.industries_focus:
        unit = preset.unit(focus.unit) if focus.unit else None
        yield _line("主攻行业", focus.label, unit.name if unit else "全域", focus.citation, focus.note)
    for contact in preset.contacts:
        yield _line("指导单位", contact.name, contact.duty, contact.citation, contact.note)


def _wan(fen: int) -> str:
    whole = money(fen, Scale.TEN_THOUSAND)
    return f"{whole.removesuffix('.00')}万元"
