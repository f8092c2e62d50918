"""The libraries of the year (梯次): a small table of numbers, the rows behind one, and what is done with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.ladder import Member
from desktop.domain.library_codes import LadderBasis
from desktop.ui.desk import Desk
from desktop.ui.dialogs import bulk_dialog, propose_dialog, roll_dialog, year_editor
from desktop.ui.dialogs.papers_dialog import show_papers
from desktop.ui.models.library_columns import OUTLOOK, member_columns
from desktop.ui.models.table_model import TableModel
from desktop.ui.pages.ladder_grid import LadderGrid
from desktop.ui.theme import words
from desktop.ui.widgets.chip_bar import ChipBar
from desktop.ui.widgets.deed_button import deed_button
from desktop.ui.widgets.empty_note import EmptyNote
from desktop.ui.widgets.table_view import TableView
from desktop.wording import shown
from desktop.wording.labels import label

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_ALL = "在培育库"
_NOBODY = "这一格里没有企业。点上面的数字看别的。"


class LadderPanel(QWidget):
    """`opened(uid)` asks for an enterprise."""

    opened = Signal(str)

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._desk = services, desk
        self._members: tuple[Member, ...] = ()
        self._about = _ALL
        self.propose = self._deed("按方案建库", self.ask_proposals)
        self.bulk = self._deed("批量设置", self._set_chosen)
        self.edit = self._deed("培育记录", self._edit_chosen)
        self.paper = self._deed("打印名册", self._print)
        self.roll = self._deed("年度结转", self.ask_roll)
        self.chips = ChipBar([(basis.value, label(basis)) for basis in LadderBasis], "按哪个收入分档")
        self.chips.choose(LadderBasis.LAST_YEAR.value)
        self.chips.chosen.connect(self.reload)
        self.grid = LadderGrid()
        self.grid.chosen.connect(self.show_members)
        self._build_table()
        self._build_layout()

    def reload(self) -> None:
        """Read the libraries anew; the rows of the number chosen last stay chosen by what it was called."""
        self.table.setColumnHidden(OUTLOOK, not self._services.settings.workspace().outlook)
        ladder = self._services.libraries.ladder(self._desk.month(), LadderBasis(self.chips.choice))
        chosen = self._about
        self.grid.show_ladder(ladder)
        inside = tuple(each for cell in ladder.cells if cell.tier is not None for each in cell.members)
        again = next((press for press in self.grid.buttons if press.accessibleName().startswith(f"{chosen}：")), None)
        self.show_members(inside, _ALL)
        if again is not None and chosen != _ALL:
            again.click()
        month = shown.month(self._desk.month())
        out = len(ladder.admitted)
        self._note.setText(f"本年累计按 {month} 已收集的数；已入库 {out} 户不在表内。分档只用来查看，不是认定标准。")

    def show_members(self, members: tuple[Member, ...], about: str) -> None:
        """Show *members*, which *about* names."""
        self._members, self._about = members, about
        self.model.set_rows(members)
        self._count.setText(f"{about}：{len(members)} 户")
        self._empty.setVisible(not members)
        self.table.setVisible(bool(members))

    def ask_proposals(self) -> None:
        """Compare the list with the plan's rules and let the user confirm who enters."""
        propose_dialog.ask(self._services, self._desk, self)

    def ask_roll(self) -> None:
        """Go over into the next year, looked at first."""
        roll_dialog.ask(self._services, self._desk, self)

    def _set_chosen(self) -> None:
        rows = self.table.selected_rows() or self._members
        bulk_dialog.ask(self._services, self._desk, [row.uid for row in rows], self)

    def _edit_chosen(self) -> None:
        row = self.table.current_row()
        if isinstance(row, Member):
            year = self._services.settings.workspace().year
            year_editor.ask(self._services, self._desk, row.uid, row.name, year, self)

    def _print(self) -> None:
        show_papers(self, self._services, self._desk, ("library-list", "base-library", "changes"))

    def _open(self, row: Member) -> None:
        self.opened.emit(row.uid)

    def _deed(self, text: str, slot: object) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(slot)
        self.addAction(action)
        return action

    def _build_table(self) -> None:
        services = self._services
        self.model = TableModel(member_columns(services.settings.preset(), services.libraries.routes()), self)
        self.table = TableView("培育库企业")
        self.table.setModel(self.model)
        self.table.setSelectionMode(TableView.SelectionMode.ExtendedSelection)
        self.table.make_sortable()
        self.table.opened.connect(self._open)
        self.table.addActions([self.edit, self.bulk])

    def _build_layout(self) -> None:
        self._note = words("", "hint", wrap=True)
        self._count = words("", "subtitle")
        self._empty = EmptyNote(_NOBODY)
        top = QHBoxLayout()
        top.addWidget(self.chips, 1)
        for action, role in ((self.roll, ""), (self.paper, ""), (self.propose, "primary")):
            top.addWidget(deed_button(action, role))
        head = QHBoxLayout()
        head.addWidget(self._count)
        head.addWidget(words("不选就是全部，按住 Ctrl 或 Shift 多选", "hint"), 1)
        for action in (self.edit, self.bulk):
            head.addWidget(deed_button(action))
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 10, 12, 10)
        box.setSpacing(8)
        box.addLayout(top)
        box.addWidget(self.grid)
        box.addWidget(self._note)
        box.addLayout(head)
        box.addWidget(self.table, 1)
        box.addWidget(self._empty, 1)
