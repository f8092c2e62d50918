"""下发 (county): every unit with its key and its last letters, and what is sent to one, to several or to all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.ui.desk import Desk
from desktop.ui.letter_printing import paper_name, print_letter
from desktop.ui.letter_writing import unit_names
from desktop.ui.models.letter_columns import UNITS, UnitLine, at, office_state
from desktop.ui.pages.ledger_tab import LedgerTab, pair, paragraphs
from desktop.ui.pages.send_dialog import show_send
from desktop.wording.labels import label

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_EMPTY = "方案里没有单位。先在“登记”里收各单位的登记包。"
_HOW = "先选单位（按住 Ctrl 可以多选），再点“下发给选中的…”。只带交办给这个单位的企业和县里掌握的内容，别的单位的不带。"


class DispatchTab(LedgerTab[UnitLine]):
    """The units of the plan and those that registered beside it."""

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(services, desk, "下发", UNITS, _EMPTY, parent)
        self.some = self.deed("下发给选中的…", self._send_some, "primary")
        self.all = self.deed("下发给全部已登记的…", self._send_all)
        self.paper = self.deed("打印最近的单子…", self._print)
        self.paper.setToolTip("最近发给这个单位的包的单子：下发包的交办清单，回执的回执单")
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.selectionModel().selectionChanged.connect(self._judge_selection)

    @override
    def reload(self) -> None:
        lines = unit_lines(self.services)
        known = sum(_in_use(line) for line in lines)
        self.show_rows(lines, f"{len(lines)} 个单位，已登记 {known} 个", lambda line: line.unit)
        self._judge_selection()

    @override
    def describe(self, row: UnitLine) -> str:
        sent, taken = row.sent, row.taken
        return paragraphs(
            row.name,
            pair("登记", office_state(row.office)),
            pair("最近发给它", f"{label(sent.type)}第 {sent.seq} 号　{at(sent.made_at)}" if sent else "还没有发过"),
            pair(
                "最近收到它的",
                f"{label(taken.type)}第 {taken.seq} 号　{at(taken.taken_at)}" if taken else "还没有收到过",
            ),
            " ",
            _HOW,
        )

    def _judge_selection(self) -> None:
        self.some.setEnabled(bool(self.table.selected_rows()))
        self.all.setEnabled(any(map(_in_use, self.model.rows)))

    @override
    def judge(self, row: UnitLine | None) -> None:
        self.paper.setEnabled(row is not None and row.sent is not None)

    def _print(self) -> None:
        row = self.table.current_row()
        if row is not None and row.sent is not None:
            title = paper_name(row.sent.type, county=True, sent=True)
            print_letter(self, self.services, self.desk, row.sent.package_id, title, row.sent.seq)

    def _send_some(self) -> None:
        self._send([line.unit for line in self.table.selected_rows()])

    def _send_all(self) -> None:
        self._send([line.unit for line in self.model.rows if _in_use(line)])

    def _send(self, units: Sequence[str]) -> None:
        if units:
            show_send(self.services, self.desk, units, self)
            self.reload()


def unit_lines(services: Services) -> list[UnitLine]:
    """Return every unit the county may write to, with what is known of it."""
    letters, own = services.letters, services.settings.workspace().unit
    offices = {each.unit: each for each in reversed(letters.keys.offices())}
    sent = {each.recipient: each for each in reversed(letters.outgoing.log())}
    taken = {each.unit: each for each in reversed(letters.incoming.taken())}
    return [
        UnitLine(unit, name, offices.get(unit), sent.get(unit), taken.get(unit))
        for unit, name in units_of(services).items()
        if unit != own
    ]


def units_of(services: Services) -> dict[str, str]:
    """Return the units of the plan in its order, then those known only by their keys."""
    planned = {unit.id: unit.name for unit in services.settings.preset().units}
    return planned | {unit: name for unit, name in unit_names(services).items() if unit not in planned}


def _in_use(line: UnitLine) -> bool:
    return line.office is not None and line.office.retired_from is None
