"""待核对: what offices say differently, side by side, each settled once with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget
from typing_extensions import override

from desktop.domain.aside import Aside
from desktop.domain.codes import Measure, Subject
from desktop.domain.question import FigureQuestion, United
from desktop.domain.recheck import RecheckRow, RecheckState
from desktop.kernel.errors import KnownError
from desktop.ui.desk import Desk
from desktop.ui.dialogs.permit_dialog import keep_reason, reason_form
from desktop.ui.dialogs.settle_dialog import settle_dialog
from desktop.ui.models.question_lines import COLUMNS, OF_COUNTY, QuestionLine, Questions, may_settle
from desktop.ui.pages.ledger_tab import LedgerTab, paragraphs
from desktop.wording.asides import more_words

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_EMPTY = "没有待核对的。两个单位报得不一样、单位申请改县里的登记、同一家企业登记了两次，都会列在这里。"
_WAITS = "这一项由县里决定，等县里答复。"
_THEIRS = (
    "这个单位在两台电脑上报得不一样，只有它自己能选：给它下发一个“从头到尾全部带上”的包，"
    "它在“待核对”里选一边，随下一个包报来。"
)
_TAKE_BACK = "还没有答复的单位不用再答，随下一个包告诉它们；已经答复的留着。"


class QuestionsTab(LedgerTab[QuestionLine]):
    """Nothing here stops other work; a line stays until it is settled."""

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        self._questions = Questions(services)
        self._whom = "单位" if self._questions.county else "县里"
        columns = OF_COUNTY if self._questions.county else COLUMNS
        super().__init__(services, desk, "待核对", columns, _EMPTY, parent)
        self.united = QCheckBox("也列出已认定是同一家的")
        self.united.setVisible(self._questions.county)
        self.aside = QCheckBox("也列出放在一边的记录")
        self.aside.setToolTip("别的单位发来、暂时还不能列入台账的记录：谁登记的、等什么")
        self.filters.addWidget(self.united)
        self.filters.addWidget(self.aside)
        self.filters.addStretch()
        self.settle = self.deed("核对…", self._settle_chosen, "primary")
        if self._questions.county:
            self.part = self.deed("拆开…", self._settle_chosen)
            self.take_back = self.deed("收回退回…", self._take_back)
        self.firm = self.deed("打开企业", self._open_firm)
        self.united.toggled.connect(self.reload)
        self.aside.toggled.connect(self.reload)
        self.table.opened.connect(self._open)

    @override
    def reload(self) -> None:
        lines = self._questions.lines(united=self.united.isChecked(), aside=self.aside.isChecked())
        ours = sum(may_settle(line, county=self._questions.county) for line in lines)
        waiting = sum(not isinstance(line.what, United | Aside) for line in lines) - ours
        told = f"{ours} 处待核对" if ours else "没有待核对的"
        aside = more_words(self.services.letters.questions.count_aside())
        waits = f"{waiting} 处等{self._whom}答复" if waiting else ""
        self.show_rows(lines, "，".join(part for part in (told, waits, aside) if part), lambda line: line.key)

    @override
    def describe(self, row: QuestionLine) -> str:
        settled = may_settle(row, county=self._questions.county) or isinstance(row.what, United | Aside)
        waits = _THEIRS if row.theirs else "" if settled else _WAITS
        mark = "" if isinstance(row.what, Aside) else "○ "
        sides, back = (f"{mark}{side}" for side in row.sides), self._questions.outcomes(row)
        return paragraphs(row.kind, f"{row.name}　{row.item}", " ", *sides, " ", row.standing, *back, waits)

    @override
    def judge(self, row: QuestionLine | None) -> None:
        self.settle.setEnabled(may_settle(row, county=self._questions.county))
        if self._questions.county:
            self.part.setEnabled(row is not None and isinstance(row.what, United))
            open_ = row is not None and any(each.state is RecheckState.OPEN for each in row.asked)
            self.take_back.setEnabled(open_)
        self.firm.setEnabled(row is not None and bool(row.enterprise))

    def _settle_chosen(self) -> None:
        self._open(self.table.current_row())

    def _open(self, row: object) -> None:
        if not isinstance(row, QuestionLine):
            return
        parting = isinstance(row.what, United)
        if not parting and not may_settle(row, county=self._questions.county):
            return
        try:
            self.run(settle_dialog(self.services, self.desk, row, self), _done(row))
        except KnownError as error:  # somebody settled it meanwhile, in another window of this program
            self.desk.errors.show(error)
            self.reload()

    def _take_back(self) -> None:
        row = self.table.current_row()
        if row is None or not isinstance(row.what, FigureQuestion):
            return
        asked, rechecks = row.what, self.services.letters.rechecks
        form = reason_form("收回退回核对", "收回", Subject.RECHECK, f"{row.name}　{row.item}\n{_TAKE_BACK}", self)
        keep_reason(
            form, lambda reason: rechecks.take_back(asked.enterprise, asked.period, Measure(asked.measure), reason)
        )
        self.run(form, "已收回")

    def _open_firm(self) -> None:
        row = self.table.current_row()
        if row is not None and row.enterprise:
            self.linked.emit("enterprises", row.enterprise)


def _done(line: QuestionLine) -> str:
    if isinstance(line.what, United):
        return "已拆开"
    return "已记下，随下一个包送出" if isinstance(line.what, FigureQuestion | RecheckRow) else "已核对"
