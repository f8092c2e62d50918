"""What is said of a risk, an exit and a cap: the figure, its month, its source, and where a rule is written."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from desktop.domain.assessment import CapState
from desktop.domain.codes import Source
from desktop.domain.exit_risk import RiskFound, SignFound, SignRule, Told, Watched
from desktop.domain.library_exit import CapLine, ExitRow
from desktop.domain.preset import RiskRule
from desktop.domain.retention import RiskStay, RiskStep
from desktop.domain.retention_plan import Measure, Plan
from desktop.domain.retention_reader import ExitGround, HelpClass, RetentionRules
from desktop.domain.risk_codes import RiskSign
from desktop.wording.labels import label
from desktop.wording.sheets import NAMES_JOINED
from desktop.wording.shown import day, money, month_text, percent

OURS = "本软件提示"
NO_CAP = "本年度没有下达退库上限。"
_CAP_WORDS = {CapState.REACHED: "，已到上限", CapState.OVER: "，超过上限"}


def told_text(told: Told) -> str:
    """Return one collected amount with its period and source: 2025年 1,860.00 万元（利润表）."""
    who = f"，{told.who} {told.day} 告知" if told.who else ""
    so_far = "累计" if "-" in told.period else "全年"
    return f"{month_text(told.period)}{so_far} {money(told.amount)} 万元（{label(told.source)}{who}）"


def sign_text(found: SignFound) -> str:
    """Return what a sign stands on, in one sentence without its end."""
    amounts = "、".join(told_text(told) for told in found.figures)
    limit = f"{money(found.limit)} 万元" if found.limit is not None else ""
    match found.sign:
        case RiskSign.STOPPED | RiskSign.HALF_STOPPED | RiskSign.ABNORMAL:
            return "企业信息里的经营状态"
        case RiskSign.BELOW_TWELVE:
            return f"已收集的最近十二个月合计 {money(found.result)} 万元，低于 {limit}；由{amounts}相加减"
        case RiskSign.NEAR_LIMIT:
            return f"{amounts}，不超过 {limit}"
        case RiskSign.FALLING:
            ytd, then = found.figures
            fallen = percent(Decimal(then.amount - ytd.amount) / then.amount)
            return f"{told_text(ytd)}，比上年同期 {money(then.amount)} 万元（{label(then.source)}）少 {fallen}"
        case RiskSign.UNCOLLECTED:
            return f"连续 {found.count} 个所属期没有收到主营业务收入累计"
        case _:
            return f"{amounts}，低于 {limit}" if amounts else ""


def origin_text(rule: SignRule) -> str:
    """Return where a sign comes from: the document and clause, or that it is a hint of this program."""
    return OURS if rule.ours else f"参照{rule.document}{rule.clause}"


def signs_text(found: Iterable[SignFound]) -> str:
    """Return the signs by name alone."""
    return "、".join(label(each.sign) for each in found)


def evidence_lines(found: RiskFound, rules: Mapping[RiskSign, SignRule]) -> tuple[str, ...]:
    """Return each sign with the figures it stands on and where it comes from."""
    lines = []
    for each in found.signs:
        rule = rules[each.sign]
        about = sign_text(each)
        lines.append(f"{label(each.sign)}（{label(rule.grade)}，{origin_text(rule)}）：{about}。")
    return tuple(lines)


def rule_text(rule: RiskRule) -> str:
    """Return a rule of the plan with its document and clause."""
    return f"{rule.label}（{rule.citation.document} {rule.citation.clause}）"


def help_word(class_id: str, rules: RetentionRules) -> str:
    """Return what a class of help is called; an unknown one is shown as such."""
    found = rules.help_class(class_id)
    return found.label if found is not None else (f"未识别（{class_id}）" if class_id else "")


def help_text(found: HelpClass) -> str:
    """Return what a class of help means and where it is written."""
    return f"{found.meaning}：{found.way}（{found.document} {found.clause}）"


def ground_word(ground_id: str, rules: RetentionRules) -> str:
    """Return what a ground of exit is called; an unknown one is shown as such."""
    found = rules.exit_ground(ground_id)
    return found.label if found is not None else f"未识别（{ground_id}）"


def exit_words(found: ExitRow, rules: RetentionRules) -> str:
    """Return an exit as papers say it: 2026-12-05 退库：年主营业务收入不足2000万元."""
    return f"{found.on.isoformat()} 退库：{ground_word(found.ground, rules)}"


def ground_text(found: ExitGround) -> str:
    """Return where a ground of exit comes from, and whether that is to be confirmed."""
    parts = (f"来源：{found.document}", found.note, "待核实" if found.to_confirm else "")
    return "；".join(part for part in parts if part)


def cap_text(line: CapLine, year: int) -> str:
    """Return a cap beside the exits of the year."""
    where = f"{line.document} {line.clause}".strip()
    who = f"{line.unit_name}" if line.unit_name else "本单位"
    state = _CAP_WORDS.get(line.state, "")
    return f"{year}年退库 {line.exits} 户，{who}不超过 {line.cap} 户{state}" + (f"（{where}）" if where else "")


def again_text(times: int) -> str:
    """Return the note of an enterprise that left the directory before and is back."""
    return f"曾退库 {times} 次，再次入库不算首次"


def named(signs: Iterable[RiskSign]) -> str:
    """Return the names of *signs* in one line."""
    return NAMES_JOINED.join(label(sign) for sign in signs)


def source_words(sources: Iterable[Source]) -> str:
    """Return the names of *sources* in one line."""
    return NAMES_JOINED.join(label(source) for source in sources)


def figure_lines(watched: Watched) -> str:
    """Return what was collected of an enterprise, a line each; an estimate says that it is one."""
    lines = [told_text(told) for told in (watched.last_year, watched.ytd) if told is not None]
    if watched.same_period is not None:
        lines.append(f"上年同期：{told_text(watched.same_period)}")
    if watched.estimate is not None:
        lines.append(f"企业自报预计：{told_text(watched.estimate)}")
    return "\n".join(lines)


def confirmed_text(step: RiskStep) -> str:
    """Return who confirmed a grade, when and why."""
    return f"{day(step.on)} {step.who} 确认为{label(step.grade) if step.grade else ''}：{step.reason}"


def said_by(step: RiskStep, stays: Iterable[RiskStay]) -> str:
    """Return which office said a word about a risk, and on whose stay where that is another's."""
    kept = next((stay for stay in stays if stay.uid == step.stay), None)
    if kept is None or kept.by_unit == step.by_unit:
        return step.unit
    return f"{step.unit}（对{kept.unit}列入的）"


