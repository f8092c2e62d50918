"""字段归口: whose word about a measure counts where units differ; the other words stay and can be adopted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.domain.codes import Dimension, Measure, Subject
from desktop.domain.figure import MEASURES
from desktop.domain.saved import Saved
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.widgets.inputs import ChoiceBox
from desktop.ui.widgets.text_box import TextBox

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_HINT = (
    "各单位报得不一致、县里又没有采用的，显示和合计先用归口单位的数；别的单位的数都原样留着，"
    "照样列在“交换—待核对”里，可以另行采用。不归口的，不一致就是待核对，不计入合计。"
)


def lead_dialog(services: Services, measure: Measure, parent: QWidget | None) -> FormDialog:
    """Return the form that says whose word about a measure counts; it begins with *measure*."""
    service = services.county_figures
    dialog = FormDialog("字段归口", "保存", Subject.FIGURE, parent, hint=_HINT)
    dialog.setMinimumWidth(560)
    units = {unit.id: unit.name for each in Dimension for unit in services.settings.units(each)}
    what: ChoiceBox[Measure] = ChoiceBox(tuple(MEASURES))
    who: ChoiceBox[str] = ChoiceBox(tuple(units), units.__getitem__, blank="不归口，逐个核对")
    reason = TextBox(2, "至少 5 个字：凭什么这一项以这个单位为准")
    what.setCurrentIndex(list(MEASURES).index(measure))
    dialog.fields.add("measure", "项目", what, needed=True)
    dialog.fields.add("unit", "以谁的数为准", who)
    dialog.fields.add("reason", "理由", reason, needed=True)

    def follow(_place: int = 0) -> None:
        chosen = what.value()
        lead = "" if chosen is None else service.leads().get(chosen, "")
        who.setCurrentIndex(list(units).index(lead) + 1 if lead in units else 0)

    def keep() -> Saved:
        return service.set_lead(what.value() or measure, who.value() or "", reason.text())

    follow()
    what.currentIndexChanged.connect(follow)
    dialog.keep = keep
    return dialog
