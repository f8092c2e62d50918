"""What is said of a code or a file held against the ledger: 相符, 不符, and what changed since."""

from collections.abc import Sequence
from dataclasses import replace

from desktop.domain.codes import FilingState, Subject
from desktop.domain.filing import FilingProblem, FilingRound
from desktop.domain.filing_answer import BLANK
from desktop.domain.filing_code import spaced
from desktop.domain.filing_rates import FilingRates
from desktop.wording import shown
from desktop.wording.labels import field_label, label
from desktop.wording.sheets import NAMES_JOINED

MATCHES = "相符"
DIFFERS = "不符"
UNKNOWN = "台账里没有这个核对码：不是本单位这本台账报出的纸，或者不是在这台电脑上生成的。请核对单位和纸面。"


def round_name(kept: FilingRound, title: str) -> str:
    """Return which round it is: 重点培育企业运行监测月报 2026年10月 第2次（更正第1次）."""
    more = f"（更正第{kept.correction}次）" if kept.correction else ""
    return f"{title} {shown.month(kept.month)} 第{kept.round}次{more}"


def state_text(kept: FilingRound) -> str:
    """Return where a round stands: 已报（2026-11-05）."""
    handed = f"（{shown.day(kept.sent_on)}）" if kept.sent_on and kept.state is not FilingState.DRAFT else ""
    return f"{label(kept.state)}{handed}"


def together(problems: Sequence[FilingProblem]) -> tuple[FilingProblem, ...]:
    """Return *problems* with all that is blank of one enterprise said in one sentence, where the first of it stood."""
    blanks: dict[str, list[str]] = {}
    for each in problems:
        if each.problem.code == BLANK:
            blanks.setdefault(each.owner, []).append(each.problem.field)
    told: list[FilingProblem] = []
    for each in problems:
        if each.problem.code == BLANK:
            fields = blanks.pop(each.owner, [])
            if not fields:
                continue
            words = NAMES_JOINED.join(field_label(field, Subject.FIGURE).partition("（")[0] for field in fields)
            told.append(replace(each, problem=replace(each.problem, values={"label": words})))
        else:
            told.append(each)
    return tuple(told)


def badge(kept: FilingRound | None, changed: int) -> str:
    """Return what is said beside a round that no longer says what the ledger says: 核准后修改3处."""
    if kept is None or not changed:
        return ""
    when = {FilingState.ACCEPTED: "核准后修改", FilingState.SENT: "报送后有改动"}.get(kept.state, "生成后有改动")
    return f"{when} {changed} 处"


def verdict_text(kept: FilingRound | None, *, matches: bool, genuine: bool | None, later: int, changed: int) -> str:
    """Return the verdict in one paragraph."""
    if kept is None:
        return f"{DIFFERS}。{UNKNOWN}"
    said = []
    if genuine is False:
        said.append("这个文件与留存的原件不同，内容被改动过或另存过")
    if later:
        said.append(f"之后又报过第{later}次，这一次已经不是最新")
    if changed:
        said.append(f"与台账现在的数有 {changed} 处不同")
    head = f"核对码 {spaced(kept.code)}"
    return f"{MATCHES}。{head}，内容与台账一致。" if matches else f"{DIFFERS}。{head}：{'；'.join(said)}。"


def rates_words(year: int, rates: FilingRates) -> str:
    """Return how whole and how punctual the filing of *year* was, with the formulas."""
    if not rates.due:
        return f"{year}年还没有到期的报表。"
    returned = f"，退回未再报 {rates.returned}" if rates.returned else ""
    return (
        f"{year}年应报 {rates.due} 张次，已报 {rates.sent}（及时 {rates.on_time}，逾期 {rates.late}，"
        f"其中零报告 {rates.nothing}{returned}）；报送率 {shown.percent(rates.completeness)}（已报÷应报），"
        f"及时率 {shown.percent(rates.timeliness)}（及时÷应报）"
    )