def stay_text(stay: RiskStay) -> str:
    """Return a stay that lasts: its grade, since when, and which office keeps it."""
    return f"退规风险库：{label(stay.grade)}，{day(stay.since)} {stay.unit}列入"


def others_word(steps: Sequence[RiskStep], stays: Iterable[RiskStay]) -> str:
    """Return the last word where an office other than the one that keeps the stay said it, or nothing."""
    if not steps:
        return ""
    last = steps[-1]
    kept = next((stay for stay in stays if stay.uid == last.stay), None)
    if kept is None or kept.by_unit == last.by_unit:
        return ""
    grade = f"为{label(last.grade)}" if last.grade else ""
    return f"{day(last.on)} {last.unit}{label(last.action)}{grade}：{last.reason}"


def responsible(unit: str, officer: str) -> str:
    """Return the unit and the person that answer for something."""
    return " ".join(part for part in (unit, officer) if part)


def measure_lines(measures: Iterable[Measure], today: date) -> str:
    """Return the measures numbered, each with who, until when, and what came of it."""
    return "\n".join(f"{measure.number}. {measure_text(measure, today)}" for measure in measures)


def measure_text(measure: Measure, today: date) -> str:
    """Return one measure in a line."""
    late = "，逾期" if measure.late(today) else ""
    state = f"{label(measure.state)}{late}"
    result = f"：{measure.result}" if measure.result else ""
    who = responsible(measure.unit, measure.officer)
    return f"{measure.what}。{who}，{day(measure.due_on)} 前完成；{state}{result}"


def open_measures(plan: Plan | None) -> str:
    """Return what of a plan is still to be done."""
    return "；".join(measure.what for measure in plan.open_measures) if plan is not None else ""


def issue_lines(issues: Iterable[tuple[str, str]]) -> str:
    """Return the open issues of an enterprise, a line each: what it asked, and the day by which it is due."""
    asked = (f"{what}（时限 {due}）" if due else what for what, due in issues)
    return "\n".join(f"{number}. {text}" for number, text in enumerate(asked, 1))


def result_text(plan: Plan) -> str:
    """Return how the enterprise came out of its plan, or nothing while it runs."""
    if plan.outcome is None or plan.ended_on is None:
        return ""
    said = next((step.note for step in reversed(plan.steps) if step.outcome is not None), "")
    return f"{day(plan.ended_on)} {label(plan.outcome)}：{said}"
