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


def target_dialog(services: Services, known: Target | None = None, parent: QWidget | None = None) -> FormDialog:
    """Return the form of one target; *known* fills it with one that was typed or is to be corrected."""
    workspace, preset = services.settings.workspace(), services.settings.preset()
    names = {_WHOLE: f"全部（{preset.region_name}）", workspace.unit: workspace.unit_name}
    names |= {unit.id: unit.name for unit in preset.units}
    hint = f"照 {workspace.year} 年下达的文件填写，不要自行推算。统计机构不承接目标，不在单位里。"
    dialog = FormDialog(f"填写{workspace.year}年目标", "保存", Subject.TARGET, parent, hint=hint)
    unit, measure = ChoiceBox(tuple(names), names.__getitem__), ChoiceBox(tuple(TargetMeasure))
    dimension, kind = ChoiceBox(tuple(Dimension), blank="（原文没有分）"), ChoiceBox(tuple(TargetKind))
    value, share, basis = QSpinBox(), QLineEdit(), QLineEdit()
    value.setRange(0, MOST)
    value.setSuffix(" 户")
    unit.set_value(workspace.unit)
    dimension.set_value(_usual(preset.unit(workspace.unit), services))
    if known is not None:
        unit.set_value(known.unit or _WHOLE)
        measure.set_value(known.measure)
        dimension.set_value(known.dimension)
        kind.set_value(known.kind)
        value.setValue(known.value)
        share.setText(known.share)
        basis.setText(known.citation.document)

    def follow() -> None:
        chosen = unit.value()
        dimension.set_value(None if chosen == _WHOLE else _usual(preset.unit(chosen or ""), services))

    unit.currentIndexChanged.connect(follow)
    dialog.fields.add("unit", "单位", unit, needed=True)
    dialog.fields.add("dimension", "分解口径", dimension)
    dialog.fields.add("measure", "指标", measure, needed=True)
    dialog.fields.add("kind", "性质", kind, hint="调度数只作调度，不计完成率")
    dialog.fields.add("value", "户数", value, needed=True)
    dialog.fields.add("share", "分解系数或占比", share, hint="文件写了才填，照抄")
    dialog.fields.add("basis", "依据文件", basis, hint="文号，没有文号就写标题和日期", needed=True)

    def keep() -> Saved:
        chosen = unit.value() or _WHOLE
        draft = TargetDraft(
            unit="" if chosen == _WHOLE else chosen,
            unit_name=preset.region_name if chosen == _WHOLE else names.get(chosen, chosen),
            year=workspace.year,
            dimension=dimension.value(),
            measure=measure.value() or TargetMeasure.NET_INCREASE,
            kind=kind.value() or TargetKind.OFFICIAL,
            value=value.value(),
            share=share.text().strip(),
            basis=basis.text().strip(),
        )
        return services.targets.set(draft)

    dialog.keep = keep
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
