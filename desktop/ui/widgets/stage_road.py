"""The stages of a project as a road: what is behind, where it stands, what is ahead."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.domain.project import ProjectStage
from desktop.ui.theme import button, give_role
from desktop.ui.widgets.flow_layout import FlowLayout
from desktop.wording.labels import label


class StageRoad(QWidget):
    """One small button a stage, in words; `chosen(stage)` comes with a click."""

    chosen = Signal(object)

    def __init__(self, stages: Sequence[ProjectStage], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("项目阶段")
        self._stages = tuple(stages)
        self._buttons: dict[ProjectStage, QPushButton] = {}
        layout = FlowLayout(self)
        for stage in self._stages:
            press = button(label(stage), "chip")
            press.setCheckable(True)
            press.clicked.connect(self._press)
            self._buttons[stage] = press
            layout.addWidget(press)

    def show_stage(self, stage: ProjectStage | None) -> None:
        """Show that the project stands in *stage*; what lies behind is ticked."""
        reached = self._stages.index(stage) if stage in self._stages else -1
        for place, (each, press) in enumerate(self._buttons.items()):
            passed = place < reached
            press.setChecked(place == reached)
            press.setText(f"✓ {label(each)}" if passed else label(each))
            press.setAccessibleName(f"{label(each)}{'，已过' if passed else '，现在' if place == reached else ''}")
            press.setToolTip("现在的阶段" if place == reached else f"记：{label(each)}")
            give_role(press, "chip")

    def _press(self) -> None:
        pressed = self.sender()
        stage = next(stage for stage, press in self._buttons.items() if press is pressed)
        press = self._buttons[stage]
        press.setChecked(not press.isChecked())  # the record decides, not the click
        self.chosen.emit(stage)
