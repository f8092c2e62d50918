"""Who took part in a training: enterprises picked one after the other, each with how many people came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QSpinBox, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from desktop.domain.training import Attendance
from desktop.ui.theme import button
from desktop.ui.widgets.enterprise_picker import EnterprisePicker

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.enterprises import EnterpriseService

_HEIGHT, _PEOPLE, _MOST = 132, 90, 999


class AttendedEdit(QWidget):
    """A table of enterprises with the number of people; picking one adds it."""

    def __init__(self, enterprises: EnterpriseService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picker = EnterprisePicker(enterprises)
        self.picker.setAccessibleName("加入参训企业")
        self.table = QTableWidget(0, 2)
        self.table.setAccessibleName("参训企业")
        self.table.setHorizontalHeaderLabels(["企业", "人数"])
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(1, _PEOPLE)
        self.table.verticalHeader().hide()
        self.table.setFixedHeight(_HEIGHT)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self._uids: list[str] = []
        away = button("去掉", tip="把选中的企业去掉")
        away.clicked.connect(self._take_off)
        row = QHBoxLayout()
        row.addWidget(self.picker, 1)
        row.addWidget(away)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(row)
        box.addWidget(self.table)
        # the list under the line writes the name once more after it was picked
        self.picker.picked.connect(self._add_picked, Qt.ConnectionType.QueuedConnection)

    def value(self) -> tuple[Attendance, ...]:
        """Return who took part."""
        return tuple(Attendance(uid, self._people(place), self._name(place)) for place, uid in enumerate(self._uids))

    def set_value(self, attended: tuple[Attendance, ...]) -> None:
        """Show exactly *attended*."""
        self.table.setRowCount(0)
        self._uids.clear()
        for each in attended:
            self.add(each)

    def add(self, attendance: Attendance) -> None:
        """Add one enterprise; one that is there already stays as it is."""
        if attendance.enterprise in self._uids:
            return
        place = self.table.rowCount()
        self.table.insertRow(place)
        self.table.setItem(place, 0, QTableWidgetItem(attendance.name))
        people = QSpinBox()
        people.setRange(1, _MOST)
        people.setAccessibleName(f"{attendance.name}人数")
        people.setValue(attendance.people)
        self.table.setCellWidget(place, 1, people)
        self._uids.append(attendance.enterprise)

    def _add_picked(self) -> None:
        uid, name = self.picker.value(), self.picker.text()
        if uid:
            self.add(Attendance(uid, 1, name))
            self.picker.set_value("", "")

    def _take_off(self) -> None:
        place = self.table.currentRow()
        if place >= 0:
            self.table.removeRow(place)
            del self._uids[place]

    def _people(self, place: int) -> int:
        box = self.table.cellWidget(place, 1)
        return box.value() if isinstance(box, QSpinBox) else 1

    def _name(self, place: int) -> str:
        item = self.table.item(place, 0)
        return "" if item is None else item.text()
