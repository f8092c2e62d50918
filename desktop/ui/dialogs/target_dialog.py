"""Asks for the target of a year as it was handed down; the program never works one out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QSpinBox, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.codes import Subject, TargetMeasure
from desktop.domain.workspace import OwnTarget
from desktop.ui.theme import give_role, words
from desktop.ui.widgets.inputs import ChoiceBox
from desktop.ui.widgets.problem_label import FormFields

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.settings import SettingsService

_MOST = 9_999


class TargetDialog(QDialog):
    """What was handed down for *year*, and on which paper."""

    def __init__(
        self, settings: SettingsService, year: int, known: OwnTarget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._settings, self._year = settings, year
        self.setWindowTitle(f"{year}年目标")
        self.setMinimumWidth(460)
        self.measure = ChoiceBox(list(TargetMeasure))
        self.value = QSpinBox()
        self.value.setRange(0, _MOST)
        self.value.setSuffix(" 户")
        self.basis = QLineEdit()
        if known is not None:
            self.measure.set_value(known.measure)
            self.value.setValue(known.value)
            self.basis.setText(known.basis)
        self.fields = FormFields(Subject.TARGET)
        self.fields.add("measure", "指标", self.measure)
        self.fields.add("value", "户数", self.value)
        self.fields.add("basis", "依据文件", self.basis, needed=True, hint="文号，没有文号就写标题和日期")
        buttons = QDialogButtonBox()
        give_role(buttons.addButton("保存", QDialogButtonBox.ButtonRole.AcceptRole), "primary")
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(words(f"请照 {year} 年下达本单位的文件填写，不要自行推算。", "hint", wrap=True))
        box.addWidget(self.fields)
        box.addWidget(buttons)

    @override
    def accept(self) -> None:
        """Keep the target; with problems the dialog stays."""
        measure = self.measure.value()
        if measure is None:
            return
        saved = self._settings.set_own_target(self._year, measure, self.value.value(), self.basis.text())
        self.fields.show_problems(saved.problems)
        if saved.uid:
            super().accept()


def ask_target(parent: QWidget | None, settings: SettingsService, year: int, known: OwnTarget | None = None) -> bool:
    """Return whether a target of *year* was kept."""
    dialog = TargetDialog(settings, year, known, parent)
    done = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return done
