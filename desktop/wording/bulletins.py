"""The sentences of the county office's bulletin (通报)."""

from decimal import Decimal

from desktop.domain.bulletin import Bulletin, BulletinLine, Punctuality
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.words_project import unit_word

NOT_ISSUED = "未下达"
NOT_DUE = "—"
_TITLE = "截至{month}，{year}年规上工业企业净增目标完成和{month}报送情况如下。报送截止日{due}。"
_NOT_OVER = "报送截止日还没有过，未报的还可以按时报。"
_WHOLE = "{dimension}口径：新增{additions}户，退库{exits}户，净增{net}户；{reached}。"
_UNIT = "{name}：净增{net}户（新增{additions}、退库{exits}），{reached}；{filed}。"
_REACHED = "目标{target}户，完成率{percent}（{net}÷{target}）"
_NO_TARGET = "目标未下达，不计完成率"
_FILED = "应报{due}份，按时{on_time}份、迟报{late}份、未报{missing}份，按时率{percent}（{on_time}÷{due}）"
_NOTHING_DUE = "没有交办企业，不计报送"
_ALL_FILED = "各单位合计：{filed}。"
_MISSING = "还有未报的单位：{units}。"
_NAMES = "、"
_CAUTION = "属地和行业主管是同一目标的两次分解，不相加；各单位按方案的次序排，不按户数排名。"


def percent(value: Decimal | None, blank: str) -> str:
    """Return a rate with one decimal, or *blank* where there is none."""
    return blank if value is None else f"{value}%"


def filed(found: Punctuality) -> str:
    """Return how forms came, with numerator and denominator."""
    if not found.due:
        return _NOTHING_DUE
    rate = percent(found.percent, NOT_DUE)
    return _FILED.format(due=found.due, on_time=found.on_time, late=found.late, missing=found.missing, percent=rate)


def sentences(found: Bulletin, month: str) -> str:
    """Return the bulletin in sentences, a paragraph a line; *month* as it is written."""
    lines = [_TITLE.format(month=month, year=found.year, due=shown.day(found.due_on))]
    lines += [_line(each) for each in found.lines if each.whole or not each.silent]
    lines.append(_ALL_FILED.format(filed=filed(found.filing)))
    if found.missing:
        lines.append(_MISSING.format(units=_NAMES.join(found.missing)))
        if not found.over:
            lines.append(_NOT_OVER)
    return "\n".join([*lines, _CAUTION]) + "\n"


def _line(each: BulletinLine) -> str:
    reached = each.reached
    target = _NO_TARGET
    if reached.target is not None:
        rate = percent(reached.percent, NOT_DUE)
        target = _REACHED.format(target=reached.target, percent=rate, net=reached.net)
    counts = {"additions": reached.additions, "exits": reached.exits, "net": reached.net, "reached": target}
    if each.whole:
        return _WHOLE.format(dimension=label(each.dimension) if each.dimension else "", **counts)
    return _UNIT.format(name=unit_word(each.name, whole=False), filed=filed(each.filing), **counts)
