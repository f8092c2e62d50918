"""The columns of retention: enterprises, words about their risk, measures, exits and estimates."""

from collections.abc import Callable, Iterable
from datetime import date

from desktop.domain.library_exit import ExitRow
from desktop.domain.retention import Estimate, RetentionRow, RiskStay, RiskStep
from desktop.domain.retention_plan import Measure
from desktop.domain.retention_reader import RetentionRules
from desktop.domain.risk_codes import MeasureState, RiskGrade
from desktop.ui.models.table_model import RIGHT, Column
from desktop.wording import retention_words as words
from desktop.wording import shown
from desktop.wording.labels import label

_TONES = {RiskGrade.HIGH: "late", RiskGrade.MEDIUM: "soon"}
_ORDER = {grade: place for place, grade in enumerate(RiskGrade)}


def columns(rules: RetentionRules, today: date) -> tuple[Column[RetentionRow], ...]:
    """Return the columns of the list."""
    return (
        Column("企业名称", lambda row: row.name, width=180, tip=lambda row: row.name),
        Column("确认等级", _confirmed, _confirmed_word, width=70, tone=_tone),
        Column("按数算出", _computed, lambda code: code[1], width=92, tone=_asks),
        Column("风险情形", _signs, width=150, tip=_signs),
        Column("上年收入", _last_year, _money, RIGHT, width=84, tip=_told_last_year),
        Column("本年累计", _ytd, _money, RIGHT, width=84, tip=_told_ytd),
        Column("同比", lambda row: row.growth, shown.percent, RIGHT, width=62),
        Column("帮扶分类", lambda row: _help(row, rules), width=120, tip=lambda row: _help(row, rules)),
        Column("一企一策", lambda row: _plan_word(row, today), width=120, tip=_plan_tip),
        Column("责任人", lambda row: row.plan.draft.officer if row.plan else "", width=70),
        Column("列入日期", lambda row: row.stay.since if row.stay else None, shown.day, width=92),
        Column("入库月份", lambda row: row.admitted_month, shown.calendar_month, width=88, tip=_again),
        Column("退库", lambda row: row.exits[-1].on if row.exits else None, shown.day, width=92),
        Column("属地", lambda row: row.township, width=80),
    )


def step_columns(rules: RetentionRules, stays: Callable[[], Iterable[RiskStay]]) -> tuple[Column[RiskStep], ...]:
    """Return the columns of the words about a risk; *stays* gives those of the enterprise shown."""

    def office(step: RiskStep) -> str:
        return words.said_by(step, stays())

    return (
        Column("日期", lambda step: step.on, shown.day, width=90),
        Column("认定", lambda step: step.action, label, width=92),
        Column("等级", lambda step: label(step.grade) if step.grade else "", width=44),
        Column("单位", office, width=110, tip=office),
        Column("原因", lambda step: step.reason, width=190, tip=lambda step: step.reason),
        Column("情形", lambda step: words.named(step.signs), width=120, tip=lambda step: words.named(step.signs)),
        Column("帮扶分类", lambda step: words.help_word(step.help_class, rules), width=100),
        Column("确认人", lambda step: step.who, width=64),
    )


def measure_columns(today: date) -> tuple[Column[Measure], ...]:
    """Return the columns of the measures of a plan."""

    def state(measure: Measure) -> str:
        return f"{label(measure.state)}，逾期" if measure.late(today) else label(measure.state)

    def tone(measure: Measure) -> str:
        if measure.late(today):
            return "late"
        return "good" if measure.state is MeasureState.DONE else ""

    return (
        Column("措施", lambda each: each.what, width=150, tip=lambda each: each.what),
        Column("时限", lambda each: each.due_on, shown.day, width=88),
        Column("状态", state, width=104, tone=tone),
        Column("责任人", lambda each: words.responsible(each.unit, each.officer), width=100),
        Column("进展", lambda each: each.result, width=170, tip=lambda each: each.result),
    )


def exit_columns(rules: RetentionRules) -> tuple[Column[ExitRow], ...]:
    """Return the columns of the exits."""
    return (
        Column("退库日期", lambda row: row.on, shown.day, width=90),
        Column("原因", lambda row: words.ground_word(row.ground, rules), width=150),
        Column("生效", lambda row: row.effective_year, lambda year: f"{year}年", width=64),
        Column("依据", lambda row: row.basis, width=170, tip=lambda row: row.basis),
        Column("告知人", lambda row: row.told_by, width=90),
    )


ESTIMATE_COLUMNS: tuple[Column[Estimate], ...] = (
    Column("年度", lambda each: each.year, lambda year: f"{year}年", width=64),
    Column("企业自报预计（万元）", lambda each: each.amount, shown.money, RIGHT, width=140),
    Column("告知日期", lambda each: each.told_on, shown.day, width=90),
    Column("告知人", lambda each: each.told_by, width=100),
    Column("取得方式", lambda each: each.obtained, label, width=80),
)


def _confirmed(row: RetentionRow) -> int | None:
    return None if row.stay is None else _ORDER[row.stay.grade]


def _confirmed_word(place: int | None) -> str:
    return "" if place is None else label(tuple(RiskGrade)[place])


def _tone(row: RetentionRow) -> str:
    return _TONES.get(row.stay.grade, "") if row.stay else ""


def _computed(row: RetentionRow) -> tuple[int, str]:
    """Return what was computed, sorted by weight; words and weight together, so that a click sorts as one expects."""
    grade = row.found.grade
    if grade is None:
        return len(_ORDER), ""
    return _ORDER[grade], f"{label(grade)}，待确认" if row.to_confirm else label(grade)


def _asks(row: RetentionRow) -> str:
    return "soon" if row.to_confirm else ""


def _signs(row: RetentionRow) -> str:
    return words.signs_text(row.found.signs)


def _last_year(row: RetentionRow) -> int | None:
    return None if row.watched.last_year is None else row.watched.last_year.amount


def _ytd(row: RetentionRow) -> int | None:
    return None if row.watched.ytd is None else row.watched.ytd.amount


def _told_last_year(row: RetentionRow) -> str:
    return "" if row.watched.last_year is None else words.told_text(row.watched.last_year)


def _told_ytd(row: RetentionRow) -> str:
    return "" if row.watched.ytd is None else words.told_text(row.watched.ytd)


def _money(value: int | None) -> str:
    return shown.money(value)


def _help(row: RetentionRow, rules: RetentionRules) -> str:
    return words.help_word(row.stay.help_class, rules) if row.stay else ""


def _plan_word(row: RetentionRow, today: date) -> str:
    if row.plan is None:
        return ""
    late = sum(measure.late(today) for measure in row.plan.open_measures)
    undone = len(row.plan.open_measures)
    return f"在办 {undone} 项，逾期 {late}" if late else f"在办 {undone} 项"


def _plan_tip(row: RetentionRow) -> str:
    return words.open_measures(row.plan)


def _again(row: RetentionRow) -> str:
    return words.again_text(len(row.exits)) if row.re_entered else ""
