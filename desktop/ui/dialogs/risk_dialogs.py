"""What a person says of one admitted enterprise: a word about its risk, what it expects itself, that it left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from desktop.domain.codes import Obtained, Subject
from desktop.domain.library_exit import ExitDraft
from desktop.domain.month import Month
from desktop.domain.problems import Problem
from desktop.domain.retention import EstimateDraft, RetentionRow, RiskDraft, needs
from desktop.domain.risk_codes import RiskAction, RiskGrade, RiskSign
from desktop.domain.saved import Saved
from desktop.ui.desk import Desk
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.widgets.inputs import Checks, ChoiceBox, DayEdit
from desktop.ui.widgets.money_edit import MoneyEdit
from desktop.ui.widgets.text_box import TextBox
from desktop.wording import retention_words as words
from desktop.wording.labels import label

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_NONE_FOUND = "按收集的数没有算出风险情形。"
_REASONS = {
    RiskAction.ENTER: "为什么列入、依据什么",
    RiskAction.CONFIRM: "为什么这样定",
    RiskAction.DISMISS: "为什么暂不列入",
    RiskAction.RELEASE: "为什么移出，例如风险已解除",
}
_FIRST_YEAR, _LAST_YEAR = 2000, 2099
_TIP = int(Qt.ItemDataRole.ToolTipRole)


def risk_dialog(
    services: Services, desk: Desk, row: RetentionRow, action: RiskAction, month: Month, parent: QWidget | None = None
) -> FormDialog:
    """Return the form of *action* on *row*, filled with what was computed for *month*; a person decides."""
    rules = services.retention.rules()
    evidence = "\n".join(words.evidence_lines(row.found, rules.signs)) or _NONE_FOUND
    dialog = FormDialog(f"{label(action)}：{row.name}", label(action), Subject.RISK_STEP, parent, hint=evidence)
    on, reason = _today(desk), TextBox(3, _REASONS[action])
    grade = ChoiceBox(tuple(RiskGrade), blank="请选择")
    signs = Checks(tuple(RiskSign), columns=2)
    names = {each.id: f"{each.number} {each.label}" for each in rules.help_classes}
    help_class = ChoiceBox(tuple(names), names.__getitem__, blank="（未定）")
    grade.set_value(row.found.grade or (row.stay.grade if row.stay else None))
    signs.set_value(tuple(found.sign for found in row.found.signs))
    help_class.set_value((row.stay.help_class if row.stay else "") or None)
    dialog.add_day("on", "日期", on, needed=True)
    full = "grade" in needs(action)
    if full:
        computed = f"按数算出：{label(row.found.grade)}" if row.found.grade else "按数没有算出等级"
        dialog.fields.add("grade", "风险等级", grade, needed=True, hint=f"{computed}（本软件提示），由您确认")
        dialog.fields.add("signs", "风险情形", signs, needed=True)
        dialog.fields.add("help_class", "帮扶分类", help_class, hint="“拟出清”的照实登记，不制定一企一策")
    dialog.fields.add("reason", "原因", reason, needed=True)

    def keep() -> Saved:
        draft = RiskDraft(
            action,
            on.value(),
            grade.value() if full else None,
            signs.value() if full else (),
            (help_class.value() or "") if full else "",
            reason.text().strip(),
        )
        return services.retention.say_risk(row.uid, draft, month)

    dialog.keep = keep
    return dialog


def estimate_dialog(
    services: Services, desk: Desk, uid: str, name: str, year: int, parent: QWidget | None = None
) -> FormDialog:
    """Return the form of what the enterprise *uid* itself expects of *year*."""
    hint = "只记企业自己的说法，标“预计”，不进报表；本软件不推算全年，也不给企业定数。以前记的保留。"
    dialog = FormDialog(f"企业自报预计：{name}", "记下", Subject.REVENUE_ESTIMATE, parent, hint=hint)
    of_year, amount = _year_box(year), MoneyEdit()
    told_on, told_by, note = _today(desk), QLineEdit(), QLineEdit()
    obtained = ChoiceBox(tuple(Obtained), blank="请选择")
    dialog.fields.add("year", "年度", of_year, needed=True)
    dialog.fields.add("amount", "自报预计（万元）", amount, needed=True)
    dialog.add_day("told_on", "告知日期", told_on, needed=True)
    dialog.fields.add("told_by", "告知人", told_by, needed=True)
    dialog.fields.add("obtained", "取得方式", obtained, needed=True)
    dialog.fields.add("note", "说明", note)

    def keep() -> Saved | list[Problem]:
        value, problems = amount.read("amount")
        if problems:
            return problems
        draft = EstimateDraft(
            of_year.value(), value, told_on.value(), told_by.text().strip(), obtained.value(), note.text().strip()
        )
        return services.retention.add_estimate(uid, draft)

    dialog.keep = keep
    return dialog


def exit_dialog(services: Services, desk: Desk, row: RetentionRow, parent: QWidget | None = None) -> FormDialog:
    """Return the form that records that *row* left the directory, as the bureau told it."""
    rules = services.retention.rules()
    hint = f"只照统计局告知的登记；登记后在库状态同时改为“已退库”，风险库和一企一策随之结束。\n{rules.exit_rule}"
    dialog = FormDialog(f"登记退库：{row.name}", "登记退库", Subject.LIBRARY_EXIT, parent, hint=hint)
    on, basis, told_by, note = _today(desk), QLineEdit(), QLineEdit(), TextBox(2)
    names = {each.id: each.label for each in rules.exit_grounds}
    ground = ChoiceBox(tuple(names), names.__getitem__, blank="请选择")
    for place, each in enumerate(rules.exit_grounds, start=1):
        ground.setItemData(place, words.ground_text(each), _TIP)
    effective = _year_box(desk.today().year)
    dialog.add_day("on", "退库日期", on, needed=True)
    dialog.fields.add("ground", "退库原因", ground, needed=True)
    dialog.fields.add("basis", "依据", basis, needed=True, hint="文件、名单、反馈结果")
    dialog.fields.add("told_by", "告知人", told_by, needed=True)
    dialog.fields.add("effective_year", "退出生效年度", effective, needed=True, hint="从哪一年起不在库")
    dialog.fields.add("note", "说明", note, hint="改制、合并、拆分的写明新旧单位")

    def keep() -> Saved:
        draft = ExitDraft(
            on.value(),
            ground.value() or "",
            basis.text().strip(),
            told_by.text().strip(),
            effective.value(),
            note.text().strip(),
        )
        return services.retention.leave(row.uid, draft)

    dialog.keep = keep
    return dialog


def _today(desk: Desk) -> DayEdit:
    day = DayEdit(desk.today)
    day.set_value(desk.today())
    return day


def _year_box(year: int) -> QSpinBox:
    box = QSpinBox()
    box.setRange(_FIRST_YEAR, _LAST_YEAR)
    box.setValue(year)
    box.setSuffix(" 年")
    return box
