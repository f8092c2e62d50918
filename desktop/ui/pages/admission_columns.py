"""The columns of the applications and of what hangs on one, and the groups its states are shown in."""

from collections.abc import Mapping

from desktop.domain.admission import AWAY, ENDED, AdmissionRow, AdmissionState, AdmissionStep
from desktop.domain.codes import Measure, Source
from desktop.domain.handed_in import Disagreement, MonthLine
from desktop.domain.materials import MaterialLine
from desktop.domain.precheck import Measured
from desktop.domain.problems import Problem, Severity
from desktop.ui.models.table_model import CENTRE, RIGHT, Column
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.messages import sentence
from desktop.wording.words_admission import material_about, reaches_word, route_word, wanted_word, window_word

ALL = "all"
GROUPS: tuple[tuple[str, str, frozenset[AdmissionState]], ...] = (
    (
        "preparing",
        "准备中",
        frozenset({AdmissionState.NOT_STARTED, AdmissionState.PREPARING, AdmissionState.COMPLETE}),
    ),
    ("away", "已上报", AWAY),
    ("returned", "退回补正", frozenset({AdmissionState.RETURNED})),
    ("admitted", "已入库", frozenset({AdmissionState.ADMITTED})),
    ("ended", "未通过、放弃", frozenset({AdmissionState.REFUSED, AdmissionState.WITHDRAWN})),
)
_TONES = {AdmissionState.ADMITTED: "good", AdmissionState.RETURNED: "late", AdmissionState.REFUSED: "late"}


def states_of(group: str) -> frozenset[AdmissionState]:
    """Return the states of *group*; none stand for all."""
    return next((states for code, _, states in GROUPS if code == group), frozenset())


def window_of(row: AdmissionRow) -> str:
    """Return the window of *row* with its year."""
    return window_word(row.window, row.window_month, row.year)


def reason_of(row: AdmissionRow) -> str:
    """Return why *row* came back, was refused or is void, in one line."""
    return " ".join((f"作废：{row.void_reason}" if row.voided else row.reason).split())


def _tone(row: AdmissionRow) -> str:
    return "off" if row.voided else _TONES.get(row.state, "")


def _lacks(row: AdmissionRow) -> tuple[int, int] | None:
    return None if row.state in ENDED else (row.missing, row.undecided)


def _missing(counts: tuple[int, int] | None) -> str:
    if counts is None:
        return ""
    missing, undecided = counts
    waiting = f"，待定 {undecided}" if undecided else ""
    return (f"缺 {missing}" if missing else "齐") + waiting


def _window(row: AdmissionRow) -> str:
    return window_word(row.window, row.window_month)


def columns(routes: Mapping[str, str]) -> tuple[Column[AdmissionRow], ...]:
    """Return the columns of the applications; *routes* are the plan's words."""
    return (
        Column("企业名称", lambda row: row.enterprise_name, width=170, tip=lambda row: row.enterprise_name),
        Column("状态", lambda row: row.state, label, width=92, tone=_tone),
        Column("日期", lambda row: row.state_on, shown.day, width=90),
        Column("申报窗口", _window, width=84),
        Column("材料", _lacks, _missing, width=108),
        Column("原因", reason_of, width=130, tip=reason_of),
        Column("升规路径", lambda row: route_word(row.route, routes), width=150),
        Column("截止月份", lambda row: row.cutoff, shown.month_text, width=100),
        Column("年度", lambda row: row.year, width=56),
        Column("补正期限", lambda row: row.due_on, shown.day, width=90),
        Column("入库月份", lambda row: row.admitted_month, shown.calendar_month, width=86),
        Column("属地", lambda row: row.township, width=76),
    )


SHORT_COLUMNS: tuple[Column[AdmissionRow], ...] = (
    Column("申报窗口", window_of, width=120),
    Column("状态", lambda row: row.state, label, width=100, tone=_tone),
    Column("日期", lambda row: row.state_on, shown.day, width=92),
    Column("材料", _lacks, _missing, width=100),
    Column("原因", reason_of, width=180, tip=reason_of),
    Column("入库月份", lambda row: row.admitted_month, shown.calendar_month, width=90),
)


