"""The page of monthly figures (月度数据): a grid like a spreadsheet that keeps each figure as it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.codes import Measure
from desktop.domain.enterprise import EnterpriseFilter
from desktop.domain.figure import FigureLine
from desktop.ui import tsv
from desktop.ui.desk import Desk
from desktop.ui.dialogs import import_dialog
from desktop.ui.dialogs.figure_evidence import show_evidence
from desktop.ui.dialogs.paste_preview import ask_paste
from desktop.ui.models.figure_columns import COLUMNS
from desktop.ui.models.figure_grid_model import FigureGridModel
from desktop.ui.models.figure_paste import plan_paste
from desktop.ui.page import Page
from desktop.ui.pages.figure_bar import ALL, ASKED, LISTED, MISSING, FigureBar
from desktop.ui.pages.figure_cell import FigureCell
from desktop.ui.pages.figure_keeper import FigureKeeper
from desktop.ui.theme import words
from desktop.ui.widgets.empty_note import EmptyNote
from desktop.ui.widgets.figure_grid import FigureGrid
from desktop.ui.widgets.figure_panel import FigurePanel

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_YTD = next(place for place, column in enumerate(COLUMNS) if column.measure is Measure.MAIN_REVENUE_YTD)
_NONE_LEFT = {
    MISSING: "月报企业都报了主营业务收入。点“全部”看所有企业。",
    ASKED: "没有等着核实的数。点“全部”看所有企业。",
}


class FiguresPage(Page):
    """Enterprises down, measures across, for the month the window is set to."""

    key = "figures"
    title = "月度数据"

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(services, desk, parent)
        self._lines: dict[str, FigureLine] = {}
        self._listed: frozenset[str] = frozenset()
        self.model = FigureGridModel(self)
        self.keeper = FigureKeeper(services.figures, self.model, desk, self)
        self.grid = FigureGrid(self.model)
        self.panel = FigurePanel()
        self._cell = FigureCell(services, self.grid, self.model, self.panel)
        self._undo = self._deed("撤销", self.keeper.undo, QKeySequence.StandardKey.Undo)
        self._redo = self._deed("恢复", self.keeper.redo, QKeySequence.StandardKey.Redo)
        paste = self._deed("从表格粘贴", self.grid.paste)
        self.bar = FigureBar((self._undo, self._redo, paste, self._deed("从文件导入", self._import)))
        self._build()
        self._connect()
        self._judge()

    def _build(self) -> None:
        self.notice = words("", "question", wrap=True)
        self._banner = QFrame()
        self._banner.setProperty("role", "banner")
        QHBoxLayout(self._banner).addWidget(self.notice)
        self._banner.hide()
        self._empty = EmptyNote("")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self._empty)
        split = QSplitter()
        split.addWidget(self._stack)
        split.addWidget(self.panel)
        split.setStretchFactor(0, 1)
        split.setSizes([960, 236])
        split.setChildrenCollapsible(False)
        self.desk.remember.follow_splitter(self.key, split)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.addWidget(self.bar)
        box.addWidget(self._banner)
        box.addWidget(split, 1)
        self.setFocusProxy(self.grid)

    def _connect(self) -> None:
        self.model.typed.connect(self._typed)
        self.keeper.kept.connect(self._kept)
        self.keeper.stopped.connect(self._stopped)
        self.grid.cleared.connect(self.keeper.clear)
        self.grid.filled.connect(self.keeper.fill)
        self.grid.pasted.connect(self._paste)
        self.grid.opened.connect(self._open_enterprise)
        self.panel.answered.connect(self._answer)
        self.panel.history_wanted.connect(self._open_history)
        self.panel.evidence_wanted.connect(self._open_evidence)
        self.bar.told.connect(self._told)
        self.bar.wanted.connect(self.reload)

    @override
    @Slot()
    def reload(self) -> None:
        month = self.desk.month()
        self.bar.show_month(month)
        lines = self.services.figures.lines(month, EnterpriseFilter(text=self.bar.text.text().strip()))
        self._lines = {line.enterprise: line for line in lines}
        self._listed = frozenset(self.services.filings.listed(month))
        wanted = self._count()[self.bar.chips.choice or ALL]
        at = self.grid.currentIndex()
        row, column = (at.row(), at.column()) if at.isValid() else (0, _YTD)
        self.model.show_lines(wanted, month)
        self._empty.say(self._nothing_said(bool(lines)))
        self._stack.setCurrentIndex(0 if wanted else 1)
        if wanted and not self.grid.currentIndex().isValid():
            self.grid.go(min(row, len(wanted) - 1), column)
        self._judge()
        self._cell.show()

    def _count(self) -> dict[str, tuple[FigureLine, ...]]:
        """Say how many rows are behind each filter, and return them."""
        groups = _groups(tuple(self._lines.values()), self._listed)
        self.bar.chips.show_counts({code: len(rows) for code, rows in groups.items()})
        return groups

    def _nothing_said(self, any_lines: bool) -> str:
        if any_lines:
            return _NONE_LEFT.get(self.bar.chips.choice or ALL, "没有这样的企业。点“全部”看所有企业。")
        if self.bar.text.text().strip():
            return "没有找到这家企业。请换一个名称、拼音首字母或代码片段。"
        return "台账里还没有企业。请先到“企业”页导入名单或新增企业，再来填月度数据。"

    @override
    def deeds(self) -> tuple[QAction, ...]:
        return (*super().deeds(), *self.grid.actions())

    @override
    def open(self, argument: str) -> None:
        """Show a filter (`unreported:`, `asked:`) or the row of an enterprise (`uid` or `uid:measure`)."""
        enterprise, _, field = argument.partition(":")
        self.bar.text.clear()
        self.bar.chips.choose(enterprise if enterprise in {LISTED, MISSING, ASKED} else ALL)
        self.reload()
        row = self.model.row_of(enterprise)
        if row >= 0:
            measured = (place for place, each in enumerate(COLUMNS) if each.measure and each.measure.value == field)
            self.grid.go(row, next(measured, _YTD))
            self.grid.setFocus()

    @Slot(int, int, str)
    def _typed(self, row: int, place: int, text: str) -> None:
        self._banner.hide()
        self.keeper.type(row, place, text)
        self._judge()
        self._cell.show()

    @Slot()
    def _told(self) -> None:
        self.keeper.tell(self.bar.choice(), self.bar.given_by.text().strip())
        if self.keeper.told is not None:
            self._banner.hide()
        self._judge()
        self._cell.show()

    @Slot(str)
    def _kept(self, _what: str) -> None:
        self._banner.hide()
        self.desk.say_kept("已自动保存")
        self._lines |= {line.enterprise: line for line in self.model.lines}
        self._count()
        self._judge()
        self._cell.show()

    @Slot(str)
    def _stopped(self, why: str) -> None:
        self.notice.setText(why)
        self._banner.show()
        self._judge()

    @Slot(str)
    def _paste(self, text: str) -> None:
        block = tsv.parse(text)
        if self.services.intake.is_table(block):
            self._take_in(str(self.services.intake.keep_block(block, self.services.desk)))
            return
        if self.keeper.told is None:
            self._stopped("请先在上方选好数据口径和取得方式，再粘贴。")
            self.bar.ask_source()
            return
        plan = plan_paste(
            block,
            self.model.lines,
            self.model.month,
            self.grid.origin(),
            self.keeper.told,
            self.services.figures.read,
            self.services.figures.check,
        )
        if ask_paste(self, plan):
            self.keeper.take(plan)

    def _import(self) -> None:
        self._take_in("")

    def _take_in(self, path: str) -> None:
        import_dialog.ask(self.services, self.desk, self, path, kind="figures")
        self.keeper.edits.forget()
        self.reload()

    @Slot(str)
    def _answer(self, reason: str) -> None:
        at = self.grid.currentIndex()
        if at.isValid():
            self.keeper.answer(at.row(), at.column(), reason)

    @Slot(str)
    def _open_enterprise(self, enterprise: str) -> None:
        self.open_requested.emit("enterprises", enterprise)

    @Slot()
    def _open_history(self) -> None:
        at = self.grid.currentIndex()
        if at.isValid():
            self.open_requested.emit("enterprises", f"{self.model.lines[at.row()].enterprise}:history")

    @Slot()
    def _open_evidence(self) -> None:
        at = self.grid.currentIndex()
        if at.isValid():
            line = self.model.lines[at.row()]
            show_evidence(self.services, self.desk, line.enterprise, line.name, self.model.month, self)
            self._cell.show()

    def _judge(self) -> None:
        self.bar.show_unsaved(self.model.refusals)
        self._undo.setEnabled(self.keeper.edits.last is not None)
        self._redo.setEnabled(self.keeper.edits.next is not None)


def _groups(lines: tuple[FigureLine, ...], listed: frozenset[str]) -> dict[str, tuple[FigureLine, ...]]:
    """Return the rows behind each filter; *listed* are the enterprises that stand on the month's form."""
    wanted = tuple(line for line in lines if line.enterprise in listed)
    return {
        ALL: lines,
        LISTED: wanted,
        MISSING: tuple(line for line in wanted if Measure.MAIN_REVENUE_YTD not in line.values),
        ASKED: tuple(line for line in lines if line.problems),
    }
