"""What narrows the list of enterprises: chips, a search line, township and department, industry and recognition."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.enterprise import Chip, EnterpriseFilter
from desktop.domain.focus import focus_prefixes, focuses
from desktop.domain.preset import Preset, Unit
from desktop.domain.recognition import RecognitionKind
from desktop.domain.reference import Industry
from desktop.ui.theme import button, words
from desktop.ui.widgets.chip_bar import ChipBar
from desktop.wording.labels import label

_TEN_THOUSAND = 1_000_000  # 分


class MoreChoice(NamedTuple):
    """One further condition: what the industry code begins with, or a recognition held (or not) in the year."""

    industries: tuple[str, ...] = ()
    recognition: str = ""
    lacking: bool = False


def more_choices(
    preset: Preset, industries: Sequence[Industry], kinds: Sequence[RecognitionKind]
) -> list[tuple[str, MoreChoice]]:
    """Return the plan's industries to turn to first, and who has which recognition or lacks it."""
    found = [(f"重点行业：{each.label}", MoreChoice(focus_prefixes(each, industries))) for each in focuses(preset)]
    found += [(f"有：{kind.label}", MoreChoice(recognition=kind.id)) for kind in kinds]
    return found + [(f"没有：{kind.label}", MoreChoice(recognition=kind.id, lacking=True)) for kind in kinds]


def band_words(band: int, edges_fen: Sequence[int]) -> str:
    """Return which amounts the band of that number holds; -1 is not reported."""
    if band < 0:
        return "未报"
    limits = [limit // _TEN_THOUSAND for limit in edges_fen]
    low, high = [None, *limits][band], [*limits, None][band]
    return f"{low}—{high} 万元" if low and high else (f"不到 {high} 万元" if high else f"{low} 万元以上")


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
        self.more = self._unit_box("重点行业、资质", "更多条件")
        self.more.setMinimumContentsLength(9)
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

    def set_more(self, choices: Sequence[tuple[str, MoreChoice]]) -> None:
        """Offer *choices* (words and what they narrow to); what was chosen stays chosen."""
        chosen = self.more.currentText()
        self.more.blockSignals(True)
        while self.more.count() > 1:
            self.more.removeItem(1)
        for text, choice in choices:
            self.more.addItem(text, choice)
        self.more.setCurrentIndex(max(self.more.findText(chosen), 0))
        self.more.blockSignals(False)

    def query(self, sort: str, *, descending: bool) -> EnterpriseFilter:
        """Return the filter as it stands, in the order asked for."""
        band, month = self._band or (None, "")
        more = self.more.currentData() or MoreChoice()
        return EnterpriseFilter(
            text=self.search.text().strip(),
            chip=Chip(self.chips.choice),
            township=self.townships.currentData() or "",
            department=self.departments.currentData() or "",
            band=band,
            month=month,
            industries=more.industries,
            recognition=more.recognition,
            lacking=more.lacking,
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
        self.more.setCurrentIndex(0)
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
        second.addWidget(self.more)
        second.addWidget(self._only)
        second.addWidget(self.count, 1, Qt.AlignmentFlag.AlignLeft)
        for deed in deeds:
            second.addWidget(deed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.chips)
        layout.addLayout(second)
