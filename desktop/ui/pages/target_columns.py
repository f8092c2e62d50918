"""The columns of the page of targets."""

from desktop.domain.assessment import CapState, MonthCount, Move, MoveKind
from desktop.domain.target_entry import TargetRow, UnitLine
from desktop.ui.models.table_model import RIGHT, Column
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.words_project import (
    dimension_word,
    percent_word,
    ratio_word,
    target_name,
    unit_word,
)

_TONES = {MoveKind.ADDITION: "good", MoveKind.EXIT: "soon"}
_CAP_TONES = {CapState.OVER: "late", CapState.REACHED: "soon"}


def _split(row: TargetRow) -> str:
    """A row of the whole region is no split; one of a unit without a dimension is one by county."""
    return dimension_word(row.target.dimension) if row.target.unit else ""


def _unissued(value: int | None) -> str:
    return "未下达" if value is None else str(value)


def _cap(line: UnitLine) -> str:
    return "" if line.cap is None else f"{line.cap}（{label(line.cap_state)}）"


def _base(row: TargetRow) -> str:
    target = row.target
    return "" if target.base_value is None else f"{target.base_year}年 {target.base_value}"


def _paper(row: TargetRow) -> str:
    citation = row.target.citation
    return f"{citation.document} {citation.clause}".strip()


TARGET_COLUMNS: tuple[Column[TargetRow], ...] = (
    Column("由来", lambda row: row.issued, lambda issued: "方案原文" if issued else "填写", width=72),
    Column("下达", lambda row: row.target.level, label, width=50),
    Column("口径", _split, width=76),
    Column("单位", lambda row: row.target.unit_name, width=150, tip=lambda row: row.target.unit_name),
    Column("目标", lambda row: target_name(row.target), width=180, tip=lambda row: target_name(row.target)),
    Column("户数", lambda row: row.target.value, align=RIGHT, width=60),
    Column("基期", _base, width=90),
    Column("占比", lambda row: row.target.share, align=RIGHT, width=66),
    Column("依据", _paper, width=200, tip=_paper),
    Column("备注", lambda row: row.target.note, width=200, tip=lambda row: row.target.note),
)

UNIT_COLUMNS: tuple[Column[tuple[UnitLine, bool]], ...] = (
    Column("单位", lambda pair: unit_word(pair[0].name, whole=pair[1]), width=170),
    Column("净增目标", lambda pair: pair[0].official.target, _unissued, RIGHT, width=78),
    Column("新增", lambda pair: pair[0].official.additions, align=RIGHT, width=52),
    Column("退库", lambda pair: pair[0].official.exits, align=RIGHT, width=52),
    Column("净增", lambda pair: pair[0].official.net, align=RIGHT, width=52),
    Column("完成率", lambda pair: pair[0].official.percent, percent_word, RIGHT, width=70),
    Column("退库上限", lambda pair: _cap(pair[0]), width=110, tone=lambda pair: _CAP_TONES.get(pair[0].cap_state, "")),
    Column("重点库", lambda pair: pair[0].candidates, align=RIGHT, width=60),
    Column("储备比", lambda pair: pair[0].ratio, ratio_word, RIGHT, width=66),
    Column("依据", lambda pair: pair[0].basis, width=180, tip=lambda pair: pair[0].basis),
)

MONTH_COLUMNS: tuple[Column[MonthCount], ...] = (
    Column("月份", lambda line: line.month, shown.calendar_month, width=96),
    Column("新增", lambda line: line.additions, align=RIGHT, width=56),
    Column("退库", lambda line: line.exits, align=RIGHT, width=56),
    Column("累计新增", lambda line: line.additions_so_far, align=RIGHT, width=72),
    Column("累计退库", lambda line: line.exits_so_far, align=RIGHT, width=72),
    Column("累计净增", lambda line: line.net_so_far, align=RIGHT, width=72),
)

MOVE_COLUMNS: tuple[Column[Move], ...] = (
    Column("月份", lambda move: move.month, shown.calendar_month, width=92),
    Column("增减", lambda move: move.kind, label, width=60, tone=lambda move: _TONES[move.kind]),
    Column("企业", lambda move: move.name, width=240, tip=lambda move: move.name),
)