def step_words(step: AdmissionStep) -> str:
    """Return what a step said, in one line."""
    parts = (
        f"入库月份：{shown.calendar_month(step.admitted_month)}" if step.admitted_month else "",
        step.note,
        f"补正期限：{shown.day(step.due_on)}" if step.due_on else "",
        f"依据：{step.basis}" if step.basis else "",
        f"告知：{step.told_by}" if step.told_by else "",
    )
    return "；".join(" ".join(part.split()) for part in parts if part)


STEP_COLUMNS: tuple[Column[AdmissionStep], ...] = (
    Column("日期", lambda step: step.on, shown.day, width=86),
    Column("进度", lambda step: step.action, label, width=84),
    Column("经手人", lambda step: step.who, width=64),
    Column("情况和依据", step_words, width=300, tip=step_words),
)


def _have(line: MaterialLine) -> str:
    if line.mark.have:
        return "有，有问题" if line.mark.problem else "有"
    return "缺" if line.wanted else ("—" if line.wanted is False else "")


def _have_tone(line: MaterialLine) -> str:
    if line.missing:
        return "late"
    return "off" if line.wanted is False else ("good" if line.mark.have else "soon")


MATERIAL_COLUMNS: tuple[Column[MaterialLine], ...] = (
    Column("号", lambda line: line.material.number, str, CENTRE, width=40),
    Column("材料", lambda line: line.material.label, width=190, tip=lambda line: material_about(line.material)),
    Column("需", lambda line: line.wanted, wanted_word, CENTRE, width=50, tip=lambda line: label(line.need)),
    Column("有", _have, width=72, tone=_have_tone),
    Column("页数", lambda line: line.mark.pages, lambda pages: "" if pages is None else str(pages), RIGHT, width=44),
    Column("问题", lambda line: line.mark.problem, width=100, tip=lambda line: line.mark.problem),
    Column("补正日期", lambda line: line.mark.mend_by, shown.day, width=88),
)


def _amount(found: Measured) -> str:
    return shown.BLANK if found.value is None else shown.amount(found.measure, found.value.amount)


def _reach_tone(found: Measured) -> str:
    return "" if found.reaches is None else ("good" if found.reaches else "late")


MEASURE_COLUMNS: tuple[Column[Measured], ...] = (
    Column("口径", lambda found: found.measure, label, width=176),
    Column("累计（万元）", _amount, align=RIGHT, width=92),
    Column("所属期", lambda found: found.month, lambda month: "" if month is None else shown.month(month), width=100),
    Column("数据口径", lambda found: found.value, lambda value: "" if value is None else label(value.source), width=72),
    Column("规模", lambda found: reaches_word(found.reaches), width=110, tone=_reach_tone),
)


def _weight(problem: Problem) -> str:
    return {Severity.NOTE: "待核对"}.get(problem.severity, label(problem.severity))


QUESTION_COLUMNS: tuple[Column[Problem], ...] = (
    Column("轻重", _weight, width=60, tone=lambda problem: "" if problem.severity is Severity.NOTE else "soon"),
    Column("要核实的", sentence, width=420, tip=sentence),
)


def _money(value: int | None) -> str:
    return "" if value is None else shown.money(value)


def _sources(line: MonthLine) -> str:
    found = {value.source for value in line.values.values()}
    return "、".join(label(source) for source in Source if source in found)


MONTH_COLUMNS: tuple[Column[MonthLine], ...] = (
    Column("所属期", lambda line: line.month, shown.month, width=108),
    Column("收入当月", lambda line: line.revenue_month, _money, RIGHT, width=80),
    Column("收入累计", lambda line: line.amount(Measure.MAIN_REVENUE_YTD), _money, RIGHT, width=84),
    Column("产值累计", lambda line: line.amount(Measure.OUTPUT_YTD), _money, RIGHT, width=84),
    Column("增值税销售额累计", lambda line: line.amount(Measure.VAT_SALES_YTD), _money, RIGHT, width=120),
    Column("数据口径", _sources, width=90),
)

DISAGREEMENT_COLUMNS: tuple[Column[Disagreement], ...] = (
    Column("所属期", lambda found: found.month, shown.month, width=108),
    Column("指标", lambda found: found.measure, label, width=160),
    Column("交出时（万元）", lambda found: shown.money(found.handed_in), align=RIGHT, width=100),
    Column("现在（万元）", lambda found: shown.money(found.now), align=RIGHT, width=100, tone=lambda _: "late"),
)
