"""The cards of the page of targets: the own unit, the sums, the rule of the year, and who holds no target."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.assessment import CapState
from desktop.domain.month import Month
from desktop.domain.reconcile import Balance
from desktop.domain.target_entry import TargetPage, UnitLine
from desktop.domain.targets import elapsed_percent
from desktop.ui.pages.today_cards import dress_card
from desktop.ui.theme import button, give_role, words
from desktop.wording.labels import label
from desktop.wording.words_project import balance_line, percent_word, ratio_word


class OwnCard(QFrame):
    """净增 = 新增 − 退库 of the own unit against its target; `wanted(page, argument)` opens the rows behind it."""

    wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = dress_card(self, "本单位")
        self.sum, self.formula = words("", "number"), words("", "hint", wrap=True)
        self.against, self.cap = words("", wrap=True), words("", wrap=True)
        self.reserve = words("", "hint", wrap=True)
        self.admitted = button("查看已入库企业", "link")
        self.key_list = button("查看重点库", "link")
        self.admitted.clicked.connect(self._show_admitted)
        self.key_list.clicked.connect(self._show_key_list)
        for part in (self.sum, self.formula, self.against, self.cap, self.reserve):
            self._box.addWidget(part)
        links = QHBoxLayout()
        links.addWidget(self.admitted)
        links.addWidget(self.key_list)
        links.addStretch()
        self._box.addLayout(links)
        self._box.addStretch()

    def show_line(self, page: TargetPage, month: Month) -> None:
        """Show the own line of *page* as of *month*."""
        line, reached = page.own, page.own.official
        self.sum.setText(f"净增 {reached.net} 户" + (f" / {reached.target} 户" if reached.target is not None else ""))
        self.formula.setText(f"{line.name}：净增 = 新增 {reached.additions} − 退库 {reached.exits}")
        if reached.target is None:
            self.against.setText(f"{page.year}年净增目标未下达")
        else:
            due = f"，序时进度 {elapsed_percent(month)}%" if month.year == page.year else ""
            self.against.setText(f"完成率 {percent_word(reached.percent)}{due}；依据：{line.basis or '未写'}")
        self._show_cap(line)
        dispatch = f"；调度 {line.dispatch} 户（不计完成率）" if line.dispatch is not None else ""
        ratio = "" if line.ratio is None else f"，储备比 {ratio_word(line.ratio)}"
        self.reserve.setText(f"重点库未入库 {line.candidates} 户{ratio}{dispatch}")
        self.reserve.setToolTip(page.reserve_note)

    def _show_cap(self, line: UnitLine) -> None:
        self.cap.setVisible(line.cap is not None)
        self.cap.setText(f"退库 {line.official.exits} 户，上限 {line.cap} 户：{label(line.cap_state)}")
        give_role(self.cap, {CapState.OVER: "problem", CapState.REACHED: "question"}.get(line.cap_state, ""))

    def _show_admitted(self) -> None:
        self.wanted.emit("enterprises", "chip:admitted")

    def _show_key_list(self) -> None:
        self.wanted.emit("enterprises", "chip:key")


class BalanceCard(QFrame):
    """Whether each split adds up as its paper says, one line each with a mark."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = dress_card(self, "核对：各单位相加与原文合计")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        box.addLayout(self._lines)
        box.addStretch()

    def show_balances(self, balances: Sequence[Balance]) -> None:
        """Show one line for each of *balances*."""
        while self._lines.count():
            widget = self._lines.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for found in balances:
            differs = False in {found.agrees, found.base_agrees, found.share_agrees}
            self._lines.addWidget(words(balance_line(found), "question" if differs else "", wrap=True))
        if not balances:
            self._lines.addWidget(words("方案没有分解到单位。", "hint"))


class AssessmentCard(QFrame):
    """In which year an admission of January counts; `wanted` asks to change it."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = dress_card(self, "考核年度")
        self.rule, self.basis = words("", wrap=True), words("", "hint", wrap=True)
        self.change = button("按通知填写")
        self.change.clicked.connect(self.wanted)
        for part in (self.rule, self.basis, self.change):
            box.addWidget(part)
        box.addStretch()

    def show_rule(self, page: TargetPage) -> None:
        """Show the rule of *page*."""
        rule = page.assessment
        self.rule.setText(f"新增按批准入库的月份计。1 月批准的{label(rule.january)}。")
        told = "，请向县里核实" if rule.to_confirm else ""
        self.basis.setText(f"依据：{rule.basis}{told}")


class HoldersCard(QFrame):
    """The offices that advise and hold no target, each with the reason."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = dress_card(self, "只作联系和指导的单位")
        self.text = words("", wrap=True)
        self._box.addWidget(self.text)
        self._box.addStretch()

    def show_holders(self, page: TargetPage) -> None:
        """Show those of *page*."""
        lines = [f"{each.name}：{each.duty}。{each.note}" for each in page.not_holders]
        self.text.setText("\n\n".join([page.no_target.note, *lines]))
