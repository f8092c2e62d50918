"""已发出 and 收到的: the two trays of letters, as lists with what can be done to a letter."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.domain.codes import UnitKind
from desktop.domain.letter import LetterState
from desktop.kernel.errors import KnownError
from desktop.ui.desk import Desk
from desktop.ui.dialogs.letter_dialog import ask_letter, choose_letters
from desktop.ui.dialogs.paper_dialog import ask_folder
from desktop.ui.letter_printing import paper_name, print_letter
from desktop.ui.letter_writing import unit_names
from desktop.ui.models.letter_columns import (
    RECEIVED,
    SENT,
    SENT_BY_COUNTY,
    ReceivedLine,
    SentLine,
    at,
    period,
    sent_state,
)
from desktop.ui.pages.ledger_tab import LedgerTab, pair, paragraphs
from desktop.wording.labels import label

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_NONE_SENT = "还没有发出过包。到前一页生成，写到 U 盘送给对方。"
_NONE_TAKEN = "还没有读入过包。点“打开收到的包…”，先看会改什么，再读入。"


class SentTab(LedgerTab[SentLine]):
    """Every letter that was sent; the county answers a unit with a receipt."""

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        self._waits = services.settings.workspace().unit_kind is not UnitKind.COUNTY
        super().__init__(services, desk, "已发出", SENT if self._waits else SENT_BY_COUNTY, _NONE_SENT, parent)
        self.paper = self.deed("打印单子…", self._print)
        self.paper.setToolTip("上报包的带出内容清单、下发包的交办清单、回执的回执单")
        self.again = self.deed("原样再发一次…", self._resend)
        self.again.setToolTip("把当时那个包一个字节不差地再写一次")

    @override
    def reload(self) -> None:
        names = unit_names(self.services)
        lines = [
            SentLine(each, names.get(each.recipient, each.recipient)) for each in self.services.letters.outgoing.log()
        ]
        waiting = sum(line.letter.state is LetterState.UNANSWERED for line in lines)
        told = f"，{waiting} 个还没有回执" if waiting and self._waits else ""
        self.show_rows(lines, f"共 {len(lines)} 个包{told}", lambda line: line.letter.package_id)

    @override
    def describe(self, row: SentLine) -> str:
        letter = row.letter
        return paragraphs(
            f"{label(letter.type)}第 {letter.seq} 号",
            pair("发给", row.name),
            pair("所属期", period(letter.period)),
            pair("生成时间", at(letter.made_at)),
            pair("状态", sent_state(letter)) if self._waits else "",
            pair("文件", letter.file),
            pair("编号", letter.package_id),
            " ",
            "没有回执的，先问县里收到没有；没收到就原样再发一次，不会重复。" if self._waits else "",
        )

    @override
    def judge(self, row: SentLine | None) -> None:
        self.again.setEnabled(row is not None)
        self.paper.setEnabled(row is not None)

    def _print(self) -> None:
        row = self.table.current_row()
        if row is not None:
            title = paper_name(row.letter.type, county=not self._waits, sent=True)
            print_letter(self, self.services, self.desk, row.letter.package_id, title, row.letter.seq)

    def _resend(self) -> None:
        row = self.table.current_row()
        folder = ask_folder(self, self.desk, "原样再发：写到哪个 U 盘或文件夹") if row is not None else None
        if row is None or folder is None:
            return
        try:
            path = self.services.letters.outgoing.resend(row.letter.package_id, folder)
        except KnownError as error:
            self.desk.errors.show(error)
            return
        self.count.setText(f"✓ 已写好并读回核对：{path}。现在可以拔出 U 盘。")


class ReceivedTab(LedgerTab[ReceivedLine]):
    """Every letter that was read in, and the deed that opens the next one."""

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(services, desk, "收到的", RECEIVED, _NONE_TAKEN, parent)
        self._county = services.settings.workspace().unit_kind is UnitKind.COUNTY
        self.paper = self.deed("打印单子…", self._print)
        self.paper.setToolTip("下发包的交办清单、回执的回执单")
        self.next = self.deed("打开收到的包…", self._choose, "primary")
        self.next.setToolTip("先看会改什么，再决定读不读入")

    @override
    def reload(self) -> None:
        names = unit_names(self.services)
        lines = [ReceivedLine(each, names.get(each.unit, each.unit)) for each in self.services.letters.incoming.taken()]
        self.show_rows(lines, f"读入过 {len(lines)} 个包", lambda line: line.letter.package_id)

    @override
    def describe(self, row: ReceivedLine) -> str:
        letter = row.letter
        return paragraphs(
            f"{label(letter.type)}第 {letter.seq} 号",
            pair("来自", row.name),
            pair("所属期", period(letter.period)),
            pair("读入时间", at(letter.taken_at)),
            pair("签名", "已签名" if letter.signed else "未签名，已电话核对"),
            pair("新的填写", f"{letter.counts.get('new', 0)} 处"),
            pair("报送的表", f"{letter.counts['rounds']} 份") if letter.counts.get("rounds") else "",
            pair("编号", letter.package_id),
        )

    @override
    def judge(self, row: ReceivedLine | None) -> None:
        self.paper.setEnabled(row is not None and bool(self._paper_of(row)))

    def _paper_of(self, row: ReceivedLine) -> str:
        return paper_name(row.letter.type, county=self._county, sent=False)

    def _print(self) -> None:
        row = self.table.current_row()
        if row is not None:
            letter = row.letter
            print_letter(self, self.services, self.desk, letter.package_id, self._paper_of(row), letter.seq)

    def _choose(self) -> None:
        for path in choose_letters(self, self.desk):
            self.take(path)

    def take(self, path: Path) -> None:
        """Look at the letter at *path*, and read it in if the user says so."""
        if ask_letter(self.services, self.desk, path, self) is not None:
            self.reload()
