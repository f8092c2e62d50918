"""What a composed form says beside its columns: title, paper, order, groups, conditions, notes."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QTabWidget, QVBoxLayout, QWidget

from desktop.domain.codes import Subject
from desktop.domain.form_entry import FactEntry, FormDraft
from desktop.ui.widgets.filter_rows import FilterRows
from desktop.ui.widgets.inputs import ChoiceBox
from desktop.ui.widgets.problem_label import FormFields
from desktop.ui.widgets.text_box import TextBox

_SCALES = {"yuan": "元", "thousand": "千元", "ten_thousand": "万元", "hundred_million": "亿元"}
_PAGES = {"A4 portrait": "A4 竖向", "A4 landscape": "A4 横向", "A3 portrait": "A3 竖向", "A3 landscape": "A3 横向"}


class FormSettings(QTabWidget):
    """Three tabs: the paper, order and groups, conditions; `changed` comes with every change."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLineEdit()
        self.title.setPlaceholderText("例如 {month}停产企业名单；{month} 印时填所属期")
        self.paper = ChoiceBox(tuple(_PAGES), _PAGES.__getitem__)
        self.scale = ChoiceBox(tuple(_SCALES), _SCALES.__getitem__)
        self.monthly = QCheckBox("列入按月报送的报表")
        self.note = TextBox(3)
        self.sort: ChoiceBox[str] = ChoiceBox((), None, blank="不排序")
        self.then: ChoiceBox[str] = ChoiceBox((), None, blank="不再排")
        self.group: ChoiceBox[str] = ChoiceBox((), None, blank="不分组")
        self.subtotal = QCheckBox("每组有小计")
        self.restarts = QCheckBox("序号每组从 1 起")
        self.filters = FilterRows()
        self._build()
        self._listen()

    def _build(self) -> None:
        paper = FormFields(Subject.FORM)
        for name, caption, editor, needed in (
            ("title", "标题", self.title, True),
            ("page", "纸张", self.paper, False),
            ("scale", "金额单位", self.scale, False),
            ("monthly", "报送", self.monthly, False),
            ("note", "说明", self.note, False),
        ):
            paper.add(name, caption, editor, needed=needed)
        order = FormFields(Subject.FORM)
        for name, caption, widget in (
            ("sort", "先按", self.sort),
            ("then", "再按", self.then),
            ("group", "分组", self.group),
            ("subtotal", "小计", self.subtotal),
            ("restarts", "序号", self.restarts),
        ):
            order.add(name, caption, widget)
        for part, name in ((paper, "标题和纸张"), (order, "排序和分组"), (self.filters, "筛选")):
            self.addTab(_topped(part), name)

    def _listen(self) -> None:
        for box in (self.paper, self.scale, self.sort, self.then, self.group):
            box.currentIndexChanged.connect(self.changed)
        for tick in (self.monthly, self.subtotal, self.restarts):
            tick.toggled.connect(self.changed)
        self.title.textChanged.connect(self.changed)
        self.note.textChanged.connect(self.changed)
        self.filters.changed.connect(self.changed)

    def show_draft(self, draft: FormDraft, facts: Sequence[FactEntry]) -> None:
        """Show what *draft* says."""
        self.title.setText(draft.title)
        self.paper.set_value(f"{draft.size} {'landscape' if draft.landscape else 'portrait'}")
        self.scale.set_value(draft.scale)
        self.monthly.setChecked(draft.monthly)
        self.note.set_text(draft.note)
        self.show_facts(facts)
        sort = (*draft.sort, None, None)
        self.sort.set_value(sort[0])
        self.then.set_value(sort[1])
        self.group.set_value(draft.group_by or None)
        self.subtotal.setChecked(draft.subtotal)
        self.restarts.setChecked(draft.serial_restarts)
        self.filters.show_filters(draft.filters, facts)

    def show_facts(self, facts: Sequence[FactEntry]) -> None:
        """Offer *facts* for order, groups and conditions; what was chosen of another ledger is dropped."""
        named = {each.name: each.words for each in facts}
        sortable = [each.name for each in facts if each.operators]
        for box in (self.sort, self.then):
            box.offer(sortable, named.__getitem__)
        self.group.offer([each.name for each in facts if each.groupable], named.__getitem__)
        self.filters.show_filters((), facts)

    def filled(self, draft: FormDraft) -> FormDraft:
        """Return *draft* with what stands here."""
        size, _, side = (self.paper.value() or "A4 landscape").partition(" ")
        first, second = self.sort.value(), self.then.value()
        return replace(
            draft,
            title=self.title.text().strip(),
            size=size,
            landscape=side == "landscape",
            scale=self.scale.value() or "ten_thousand",
            monthly=self.monthly.isChecked(),
            note=self.note.text(),
            sort=tuple(dict.fromkeys(name for name in (first, second, *draft.sort[2:]) if name)),
            group_by=self.group.value() or "",
            subtotal=self.subtotal.isChecked(),
            serial_restarts=self.restarts.isChecked(),
            filters=self.filters.drafts(),
        )


def _topped(part: QWidget) -> QWidget:
    holder = QWidget()
    box = QVBoxLayout(holder)
    box.setContentsMargins(8, 8, 8, 8)
    box.addWidget(part)
    box.addStretch()
    return holder
