"""Tells the panel beside the grid what is known about the cell the cursor is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.domain.attachment import evidence_of
from desktop.domain.codes import Subject
from desktop.ui.models.figure_columns import COLUMNS, said
from desktop.ui.models.figure_grid_model import FigureGridModel, origin
from desktop.ui.widgets.figure_grid import FigureGrid
from desktop.ui.widgets.figure_panel import FigurePanel
from desktop.wording import shown

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services


class FigureCell(QObject):
    """Follows the cursor of *grid* and keeps *panel* true."""

    def __init__(self, services: Services, grid: FigureGrid, model: FigureGridModel, panel: FigurePanel) -> None:
        super().__init__(panel)
        self._figures = services.figures
        self._attachments = services.attachments
        self._grid = grid
        self._model = model
        self._panel = panel
        grid.entered.connect(self.show)
        panel.earlier_wanted.connect(self.show)

    @Slot()
    def show(self) -> None:
        """Show the cell the cursor is on, and the months before it where they are asked for."""
        at = self._grid.currentIndex()
        if at.isValid() and at.row() < len(self._model.lines):
            self._show_cell(at.row(), at.column())
            self._show_earlier(at.row(), at.column())

    def _show_cell(self, row: int, place: int) -> None:
        column, line = COLUMNS[place], self._model.lines[row]
        what = f"{shown.month(self._model.month)}　{column.heading(self._model.month)}".replace("\n", "")
        text = str(self._model.index(row, place).data())
        self._panel.show_cell(line.name, what, text, self._about(row, place), self._model.problems(row, place))
        record = evidence_of(line.enterprise, self._model.month)
        self._panel.show_evidence(len(self._attachments.list(Subject.FIGURE, record)))

    def _about(self, row: int, place: int) -> str:
        column, line, value = COLUMNS[place], self._model.lines[row], self._model.value(row, place)
        if value is None or column.measure is None:
            return origin(column, line)
        reason = line.answers.get(column.measure)
        source = said(column.measure, value).partition("（")[2].removesuffix("）")
        return f"{source}\n已说明：{reason}" if reason else source

    def _show_earlier(self, row: int, place: int) -> None:
        measure = COLUMNS[place].measure
        if measure is None or not self._panel.earlier_button.isChecked():
            self._panel.show_earlier(None, ())
            return
        enterprise = self._model.lines[row].enterprise
        self._panel.show_earlier(measure, self._figures.last_values(enterprise, measure, self._model.month)[::-1])
