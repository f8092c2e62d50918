"""What is said of a figure given back to be checked: to the unit that is asked, and to the county that asked."""

from desktop.domain.codes import Measure, Subject
from desktop.domain.figure import MEASURES
from desktop.domain.money import from_plain
from desktop.domain.recheck import Asked, RecheckRow, RecheckState
from desktop.wording import shown
from desktop.wording.fields import field_label
from desktop.wording.labels import label


def figure_words(row: RecheckRow) -> str:
    """Return which figure it is: 2026年10月　主营业务收入累计（万元）."""
    return f"{shown.month_text(row.period)}　{field_label(row.measure, Subject.FIGURE)}"


def asked_words(row: RecheckRow) -> str:
    """Return what the unit is asked, with its own figure and nobody else's."""
    name = field_label(row.measure, Subject.FIGURE).partition("（")[0]
    return f"县里请核对：{shown.month_text(row.period)}{name}，本单位报 {_amount(row, row.said)}。理由：{row.reason}"


def outcome_words(row: RecheckRow) -> str:
    """Return what came of the request, as the county reads it behind the name of the unit."""
    if row.state is RecheckState.CORRECTED:
        return f"原报 {_amount(row, row.said)}，" + ("已改" if row.now is not None else "已不报这个数")
    if row.state is RecheckState.CONFIRMED and row.answer is not None:
        return f"{shown.day(row.answer.on)} 答：核对无误（{label(row.answer.source)}，理由：{row.answer.reason}）"
    return f"{shown.day(row.asked_on)} 退回，{label(row.state)}"


def standing_words(asked: Asked) -> str:
    """Return how far it is: 已退回 2 家、已答 1 家; nothing where it was not given back."""
    return f"已退回 {asked.given} 家、已答 {asked.answered} 家" if asked.given else ""


def _amount(row: RecheckRow, text: str) -> str:
    measure = Measure(row.measure)
    return shown.amount(measure, from_plain(text, places=MEASURES[measure].places), unit=True)
