"""The first start: its doors (自己新建, 导入县里下发的包, 看看示例, 从备份恢复), and what a new ledger has to know."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.codes import Subject, UnitKind
from desktop.domain.preset import Preset
from desktop.domain.problems import Problem
from desktop.domain.targets import for_year
from desktop.domain.workspace import FirstStart
from desktop.ui.theme import button, words
from desktop.ui.widgets.inputs import ChoiceBox
from desktop.ui.widgets.problem_label import FormFields, ProblemLabel
from desktop.ui.widgets.unit_box import UnitBox

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.presets import PresetService

_WIDTH = 620


class FirstStartPage(QWidget):
    """Stands in the window until there is a ledger; `wanted(FirstStart)` asks for a new one.

    `restore_wanted(Path)` asks to bring the copy at that path back, on a new computer for instance. `letter` is the
    county's package that is to be looked at once there is a ledger.
    """

    wanted = Signal(object)
    sample_wanted = Signal()
    restore_wanted = Signal(object)

    def __init__(self, presets: PresetService, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.letter: Path | None = None
        self._stack = QStackedWidget()
        self.doors = Doors()
        self.form = NewLedgerForm(presets, today)
        self._stack.addWidget(self.doors)
        self._stack.addWidget(self.form)
        card = QFrame()
        card.setProperty("role", "card")
        card.setFixedWidth(_WIDTH)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(28, 24, 28, 24)
        inner.addWidget(self._stack)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(card)
        row.addStretch()
        box = QVBoxLayout(self)
        box.addStretch()
        box.addLayout(row)
        box.addStretch()
        self.doors.new.clicked.connect(self._ask_new)
        self.doors.letter.clicked.connect(self._ask_letter)
        self.doors.sample.clicked.connect(self.sample_wanted)
        self.doors.restore.clicked.connect(self._ask_copy)
        self.form.back.clicked.connect(self._show_doors)
        self.form.make.clicked.connect(self._ask)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say what the new ledger still lacks, each under its field."""
        self.form.show_problems(problems)

    def _ask_new(self) -> None:
        self._show_form(None)

    def _ask_letter(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "选择县里下发的包", "", "升规包 (*.sgb)")
        if name:
            self._show_form(Path(name))

    def _show_form(self, letter: Path | None) -> None:
        self.letter = letter
        self.form.show_letter("" if letter is None else letter.name)
        self._stack.setCurrentWidget(self.form)
        self.form.fields.editor("preset").setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_doors(self) -> None:
        self._stack.setCurrentWidget(self.doors)
        self.doors.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_copy(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "选择备份文件", "", "升规台账备份 (*.sgbak)")
        if name:
            self.restore_wanted.emit(Path(name))

    def _ask(self) -> None:
        self.wanted.emit(self.form.start())


