"""单位与人员: the unit, the cultivation year, its targets, and who is sitting here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from desktop.domain.codes import Subject
from desktop.domain.workspace import OwnTarget, Person
from desktop.ui.desk import Desk
from desktop.ui.dialogs.person_dialog import ask_person
from desktop.ui.dialogs.target_dialog import ask_target
from desktop.ui.models.table_model import RIGHT, Column, TableModel
from desktop.ui.theme import button, words
from desktop.ui.widgets.problem_label import ProblemLabel
from desktop.ui.widgets.table_view import TableView
from desktop.wording.labels import label

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.settings import SettingsService

PEOPLE: tuple[Column[Person], ...] = (
    Column("姓名", lambda person: person.name, width=120),
    Column("职务", lambda person: person.post, width=160),
    Column("联系电话", lambda person: person.phone, width=160),
)
TARGETS: tuple[Column[OwnTarget], ...] = (
    Column("年度", lambda target: target.year, width=70),
    Column("指标", lambda target: target.measure, label, width=110),
    Column("户数", lambda target: target.value, align=RIGHT, width=70),
    Column("由来", lambda target: target.issued, lambda issued: "方案原文" if issued else "本单位填写", width=110),
    Column("依据文件", lambda target: target.basis, width=260),
)
_TARGETS_HEIGHT, _PEOPLE_HEIGHT = 102, 70  # a head with two rows, and with one at least


class OfficePanel(QWidget):
    """What is set once a year, and the people; `handover_wanted` asks for the list for the next person."""

    handover_wanted = Signal()

    def __init__(self, settings: SettingsService, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings, self._desk = settings, desk
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 12, 0, 0)
        box.setSpacing(12)
        box.addWidget(self._build_unit())
        box.addWidget(self._build_targets())
        box.addWidget(self._build_people(), 1)

    def _build_unit(self) -> QFrame:
        self.unit, self.plan = words(""), words("", wrap=True)
        self.year = QSpinBox()
        self.year.setRange(2000, 2099)
        self.year.setAccessibleName("年度")
        self.year.setFixedWidth(110)
        self.keep_year = button("改为这一年")
        self.keep_year.clicked.connect(self._set_year)
        self._problems = ProblemLabel(Subject.WORKSPACE)
        card, box = _card("单位")
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate((("本单位", self.unit), ("方案", self.plan))):
            grid.addWidget(words(name, "hint"), row, 0)
            grid.addWidget(value, row, 1)
        year = QHBoxLayout()
        year.setSpacing(10)
        year.addWidget(self.year)
        year.addWidget(self.keep_year)
        year.addWidget(words("只换看哪一年，不改动任何登记；过年请用“企业—培育库梯次—年度结转”", "hint"))
        year.addStretch()
        grid.addWidget(words("年度", "hint"), 2, 0)
        grid.addLayout(year, 2, 1)
        self.outlook = QCheckBox("在培育库梯次里显示培育研判（低、中、高），仅供安排走访，不进任何报表")
        self.outlook.clicked.connect(self._set_outlook)
        grid.addWidget(words("培育研判", "hint"), 3, 0)
        grid.addWidget(self.outlook, 3, 1)
        box.addLayout(grid)
        box.addWidget(self._problems)
        return card

    def _build_targets(self) -> QFrame:
        self.targets = TableModel(TARGETS, self)
        self._no_target = words("", "hint", wrap=True)
        self._target_table = TableView("本单位目标")
        self._target_table.setModel(self.targets)
        self._target_table.setFixedHeight(_TARGETS_HEIGHT)
        self._target_table.horizontalHeader().setStretchLastSection(True)
        self._target_table.opened.connect(self._mend_target)
        self.add_target = button("填写目标")
        self.add_target.clicked.connect(self._ask_target)
        card, box = _card("本单位目标", self.add_target)
        box.addWidget(self._no_target)
        box.addWidget(self._target_table)
        self._no_target.hide()  # one of the two is shown once it is read
        return card

    def _build_people(self) -> QFrame:
        self.people = TableModel(PEOPLE, self)
        self.people_table = TableView("人员")
        self.people_table.setModel(self.people)
        self.people_table.setMinimumHeight(_PEOPLE_HEIGHT)
        self.people_table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # takes what is left
        self.people_table.horizontalHeader().setStretchLastSection(True)
        self.people_table.opened.connect(self._mend_person)
        self.current = words("", "hint")
        add, mend, sit = button("添加人员"), button("修改"), button("由所选的人填报")
        add.clicked.connect(self._add_person)
        mend.clicked.connect(self._mend_selected)
        sit.clicked.connect(self._sit_down)
        self.hand_over = button("工作交接…", tip="列出没办完的事，写出交接包和要签字的清单")
        self.hand_over.clicked.connect(self.handover_wanted)
        card, box = _card("人员", self.current, self.hand_over, sit, mend, add)
        box.addWidget(self.people_table)
        return card

    def reload(self) -> None:
        """Read anew what is set."""
        workspace = self._settings.workspace()
        self.unit.setText(f"{workspace.unit_name}（{label(workspace.unit_kind)}）")
        preset = self._settings.preset()
        self.plan.setText(f"{preset.title}（{preset.document}）")
        self.year.setValue(workspace.year)
        self.outlook.setChecked(workspace.outlook)
        targets = self._settings.own_targets(workspace.year)
        self.targets.set_rows(targets)
        self._target_table.setVisible(bool(targets))
        self._no_target.setVisible(not targets)
        self._no_target.setText(f"{workspace.year} 年目标未下达。收到通知后点“填写目标”，照文件写入。")
        self.people.set_rows(self._settings.people())
        self.current.setText(f"现在由 {self._settings.current().name} 填报")

    def _set_year(self) -> None:
        saved = self._settings.set_year(self.year.value())
        self._problems.show_problems(saved.problems)
        self._tell(f"年度已改为 {self.year.value()} 年")

    def _set_outlook(self, on: bool) -> None:
        self._settings.set_outlook(on)
        self._tell("培育研判" + ("显示" if on else "不显示"))

    def _ask_target(self) -> None:
        if ask_target(self, self._settings, self._settings.workspace().year):
            self._tell("目标已保存")

    def _mend_target(self, target: object) -> None:
        if isinstance(target, OwnTarget) and ask_target(self, self._settings, target.year, target):
            self._tell("目标已保存")

    def _add_person(self) -> None:
        if ask_person(self, self._settings):
            self._tell("人员已保存")

    def _mend_selected(self) -> None:
        self._mend_person(self.people_table.current_row())

    def _mend_person(self, person: object) -> None:
        if isinstance(person, Person) and ask_person(self, self._settings, person):
            self._tell("人员已保存")

    def _sit_down(self) -> None:
        person = self.people_table.current_row()
        if isinstance(person, Person):
            self._settings.set_current(person.uid)
            self._tell(f"现在由 {person.name} 填报")

    def _tell(self, text: str) -> None:
        self.reload()
        self._desk.say_kept(text)


def _card(title: str, *right: QWidget) -> tuple[QFrame, QVBoxLayout]:
    card = QFrame()
    card.setProperty("role", "card")
    box = QVBoxLayout(card)
    box.setContentsMargins(16, 12, 16, 12)
    head = QHBoxLayout()
    head.addWidget(words(title, "subtitle"))
    head.addStretch()
    for widget in right:
        head.addWidget(widget)
    box.addLayout(head)
    return card, box
