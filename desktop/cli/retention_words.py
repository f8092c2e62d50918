"""Enterprises at risk, exits and rules as lines for a person."""

from collections.abc import Iterator
from datetime import date

from desktop.domain.library_exit import ExitRow
from desktop.domain.preset import Preset
from desktop.domain.retention import RetentionRow, RiskStep
from desktop.domain.retention_case import RetentionCase
from desktop.domain.retention_plan import Plan
from desktop.domain.retention_reader import RetentionRules
from desktop.wording import retention_words as words
from desktop.wording.labels import label
from desktop.wording.shown import day, money


def row_cells(row: RetentionRow, rules: RetentionRules) -> tuple[str, ...]:
    """Return one line of the list."""
    grade = label(row.found.grade) if row.found.grade else ""
    return (
        row.uid,
        row.name,
        label(row.library_status),
        label(row.stay.grade) if row.stay else "",
        f"{grade}（待确认）" if row.to_confirm else grade,
        words.signs_text(row.found.signs),
        words.help_word(row.stay.help_class, rules) if row.stay else "",
        day(row.plan.next_due) if row.plan else "",
    )


def exit_cells(row: ExitRow, rules: RetentionRules) -> tuple[str, ...]:
    """Return one line of the exits."""
    name = f"{row.name}（已作废）" if row.voided else row.name
    return row.uid, name, day(row.on), words.ground_word(row.ground, rules), str(row.effective_year), row.basis


def case_lines(found: RetentionCase, rules: RetentionRules, today: date) -> Iterator[str]:
    """Return one enterprise whole, a line each."""
    row = found.row
    yield f"{row.name}  {label(row.library_status)}  {label(row.status)}"
    if row.exits:
        yield words.again_text(len(row.exits)) if row.re_entered else f"退库 {len(row.exits)} 次"
    yield from words.figure_lines(row.watched).splitlines()
    yield from words.evidence_lines(row.found, rules.signs)
    yield from (f"符合方案：{words.rule_text(rule)}" for rule in row.found.rules)
    yield from (f"{words.stay_text(stay)}：{stay.reason}" for stay in row.lasting)
    if told := words.others_word(found.steps, found.stays):
        yield told
    yield from (_step(step, found, rules) for step in found.steps)
    for estimate in found.estimates:
        told = f"{estimate.told_by} {day(estimate.told_on)}"
        yield f"企业自报 {estimate.year} 年预计 {money(estimate.amount)} 万元（{told}）"
    for plan in found.plans:
        yield from _plan(plan, today)
    for left in row.exits:
        ground = words.ground_word(left.ground, rules)
        yield f"退库：{day(left.on)} {ground}，{left.effective_year} 年起（{left.basis}）"


def rule_lines(rules: RetentionRules, preset: Preset) -> Iterator[str]:
    """Return every rule with where it is written, a line each."""
    yield from (f"方案：{words.rule_text(rule)}" for rule in preset.risk_rules)
    for rule in rules.signs.values():
        how = "按数算" if rule.computed else "由人认定"
        where = words.origin_text(rule)
        yield f"情形：{label(rule.sign)}({rule.sign.value})，{label(rule.grade)}，{how}，{where}：{rule.note}"
    for each in rules.help_classes:
        yield f"帮扶分类 {each.number}：{each.label}({each.id})，{words.help_text(each)}"
    for ground in rules.exit_grounds:
        yield f"退库原因：{ground.label}({ground.id})，{words.ground_text(ground)}"
    yield rules.exit_rule


def _step(step: RiskStep, found: RetentionCase, rules: RetentionRules) -> str:
    parts = (
        day(step.on),
        label(step.action),
        label(step.grade) if step.grade else "",
        words.named(step.signs) if step.grade else "",
        words.help_word(step.help_class, rules),
        step.reason,
        words.said_by(step, found.stays),
        step.who,
    )
    return "  ".join(part for part in parts if part)


def _plan(plan: Plan, today: date) -> Iterator[str]:
    draft = plan.draft
    yield f"一企一策 {plan.uid}：{day(draft.made_on)}，{words.responsible(draft.unit, draft.officer)}"
    yield f"  主要困难：{draft.difficulty}"
    yield from (f"  {line}" for line in words.measure_lines(plan.measures, today).splitlines())
    if result := words.result_text(plan):
        yield f"  {result}"