class Doors(QWidget):
    """What a person can begin with."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.new = button("自己新建\n选方案、单位和年度，写上是谁在用，就可以开始登记", "door")
        self.sample = button("看看示例\n打开一份虚构的演示台账，随便试，不影响正式数据", "door")
        self.letter = button("导入县里下发的包\n先填方案、单位和姓名，建好台账接着读入县里用口令封的包（.sgb）", "door")
        back = "换了电脑或重装了系统：选 U 盘里的备份文件（.sgbak），接着用原来的台账"
        self.restore = button(f"从备份恢复\n{back}", "door")
        box = QVBoxLayout(self)
        box.setSpacing(12)
        box.addWidget(words("升规台账", "title"))
        box.addWidget(words("规上工业企业培育工作台账。全部数据只存在这台电脑上，不联网。", "hint", wrap=True))
        box.addWidget(self.letter)
        box.addWidget(self.new)
        box.addWidget(self.sample)
        box.addWidget(self.restore)
        box.addWidget(words("本软件不得录入涉密信息。这是工作台账，不代替企业联网直报。", "hint", wrap=True))
        box.addStretch()


class NewLedgerForm(QWidget):
    """Plan, unit, year and who is sitting here."""

    def __init__(self, presets: PresetService, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        plans = {head.id: presets.load(head.id) for head in presets.list()}
        self._plans = plans
        self.preset = ChoiceBox(list(plans), lambda code: plan_words(plans[code]), blank="请选择")
        self.preset.setMinimumContentsLength(24)
        self.unit = UnitBox()
        self.kind = ChoiceBox(list(UnitKind), blank="请选择")
        self.year = QSpinBox()
        self.year.setRange(2000, 2099)
        self.year.setValue(today.year)
        self.name, self.post, self.phone = QLineEdit(), QLineEdit(), QLineEdit()
        self.back = button("返回")
        self.make = button("建立台账", "primary")
        self.make.setDefault(True)
        self.targets = words("", "hint", wrap=True)
        self.coming = words("", "question", wrap=True)
        self._others = ProblemLabel(Subject.WORKSPACE)
        self._build()
        self.preset.currentIndexChanged.connect(self._show_preset)
        self.year.valueChanged.connect(self._show_targets)
        self.unit.currentTextChanged.connect(self._show_kind)
        self._show_preset()

    def _build(self) -> None:
        self.fields = fields = FormFields(Subject.WORKSPACE)
        as_issued = "目标、门槛和单位名单照文件原样，可在“设置”里查看出处"
        fields.add("preset", "方案", self.preset, hint=as_issued, needed=True)
        fields.add("unit_name", "本单位", self.unit, hint="从名单里选；名单里没有就直接填写", needed=True)
        fields.add("unit_kind", "单位类型", self.kind)
        fields.add("year", "年度", self.year)
        fields.add("person_name", "您的姓名", self.name, hint="修改记录里会写明是谁改的", needed=True)
        fields.add("person_post", "职务", self.post)
        fields.add("person_phone", "联系电话", self.phone)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch()
        row.addWidget(self.make)
        box = QVBoxLayout(self)
        box.setSpacing(10)
        box.addWidget(words("新建台账", "title"))
        box.addWidget(self.coming)
        box.addWidget(fields)
        box.addWidget(self.targets)
        box.addWidget(self._others)
        box.addLayout(row)

    def show_letter(self, name: str) -> None:
        """Say that the package *name* is looked at as soon as there is a ledger; empty for none."""
        self.coming.setText(f"建好台账以后接着看 {name}。单位要与通知上写的一样：包只认收件单位。" if name else "")
        self.coming.setVisible(bool(name))

    def start(self) -> FirstStart:
        """Return what has been chosen and typed."""
        return FirstStart(
            preset=self.preset.value() or "",
            unit_name=self.unit.currentText().strip(),
            unit_kind=self.kind.value(),
            year=self.year.value(),
            person_name=self.name.text().strip(),
            person_post=self.post.text().strip(),
            person_phone=self.phone.text().strip(),
        )

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say *problems* under their fields and go to the first."""
        self._others.show_problems(self.fields.show_problems(problems))
        self.fields.focus_first_problem(problems)

    def _preset(self) -> Preset | None:
        chosen = self.preset.value()
        return None if chosen is None else self._plans[chosen]

    def _show_preset(self) -> None:
        preset = self._preset()
        self.unit.show_units(() if preset is None else preset.units)
        self._show_targets()

    def _show_kind(self) -> None:
        """A unit of the plan brings its kind; for another one it is asked."""
        preset = self._preset()
        unit = None if preset is None else preset.find_unit(self.unit.currentText())
        if unit is not None:
            self.kind.set_value(unit.kind)
        elif not self.kind.isEnabled():
            self.kind.set_value(None)  # it was the kind of the unit that stood here before
        self.kind.setEnabled(unit is None)

    def _show_targets(self) -> None:
        preset = self._preset()
        if preset is None:
            self.targets.setText("")
            return
        year = self.year.value()
        if for_year(preset.targets, year):
            self.targets.setText(f"方案载有 {year} 年的目标，照原样采用。")
        else:
            told = f"方案是 {preset.year} 年的，{year} 年目标未下达"
            self.targets.setText(f"{told}：门槛照用，收到通知前显示“未下达”，收到后由您填写。")


def plan_words(preset: Preset) -> str:
    """Return a plan as the list of plans names it: whose it is first."""
    return f"{preset.region_name} {preset.year}年　{preset.title}"
