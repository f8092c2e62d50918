"""Takes a target of any unit as it was handed down, and in which year an admission of January counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from desktop.domain.assessment import Assessment, JanuaryYear
from desktop.domain.codes import Dimension, Subject, TargetKind, TargetMeasure
from desktop.domain.preset import Target, Unit
from desktop.domain.saved import Saved
from desktop.domain.target_entry import MOST, TargetDraft
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.widgets.inputs import ChoiceBox

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_WHOLE = "*"


class TargetForm(FormDialog):
    """The form of one target; the dimension follows the unit until a person changes it."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        self._services, self._preset = services, services.settings.preset()
        workspace = services.settings.workspace()
        self._year = workspace.year
        self._base: tuple[int | None, int | None] = (None, None)
        hint = f"照 {self._year} 年下达的文件填写，不要自行推算。统计机构不承接目标，不在单位里。"
        super().__init__(f"填写{self._year}年目标", "保存", Subject.TARGET, parent, hint=hint)
        self._names = {_WHOLE: f"全部（{self._preset.region_name}）", workspace.unit: workspace.unit_name}
        self._names |= {unit.id: unit.name for unit in self._preset.units}
        self.unit = ChoiceBox(tuple(self._names), self._names.__getitem__)
        self.measure, self.kind = ChoiceBox(tuple(TargetMeasure)), ChoiceBox(tuple(TargetKind))
        self.dimension = ChoiceBox(tuple(Dimension), blank="（原文没有分）")
        self.value, self.share, self.basis = QSpinBox(), QLineEdit(), QLineEdit()
        self.value.setRange(0, MOST)
        self.value.setSuffix(" 户")
        self._build()
        self.unit.currentIndexChanged.connect(self._follow)
        self.unit.set_value(workspace.unit)
        self._follow()
        self.keep = self._keep

    def _build(self) -> None:
        self.fields.add("unit", "单位", self.unit, needed=True)
        self.fields.add("dimension", "分解口径", self.dimension)
        self.fields.add("measure", "指标", self.measure, needed=True)
        self.fields.add("kind", "性质", self.kind, hint="调度数只作调度，不计完成率")
        self.fields.add("value", "户数", self.value, needed=True)
        self.fields.add("share", "分解系数或占比", self.share, hint="文件写了才填，照抄")
        self.fields.add("basis", "依据文件", self.basis, hint="文号，没有文号就写标题和日期", needed=True)

    def show_target(self, known: Target) -> None:
        """Fill the form with *known*; what makes it one target stays, another one is another target."""
        self._base = (known.base_year, known.base_value)
        self.unit.set_value(known.unit or _WHOLE)
        self.measure.set_value(known.measure)
        self.dimension.set_value(known.dimension)
        self.kind.set_value(known.kind)
        self.value.setValue(known.value)
        self.share.setText(known.share)
        self.basis.setText(known.citation.document)
        for fixed in (self.unit, self.dimension, self.measure, self.kind):
            fixed.setEnabled(False)

    def draft(self) -> TargetDraft:
        """Return the target as it stands."""
        chosen = self.unit.value() or _WHOLE
        whole = chosen == _WHOLE
        return TargetDraft(
            unit="" if whole else chosen,
            unit_name=self._preset.region_name if whole else self._names.get(chosen, chosen),
            year=self._year,
            dimension=self.dimension.value(),
            measure=self.measure.value() or TargetMeasure.NET_INCREASE,
            kind=self.kind.value() or TargetKind.OFFICIAL,
            value=self.value.value(),
            share=self.share.text().strip(),
            basis=self.basis.text().strip(),
            base_year=self._base[0],
            base_value=self._base[1],
        )

    def _follow(self) -> None:
        chosen = self.unit.value() or ""
        whole = chosen == _WHOLE
        self.dimension.set_value(None if whole else _usual(self._preset.unit(chosen), self._services))

    def _keep(self) -> Saved:
        return self._services.targets.set(self.draft())


def target_dialog(services: Services, known: Target | None = None, parent: QWidget | None = None) -> TargetForm:
    """Return the form of one target; *known* fills it with one that is to be corrected."""
    dialog = TargetForm(services, parent)
    if known is not None:
        dialog.show_target(known)
    return dialog


def assessment_dialog(services: Services, year: int, rule: Assessment, parent: QWidget | None = None) -> FormDialog:
    """Return the form of how *year* is assessed, filled with *rule*."""
    hint = "一月批次用上年的数申报，1 月批准入库的计入哪一年，各地不同。问清楚再改，写明依据。"
    dialog = FormDialog(f"{year}年考核年度", "保存", Subject.ASSESSMENT, parent, hint=hint)
    january, basis = ChoiceBox(tuple(JanuaryYear)), QLineEdit(rule.basis if rule.typed else "")
    january.set_value(rule.january)
    dialog.fields.add("january", "1 月批准入库的", january, needed=True)
    dialog.fields.add("basis", "依据", basis, hint="通知名称和文号，或问了谁、哪天", needed=True)

    def keep() -> Saved:
        return services.targets.set_assessment(year, january.value() or JanuaryYear.SAME, basis.text())

    dialog.keep = keep
    return dialog


def _usual(unit: Unit | None, services: Services) -> Dimension | None:
    return services.targets.dimension if unit is None else unit.dimension
