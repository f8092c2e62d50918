"""核对: what the offices said side by side; choose one of them or write what was checked, and say why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.domain.aside import Aside
from desktop.domain.codes import Measure, Obtained, Source, Subject
from desktop.domain.figure import FigureValue
from desktop.domain.money import Scale
from desktop.domain.problems import Problem
from desktop.domain.question import FigureQuestion, Question, QuestionKind, United
from desktop.domain.recheck import RecheckRow
from desktop.domain.saved import Saved
from desktop.kernel.errors import KnownError
from desktop.ui.desk import Desk
from desktop.ui.dialogs.figure_checked import checked_figure
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.dialogs.recheck_dialog import recheck_dialog
from desktop.ui.models.question_lines import Pair, QuestionLine
from desktop.ui.widgets.inputs import ChoiceBox
from desktop.ui.widgets.radio_list import RadioList
from desktop.ui.widgets.text_box import TextBox

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_WIDTH = 680
_WHY = "至少 5 个字：凭什么、问过谁。会随下一个包告诉各单位"
_ONE_FIRM = (
    "两条登记的代码或名称相同。认定是同一家后，走访、问题、数据都归到保留的那一条下；随时可以拆开。"
    "不是同一家的，点取消。"
)
_NOT_CHOSEN = Saved(problems=(Problem("choice", "nothing_chosen"),))


def settle_dialog(services: Services, desk: Desk, line: QuestionLine, parent: QWidget | None) -> FormDialog:
    """Return the form that settles *line*; raise `KnownError` for one that nobody settles."""
    match line.what:
        case Question():
            return _cell(services, line, line.what, parent)
        case FigureQuestion():
            return _figure(services, desk, line, line.what, parent)
        case Pair():
            return _pair(services, line, line.what, parent)
        case RecheckRow():
            return recheck_dialog(services, desk, line.what, parent)
        case United():
            return part_dialog(services, line.what, parent)
        case Aside():
            raise KnownError("question_gone", id=line.key)


def _form(title: str, deed: str, subject: Subject, hint: str, parent: QWidget | None) -> FormDialog:
    dialog = FormDialog(title, deed, subject, parent, hint=hint)
    dialog.setMinimumWidth(_WIDTH)
    return dialog


def _cell(services: Services, line: QuestionLine, asked: Question, parent: QWidget | None) -> FormDialog:
    proposal = asked.kind is QuestionKind.PROPOSAL
    hint = f"{line.name}　{line.item}" + ("\n单位申请改这一项，由县里决定。" if proposal else "")
    dialog = _form("变更申请" if proposal else "核对", "确定", asked.cell.subject, hint, parent)
    heads = ["不同意，仍用" if proposal else "现在用的"] + ["同意，改为" if proposal else "改用"] * len(asked.others)
    texts = [f"{head}：{side}" for head, side in zip(heads, line.sides, strict=True)]
    field, typed, reason = asked.cell.field, QLineEdit(), TextBox(2, _WHY)
    if asked.in_words:
        texts.append("都不对，填写核实后的内容")
    choice = RadioList(texts)
    dialog.fields.add("choice", "采用", choice, needed=True)
    if asked.in_words:
        dialog.fields.add(field, "核实后的内容", typed)
        typed.textEdited.connect(choice.choose_typed)
    dialog.fields.add("reason", "理由", reason, needed=True)

    def keep() -> Saved:
        place, sayings = choice.value(), (asked.shown, *asked.others)
        if place is None:
            return _NOT_CHOSEN
        if place < len(sayings):
            return services.letters.questions.resolve(asked.id, sayings[place], reason.text())
        if not typed.text().strip():
            return Saved(problems=(Problem(field, "missing"),))
        return services.letters.questions.resolve(asked.id, typed.text().strip(), reason.text())

    dialog.keep = keep
    return dialog


def _figure(
    services: Services, desk: Desk, line: QuestionLine, asked: FigureQuestion, parent: QWidget | None
) -> FormDialog:
    hint = f"{line.name}　{line.item}\n各单位报的数都原样留着；采用的数另记一笔，写明理由。{_standing(line)}"
    dialog = _form("核对两处数字", "确定", Subject.FIGURE, hint, parent)
    measure, reason = Measure(asked.measure), TextBox(2, _WHY)
    typed = len(asked.units)
    texts = (*(f"采用：{side}" for side in line.sides), "都不对，填写核实后的数", _back_words(typed))
    choice = RadioList(texts, typed=typed)
    amount, given = QLineEdit(), QLineEdit()
    amount.setPlaceholderText("向企业或税务核实到的数，不要估")
    source, obtained = ChoiceBox(list(Source), blank="请选择"), ChoiceBox(list(Obtained), blank="请选择")
    dialog.fields.add("choice", "采用", choice, needed=True)
    dialog.fields.add(measure, "核实后的数", amount)
    dialog.fields.add("source", "数据口径", source)
    dialog.fields.add("obtained", "取得方式", obtained)
    dialog.fields.add("given_by", "提供人", given)
    dialog.fields.add("reason", "理由", reason, needed=True)
    amount.textEdited.connect(choice.choose_typed)

    def keep() -> Saved:
        place = choice.value()
        if place is None:
            return _NOT_CHOSEN
        if place > typed:
            return services.letters.rechecks.ask(asked.enterprise, asked.period, measure, reason.text())
        said: str | FigureValue | list[Problem]
        if place < typed:
            said = asked.units[place]
        else:
            read = services.figures.read(measure, amount.text(), Scale.TEN_THOUSAND)
            said = checked_figure(read, measure, source.value(), obtained.value(), given.text(), desk)
        if isinstance(said, list):
            return Saved(problems=tuple(said))
        return services.letters.questions.adopt(asked.enterprise, asked.period, measure, said, reason.text())

    dialog.keep = keep
    return dialog


def _back_words(units: int) -> str:
    whom = "两家" if units == 2 else f" {units} 家"
    return f"不采用，退回{whom}核对：各自只看到自己报的数和这里写的理由"


def _standing(line: QuestionLine) -> str:
    return f"\n{line.standing}。" if line.standing else ""


def _pair(services: Services, line: QuestionLine, pair: Pair, parent: QWidget | None) -> FormDialog:
    dialog = _form("是同一家企业", "是同一家", Subject.ENTERPRISE, _ONE_FIRM, parent)
    choice = RadioList([f"保留：{side}" for side in line.sides])
    reason = TextBox(2, _WHY)
    dialog.fields.add("choice", "保留哪一条", choice, needed=True)
    dialog.fields.add("reason", "理由", reason, needed=True)

    def keep() -> Saved:
        place = choice.value()
        if place is None:
            return _NOT_CHOSEN
        kept, other = (pair.first, pair.second) if place == 0 else (pair.second, pair.first)
        return services.letters.questions.same(kept, other, reason.text())

    dialog.keep = keep
    return dialog


def part_dialog(services: Services, united: United, parent: QWidget | None) -> FormDialog:
    """Return the form that parts two enterprises that were taken for one."""
    hint = f"{united.other_name} 与 {united.kept_name} 重新分成两家；各自原来的走访、问题、数据各归各。"
    dialog = _form("拆开", "拆开", Subject.ENTERPRISE, hint, parent)
    reason = TextBox(2, _WHY)
    dialog.fields.add("reason", "理由", reason, needed=True)

    def keep() -> Saved:
        return services.letters.questions.part(united.other, reason.text())

    dialog.keep = keep
    return dialog
