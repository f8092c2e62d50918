"""报送情况 (county): who has filed the month, who late, who not; rounds accepted or given back; the receipts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractItemView, QWidget
from typing_extensions import override

from desktop.domain.letter import RoundIn
from desktop.domain.permit import Permitted
from desktop.ui.desk import Desk
from desktop.ui.dialogs.paper_dialog import ask_folder
from desktop.ui.dialogs.permit_dialog import show_permits
from desktop.ui.dialogs.round_answer import answer_dialog
from desktop.ui.letter_writing import unit_names, write_letters
from desktop.ui.models.letter_columns import BOARD, BoardLine, at, kind_word, permitted_word, round_state
from desktop.ui.pages.ledger_tab import LedgerTab, pair, paragraphs
from desktop.ui.theme import give_role, words
from desktop.wording import shown
from desktop.wording.words_permit import AHEAD_MEANS

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.steps.letter_writing import Posted
    from desktop.wiring import Services

_EMPTY = "方案里没有单位，也没有收到过报表。"


class BoardTab(LedgerTab[BoardLine]):
    """The units in the window's month, a line for each round that came, one for a unit from which none came."""

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(services, desk, "报送情况", BOARD, _EMPTY, parent)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.outcome = words("", wrap=True)
        self.layout().addWidget(self.outcome)  # type: ignore[union-attr]  # the tab has one
        self.accept = self.deed("接收…", self._accept, "primary")
        self.back = self.deed("退回…", self._give_back)
        self.permit = self.deed("更正许可…", self._permit)
        self.permit.setToolTip("准许单位更正已接收的月份，或者截止以后补报；列出发过的许可")
        self.receipt = self.deed("写回执…", self._write)
        self.receipt.setToolTip("给选中的单位写回执；一份回执带上此前的全部答复，丢了可以再写")
        self.table.selectionModel().selectionChanged.connect(self._judge_selection)

    @override
    def reload(self) -> None:
        lines, month = board_lines(self.services, self.desk), self.desk.month()
        missing = sum(line.round is None and line.due for line in lines)
        filed = len({line.unit for line in lines if line.round is not None})
        late = len({line.unit for line in lines if line.late})
        undecided = sum(line.round is not None and line.round.state == "received" for line in lines)
        due = self.services.filing_dates.dates(month).due_on
        told = f"{shown.month(month)}（{shown.day(due)} 前报）：已报 {filed} 个单位"
        late_words = f"，其中逾期 {late} 个" if late else ""
        self.show_rows(lines, f"{told}{late_words}，未报 {missing} 个；待答复 {undecided} 份", _key)
        self._judge_selection()

    @override
    def describe(self, row: BoardLine) -> str:
        found = row.round
        if found is None:
            nothing = "" if row.due else "月末没有交办给它的企业，不用报。"
            known = "" if row.registered else "还没有登记，包不能封给它。"
            return paragraphs(row.name, round_state(row), nothing, known)
        return paragraphs(
            f"{row.name}　{row.form}",
            f"第 {found.round} 次　{kind_word(found)}　{found.rows} 行",
            pair("核对码", found.code),
            pair("收到", f"{at(found.received_at)}{'，过了报送期限' if row.late else ''}"),
            pair("状态", round_state(row)),
            pair("原因", found.reason),
            pair("许可", permitted_word(row)),
            AHEAD_MEANS if found.permitted is Permitted.AHEAD else "",
            pair("意见", found.comment),
            pair("几号前重报", shown.day(found.due_on) if found.due_on else ""),
            pair("答复日期", shown.day(found.decided_on) if found.decided_on else ""),
        )

    def _judge_selection(self) -> None:
        rows = self.table.selected_rows()
        answered = bool(rows) and all(row.round is not None for row in rows)
        self.accept.setEnabled(answered)
        self.back.setEnabled(answered)
        self.receipt.setEnabled(any(row.round is not None for row in rows))

    def _accept(self) -> None:
        self._answer(back=False)

    def _give_back(self) -> None:
        self._answer(back=True)

    def _answer(self, *, back: bool) -> None:
        rounds = [row.round.uid for row in self.table.selected_rows() if row.round is not None]
        if rounds:
            dialog = answer_dialog(self.services.letters.answering, self.desk, rounds, back=back, parent=self)
            self.run(dialog, f"已{'退回' if back else '接收'} {len(rounds)} 份")

    def _permit(self) -> None:
        row = self.table.current_row()
        show_permits(self.services, self.desk, "" if row is None else row.unit, self)
        self.reload()

    def _write(self) -> None:
        units = list(dict.fromkeys(row.unit for row in self.table.selected_rows() if row.round is not None))
        folder = ask_folder(self, self.desk, "回执写到哪个 U 盘或文件夹") if units else None
        if folder is None:
            return
        answering, names = self.services.letters.answering, unit_names(self.services)

        def write(unit: str) -> Posted:
            return answering.receipt(unit, folder)

        done = write_letters(self, self.desk, "写回执", units, names, write)
        if done is not None:
            give_role(self.outcome, done.role)
            self.outcome.setText(done.words(names))
            if done.written:
                self.say(f"已写回执 {len(done.written)} 份")


def board_lines(services: Services, desk: Desk) -> list[BoardLine]:
    """Return the lines of the window's month in the order of the plan."""
    month, today = desk.month(), desk.today()
    due = services.filing_dates.dates(month).due_on
    titles = {head.id: head.title for head in services.filings.forms()}
    lines: list[BoardLine] = []
    for each in services.letters.answering.board(month):
        rounds: Sequence[RoundIn | None] = each.rounds or (None,)
        for found in rounds:
            late = found is not None and found.received_at.astimezone().date() > due
            form = "" if found is None else titles.get(found.form, found.form)
            missing_late = found is None and today > due and each.due
            lines.append(BoardLine(each.unit, each.name, each.registered, found, form, late, missing_late, each.due))
    return lines


def _key(line: BoardLine) -> str:
    return line.round.uid if line.round is not None else line.unit
