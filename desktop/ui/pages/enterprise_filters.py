"""What narrows the list of enterprises: chips, a search line, township and department."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.enterprise import Chip, EnterpriseFilter
from desktop.domain.preset import Unit
from desktop.ui.theme import button, words
from desktop.ui.widgets.chip_bar import ChipBar
from desktop.wording.labels import label


class EnterpriseFilters(QWidget):
    """Emits `changed` with every key and choice; `query` is what the list then shows.

    *deeds* are the page's own buttons; they stand at the end of the line of the search.
    """

    changed = Signal()

    def __init__(self, deeds: Sequence[QWidget] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._band: tuple[int, str] | None = None
        self.chips = ChipBar([(chip.value, label(chip)) for chip in Chip], "企业筛选", self)
        self.chips.choose(Chip.ALL.value)
        self.chips.chosen.connect(self.changed)
        self.search = QLineEdit(self)
        self.search.setAccessibleName("查找企业")
        self.search.setPlaceholderText("企业名称、拼音首字母、代码片段")
        self.search.setToolTip("Ctrl+F")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(180)
        self.search.setMaximumWidth(460)
        self.search.textChanged.connect(self.changed)
        self.townships = self._unit_box("属地乡镇", "全部乡镇")
        self.departments = self._unit_box("行业主管部门", "全部部门")
        self._only = button("", "flat", tip="点击取消这个条件")
        self._only.clicked.connect(self.clear_band)
        self._only.hide()
        self.count = words("", "hint")
        self._build_layout(deeds)

    def set_units(self, townships: Sequence[Unit], departments: Sequence[Unit]) -> None:
        """Offer *townships* and *departments*; what was chosen stays chosen."""
        for box, units in ((self.townships, townships), (self.departments, departments)):
            chosen = box.currentData()
            box.blockSignals(True)
            while box.count() > 1:
                box.removeItem(1)
            for unit in units:
                box.addItem(unit.name, unit.id)
            box.setCurrentIndex(max(box.findData(chosen), 0))
            box.blockSignals(False)

    def query(self, sort: str, *, descending: bool) -> EnterpriseFilter:
        """Return the filter as it stands, in the order asked for."""
        band, month = self._band or (None, "")
        return EnterpriseFilter(
            text=self.search.text().strip(),
            chip=Chip(self.chips.choice),
            township=self.townships.currentData() or "",
            department=self.departments.currentData() or "",
            band=band,
            month=month,
            sort=sort,
            descending=descending,
        )

    def narrowed(self) -> bool:
        """Return whether anything but the order is asked for."""
        return self.query("name", descending=False) != EnterpriseFilter()

    def show_counts(self, counts: Mapping[Chip, int]) -> None:
        """Write the number of the whole list beside each chip."""
        self.chips.show_counts({chip.value: number for chip, number in counts.items()})

    def show_found(self, number: int) -> None:
        """Write how many enterprises the filter as it stands has found."""
        self.count.setText(f"共 {number:,} 户")

    def clear(self, chip: Chip = Chip.ALL, text: str = "") -> None:
        """Ask for all enterprises of *chip* with *text*, and for nothing else; `changed` is sent once."""
        self.blockSignals(True)
        self.chips.choose(chip.value)
        self.search.setText(text)
        self.townships.setCurrentIndex(0)
        self.departments.setCurrentIndex(0)
        self._band = None
        self._only.hide()
        self.blockSignals(False)
        self.changed.emit()

    def only_band(self, band: int, month: str, text: str) -> None:
        """Ask for the enterprises of one band of cumulative revenue, as *text* says it."""
        self.clear()
        self._band = (band, month)
        self._only.setText(f"只看：{text} ×")
        self._only.setAccessibleName(f"只看：{text}，点击取消")
        self._only.show()
        self.changed.emit()

    def clear_band(self) -> None:
        """Drop the band."""
        self._band = None
        self._only.hide()
        self.changed.emit()

    def _unit_box(self, name: str, everything: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.addItem(everything, "")
        box.setMinimumWidth(96)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(7)
        box.currentIndexChanged.connect(self.changed)
        return box

    def _build_layout(self, deeds: Sequence[QWidget]) -> None:
        second = QHBoxLayout()
        second.setSpacing(8)
        second.addWidget(self.search, 3)
        second.addWidget(self.townships)
        second.addWidget(self.departments)
        second.addWidget(self._only)
        second.addWidget(self.count, 1, Qt.AlignmentFlag.AlignLeft)
        for deed in deeds:
            second.addWidget(deed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.chips)
        layout.addLayout(second)
