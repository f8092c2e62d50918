"""How the year's issues stand in numbers; each leads to the issues it counts and says how it is worked out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.domain.issue_rates import PARTS, IssueRates, Ratio, Tally
from desktop.ui.theme import button, words
from desktop.ui.widgets.flow_layout import FlowLayout
from desktop.wording import shown
from desktop.wording.issue_texts import FORMULAS
from desktop.wording.labels import label

_SHOWN: tuple[Tally | Ratio, ...] = (
    Tally.RECEIVED,
    Tally.RESOLVED,
    Ratio.RESOLVED,
    Tally.SOLVED,
    Ratio.SOLVED,
    Tally.FOLLOWED_UP,
    Tally.SATISFIED,
    Tally.FAIRLY,
    Ratio.SATISFIED,
    Tally.CLOSED,
    Tally.LATE,
    Tally.PARKED,
)


class RatesBar(QWidget):
    """`wanted(uids, told)` comes with a click on a number."""

    wanted = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("问题台账统计")
        self._rates: IssueRates | None = None
        self._day = words("", "hint")
        self._day.setContentsMargins(0, 4, 0, 0)  # in line with the words of the buttons
        row = FlowLayout(self, gap=2)
        row.addWidget(self._day)
        self.numbers: dict[Tally | Ratio, QPushButton] = {}
        for each in _SHOWN:
            self.numbers[each] = button("", "link")
            self.numbers[each].clicked.connect(self._press)
            row.addWidget(self.numbers[each])

    def show_rates(self, rates: IssueRates) -> None:
        """Show *rates*."""
        self._rates = rates
        self._day.setText(f"{rates.year}年，截至 {shown.day(rates.as_of)}：")
        for each, press in self.numbers.items():
            press.setText(_text(each, rates))
            press.setAccessibleName(press.text())
            press.setToolTip(_tip(each, rates))
            press.setEnabled(bool(_issues(each, rates)))

    def _press(self) -> None:
        each = next((each for each, press in self.numbers.items() if press is self.sender()), None)
        if each is not None and self._rates is not None:
            what = label(PARTS[each][0] if isinstance(each, Ratio) else each)
            told = f"只看截至 {shown.day(self._rates.as_of)} {what}的问题（以后又办了的，状态已经变了）。"
            self.wanted.emit(_issues(each, self._rates), told)


def _issues(each: Tally | Ratio, rates: IssueRates) -> tuple[str, ...]:
    return rates.issues[PARTS[each][0] if isinstance(each, Ratio) else each]


def _text(each: Tally | Ratio, rates: IssueRates) -> str:
    value = shown.percent(rates.ratio(each)) if isinstance(each, Ratio) else str(rates.count(each))
    return f"{label(each)} {value}"


def _tip(each: Tally | Ratio, rates: IssueRates) -> str:
    if not isinstance(each, Ratio):
        return f"{FORMULAS[each]}。点一下看是哪些"
    part, whole = PARTS[each]
    tip = f"{FORMULAS[each]} = {rates.count(part)} ÷ {rates.count(whole)}。{FORMULAS[part]}。点一下看是哪些"
    if each is Ratio.SATISFIED and rates.count(whole):
        both = rates.count(Tally.SATISFIED) + rates.count(Tally.FAIRLY)
        tip += f"\n含基本满意的是 {both} ÷ {rates.count(whole)}"
    return tip
