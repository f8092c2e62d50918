"""县里请核对: the unit says that its figure stands, or puts it right; no other unit's figure is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.domain.codes import Measure, Obtained, Source, Subject
from desktop.domain.figure import FigureEntry, FigureInput, FigureValue
from desktop.domain.money import Scale
from desktop.domain.month import Month
from desktop.domain.problems import Problem
from desktop.domain.question import check_reason
from desktop.domain.recheck import RecheckDraft, RecheckRow
from desktop.domain.saved import Saved
from desktop.ui.desk import Desk
from desktop.ui.dialogs.figure_checked import checked_figure
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.widgets.inputs import ChoiceBox
from desktop.ui.widgets.radio_list import RadioList
from desktop.ui.widgets.text_box import TextBox
from desktop.wording.recheck_words import asked_words

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_STANDS, _WRONG = 0, 1
_CHOICES = ("核对无误，本单位报的数不改", "报错了，改为核实后的数")
_HOW = "照原始凭证、报表或税务系统核对，不要照别人的数改。答复随下一个包告诉县里。"
_WHY = "至少 5 个字：照什么核对的、问过谁"


def recheck_dialog(services: Services, desk: Desk, row: RecheckRow, parent: QWidget | None) -> FormDialog:
    """Return the form that answers *row*."""
    dialog = FormDialog("县里请核对", "答复", Subject.FIGURE, parent, hint=f"{row.name}　{asked_words(row)}\n{_HOW}")
    measure, choice = Measure(row.measure), RadioList(_CHOICES)
    amount, given, reason = QLineEdit(), QLineEdit(), TextBox(2, _WHY)
    amount.setPlaceholderText("改数才填：核实到的数，不要估")
    source, obtained = ChoiceBox(list(Source), blank="请选择"), ChoiceBox(list(Obtained), blank="请选择")
    dialog.fields.add("choice", "核对结果", choice, needed=True)
    dialog.fields.add(measure, "核实后的数", amount)
    dialog.fields.add("source", "数据口径", source, needed=True, hint="照什么核对的")
    dialog.fields.add("obtained", "取得方式", obtained, hint="改数才填")
    dialog.fields.add("given_by", "提供人", given)
    dialog.fields.add("reason", "理由", reason, needed=True)
    amount.textEdited.connect(choice.choose_typed)

    def keep() -> Saved | list[Problem]:
        place = choice.value()
        if place is None:
            return [Problem("choice", "nothing_chosen")]
        if place == _STANDS:
            return services.letters.rechecks.answer(row.uid, RecheckDraft(source.value(), reason.text()))
        read = services.figures.read(measure, amount.text(), Scale.TEN_THOUSAND)
        value = checked_figure(read, measure, source.value(), obtained.value(), given.text(), desk)
        problems = [*(value if isinstance(value, list) else []), *check_reason(reason.text())]
        if isinstance(value, list) or problems:
            return problems
        return _put_right(services, row, value, reason.text())

    dialog.keep = keep
    return dialog


def _put_right(services: Services, row: RecheckRow, value: FigureValue, reason: str) -> Saved:
    given = FigureInput(Measure(row.measure), value.amount, value.raw, value.scale, reason=reason)
    if "-" not in row.period:
        return services.figures.set_year_revenue(
            row.enterprise, int(row.period), given, value.source, value.obtained, value.given_by
        )
    month = Month.parse(row.period)
    entry = FigureEntry(row.enterprise, month, (given,), value.source, value.obtained, value.given_by)
    return services.figures.save(entry)
