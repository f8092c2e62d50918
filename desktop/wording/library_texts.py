"""What the libraries say in whole phrases: why one moves, what a figure is short of, what a change comes to."""

from collections.abc import Iterable, Mapping

from desktop.domain.codes import Tier
from desktop.domain.enterprise_link import LinkRow
from desktop.domain.figure import FigureValue
from desktop.domain.ladder import NOT_REPORTED
from desktop.domain.library_codes import Way
from desktop.domain.library_reader import RouteRule
from desktop.domain.preset import Preset
from desktop.domain.proposal import Proposal
from desktop.domain.standing import Gap
from desktop.wording import shown
from desktop.wording.fields import field_label
from desktop.wording.labels import label, label_of
from desktop.wording.words_admission import ROUTES, route_word

_OUT = "不在培育库"
DIRECTORY = "规上名录"


def category_word(category: str, preset: Preset) -> str:
    """Return the plan's word for *category*; one it has not is shown as such."""
    found = next((each.label for each in preset.categories if each.id == category), "")
    return found or (f"未识别（{category}）" if category else "")


def route_words(preset: Preset, routes: Iterable[str]) -> dict[str, str]:
    """Return the word of every route: those of the plan in its own words, then the other *routes*."""
    named = {route.id: route.label for route in preset.routes}
    return named | {route: ROUTES.get(route, route) for route in routes if route not in named}


def figure_word(value: FigureValue | None) -> str:
    """Return an amount with its source: 1,860.00 万元（利润表）."""
    return shown.BLANK if value is None else f"{shown.money(value.amount)} 万元（{label(value.source)}）"


def stands_on(proposal: Proposal) -> str:
    """Return the figure that a proposal stands on, with its year and source."""
    return f"{proposal.year}年 {figure_word(proposal.figure)}"


def rule_word(proposal: Proposal) -> str:
    """Return the rule or the sign that a proposal follows, with its clause."""
    rule = proposal.rule
    if rule is not None:
        about = f"（{rule.condition}）" if rule.condition else ""
        return f"{rule.label}{about}　{rule.citation.document} {rule.citation.clause}"
    return "" if proposal.sign is None else label(proposal.sign)


def move_reason(given: str, proposal: Proposal) -> str:
    """Return why one enterprise moves: what the person wrote, the figure it stands on, and the clause."""
    rule = proposal.rule
    about = ""
    if rule is not None:
        where = f"{rule.citation.document} {rule.citation.clause}"
        about = f"{proposal.year}年主营业务收入 {figure_word(proposal.figure)}，对照“{rule.label}”（{where}）"
    elif proposal.sign is not None:
        about = label(proposal.sign)
    return "；".join(part for part in (given.strip().rstrip("。；"), about) if part)


def tier_word(tier: Tier | str | None) -> str:
    """Return the word of a library; what is in none says so."""
    return label_of(Tier, str(tier)) if tier else _OUT


def direction_word(*, joined: bool) -> str:
    """Return 增 or 减, as the table of changes says it."""
    return "增" if joined else "减"


def came_from(tier: str) -> str:
    """Return from which library one went over, or nothing."""
    return f"由{tier}转入" if tier else ""


def moves_words(moves: Iterable[tuple[str, str]]) -> str:
    """Return when one joined and left the directory: 2021年5月 新增、2023年12月 退库."""
    return "、".join(f"{shown.calendar_month(month)} {kind}" for month, kind in moves)


def counterpart_words(links: Iterable[LinkRow]) -> str:
    """Return what stands behind an enterprise (对应关系): the household before, who merged, the old sector."""
    return "；".join(f"{label(link.kind)}：{link.name or link.sector}" for link in links if not link.later)


def change_word(change: tuple[str, str, str], preset: Preset, names: Mapping[str, str]) -> str:
    """Return one change of a preview: 培育库：基础库 → 重点库."""
    name, before, after = change
    return f"{field_label(name)}：{_value(name, before, preset, names)} → {_value(name, after, preset, names)}"


def band_words(edges: tuple[int, ...], number: int) -> str:
    """Return what band *number* is called: 1500—2000 万元."""
    if number == NOT_REPORTED:
        return shown.BLANK
    limits = [None, *(shown.money(edge).replace(",", "").removesuffix(".00") for edge in edges), None]
    low, high = limits[number], limits[number + 1]
    if low is None:
        return f"{high} 万元以下"
    return f"{low} 万元以上" if high is None else f"{low}—{high} 万元"


def gap_word(gap: Gap, threshold: int) -> str:
    """Return what a collected figure is short of the size, as the sum it is; for the screen only."""
    if gap.value is None or gap.short is None:
        return shown.DASH
    if gap.short == 0:
        return "已达到"
    return f"{_wan(threshold)} − {shown.money(gap.value.amount)} = {shown.money(gap.short)}"


def size_word(threshold: int) -> str:
    """Return the size as a heading names it: 2000 万元."""
    return f"{_wan(threshold)} 万元"


def route_needs(rule: RouteRule | None, links: Iterable[LinkRow]) -> str:
    """Return what a route still asks to be noted beside it; empty where it asks for nothing or has it."""
    if rule is None or rule.asks is None or any(row.kind is rule.asks and not row.later for row in links):
        return ""
    return f"这条路径还没有登记{label(rule.asks)}。{rule.note}（{rule.document} {rule.clause}）。"


def _value(name: str, text: str, preset: Preset, names: Mapping[str, str]) -> str:
    if name == "tier":
        return tier_word(text)
    if not text:
        return "（空）"
    if name == "category":
        return category_word(text, preset)
    if name == "route":
        return route_word(text, names)
    if name == "way":
        return label_of(Way, text)
    return shown.calendar_month(text) if name == "expected_month" else text


def _wan(fen: int) -> str:
    return shown.money(fen).replace(",", "").removesuffix(".00")
