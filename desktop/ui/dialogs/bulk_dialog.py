"""Sets chosen fields of many enterprises at once (批量设置): what is ticked is set, the rest stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.bulk import BULK_FIELDS, Pick
from desktop.domain.codes import Subject, Tier
from desktop.domain.enterprise import TierDraft
from desktop.domain.library_codes import Way
from desktop.domain.problems import Problem
from desktop.ui.desk import Desk
from desktop.ui.dialogs.bulk_preview import preview
from desktop.ui.dialogs.dialog_buttons import save_buttons
from desktop.ui.theme import words
from desktop.ui.widgets.inputs import ChoiceBox, DayEdit
from desktop.ui.widgets.problem_label import ProblemLabel
from desktop.wording.fields import field_label
from desktop.wording.labels import label

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

OUT = "out"
TIER = "tier"


class BulkDialog(QDialog):
    """Ticking a field sets it for everybody, to nothing where it is left empty; a move needs its day and reason."""

    def __init__(self, services: Services, desk: Desk, uids: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._desk = services, desk
        self._uids = tuple(uids)
        self.setWindowTitle(f"批量设置 {len(self._uids)} 家")
        self.setMinimumWidth(560)
        self.boxes: dict[str, QCheckBox] = {}
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._build_inputs()
        self.problems = ProblemLabel(Subject.TIER)
        box = QVBoxLayout(self)
        box.addWidget(words("勾选要设置的项目；勾选而留空就是清空。下一步先看会怎样变更，再保存。", "hint", wrap=True))
        box.addLayout(self._grid)
        box.addWidget(self.problems)
        box.addWidget(save_buttons(self, "预览变更"))

    @override
    def accept(self) -> None:
        """Show what the ticked fields come to; after saving the form is closed."""
        problems = self._check()
        self.problems.show_problems(problems)
        if not problems and preview(self._services, self._desk, self.picks(), self):
            super().accept()

    def picks(self) -> tuple[Pick, ...]:
        """Return what is asked of each enterprise."""
        fields = {name: self._text(name) for name in BULK_FIELDS if self.boxes[name].isChecked()}
        return tuple(Pick(uid, self._move(), fields) for uid in self._uids)

    def _move(self) -> TierDraft | None:
        if not self.boxes[TIER].isChecked():
            return None
        chosen = self.tier.value()
        return TierDraft(None if chosen in {OUT, None} else Tier(chosen), self.on.value(), self.reason.text().strip())

    def _check(self) -> list[Problem]:
        if not any(box.isChecked() for box in self.boxes.values()):
            return [Problem("enterprise", "nothing_picked")]
        if not self.boxes[TIER].isChecked():
            return []
        missing = [("on", self.on.value()), ("reason", self.reason.text().strip())]
        return [Problem(name, "missing") for name, value in missing if not value]

    def _text(self, name: str) -> str:
        editor = self._editors[name]
        if isinstance(editor, ChoiceBox):
            return str(editor.value() or "")
        return editor.text().strip()

    def _build_inputs(self) -> None:
        preset, routes = self._services.settings.preset(), self._services.libraries.routes()
        categories = {each.id: each.label for each in preset.categories}
        places = {tier.value: f"调入{label(tier)}" for tier in Tier} | {OUT: "调出培育库"}
        self.tier = ChoiceBox(tuple(places), places.__getitem__)
        self.on, self.reason = DayEdit(self._desk.today), QLineEdit()
        self.on.set_value(self._desk.today())
        self.reason.setPlaceholderText("调入、调出的原因和依据")
        month = QLineEdit()
        month.setPlaceholderText("如 2026-12")
        self._editors: dict[str, ChoiceBox[str] | ChoiceBox[Way] | QLineEdit] = {
            "category": ChoiceBox(tuple(categories), categories.__getitem__, blank="（空）"),
            "route": ChoiceBox(tuple(routes), routes.__getitem__, blank="（空）"),
            "expected_month": month,
            "way": ChoiceBox(tuple(Way), blank="（空）"),
            "leader": QLineEdit(),
            "officer": QLineEdit(),
            "unit": QLineEdit(),
        }
        self._add(TIER, "培育库", self.tier, 0)
        for row, (caption, editor) in enumerate((("日期", self.on), ("原因", self.reason)), start=1):
            self._grid.addWidget(words(f"　　{caption}"), row, 0)
            self._grid.addWidget(editor, row, 1)
            editor.setAccessibleName(caption)
        for row, name in enumerate(BULK_FIELDS, start=3):
            self._add(name, field_label(name, Subject.CULTIVATION_YEAR), self._editors[name], row)

    def _add(self, name: str, caption: str, editor: QWidget, row: int) -> None:
        box = QCheckBox(caption)
        editor.setAccessibleName(caption)
        # typing into a field means to set it
        changed = editor.currentIndexChanged if isinstance(editor, ChoiceBox) else None
        (changed or editor.textEdited).connect(self._touched)  # type: ignore[attr-defined]
        self.boxes[name] = box
        self._grid.addWidget(box, row, 0)
        self._grid.addWidget(editor, row, 1)

    def _touched(self) -> None:
        editor = self.sender()
        name = next((name for name, each in {TIER: self.tier, **self._editors}.items() if each is editor), "")
        if name:
            self.boxes[name].setChecked(True)


def ask(services: Services, desk: Desk, uids: Sequence[str], parent: QWidget | None) -> bool:
    """Let the user set fields of the enterprises *uids*; return whether anything was saved."""
    if not uids:
        return False
    dialog = BulkDialog(services, desk, uids, parent)
    done = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return done
